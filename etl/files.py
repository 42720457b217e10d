"""Looks at a file before anything reads it, so that a bad one is refused in one sentence."""

import gzip
import hashlib
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from asset_map.domain.errors import BadInput

MEGABYTE = 1_000_000
ENCRYPTED = 0x1
"""The mark of a member of a zip that needs a password."""

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,  # Such as a place in the file that lies before its beginning.
    NotImplementedError,  # A way of packing that no library here knows.
    RuntimeError,
    ValueError,
)
"""What the libraries raise where an archive is not as it must be."""


@dataclass(frozen=True)
class Fingerprint:
    """What a load remembers of a file."""

    name: str
    bytes: int
    sha256: str


def checked(path: Path, limit_bytes: int) -> Path:
    """Return the path of a file that can be read; raise BadInput with what is wrong with it."""
    try:
        if path.is_dir():
            raise BadInput(f"{path} is a folder.", "Name one file in it.")
        if path.exists() and not path.is_file():  # Opening a pipe would wait for ever.
            raise BadInput(f"{path} is no file.", "Save what it gives to a file first.")
        with path.open("rb"):
            size = path.stat().st_size
    except FileNotFoundError as error:
        raise BadInput(f"There is no file {path}.", "Check the name and the folder.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be"
        raise BadInput(f"The file {str(path)[:80]} cannot be read: {reason}.") from error
    if size == 0:
        raise BadInput(f"{path.name} is empty.", "Download it again.")
    if size > limit_bytes:
        raise too_large(path.name, limit_bytes)
    return path


def fingerprint(path: Path) -> Fingerprint:
    """Return the name, size and checksum of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Fingerprint(path.name, path.stat().st_size, digest)


def is_zip(path: Path) -> bool:
    """Tell whether a file is a zip archive, whatever its name says."""
    return zipfile.is_zipfile(path)


def names_in(path: Path) -> list[str]:
    """Return the names of the members of a zip."""
    with _sound_archive(path), zipfile.ZipFile(path) as archive:
        return archive.namelist()


@dataclass(frozen=True)
class Member:
    """One file, maybe out of an archive. ``before`` and ``part``: of the whole archive, 0 to 1."""

    name: str
    content: bytes
    before: float = 0.0
    part: float = 1.0


def members(path: Path, suffixes: tuple[str, ...], limit_bytes: int) -> Iterator[Member]:
    """Yield each member of a zip whose name ends as asked.

    The limit counts what was really unpacked, not what the archive says of itself, so a zip bomb
    stops at the limit.
    """
    unpacked_bytes = 0
    with _sound_archive(path), zipfile.ZipFile(path) as archive:
        _refuse_locked(path, archive)
        wanted = [info for info in archive.infolist() if _is_wanted(info, suffixes)]
        claimed = sum(info.file_size for info in wanted) or 1
        for info in sorted(wanted, key=lambda info: info.filename):
            with archive.open(info) as packed:
                content = packed.read(limit_bytes - unpacked_bytes + 1)
            before = unpacked_bytes
            unpacked_bytes += len(content)
            if unpacked_bytes > limit_bytes:
                raise too_large(path.name, limit_bytes)
            yield Member(info.filename, content, before / claimed, len(content) / claimed)


def _is_wanted(info: zipfile.ZipInfo, suffixes: tuple[str, ...]) -> bool:
    if info.is_dir() or info.filename.startswith("__MACOSX/"):  # What a Mac adds is no data.
        return False
    return info.filename.lower().endswith(suffixes)


def refuse_bomb(path: Path, limit_bytes: int) -> None:
    """Raise BadInput where an archive is damaged or unpacks to more than the limit."""
    left = limit_bytes
    with _sound_archive(path), zipfile.ZipFile(path) as archive:
        _refuse_locked(path, archive)
        for info in archive.infolist():
            with archive.open(info) as packed:
                while content := packed.read(MEGABYTE):
                    left -= len(content)
                    if left < 0:
                        raise too_large(path.name, limit_bytes)


def _refuse_locked(path: Path, archive: zipfile.ZipFile) -> None:
    if any(info.flag_bits & ENCRYPTED for info in archive.infolist()):
        raise BadInput(
            f"{path.name} is locked with a password.", "Unpack it, and load the files in it."
        )


def unpacked(path: Path, limit_bytes: int) -> bytes:
    """Return the content of a file, unpacked where it is gzip, no longer than the limit."""
    if not _is_gzip(path):
        return path.read_bytes()
    with _sound_archive(path), gzip.open(path) as packed:
        content = packed.read(limit_bytes + 1)
    if len(content) > limit_bytes:
        raise too_large(path.name, limit_bytes)
    return content


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b" or path.suffix.lower() == ".gz"


@contextmanager
def _sound_archive(path: Path) -> Iterator[None]:
    try:
        yield
    except DAMAGE as error:
        raise BadInput(f"{path.name} is a damaged archive.", "Download it again.") from error


def too_large(name: str, limit_bytes: int) -> BadInput:
    """Return what is said of a file that is larger than the limit, packed or unpacked."""
    return BadInput(
        f"{name} is larger than the limit of {limit_bytes // MEGABYTE:,} MB.",
        "If it is what you meant to load, raise ASSET_MAP_MAX_FILE_MB.",
    )
