"""Workers on a Ray cluster: `translate.workers` across machines.

Every machine needs umschrift in the Python that Ray runs there, and the folder of the documents
and catalogues under the same path. An actor holds a glossary and a model on one CPU (or as many as
it has threads); Ray places it, and another one when it is lost with its machine.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Hashable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self, cast

from translate.errors import EngineError
from translate.workers import News, Settings

if TYPE_CHECKING:
    from translate.memory import Memory
    from translate.sources import Source
    from translate.translator import Report

# Seconds to wait for an answer from the cluster's head.
_PATIENCE = 10


class Cluster:
    """Actors on a running cluster."""

    def __init__(self, settings: Settings, address: str, size: int | None = None) -> None:
        """Connect to the cluster at `address` (*auto*: the one this machine belongs to).

        `size` is how many actors there are to be, by default as many as there are CPUs for. Use as
        a context, which ends them. Raises `EngineError` where Ray or the cluster is missing.
        """
        # Ray would otherwise send the current folder to every machine when started by uv.
        os.environ.setdefault("RAY_ENABLE_UV_RUN_RUNTIME_ENV", "0")
        try:
            import ray
        except ImportError as error:
            raise EngineError("Ray is not installed: pip install 'umschrift[ray]'") from error
        host, _, port = address.rpartition(":")
        try:
            # Ray itself would try for minutes.
            if host and port.isdigit() and "/" not in host:
                socket.create_connection((host, int(port)), timeout=_PATIENCE).close()
            ray.init(address=address, log_to_driver=False, logging_level="ERROR")
        except (OSError, ValueError, RuntimeError) as error:
            raise EngineError(
                f"no Ray cluster at {address} ({error}); start one with: ray start --head"
            ) from error
        self._ray = ray
        threads = settings.threads or 1
        self._settings = replace(settings, threads=threads)
        self.size = size or max(1, int(ray.cluster_resources().get("CPU", 1)) // threads)
        self._memory = ray.put(settings.memory())
        # What is waited for, and of whom: that an actor is ready, or what its handful comes to.
        self._awaited: dict[Any, Any] = {}

    def __enter__(self) -> Self:
        for _ in range(self.size):
            self._hire()
        return self

    def __exit__(self, *_: object) -> None:
        self._ray.shutdown()

    def news(self) -> list[News]:
        """Wait until there is news; a lost actor has been replaced by a new one."""
        ready, _ = self._ray.wait(list(self._awaited), num_returns=1)
        return [self._hear(each) for each in ready]

    def give(self, worker: Hashable, documents: list[Source]) -> None:
        """Give a free actor something to do."""
        self._awaited[cast("Any", worker).run.remote(documents)] = worker

    def _hire(self) -> None:
        actor = (
            self._ray.remote(_Actor)
            .options(num_cpus=self._settings.threads)
            .remote(self._settings, self._memory)
        )
        self._awaited[actor.ready.remote()] = actor

    def _hear(self, awaited: Any) -> News:
        actor = self._awaited[awaited]
        exceptions = self._ray.exceptions
        try:
            if isinstance(awaited, self._ray.ObjectRef):
                self._ray.get(awaited)
                del self._awaited[awaited]
                return News(actor, free=True)
            return News(actor, (self._ray.get(next(awaited)),))
        except StopIteration:
            del self._awaited[awaited]
            return News(actor, free=True)
        except exceptions.RayTaskError as error:
            # What a document did is in its report: this is that no worker can work.
            raise error.cause from error
        except exceptions.RayError as error:
            del self._awaited[awaited]
            self._ray.kill(actor)
            self._hire()
            return News(actor, lost=str(error).strip().split("\n", maxsplit=1)[0])


class _Actor:
    """A glossary and a model somewhere on the cluster."""

    def __init__(self, settings: Settings, memory: Memory) -> None:
        self._settings = settings
        self._memory = memory

    def ready(self) -> None:
        """Load the glossary."""
        os.chdir(self._settings.folder)
        self._translator = self._settings.translator(self._memory)

    def run(self, documents: list[Source]) -> Iterator[Report]:
        """Do a handful."""
        yield from self._translator.run(documents, retranslate=self._settings.retranslate)
