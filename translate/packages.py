"""Which model translates: a package named by the user, an installed one, or the embedded one.

A package is an Argos Translate package (an ``.argosmodel`` file: a zip of one folder with
``metadata.json``, ``model/`` for CTranslate2 and ``sentencepiece.model`` or ``bpe.model``).
`argostranslate.package` knows metadata, tokenizers and installed packages; it is imported only
here and only on use, because its import creates folders in the user's home.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Protocol, cast

from translate.annotation import InlineTerms
from translate.errors import PackageError

_log = logging.getLogger(__name__)

# A model larger than this unpacked is not one that runs on a desk; it is a zip bomb or a mistake.
_LARGEST_UNPACKED = 4 << 30
# No unpacking takes this long (in seconds): what is older was left by a run that was killed.
_LONGEST_UNPACKING = 3600


class Origin(StrEnum):
    """Where a package was found."""

    FILE = "file"
    INSTALLED = "installed"
    EMBEDDED = "embedded"


class Tokenizer(Protocol):
    """What a package's SentencePiece or BPE tokenizer does."""

    def encode(self, sentence: str) -> list[str]:
        """Split a text into the model's tokens."""

    def decode(self, tokens: list[str]) -> str:
        """Join tokens to a text."""


@dataclass(frozen=True, slots=True)
class ModelPackage:
    """A translation package on disk, ready to load.

    ``folder`` is the unpacked package, ``source`` and ``target`` are ISO 639 codes, ``name`` is
    how a user names it (``translate-de_en-0_2``), ``inline_terms`` are the marks with which it
    takes the spellings owed, None if it does not; ``aligned`` says that its attention was trained
    towards word alignments.
    """

    name: str
    folder: Path
    origin: Origin
    source: str
    target: str
    version: str
    inline_terms: InlineTerms | None
    aligned: bool = False

    @property
    def model(self) -> Path:
        """Folder of the CTranslate2 model."""
        return self.folder / "model"

    def tokenizer(self) -> Tokenizer:
        """Load the package's tokenizer. Raises `PackageError` if it has none."""
        try:
            from argostranslate.package import Package
        except OSError as error:
            raise _unwritable_home(error) from error
        tokenizer = getattr(Package(self.folder), "tokenizer", None)
        if tokenizer is None:
            raise PackageError(
                f"{self.folder}: neither sentencepiece.model nor bpe.model; "
                "this is not a complete Argos package"
            )
        return cast("Tokenizer", tokenizer)

    def readme(self) -> str:
        """Return the model card, empty if the package has none."""
        card = self.folder / "README.md"
        return card.read_text(encoding="utf-8") if card.is_file() else ""


def find_package(wanted: str | None, source: str, target: str) -> ModelPackage:
    """Return the package to translate `source` into `target` with.

    `wanted` is an ``.argosmodel`` file, an unpacked package folder or a name that
    `available_packages` lists; None takes the first of those that fits the pair.
    Raises `PackageError` if there is none, or if the one wanted translates another pair.
    """
    if wanted is not None:
        package = _named(wanted)
        if (package.source, package.target) != (source, target):
            raise PackageError(
                f"{wanted}: translates {package.source}→{package.target}, not {source}→{target}"
            )
        return package
    for package in available_packages():
        if (package.source, package.target) == (source, target):
            return package
    raise PackageError(
        f"no translation model for {source}→{target}: get an Argos package "
        f"(translate-{source}_{target}-*.argosmodel) and name it with --model FILE, "
        "or install it with Argos Translate"
    )


def available_packages() -> Iterator[ModelPackage]:
    """Yield every usable package: those installed by Argos Translate first, then the embedded."""
    yield from _installed()
    for archive in _embedded():
        yield _read(_unpacked(archive), Origin.EMBEDDED)


def install(wanted: str) -> ModelPackage:
    """Install a package where Argos Translate finds it, too; return it.

    `wanted` is an ``.argosmodel`` file, or a pair such as ``de_en``, which is downloaded from
    Argos' index (the only place in this program that uses the network). Raises `PackageError`.
    """
    archive = Path(wanted)
    if not archive.is_file():
        archive = _downloaded(wanted)
    folder = _unpacked(archive)
    _read(folder, Origin.FILE)
    try:
        from argostranslate import settings

        home = Path(settings.package_data_dir) / folder.name
        if home.exists():
            raise PackageError(f"{home}: is installed already; remove that folder to replace it")
        # Not `argostranslate.package.install_from_path`: it loads stanza and PyTorch at its end.
        scratch = Path(tempfile.mkdtemp(prefix=".installing-", dir=home.parent))
        try:
            shutil.copytree(folder, scratch / folder.name)
            (scratch / folder.name).rename(home)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    except OSError as error:
        raise _unwritable_home(error) from error
    return _read(home, Origin.INSTALLED)


