"""The news pairs of the repository are what they should be."""

import unicodedata
from collections import Counter

import pytest

from translate.annotation import InlineTerms
from translate.training import corpus

FILES = sorted(corpus.DATA.glob("*.tsv"))
LINES = [
    (path.name, number, line)
    for path in FILES
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
]


def faults(line):
    fields = line.split("\t")
    if len(fields) != 2 or not all(map(str.strip, fields)):
        return ["not two fields"]
    german, english = fields
    found = []
    if line != unicodedata.normalize("NFC", line):
        found.append("not NFC")
    if any(field != " ".join(field.split()) for field in fields):
        found.append("stray spaces")
    if any(mark in line for mark in InlineTerms().marks):
        found.append("an inline mark")
    short, long = sorted((len(german), len(english)))
    if long > 24 and long > 2 * short:
        found.append("lengths far apart")
    if german == english and len(german.split()) > 2:
        found.append("untranslated")
    if not corpus.acceptable(corpus.plain(german), corpus.english(english)):
        found.append("dropped by the filter of the corpus")
    return found


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Haus", "not two fields"),
        ("Haus\t", "not two fields"),
        ("Haus\thouse\tmore", "not two fields"),
        ("U\u0308bung\texercise", "not NFC"),
        ("das  Haus\tthe house", "stray spaces"),
        ("Haus\ue000\thouse", "an inline mark"),
        ("Ja\tYes, and that is a long story with many turns", "lengths far apart"),
        ("This is English text\tThis is English text", "untranslated"),
    ],
)
def test_faults_are_found(line, fault):
    assert fault in faults(line)


def test_every_pair_is_sound():
    assert LINES
    assert [(name, number, faults(line)) for name, number, line in LINES if faults(line)] == []


def test_no_pair_and_no_german_line_occurs_twice():
    german = Counter(line.split("\t")[0] for _, _, line in LINES)
    assert [line for line, count in german.items() if count > 1] == []


def test_every_file_ends_its_last_line():
    assert all(path.read_bytes().endswith(b"\n") for path in FILES)


def test_the_corpus_reads_them_all(tmp_path):
    (source,) = (source for source in corpus.SOURCES if source.name == corpus.DATA.name)
    assert len(list(corpus.read(tmp_path, source))) == len(LINES)
    others = [one for one in corpus.SOURCES if one != source]
    assert source.general > max(one.general for one in others)
    assert source.news > max(one.news for one in others)
