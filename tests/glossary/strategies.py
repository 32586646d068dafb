"""Concepts of every shape a glossary may hold, for properties."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from glossary import Concept, Spelling, Status

# What a cell keeps: no control characters, no white space at the ends.
texts = (
    st.text(
        st.characters(exclude_categories=("C", "Zl", "Zp")) | st.sampled_from("äß’\"';,&<>]#|"),
        max_size=12,
    )
    .map(str.strip)
    .filter(lambda text: not any(unicodedata.category(c).startswith("C") for c in text))
)
names = texts.filter(bool)
variants = names.map(lambda text: text.replace("|", "").strip()).filter(bool)
variant_lists = st.lists(variants, max_size=3, unique=True).map(tuple)


@st.composite
def spellings(draw, *, forbidden: bool) -> Spelling:
    return Spelling(
        full=draw(names),
        short=draw(texts),
        variants=draw(variant_lists),
        forbidden=draw(variant_lists) if forbidden else (),
    )


@st.composite
def concepts(draw) -> Concept:
    native = draw(texts)
    return Concept(
        id=draw(texts),
        kind=draw(st.sampled_from(["", "person", "place", "organisation"])),
        spellings={
            "de": draw(spellings(forbidden=False)),
            "en": draw(spellings(forbidden=True)),
        },
        language=draw(st.sampled_from(["ru", "uk", "ko"])) if native else "",
        native=native,
        status=draw(st.sampled_from(Status)),
        note=draw(texts),
        source=draw(texts),
    )
