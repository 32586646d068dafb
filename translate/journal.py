"""The report of a run: one JSON document a line for each document, as it is finished."""

from __future__ import annotations

import json
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from translate.errors import DocumentError

if TYPE_CHECKING:
    from translate.translator import Report


class Journal:
    """A file to which a line is added for each document; use as a context, which closes it.

    What stands there stays, and what a run that was killed has written can be read: each line is
    handed to the system as soon as it is known. Raises `DocumentError` where that cannot be done.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Self:
        try:
            self._stream: IO[bytes] = self._path.open("ab+")
            if self._stream.tell():
                self._stream.seek(-1, 2)
                if self._stream.read() != b"\n":  # a line that a killed run did not get to end
                    self._stream.write(b"\n")
        except OSError as error:
            raise self._unwritable(error) from error
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def add(self, report: Report) -> None:
        """Add the line of a document."""
        line = json.dumps(record(report), ensure_ascii=False) + "\n"
        try:
            self._stream.write(line.encode("utf-8", errors="replace"))
            self._stream.flush()
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> DocumentError:
        return DocumentError(f"{self._path}: report cannot be written: {error.strerror}")


def record(report: Report) -> dict[str, Any]:
    """Return what a line says.

    ``segments`` are those of the document, of which ``translated`` by the engine, ``remembered``
    from other catalogues and ``flagged`` with a name that is wrong or missing. ``names`` counts
    those in the segments translated, by how they came right (`Rung`). ``seconds`` is wall time,
    ``worker`` is *host:process*, ``failure`` why the document is not done, else empty.
    """
    return {
        "source": str(report.source.path),
        "catalogue": None if report.catalogue is None else str(report.catalogue),
        "written": report.written,
        "segments": report.segments,
        "translated": report.translated,
        "remembered": report.remembered,
        "flagged": report.flagged,
        "names": dict(report.rungs),
        "seconds": round(report.seconds, 3),
        "worker": report.worker,
        "failure": report.failure,
    }
