"""Names in German texts that no concept covers, and how English may spell them.

German writes every noun large, so a capital says little. What tells a name is, in this order of
weight (:class:`Sign`): a known given name before it (*Oksana Hnatjuk*), a title or a word for a
place (*Oberst Rjabow, das Dorf Sadowe*), a second word that also looks transcribed, a genitive
without an article (*Rjabows Erben*), and letters that German words do not have in that order
(:mod:`glossary.romanisation.guess`). Against it speak an article, the same word written small
elsewhere, and endings that only common nouns take.

The weights are set by hand, in nats, on texts written for the tests. What is the same in English is
no proposal, and rather than raise a false alarm a name is passed over.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from glossary import evidence, german
from glossary.concept import Concept, FormKind, Match, Spelling, Status
from glossary.evidence import Context
from glossary.folding import HYPHENS, WORD, fold, joint, word_from
from glossary.opaque import OpaqueParts
from glossary.romanisation import transliterate
from glossary.romanisation.recovery import PRESS

if TYPE_CHECKING:
    from glossary.glossary import Glossary
    from glossary.romanisation import Candidate

LEAST_CHANCE = 0.6
"""A word likelier than this to be no name is passed over."""

_MOST_SENTENCES = 3
_LOOKS_TRANSCRIBED = 0.5
_SHORTEST = 3
_MOST_MIDDLE_NAMES = 2
_MOST_LETTERS_SAY = 3.0
_BIAS = -3.0
_SHORTEST_IN_CAPITALS = 5


class Sign(StrEnum):
    """What speaks for a word being a name, or against it."""

    GIVEN_NAME = "given name before it"
    PLACE_WORD = "word for a place before it"
    TITLE = "title before it"
    PAIR = "two transcribed words together"
    ENDING = "ending of transcribed names"
    GENITIVE = "genitive without an article"
    REPEATED = "stands more than once"
    PREPOSITION = "preposition without an article"
    COMPOUND = "only in a compound"
    CAPITALS = "only in capitals"
    NOUN_ENDING = "ending of German nouns"
    NOUN_FORMS = "stands with endings of German nouns"
    WESTERN_NAME = "western given name before it"
    ARTICLE = "article before it"
    SMALL = "stands in small letters too"


_WEIGHTS = {
    Sign.GIVEN_NAME: 4.0,
    Sign.PLACE_WORD: 3.0,
    Sign.TITLE: 2.5,
    Sign.PAIR: 2.5,
    Sign.ENDING: 2.0,
    Sign.GENITIVE: 1.5,
    Sign.PREPOSITION: 0.7,
    Sign.REPEATED: 0.7,
    Sign.COMPOUND: -0.5,
    Sign.CAPITALS: -1.0,
    Sign.NOUN_ENDING: -2.0,
    Sign.NOUN_FORMS: -2.0,
    Sign.ARTICLE: -2.5,
    Sign.SMALL: -3.0,
    Sign.WESTERN_NAME: -4.0,
}

# After these a final s is the genitive's: no transcribed name goes on with one of its own.
_TAKES_S = re.compile(
    r"(?:[oe]w|[iy]n|[oei][wn]a|s?k[iy]j?|[iy]j|aj|skaja|ko|uk|[iy]tsch|jan|wili|dse|sk|[gh]rad)$"
)
_TAKES_ER = re.compile(r"(?:sk|zk|iw|ow|[gh]rad)$")
_NAME_ENDING = re.compile(
    r"(?:[oe]wa?|[sz]ki|[sz]k[iy]j|[sz]kaja|enko|tschuk|j[au]k|[oei]witsch|[yi]j|[ai]ja|oje"
    r"|[^o]sk|[ino]grad|hrad|[oi]wka|schwili|idse|dschan|jan|bajew|iwzi|ych|[au]lin|unin|schin)$"
)
_NOUN_ENDING = re.compile(
    r"(?:ung|heit|keit|schaft|ion|ismus|tät|nis|tum|ling|chen|lein|technik|ment|[ae]nz|ium|gen|ten"
    r"|ern?|ers|erin|ist|istin|innen|weg|wegs|recht|ekt|akt)(?:e?n|e?s|e)?$"
)
_PLURAL_ENDINGS = ("e", "en", "n", "er", "ern", "es", "in", "innen")
_PATRONYMIC = re.compile(r"(?:[oe]witsch|[oe]wytsch|[oei]wna|itsch(?:na)?)$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name that no concept covers.

    ``concept`` is a row for it, :attr:`~glossary.concept.Status.SUGGESTED`, its note the first
    sentence with the name and its source where that stands. ``confidence`` is the probability,
    between 0 and 1, that this is a name and that English spells it so. ``count`` is how often the
    name stands in the texts, in any form; ``sentences`` are the first few it stands in, each after
    its place; ``signs`` say why it is taken for a name.
    """

    concept: Concept
    confidence: float
    count: int
    sentences: tuple[tuple[str, str], ...]
    signs: tuple[Sign, ...]


