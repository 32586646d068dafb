import os
import stat
import sys

import pytest

from glossary import GlossaryFileError
from glossary.files import write_atomically


def test_a_file_is_written_and_nothing_else_is_left(tmp_path):
    write_atomically(tmp_path / "a.csv", b"new")
    write_atomically(tmp_path / "a.csv", b"newer")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"newer"}


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(GlossaryFileError, match="cannot be written: No space left on device"):
        write_atomically(path, b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"old"}


def test_a_folder_that_is_not_there_is_a_clear_error(tmp_path):
    with pytest.raises(GlossaryFileError, match=r"a\.csv: cannot be written"):
        write_atomically(tmp_path / "none" / "a.csv", b"new")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_permissions_and_links_stay(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(path)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
