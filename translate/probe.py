"""Which way of telling names serves a package that has no inline terms: tried once, remembered.

A dozen sentences with names are translated in each way, and the names counted that come out right,
once each. The answer is kept in the user's cache under a digest of the package, so that another
version of it is tried anew; the file can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from translate.constraints import Constraint, repair, verify
from translate.engine import Request
from translate.packages import cache_folder
from translate.telling import STAND_INS, Telling, Way, tell

if TYPE_CHECKING:
    from translate.engine import Engine
    from translate.packages import ModelPackage

# Names that no model has seen, so that it is not its knowledge that is measured, in every place of
# a sentence: German sentence, German name, English name.
_SENTENCES = (
    ("Awdij Beresin sprach am Montag in der Hauptstadt.", "Awdij Beresin", "Avdiy Berezin"),
    ("Das Ministerium widersprach Tschulkow.", "Tschulkow", "Chulkov"),
    ("Am Abend reiste Schurawljow mit dem Zug weiter.", "Schurawljow", "Zhuravlyov"),
    ("In Werchnjaja Sosnowka brennt seit gestern ein Lager.", "Werchnjaja Sosnowka",
     "Verkhnyaya Sosnovka"),
    ("Die Stadt Chmelewzi ist ohne Strom.", "Chmelewzi", "Khmelevtsi"),
    ("Nach dem Treffen mit Jewstignej Kratschuk schwieg der Minister.", "Jewstignej Kratschuk",
     "Yevstigney Krachuk"),
    ("Die Polizei sucht weiter nach Schtscheglowa.", "Schtscheglowa", "Shcheglova"),
    ("Der Bürgermeister von Sytschowez bat um Hilfe.", "Sytschowez", "Sychovets"),
    ("»Wir bleiben hier«, sagte Walentina Jaschtschuk.", "Walentina Jaschtschuk",
     "Valentina Yashchuk"),
    ("Der General lobte Mischtschenko und seine Soldaten.", "Mischtschenko", "Mishchenko"),
    ("Zwischen den Dörfern und Nowosabolozk liegt ein Fluss.", "Nowosabolozk", "Novozabolotsk"),
    ("Chruljow kam nicht.", "Chruljow", "Khrulyov"),
)  # fmt: skip
# Raise where the sentences, the ways or how they are judged change: old answers are void then.
_EDITION = 1
# How much of a model's file is read for the digest, at either end (bytes).
_SAMPLE = 1 << 20


def telling_for(engine: Engine) -> Telling:
    """Return how `engine` is told names; where nobody knows yet, find out and remember."""
    package = engine.package
    if package.inline_terms is not None:
        return Telling(Way.INLINE, package.inline_terms)
    path = cache_folder().parent / "probes" / f"{_digest(package)}.json"
    known = _read(path)
    if known is None:
        known = measured(engine)
        _write(path, known)
    return known


def measured(engine: Engine) -> Telling:
    """Return the way by which most names of the sentences come out right; the plainest of equals.

    What repair can put right counts as right: to tell nothing is good enough for an engine that
    copies German names.
    """
    ways = [
        Telling(Way.ENGLISH),
        Telling(Way.NOTHING),
        *(Telling(Way.STAND_IN, stand_in=form) for form in STAND_INS),
    ]
    owed = [_constraint(*sentence) for sentence in _SENTENCES]
    told = [
        [tell(source, [each], way) for (source, _, _), each in zip(_SENTENCES, owed, strict=True)]
        for way in ways
    ]
    answers = iter(engine.translate([Request(each.text) for row in told for each in row]))
    right = []
    for row in told:
        texts = [each.restored(answer[0].text) if (answer := next(answers)) else "" for each in row]
        right.append(
            sum(
                _is_right(source, text, each)
                for (source, _, _), text, each in zip(_SENTENCES, texts, owed, strict=True)
            )
        )
    return ways[right.index(max(right))]


def _constraint(source: str, german: str, english: str) -> Constraint:
    start = source.index(german)
    return Constraint(start, start + len(german), german, english, unwanted=(german,))


def _is_right(source: str, text: str, owed: Constraint) -> bool:
    return verify(source, repair(text, [owed], verify(source, text, [owed])), [owed]).clean


def _digest(package: ModelPackage) -> str:
    """Return a name for a package's content: all of its small files, both ends of the model."""
    content = hashlib.sha256(f"{_EDITION}".encode())
    for path in sorted((package.folder / "metadata.json", *package.model.iterdir())):
        content.update(path.name.encode())
        with suppress(OSError), path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            content.update(f"{size}".encode())
            content.update(stream.read(_SAMPLE))
            stream.seek(max(0, size - _SAMPLE))
            content.update(stream.read())
    return content.hexdigest()[:16]


def _read(path: Path) -> Telling | None:
    try:
        answer = json.loads(path.read_text(encoding="utf-8"))
        telling = Telling(Way(answer["way"]), stand_in=str(answer["stand_in"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    usable = telling.way is not Way.INLINE and (
        telling.way is not Way.STAND_IN or telling.stand_in in STAND_INS
    )
    return telling if usable else None


def _write(path: Path, telling: Telling) -> None:
    """Keep an answer. Where that cannot be, the next run finds out again; two may do so at once."""
    answer = json.dumps({"way": telling.way, "stand_in": telling.stand_in})
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch, name = tempfile.mkstemp(dir=path.parent, prefix=".probe-")
        try:
            with os.fdopen(scratch, "w", encoding="utf-8") as stream:
                stream.write(answer)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
