"""Settings from a file: the defaults of options, below ``UMSCHRIFT_*`` and the command line.

Keys are option names without the dashes (``locales = "po"``); a key holds for every command that
has the option. Paths are relative to the file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click


def read_config(ctx: click.Context, _option: click.Parameter, value: str | None) -> None:
    """Take the defaults of all commands from the settings file, if there is one."""
    path = Path(value) if value else _nearest(Path.cwd())
    if path is None or not isinstance(ctx.command, click.Group):
        return
    settings = _read(path)
    known: set[str] = set()
    ctx.default_map = _defaults(ctx.command, settings, path.parent, known)
    if unknown := sorted(settings.keys() - known):
        raise click.UsageError(
            f"{path}: no such setting: {', '.join(unknown)} (known: {', '.join(sorted(known))})"
        )


def _nearest(folder: Path) -> Path | None:
    for place in (folder, *folder.parents):
        if (own := place / "umschrift.toml").is_file():
            return own
        shared = place / "pyproject.toml"
        if shared.is_file() and _read(shared):
            return shared
    return None


def _read(path: Path) -> dict[str, Any]:
    try:
        parsed = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise click.UsageError(f"{path}: cannot read the settings: {error}") from error
    if path.name == "pyproject.toml":
        table = parsed.get("tool", {}).get("umschrift", {})
        return table if isinstance(table, dict) else {}
    return parsed


def _defaults(
    group: click.Group, settings: dict[str, Any], folder: Path, known: set[str]
) -> dict[str, Any]:
    defaults: dict[str, Any] = {}
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            defaults[name] = _defaults(command, settings, folder, known)
            continue
        own = {}
        for option in command.params:
            for key in _keys(option):
                known.add(key)
                if key in settings:
                    own[option.name] = _placed(option, settings[key], folder)
        defaults[name] = own
    return defaults


def _keys(option: click.Parameter) -> Iterator[str]:
    if isinstance(option, click.Option) and option.name:
        yield max(option.opts, key=len).lstrip("-")


def _placed(option: click.Parameter, value: Any, folder: Path) -> Any:
    if not isinstance(option.type, click.Path):
        return value
    if isinstance(value, list):
        return [str(folder / item) for item in value]
    return str(folder / value)
