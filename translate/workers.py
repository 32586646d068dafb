"""Many documents on many workers: the run of `translate.translator`, each worker with its part.

A worker holds a glossary and a model and runs whatever handful of documents it is given; where it
lives is its crew's business: processes here (`Processes`), actors on a cluster
(`translate.cluster`). Nothing is kept but the catalogues: a document is done when its catalogue is
written, so that what a lost worker had in hand is simply given to another, and a run that was
stopped is simply started again.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import Counter, deque
from collections.abc import Hashable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self, cast

from glossary import Glossary
from glossary.errors import GlossaryError
from translate.engine import DEFAULT_BEAM, Engine, cores
from translate.errors import EngineError, TranslateError
from translate.memory import Memory
from translate.packages import find_package
from translate.sources import Source, catalogue_of, shared
from translate.translator import Report, Translator

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

# A worker is given documents of this many bytes at a time (some 500 segments: enough for batches
# of similar length) and no more than this many documents; fewer at first, for where there are few:
# never more than this share of all there was so far, divided by the workers.
_HANDFUL_BYTES = 64_000
_HANDFUL = 100
_SHARE = 0.25
# How many workers a document may cost before it is given up.
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a worker must be told, in a form that travels: paths are seen from `folder`."""

    locales: Path
    glossaries: tuple[Path, ...] = ()
    builtin: bool = True
    scheme: str | None = None
    source: str = "de"
    target: str = "en"
    model: str | None = None
    beam: int = DEFAULT_BEAM
    threads: int | None = None
    retranslate: bool = False
    trust_memory: bool = False
    folder: Path = field(default_factory=Path.cwd)

    def translator(self, memory: Memory | None = None) -> Translator:
        """Load the glossary; the model follows when it is needed. Raises `GlossaryError`."""
        return Translator(
            Glossary.load(
                self.glossaries, builtin=self.builtin, scheme=self.scheme, target=self.target
            ),
            lambda: Engine(
                find_package(self.model, self.source, self.target),
                beam=self.beam,
                threads=self.threads,
            ),
            self.locales,
            source=self.source,
            target=self.target,
            memory=memory,
            trust_memory=self.trust_memory,
        )

    def memory(self) -> Memory:
        """Read what humans have confirmed, once for all workers."""
        memory = Memory.read(self.locales, self.target)
        memory.exact("")
        return memory


@dataclass(frozen=True, slots=True)
class News:
    """What a crew hears of one worker: documents reported, that it is free, or that it is lost."""

    worker: Hashable
    reports: tuple[Report, ...] = ()
    free: bool = False
    lost: str = ""


class Crew(Protocol):
    """Workers somewhere, each of which does one handful after the other until it is lost."""

    @property
    def size(self) -> int:
        """How many there are to be."""

    def news(self) -> list[News]:
        """Wait until there is news. A worker that is lost has a successor, free when it says so.

        Raises `TranslateError` where a worker finds that none can work.
        """

    def give(self, worker: Hashable, documents: list[Source]) -> None:
        """Give a free worker something to do."""


def spread(sources: Iterable[Source], crew: Crew, settings: Settings) -> Iterator[Report]:
    """Have a crew do all `sources`; yield the reports as they come in.

    The next of `sources` is asked for only when a worker is free. What a lost worker had not done
    goes to others one by one, so that a document that kills its worker takes no other with it, and
    is given up when it has cost three. Raises what the crew raises, and `EngineError` where
    workers are lost again and again and nothing gets done.
    """
    desk = _Desk(sources, crew.size, settings)
    while True:
        while desk.free and (handful := desk.next()):
            crew.give(desk.hand(handful), handful)
        if desk.free and not desk.hands:
            return
        for news in crew.news():
            yield from desk.hear(news)
        if desk.lost_in_a_row > _ATTEMPTS * crew.size:
            raise EngineError(
                f"{desk.lost_in_a_row} workers were lost one after the other and nothing was done; "
                f"the last: {desk.why}"
            )


class _Desk:
    """Who has what in hand, and what is to be done next."""

    def __init__(self, sources: Iterable[Source], workers: int, settings: Settings) -> None:
        self.free: deque[Hashable] = deque()
        self.hands: dict[Hashable, dict[Path, Source]] = {}
        self.lost_in_a_row = 0
        self.why = ""
        self._in_hand: dict[Path, Path] = {}  # documents and their catalogues
        self._handfuls = _handfuls(sources, self._in_hand, workers, settings)
        self._again: deque[Source] = deque()
        self._losses: Counter[Path] = Counter()

    def next(self) -> list[Source]:
        """Return a handful to do, empty where there is none (yet)."""
        return [self._again.popleft()] if self._again else next(self._handfuls, [])

    def hand(self, handful: list[Source]) -> Hashable:
        """Note that a free worker gets this; return who."""
        worker = self.free.popleft()
        self.hands[worker] = {source.path: source for source in handful}
        return worker

    def hear(self, news: News) -> list[Report]:
        """Take in news of a worker; return what documents have come to."""
        reports = list(news.reports)
        hand = self.hands.get(news.worker, {})
        for report in reports:
            hand.pop(report.source.path, None)
        if news.lost:
            self.lost_in_a_row += 1
            self.why = news.lost
            self._losses.update(hand.keys())
            reports += _given_up(hand, self._losses, news.lost)
            self._again += hand.values()
            self.hands.pop(news.worker, None)
            with suppress(ValueError):
                self.free.remove(news.worker)
        if news.free:
            self.free.append(news.worker)
            for path in self.hands.pop(news.worker, {}):  # named twice: reported once
                self._in_hand.pop(path, None)
        for report in reports:
            self.lost_in_a_row = 0
            self._losses.pop(report.source.path, None)
            self._in_hand.pop(report.source.path, None)
        return reports