class _Token(NamedTuple):
    """A word of a sentence; ``joint`` is what links it to the one before: space, hyphen, nothing.

    ``text`` is written as in a name (*Rjabow*, also where the text has *RJABOW*).
    """

    text: str
    key: str
    joint: str
    large: bool
    capitals: bool
    match: Match | None


@dataclass(slots=True)
class _Sentence:
    number: int
    where: str
    text: str
    tokens: list[_Token]


@dataclass(slots=True)
class _Found:
    """What was found of one name so far, under the words of it."""

    words: tuple[str, ...]
    person: bool = False
    place: bool = False
    signs: set[Sign] = field(default_factory=set)
    count: int = 0
    whole: bool = False
    sentences: dict[int, _Sentence] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)

    def add(self, mention: _Mention) -> None:
        self.targets |= mention.targets
        self.count += 1
        self.person |= mention.person
        self.place |= mention.place
        self.signs |= mention.signs
        self.whole |= not mention.signs & {Sign.COMPOUND, Sign.CAPITALS}
        self.sentences[mention.sentence.number] = mention.sentence


class _Mention(NamedTuple):
    words: tuple[str, ...]
    sentence: _Sentence
    signs: set[Sign]
    person: bool
    place: bool
    targets: dict[str, str]


def discover(
    sentences: Iterable[tuple[str, str]], glossary: Glossary, scheme: str = PRESS
) -> list[Proposal]:
    """Return the names in ``sentences`` that ``glossary`` does not cover, the surest first.

    Each sentence comes with its place (*article.txt:12*). All forms of a name are one proposal, and
    so are a full name and the surname after it. Names that English spells as German does are left
    out, and so is what is likelier no name (:data:`LEAST_CHANCE`). Raises
    :class:`~glossary.errors.GlossaryError` if there is no ``scheme`` of that name for English.
    """
    read = list(_read(sentences, glossary))
    finder = _Finder(read, glossary, scheme)
    proposals = [
        proposal
        for found in _grouped(finder.mentions())
        if (proposal := finder.proposal(found)) is not None
    ]
    return sorted(proposals, key=lambda proposal: (-proposal.confidence, -proposal.count))


def _read(sentences: Iterable[tuple[str, str]], glossary: Glossary) -> Iterator[_Sentence]:
    context = Context()
    for number, (where, text) in enumerate(sentences):
        matches = glossary.match(text, context)
        context = context.after(matches)
        yield _Sentence(number, where, text, list(_tokens(text, matches)))


