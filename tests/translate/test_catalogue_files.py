"""Catalogues on a disk that others use too: atomic, one after the other, nothing left behind."""

import errno
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import polib
import pytest
from filelock import FileLock

from translate import catalogue as catalogue_module
from translate import files
from translate.catalogue import Catalogue, Draft, State, Wanted
from translate.errors import CatalogueError

ASKED = [Wanted(f"Satz {number}.", (("a.txt", number),), ()) for number in range(1, 40)]


def merged(path: Path, say: str = "EN") -> Catalogue:
    catalogue = Catalogue.read(path)
    stale = catalogue.stale(ASKED)
    catalogue.merge(ASKED, {each.source: Draft(f"{say} {each.source}") for each in stale})
    return catalogue


def confirm(path: Path, source: str, text: str) -> None:
    file = polib.pofile(str(path), wrapwidth=0)
    entry = file.find(source)
    entry.msgstr = text
    entry.flags = []
    file.save(str(path))


@pytest.fixture
def path(tmp_path) -> Path:
    path = tmp_path / "a.po"
    merged(path).save()
    return path


def test_nothing_is_left_beside_the_catalogue(path):
    confirm(path, "Satz 1.", "Sentence 1.")
    merged(path).ensure_writable()

    assert [each.name for each in path.parent.iterdir()] == ["a.po"]


def test_folders_are_made(tmp_path):
    path = tmp_path / "locales" / "en" / "LC_MESSAGES" / "a.po"

    merged(path).ensure_writable()
    assert merged(path).save()

    assert Catalogue.read(path).counts().draft == len(ASKED)


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_permissions_and_links_stay(path, tmp_path):
    path.chmod(0o640)
    link = tmp_path / "link.po"
    link.symlink_to("a.po")

    catalogue = Catalogue.read(link)
    catalogue.merge(ASKED[:5], {})
    assert catalogue.save()

    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert Catalogue.read(path).counts().obsolete == len(ASKED) - 5


@pytest.mark.skipif(os.name != "posix", reason="the umask is POSIX's")
def test_a_new_catalogue_has_ordinary_permissions(tmp_path):
    mask = os.umask(0o027)
    try:
        merged(tmp_path / "a.po").save()
    finally:
        os.umask(mask)

    assert (tmp_path / "a.po").stat().st_mode & 0o777 == 0o640


def test_a_human_edit_during_a_run_survives_and_so_do_the_drafts(path):
    path.unlink()
    early = [*ASKED[:10]]
    first = Catalogue.read(path)
    first.merge(early, {each.source: Draft("EN") for each in early})
    first.save()

    catalogue = merged(path)
    confirm(path, "Satz 1.", "Sentence 1.")
    assert catalogue.save()

    after = Catalogue.read(path)
    assert after.translation("Satz 1.") == "Sentence 1."
    assert after.state("Satz 1.") is State.CONFIRMED
    assert after.translation("Satz 39.") == "EN Satz 39."
    # The catalogue in hand has seen it too.
    assert catalogue.state("Satz 1.") is State.CONFIRMED


def test_a_human_edit_is_kept_by_a_run_that_saves_as_it_goes(tmp_path):
    path = tmp_path / "a.po"
    catalogue = Catalogue.read(path)
    for start in range(0, len(ASKED), 10):
        part = ASKED[start : start + 10]
        catalogue.merge(ASKED, {each.source: Draft(f"EN {each.source}") for each in part})
        catalogue.save()
        confirm(path, ASKED[start].source, f"mine {start}")

    after = Catalogue.read(path)
    assert [after.translation(ASKED[start].source) for start in range(0, len(ASKED), 10)] == [
        f"mine {start}" for start in range(0, len(ASKED), 10)
    ]
    assert after.counts().new == 0


def test_a_catalogue_deleted_during_a_run_is_written_anew_with_what_it_held(path):
    confirm(path, "Satz 1.", "Sentence 1.")
    catalogue = Catalogue.read(path)
    catalogue.merge(ASKED[:5], {})
    path.unlink()

    assert catalogue.save()
    assert Catalogue.read(path).translation("Satz 1.") == "Sentence 1."


def test_a_catalogue_broken_during_a_run_is_not_overwritten(path):
    catalogue = Catalogue.read(path)
    catalogue.merge(ASKED[:5], {})
    path.write_text('msgid "half', encoding="utf-8")

    with pytest.raises(CatalogueError, match="line 1"):
        catalogue.save()
    assert path.read_text(encoding="utf-8") == 'msgid "half'


