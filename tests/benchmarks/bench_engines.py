"""How fast a text is translated: stock Argos Translate, CTranslate2 alone, umschrift.

    python tests/benchmarks/bench_engines.py SOURCE [REFERENCE] [--argos PYTHON] [--threads 2]
        [--repeat TIMES]

SOURCE holds one German segment a line, REFERENCE the English ones. All run the same package with
the same number of threads, one after the other, each in a process of its own:

* ``argos``: `argostranslate.translate` with its own settings (beam 4, batches of 32 tokens), in
  the environment of the interpreter PYTHON, in which it is installed with all it depends on.
  Its sentence splitter is replaced by one that leaves a line as it is, because the real one
  downloads a model; what splitting costs is therefore not in its figure. It shares one batch among
  its threads, which on some machines is slower than one thread; so it is run with one as well.
* ``lines``: the same, but handed over as one paragraph of many sentences, which it may batch.
* ``raw``: CTranslate2 on tokens made beforehand, sorted by length, best hypothesis only. The limit.
* ``umschrift``: ``umschrift translate``, all of it: reading, names, enforcement, checks, catalogue.
* ``- start``: the same without what the first of the lines costs alone: start-up and loading, which
  are in no other system's figures. Meaningful from a thousand lines on.

Prints words (of the source) per second of processor time, the same by the clock, and how many
times as fast as the fastest run of Argos it is by either; for umschrift also the share of the rate
of CTranslate2 alone. BLEU is sacreBLEU's. On a busy machine the clock says little, and processor
time still varies by a tenth: --repeat runs all in turn and takes the best of each.
"""

# ruff: noqa: T201 - printing is what a benchmark does
from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

WARM_UP = "Guten Morgen, meine Damen und Herren."
ARGOS = ("argos", "lines")
CLOCKS = ("processor", "wall")
Run = tuple[str, int, int]  # system, beam size, threads


def argos(folder: Path, lines: list[str], threads: int, *, paragraph: bool) -> dict[str, Any]:
    """Translate with Argos Translate, line by line or as the sentences of one paragraph."""
    os.environ["ARGOS_INTRA_THREADS"] = str(threads)
    from argostranslate.package import Package
    from argostranslate.translate import Language, PackageTranslation

    translation = PackageTranslation(
        Language("de", "German"), Language("en", "English"), Package(folder)
    )

    class Given:
        def __init__(self) -> None:
            self.sentences: list[str] | None = None

        def split_sentences(self, text: str) -> list[str]:
            return [text] if self.sentences is None else self.sentences

    translation.sentencizer = given = Given()
    translation.translate(WARM_UP)
    clock = _Clock()
    if paragraph:
        given.sentences = lines
        translation.translate("All of them.")
        return clock.stop([])
    return clock.stop([translation.translate(line) for line in lines])


def raw(folder: Path, lines: list[str], threads: int, beam: int) -> dict[str, Any]:
    """Translate with nothing but CTranslate2."""
    import ctranslate2
    import sentencepiece

    pieces = sentencepiece.SentencePieceProcessor(str(folder / "sentencepiece.model"))
    tokens = [pieces.encode(line, out_type=str) for line in lines]
    order = sorted(range(len(lines)), key=lambda i: -len(tokens[i]))
    model = ctranslate2.Translator(str(folder / "model"), inter_threads=threads, intra_threads=1)
    options = {"beam_size": beam, "max_batch_size": 512, "batch_type": "tokens"}
    model.translate_batch([pieces.encode(WARM_UP, out_type=str)], **options)
    clock = _Clock()
    results = model.translate_batch([tokens[i] for i in order], **options)
    texts = [""] * len(lines)
    for i, result in zip(order, results, strict=True):
        texts[i] = pieces.decode(result.hypotheses[0])
    return clock.stop(texts)


def umschrift(folder: Path, lines: list[str], threads: int, beam: int) -> dict[str, Any]:
    """Translate with the command, and render what it has written."""
    from translate.cli import main

    with tempfile.TemporaryDirectory() as scratch:
        article, locales = Path(scratch, "article.txt"), Path(scratch, "locales")
        rendered = Path(scratch, "article.en.txt")
        # A line is a paragraph: that keeps the lines apart.
        article.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
        clock = _Clock()
        options = [f"--model={folder}", f"--threads={threads}", f"--beam={beam}"]
        _run(main, ["-q", "translate", str(article), f"--locales={locales}", *options])
        result = clock.stop([])
        _run(main, ["-q", "render", str(article), f"--locales={locales}", f"--output={rendered}"])
        texts = rendered.read_text(encoding="utf-8").removesuffix("\n").split("\n\n")
    return result | {"texts": texts}