def _tokens(text: str, matches: Sequence[Match]) -> Iterator[_Token]:
    opaque = OpaqueParts(text)
    covered = iter(matches)
    match = next(covered, None)
    end = 0
    for found in WORD.finditer(text):
        word = word_from(found)
        if opaque.overlap(word.start, word.end):
            continue
        while match is not None and match.end <= word.start:
            match = next(covered, None)
        raw = text[word.start : word.end]
        between = text[end : word.start]
        link = "-" if end and between in HYPHENS and between else joint(between) if end else None
        capitals = len(raw) > 1 and raw.isupper()
        yield _Token(
            text=raw.capitalize() if capitals else raw,
            key=word.key,
            joint=link if link in {" ", "-"} else "",
            large=raw[0].isupper() and raw.isalpha(),
            capitals=capitals,
            match=match if match is not None and match.start < word.end else None,
        )
        end = word.end


class _Finder:
    """Finds the mentions of uncovered names in sentences, by what all of them together show."""

    def __init__(self, sentences: Sequence[_Sentence], glossary: Glossary, scheme: str) -> None:
        self._sentences = sentences
        self._glossary = glossary
        self._scheme = scheme
        tokens = [token for sentence in sentences for token in sentence.tokens]
        self._small = Counter(token.key for token in tokens if not token.large)
        self._plain = Counter(token.key for token in tokens if token.large)
        self._candidates: dict[str, list[Candidate]] = {}

    def mentions(self) -> Iterator[_Mention]:
        """Yield the mentions of possible names, in order."""
        for sentence in self._sentences:
            tokens = sentence.tokens
            at = 0
            while at < len(tokens):
                end = self._name_end(tokens, at)
                if end > at and (mention := self._mention(sentence, at, end)) is not None:
                    yield mention
                at = max(end, at + 1)

    def proposal(self, found: _Found) -> Proposal | None:
        """Return what is proposed for ``found``; None if it is not sure enough or the same."""
        name = " ".join(found.words)
        if found.count > 1:
            found.signs.add(Sign.REPEATED)
        if found.whole:
            found.signs -= {Sign.COMPOUND, Sign.CAPITALS}
        if len(found.words) == 1:
            found.signs |= self._signs_of_word(fold(name))
        if self._glossary.knows(name):
            return None
        best = transliterate(name, scheme=self._scheme, limit=1)[0]
        score = _BIAS + self._letters_say(found.words) + sum(_WEIGHTS[s] for s in found.signs)
        chance = 1 / (1 + math.exp(-score))
        english = " ".join(
            found.targets.get(german_word, word)
            for german_word, word in zip(found.words, best.english.split(), strict=True)
        )
        if english == name or chance < LEAST_CHANCE:
            return None
        first, *more = (found.sentences[number] for number in sorted(found.sentences))
        concept = Concept(
            id="",
            kind="person" if found.person else "place" if found.place else "",
            spellings=_spellings(name, english, person=found.person),
            language=best.language,
            native=best.native,
            status=Status.SUGGESTED,
            note=first.text,
            source=first.where,
        )
        return Proposal(
            concept,
            round(chance * best.probability, 2),
            found.count,
            tuple((s.where, s.text) for s in (first, *more)[:_MOST_SENTENCES]),
            tuple(sign for sign in _WEIGHTS if sign in found.signs),
        )

    def _name_end(self, tokens: Sequence[_Token], start: int) -> int:
        """Return where the name that begins with the token ``start`` ends; ``start`` if none."""
        first = tokens[start]
        if not self._may_be_name(first, tokens[start + 1] if start + 1 < len(tokens) else None):
            return start
        end = start + 1
        while end < len(tokens) and tokens[end].joint == "-" and tokens[end].large:
            if not self._looks_transcribed(tokens[end].text):
                return start + 1  # the linked part of a compound
            end += 1
        limit = end + _MOST_MIDDLE_NAMES + 1
        is_person = self._is_given(first)
        while end < min(limit, len(tokens)) and self._goes_on(tokens[end], is_person=is_person):
            end += 1
            while end < len(tokens) and tokens[end].joint == "-" and tokens[end].large:
                if not self._looks_transcribed(tokens[end].text):
                    return end
                end += 1
        return end

    def _may_be_name(self, token: _Token, after: _Token | None) -> bool:
        shortest = _SHORTEST_IN_CAPITALS if token.capitals else _SHORTEST
        if not token.large or len(token.key) < shortest or token.key in _no_names():
            return False
        if evidence.is_title(token.key):
            return False
        if token.match is not None:
            return token.match.concept.kind == evidence.GIVEN_NAME
        return self._is_given(token) or self._looks_transcribed(self._lemma(token, after)[0])

    def _goes_on(self, token: _Token, *, is_person: bool) -> bool:
        """Return whether ``token`` belongs to the name before it."""
        if token.joint != " " or not token.large:
            return False
        match = token.match
        if match is not None:
            is_whole = match.kind in {FormKind.PLAIN, FormKind.GENITIVE}
            return is_person and is_whole and match.concept.kind != "place"
        if is_person:
            return True
        is_other = token.key in _no_names() or evidence.is_title(token.key) or self._is_given(token)
        return not is_other and self._looks_transcribed(token.text)

    def _mention(self, sentence: _Sentence, start: int, end: int) -> _Mention | None:
        tokens = sentence.tokens[start:end]
        before = sentence.tokens[start - 1] if start else None
        after = sentence.tokens[end] if end < len(sentence.tokens) else None
        is_person = self._is_given(tokens[0]) and len(tokens) > 1
        if all(token.match is not None for token in tokens):
            return None
        if len(tokens) == 1 and self._glossary.knows(tokens[0].text):
            return None
        signs = {Sign.GIVEN_NAME} if is_person else {Sign.PAIR} if len(tokens) > 1 else set()
        linked = tokens[0].joint == "-" or (after is not None and after.joint == "-")
        if linked:
            signs.add(Sign.COMPOUND)
        if all(token.capitals for token in tokens):
            signs.add(Sign.CAPITALS)
        adjacent = before is not None and tokens[0].joint == " "
        signs |= _signs_before(before) if before is not None and adjacent else set()
        word, form = self._lemma(tokens[-1], after)
        if form is FormKind.GENITIVE and Sign.ARTICLE not in signs:
            signs.add(Sign.GENITIVE)
        if form is FormKind.ADJECTIVE:
            signs.discard(Sign.ARTICLE)
        if len(tokens) > 1:
            signs.discard(Sign.ARTICLE)
        is_place = form is FormKind.ADJECTIVE or (
            form is FormKind.PLAIN and not signs.isdisjoint({Sign.PLACE_WORD, Sign.PREPOSITION})
        )
        words = _joined([*tokens[:-1], tokens[-1]._replace(text=word)])
        return _Mention(
            words=(words[0], words[-1]) if is_person else words,
            sentence=sentence,
            signs=signs,
            targets={
                token.text: token.match.target
                for token in tokens
                if token.match is not None and " " not in token.match.target
            },
            person=is_person or Sign.TITLE in signs or (len(words) > 1 and not is_place),
            place=is_place and not is_person,
        )

    def _lemma(self, token: _Token, after: _Token | None) -> tuple[str, FormKind]:
        """Return a word without its German ending, and which form it was."""
        if self._is_given(token):
            return token.text, FormKind.PLAIN
        for stem, suffix, form in german.readings(token.key)[1:]:
            word = token.text[: len(token.text) - len(suffix)]
            if fold(word) != stem or not self._looks_transcribed(word):
                continue
            if form is FormKind.GENITIVE and suffix == "s":
                likely = _TAKES_S.search(stem) is not None
            else:
                noun_follows = after is not None and after.joint == " " and after.large
                likely = suffix == "er" and noun_follows and _TAKES_ER.search(stem) is not None
            if likely or (self._plain[stem] and form is FormKind.GENITIVE):
                return word, form
        return token.text, FormKind.PLAIN

    def _is_given(self, token: _Token) -> bool:
        if token.match is not None and token.match.concept.kind == evidence.GIVEN_NAME:
            return True
        return _is_given_name(token.text)

    def _looks_transcribed(self, word: str) -> bool:
        return self._transcribed(word) >= _LOOKS_TRANSCRIBED

    def _transcribed(self, word: str) -> float:
        """Return how likely English spells ``word``, if it is a name, otherwise than German."""
        same = (c.probability for c in self._transliterated(word) if c.english == word)
        return 1 - sum(same)

    def _transliterated(self, name: str) -> list[Candidate]:
        if name not in self._candidates:
            self._candidates[name] = transliterate(name)
        return self._candidates[name]

    def _letters_say(self, words: Sequence[str]) -> float:
        share = max(self._transcribed(word) for word in words)
        share = min(max(share, 1e-6), 1 - 1e-6)
        said = math.log(share / (1 - share))
        return min(max(said, -_MOST_LETTERS_SAY), _MOST_LETTERS_SAY)

    def _signs_of_word(self, key: str) -> set[Sign]:
        signs = {Sign.SMALL} if self._small[key] else set()
        if _NAME_ENDING.search(key):
            return {*signs, Sign.ENDING}
        if _NOUN_ENDING.search(key):
            signs.add(Sign.NOUN_ENDING)
        if any(self._plain[key + end] or self._small[key + end] for end in _PLURAL_ENDINGS):
            signs.add(Sign.NOUN_FORMS)
        return signs


