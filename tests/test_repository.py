"""What holds for the repository as a whole: lint, types, the direction of imports, the README."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from translate.cli import main

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "tool", [["ruff", "check", "-q"], ["ruff", "format", "--check", "-q"], ["mypy"]], ids=" ".join
)
def test_lint_format_and_types(tool: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *tool], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def imports(package: str) -> Iterator[tuple[Path, str]]:
    for path in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((path, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield path, node.module


@pytest.mark.parametrize(
    ("package", "forbidden"),
    [
        ("glossary", {"translate", "click", "polib", "ctranslate2", "argostranslate"}),
        ("translate/formats", {"glossary", "ctranslate2", "polib", "click"}),
    ],
)
def test_imports_go_one_way(package: str, forbidden: set[str]) -> None:
    wrong = [
        (str(path), name) for path, name in imports(package) if name.split(".")[0] in forbidden
    ]
    assert wrong == []


def test_only_the_command_line_knows_click() -> None:
    users = {path for path, name in imports("translate") if name.split(".")[0] == "click"}
    assert users
    assert {path.parent.name for path in users} == {"cli"}


@pytest.mark.parametrize("module", ["engine", "catalogue", "document"])
def test_the_rooms_do_not_know_the_glossary(module: str) -> None:
    known = {name for path, name in imports("translate") if path.stem == module}
    assert not {name for name in known if name.split(".")[0] == "glossary"}


def commands(group: click.Group, prefix: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", command


@pytest.mark.parametrize(("call", "command"), list(commands(main, "umschrift")))
def test_every_command_has_help_and_stands_in_the_readme(call: str, command: click.Command) -> None:
    assert command.help
    options = [each for each in command.params if isinstance(each, click.Option)]
    assert all(option.help for option in options)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    group, _, name = call.rpartition(" ")
    assert call in readme or any(
        group in line and f"`{name}`" in line for line in readme.splitlines()
    )
