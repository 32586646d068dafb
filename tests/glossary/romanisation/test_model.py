import json
from pathlib import Path

from glossary.romanisation import build, guess, model

FOLDER = Path(model.__file__).parent


def test_the_model_is_read_as_it_was_written():
    text = (FOLDER / "model.json").read_text("utf-8")
    written = json.dumps(model.to_json(model.load()), ensure_ascii=False, separators=(",", ":"))
    assert written + "\n" == text


def test_what_recovery_needs_is_small():
    files = [*FOLDER.glob("*.toml"), FOLDER / "model.json", FOLDER / "given_names.csv"]
    assert sum(file.stat().st_size for file in files) <= 3_000_000


def test_every_language_has_all_it_needs():
    learned = model.load()
    assert set(learned.letters) == {model.COMMON, *guess.LANGUAGES, *build.EXACT}
    assert set(learned.given) >= set(guess.LANGUAGES)
    assert set(learned.calibration) >= {"keep", "ru", "uk", "bg"}
    assert all(line.slope >= 0 for line in learned.calibration.values())
