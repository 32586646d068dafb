"""Which documents are meant, and where their catalogues live."""

from __future__ import annotations

import io
import string
import sys
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.errors import CatalogueError, DocumentError
from translate.sources import (
    Source,
    catalogue_of,
    catalogues_in,
    documents,
    existing_catalogue,
)

TREE = [
    "top.txt",
    "top.md",
    "notes.pdf",
    ".hidden.txt",
    "top.en.txt",
    "2024/x.de.txt",
    "2024/mai/x.txt",
    "2024/mai/y[1].txt",
    "2023/x.txt",
    ".git/x.txt",
]


@pytest.fixture(autouse=True)
def _tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in TREE:
        path = tmp_path / "archive" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Das ist so.", encoding="utf-8")


def found(*sources: str) -> list[str]:
    return [each.problem or each.path.as_posix() for each in documents(sources)]


def test_a_folder_is_every_document_in_it_and_below() -> None:
    assert found("archive") == [
        "archive/top.md",
        "archive/top.txt",
        "archive/2023/x.txt",
        "archive/2024/x.de.txt",
        "archive/2024/mai/x.txt",
        "archive/2024/mai/y[1].txt",
    ]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("archive/*.txt", ["archive/top.txt"]),
        ("archive/**/x*.txt", ["2023/x.txt", "2024/x.de.txt", "2024/mai/x.txt"]),
        ("archive/2024/**", ["2024/x.de.txt", "2024/mai/x.txt", "2024/mai/y[1].txt"]),
        ("arch*/20?4/*", ["2024/x.de.txt"]),
        ("archive/.*.txt", ["archive/.hidden.txt"]),
        ("**/mai/y*", ["2024/mai/y[1].txt"]),
    ],
)
def test_a_pattern(pattern: str, expected: list[str]) -> None:
    names = found(pattern)
    assert len(names) == len(expected)
    assert all(name.endswith(end) for name, end in zip(names, expected, strict=True))


def test_a_file_whose_name_looks_like_a_pattern_is_that_file() -> None:
    (source,) = documents(["archive/2024/mai/y[1].txt"])
    assert source == Source(Path("archive/2024/mai/y[1].txt"), size=11)


def test_a_link_that_leads_back_up_is_not_followed() -> None:
    Path("archive/2024/up").symlink_to("..", target_is_directory=True)
    assert len(found("archive")) == 6
    assert len(found("archive/2024/up/*.txt")) == 1


def test_a_list_names_a_document_a_line() -> None:
    Path("list").write_bytes(
        "\ufeffarchive/top.txt\r\n\narchive/2024/ä.txt\n@odd.txt".encode() + b"\n\xff.txt"
    )
    assert found("@list") == [
        "archive/top.txt",
        "archive/2024/ä.txt",
        "@odd.txt",
        "\udcff.txt",
    ]


def test_a_list_on_stdin_is_read_as_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.StringIO("one.txt\ntwo.txt\n")
    monkeypatch.setattr(sys, "stdin", stdin)
    assert next(iter(documents(["@-"]))).path == Path("one.txt")
    assert stdin.read() == "two.txt\n"


@pytest.mark.parametrize("source", ["nowhere/*.txt", "archive/*.docm", "@nowhere", "empty"])
def test_what_means_no_document_says_so(source: str) -> None:
    Path("empty").mkdir()
    (only,) = documents([source])
    assert source.removeprefix("@") in only.problem
    assert only.named


def test_where_a_document_is_found_says_where_its_catalogue_goes() -> None:
    Path("list").write_text(
        "./archive/2024/x.de.txt\narchive/../top.txt\n/else/where/x.txt", encoding="utf-8"
    )
    home = Path("locales/en/LC_MESSAGES")

    def places(*sources: str) -> list[str]:
        return [
            catalogue_of(source, Path("locales"), "en").relative_to(home).as_posix()
            for source in documents(sources)
        ]

    assert places("archive/2024/x.de.txt") == ["x.po"]
    assert places("archive/2024") == ["x.po", "mai/x.po", "mai/y[1].po"]
    assert places("archive/**/x.*") == ["2023/x.po", "2024/x.po", "2024/mai/x.po"]
    assert places("@list") == ["archive/2024/x.po", "top.po", "else/where/x.po"]


def write_catalogue(place: str, reference: str) -> Path:
    path = Path("locales/en/LC_MESSAGES") / place
    path.parent.mkdir(parents=True, exist_ok=True)
    if " " in reference:
        reference = f"\u2068{reference}\u2069"
    path.write_text(
        f'msgid ""\nmsgstr ""\n\n#. a note\n#: {reference}:3\nmsgid "a"\nmsgstr "b"\n',
        encoding="utf-8",
    )
    return path


def place_of(path: str, folder: str = "") -> Path:
    return catalogue_of(Source(Path(path), PurePosixPath(folder)), Path("locales"), "en")


@pytest.mark.parametrize("place", ["x.po", "mai/x.po", "2024/mai/x.po"])
def test_a_document_keeps_the_catalogue_it_has(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_catalogue(place, "archive/2024/mai/x.txt")
    for folder in ("", "mai", "elsewhere"):
        assert place_of("archive/2024/mai/x.txt", folder) == path
    assert existing_catalogue(Path("archive/2024/mai/x.txt"), Path("locales"), "en") == path
    # From another folder, too.
    locales = Path("locales").absolute()
    monkeypatch.chdir("archive/2024")
    seen = catalogue_of(Source(Path("mai/x.txt")), locales, "en")
    assert seen.relative_to(locales) == path.relative_to("locales")


def test_a_catalogue_of_a_document_that_exists_is_given_to_no_other() -> None:
    write_catalogue("x.po", "archive/2023/x.txt")
    with pytest.raises(DocumentError, match=r"x\.po with archive/2023/x\.txt"):
        place_of("archive/2024/mai/x.txt")
    with pytest.raises(CatalogueError, match="has no catalogue"):
        existing_catalogue(Path("archive/2024/mai/x.txt"), Path("locales"), "en")
    assert place_of("archive/2024/mai/x.txt", "mai").parent.name == "mai"


def test_a_moved_document_finds_its_catalogue_in_its_place() -> None:
    path = write_catalogue("x.po", "gone/with a space/x.txt")
    assert place_of("archive/2024/mai/x.txt") == path
    assert place_of("archive/2024/mai/x.txt", "mai") != path


def test_a_document_without_a_catalogue_is_told_what_to_do() -> None:
    with pytest.raises(CatalogueError, match=r"umschrift translate archive/top\.txt"):
        existing_catalogue(Path("archive/top.txt"), Path("locales"), "en")


def test_all_catalogues_those_in_sub_folders_too() -> None:
    paths = [write_catalogue(place, "a") for place in ("b/x.po", "a.po")]
    assert catalogues_in(Path("locales"), "en") == sorted(paths)


names = st.text(string.ascii_lowercase + " äß", min_size=1, max_size=5).map(lambda s: f"_{s}_")


@given(st.sets(st.lists(names, min_size=1, max_size=3).map(tuple), min_size=2, max_size=8))
def test_no_two_documents_of_a_folder_share_a_catalogue(paths: set[tuple[str, ...]]) -> None:
    sources = [
        Source(Path("made", *parts).with_suffix(".txt"), PurePosixPath(*parts[:-1]))
        for parts in paths
    ]
    places = {catalogue_of(source, Path("nowhere"), "en") for source in sources}
    assert len(places) == len(sources)
