from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest

from translate.annotation import InlineTerms
from translate.errors import PackageError
from translate.packages import Origin, available_packages, find_package, install


def packed(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_package_file_is_unpacked_once_and_described(tiny: Path) -> None:
    package = find_package(str(tiny), "de", "en")
    assert (package.source, package.target, package.origin) == ("de", "en", Origin.FILE)
    assert package.inline_terms is None
    assert package.readme() == "# Word-for-word test model\n"
    stamp = package.model.stat().st_mtime_ns
    assert find_package(str(tiny), "de", "en").model.stat().st_mtime_ns == stamp


def test_what_a_killed_run_left_is_cleared_away_and_what_another_does_is_not(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translate.packages.cache_folder", lambda: tmp_path)
    left, busy = tmp_path / ".unpacking-left", tmp_path / ".unpacking-busy"
    for folder in (left, busy):
        (folder / "x").mkdir(parents=True)
    os.utime(left, (0, 0))
    assert find_package(str(tiny), "de", "en").folder.parent.parent == tmp_path
    assert [path.name for path in tmp_path.glob(".*")] == [busy.name]


def test_inline_terms_are_read_from_the_metadata(tmp_path: Path) -> None:
    metadata = {"from_code": "de", "to_code": "en", "inline_terms": InlineTerms().to_metadata()}
    path = packed(
        tmp_path / "x.argosmodel",
        {"x/metadata.json": json.dumps(metadata), "x/model/model.bin": ""},
    )
    assert find_package(str(path), "de", "en").inline_terms == InlineTerms()


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"x/readme": ""}, "no folder with a metadata.json"),
        ({"x/metadata.json": "[]", "x/model/model.bin": ""}, "not the metadata"),
        ({"x/metadata.json": "{oops", "x/model/model.bin": ""}, "not the metadata"),
        ({"x/metadata.json": "{}"}, "no model/model.bin"),
        ({"../evil": "", "x/metadata.json": "{}"}, "outside itself"),
        (
            {"x/metadata.json": '{"from_code": "fr", "to_code": "en"}', "x/model/model.bin": ""},
            "fr→en",
        ),
    ],
)
def test_a_file_that_is_no_package_for_the_pair_is_refused(
    tmp_path: Path, members: dict[str, str], message: str
) -> None:
    path = packed(tmp_path / "x.argosmodel", members)
    with pytest.raises(PackageError, match=message) as caught:
        find_package(str(path), "de", "en")
    assert "\n" not in str(caught.value)
    assert not (tmp_path.parent / "evil").exists()


def test_a_file_that_is_no_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.argosmodel").write_bytes(b"no zip")
    with pytest.raises(PackageError, match="not a zip archive"):
        find_package(str(tmp_path / "x.argosmodel"), "de", "en")


def test_a_package_without_a_tokenizer_says_so(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "x.argosmodel",
        {"x/metadata.json": '{"from_code": "de", "to_code": "en"}', "x/model/model.bin": ""},
    )
    with pytest.raises(PackageError, match=r"sentencepiece\.model"):
        find_package(str(path), "de", "en").tokenizer()


def test_no_model_for_a_pair_says_how_to_get_one() -> None:
    with pytest.raises(PackageError, match="--model FILE"):
        find_package(None, "xx", "yy")


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(PackageError, match="no model of that name"):
        find_package("nonsense", "de", "en")


@pytest.fixture
def argos_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from argostranslate import settings

    monkeypatch.setattr(settings, "package_data_dir", tmp_path)
    monkeypatch.setattr(settings, "package_dirs", [tmp_path])
    return tmp_path


def test_an_installed_package_is_found_before_the_embedded(tiny: Path, argos_home: Path) -> None:
    package = install(str(tiny))
    assert package.folder.parent == argos_home
    found = next(available_packages())
    assert (found.name, found.origin) == (package.name, Origin.INSTALLED)
    assert find_package(None, "de", "en") == package
    assert find_package(package.name, "de", "en") == package
    with pytest.raises(PackageError, match="installed already"):
        install(str(tiny))


def test_one_damaged_installed_package_does_not_hide_the_others(
    tiny: Path, argos_home: Path
) -> None:
    (argos_home / "a-damaged" / "model").mkdir(parents=True)
    (argos_home / "a-damaged" / "metadata.json").write_text("{", encoding="utf-8")
    package = install(str(tiny))
    assert next(available_packages()) == package
