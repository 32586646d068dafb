"""A run on a Ray cluster of two nodes: what it writes is what one process does, come what may."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest

if sys.platform != "linux":
    pytest.skip("a cluster of several nodes on one machine is Linux'", allow_module_level=True)
pytest.importorskip("ray", reason="needs Ray: uv run --group ray pytest")

DOCUMENTS = 60
_WORDS = ["Gerassimow", "Sacharowa", "Schoigu", "Kiew", "sagte", "und", "nicht", "Krieg", "Armee"]


@pytest.fixture
def cluster() -> Iterator[Any]:
    """Two nodes of one processor each, on this machine."""
    os.environ["RAY_ENABLE_UV_RUN_RUNTIME_ENV"] = "0"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Ray's own
        from ray.cluster_utils import Cluster

        cluster = Cluster()
        try:
            cluster.add_node(include_dashboard=False, **_node())
            cluster.add_node(**_node())
        except Exception as error:  # noqa: BLE001
            cluster.shutdown()
            # Ray gives each of its processes fifteen seconds to start.
            pytest.skip(f"this machine is too slow or too busy for Ray: {error}")
        yield cluster
        cluster.shutdown()


def _node() -> dict[str, int]:
    """One processor, little memory, and ports that need not be waited for."""
    ports = {}
    for name in ("metrics_agent", "metrics_export", "dashboard_agent_listen", "runtime_env_agent"):
        with socket.socket() as free:
            free.bind(("", 0))
            ports[f"{name}_port"] = free.getsockname()[1]
    return {"num_cpus": 1, "object_store_memory": 80_000_000, **ports}


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for number in range(DOCUMENTS):
        path = tmp_path / "archive" / f"{number % 4}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        words = [_WORDS[(number * place) % len(_WORDS)] for place in range(1, 7)]
        text = "\n\n".join(f"{' '.join(words)} {number} {place}." for place in range(40))
        path.write_text(text, encoding="utf-8")
    Path("names.csv").write_text(
        "german,english\nGerassimow,Gerasimov\nSacharowa,Zakharova\nSchoigu,Shoigu\nKiew,Kyiv\n",
        encoding="utf-8",
    )
    return Path("archive")


def start(tiny: Path, *arguments: str) -> subprocess.Popen[str]:
    command = str(Path(sys.executable).with_name("umschrift"))
    names = ("--no-builtin", "--glossary", "names.csv")
    model = ("--model", str(tiny), "--beam", "1", "--threads", "1")
    return subprocess.Popen(
        [command, "translate", "archive", *names, *model, *arguments],
        stderr=subprocess.PIPE,
        text=True,
    )


def lines(report: str) -> list[dict[str, Any]]:
    path = Path(report)
    return [json.loads(line) for line in path.open(encoding="utf-8")] if path.exists() else []


def wait_for(run: subprocess.Popen[str], documents: int) -> list[dict[str, Any]]:
    while run.poll() is None:
        done = lines("run.jsonl")
        if len(done) >= documents:
            return done
        time.sleep(0.02)
    pytest.fail(f"the run has ended: {run.communicate()[1]}")


def catalogues(locales: str) -> dict[str, list[str]]:
    """Every catalogue without its header, which has the time in it."""
    return {
        path.relative_to(locales).as_posix(): [str(e) for e in polib.pofile(str(path), wrapwidth=0)]
        for path in sorted(Path(locales).rglob("*.po"))
    }


def test_a_worker_and_a_node_are_lost_and_every_catalogue_is_there(
    archive: Path, tiny: Path, cluster: Any
) -> None:
    run = start(tiny, "--locales", "cluster", "--ray", cluster.address, "--report", "run.jsonl")
    victim = int(wait_for(run, 5)[-1]["worker"].rpartition(":")[2])
    os.kill(victim, signal.SIGKILL)
    before = len(wait_for(run, 20))
    cluster.remove_node(cluster.list_all_nodes()[-1], allow_graceful=False)
    said = run.communicate(timeout=240)[1]
    assert run.returncode == 0, said
    done = lines("run.jsonl")
    assert before < len(done) == DOCUMENTS
    assert {line["source"] for line in done} == {p.as_posix() for p in archive.rglob("*.txt")}
    assert len({line["worker"] for line in done}) >= 2

    alone = start(tiny, "--locales", "alone")
    assert alone.wait(timeout=120) == 0
    assert len(catalogues("alone")) == DOCUMENTS
    assert catalogues("cluster") == catalogues("alone")


@pytest.mark.usefixtures("archive")
def test_without_a_cluster_the_message_says_so(tiny: Path) -> None:
    run = start(tiny, "--ray", "127.0.0.1:1")
    said = run.communicate(timeout=120)[1]
    assert run.returncode == 2
    assert said.splitlines()[-1].startswith("Error: no Ray cluster at 127.0.0.1:1")