def _run(main: Any, arguments: list[str]) -> None:
    try:
        main(arguments)
    except SystemExit as end:
        if end.code:
            raise


class _Clock:
    def __init__(self) -> None:
        self.wall, self.processor = time.perf_counter(), time.process_time()

    def stop(self, texts: list[str]) -> dict[str, Any]:
        return {
            "wall": time.perf_counter() - self.wall,
            "processor": time.process_time() - self.processor,
            "texts": texts,
        }


def child(system: str, folder: Path, source: Path, threads: int, beam: int) -> None:
    """Run one system; print its times and translations as JSON."""
    lines = source.read_text(encoding="utf-8").splitlines()
    if system in ARGOS:
        result = argos(folder, lines, threads, paragraph=system == "lines")
    else:
        result = (raw if system == "raw" else umschrift)(folder, lines, threads, beam)
    print("\n" + json.dumps(result))


def main() -> None:
    """Run the systems one after the other and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("reference", type=Path, nargs="?")
    parser.add_argument("--argos", help="a Python that has argostranslate and what it depends on")
    parser.add_argument("--model", help="package, as for umschrift translate")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        system, folder, beam = options.child
        child(system, Path(folder), options.source, options.threads, int(beam))
        return

    from translate.packages import find_package

    folder = str(find_package(options.model, "de", "en").folder)
    threads = options.threads
    runs = [
        (each, beam, threads) for beam in (4, 3, 2, 1) for each in ("raw", "umschrift", "- start")
    ]
    if options.argos:
        shares = dict.fromkeys((1, threads))
        runs = [(system, 4, each) for system in ("argos", "lines") for each in shares] + runs
    lines = options.source.read_text(encoding="utf-8").splitlines()
    words = sum(len(line.split()) for line in lines)
    results: dict[Run, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        first = Path(scratch, "first.txt")
        first.write_text(lines[0] + "\n", encoding="utf-8")
        _measured(sys.executable, first, ("umschrift", 1, 1), folder, scratch)  # fills the caches
        for _ in range(options.repeat):
            for run in runs:
                python = options.argos if run[0] in ARGOS else sys.executable
                source = first if run[0] == "- start" else options.source
                found = _measured(python, source, run, folder, scratch)
                for clock in CLOCKS:
                    found[clock] = min(found[clock], results.get(run, found)[clock])
                results[run] = found
    print(f"{len(lines)} segments, {words} words")
    _print(results, words, options)


def _print(results: dict[Run, dict[str, Any]], words: int, options: argparse.Namespace) -> None:
    print(
        "system     beam threads  words/s processor (times Argos; of raw)"
        "  words/s clock (times; of raw)   BLEU"
    )
    best = dict.fromkeys(CLOCKS, 0.0)
    raw_rates = best
    for run, result in results.items():
        system, beam, each = run
        taken = {clock: result[clock] for clock in CLOCKS}
        if system == "- start":
            whole = results["umschrift", beam, each]
            taken = {clock: whole[clock] - taken[clock] for clock in CLOCKS}
        rates = {clock: words / taken[clock] for clock in CLOCKS}
        if system in ARGOS:
            best = {clock: max(best[clock], rates[clock]) for clock in CLOCKS}
        if system == "raw":
            raw_rates = rates
        columns = []
        for clock in CLOCKS:
            notes = [f"{rates[clock] / best[clock]:.1f}"] if best[clock] else []
            if system not in {*ARGOS, "raw"}:
                notes.append(f"{rates[clock] / raw_rates[clock]:.0%}")
            columns.append(f"{rates[clock]:.0f}" + (f" ({'; '.join(notes)})" if notes else ""))
        bleu = "" if system == "- start" else _bleu(result["texts"], options)
        print(f"{system:10} {beam:4} {each:7} {columns[0]:>40} {columns[1]:>30} {bleu:>6}")


def _measured(python: str, source: Path, run: Run, folder: str, scratch: str) -> dict[str, Any]:
    """Run one system in a process of its own."""
    system, beam, threads = run
    system = "umschrift" if system == "- start" else system
    arguments = ["--threads", str(threads), "--child", system, folder, str(beam)]
    # As installed: with its bytecode, which would be compiled at each start otherwise.
    environment = os.environ | {"PYTHONPYCACHEPREFIX": scratch}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    found = subprocess.run(
        [python, __file__, source, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=environment,
    )
    return dict(json.loads(found.stdout.splitlines()[-1]))


def _bleu(texts: list[str], options: argparse.Namespace) -> str:
    if not (texts and options.reference):
        return ""
    import sacrebleu

    references = options.reference.read_text(encoding="utf-8").splitlines()
    return f"{sacrebleu.corpus_bleu(texts, [references]).score:.2f}"


if __name__ == "__main__":
    main()
