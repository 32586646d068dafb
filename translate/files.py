"""Writing a file that others may be writing: whole or not at all, and one after the other."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from platform import node
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import BaseFileLock


def replace(
    path: Path, data: bytes | Iterable[bytes], *, still: Callable[[], bool] = lambda: True
) -> bool:
    """Put a file with new content in the place of `path`, if `still` holds just before.

    The new content, which may come in pieces, is on the disk first, so that at any moment `path` is
    the old or the new file. Permissions are kept and a symbolic link stays one. Return whether it
    was done; where not, or where an ``OSError`` is raised, the old file is whole and nothing is
    left beside it.

    What a killed process leaves behind goes with the next call; only one at a time may be writing
    (`lock`).
    """
    target = path.resolve()
    temporary = target.with_name(f".{target.name}.new")
    temporary.unlink(missing_ok=True)
    try:
        with temporary.open("xb") as stream:
            with suppress(FileNotFoundError):
                _give_the_rights_of(target, temporary)
            stream.writelines([data] if isinstance(data, bytes) else data)
            stream.flush()
            os.fsync(stream.fileno())
        if not still():
            return False
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    if os.name == "posix":  # the name, too, must survive a power cut
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    return True


def _give_the_rights_of(old: Path, new: Path) -> None:
    """Give a file another's permissions and, as far as the system lets us, its owner."""
    rights = old.stat()
    if os.name == "posix":
        with suppress(PermissionError):
            os.chown(new, rights.st_uid, rights.st_gid)
    new.chmod(stat.S_IMODE(rights.st_mode))


@contextmanager
def lock(path: Path, *, patience: float) -> Iterator[None]:
    """Keep other processes that call this for the same file waiting until this one is done.

    The lock is a file beside `path` that names its holder and is gone afterwards. It dies with the
    process that holds it. Raises ``TimeoutError``, its message the holder, where one and the same
    process has held it for `patience` seconds, and ``OSError`` where no file can be made.
    """
    from filelock import FileLock

    target = path.resolve()
    place = target.with_name(f".{target.name}.lock")
    held = FileLock(place)
    _acquire(held, place, patience)
    try:
        with suppress(OSError):
            place.write_text(f"process {os.getpid()} on {node()}\n", encoding="utf-8")
        yield
    finally:
        # Unlinked while held: whoever was waiting for this very file sees that it is gone and makes
        # a new one (filelock 3.21 and later). Windows unlinks no open file: there it goes
        # afterwards, unless somebody has it by then.
        with suppress(OSError):
            place.unlink()
        held.release()
        if os.name == "nt":
            with suppress(OSError):
                place.unlink()


def _acquire(held: BaseFileLock, place: Path, patience: float) -> None:
    """Wait for a lock as long as it changes hands."""
    from filelock import Timeout

    holder, since = "", monotonic()
    while True:
        try:
            held.acquire(timeout=min(patience, 1))
        except Timeout:
            try:
                found = place.read_text(encoding="utf-8").strip()
            except OSError:  # gone by now, or Windows, where a locked file cannot be read
                found = ""
            if found != holder:
                holder, since = found, monotonic()
            elif monotonic() - since >= patience:
                raise TimeoutError(holder or "another process") from None
        else:
            return
