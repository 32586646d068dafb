import gc
import json

import pytest
from names import found
from platformdirs import user_cache_path

from glossary import Glossary, cache

ROWS = "id,kind,german,german_short,english,english_short,note,Farbe\n"
GERASSIMOW = "g,person,Walerij Gerassimow,Gerassimow,Valery Gerasimov,Gerasimov,ä|\t,rot\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "_folder", lambda: tmp_path / "cache" / "glossary")
    return tmp_path / "cache" / "glossary"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "names.csv"
    path.write_text(ROWS + GERASSIMOW, "utf-8")
    return path


def load(path):
    return Glossary.load([path], builtin=False)


def test_it_lies_in_the_users_cache_folder():
    assert cache._folder().is_relative_to(user_cache_path("umschrift", appauthor=False))


def test_the_second_time_everything_is_as_it_was_the_first_time(folder, path):
    first, second = load(path), load(path)
    assert len(list(folder.iterdir())) == 1
    assert type(second.concepts) is not type(first.concepts)
    assert list(second.concepts) == list(first.concepts)
    text = "Gerassimows, WALERIJ GERASSIMOW und Walerij W. Gerassimow"
    assert second.match(text) == first.match(text) != []
    for name in ("Gerassimows", "Gerasimow", "Valery"):
        assert second.lookup(name) == first.lookup(name) != []


@pytest.mark.usefixtures("folder")
def test_a_changed_file_is_read_anew(path):
    load(path)
    path.write_text(ROWS + GERASSIMOW.replace("Gerasimov", "Gerassimov"), "utf-8")
    assert found("Gerassimow", load(path)) == [("Gerassimow", "Gerassimov")]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"Gerasimov", b"Gerasimow"),
        lambda data: data[::-1],
        lambda _: b"",
        lambda _: b"\xff" * 100,
    ],
)
def test_a_damaged_file_is_made_anew(folder, path, damage):
    load(path)
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert found("Gerassimow", load(path)) == [("Gerassimow", "Gerasimov")]
    assert file.read_bytes() == whole


def test_where_it_cannot_be_written_the_glossary_loads_all_the_same(folder, path):
    folder.parent.write_text("a file where the folder should be", "utf-8")
    assert found("Gerassimow", load(path)) == [("Gerassimow", "Gerasimov")]


def test_only_the_latest_files_are_kept(folder, path):
    for number in range(12):
        path.write_text(f"{ROWS}{GERASSIMOW}\n,,Kiew{number},,Kyiv{number},,,\n", "utf-8")
        load(path)
    assert len(list(folder.iterdir())) == cache._KEPT_FILES


def test_nothing_in_it_can_run(folder, path):
    load(path)
    (file,) = folder.iterdir()
    text = file.read_text("utf-8")
    assert json.loads(text.splitlines()[-1])[0] == "g"


def test_where_nothing_can_be_cached_the_glossary_is_made_all_the_same(monkeypatch):
    def gone() -> list[bytes]:
        raise FileNotFoundError

    monkeypatch.setattr(cache, "_code", gone)
    assert found("Kiew", Glossary.load()) == [("Kiew", "Kyiv")]
    assert gc.isenabled()
