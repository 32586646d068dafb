"""Runs of ``umschrift`` that start in milliseconds: each a fork of a process that has imported it.

Run as a program, this is that process. A line on stdin is a JSON object with the ``arguments`` of
a run, the file for its ``output`` and, if wanted, the ``limit`` in bytes beyond which no file can
be written; the process id of the run is the answer. It never loads a model itself: a fork of
running threads would be none.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Self

# What a run imports, here imported once for all.
_NEEDED = (
    *("argostranslate.package", "ctranslate2", "sentencepiece", "filelock", "rapidfuzz.process"),
    *("platformdirs.unix", "translate.packages", "translate.translator"),
)


class Forks:
    """Runs of ``umschrift``, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: list[int] = []

    def __enter__(self) -> Self:
        self._server = subprocess.Popen(
            [sys.executable, __file__],
            cwd=self._folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._server.communicate()

    def start(self, *arguments: object, limit: int | None = None) -> Run:
        """Begin a run."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        number = len(self._running)
        output = self._folder / f"output-{number}"
        order = {"arguments": list(map(str, arguments)), "output": str(output), "limit": limit}
        self._server.stdin.write(json.dumps(order) + "\n")
        self._server.stdin.flush()
        self._running.append(int(self._server.stdout.readline()))
        return Run(self, self._running[-1], output)

    def wait(self, process: int) -> int:
        """Return how a run ended, as `subprocess` has it."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps({"wait": process}) + "\n")
        self._server.stdin.flush()
        return int(self._server.stdout.readline())


class Run:
    """One run of ``umschrift``."""

    def __init__(self, forks: Forks, process: int, output: Path) -> None:
        self._forks = forks
        self._process = process
        self._output = output

    def send(self, number: signal.Signals) -> None:
        """Send it a signal; one that has ended is still known until it was waited for."""
        os.kill(self._process, number)

    def wait(self) -> tuple[int, str]:
        """Wait for its end; return the exit code (negative: the signal) and what it said."""
        code = self._forks.wait(self._process)
        # One killed in its first moments has not even opened it.
        return code, self._output.read_text(encoding="utf-8") if self._output.exists() else ""


def _serve() -> None:
    for module in _NEEDED:
        import_module(module)
    from translate.cli import main

    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            _, status = os.waitpid(order["wait"], 0)
            _say(os.waitstatus_to_exitcode(status))
            continue
        process = os.fork()
        if process:
            _say(process)
            continue
        output = os.open(order["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(output, 1)
        os.dup2(output, 2)
        if order["limit"] is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (order["limit"], order["limit"]))
        main(order["arguments"])


def _say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _serve()
