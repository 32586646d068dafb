"""Which documents are meant, and where the catalogue of each one lives.

A source is what a user names: a file, a folder (every document in it and below), a pattern
(``archive/**/*.txt``) or a list (``@FILE``, ``@-`` for standard input: one document a line). They
are gone through one after the other and never all at once, however many they are.

**Where catalogues live.** Under ``locales/en/LC_MESSAGES``, named after the document
(``x.de.txt`` has ``x.po``), in the sub-folder in which the document was found: below the folder
that was named, below the part of a pattern before its first wildcard, or below the current folder
for one in a list. A document named itself has none. From then on **a document keeps the catalogue
it has**: a catalogue says in its references whose it is, and every command finds it again under
each end of the document's path (``2024/mai/x.txt``: ``x.po``, ``mai/x.po``, ``2024/mai/x.po``). A
catalogue whose document is gone goes to the next that would have its place; one whose document
still exists is never given to another.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from translate.errors import CatalogueError, DocumentError
from translate.formats import SUFFIXES

_WILDCARD = re.compile(r"[*?[]")
# The first reference of a PO file, as gettext writes a name without or with spaces.
_FIRST_REFERENCE = re.compile(r"(?m)^#: ?(?:\u2068([^\u2069\n]+)\u2069:\d+|(\S+):\d+)")
# A catalogue's header and first entry are no longer than this, in bytes.
_HEAD = 1 << 16

_TOP = PurePosixPath()


@dataclass(frozen=True, slots=True)
class Source:
    """One document that is meant.

    ``folder`` is the sub-folder of its catalogue, should it have none yet, ``named`` whether the
    user named this very file, ``size`` its bytes (0: not known). Where ``problem`` says something,
    what was named is no document, and why.
    """

    path: Path
    folder: PurePosixPath = _TOP
    named: bool = True
    size: int = 0
    problem: str = ""


def documents(sources: Iterable[str | Path], target: str = "en") -> Iterator[Source]:
    """Yield the documents that `sources` mean, in their order; in folders sorted by name.

    In folders and for patterns hidden files and folders, formats that `translate.formats` does not
    know and renderings (``x.en.txt``, where `target` is *en*) are left out. What does not exist or
    holds no document is a `Source` with a problem. No more than the names in one folder are held.
    """
    for source in sources:
        name = str(source)
        path = Path(name)
        if name.startswith("@"):
            yield from _listed(name[1:])
        elif path.is_dir():
            yield from _found(path, ["**"], name, target)
        elif _WILDCARD.search(name) and not path.exists():
            parts = path.parts
            fixed = next(at for at, part in enumerate(parts) if _WILDCARD.search(part))
            yield from _found(Path(*parts[:fixed]), parts[fixed:], name, target)
        else:
            yield Source(path, size=_size(path))


def _found(folder: Path, pattern: Sequence[str], name: str, target: str) -> Iterator[Source]:
    found = False
    inside = _matching(folder, tuple(pattern), _TOP, target) if folder.is_dir() else ()
    for source in inside:
        found = True
        yield source
    if not found:
        known = ", ".join(SUFFIXES)
        what = "matches" if _WILDCARD.search(name) else "holds"
        yield Source(Path(name), problem=f"{name}: {what} no document ({known})")


def _matching(
    folder: Path, pattern: tuple[str, ...], below: PurePosixPath, target: str
) -> Iterator[Source]:
    """Yield what matches a pattern in a folder: its own files before those further below."""
    first, rest = pattern[0], pattern[1:]
    everywhere = first == "**"
    if everywhere:
        yield from _matching(folder, rest or ("*",), below, target)
    try:
        entries = _entries(folder, "*" if everywhere else first)
    except OSError as error:
        if not everywhere:  # else said already
            problem = f"{folder}: cannot be read: {error.strerror}"
            yield Source(folder, named=False, problem=problem)
        return
    for entry in entries:
        path = folder / entry.name
        if everywhere or rest:
            # A link may lead back up: only a pattern that names it follows one.
            if entry.is_dir(follow_symlinks=not everywhere):
                left = pattern if everywhere else rest
                yield from _matching(path, left, below / entry.name, target)
        elif _is_document(path, target) and entry.is_file():
            yield Source(path, below, named=False, size=entry.stat().st_size)


def _entries(folder: Path, pattern: str) -> list[os.DirEntry[str]]:
    """Return what is in a folder, by name; what is hidden only if the pattern says so."""
    with os.scandir(folder) as entries:
        return sorted(
            (
                entry
                for entry in entries
                if fnmatchcase(entry.name, pattern) and (entry.name[0] != "." or pattern[0] == ".")
            ),
            key=lambda entry: entry.name,
        )


def _is_document(path: Path, target: str) -> bool:
    """Tell what is neither a rendered document nor the mark of one that is open in Word."""
    if path.stem.endswith(f".{target}") or path.name.startswith("~$"):
        return False
    return path.suffix.lower() in SUFFIXES


def _listed(name: str) -> Iterator[Source]:
    """Yield the documents that a list names, one a line; blank lines are passed over."""
    try:
        # A name that is no UTF-8 is one nevertheless.
        with (
            nullcontext(sys.stdin)
            if name == "-"
            else Path(name).open(encoding="utf-8-sig", errors="surrogateescape")
        ) as lines:
            for line in lines:
                if line.strip():
                    path = Path(line.rstrip("\r\n"))
                    yield Source(path, _folder_of(path), named=False, size=_size(path))
    except OSError as error:
        yield Source(Path(name), problem=f"{name}: list cannot be read: {error.strerror}")
    except UnicodeError:
        yield Source(Path(name), problem=f"{name}: list cannot be read: not UTF-8 text")


def _folder_of(path: Path) -> PurePosixPath:
    """Return the folder of a document as the current one sees it; the whole path from outside."""
    place = Path(os.path.normpath(Path.cwd() / path)).parent
    try:
        return PurePosixPath(place.relative_to(Path.cwd()))
    except ValueError:
        return PurePosixPath(place.relative_to(place.anchor))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):  # what is wrong with it is said where it is read
        return 0


def catalogues_in(locales: Path, target: str) -> list[Path]:
    """Return all catalogues of a language, by name."""
    return sorted(_home(locales, target).rglob("*.po"))


def existing_catalogue(source: Path, locales: Path, target: str) -> Path:
    """Return the catalogue of the document at `source`. Raises `CatalogueError` if it has none."""
    try:
        path = catalogue_of(Source(source), locales, target)
    except DocumentError as error:
        raise CatalogueError(f"{source}: has no catalogue; {error}") from error
    if not path.exists():
        raise CatalogueError(f"{path}: no such catalogue; run: umschrift translate {source}")
    return path


def catalogue_of(source: Source, locales: Path, target: str) -> Path:
    """Return where the catalogue of a document is, or is to be, by this module's rule.

    Raises `DocumentError` where its place is taken by another document's.
    """
    home = _home(locales, target)
    name = f"{source.path.stem.removesuffix('.de')}.po"
    place = home / source.folder / name
    folders = source.path.absolute().parent.parts[1:]
    ends = [home.joinpath(*folders[at:], name) for at in range(len(folders), -1, -1)]
    for path in dict.fromkeys([place, *ends]):
        if path.is_file() and _is_of(path, source.path):
            return path
    if place.is_file() and _is_of(place, source.path) is False:
        raise shared(source.path, place, _remembered(place))
    return place


def shared(source: Path, place: Path, other: Path | None) -> DocumentError:
    """Return the error that two documents would have one catalogue."""
    return DocumentError(
        f"{source}: would share {place} with {other}; "
        "rename one, or give it another --locales folder"
    )


def _home(locales: Path, target: str) -> Path:
    return locales / target / "LC_MESSAGES"


def _is_of(catalogue: Path, source: Path) -> bool | None:
    """Whether a catalogue is that of the document `source`; None: of none that is still there."""
    remembered = _remembered(catalogue)
    if remembered is None:
        return None
    try:
        return remembered.samefile(source)
    except OSError:
        # Gone, or named from another folder.
        parts = [part for part in remembered.parts if part != ".."]
        return list(source.absolute().parts[-len(parts) :]) == parts or None


def _remembered(catalogue: Path) -> Path | None:
    """Return the document that a catalogue refers to first."""
    try:
        with catalogue.open("rb") as stream:
            head = stream.read(_HEAD).decode("utf-8", errors="ignore")
    except OSError:  # said where it is read
        return None
    found = _FIRST_REFERENCE.search(head)
    return Path(found[1] or found[2]) if found else None
