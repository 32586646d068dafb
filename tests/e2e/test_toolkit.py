"""Translate Toolkit's programs beside umschrift in one environment.

Both have the import name `translate`, so that whichever is installed last overwrites the other's
``translate/__init__.py``. Needs the package index, through `uv`, and takes seconds where its cache
is warm.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from translate.catalogue import Catalogue

ROOT = Path(__file__).parent.parent.parent
SEED = ROOT / "seeds/gerassimow-lob.de.txt"
CATALOGUE = ROOT / "locales/en/LC_MESSAGES/gerassimow-lob.po"
# As it is before the tests move everybody's home away: uv's cache is there.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}


def uv(*arguments: object) -> str:
    """Run uv; where the package index cannot be reached, there is no test outside CI."""
    done = subprocess.run(
        ["uv", *map(str, arguments)], env=_ENVIRONMENT, capture_output=True, text=True, check=False
    )
    if done.returncode and "CI" not in os.environ:
        pytest.skip(f"uv {arguments[0]}: {done.stderr.strip()[-200:]}")
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(need: Callable[..., None], tmp_path_factory: pytest.TempPathFactory) -> Path:
    need("uv")
    folder = tmp_path_factory.mktemp("wheel")
    uv("build", "--quiet", "--wheel", "--out-dir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module", params=["umschrift first", "toolkit first"])
def programs(
    request: pytest.FixtureRequest, wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder of an environment's programs, both packages installed one after the other."""
    place = tmp_path_factory.mktemp("environment") / "env"
    uv("venv", "--quiet", "--python", sys.executable, place)
    packages: list[str | Path] = [wheel, "translate-toolkit"]
    for package in packages if request.param == "umschrift first" else reversed(packages):
        overrides = ["--overrides", ROOT / ".uv-overrides.txt"] if package == wheel else []
        uv("pip", "install", "--quiet", "--python", place, *overrides, package)
    return place / ("Scripts" if os.name == "nt" else "bin")


def run(program: Path, *arguments: object, folder: Path) -> str:
    done = subprocess.run(
        [str(program), *map(str, arguments)],
        cwd=folder,
        env={**_ENVIRONMENT, "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def test_both_have_sub_modules_of_their_own(programs: Path, wheel: Path) -> None:
    toolkit = uv("pip", "show", "--files", "--python", programs.parent, "translate-toolkit")
    theirs = {line.split("/")[1] for line in toolkit.split() if line.startswith("translate/")}
    ours = {
        name.split("/")[1] for name in zipfile.ZipFile(wheel).namelist() if "translate/" in name
    }
    assert {"filters", "convert"} <= theirs
    assert theirs & ours <= {"__init__.py", "py.typed"}


def test_umschrift_works_beside_the_toolkit(programs: Path, tiny: Path, tmp_path: Path) -> None:
    shutil.copy(SEED, tmp_path)
    run(programs / "umschrift", "translate", SEED.name, "--model", tiny, folder=tmp_path)
    catalogue = Catalogue.read(tmp_path / "locales/en/LC_MESSAGES/gerassimow-lob.po")
    assert catalogue.counts().draft == len(polib.pofile(str(CATALOGUE)))
    assert "Gerasimov" in run(programs / "umschrift", "render", SEED.name, folder=tmp_path)


def test_the_toolkits_filters_read_our_catalogues(programs: Path, tmp_path: Path) -> None:
    run(programs / "pofilter", CATALOGUE, "found.po", folder=tmp_path)
    drafts = {entry.msgid for entry in polib.pofile(str(CATALOGUE)) if entry.fuzzy}
    found = {entry.msgid: entry for entry in polib.pofile(str(tmp_path / "found.po"))}
    assert drafts <= found.keys()  # it reports what needs work
    assert all(
        (entry.occurrences, entry.fuzzy) == (found[entry.msgid].occurrences, True)
        for entry in polib.pofile(str(CATALOGUE))
        if entry.msgid in drafts
    )


def test_the_toolkits_translation_memory_has_what_is_confirmed(
    programs: Path, tmp_path: Path
) -> None:
    run(
        programs / "po2tmx",
        *("--language", "en", "--source-language", "de", CATALOGUE, "memory.tmx"),
        folder=tmp_path,
    )
    written = (tmp_path / "memory.tmx").read_text(encoding="utf-8")
    confirmed = [entry for entry in polib.pofile(str(CATALOGUE)) if not entry.fuzzy]
    assert written.count("<tu ") == len(confirmed)

    # And umschrift takes it from there.
    run(programs / "umschrift", "memory", "import", "memory.tmx", folder=tmp_path)
    imported = polib.pofile(str(tmp_path / "locales/en/memory/memory.po"))
    assert {entry.msgid: entry.msgstr for entry in imported} == {
        entry.msgid: entry.msgstr for entry in confirmed
    }


def test_umschrift_works_when_the_toolkit_has_left(programs: Path, tmp_path: Path) -> None:
    uv("pip", "uninstall", "--quiet", "--python", programs.parent, "translate-toolkit")
    assert "15 confirmed" in run(
        programs / "umschrift", "status", "--locales", CATALOGUE.parents[2], folder=tmp_path
    )
