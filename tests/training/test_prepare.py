import random
import re

import numpy as np
import pytest
import sentencepiece
from hypothesis import given
from hypothesis import strategies as st

from translate.training import corpus
from translate.training.align import Pair, grow, read_pairs, write_pairs
from translate.training.augment import (
    FRAMES,
    MARKS,
    Augmenter,
    Term,
    framed,
    insert,
    join,
    requote,
    without_stop,
)
from translate.training.names import NamePair, Names
from translate.training.prepare import (
    Tokenizer,
    easy_first,
    pack,
    rare_words,
    stream,
    train_tokenizer,
)


@pytest.mark.parametrize(
    ("ahead", "back", "grown"),
    [
        ({(0, 0)}, {(0, 0)}, [(0, 0)]),
        # A neighbour of a sure link joins, from either side.
        ({(0, 0), (1, 0)}, {(0, 0)}, [(0, 0), (1, 0)]),
        ({(0, 0)}, {(0, 0), (1, 1)}, [(0, 0), (1, 1)]),
        # What stands alone does not.
        ({(0, 0), (5, 5)}, {(0, 0)}, [(0, 0)]),
        # Words that both have links already gain no more.
        ({(0, 0), (1, 1), (0, 1)}, {(0, 0), (1, 1)}, [(0, 0), (1, 1)]),
        (set(), {(0, 0)}, []),
    ],
)
def test_alignments_grow_from_what_both_directions_say(ahead, back, grown):
    assert grow(ahead, back) == grown


@pytest.mark.parametrize("seed", range(20))
def test_quotes_change_their_style_and_nothing_else(seed):
    words = ["»Ja«,", "sagte", "er,", "„wir", "„", "kommen“", "«"]
    changed = requote(words, random.Random(seed))
    assert [re.sub(r"\W", "", word) for word in changed if word.isalpha()] == [
        re.sub(r"\W", "", word) for word in words if word.isalpha()
    ]
    assert len(re.findall('[»«„“”"›‹]', " ".join(changed))) == 6
    assert requote(["»Halb"], random.Random(seed)) == ["»Halb"]