def test_a_directory_in_the_place_of_a_catalogue(tmp_path):
    with pytest.raises(CatalogueError, match="is a directory"):
        Catalogue.read(tmp_path)


def test_a_file_in_the_place_of_a_folder(tmp_path):
    (tmp_path / "locales").write_text("")
    path = tmp_path / "locales" / "a.po"

    with pytest.raises(CatalogueError) as caught:
        Catalogue.read(path).ensure_writable()
    assert str(caught.value).startswith(str(path))


READ_ONLY = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere"
)


@READ_ONLY
def test_a_read_only_folder_is_told_before_the_work(path):
    path.parent.chmod(0o555)
    try:
        with pytest.raises(CatalogueError, match="cannot be written"):
            Catalogue.read(path).ensure_writable()
    finally:
        path.parent.chmod(0o755)


@READ_ONLY
def test_a_read_only_catalogue_is_respected(path):
    path.chmod(0o444)

    with pytest.raises(CatalogueError, match="is read-only"):
        Catalogue.read(path).ensure_writable()


def test_a_full_disk_leaves_the_old_catalogue(path, monkeypatch):
    before = path.read_bytes()
    catalogue = Catalogue.read(path)
    catalogue.merge(ASKED[:5], {})

    def full(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(CatalogueError, match="No space left"):
        catalogue.save()

    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["a.po"]


def test_a_run_waits_for_another_and_names_it_when_that_takes_too_long(path, monkeypatch):
    monkeypatch.setattr(catalogue_module, "_PATIENCE", 0.1)
    catalogue = Catalogue.read(path)
    catalogue.merge(ASKED[:5], {})

    with FileLock(path.with_name(".a.po.lock")):
        path.with_name(".a.po.lock").write_text("process 4711\n")
        with pytest.raises(CatalogueError, match="process 4711 is writing it"):
            catalogue.save()

    assert catalogue.save()


_CHILD = """
import sys
from pathlib import Path
from translate.catalogue import Catalogue, Draft, Wanted

path, number = Path(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
for turn in range(int(sys.argv[3])):
    asked = [Wanted(f"Satz {n}.", (("a.txt", n),), (), f"r{number}.{turn}") for n in range(1, 40)]
    catalogue = Catalogue.read(path)
    stale = catalogue.stale(asked)
    catalogue.merge(asked, {each.source: Draft(f"{number}.{turn} {each.source}") for each in stale})
    catalogue.save()
"""


def child(path: Path, number: int, turns: int) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(path), str(number), str(turns)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def begin(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.close()


def test_many_runs_at_once_lose_nothing_and_leave_nothing(path):
    processes = [child(path, number, 5) for number in range(8)]
    for process in processes:
        begin(process)
    confirmed = 0
    while any(process.poll() is None for process in processes):
        # A translator who saves between the runs' writes, as any editor of this program would.
        with files.lock(path, patience=60):
            confirmed += 1
            confirm(path, f"Satz {confirmed % 39 + 1}.", f"mine {confirmed % 39 + 1}")
        time.sleep(0.05)

    for process in processes:
        assert process.wait() == 0
        process.stdout.close()
    after = Catalogue.read(path)
    assert {
        after.translation(f"Satz {number % 39 + 1}.") for number in range(1, confirmed + 1)
    } == {f"mine {number % 39 + 1}" for number in range(1, confirmed + 1)}
    assert after.counts().confirmed == min(confirmed, 39)
    assert [each.name for each in path.parent.iterdir()] == ["a.po"]


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")
def test_killed_at_any_moment_the_catalogue_is_whole_and_the_next_run_goes_on(path):
    confirm(path, "Satz 1.", "Sentence 1.")
    chance = random.Random(7)
    for number in range(10):
        process = child(path, number, 1000)
        begin(process)
        time.sleep(chance.uniform(0.02, 0.3))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()

        catalogue = Catalogue.read(path)
        assert catalogue.state("Satz 1.") is State.CONFIRMED
        assert catalogue.translation("Satz 1.") == "Sentence 1."
        assert catalogue.counts().draft == 38

    catalogue = Catalogue.read(path)
    catalogue.merge(ASKED[:5], {})
    catalogue.save()
    assert [each.name for each in path.parent.iterdir()] == ["a.po"]
