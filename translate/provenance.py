"""Who wrote what in a catalogue's entry: the extracted comments that this program writes.

They hold what a translator should know and end with a line by which a later run knows its own work
again::

    #. sentence, paragraph 3, sentence 2
    #. Gerassimow → Gerasimov (Герасимов)
    #. name set: Gerassimow → Gerasimov (repaired)
    #. ⚠ name missing: Gerassimow → Gerasimov
    #. umschrift: draft 3f2a9c1b77 recipe 0d5e6b broken

That line has the fingerprint of the text the machine gave, the digest of what that text had to
honour, and whether a name is wrong. What stands below it is somebody else's. Extracted comments
survive Poedit and Weblate; msgmerge drops them, and then the entry counts as a human's.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polib

_PROBLEM = "⚠ "
_SUGGESTION = "machine draft: "
_ORIGIN = "draft from: "
_SIMILAR = "similar, confirmed in "
_ENFORCED = "name set: "
_MARK = re.compile(r"umschrift: draft (none|[0-9a-f]{10})(?: recipe (\S+))?( broken)?")


def fingerprint(text: str) -> str:
    """Return the ten hexadecimal digits by which a machine's text is known again."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What this program knows and says of an entry.

    ``notes`` are for the translator, ``problems`` are failed checks. ``suggestion`` is the
    machine's text where the entry keeps a human's, ``origin`` where a draft comes from if not from
    the engine, ``similar`` translations of similar texts, each with where it stands. ``enforced``
    are the names of the machine's text that the engine did not give by itself, each with what was
    done. ``draft`` is the fingerprint of the machine's text in the entry (empty: there is none),
    ``recipe`` what that had to honour; ``broken`` means that a name is missing or wrong.
    ``foreign`` are extracted comments of others.
    """

    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    suggestion: str = ""
    origin: str = ""
    similar: tuple[str, ...] = ()
    enforced: tuple[str, ...] = ()
    draft: str = ""
    recipe: str = ""
    broken: bool = False
    foreign: tuple[str, ...] = ()

    @classmethod
    def of(cls, entry: polib.POEntry) -> Provenance:
        """Read the comments of an entry; one that was obsolete has the mark as its own comment."""
        lines = entry.comment.split("\n") if entry.comment else []
        ends = [number for number, line in enumerate(lines) if _MARK.fullmatch(line)]
        own, foreign = (lines[: ends[-1] + 1], lines[ends[-1] + 1 :]) if ends else ([], lines)
        marks = [
            mark for line in [*entry.tcomment.split("\n"), *own] if (mark := _MARK.fullmatch(line))
        ]
        draft, recipe, broken = marks[-1].groups() if marks else ("none", None, None)
        return cls(
            notes=tuple(line for line in own if not _has_meaning(line)),
            problems=_after(_PROBLEM, own),
            suggestion="".join(_after(_SUGGESTION, own)[:1]),
            origin="".join(_after(_ORIGIN, own)[:1]),
            similar=_after(_SIMILAR, own),
            enforced=_after(_ENFORCED, own),
            draft="" if draft == "none" else draft,
            recipe=recipe or "",
            broken=broken is not None,
            foreign=tuple(foreign),
        )

    def write_to(self, entry: polib.POEntry) -> None:
        """Make this what the extracted comments of a live entry say."""
        notes = [f"· {line}" if _has_meaning(line) else line for line in map(one_line, self.notes)]
        problems = [_PROBLEM + one_line(line) for line in self.problems]
        origin = [_ORIGIN + one_line(self.origin)] if self.origin else []
        suggestion = [_SUGGESTION + one_line(self.suggestion)] if self.suggestion else []
        similar = [_SIMILAR + one_line(each) for each in self.similar]
        enforced = [_ENFORCED + one_line(each) for each in self.enforced]
        lines = [*notes, *enforced, *problems, *origin, *suggestion, *similar]
        lines += [self._mark, *self.foreign]
        entry.comment = "\n".join(filter(None, lines))
        entry.tcomment = own_comment(entry)

    def retire_with(self, entry: polib.POEntry) -> None:
        """Keep the mark with an obsolete entry: that has no comments but the translator's."""
        lines = [own_comment(entry), self._mark if self.draft or self.broken else ""]
        entry.tcomment = "\n".join(filter(None, lines))
        entry.comment = ""

    @property
    def _mark(self) -> str:
        recipe = f" recipe {self.recipe}" if self.recipe else ""
        return f"umschrift: draft {self.draft or 'none'}{recipe}{' broken' * self.broken}"


def own_comment(entry: polib.POEntry) -> str:
    """Return the translator's comment of an entry, without a mark that stands among it."""
    return "\n".join(line for line in entry.tcomment.split("\n") if not _MARK.fullmatch(line))


def one_line(text: str) -> str:
    """Return a text as one line, single spaces for any white space.

    gettext takes a backslash at the end of a line, in a comment too, for *goes on in the next*.
    """
    line = " ".join(text.split())
    return f"{line}⏎" if line.endswith("\\") else line


def _after(beginning: str, lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line.removeprefix(beginning) for line in lines if line.startswith(beginning))


def _has_meaning(line: str) -> bool:
    return (
        line.startswith((_PROBLEM, _SUGGESTION, _ORIGIN, _SIMILAR, _ENFORCED))
        or _MARK.fullmatch(line) is not None
    )
