"""A run on several workers is the run on one, also when workers are lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polib
import pytest

from translate.errors import EngineError, PackageError
from translate.sources import Source, documents
from translate.translator import Report
from translate.workers import News, Processes, Settings, spread


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for number in range(30):
        path = tmp_path / "archive" / f"{number % 3}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            "\n\n".join(f"Schoigu sagte {number} in Kiew {word}." for word in "abcdefgh"),
            encoding="utf-8",
        )
    (tmp_path / "names.csv").write_text(
        "german,english\nSchoigu,Shoigu\nKiew,Kyiv\n", encoding="utf-8"
    )
    return Path("archive")


def settings(tiny: Path, locales: str) -> Settings:
    names = (Path("names.csv"),)
    return Settings(Path(locales), names, builtin=False, model=str(tiny), beam=1, threads=1)


def catalogues(locales: str) -> dict[str, list[str]]:
    """Every catalogue without its header, which has the time in it."""
    return {
        path.relative_to(locales).as_posix(): [str(e) for e in polib.pofile(str(path), wrapwidth=0)]
        for path in sorted(Path(locales).rglob("*.po"))
    }


@pytest.fixture
def alone(archive: Path, tiny: Path) -> dict[str, list[str]]:
    list(settings(tiny, "alone").translator().run(documents([archive])))
    return catalogues("alone")


def test_two_processes_write_what_one_does_even_if_some_are_killed(
    archive: Path, tiny: Path, alone: dict[str, list[str]]
) -> None:
    reports: list[Report] = []
    killed = []
    with Processes(settings(tiny, "spread"), 2) as crew:
        for report in spread(documents([archive]), crew, settings(tiny, "spread")):
            reports.append(report)
            if len(reports) in {3, 9}:
                killed.append(int(report.worker.rpartition(":")[2]))
                os.kill(killed[-1], signal.SIGKILL)
    assert len(set(killed)) == 2
    assert [report.failure for report in reports] == [""] * 30
    assert len({report.source.path for report in reports}) == 30
    assert len({report.worker for report in reports}) > 2
    assert catalogues("spread") == alone


def test_what_a_worker_cannot_do_at_all_ends_the_run(archive: Path) -> None:
    broken = Settings(Path("locales"), builtin=False, model="no such model")
    with (
        Processes(broken, 2) as crew,
        pytest.raises(PackageError, match="no such model"),
    ):
        list(spread(documents([archive]), crew, broken))
    assert not Path("locales").exists() or not list(Path("locales").rglob("*.po"))


class Script:
    """A crew of one that does what it is told and is lost when it is given certain documents."""

    def __init__(self, *, deadly: set[str] = frozenset(), stillborn: bool = False) -> None:
        self.size = 1
        self.given: list[list[str]] = []
        self._deadly = deadly
        self._stillborn = stillborn
        self._number = 0
        self._news = [News(0, free=not stillborn, lost="broken" if stillborn else "")]

    def news(self) -> list[News]:
        if self._stillborn:
            return [News(self._number, lost="broken")]
        news, self._news = self._news, []
        assert news, "waits for ever"
        return news

    def give(self, worker: int, handful: list[Source]) -> None:
        assert worker == self._number
        self.given.append([source.path.name for source in handful])
        for source in handful:
            if source.path.name in self._deadly:
                self._number += 1
                self._news += [News(worker, lost="killed"), News(self._number, free=True)]
                return
            self._news.append(News(worker, (Report(source, failure=source.problem),)))
        self._news.append(News(worker, free=True))


def sources(*names: str) -> Iterator[Source]:
    return (Source(Path(name), named=False) for name in names)


def test_a_document_that_kills_its_worker_takes_no_other_with_it() -> None:
    crew = Script(deadly={"b", "d"})
    handed = (replace(each, size=1 if each.path.name != "a" else 100) for each in sources(*"abcde"))
    reports = list(spread(handed, crew, Settings(Path("locales"))))
    assert sorted(report.source.path.name for report in reports) == ["a", "b", "c", "d", "e"]
    failed = {report.source.path.name: report.failure for report in reports if report.failure}
    assert failed == {
        "b": "b: given up: 3 workers were lost over it (killed)",
        "d": "d: given up: 3 workers were lost over it (killed)",
    }
    # Nobody knew at first.
    assert crew.given[1] == ["b", "c", "d", "e"]
    assert all(len(handful) == 1 for handful in crew.given[2:])


def test_workers_that_all_die_at_once_end_the_run() -> None:
    with pytest.raises(EngineError, match="nothing was done; the last: broken"):
        list(spread(sources("a"), Script(stillborn=True), Settings(Path("locales"))))


def test_no_more_is_read_than_workers_have_in_hand() -> None:
    asked = 0

    def endless() -> Iterator[Source]:
        nonlocal asked
        while True:
            asked += 1
            yield Source(Path(f"{asked}"), named=False, size=1000)

    reports = spread(endless(), Script(), Settings(Path("locales")))
    for number in range(1, 500):
        next(reports)
        assert asked <= number + 64


def test_two_documents_at_once_that_would_share_a_catalogue_are_refused() -> None:
    first, *others = sources("first.txt", "a/x.txt", "b/x.txt", "a/x.txt", "c.txt")
    crew = Script()
    reports = list(spread([replace(first, size=1000), *others], crew, Settings(Path("locales"))))
    place = Path("locales/en/LC_MESSAGES/x.po")
    assert crew.given == [["first.txt"], ["x.txt", "x.txt", "c.txt"]]
    assert [report.failure.partition(";")[0] for report in reports] == [
        "",
        "",
        f"{Path('b/x.txt')}: would share {place} with {Path('a/x.txt')}",
        "",
    ]
