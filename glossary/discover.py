"""Names in German texts that no concept covers, and how English may spell them.

German writes every noun large, so a capital says little. What tells a name (:mod:`glossary.signs`)
is a known given name before it (*Oksana Hnatjuk*), a title or a word for a place (*Oberst Rjabow,
das Dorf Sadowe*), a second word that also looks transcribed, a genitive without an article
(*Rjabows Erben*), and letters that German words do not have in that order
(:mod:`glossary.romanisation.guess`). Against it speak an article, the same word written small
elsewhere, and endings that only common nouns take.

What is the same in English is no proposal, and rather than raise a false alarm a name is passed
over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from glossary import evidence, german, signs
from glossary.concept import Concept, FormKind, Match, Spelling, Status
from glossary.evidence import Context
from glossary.folding import HYPHENS, WORD, fold, joint, word_from
from glossary.index import phrase
from glossary.opaque import OpaqueParts
from glossary.romanisation import transliterate
from glossary.romanisation.recovery import PRESS, respelled
from glossary.signs import Sign

if TYPE_CHECKING:
    from glossary.glossary import Glossary

LEAST_CHANCE = 0.6
"""A word that is a name with less probability is passed over."""

_MOST_SENTENCES = 3
_LOOKS_TRANSCRIBED = 0.5
_SHORTEST = 3
_MOST_MIDDLE_NAMES = 2
_SHORTEST_IN_CAPITALS = 5
_AFTER_INITIAL = "."
_PATRONYMIC = re.compile(r"(?:[oe]witsch|[oei]wna|[oe]wytsch|itsch(?:na)?)$")


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

    After an initial, a full stop links too.

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
    """Return the names in ``sentences`` that ``glossary`` does not cover, the most frequent first.

    Of names that stand equally often, the surest comes first. Each sentence comes with its place
    (*article.txt:12*). All forms of a name are one proposal, and so are a full name and the surname
    after it. Names that English spells as German does are left out, and so is what is likelier no
    name (:data:`LEAST_CHANCE`). Raises :class:`~glossary.errors.GlossaryError` if there is no
    ``scheme`` of that name for English.
    """
    read = list(_read(sentences, glossary))
    finder = _Finder(read, glossary, scheme)
    proposals = [
        proposal
        for found in _grouped(finder.mentions())
        if (proposal := finder.proposal(found)) is not None
    ]
    return sorted(proposals, key=lambda proposal: (-proposal.count, -proposal.confidence))


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
        initial = text[end - 1 : end].isupper() and not text[end - 2 : end - 1].isalnum()
        yield _Token(
            text=raw.capitalize() if capitals else raw,
            key=word.key,
            joint=link if link in {" ", "-"} else _AFTER_INITIAL if initial and link == "." else "",
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
        self._respelled: dict[str, float] = {}

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
        chance = signs.chance(found.signs, max(map(self._transcribed, found.words)))
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
            tuple(sign for sign in Sign if sign in found.signs),
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
        is_person = self._is_given(first)
        limit = min(len(tokens), end + _MOST_MIDDLE_NAMES)
        while is_person and end < limit and self._is_middle(tokens[end]):
            end += 1
        if end == len(tokens) or not self._goes_on(tokens[end], first, is_person=is_person):
            return end
        end += 1
        while end < len(tokens) and tokens[end].joint == "-" and tokens[end].large:
            if not self._looks_transcribed(tokens[end].text):
                return end
            end += 1
        return end

    def _is_middle(self, token: _Token) -> bool:
        """Return whether ``token`` is a patronymic, an initial or a second given name."""
        if token.joint not in {" ", _AFTER_INITIAL} or not token.large:
            return False
        return (
            len(token.key) == 1
            or _PATRONYMIC.search(token.key) is not None
            or self._is_given(token)
        )

    def _may_be_name(self, token: _Token, after: _Token | None) -> bool:
        shortest = _SHORTEST_IN_CAPITALS if token.capitals else _SHORTEST
        if not token.large or len(token.key) < shortest or signs.is_no_name(token.key):
            return False
        if evidence.is_title(token.key):
            return False
        if token.match is not None:
            return token.match.concept.kind == evidence.GIVEN_NAME
        if self._is_given(token):
            return True
        word, _ = self._lemma(token, after)
        return not signs.is_no_name(fold(word)) and self._looks_transcribed(word)

    def _goes_on(self, token: _Token, before: _Token, *, is_person: bool) -> bool:
        """Return whether ``token`` belongs to the name that begins with ``before``."""
        if token.joint not in {" ", _AFTER_INITIAL} or not token.large:
            return False
        match = token.match
        if match is not None:
            is_whole = match.kind in {FormKind.PLAIN, FormKind.GENITIVE}
            return is_person and is_whole and match.concept.kind != "place"
        if is_person:
            return True
        is_other = (
            signs.is_no_name(token.key) or evidence.is_title(token.key) or self._is_given(token)
        )
        owner = before.key.removesuffix("s")
        is_owner = owner != before.key and (
            signs.ends_like_genitive(before.key) or self._plain[owner] > 0
        )
        return not (is_other or is_owner) and self._looks_transcribed(token.text)

    def _mention(self, sentence: _Sentence, start: int, end: int) -> _Mention | None:
        tokens = sentence.tokens[start:end]
        before = sentence.tokens[start - 1] if start else None
        after = sentence.tokens[end] if end < len(sentence.tokens) else None
        is_person = self._is_given(tokens[0]) and len(tokens) > 1
        if all(token.match is not None for token in tokens):
            return None
        if len(tokens) == 1 and self._glossary.knows(tokens[0].text):
            return None
        found = {Sign.GIVEN_NAME} if is_person else {Sign.PAIR} if len(tokens) > 1 else set()
        linked = tokens[0].joint == "-" or (after is not None and after.joint == "-")
        if linked:
            found.add(Sign.COMPOUND)
        if all(token.capitals for token in tokens):
            found.add(Sign.CAPITALS)
        adjacent = before is not None and tokens[0].joint == " "
        found |= (
            signs.before(before.key, large=before.large)
            if before is not None and adjacent
            else set()
        )
        word, form = self._lemma(tokens[-1], after)
        if form is FormKind.GENITIVE and Sign.ARTICLE not in found:
            found.add(Sign.GENITIVE)
        if form is FormKind.ADJECTIVE:
            found.discard(Sign.ARTICLE)
        if len(tokens) > 1:
            found.discard(Sign.ARTICLE)
        is_place = form is FormKind.ADJECTIVE or (
            form is FormKind.PLAIN and not found.isdisjoint({Sign.PLACE_WORD, Sign.PREPOSITION})
        )
        words = _joined([*tokens[:-1], tokens[-1]._replace(text=word)])
        return _Mention(
            words=(words[0], words[-1]) if is_person else words,
            sentence=sentence,
            signs=found,
            targets={
                (word if token is tokens[-1] else token.text): token.match.target
                for token in tokens
                if token.match is not None and " " not in token.match.target
            },
            person=is_person or Sign.TITLE in found or (len(words) > 1 and not is_place),
            place=is_place and not is_person,
        )

    def _lemma(self, token: _Token, after: _Token | None) -> tuple[str, FormKind]:
        """Return a word without its German ending, and which form it was."""
        if token.match is not None and token.match.kind is FormKind.GENITIVE:
            return token.text.removesuffix(token.match.suffix), FormKind.GENITIVE
        if self._is_given(token):
            return token.text, FormKind.PLAIN
        for stem, suffix, form in german.readings(token.key)[1:]:
            word = token.text[: len(token.text) - len(suffix)]
            if fold(word) != stem or not self._looks_transcribed(word):
                continue
            if form is FormKind.GENITIVE and suffix == "s":
                likely = signs.takes_s(stem)
            else:
                noun_follows = after is not None and after.joint == " " and after.large
                likely = suffix == "er" and noun_follows and signs.takes_er(stem)
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
        if word not in self._respelled:
            self._respelled[word] = respelled(word)
        return self._respelled[word]

    def _signs_of_word(self, key: str) -> set[Sign]:
        found = signs.of_ending(key)
        if self._small[key]:
            found.add(Sign.SMALL)
        forms = (key + ending for ending in signs.NOUN_FORMS)
        if Sign.ENDING not in found and any(self._plain[f] or self._small[f] for f in forms):
            found.add(Sign.NOUN_FORMS)
        return found


def _is_given_name(word: str) -> bool:
    from glossary.romanisation import model

    if signs.is_western(fold(word)) or evidence.is_common_word(word):
        return False
    return any(word.lower() in names for names in model.load().given.values())


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
    whole: dict[str, _Found] = {}
    by_surname: dict[str, _Found] = {}
    alone: list[_Mention] = []
    for mention in mentions:
        if len(mention.words) == 1:
            alone.append(mention)
            continue
        found = whole.setdefault(phrase(" ".join(mention.words)), _Found(mention.words))
        found.add(mention)
        if found.person:
            by_surname.setdefault(phrase(mention.words[-1]), found)
    for mention in alone:
        key = phrase(mention.words[0])
        known = by_surname.get(key) or whole.setdefault(key, _Found(mention.words))
        known.add(mention)
    return list(whole.values())
