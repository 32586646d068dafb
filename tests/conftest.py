from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

sys.path.insert(0, str(Path(__file__).parent))

import tiny_package

from translate.engine import Engine
from translate.packages import find_package

# A loaded machine must fail no test; and CI tries the same examples each time, so that what it says
# of a change is about that change. Working on the code, the examples are new each time.
hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if "CI" in os.environ else "local")

# Text of the kind the tests translate, so that the vocabulary knows its letters.
_TEXT = [
    "Walerij Gerassimow sagte am Montag, der Krieg sei nicht vorbei und die Armee bleibe stark.",
    "Kim Jong Un empfing mit seiner Schwester den Besuch aus Moskau und flog nach Pjöngjang.",
    "Der Präsident der Ukraine, Wolodymyr Selenskyj, reist über Kiew nach Charkiw und Odessa.",
    "Marija Sacharowa schrieb: »Das elfte Korps zieht ab«, doch Schoigu widersprach ihr kühl.",
    "Putin-Vertraute zahlten 5,5 Milliarden Euro für 10.000 Granaten, Quelle: jüngste Berichte.",
]


@pytest.fixture(scope="session")
def need() -> Callable[..., None]:
    """Ask for programs (or files, with ``*``): without one a test skips, but in CI it fails."""

    def ask(*programs: str) -> None:
        missing = [
            each
            for each in programs
            if not (shutil.which(each) or any(Path("/").glob(each.lstrip("/"))))
        ]
        if missing and "CI" in os.environ:
            pytest.fail(f"not installed: {', '.join(missing)} (.ci/run installs what CI needs)")
        if missing:
            pytest.skip(f"not installed: {', '.join(missing)}")

    return ask


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An Argos package without inline terms that translates word for word and copies names."""
    return tiny_package.build(tmp_path_factory.mktemp("tiny") / "tiny.argosmodel", _TEXT * 10)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what the tests unpack, install or find out of the home of whoever runs them."""
    patch = pytest.MonkeyPatch()
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        patch.setenv(name, str(home))
    yield
    patch.undo()


@pytest.fixture(scope="session", autouse=True)
def _interruptible() -> None:
    """Let what the tests start be interrupted, also where they run in a shell's background.

    There Ctrl-C's signal is ignored, and programs inherit that.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def engine(tiny: Path) -> Engine:
    return Engine(find_package(str(tiny), "de", "en"), beam=1)
