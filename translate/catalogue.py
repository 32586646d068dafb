"""The catalogue of a document: a gettext PO file in which machine and humans meet.

The machine's part of an entry is told from the human's by a fingerprint: the extracted comments
that this program writes end with a line such as ::

    #. umschrift: draft 3f2a9c1b77 recipe 0d5e6b

which names the text the machine gave and what that text had to honour. An entry that is fuzzy and
still has that text is an untouched *draft* and may be replaced. Everything else is a human's and
is only ever added to. Where the line is missing (gettext's msgmerge drops it), the entry counts as
a human's: the safe direction.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import cast

import polib

from translate import po
from translate.errors import CatalogueError

# Seconds to wait for another run to finish writing the same catalogue.
_PATIENCE = 60
# Similarity (rapidfuzz.fuzz.ratio, 0 to 100) from which a new sentence counts as a changed old one.
_CHANGED = 65
# How the lines of a note begin that have a meaning for a later run, and the last of them.
_PROBLEM = "⚠ "
_SUGGESTION = "machine draft: "
_MARK = re.compile(r"umschrift: draft (none|[0-9a-f]{10})(?: recipe (\S+))?( broken)?")
# What a translator reads on opening a new catalogue in a text editor.
_WELCOME = """\
Drafted by umschrift. Entries marked fuzzy ("Needs Work" in Poedit) are drafts that nobody has
confirmed; only those are ever rewritten, and only as long as nobody has changed them."""
# Plural rule of the languages with one singular and one plural form, as gettext's manual gives it.
_GERMANIC_PLURAL = "nplurals=2; plural=(n != 1);"


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
    """A text and what the checks say of it: one line each; ``broken`` if a name owed is wrong."""

    text: str
    problems: tuple[str, ...] = ()
    broken: bool = False


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


def fingerprint(text: str) -> str:
    """Return the ten hexadecimal digits by which a machine's text is known again."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class _Notes:
    """The extracted comments of an entry, taken apart; ``str()`` puts them together again.

    ``draft`` is the fingerprint of the machine's text, ``suggestion`` the machine's text where the
    entry keeps a human's, ``foreign`` what others wrote below our lines.
    """

    where: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    suggestion: str = ""
    draft: str = ""
    recipe: str = ""
    broken: bool = False
    foreign: tuple[str, ...] = ()

    @classmethod
    def of(cls, entry: polib.POEntry) -> _Notes:
        """Read the notes of an entry; one that was obsolete has the mark as its own comment."""
        lines = entry.comment.split("\n") if entry.comment else []
        marks = [number for number, line in enumerate(lines) if _MARK.fullmatch(line)]
        own, foreign = (lines[: marks[-1]], lines[marks[-1] + 1 :]) if marks else ([], lines)
        kept = [line for line in entry.tcomment.split("\n") if _MARK.fullmatch(line)]
        mark = lines[marks[-1]] if marks else kept[-1] if kept else ""
        found = _MARK.fullmatch(mark)
        return cls(
            where=tuple(
                line
                for line in own
                if not line.startswith((_PROBLEM, _SUGGESTION)) and not _MARK.fullmatch(line)
            ),
            problems=tuple(
                line.removeprefix(_PROBLEM) for line in own if line.startswith(_PROBLEM)
            ),
            suggestion=next(
                (line.removeprefix(_SUGGESTION) for line in own if line.startswith(_SUGGESTION)),
                "",
            ),
            draft=found[1].replace("none", "") if found else "",
            recipe=(found[2] or "") if found else "",
            broken=bool(found and found[3]),
            foreign=tuple(foreign),
        )

    @property
    def mark(self) -> str:
        """The line by which this program knows its own work again."""
        recipe = f" recipe {self.recipe}" if self.recipe else ""
        return f"umschrift: draft {self.draft or 'none'}{recipe}{' broken' * self.broken}"

    def write_to(self, entry: polib.POEntry) -> None:
        """Make these the extracted comments of an entry, an obsolete one's own comment cleared."""
        entry.comment = "\n".join(
            [
                *(_plain(line) for line in self.where),
                *(_PROBLEM + _one_line(line) for line in self.problems),
                *([_SUGGESTION + _one_line(self.suggestion)] if self.suggestion else []),
                self.mark,
                *self.foreign,
            ]
        )
        entry.tcomment = _without_mark(entry.tcomment)

    def retire(self, entry: polib.POEntry) -> None:
        """Keep the mark among the translator comments: obsolete entries have no other."""
        comment = _without_mark(entry.tcomment)
        if self.draft or self.broken:
            comment = f"{comment}\n{self.mark}" if comment else self.mark
        entry.tcomment = comment
        entry.comment = ""