def _is_given_name(word: str) -> bool:
    from glossary.romanisation import model

    if fold(word) in _western_names():
        return False
    return any(word.lower() in names for names in model.load().given.values())


@cache
def _western_names() -> frozenset[str]:
    return frozenset(map(fold, german.facts()["given"]["western"]))


@cache
def _no_names() -> frozenset[str]:
    return _western_names().union(map(fold, german.facts()["discovery"]["loan_words"]))


def _signs_before(token: _Token) -> set[Sign]:
    """Return what the word directly before a name says of it."""
    if token.large and token.key in _western_names():
        return {Sign.WESTERN_NAME}
    if token.large and evidence.is_title(token.key):
        return {Sign.TITLE}
    if evidence.is_cue(token.key, "preposition"):
        return {Sign.PREPOSITION}
    if evidence.is_cue(token.key, "place"):
        return {Sign.PLACE_WORD}
    if evidence.is_cue(token.key, "article") or evidence.is_cue(token.key, "contraction"):
        return {Sign.ARTICLE}
    return set()


def _joined(tokens: Sequence[_Token]) -> tuple[str, ...]:
    """Return the words of a name; those that a hyphen links are one."""
    words: list[str] = []
    for token in tokens:
        if words and token.joint == "-":
            words[-1] += f"-{token.text}"
        else:
            words.append(token.text)
    return tuple(words)


def _spellings(name: str, english: str, *, person: bool) -> dict[str, Spelling]:
    shorts = [spelled.rpartition(" ") for spelled in (name, english)]
    alone = person and all(given for given, _, _ in shorts)
    return {
        language: Spelling(spelled, short if alone else "")
        for language, spelled, (_, _, short) in zip(
            ("de", "en"), (name, english), shorts, strict=True
        )
    }


def _grouped(mentions: Iterable[_Mention]) -> list[_Found]:
    """Return what was found of each name: all its forms, and a surname with its full name."""
    several: dict[tuple[str, ...], _Found] = {}
    by_surname: dict[str, _Found] = {}
    alone: list[_Mention] = []
    for mention in mentions:
        if len(mention.words) == 1:
            alone.append(mention)
            continue
        keys = tuple(map(fold, mention.words))
        found = several.setdefault(keys, _Found(mention.words))
        found.add(mention)
        if found.person:
            by_surname.setdefault(keys[-1], found)
    single: dict[str, _Found] = {}
    for mention in alone:
        key = fold(mention.words[0])
        known = by_surname.get(key) or single.setdefault(key, _Found(mention.words))
        known.add(mention)
    return [*several.values(), *single.values()]
