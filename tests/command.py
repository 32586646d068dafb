"""The command as the tests call it, in their own process."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from translate.cli import main


def run(*arguments: str | Path, code: int = 0, stdin: str | bytes | None = None) -> Result:
    """Run ``umschrift`` with `arguments`; it must end with `code` and let no exception out."""
    result = CliRunner().invoke(main, [*map(str, arguments)], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.stderr
    return result
