"""The seeds and their catalogues, as a newcomer finds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary import Glossary
from translate.catalogue import Catalogue
from translate.translator import Translator, check

ROOT = Path(__file__).parent.parent.parent
SEEDS = sorted((ROOT / "seeds").iterdir())
CATALOGUES = sorted((ROOT / "locales/en/LC_MESSAGES").glob("*.po"))


def test_the_catalogues_are_what_the_tool_would_write_today(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    idle = Translator(Glossary.load(), lambda: pytest.fail("drafts are stale"), Path("locales"))
    jobs = idle.jobs([seed.relative_to(ROOT) for seed in SEEDS], pytest.fail)
    assert [job.catalogue.path.name for job in jobs] == [path.name for path in CATALOGUES]
    assert [job.pending for job in jobs] == [0] * len(jobs)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_no_name_in_them_is_wrong(path: Path) -> None:
    glossary = Glossary.load()
    assert [finding for finding in check(path, glossary) if finding.name] == []


def test_one_of_them_shows_what_review_looks_like() -> None:
    assert max(Catalogue.read(path).counts().confirmed for path in CATALOGUES) >= 12