class Catalogue:
    """The PO file of one document in one target language; made by `read`."""

    def __init__(
        self, path: Path, file: po.PoFile, data: bytes | None, *, source: str, target: str
    ) -> None:
        """Take a parsed file and the bytes it was parsed from (None: there was none)."""
        self.path = path
        self.source = source
        self.target = target
        self._merges: list[tuple[dict[str, Wanted], Mapping[str, Draft]]] = []
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
        return entry is not None and _Notes.of(entry).broken

    def entries(self) -> Iterator[Entry]:
        """Yield the live entries in the order of the file."""
        for source, entry in self._live.items():
            notes = _Notes.of(entry)
            yield Entry(
                source=source,
                translation=_text(entry) or None,
                state=_state(entry),
                broken=notes.broken,
                references=tuple(
                    (place, int(line)) for place, line in entry.occurrences if line.isdigit()
                ),
                problems=notes.problems,
            )

    def counts(self) -> Counts:
        """Count the entries by state."""
        states = [entry.state for entry in self.entries()]
        return Counts(
            confirmed=states.count(State.CONFIRMED),
            edited=states.count(State.EDITED),
            draft=states.count(State.DRAFT),
            new=states.count(State.NEW),
            broken=sum(entry.broken for entry in self.entries()),
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

        A draft (by source text) becomes the translation of an entry that has none or an untouched
        draft; otherwise, if its text is the one that stands there, its problems become those of
        the entry, and if not, it changes nothing. So the drafts of `stale` go in here, and in a
        second call the verdicts of checks on what stands in the catalogue.

        A sentence that is gone becomes obsolete. If a human had translated it and a new one is
        similar, that takes the translation over, fuzzy and with the previous msgid, and the
        machine's draft of it is shown as a note.
        """
        asked = _combined(wanted)
        self._merges.append((asked, dict(drafts)))
        return self._merge(asked, drafts)

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
                if found is not None and found != self._data:
                    self._adopt(po.parse(found, str(self.path)), found)
                    for asked, drafts in self._merges:
                        self._merge(asked, drafts)
                    if not self._has_changed():
                        return False
                self._stamp()
                data = self._encoded()
                try:
                    if _replace(self.path, data, expected=found):
                        self._adopt(po.parse(data, str(self.path)), data)
                        return True
                except OSError as error:
                    raise _not_written(self.path, error) from error

    # -- inside -------------------------------------------------------------------------------

    def _adopt(self, file: po.PoFile, data: bytes | None) -> None:
        """Take over a parsed file: index its entries and remember how it was."""
        self._file = file
        self._data = data
        self._newline = "\r\n" if data is not None and b"\r\n" in data else "\n"
        self._unchanged = po.dump(file) if data is not None else None
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
        return po.dump(self._file) != self._unchanged

    def _is_stale(self, wanted: Wanted, *, retranslate: bool) -> bool:
        entry = self._live.get(wanted.source) or self._obsolete.get(wanted.source)
        if entry is None or not _text(entry):
            return True
        if _state(entry) is not State.DRAFT:
            return False
        return retranslate or _Notes.of(entry).recipe != wanted.recipe

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
            if not _text(entry) and not entry.tcomment:
                continue  # nobody has put anything into it
            _Notes.of(entry).retire(entry)
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

    def _complete_header(self) -> None:
        """Add the header fields that gettext and Poedit look for; none there is overwritten."""
        metadata = self._file.metadata
        for name, value in (
            ("Project-Id-Version", self.path.stem),
            ("PO-Revision-Date", ""),
            ("Last-Translator", ""),
            ("Language-Team", ""),
            ("Language", self.target),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("Content-Transfer-Encoding", "8bit"),
            *(
                [("Plural-Forms", _GERMANIC_PLURAL)]
                if _primary(self.target) in {"de", "en", "nl", "sv", "da", "nb"}
                else []
            ),
            ("X-Generator", ""),
            ("X-Source-Language", self.source),
        ):
            metadata.setdefault(name, value)
        # Whatever it was read in, it is written in UTF-8.
        metadata["Content-Type"] = re.sub(
            r"charset=[^\s;]*", "charset=UTF-8", metadata["Content-Type"]
        )

    def _stamp(self) -> None:
        now = datetime.now().astimezone()
        self._file.metadata["PO-Revision-Date"] = f"{now:%Y-%m-%d %H:%M%z}"
        self._file.metadata["X-Generator"] = f"umschrift {version('umschrift')}"

    def _encoded(self) -> bytes:
        return po.dump(self._file).replace("\n", self._newline).encode()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other runs from writing this catalogue, by a lock file beside it."""
        from filelock import FileLock, Timeout

        target = self.path.resolve()
        lock = target.with_name(f".{target.name}.lock")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists() and not os.access(target, os.W_OK):
                raise CatalogueError(f"{self.path}: is read-only; make it writable, then run again")
            held = FileLock(lock, timeout=_PATIENCE)
            held.acquire()
        except Timeout as error:
            holder = ""
            with suppress(OSError):
                holder = lock.read_text(encoding="utf-8").strip()
            raise CatalogueError(
                f"{self.path}: another run{f' ({holder})' * bool(holder)} is writing it; "
                "wait for that to end, then run again"
            ) from error
        except OSError as error:
            raise _not_written(self.path, error) from error
        try:
            with suppress(OSError):
                lock.write_text(f"process {os.getpid()}\n", encoding="utf-8")
            yield
        finally:
            # Unlinked while held, so that nothing is left behind; a run that was waiting for this
            # very file sees that it is gone and takes a new one (filelock 3.21 and later). Windows
            # unlinks no open file: there it goes afterwards, if nobody has taken it by then.
            with suppress(OSError):
                lock.unlink()
            held.release()
            if os.name == "nt":
                with suppress(OSError):
                    lock.unlink()


def _update(entry: polib.POEntry, wanted: Wanted, draft: Draft | None) -> bool:
    """Refresh what is the machine's in an entry; return whether it got a new text."""
    before = _text(entry)
    notes = replace(_Notes.of(entry), where=wanted.notes)
    state = _state(entry)
    if draft is not None and draft.text and state in {State.NEW, State.DRAFT}:
        text = _with_line_feeds_of(wanted.source, draft.text)
        entry.msgstr, entry.msgid_plural, entry.msgstr_plural = text, "", {}
        entry.previous_msgid = entry.previous_msgctxt = entry.previous_msgid_plural = None
        _make_fuzzy(entry)
        notes = replace(
            notes,
            problems=draft.problems,
            suggestion="",
            draft=fingerprint(text),
            recipe=wanted.recipe,
            broken=draft.broken,
        )
    elif draft is not None and draft.text == before:
        notes = replace(notes, problems=draft.problems, broken=draft.broken)
    elif draft is not None and state is State.EDITED and entry.previous_msgid and not notes.draft:
        notes = replace(notes, suggestion=draft.text)
    if state is State.CONFIRMED:
        notes = replace(notes, suggestion="")
    notes.write_to(entry)
    entry.occurrences = [(place, str(line)) for place, line in wanted.references]
    return _text(entry) != before


def _inherit(entry: polib.POEntry, predecessor: polib.POEntry) -> bool:
    """Give a changed sentence what humans did for the one it was; return whether a text was."""
    comments = [entry.tcomment, _without_mark(predecessor.tcomment)]
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
        lines.append(f"other translation: {_one_line(_text(other))}")
    kept.tcomment = "\n".join(dict.fromkeys(filter(None, lines)))
    return kept


def _without_mark(comment: str) -> str:
    return "\n".join(line for line in comment.split("\n") if not _MARK.fullmatch(line))


def _plain(note: str) -> str:
    """Return a note as a line that cannot be mistaken for one with a meaning."""
    line = _one_line(note)
    if line.startswith((_PROBLEM, _SUGGESTION)) or _MARK.fullmatch(line):
        return f"· {line}"
    return line


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
    return State.DRAFT if _Notes.of(entry).draft == fingerprint(text) else State.EDITED


def _make_fuzzy(entry: polib.POEntry) -> None:
    if not entry.fuzzy:
        entry.flags.insert(0, "fuzzy")


def _primary(language: str) -> str:
    """Return the language without country and script: *en* of *en_GB*."""
    return re.split(r"[-_@.]", language.strip())[0].lower()


def _one_line(text: str) -> str:
    return " ".join(text.split())


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


def _replace(path: Path, data: bytes, *, expected: bytes | None) -> bool:
    """Put a file with new content in the place of `path`, unless that is not as expected.

    Permissions are kept, a symbolic link stays one. Whatever goes wrong, the old file is whole and
    nothing is left beside it.
    """
    target = path.resolve()
    temporary = target.with_name(f".{target.name}.new")
    try:
        # Left over where an earlier run was killed; no other run is here, the lock is ours.
        temporary.unlink(missing_ok=True)
        with temporary.open("xb") as stream:
            with suppress(FileNotFoundError):
                temporary.chmod(stat.S_IMODE(target.stat().st_mode))
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if _read_bytes(path) != expected:
            return False
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    if os.name == "posix":  # the new name, too, must survive a power cut
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    return True


def _not_written(path: Path, error: OSError) -> CatalogueError:
    return CatalogueError(f"{path}: cannot be written: {error.strerror}")
