"""``umschrift glossary transliterate``: German spelling → English, for names nobody has listed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translate.cli import options

if TYPE_CHECKING:
    from glossary import Glossary

# Ranked candidates given with --json.
_CANDIDATES = 5


@click.command("transliterate")
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option(
    "--via",
    default="auto",
    show_default=True,
    metavar="LANGUAGE",
    help="Language of the native spelling (ru, uk, be, bg, …), or auto.",
)
@options.glossaries
@options.as_json
def transliterate_command(
    names: tuple[str, ...],
    via: str,
    glossary_files: tuple[Path, ...],
    scheme: str | None,
    no_builtin: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """Spell German NAMEs in English; without NAME, those on stdin, one a line.

    One line comes out for each that goes in. What the glossary has is taken from there; the rest is
    led back to its native spelling first. --json gives all candidates with their probability.
    """
    from glossary import Glossary
    from glossary.romanisation import transliterate
    from glossary.romanisation.recovery import PRESS

    # A language without a table is refused before a long list is half done.
    transliterate("", via=via, scheme=scheme or PRESS)
    glossary = Glossary.load(glossary_files, builtin=not no_builtin, scheme=scheme)
    lines: Iterable[str] = names or (
        line.decode("utf-8-sig", "replace").rstrip("\r\n") for line in sys.stdin.buffer
    )
    rows = []
    for name in lines:
        candidates = _candidates(name, via, scheme or PRESS, glossary)
        if as_json:
            rows.append({"german": name, "candidates": candidates})
        else:
            english = candidates[0]["english"] if candidates else name
            # What is no Unicode in an argument goes out as it came in.
            sys.stdout.buffer.write(f"{english}\n".encode(errors="surrogateescape"))
    if as_json:
        document = json.dumps(rows, ensure_ascii=False)
        sys.stdout.buffer.write(f"{document}\n".encode(errors="replace"))
    sys.stdout.buffer.flush()


def _candidates(name: str, via: str, scheme: str, glossary: Glossary) -> list[dict[str, Any]]:
    from glossary.romanisation import transliterate

    if not name.strip():
        return []
    for match in glossary.match(name.strip()):
        if (match.start, match.end) == (0, len(name.strip())):
            concept = match.concept
            return [
                {
                    "english": match.target,
                    "native": concept.native,
                    "language": concept.language,
                    "probability": 1.0,
                    "glossary": concept.id,
                }
            ]
    return [
        {
            "english": candidate.english,
            "native": candidate.native,
            "language": candidate.language,
            "probability": round(candidate.probability, 4),
        }
        for candidate in transliterate(name, via=via, scheme=scheme, limit=_CANDIDATES)
    ]
