"""What starting costs: processor time of each command, beyond a bare Python start.

    python tests/benchmarks/bench_startup.py [RUNS]

Each command runs RUNS times (5) in an empty folder, after one run that fills the caches; the
smallest figure of each is printed, in seconds of processor time and as a multiple of the bare
start. The commands are interleaved, so that all of them meet the same machine.
"""

# ruff: noqa: T201 - printing is what a benchmark does
from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

SENTENCE = "Walerij Gerassimow besuchte am Montag das belagerte Charkiw.\n"
UMSCHRIFT = [sys.executable, "-c", "from translate.cli import main; main(prog_name='umschrift')"]
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "umschrift --help": [*UMSCHRIFT, "--help"],
    "umschrift glossary lookup": [*UMSCHRIFT, "glossary", "lookup", "Gerassimows"],
    "umschrift translate, first sentence": [*UMSCHRIFT, "translate", "a.txt", "--retranslate"],
    "umschrift translate, nothing to do": [*UMSCHRIFT, "translate", "b.txt"],
}


def seconds(command: list[str], folder: str) -> float:
    """Return the processor time of `command`, run in `folder`."""
    # As installed: with its bytecode, which would be compiled at each start otherwise.
    environment = os.environ | {"PYTHONPYCACHEPREFIX": str(Path(folder, "bytecode"))}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print a line for each command."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    best = dict.fromkeys(COMMANDS, float("inf"))
    with tempfile.TemporaryDirectory() as folder:
        for name in ("a.txt", "b.txt"):
            Path(folder, name).write_text(SENTENCE, encoding="utf-8")
        for turn in range(runs + 1):
            for name, command in COMMANDS.items():
                used = seconds(command, folder)
                if turn:
                    best[name] = min(best[name], used)
    bare = best["python -c pass"]
    print(f"{'command':36}  seconds  beyond bare  times bare")
    for name, used in best.items():
        print(f"{name:36} {used:8.3f} {used - bare:12.3f} {used / bare:11.1f}")


if __name__ == "__main__":
    main()