def _given_up(hand: dict[Path, Source], losses: Counter[Path], why: str) -> Iterator[Report]:
    """Take out of a lost worker's hand what has cost too many."""
    for path, source in list(hand.items()):
        if losses[path] >= _ATTEMPTS:
            del hand[path]
            failure = f"{path}: given up: {losses[path]} workers were lost over it ({why})"
            yield Report(source, failure=failure, worker="")


def _handfuls(
    sources: Iterable[Source], in_hand: dict[Path, Path], workers: int, settings: Settings
) -> Iterator[list[Source]]:
    """Yield the sources by handfuls and note each with its catalogue in `in_hand`.

    One that is in hand already is left out; one that would share a catalogue with another is given
    a problem. Those that are done are their catalogues' own business.
    """
    handful: list[Source] = []
    size = so_far = 0
    for each in sources:
        source = each
        if not source.problem:
            if source.path in in_hand:
                continue
            with suppress(TranslateError):  # the worker will say so
                place = catalogue_of(source, settings.locales, settings.target)
                for document, other in in_hand.items():
                    if other == place:
                        source = replace(source, problem=str(shared(source.path, place, document)))
                in_hand[source.path] = place
        handful.append(source)
        size += source.size
        if size >= min(_HANDFUL_BYTES, so_far * _SHARE / workers) or len(handful) == _HANDFUL:
            yield handful
            so_far += size
            handful, size = [], 0
    if handful:
        yield handful


class Processes:
    """Processes on this machine."""

    def __init__(self, settings: Settings, size: int) -> None:
        """Start as many as `size`; they share the cores. Use as a context, which ends them."""
        self.size = size
        self._settings = replace(settings, threads=settings.threads or max(1, cores() // size))
        self._memory = settings.memory()
        # Not forked: CTranslate2 and Python's own threads do not survive that.
        self._context = multiprocessing.get_context("spawn")
        self._workers: dict[Connection, BaseProcess] = {}

    def __enter__(self) -> Self:
        for _ in range(self.size):
            self._hire()
        return self

    def __exit__(self, *_: object) -> None:
        # Catalogues are whole at any moment, so nobody needs to be waited for.
        for process in self._workers.values():
            process.kill()
        for connection, process in self._workers.items():
            process.join()
            connection.close()

    def news(self) -> list[News]:
        """Wait until there is news; a lost worker has been replaced by a new one."""
        ready = cast("list[Connection]", wait(list(self._workers)))
        return [self._hear(connection) for connection in ready]

    def give(self, worker: Hashable, documents: list[Source]) -> None:
        """Give a free worker something to do."""
        with suppress(BrokenPipeError):  # lost meanwhile: that will be news
            cast("Connection", worker).send(documents)

    def _hire(self) -> None:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_serve, args=(theirs, self._settings, self._memory), daemon=True
        )
        process.start()
        theirs.close()
        self._workers[ours] = process

    def _hear(self, connection: Connection) -> News:
        try:
            heard = connection.recv()
        except (EOFError, OSError):
            process = self._workers.pop(connection)
            process.kill()
            process.join()
            connection.close()
            self._hire()
            return News(connection, lost=_how_it_ended(process.exitcode))
        if isinstance(heard, Exception):
            raise heard
        return News(connection, free=True) if heard is None else News(connection, (heard,))


def _serve(connection: Connection, settings: Settings, memory: Memory) -> None:
    """Do handfuls until there are no more: what a worker process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl-C is for the one who asked
    os.chdir(settings.folder)
    # Whoever asked may be gone: then nobody needs to hear it.
    with suppress(EOFError, BrokenPipeError):
        try:
            translator = settings.translator(memory)
            while True:
                connection.send(None)
                for report in translator.run(connection.recv(), retranslate=settings.retranslate):
                    connection.send(report)
        except (TranslateError, GlossaryError) as error:
            connection.send(error)


def _how_it_ended(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"killed by {signal.Signals(-code).name}"
    return f"exit code {code}"
