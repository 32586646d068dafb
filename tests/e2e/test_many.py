"""Folders, patterns and lists of documents, as a user types them: all but what fails is done."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from command import run

HOME = Path("locales/en/LC_MESSAGES")


@pytest.fixture(autouse=True)
def _archive(tmp_path: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UMSCHRIFT_MODEL", str(tiny))
    monkeypatch.setenv("UMSCHRIFT_BEAM", "1")
    for name in ("a/x.de.txt", "a/y.md", "b/x.txt"):
        path = Path("archive", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Schoigu sagte nicht {name}.\n\nKiew und Krieg.", encoding="utf-8")


def lines(path: str = "run.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def catalogues() -> list[str]:
    return sorted(path.relative_to(HOME).as_posix() for path in HOME.rglob("*.po"))


@pytest.mark.parametrize(
    "sources", [["archive"], ["archive/**/*"], ["archive/a", "archive/b/x.txt"]]
)
def test_documents_of_a_folder_keep_their_sub_folders(sources: list[str]) -> None:
    if len(sources) == 2:  # both would be x.po
        assert "would share" in run("translate", *sources, code=2).stderr
        assert catalogues() == ["x.po", "y.po"]
        return
    run("translate", *sources)
    assert catalogues() == ["a/x.po", "a/y.po", "b/x.po"]
    # Every command finds them again.
    assert "Shoigu said not b/x.txt." in run("render", "archive/b/x.txt").stdout
    assert "a/x.po: " in run("status", "archive/a/x.de.txt").stdout.replace("\\", "/")
    assert len(run("status").stdout.splitlines()) == 3
    assert run("status", "archive").stdout == run("status").stdout
    assert "3 catalogues" in run("check").stderr
    again = run("translate", "archive/a/x.de.txt", "archive/b/x.txt")
    assert again.stderr.count("(unchanged)") == 2
    assert catalogues() == ["a/x.po", "a/y.po", "b/x.po"]


def test_a_list_on_standard_input() -> None:
    run("translate", "@-", stdin="archive/b/x.txt\n\n./archive/a/y.md\n")
    assert catalogues() == ["archive/a/y.po", "archive/b/x.po"]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_what_fails_stops_nobody_and_the_next_run_does_only_that(workers: str) -> None:
    bad = Path("archive/a/bad.txt")
    bad.write_bytes(b"")
    call = ("translate", "archive", "--workers", workers, "--report", "run.jsonl")
    result = run(*call, code=1)
    assert "bad.txt: is empty" in result.stderr
    assert "1 failed" in result.stderr
    assert catalogues() == ["a/x.po", "a/y.po", "b/x.po"]
    report = {line["source"].replace("\\", "/"): line for line in lines()}
    assert "is empty" in report["archive/a/bad.txt"]["failure"]
    good = report["archive/b/x.txt"]
    assert (good["segments"], good["translated"], good["flagged"]) == (2, 2, 0)
    assert good["names"] == {"model": 2}
    assert good["seconds"] > 0
    assert good["worker"].rpartition(":")[2].isdigit()

    bad.write_text("Krieg.", encoding="utf-8")
    with Path("run.jsonl").open("a", encoding="utf-8") as stream:
        stream.write('{"source": "a run that was killed in mid')
    run(*call)
    again = [json.loads(line) for line in Path("run.jsonl").read_text("utf-8").splitlines()[5:]]
    assert sorted((line["written"], line["translated"]) for line in again) == [
        *[(False, 0)] * 3,
        (True, 1),
    ]


@pytest.mark.parametrize("source", ["nowhere/*.txt", "@nowhere", "archive/none"])
def test_what_names_no_document_is_a_wrong_call_and_the_rest_is_done(source: str) -> None:
    Path("archive/none").mkdir()
    result = run("-q", "translate", source, "archive/a", code=2)
    assert len(result.stderr.splitlines()) == 1
    assert catalogues() == ["x.po", "y.po"]


def test_json_is_one_document_however_many_there_are() -> None:
    report = json.loads(run("translate", "archive", "--json").stdout)
    assert [len(document["names"]) for document in report["documents"]] == [2, 2, 2]
    Path("empty").mkdir()
    (failed,) = json.loads(run("translate", "empty", "--json", code=2).stdout)["documents"]
    assert "holds no document" in failed["failure"]


def test_a_report_that_cannot_be_written_is_said_before_any_work() -> None:
    result = run("translate", "archive", "--report", "no/such/folder.jsonl", code=2)
    assert "report cannot be written" in result.stderr
    assert not HOME.exists()


def test_a_model_that_is_missing_ends_the_run_at_once_with_workers_too() -> None:
    result = run("-q", "translate", "archive", "--workers", "2", "--model", "none", code=2)
    assert result.stderr.startswith("Error: none: no such model file")
    assert len(result.stderr.splitlines()) == 1
    assert catalogues() == []


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_stops_cleanly_and_the_same_call_goes_on(workers: str) -> None:
    for number in range(57):
        text = "\n\n".join(f"Krieg {number} und {n}." for n in range(40))
        Path(f"archive/b/{number}.txt").write_text(text, encoding="utf-8")
    call = ["translate", "archive", "--workers", workers, "--report", "run.jsonl"]
    command = str(Path(sys.executable).with_name("umschrift"))
    running = subprocess.Popen(
        [command, *call], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while not (Path("run.jsonl").exists() and lines()):
        assert running.poll() is None
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does, to all of them
    said = running.communicate(timeout=60)[1]
    assert running.returncode == 130
    assert said.splitlines()[-1].startswith("Stopped.")
    assert "Traceback" not in said
    done = len(lines())
    assert done < 60
    run(*call)
    assert len(lines()) - done == 60
    assert len(catalogues()) == 60
