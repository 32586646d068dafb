"""The catalogue of a document: a gettext PO file in which machine and humans meet.

An entry that is fuzzy and has exactly the text that the machine gave (`translate.provenance`) is an
untouched *draft* and may be replaced. Everything else is a human's and is only ever added to.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import cast

import polib

from translate import files, po
from translate.errors import CatalogueError
from translate.provenance import Provenance, fingerprint, one_line, own_comment

# Seconds to wait for another run to finish writing the same catalogue.
_PATIENCE = 60
# Similarity (rapidfuzz.fuzz.ratio, 0 to 100) from which a new sentence counts as a changed old one:
# msgmerge's own threshold. Unrelated German news sentences reach it in 3 of 10,000 comparisons of
# one with forty others.
_CHANGED = 60
# How gettext (0.19.8 and later) writes the name of a file with a space in it.
_ISOLATE, _END = "\u2068", "\u2069"
_REFERENCE = re.compile(rf"{_ISOLATE}([^{_END}]+){_END}:(\d+)|(\S+):(\d+)")
# What a translator reads on opening a new catalogue in a text editor.
_WELCOME = """\
Drafted by umschrift. Entries marked fuzzy ("Needs Work" in Poedit) are drafts that nobody has
confirmed; only those are ever rewritten, and only as long as nobody has changed them."""
# Plural rules as gettext's manual gives them; a language not named here leaves its to Poedit.
_PLURALS = dict.fromkeys(["de", "en"], "nplurals=2; plural=(n != 1);")


class State(StrEnum):
    """How far an entry has come, as a reviewer sees it."""

    NEW = "new"
    """No entry, or one without a translation."""
    DRAFT = "draft"
    """Fuzzy, and still exactly the machine's text."""
    EDITED = "edited"
    """Fuzzy, with a text that a human has changed or that has come down from a changed sentence."""
    CONFIRMED = "confirmed"
    """Accepted by a human: not fuzzy."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a document asks of its catalogue: the translation of one segment text.

    ``source`` is the German text (the msgid), ``references`` every place where it stands as
    (path, line), ``notes`` what a translator should know: where it stands, the names owed.
    ``recipe`` is a one-word digest of what a draft must honour; a draft made by another is stale.
    Raises ``ValueError`` for a recipe with white space in it.
    """

    source: str
    references: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]
    recipe: str = ""

    def __post_init__(self) -> None:
        """Reject a recipe that could not be read back."""
        if re.search(r"\s", self.recipe):
            raise ValueError(f"a recipe is one word, not {self.recipe!r}")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text and what the checks say of it: one line each; ``broken`` if a name owed is wrong.

    ``origin`` says where the text comes from if not from the engine (a translation memory), and
    ``confirmed`` that it is to count as a human's, accepted. ``similar`` are translations of
    similar texts to show beside it, as *catalogue: source → translation*. ``enforced`` are the
    names that the engine did not give by itself, as *form → rendition (what was done)*.
    """

    text: str
    problems: tuple[str, ...] = ()
    broken: bool = False
    origin: str = ""
    confirmed: bool = False
    similar: tuple[str, ...] = ()
    enforced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One live entry of a catalogue, as it stands."""

    source: str
    translation: str | None
    state: State
    broken: bool
    references: tuple[tuple[str, int], ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Entries by state; ``broken`` counts again those in which a name is missing or wrong."""

    confirmed: int = 0
    edited: int = 0
    draft: int = 0
    new: int = 0
    broken: int = 0
    obsolete: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """What a merge did, in entries.

    ``added`` were not in the catalogue, ``drafted`` got a machine text, ``carried`` got a human's
    translation of a similar sentence that is gone, ``revived`` came back from being obsolete,
    ``removed`` became obsolete.
    """

    added: int = 0
    drafted: int = 0
    carried: int = 0
    revived: int = 0
    removed: int = 0


class Catalogue:
    """The PO file of one document in one target language; made by `read`."""

    # The file as parsed and changed since; digests of its bytes and of its text as last read or
    # written (None: there is no such file yet).
    _file: po.PoFile
    _data: bytes | None
    _unchanged: bytes | None
    _newline: str

    def __init__(
        self, path: Path, file: po.PoFile, data: bytes | None, *, source: str, target: str
    ) -> None:
        """Take a parsed file and the bytes it was parsed from (None: there was none)."""
        self.path = path
        self.source = source
        self.target = target
        # What was done here, to be done again should the file change on disk meanwhile.
        self._steps: list[Callable[[], object]] = []
        self._adopt(file, data)

    @classmethod
    def read(cls, path: Path, *, source: str = "de", target: str = "en") -> Catalogue:
        """Read a PO file; a missing one is an empty catalogue.

        Raises `CatalogueError` where `path` is a directory or cannot be read, is not PO, or says
        in its header that it holds another language than `target`.
        """
        data = _read_bytes(path)
        if data is not None:
            file = po.parse(data, str(path))
        else:
            file = po.PoFile(wrapwidth=0)
            file.header = _WELCOME
        language = file.metadata.get("Language", "")
        if language and _primary(language) != _primary(target):
            raise CatalogueError(
                f"{path}: a catalogue for {language!r}, not {target!r} (header field Language); "
                "choose another folder or language"
            )
        return cls(path, file, data, source=source, target=target)

    # -- what a reviewer would see ------------------------------------------------------------

    def state(self, source: str) -> State:
        """Return how far the entry of a segment text has come."""
        entry = self._live.get(source)
        return _state(entry) if entry is not None else State.NEW

    def translation(self, source: str) -> str | None:
        """Return the translation of a segment text, confirmed or not; None where there is none."""
        entry = self._live.get(source)
        return (_text(entry) or None) if entry is not None else None

    def is_broken(self, source: str) -> bool:
        """Return whether the last check found a name missing or wrong in this entry."""
        entry = self._live.get(source)
        return entry is not None and Provenance.of(entry).broken

    def entries(self) -> Iterator[Entry]:
        """Yield the live entries in the order of the file."""
        for source, entry in self._live.items():
            notes = Provenance.of(entry)
            yield Entry(
                source=source,
                translation=_text(entry) or None,
                state=_state(entry),
                broken=notes.broken,
                references=_references(entry),
                problems=notes.problems,
            )

    def confirmed(self) -> Iterator[tuple[str, str]]:
        """Yield what humans have accepted, as (source, translation); obsolete entries last."""
        for source, entry in [*self._live.items(), *self._obsolete.items()]:
            if _state(entry) is State.CONFIRMED:
                yield source, _text(entry)

    def counts(self) -> Counts:
        """Count the entries by state."""
        entries = list(self.entries())
        states = [entry.state for entry in entries]
        return Counts(
            confirmed=states.count(State.CONFIRMED),
            edited=states.count(State.EDITED),
            draft=states.count(State.DRAFT),
            new=states.count(State.NEW),
            broken=sum(entry.broken for entry in entries),
            obsolete=len(self._obsolete) + len(self._foreign_obsolete),
        )

    # -- a run --------------------------------------------------------------------------------

    def stale(self, wanted: Iterable[Wanted], *, retranslate: bool = False) -> list[Wanted]:
        """Return what needs the engine: texts without a translation, and outdated drafts.

        A draft is outdated if its recipe is no longer the one wanted; with `retranslate` every
        draft is. Confirmed and edited entries never are. A sentence that comes back from the
        obsolete entries has their translation.
        """
        return [
            each
            for each in _combined(wanted).values()
            if self._is_stale(each, retranslate=retranslate)
        ]

    def merge(self, wanted: Sequence[Wanted], drafts: Mapping[str, Draft]) -> Changes:
        """Make the catalogue that of a document with these segments, in their order.

        `drafts` are, by source text, those of what `stale` named. A draft becomes the translation
        of an entry that has none or an untouched draft; a human's text stays.

        A sentence that is gone becomes obsolete. If a human had translated it and a new one is
        similar, that takes the translation over, fuzzy and with the previous msgid, and the
        machine's draft of it is shown as a note.
        """
        asked, given = _combined(wanted), dict(drafts)
        self._steps.append(lambda: self._merge(asked, given))
        return self._merge(asked, given)

    def review(self, verdicts: Mapping[str, Draft]) -> None:
        """Write down what the checks say of the translations that stand in the catalogue.

        A verdict names the text it is about; where another stands by now, it is void. Text and
        flags stay as they are, a confirmed entry's too: only the notes change.
        """
        given = dict(verdicts)
        self._steps.append(lambda: self._review(given))
        self._review(given)

    def ensure_writable(self) -> None:
        """Raise `CatalogueError` where `save` could not write; for use before long work.

        Creates the folder if it is missing.
        """
        with self._locked():
            pass

    def save(self) -> bool:
        """Write the file if its content has changed; return whether it was written.

        The write is atomic: at any moment the file is the old or the new one. If the file has
        changed on disk since it was read, what was merged here is merged with that instead.
        Raises `CatalogueError` where it cannot be written, is locked by another run for too long,
        or can no longer be read.
        """
        if not self._has_changed():
            return False
        with self._locked():
            while True:
                found = _read_bytes(self.path)
                # A file that has vanished is written anew: what it held is still known here.
                if found is not None and _digest([found]) != self._data:
                    self._adopt(po.parse(found, str(self.path)), found)
                    for step in self._steps:
                        step()
                    if not self._has_changed():
                        return False
                self._stamp()
                digest = hashlib.sha256()
                if self._replace(self._encoded(digest.update), expected=found):
                    self._data = digest.digest()
                    # To write it all once more would cost half of what saving does.
                    self._unchanged = self._data if self._newline == "\n" else self._content()
                    return True

    # -- inside -------------------------------------------------------------------------------

    def _adopt(self, file: po.PoFile, data: bytes | None) -> None:
        """Take over a parsed file: index its entries and remember how it was."""
        self._file = file
        self._data = _digest([data]) if data is not None else None
        self._newline = "\r\n" if data is not None and b"\r\n" in data else "\n"
        self._unchanged = self._content() if data is not None else None
        self._live: dict[str, polib.POEntry] = {}
        self._obsolete: dict[str, polib.POEntry] = {}
        self._foreign: list[polib.POEntry] = []
        self._foreign_obsolete: list[polib.POEntry] = []
        for entry in file:
            if cast("str | None", entry.msgctxt) is not None:
                (self._foreign_obsolete if entry.obsolete else self._foreign).append(entry)
                continue
            index = self._obsolete if entry.obsolete else self._live
            other = index.get(entry.msgid)
            index[entry.msgid] = _fold(other, entry) if other is not None else entry
        for source in self._live.keys() & self._obsolete.keys():
            self._live[source] = _fold(self._live[source], self._obsolete.pop(source))

    def _has_changed(self) -> bool:
        return self._unchanged is None or self._content() != self._unchanged

    def _encoded(self, seen: Callable[[bytes], object]) -> Iterator[bytes]:
        """Yield the bytes of the file piece by piece, after `seen` has seen them."""
        for piece in po.pieces(self._file):
            data = piece.replace("\n", self._newline).encode()
            seen(data)
            yield data

    def _content(self) -> bytes:
        """Return a digest of what would be written now."""
        return _digest(piece.encode(errors="surrogatepass") for piece in po.pieces(self._file))

    def _is_stale(self, wanted: Wanted, *, retranslate: bool) -> bool:
        entry = self._live.get(wanted.source) or self._obsolete.get(wanted.source)
        if entry is None or not _text(entry):
            return True
        if _state(entry) is not State.DRAFT:
            return False
        # msgmerge gives the draft of a sentence to a similar one, with a previous msgid.
        is_of_another = entry.previous_msgid is not None
        return retranslate or is_of_another or Provenance.of(entry).recipe != wanted.recipe

    def _merge(self, asked: dict[str, Wanted], drafts: Mapping[str, Draft]) -> Changes:
        self._complete_header()
        gone = {source: entry for source, entry in self._live.items() if source not in asked}
        orphans = [
            source
            for source in asked
            if source not in self._live
            and not (source in self._obsolete and _text(self._obsolete[source]))
        ]
        heirs = _heirs(gone, orphans)
        added = drafted = carried = revived = 0
        live: dict[str, polib.POEntry] = {}
        for source, wanted in asked.items():
            entry = self._live.get(source)
            if entry is None and (entry := self._obsolete.pop(source, None)) is not None:
                entry.obsolete = False
                revived += 1
            if entry is None:
                entry = polib.POEntry(msgid=source)
                added += 1
            predecessor = heirs.get(source)
            if predecessor is not None and not _text(entry):
                carried += _inherit(entry, predecessor)
            drafted += _update(entry, wanted, drafts.get(source))
            live[source] = entry
        for source, entry in gone.items():
            if not (_text(entry) or entry.tcomment or entry.flags):
                continue  # nobody has put anything into it
            Provenance.of(entry).retire_with(entry)
            entry.obsolete = True
            entry.occurrences = []
            self._obsolete[source] = entry
        self._live = live
        self._file[:] = [
            *live.values(),
            *self._foreign,
            *self._obsolete.values(),
            *self._foreign_obsolete,
        ]
        return Changes(added, drafted, carried, revived, len(gone))

    def _review(self, verdicts: Mapping[str, Draft]) -> None:
        for source, verdict in verdicts.items():
            entry = self._live.get(source)
            if entry is not None and _text(entry) == verdict.text:
                found = Provenance.of(entry)
                replace(found, problems=verdict.problems, broken=verdict.broken).write_to(entry)

    def _complete_header(self) -> None:
        """Fill in the header fields that gettext and Poedit look for, where they are empty."""
        metadata = self._file.metadata
        for name, value in {
            "Project-Id-Version": self.path.stem,
            "POT-Creation-Date": "",
            "PO-Revision-Date": "",
            "Last-Translator": "",
            "Language-Team": "",
            "Language": self.target,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": _PLURALS.get(_primary(self.target), ""),
            "X-Generator": "",
            "X-Source-Language": self.source,
        }.items():
            if not metadata.get(name):
                metadata[name] = value
        # Whatever it was read in, it is written in UTF-8.
        metadata["Content-Type"] = re.sub(
            r"charset=[^\s;]*", "charset=UTF-8", metadata["Content-Type"]
        )

    def _stamp(self) -> None:
        now = datetime.now().astimezone()
        self._file.metadata["PO-Revision-Date"] = f"{now:%Y-%m-%d %H:%M%z}"
        self._file.metadata["X-Generator"] = f"umschrift {version('umschrift')}"

    def _replace(self, data: Iterable[bytes], *, expected: bytes | None) -> bool:
        try:
            return files.replace(self.path, data, still=lambda: _read_bytes(self.path) == expected)
        except OSError as error:
            raise _not_written(self.path, error) from error

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other runs from writing this catalogue; make its folder."""
        target = self.path.resolve()
        with ExitStack() as stack:
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                if target.exists() and not os.access(target, os.W_OK):
                    raise CatalogueError(
                        f"{self.path}: is read-only; make it writable, then run again"
                    )
                stack.enter_context(files.lock(target, patience=_PATIENCE))
            except TimeoutError as error:
                raise CatalogueError(
                    f"{self.path}: {error} is writing it; wait for that to end, then run again"
                ) from error
            except OSError as error:
                raise _not_written(self.path, error) from error
            yield


def _update(entry: polib.POEntry, wanted: Wanted, draft: Draft | None) -> bool:
    """Refresh what is the machine's in an entry; return whether it got a new text."""
    before = _text(entry)
    notes = replace(Provenance.of(entry), notes=wanted.notes)
    state = _state(entry)
    if draft is not None and draft.text.strip() and state in {State.NEW, State.DRAFT}:
        text = _with_line_feeds_of(wanted.source, draft.text)
        entry.msgstr, entry.msgid_plural, entry.msgstr_plural = text, "", {}
        entry.previous_msgid = entry.previous_msgctxt = entry.previous_msgid_plural = None
        if draft.confirmed:
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        else:
            _make_fuzzy(entry)
        notes = replace(
            notes,
            problems=draft.problems,
            suggestion="",
            origin=draft.origin,
            similar=draft.similar,
            enforced=draft.enforced,
            draft="" if draft.confirmed else fingerprint(text),
            recipe=wanted.recipe,
            broken=draft.broken,
        )
    elif draft is not None and state is State.NEW:
        notes = replace(notes, problems=draft.problems)
    elif draft is not None and state is State.EDITED and entry.previous_msgid and not notes.draft:
        notes = replace(notes, suggestion=draft.text, recipe=wanted.recipe)
    elif notes.suggestion and (state is State.CONFIRMED or notes.recipe != wanted.recipe):
        notes = replace(notes, suggestion="")
    if state is State.CONFIRMED:
        notes = replace(notes, similar=())
    if state in {State.EDITED, State.CONFIRMED}:
        notes = replace(notes, enforced=())
    notes.write_to(entry)
    entry.occurrences = [
        (f"{_ISOLATE}{place}{_END}" if re.search(r"\s", place) else place, str(line))
        for place, line in wanted.references
    ]
    return _text(entry) != before


def _references(entry: polib.POEntry) -> tuple[tuple[str, int], ...]:
    """Return the places of an entry; polib has taken those with a space apart."""
    words = (f"{place}:{line}" if line else place for place, line in entry.occurrences)
    return tuple(
        (place or plain, int(line or plain_line))
        for place, line, plain, plain_line in _REFERENCE.findall(" ".join(words))
    )


def _inherit(entry: polib.POEntry, predecessor: polib.POEntry) -> bool:
    """Give a changed sentence what humans did for the one it was; return whether a text was."""
    comments = [entry.tcomment, own_comment(predecessor)]
    entry.tcomment = "\n".join(dict.fromkeys(filter(None, comments)))
    if _state(predecessor) not in {State.EDITED, State.CONFIRMED}:
        return False
    entry.msgstr = _text(predecessor)
    entry.previous_msgid = predecessor.msgid
    entry.flags = [*entry.flags, *(each for each in predecessor.flags if each not in entry.flags)]
    _make_fuzzy(entry)
    return True


def _heirs(gone: Mapping[str, polib.POEntry], orphans: Sequence[str]) -> dict[str, polib.POEntry]:
    """Match new sentences with the similar ones that are gone, the most similar pair first.

    Only pairs whose old sentence a human has worked on count, but a sentence that is even more
    like an untouched one is not theirs.
    """
    from rapidfuzz import fuzz, process

    touched = [
        source
        for source, entry in gone.items()
        if _state(entry) in {State.EDITED, State.CONFIRMED} or entry.tcomment
    ]
    pairs = [
        (score, old, new)
        for old in touched
        for new, score, _ in process.extract(
            old, orphans, scorer=fuzz.ratio, score_cutoff=_CHANGED, limit=5
        )
    ]
    nearest = {
        new: process.extractOne(new, list(gone), scorer=fuzz.ratio)[1]
        for new in {new for _, _, new in pairs}
    }
    heirs: dict[str, polib.POEntry] = {}
    given: set[str] = set()
    for score, old, new in sorted(pairs, key=lambda pair: -pair[0]):
        if old not in given and new not in heirs and score >= nearest[new]:
            heirs[new] = gone[old]
            given.add(old)
    return heirs


def _fold(first: polib.POEntry, second: polib.POEntry) -> polib.POEntry:
    """Make one of two entries with the same msgid, which gettext takes for an error.

    The one that came further stays; the other's text and comment become comments of it.
    """
    rank = list(State).index
    kept, other = (
        (first, second) if rank(_state(first)) >= rank(_state(second)) else (second, first)
    )
    kept.obsolete = first.obsolete and second.obsolete
    lines = [kept.tcomment, other.tcomment]
    if _text(other) and _text(other) != _text(kept) and _state(other) is not State.DRAFT:
        lines.append(f"other translation: {one_line(_text(other))}")
    kept.tcomment = "\n".join(dict.fromkeys(filter(None, lines)))
    return kept


def _combined(wanted: Iterable[Wanted]) -> dict[str, Wanted]:
    """Make one of what is wanted of the same text; the empty text, PO's header, is left out."""
    combined: dict[str, Wanted] = {}
    for each in wanted:
        if not each.source:
            continue
        first = combined.get(each.source)
        combined[each.source] = (
            each
            if first is None
            else replace(
                first,
                references=tuple(dict.fromkeys(first.references + each.references)),
                notes=tuple(dict.fromkeys(first.notes + each.notes)),
            )
        )
    return combined


def _text(entry: polib.POEntry) -> str:
    return entry.msgstr or next(iter(filter(None, entry.msgstr_plural.values())), "")


def _state(entry: polib.POEntry) -> State:
    text = _text(entry)
    if not text:
        return State.NEW
    if not entry.fuzzy:
        return State.CONFIRMED
    return State.DRAFT if Provenance.of(entry).draft == fingerprint(text) else State.EDITED


def _make_fuzzy(entry: polib.POEntry) -> None:
    if not entry.fuzzy:
        entry.flags.insert(0, "fuzzy")


def _primary(language: str) -> str:
    """Return the language without country and script: *en* of *en_GB*."""
    return re.split(r"[-_@.]", language.strip())[0].lower()


def _digest(pieces: Iterable[bytes]) -> bytes:
    """Return what tells a file's content from any other: large files are not held twice."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.digest()


def _with_line_feeds_of(source: str, text: str) -> str:
    """Begin and end a text with a line feed where its source does, as msgfmt demands."""
    text = text.strip("\n")
    return "\n" * source.startswith("\n") + text + "\n" * source.endswith("\n")


def _read_bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except IsADirectoryError as error:
        raise CatalogueError(f"{path}: is a directory, not a catalogue") from error
    except OSError as error:
        raise CatalogueError(f"{path}: cannot be read: {error.strerror}") from error


def _not_written(path: Path, error: OSError) -> CatalogueError:
    return CatalogueError(
        f"{path}: cannot be written: {error.strerror}; what stood there is as it was"
    )
