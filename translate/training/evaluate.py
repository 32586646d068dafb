"""Measure a package: BLEU and chrF on a test set, names with and without inline terms, speed.

    python -m translate.training.evaluate PACKAGE SOURCE REFERENCE [--terms TERMS.jsonl]

It needs nothing of umschrift but the inline marks, so it measures the model alone, before any
enforcement.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import sacrebleu
import sentencepiece

from translate.annotation import InlineTerms, annotate


@dataclass
class Package:
    """A package opened for plain use."""

    translator: ctranslate2.Translator
    pieces: sentencepiece.SentencePieceProcessor
    marks: InlineTerms | None

    @classmethod
    def open(cls, path: Path, threads: int = 2) -> Package:
        """Open a ``.argosmodel`` file."""
        with tempfile.TemporaryDirectory() as name, zipfile.ZipFile(path) as archive:
            archive.extractall(name)
            (folder,) = Path(name).iterdir()
            metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
            return cls(
                ctranslate2.Translator(str(folder / "model"), intra_threads=threads),
                sentencepiece.SentencePieceProcessor(
                    model_file=str(folder / "sentencepiece.model")
                ),
                InlineTerms.from_metadata(metadata),
            )

    def translate(self, lines: Sequence[str], beam: int = 4) -> list[str]:
        """Translate segments with plain CTranslate2."""
        results = self.translator.translate_batch(
            [self.pieces.encode(line, out_type=str) for line in lines],
            beam_size=beam,
            max_batch_size=2048,
            batch_type="tokens",
            max_decoding_length=250,
        )
        return [self.pieces.decode(result.hypotheses[0]) for result in results]


def with_terms(line: str, terms: Sequence[dict[str, str]], marks: InlineTerms) -> str:
    """Annotate each term where it stands as a whole word, a genitive or the head of a compound."""
    spans: list[tuple[int, int, str]] = []
    for term in sorted(terms, key=lambda term: -len(term["de"])):
        for hit in re.finditer(rf"\b{re.escape(term['de'])}(s\b|\b)", line):
            if all(hit.end() <= start or end <= hit.start() for start, end, _ in spans):
                spans.append((hit.start(), hit.end(), term["en"]))
    return annotate(line, sorted(spans), marks)


def obeyed(lines: Sequence[str], terms: Sequence[Sequence[dict[str, str]]]) -> tuple[int, int]:
    """Count the terms whose English occurs in its line, whole words; and all terms."""
    pairs = [(line, term["en"]) for line, owed in zip(lines, terms, strict=True) for term in owed]
    hits = sum(bool(re.search(rf"\b{re.escape(english)}\b", line)) for line, english in pairs)
    return hits, len(pairs)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path)
    parser.add_argument("source", type=Path)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--terms", type=Path)
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--lines", type=int, help="only the first so many")
    parser.add_argument("--out", type=Path, help="write the translations here")
    options = parser.parse_args()
    source = options.source.read_text(encoding="utf-8").splitlines()[: options.lines]
    reference = options.reference.read_text(encoding="utf-8").splitlines()[: options.lines]
    model = Package.open(options.package, options.threads)

    began = time.perf_counter()
    plain = model.translate(source, options.beam)
    seconds = time.perf_counter() - began
    words = sum(len(line.split()) for line in source)
    show = print
    show(f"beam {options.beam}, {options.threads} threads: {words / seconds:.0f} source words/s")
    for name, metric in (("BLEU", sacrebleu.BLEU()), ("chrF", sacrebleu.CHRF())):
        score = metric.corpus_score(plain, [reference])
        show(f"{name} {score.score:.1f}  {metric.get_signature()}")
    if options.out:
        options.out.write_text("\n".join(plain) + "\n", encoding="utf-8")
    if options.terms:
        text = options.terms.read_text(encoding="utf-8")
        terms = [json.loads(line) for line in text.splitlines()][: options.lines]
        if model.marks is None:
            raise SystemExit(f"{options.package} takes no inline terms")
        pairs = zip(source, terms, strict=True)
        annotated = [with_terms(line, owed, model.marks) for line, owed in pairs]
        obedient = model.translate(annotated, options.beam)
        for name, lines in (("reference", reference), ("plain", plain), ("inline", obedient)):
            hits, owed = obeyed(lines, terms)
            show(f"names, {name}: {hits} of {owed} = {100 * hits / owed:.1f} %")
        score = sacrebleu.BLEU().corpus_score(obedient, [reference])
        show(f"BLEU with inline terms {score.score:.1f}")


if __name__ == "__main__":
    main()
