"""Reading text with one clear complaint, and writing so that a file is whole or untouched."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from glossary.errors import GlossaryFileError


def decode(data: bytes, name: str) -> str:
    """Return ``data`` as text without a byte order mark, line ends as they are.

    Raises :class:`GlossaryFileError` if it is not UTF-8; ``name`` stands for the file in it.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GlossaryFileError(
            f"not UTF-8 (byte 0x{data[error.start]:02X}); save the file as UTF-8",
            path=name,
            line=data.count(b"\n", 0, error.start) + 1,
        ) from None


def read_bytes(path: Path) -> bytes:
    """Return the content of ``path``; raises :class:`GlossaryFileError` if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise GlossaryFileError(f"cannot be read: {reason}", path=str(path)) from None


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the content of ``path`` by ``data``, or leave it as it was.

    A link is followed and the file's permissions are kept. Raises :class:`GlossaryFileError`.
    """
    import tempfile

    path = Path(os.path.realpath(path))
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        reason = error.strerror or type(error).__name__
        raise GlossaryFileError(f"cannot be written: {reason}", path=str(path)) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
