"""Poedit itself, on a screen of its own: keys and mouse by xdotool, what it shows by AT-SPI."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

# Debian packages: poedit, xvfb, xdotool, dbus, at-spi2-core, gir1.2-atspi-2.0, python3-gi.
PROGRAMS = (
    *("poedit", "Xvfb", "xdotool", "dbus-daemon", "/usr/libexec/at-spi2-registryd"),
    *("/usr/lib/*/girepository-1.0/Atspi-2.0.typelib", "/usr/lib/python3/dist-packages/gi"),
)
_SYSTEM_PYTHON = "/usr/bin/python3"
_VIEWER = Path(__file__).parent / "on_screen.py"
_PATIENCE = 30


class Poedit:
    """A window with one catalogue in it; closed, saved or not, at the end of the ``with``."""

    def __init__(self, catalogue: Path, home: Path) -> None:
        self._catalogue = catalogue
        self._environment = {
            **os.environ,
            "LANG": "C.UTF-8",
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_DATA_HOME": str(home / "data"),
        }

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            end, display = os.pipe()
            self._start(
                stack,
                *("Xvfb", "-displayfd", str(display), "-screen", "0", "1280x900x24"),
                *("-nolisten", "tcp"),
                pass_fds=[display],
            )
            os.close(display)
            with os.fdopen(end) as number:
                self._environment["DISPLAY"] = f":{number.readline().strip()}"
            bus = self._start(
                stack,
                *("dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"),
                stdout=subprocess.PIPE,
            )
            assert bus.stdout is not None
            with bus.stdout as address:
                self._environment["DBUS_SESSION_BUS_ADDRESS"] = address.readline().decode().strip()
            self._viewer = self._start(
                stack,
                *(_SYSTEM_PYTHON, str(_VIEWER)),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            # Its first look starts the accessibility bus. A Poedit that starts while the bus does
            # may miss it, and then never shows anything there.
            self._widgets()
            self._start(stack, "poedit", str(self._catalogue))
            self.wait(lambda: self.columns, "its window")
            self._focus()
            self._closing = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    # -- what a reviewer does -----------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys, as xdotool calls them, one after the other."""
        for key in keys:
            self._xdotool("key", key)

    def click(self, text: str, role: str) -> None:
        """Click in the middle of the first widget with this text and role."""
        self._click(self._find(role, text))

    def next(self) -> None:
        """Go on to the next entry."""
        self._go("ctrl+Down")

    def next_unfinished(self) -> None:
        """Go on to the next entry that needs work."""
        self._go("ctrl+shift+Down")

    def translate(self, text: str) -> None:
        """Replace the translation of the entry by another."""
        self.wait(lambda: self._panes[1], "the field for the translation")
        self._click(self._panes[1])
        self.press("ctrl+a", "BackSpace")
        self._xdotool("type", "--delay", "15", text)
        self.wait(lambda: self.translation == text, "the text typed")

    def comment(self, text: str) -> None:
        """Add a comment to the entry."""
        self.click("Add Comment", "push button")
        self.wait(lambda: self._find("push button", "Add"), "the comment's window")
        self._focus()
        self._xdotool("type", "--delay", "15", text)
        self.click("Add", "push button")
        self.wait(lambda: text in self.labels, "the comment")
        self._focus()

    def save(self) -> None:
        """Save the catalogue."""
        self.press("ctrl+s")
        self.wait(lambda: "(modified)" not in self.title, "the file to be saved")

    # -- what a reviewer sees -----------------------------------------------------------------

    @property
    def title(self) -> str:
        """The window's title."""
        return next((widget["text"] for widget in self._with_role("frame")), "")

    @property
    def columns(self) -> list[str]:
        """The heads of the list's columns."""
        return [widget["text"] for widget in self._with_role("table column header")]

    @property
    def source(self) -> str:
        """The source text of the entry."""
        return str(self._panes[0]["text"])

    @property
    def translation(self) -> str:
        """The translation of the entry."""
        return str(self._panes[1]["text"])

    @property
    def needs_work(self) -> bool:
        """Whether the button "Needs Work" is down."""
        return bool(self._find("toggle button", "Needs Work")["pressed"])

    @property
    def labels(self) -> list[str]:
        """What stands beside and below the text, notes for translators too, each on one line."""
        return [" ".join(widget["text"].split()) for widget in self._with_role("label")]

    @property
    def warnings(self) -> list[str]:
        """What Poedit itself finds suspicious in the entry."""
        return [each for each in self.labels if each.startswith(("The translation", "Placeholder"))]

    # -- inside -------------------------------------------------------------------------------

    def wait(self, until: Callable[[], object], what: str) -> None:
        """Wait for something to happen in the window."""
        since = time.monotonic()
        while not self._holds(until):
            if time.monotonic() - since > _PATIENCE:
                seen = [
                    f"{each['role']}: {each['text']}"
                    for each in self._widgets()
                    if each["text"] and each["role"] in {"frame", "label", "text", "push button"}
                ]
                raise AssertionError(f"waited in vain for {what}; on the screen: {seen}")
            time.sleep(0.1)

    def _go(self, key: str) -> None:
        before = self.source
        self.press(key)
        self.wait(lambda: self.source != before, "another entry")

    @staticmethod
    def _holds(condition: Callable[[], object]) -> bool:
        try:
            return bool(condition())
        except LookupError:  # not there yet
            return False

    @property
    def _panes(self) -> list[dict[str, Any]]:
        """The fields with the source text and with the translation."""
        return self._with_role("text")

    def _find(self, role: str, text: str) -> dict[str, Any]:
        found = [widget for widget in self._with_role(role) if widget["text"] == text]
        if not found:
            raise LookupError(f"no {role} {text!r}")
        return found[0]

    def _with_role(self, role: str) -> list[dict[str, Any]]:
        return [w for w in self._widgets() if w["role"] == role and w["shown"]]

    def _widgets(self) -> list[dict[str, Any]]:
        assert self._viewer.stdin is not None
        assert self._viewer.stdout is not None
        self._viewer.stdin.write(b"\n")
        self._viewer.stdin.flush()
        seen: list[dict[str, Any]] = json.loads(self._viewer.stdout.readline())
        return seen

    def _focus(self) -> None:
        """Give the newest window the keyboard; there is no window manager to do it."""
        done = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "."],
            env=self._environment,
            capture_output=True,
            text=True,
            check=True,
        )
        self._xdotool("windowfocus", "--sync", done.stdout.split()[-1])

    def _click(self, widget: dict[str, Any]) -> None:
        self._xdotool("mousemove", *map(str, widget["middle"]), "click", "1")

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(
            ["xdotool", *arguments], env=self._environment, check=True, timeout=_PATIENCE
        )

    def _start(self, stack: ExitStack, *command: str, **more: Any) -> subprocess.Popen[bytes]:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(command, env=self._environment, **(quiet | more))
        stack.callback(_end, process)
        return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    for pipe in filter(None, (process.stdin, process.stdout)):
        pipe.close()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