def test_an_annotated_span_links_with_its_english_words():
    de = ["Lob", "von", "Walerij", "Gerassimows", "Leuten"]
    terms = [Term((2, 0), (3, 11), "Valery Gerasimov")]
    words, links = insert(de, terms, [(1, 1), (2, 2), (3, 3), (4, 4)])
    assert " ".join(words) == (
        "Lob von\ue000 Walerij Gerassimows\ue001 Valery Gerasimov\ue002 Leuten"
    )
    linked = {(words[i], j) for i, j in links}
    assert linked == {
        ("von\ue000", 1),
        ("Walerij", 2),
        ("Valery", 2),
        ("Gerasimov\ue002", 2),
        ("Gerassimows\ue001", 3),
        ("Valery", 3),
        ("Gerasimov\ue002", 3),
        ("Leuten", 4),
    }


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Lob", "»Kiew«", "-X", "Putin-Mann,"]),
            st.none() | st.sampled_from(["Kyiv", "Van Gogh"]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_links_move_with_their_words(parts):
    de = [word for word, _ in parts]
    spans = [re.search(r"\w+", word).span() for word in de]
    terms = [
        Term((i, spans[i][0]), (i, spans[i][1]), target)
        for i, (_, target) in enumerate(parts)
        if target
    ]
    words, links = insert(de, terms, [(i, i) for i in range(len(de))])
    marks = str.maketrans("", "", "".join(MARKS.marks))
    for i, (word, target) in enumerate(parts):
        mine = [words[a].translate(marks) for a, b in links if b == i]
        if not target:
            assert mine == [word]
        else:
            stem = word[slice(*spans[i])]
            assert mine[0].endswith(stem)
            assert " ".join(mine[1:]).startswith(target)
    assert all(0 <= a < len(words) for a, _ in links)


def test_joined_pairs_keep_their_links():
    one = Pair("news", ["a", "b"], ["A"], [(1, 0)])
    two = Pair("news", ["c"], ["B", "C"], [(0, 1)])
    assert join([one, two]) == Pair("news", ["a", "b", "c"], ["A", "B", "C"], [(1, 0), (2, 2)])


def test_short_examples_tend_to_come_first_and_none_is_lost():
    long, short = Pair("news", ["w"] * 40, [], []), Pair("news", ["w"], [], [])
    ordered = easy_first([long, short] * 500, random.Random(1))
    assert sorted(map(id, ordered)) == sorted(map(id, [long, short] * 500))
    assert sum(one is short for one in ordered[:500]) > 300
    assert any(one is long for one in ordered[:500])


@pytest.fixture(scope="module")
def augmenter():
    pairs = [NamePair("Gerassimow", "Gerasimov", "surname"), NamePair("Kiew", "Kyiv", "place")]
    return Augmenter(Names(pairs), {"president", "general"}, {"granaten"})


def test_a_span_stays_true_whatever_changes_before_it(augmenter):
    de, en = ["»15-Gerassimow-Straße«"], ['"15-Gerasimov-Street"']
    numbers, spans = set(), set()
    for seed in range(400):
        example = augmenter.example(Pair("news", de, en, [(0, 0)]), random.Random(seed))
        source = " ".join(example.de)
        numbers.update(re.findall(r"\d+", source))
        spans.update(re.findall("\ue000 ([^\ue001]*)\ue001", source))
    assert {len(number) for number in numbers} == {1, 2}
    assert spans == {"Gerassimow"}


def test_framed_names_are_spelled_as_the_list_has_them(augmenter):
    augmenter.pool.pool["given"] = [NamePair("Boris", "Boris", "given")]
    rng = random.Random(1)
    seen = {
        (" ".join(pair.de), " ".join(pair.en))
        for pair in (framed(augmenter.pool, rng) for _ in range(400))
    }
    assert {
        ("Gerassimows Anwalt", "Gerasimov's lawyer"),
        ("Kiew, Kiew und Kiew", "Kyiv, Kyiv and Kyiv"),
        ("Nach Gerassimow kommt Gerassimow.", "After Gerasimov comes Gerasimov."),
        ("Präsidentin Boris Gerassimow", "President Boris Gerasimov"),
    } <= seen
    assert len(seen) == len(FRAMES)


def test_what_is_annotated_is_in_the_target(augmenter):
    pair = Pair(
        0,
        ["General", "Gerassimow", "zählt", "in", "Kiew", "Granaten."],
        ["General", "Gerasimov", "counts", "shells", "in", "Kyiv."],
        [(0, 0), (1, 1), (2, 2), (5, 3), (3, 4), (4, 5)],
    )
    annotated = 0
    for seed in range(300):
        example = augmenter.example(pair, random.Random(seed))
        source, target = " ".join(example.de), " ".join(example.en)
        for owed in re.findall("\ue001 ([^\ue002]*)\ue002", source):
            annotated += 1
            assert owed.upper() in target.upper()
        assert source.count("\ue000") == source.count("\ue001") == source.count("\ue002")
    assert annotated > 60


@pytest.mark.parametrize(
    ("de", "en", "headed"),
    [
        ("Er geht.", "He goes.", ("Er geht", "He goes")),
        ("Er geht.", "He goes", ("Er geht.", "He goes")),
        ("Er geht …", "He goes ...", ("Er geht …", "He goes ...")),
        ("Am 3.", "On the 3.", ("Am 3.", "On the 3.")),
    ],
)
def test_a_heading_loses_the_full_stop_of_both_sides(de, en, headed):
    left, right = without_stop(de.split(), en.split())
    assert (" ".join(left), " ".join(right)) == headed


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory):
    model = tmp_path_factory.mktemp("tokens") / "sentencepiece.model"
    lines = ["Lob von Gerassimow heute", "Praise from Gerasimov today, 10.000 »Tage«"] * 20
    train_tokenizer(lines, model, 295)
    return Tokenizer(model)


def test_words_by_themselves_are_segmented_as_in_their_sentence(tokenizer):
    for text in (
        "Lob von\ue000 Gerassimow\ue001 Gerasimov\ue002 heute",
        "\ue000 Gerassimows\ue001 Gerasimov\ue002-Lob",
        "»\ue000 Tage\ue001 days\ue002«, 10.000 ✂",
    ):
        words = text.split()
        ids, _, _ = tokenizer.pair(Pair("news", words, [], []))
        assert ids == tokenizer.model.encode(text)


def test_marks_are_one_piece_each(tokenizer):
    for mark in MARKS.marks:
        assert tokenizer.model.piece_to_id(mark) != tokenizer.model.unk_id()
        assert tokenizer.model.encode(f"a{mark}", out_type=str)[-1] == mark