def _downloaded(pair: str) -> Path:
    try:
        from argostranslate import package as argos
        from argostranslate import settings

        # It logs its failure and goes on; its next call, without an index, would never end.
        logging.getLogger("argostranslate.utils").setLevel(logging.CRITICAL)
        argos.update_package_index()
        if not Path(settings.local_package_index).exists():
            raise ConnectionError("no answer")  # noqa: TRY301 (one message for every way to fail)
        offered = {f"{p.from_code}_{p.to_code}": p for p in argos.get_available_packages()}
        found = Path(offered[pair].download()) if pair in offered else None
    except Exception as error:  # argostranslate raises bare Exception where a download fails
        raise PackageError(
            f"{pair}: no such file, and Argos' index cannot be reached ({error}); "
            "download the .argosmodel file elsewhere and install that"
        ) from error
    if found is None:
        raise PackageError(f"{pair}: no such file, and no such pair in Argos' index")
    return found


def _unwritable_home(error: OSError) -> PackageError:
    return PackageError(
        f"{error.filename}: Argos Translate's folder cannot be written ({error.strerror}); "
        "set XDG_DATA_HOME, XDG_CONFIG_HOME and XDG_CACHE_HOME to folders that can"
    )


def _named(wanted: str) -> ModelPackage:
    path = Path(wanted)
    if path.is_file():
        return _read(_unpacked(path), Origin.FILE)
    if path.is_dir():
        return _read(path, Origin.FILE)
    known = []
    for package in available_packages():
        if wanted == package.name:
            return package
        known.append(package.name)
    raise PackageError(
        f"{wanted}: no such model file, and no model of that name; "
        + (f"known are {', '.join(known)}" if known else "no model is installed")
    )


def _embedded() -> list[Path]:
    folder = files("translate") / "models"
    # Newest version first; the names end in it.
    return sorted(Path(str(folder)).glob("translate-*.argosmodel"), reverse=True)


def _installed() -> Iterator[ModelPackage]:
    try:
        from argostranslate import settings
    except OSError:
        # Its import makes folders in the home directory; where it may not, nothing is installed.
        return
    for directory in settings.package_dirs:
        if not directory.is_dir():
            continue
        for folder in sorted(directory.iterdir()):
            if (folder / "metadata.json").is_file() and (folder / "model").is_dir():
                try:
                    package = _read(folder, Origin.INSTALLED)
                except PackageError as error:
                    # One damaged package must not keep the others from being found.
                    _log.warning("%s; passed over", error)
                    continue
                if package.source and package.target:
                    yield package


def _read(folder: Path, origin: Origin) -> ModelPackage:
    path = folder / "metadata.json"
    try:
        metadata = json.loads(path.read_text(encoding="utf-8"))
        marks = InlineTerms.from_metadata(metadata)
    except (OSError, ValueError, AttributeError) as error:
        raise PackageError(f"{path}: not the metadata of an Argos package: {error}") from error
    if not (folder / "model" / "model.bin").is_file():
        raise PackageError(f"{folder}: no model/model.bin; this is not a translation package")
    return ModelPackage(
        name=folder.name,
        folder=folder,
        origin=origin,
        source=str(metadata.get("from_code") or ""),
        target=str(metadata.get("to_code") or ""),
        version=str(metadata.get("package_version") or ""),
        inline_terms=marks,
        aligned=metadata.get("alignment") is True,
    )


def cache_folder() -> Path:
    """Where unpacked models are kept between runs; safe to delete at any time."""
    from platformdirs import user_cache_path

    return user_cache_path("umschrift", appauthor=False) / "models"


def _unpacked(archive: Path) -> Path:
    """Unpack `archive` into the cache once, keyed by its content; return the package folder."""
    try:
        with archive.open("rb") as stream:
            key = hashlib.file_digest(stream, "sha256").hexdigest()[:16]
        home = cache_folder() / key
        if not home.is_dir():
            _unpack(archive, home)
    except zipfile.BadZipFile as error:
        raise PackageError(f"{archive}: not an Argos package (not a zip archive)") from error
    except OSError as error:
        raise PackageError(f"{archive}: cannot unpack: {error.strerror or error}") from error
    for metadata in sorted(home.glob("*/metadata.json")):
        return metadata.parent
    raise PackageError(f"{archive}: not an Argos package (no folder with a metadata.json in it)")


def _unpack(archive: Path, home: Path) -> None:
    home.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive) as packed:
        size = sum(member.file_size for member in packed.infolist())
        if size > _LARGEST_UNPACKED:
            raise PackageError(f"{archive}: would unpack to {size >> 30} GiB; refused")
        for member in packed.namelist():
            parts = PurePosixPath(member.replace("\\", "/"))
            if parts.is_absolute() or ".." in parts.parts:
                raise PackageError(f"{archive}: holds a path outside itself ({member}); refused")
        for leftover in home.parent.glob(".unpacking-*"):
            with suppress(OSError):  # another run has just renamed or removed it
                if time.time() - leftover.stat().st_mtime > _LONGEST_UNPACKING:
                    shutil.rmtree(leftover, ignore_errors=True)
        # Concurrent runs each unpack to a folder of their own; the first rename wins.
        scratch = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=home.parent))
        try:
            packed.extractall(scratch)
            try:
                scratch.rename(home)
            except OSError:
                if not home.is_dir():
                    raise
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
