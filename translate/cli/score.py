"""``umschrift score``: how good a translation is, beside a reference."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translate.cli import options

if TYPE_CHECKING:
    from translate.scoring import Estimate, NameCounts, Names, Scores


@click.command("score")
@click.argument("hypothesis", type=click.Path(path_type=Path), metavar="HYP")
@click.argument("reference", type=click.Path(path_type=Path), metavar="REF")
@click.option(
    "--catalogue",
    is_flag=True,
    help="HYP is a PO catalogue; REF has one line for each of its entries, in their order. "
    "The catalogue is its own --source.",
)
@click.option(
    "--reviewed",
    is_flag=True,
    help="HYP and REF are one PO catalogue before and after review: how much of what is confirmed "
    "now the reviewer has changed (TER, and how many drafts were right as they were).",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Another system's translation, to test the difference against.",
)
@click.option(
    "--source",
    type=click.Path(path_type=Path),
    metavar="SRC",
    help="The German: scores the names in it, too.",
)
@click.option(
    "--terms",
    type=click.Path(path_type=Path),
    metavar="FILE.jsonl",
    help='Names to score in place of the glossary\'s: line n is a JSON list of {"de": …, "en": …}, '
    'each with "accept": […] if other spellings are right, too.',
)
@options.glossaries
@options.as_json
def score_command(
    hypothesis: Path,
    reference: Path,
    catalogue: bool,  # noqa: FBT001
    reviewed: bool,  # noqa: FBT001
    baseline: Path | None,
    source: Path | None,
    terms: Path | None,
    glossary_files: tuple[Path, ...],
    scheme: str | None,
    no_builtin: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """Compare the translation HYP with the reference REF, one segment a line; - is stdin.

    BLEU, chrF2 and TER with their 95 % intervals (bootstrap; seed: SACREBLEU_SEED); with
    --baseline, p is the probability that the difference is chance. With --source, how many names
    are right: lenient is the term somewhere in the segment, in any case; strict is a word of its
    own for each occurrence. The reference's own figures are the ceiling.

    What a reviewer has changed: git show main:locales/en/LC_MESSAGES/x.po > before.po, then
    umschrift score --reviewed before.po locales/en/LC_MESSAGES/x.po.
    """
    from glossary import Glossary
    from translate.scoring import read_catalogue, read_lines, read_review, read_terms, score

    if catalogue and reviewed:
        raise click.UsageError("--catalogue and --reviewed: choose one")
    if source and (catalogue or reviewed):
        raise click.UsageError("--source: the catalogue is its own; leave it out")
    if reviewed and (baseline or terms):
        raise click.UsageError("--reviewed: takes neither --baseline nor --terms")
    if terms and not (source or catalogue):
        raise click.UsageError("--terms: needs --source, where the terms stand")
    german = read_lines(source) if source else None
    if reviewed:
        german, english, right = read_review(hypothesis, reference)
    else:
        right = read_lines(reference)
        if catalogue:
            german, english = read_catalogue(hypothesis)
        else:
            english = read_lines(hypothesis)
    wants_glossary = german is not None and terms is None
    scores = score(
        english,
        right,
        baseline=read_lines(baseline) if baseline else None,
        source=german,
        terms=read_terms(terms) if terms else None,
        glossary=Glossary.load(glossary_files, builtin=not no_builtin, scheme=scheme)
        if wants_glossary
        else None,
    )
    click.echo(json.dumps(asdict(scores), ensure_ascii=False) if as_json else _as_text(scores))


def _as_text(scores: Scores) -> str:
    compared = any(metric.baseline for metric in scores.metrics)
    header = [f"{scores.segments} segments", "system"]
    rows = [header + ["baseline", "p"] * compared]
    for metric in scores.metrics:
        row = [metric.name, _with_interval(metric.hypothesis)]
        if metric.baseline:
            row += [_with_interval(metric.baseline), f"{metric.hypothesis.p_value:.3f}"]
        rows.append(row)
    lines = _aligned(rows)
    lines += ["", f"as the reference, to the letter: {_share(scores.unchanged, scores.segments)}"]
    signatures = [f"{metric.name}|{metric.signature}" for metric in scores.metrics]
    if scores.names:
        lines += ["", *_aligned(_name_rows(scores.names))]
        signatures.append(scores.names.signature)
    return "\n".join([*lines, "", *signatures])


def _with_interval(estimate: Estimate) -> str:
    return f"{estimate.score:.2f} ({estimate.mean:.2f} ± {estimate.margin:.2f})"


def _name_rows(names: Names) -> list[list[str]]:
    columns = {"system": names.hypothesis, "baseline": names.baseline, "reference": names.reference}
    texts = {title: counts for title, counts in columns.items() if counts is not None}
    owed = names.terms - names.absent

    def row(title: str, key: str) -> list[str]:
        return [title, *(str(getattr(counts, key)) for counts in texts.values())]

    def strict(counts: NameCounts) -> str:
        return _share(counts.exact + counts.variant, owed)

    rows = [
        [f"{names.terms} names in {names.segments} segments", *texts],
        ["lenient", *(_share(counts.lenient, names.terms) for counts in texts.values())],
    ]
    if names.absent:
        rows.append(
            [
                "  without a place in the source",
                *(_share(counts.lenient_absent, names.absent) for counts in texts.values()),
            ]
        )
    return [
        *rows,
        [f"strict ({names.occurrences} occurrences)", *map(strict, texts.values())],
        row("  exact", "exact"),
        row("  accepted variant", "variant"),
        row("  missing", "missing"),
        row("more often than owed", "surplus"),
        row("  twice side by side", "doubled"),
        row("German or forbidden spelling left", "leftovers"),
    ]


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {part / whole:.2%}" if whole else "0/0"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines: the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows
    ]
