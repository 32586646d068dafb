"""``umschrift glossary``: names without a translation run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from glossary.evidence import GIVEN_NAME
from glossary.folding import APOSTROPHES
from translate.cli import (
    glossary_discover,
    glossary_transliterate,
    glossary_upkeep,
    options,
)

if TYPE_CHECKING:
    from glossary import Concept, Hit

_LANGUAGES = {"de": "German", "en": "English"}


@click.group("glossary")
def glossary_group() -> None:
    """Look names up and keep glossaries."""


for other_command in (
    glossary_transliterate.transliterate_command,
    glossary_discover.discover_command,
    glossary_upkeep.add_command,
    glossary_upkeep.list_command,
    glossary_upkeep.check_command,
    glossary_upkeep.import_command,
    glossary_upkeep.export_command,
):
    glossary_group.add_command(other_command)


@glossary_group.command("lookup")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@options.glossaries
@options.as_json
@click.pass_context
def lookup_command(
    ctx: click.Context,
    names: tuple[str, ...],
    glossary_files: tuple[Path, ...],
    scheme: str | None,
    no_builtin: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """Say whose name NAME is, in any form, spelling, script or language.

    Exit code 1 if a name is unknown; the nearest ones are offered then.
    """
    from glossary import Glossary

    glossary = Glossary.load(glossary_files, builtin=not no_builtin, scheme=scheme)
    found = {name: glossary.lookup(name) for name in names}
    if as_json:
        rows = {name: [_as_json(hit) for hit in hits] for name, hits in found.items()}
        click.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for name, hits in found.items():
            for line in _described(name, hits, scheme):
                click.echo(line)
    if any(not hits or hits[0].distance for hits in found.values()):
        ctx.exit(1)


def _described(name: str, hits: list[Hit], scheme: str | None) -> Iterator[str]:
    from glossary.evidence import caveat

    if not hits or hits[0].distance:
        yield f"{name}: not in the glossary"
        if by_rule := _by_rule(name, scheme):
            yield f"  by rule  {by_rule}"
        if hits:
            yield "near it:"
    for hit in hits:
        concept = hit.concept
        yield f"{hit.spelling if hit.distance else hit.part or name}: {_what(hit)}"
        if concept.native:
            yield f"  native   {concept.native} ({concept.language})"
        for language, label in _LANGUAGES.items():
            if spelling := concept.spellings.get(language):
                alone = [spelling.short] if spelling.short not in {"", spelling.full} else []
                line = f"  {label:<8} {', '.join([spelling.full, *alone])}"
                line += f"; also {', '.join(spelling.variants)}" * bool(spelling.variants)
                yield line + f"; never {', '.join(spelling.forbidden)}" * bool(spelling.forbidden)
        if schemes := _schemes(concept):
            yield "  schemes  " + ", ".join(f"{name} {text}" for name, text in schemes.items())
        if condition := caveat(hit.spelling, concept.kind):
            yield f"  matched  {condition}"
        notes = [concept.id, concept.status, concept.source, concept.note]
        yield f"  entry    {'; '.join(str(note) for note in notes if note)}"


def _what(hit: Hit) -> str:
    """Say how the name asked for is made from which spelling of what."""
    language = _LANGUAGES.get(hit.language, hit.language)
    form = "another case" if hit.form == "inflected" else hit.form
    form = "" if hit.form == "plain" else f"{form} of "
    part = "part of " if hit.partial else "in another order, " if hit.reordered else ""
    role = f"native name by {hit.scheme}" if hit.scheme else f"{language} {hit.role}"
    hyphen = "" if hit.suffix[:1] in APOSTROPHES else "-"
    ending = f", ending {hyphen}{hit.suffix}" if hit.suffix else ""
    kind = {"": "term", GIVEN_NAME: "given name"}.get(hit.concept.kind, hit.concept.kind)
    return f"{kind}, {form}{part}{hit.spelling} ({role}{ending})"


def _by_rule(name: str, scheme: str | None) -> str:
    """Spell a name that nobody has listed, if it looks like a transcription."""
    from glossary.romanisation import transliterate

    best = transliterate(name, scheme=scheme or "press", limit=1)[0]
    if best.english == name or not best.native:
        return ""
    return f"{best.english} ({best.native}, {best.language}; {best.probability:.0%} sure)"


def _schemes(concept: Concept) -> dict[str, str]:
    """Spell a concept's native name by every scheme that has a table for its language."""
    from glossary.romanisation import RomanisationError, derive
    from glossary.romanisation.scheme import SCHEMES

    spelled: dict[str, str] = {}
    if concept.native:
        for scheme, target in SCHEMES.items():
            try:
                spelled[scheme] = derive(concept.native, concept.language, target, scheme)
            except RomanisationError:
                continue
    return spelled


def _as_json(hit: Hit) -> dict[str, Any]:
    concept = hit.concept
    return {
        "id": concept.id,
        "kind": concept.kind,
        "language": concept.language,
        "native": concept.native,
        "spellings": {
            language: {
                "full": spelling.full,
                "short": spelling.short,
                "variants": list(spelling.variants),
                "forbidden": list(spelling.forbidden),
            }
            for language, spelling in concept.spellings.items()
        },
        "schemes": _schemes(concept),
        "found": {
            "spelling": hit.spelling,
            "language": hit.language,
            "role": str(hit.role),
            "form": str(hit.form),
            "suffix": hit.suffix,
            "scheme": hit.scheme,
            "part": hit.part,
            "distance": hit.distance,
            "partial": hit.partial,
            "reordered": hit.reordered,
        },
        "status": str(concept.status),
        "source": concept.source,
    }
