"""Where a command's result goes: a file, or whoever reads stdout."""

from __future__ import annotations

import sys
from pathlib import Path

from translate.errors import DocumentError


def write_out(
    data: bytes, output: Path | None, *, keep: tuple[Path, ...], suffix: str, on_terminals: bool
) -> None:
    """Write `data`, that of a file with this `suffix`, to the file `output` or to stdout.

    Files of `keep` are not replaced. What cannot be shown `on_terminals` is refused there.
    """
    from translate.rendering import write

    if output is not None:
        write(output, data, keep=keep, suffix=suffix)
        return
    if not on_terminals and sys.stdout.isatty():
        raise DocumentError("this is nothing for a terminal; name a file with -o FILE")
    # As bytes: neither encoding nor line ends are the terminal's business.
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