def test_links_of_words_become_links_of_their_pieces_but_not_of_punctuation(tokenizer):
    pair = Pair("news", ["»Tage«"], ["today,"], [(0, 0)])
    source, target, links = tokenizer.pair(pair)
    pieces = tokenizer.model.id_to_piece
    assert {pieces(target[t]).strip("▁") for _, t in links} & {","} == set()
    assert {pieces(source[s]).strip("▁") for s, _ in links} & {"»", "«"} == set()
    assert links


def test_what_is_packed_can_be_read_back(tmp_path):
    rows = [([4, 5], [6], [(1, 0)]), ([7], [8, 9, 10], []), ([300], [4000], [(0, 0)])]
    assert pack(tmp_path / "general-000.npz", iter(rows)) == 1 + 3 + 1 + 3
    with np.load(tmp_path / "general-000.npz") as file:
        assert file["source"].tolist() == [4, 5, 7, 300]
        assert file["target_len"].tolist() == [1, 3, 1]
        assert file["links"].tolist() == [[1, 0], [0, 0]]
        assert file["links_len"].tolist() == [1, 0, 1]


def test_a_word_cut_at_random_keeps_its_letters_and_its_links(tokenizer):
    pair = Pair("news", ["Lob", "Gerassimow"], ["Gerasimov"], [(1, 0)])
    sentencepiece.set_random_generator_seed(1)
    cuts = set()
    for _ in range(40):
        source, target, links = tokenizer.pair(pair, {1})
        assert tokenizer.model.decode(source) == "Lob Gerassimow"
        named = range(len(tokenizer.word("Lob")), len(source))
        assert {s for s, _ in links} <= set(named)
        assert {t for _, t in links} <= set(range(len(target)))
        cuts.add(tuple(source))
    assert len(cuts) > 1


def test_only_rare_words_without_marks_are_cut_at_random():
    words = ["Lob", "Gerassimow", "von\ue000", "Kiew,"]
    drawn = [rare_words(words, {"lob"}, random.Random(seed)) for seed in range(200)]
    assert set().union(*drawn) == {1, 3}


@pytest.mark.parametrize(
    ("german", "english", "passes"),
    [
        ("Guten Morgen", "Good morning", True),
        ("", "Good morning", False),
        ("Guten Morgen", "Good morning to everybody who has come here today", False),
        ("This is not German", "This is not German", False),
        ("Tom", "Tom", True),
        ("wort " * 150, "word " * 150, False),
        ("x" * 70, "y" * 70, False),
    ],
)
def test_unlikely_pairs_do_not_pass(german, english, passes):
    assert corpus.acceptable(german.strip(), english.strip()) is passes


def test_the_target_has_one_typography():
    assert corpus.english("“Don’t” – he\u00a0said…") == '"Don\'t" - he said...'


def test_aligned_pairs_can_be_read_back(tmp_path):
    pairs = [
        Pair("own_news/agency", ["»Ja«,"], ['"Yes",'], [(0, 0)]),
        Pair("tatoeba", ["a", "b"], ["c"], []),
        Pair("tatoeba", ["a", "b"], ["c", "d"], [(0, 1), (1, 0)]),
    ]
    write_pairs(tmp_path / "pairs.tsv.xz", pairs)
    assert list(read_pairs(tmp_path / "pairs.tsv.xz")) == pairs


def test_a_source_is_drawn_as_often_as_the_mix_says():
    pairs = [Pair("twice", ["a"], ["a"], []), Pair("half", ["b"], ["b"], [])] * 200
    drawn = list(stream(pairs, {"twice": 2, "half": 0.5, "never": 1}, random.Random(1)))
    words = [word for pair in drawn for word in pair.de]
    assert words.count("a") == 400  # neighbours differ in source, so none is joined
    assert 60 < words.count("b") < 140


def test_only_neighbours_of_one_source_are_joined_and_not_for_ever():
    pairs = [Pair(name, [str(k)], [str(k)], []) for name in ("x", "y") for k in range(300)]
    drawn = list(stream(pairs, {"x": 1, "y": 1}, random.Random(1)))
    joined = [pair for pair in drawn if len(pair.de) > 1]
    assert joined
    assert all(len(pair.de) <= 3 for pair in joined)
    for pair in joined:
        numbers = list(map(int, pair.de))
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
