"""Runs that are killed, interrupted, many at once, or out of room: the catalogue is whole.

Nothing a translator has confirmed is lost, and the next run goes on where the last one stopped.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from translate import files
from translate.catalogue import Catalogue, State

if os.name != "posix":
    pytest.skip("signals and forks are POSIX's", allow_module_level=True)

from forks import Forks, Run

_WORDS = ["Gerassimow", "Sacharowa", "sagte", "und", "nicht", "Krieg", "Armee", "Besuch", "Korps"]


class Desk:
    """A document, its catalogue, an author and a translator who both keep working."""

    def __init__(self, forks: Forks, folder: Path, model: Path, sentences: int) -> None:
        self._forks = forks
        self._folder = folder
        self._model = model
        self.chance = random.Random(11)
        self.catalogue = folder / "locales/en/LC_MESSAGES/article.po"
        self.confirmed: dict[str, str] = {}
        self._sentences = [
            " ".join(self.chance.choices(_WORDS, k=6)) + f" {number}."
            for number in range(sentences)
        ]
        (folder / "names.csv").write_text(
            "german,english\nGerassimow,Gerasimov\nSacharowa,Zakharova\n", encoding="utf-8"
        )
        self.rewrite()

    def run(self, *, limit: int | None = None) -> Run:
        return self._forks.start(
            *("translate", "article.txt", "--no-builtin", "--glossary", "names.csv"),
            *("--model", self._model, "--beam", 1, "--threads", 1),
            limit=limit,
        )

    def rewrite(self) -> None:
        """The author changes a few sentences, so that there is something to do."""
        for _ in range(8):
            place = self.chance.randrange(len(self._sentences))
            words = self.chance.choices(_WORDS, k=7)
            self._sentences[place] = " ".join(words) + f" {place}."
        text = "\n\n".join(self._sentences) + "\n"
        files.replace(self._folder / "article.txt", text.encode())

    def confirm(self) -> None:
        """The translator types a text and confirms it, in an editor that replaces the file."""
        file = polib.pofile(str(self.catalogue), wrapwidth=0)
        entry = self.chance.choice([each for each in file if not each.obsolete])
        entry.msgstr = f"Typed by hand, {len(self.confirmed)}: “yes”"
        entry.flags = []
        new = self.catalogue.with_name("by hand")
        file.save(str(new))
        new.replace(self.catalogue)
        self.confirmed[entry.msgid] = entry.msgstr

    def check(self) -> Catalogue:
        """The catalogue can be read and has all that was confirmed."""
        catalogue = Catalogue.read(self.catalogue)
        assert self.confirmed.items() <= dict(catalogue.confirmed()).items()
        return catalogue

    def finish(self) -> None:
        """An undisturbed run does what is left and leaves nothing else behind."""
        code, said = self.run().wait()
        assert code == 0, said
        catalogue = self.check()
        assert [entry.source for entry in catalogue.entries()] == self._sentences
        assert catalogue.counts().new == 0
        assert [path.name for path in self.catalogue.parent.iterdir()] == [self.catalogue.name]


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path, tiny: Path) -> Iterator[Desk]:
    """A desk with a catalogue; the number of sentences may be given as parameter."""
    with Forks(tmp_path) as forks:
        desk = Desk(forks, tmp_path, tiny, getattr(request, "param", 100))
        desk.finish()
        yield desk


def test_200_runs_killed_at_random_moments(desk: Desk) -> None:
    slowest = 0.0
    for _ in range(3):
        desk.rewrite()
        began = time.monotonic()
        desk.finish()
        slowest = max(slowest, time.monotonic() - began)
    killed = 0
    for number in range(200):
        desk.rewrite()
        if number % 4 == 0:
            desk.confirm()
        run = desk.run()
        time.sleep(desk.chance.uniform(0, slowest))
        run.send(signal.SIGKILL)
        code, said = run.wait()
        assert code in {0, -signal.SIGKILL}, said
        killed += code != 0
        desk.check()
    assert killed > 100  # most of them at work, some done
    desk.finish()


def test_interrupted_runs_end_quietly_and_can_go_on(desk: Desk) -> None:
    codes = set()
    for number in [signal.SIGINT, signal.SIGTERM] * 10:
        desk.rewrite()
        desk.confirm()
        run = desk.run()
        time.sleep(desk.chance.uniform(0.05, 0.3))
        run.send(number)
        code, said = run.wait()
        assert "Traceback" not in said
        codes.add(code)
        desk.check()
    assert codes & {1, 130}  # interrupted, and said so
    desk.finish()


@pytest.mark.parametrize("desk", [30], indirect=True, ids=["short"])
def test_100_runs_at_once(desk: Desk) -> None:
    """Eight at any moment, so that two cores do it in a minute: each meets many others."""
    running: list[Run] = []
    for number in range(100):
        desk.rewrite()
        running.append(desk.run())
        if number % 10 == 0:
            with files.lock(desk.catalogue, patience=60):
                desk.confirm()
        if len(running) == 8:
            code, said = running.pop(0).wait()
            assert code == 0, said
    for run in running:
        code, said = run.wait()
        assert code == 0, said
    desk.check()
    desk.finish()


def test_a_full_disk_leaves_the_old_catalogue(desk: Desk) -> None:
    desk.confirm()
    before = desk.catalogue.read_bytes()
    desk.rewrite()

    code, said = desk.run(limit=len(before) // 2).wait()

    assert code == 2, said
    assert "Error: locales/en/LC_MESSAGES/article.po: cannot be written: File too large" in said
    assert "Traceback" not in said
    assert desk.catalogue.read_bytes() == before
    desk.finish()


def test_what_a_killed_run_leaves_behind_stops_nobody(desk: Desk) -> None:
    """The worst of it: half a new catalogue and a lock that names a dead process."""
    beside = desk.catalogue.with_name(f".{desk.catalogue.name}.new")
    beside.write_text('msgid "ha', encoding="utf-8")
    desk.catalogue.with_name(f".{desk.catalogue.name}.lock").write_text("process 1 on nowhere\n")
    desk.rewrite()

    assert Catalogue.read(desk.catalogue).state("Nie gesehen.") is State.NEW
    desk.finish()
