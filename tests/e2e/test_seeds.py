"""The seeds and their catalogues, as a newcomer finds them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from glossary import Glossary
from translate.catalogue import Catalogue
from translate.translator import Translator, check

ROOT = Path(__file__).parent.parent.parent
SEEDS = sorted((ROOT / "seeds").iterdir())
CATALOGUES = sorted((ROOT / "locales/en/LC_MESSAGES").glob("*.po"))


def test_the_catalogues_are_what_the_tool_would_write_today(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(ROOT)
    locales = tmp_path / "locales"
    shutil.copytree("locales", locales)
    idle = Translator(Glossary.load(), lambda: pytest.fail("drafts are stale"), locales)
    reports = list(idle.run([seed.relative_to(ROOT) for seed in SEEDS]))
    assert [report.failure for report in reports] == [""] * len(SEEDS)
    assert [report.catalogue.name for report in reports] == [path.name for path in CATALOGUES]
    assert [report.translated + report.remembered for report in reports] == [0] * len(SEEDS)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_no_name_in_them_is_wrong(path: Path) -> None:
    glossary = Glossary.load()
    assert [finding for finding in check(path, glossary) if finding.name] == []


def test_one_of_them_shows_what_review_looks_like() -> None:
    assert max(Catalogue.read(path).counts().confirmed for path in CATALOGUES) >= 12
