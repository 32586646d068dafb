"""The HTML report of a document: both languages side by side, names and warnings marked.

One page that needs nothing else: no script, no image, no font, no network. Its filters are radio
buttons and CSS. All text is escaped, and the page's own policy lets no script run in it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.metadata import version
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Literal

from glossary import Context, Glossary
from translate import checks
from translate.catalogue import State
from translate.constraints import Constraint, problems, remarks, verify
from translate.markup import marks, without

if TYPE_CHECKING:
    from glossary import Match
    from translate.rendering import Pair, Rendering

Outcome = Literal["confirmed", "draft", "broken", "owed"]
# What stands at text[start:end], and a title for it: a tag, or a name with its outcome.
_Mark = tuple[int, int, str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A segment as the report shows it.

    `matches` are the names of the segment and `outcomes` what became of each: right in a
    translation that is *confirmed* or a *draft*, *broken* where it is wrong or missing, and *owed*
    where there is no translation yet. `problems` are what a reviewer is to look at, one line each.
    """

    pair: Pair
    matches: tuple[Match, ...]
    outcomes: tuple[Outcome, ...]
    problems: tuple[str, ...]
    german: tuple[_Mark, ...]
    english: tuple[_Mark, ...]

    @property
    def kinds(self) -> list[str]:
        """The filters that show the row."""
        flagged = ["flagged"] if self.problems else []
        return [*flagged, *(["unconfirmed"] if self.pair.state is not State.CONFIRMED else [])]


def rows(rendering: Rendering, glossary: Glossary) -> Iterator[Row]:
    """Yield the document's segments, judged anew by `glossary` and `translate.checks`."""
    context = Context()
    for pair in rendering.pairs:
        matches = tuple(glossary.match(pair.segment.plain, context=context))
        context = context.after(matches)
        yield _row(pair, matches)


def _row(pair: Pair, matches: tuple[Match, ...]) -> Row:
    segment, translation = pair.segment, pair.translation
    constraints = [Constraint.of(match) for match in matches]
    source_tags = [(tag.start, tag.end) for tag in segment.tags]
    target_tags = marks(translation, segment.text, segment.tags)
    bare = without(translation, target_tags)
    # Names are looked for in the words alone: **Valery** Gerasimov is one name.
    verdict = verify(segment.plain, bare, constraints)
    good: Outcome = "confirmed" if pair.state is State.CONFIRMED else "draft"
    outcomes: list[Outcome]
    told: list[str]
    if translation:
        outcomes = ["broken" if span is None else good for span in verdict.renditions]
        told = [*problems(constraints, verdict, bare), *remarks(verdict)]
        told += [problem.message for problem in checks.check(segment.text, translation)]
    else:
        outcomes = ["owed"] * len(matches)
        told = []
    german = [
        (match.start, match.end, "broken" if outcome == "broken" else "name", _owed(match))
        for match, outcome in zip(matches, outcomes, strict=True)
    ]
    english = [
        (span.start, span.end, good, _owed(match))
        for span, match in zip(verdict.renditions, matches, strict=True)
        if span is not None
    ]
    english += [(s.start, s.end, "broken", f"owed: {owed}") for s, owed in verdict.leftovers]
    return Row(
        pair,
        matches,
        tuple(outcomes),
        tuple(told),
        tuple(_shown(german, segment.text, source_tags)),
        tuple(_shown(english, translation, target_tags)),
    )


def page(
    rendering: Rendering, glossary: Glossary, *, source: str = "de", target: str = "en"
) -> str:
    """Return the report of a document as one HTML page."""
    found = list(rows(rendering, glossary))
    style = _resource("report.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    unit = "line" if rendering.document.is_text else "paragraph"
    confirmed = sum(row.pair.state is State.CONFIRMED for row in found)
    return Template(_resource("report.html")).substitute(
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'",
        style=style,
        name=escape(rendering.document.path.name),
        source=escape(source),
        target=escape(target),
        source_language=escape(_language(source)),
        target_language=escape(_language(target)),
        segments=len(found),
        confirmed=confirmed,
        unconfirmed=len(found) - confirmed,
        flagged=sum(bool(row.problems) for row in found),
        rows="\n".join(
            _html(number, row, source, target, unit) for number, row in enumerate(found, start=1)
        ),
        version=escape(version("umschrift")),
    )


def _html(number: int, row: Row, source: str, target: str, unit: str) -> str:
    segment, translation = row.pair.segment, row.pair.translation
    heading = " heading" if segment.kind == "heading" else ""
    german = _marked(segment.text, row.german)
    english = _marked(translation, row.english) or "<em>no translation yet</em>"
    names = dict.fromkeys(
        f'<li class="{outcome}">{escape(f"{match.text} → {match.target}")}{_native(match)}: '
        f"<b>{outcome}</b></li>"
        for match, outcome in zip(row.matches, row.outcomes, strict=True)
    )
    warnings = [f"<li>{escape(problem)}</li>" for problem in row.problems]
    return (
        f'<tr role="row" id="s{number}" class="{" ".join(row.kinds)}">'
        f'<th role="rowheader" scope="row"><a href="#s{number}">{number}</a> '
        f'<span class="state {row.pair.state}">{row.pair.state}</span> '
        f'<span class="place">{escape(segment.kind)}, {unit} {segment.line}</span></th>'
        f'<td role="cell"><p lang="{escape(source)}" class="text{heading}">{german}</p></td>'
        f'<td role="cell"><p lang="{escape(target)}" class="text{heading}">{english}</p>'
        + _list("warnings", "Warnings", warnings)
        + _list("names", "Names", names)
        + "</td></tr>"
    )


def _list(kind: str, label: str, items: Iterable[str]) -> str:
    inside = "".join(items)
    return f'<ul class="{kind}" aria-label="{label}">{inside}</ul>' if inside else ""


def _owed(match: Match) -> str:
    native = f" ({match.concept.native})" if match.concept.native else ""
    return f"{match.text} → {match.target}{native}"


def _native(match: Match) -> str:
    concept = match.concept
    if not concept.native:
        return ""
    return f' (<span lang="{escape(concept.language)}">{escape(concept.native)}</span>)'


def _shown(names: Sequence[_Mark], text: str, tags: Sequence[tuple[int, int]]) -> Iterator[_Mark]:
    """Yield the tags of a text, and its names, whose places are those in the text without tags.

    A name is cut in pieces where a tag stands within it.
    """
    start = bare = 0  # where the words up to the next tag begin, with and without tags
    for tag, end in [*tags, (len(text), len(text))]:
        for first, last, kind, title in names:
            here, there = max(first, bare), min(last, bare + tag - start)
            if here < there:
                yield here - bare + start, there - bare + start, kind, title
        if tag < end:
            yield tag, end, "tag", ""
        bare += tag - start
        start = end


def _marked(text: str, found: Sequence[_Mark]) -> str:
    """Return `text` as HTML, with `found` marked; what overlaps an earlier mark is left out."""
    parts = []
    at = 0
    for start, end, kind, title in sorted(found):
        if start < at:
            continue
        parts.append(escape(text[at:start]))
        inside = escape(text[start:end])
        if kind == "tag":
            parts.append(f'<span class="tag">{inside}</span>')
        else:
            parts.append(f'<mark class="{kind}" title="{escape(title)}">{inside}</mark>')
        at = end
    return "".join([*parts, escape(text[at:])])


def _language(code: str) -> str:
    return {"de": "German", "en": "English"}.get(code, code)


@cache
def _resource(name: str) -> str:
    return (files("translate") / "templates" / name).read_text(encoding="utf-8")
