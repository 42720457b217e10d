"""Tells a file that came from the web from an error page, and a whole one from a broken one."""

import gzip
import json
import re
import zipfile
import zlib
from pathlib import Path

from asset_map.domain.errors import Failure

ARCHIVES = (".zip", ".xlsx", ".ods", ".gpkg.zip")
_HTML = re.compile(rb"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.I | re.DOTALL)
BOM = b"\xef\xbb\xbf"
PARSED_BYTES = 200_000_000
"""JSON that is larger is only looked at from both ends: to parse it takes too much memory."""
CHUNK = 1 << 20


def refuse_unsound(path: Path, name: str, content_type: str, limit_bytes: int) -> None:
    """Raise Failure where a download is not the file it should be. ``name``: what it is called."""
    with path.open("rb") as file:
        head = file.read(4096).removeprefix(BOM)
    kind = content_type.partition(";")[0].strip().lower()
    if not head.strip():
        raise Failure("What came is empty.", "Try again later.")
    if kind in ("text/html", "application/xhtml+xml") or _HTML.match(head):
        raise Failure(
            "What came is a web page, not a file.",
            "Open the address in a browser, and give the address of the file itself.",
        )
    fault = _fault(path, name.lower(), kind, head, limit_bytes)
    if fault:
        raise Failure(f"What came is {fault}.", "Try again later, or check the address.")


def _fault(path: Path, name: str, kind: str, head: bytes, limit_bytes: int) -> str:
    if head.startswith(b"PK\x03\x04"):
        return _zip_fault(path, limit_bytes)
    if head.startswith(b"\x1f\x8b"):
        return _gzip_fault(path, limit_bytes)
    if name.endswith(ARCHIVES) or kind == "application/zip":
        return "no archive, though it should be one"
    if name.endswith(".gz"):
        return "not packed, though it should be"
    if name.endswith((".json", ".geojson", ".topojson")) or kind.endswith("json"):
        return _json_fault(path)
    return ""


def _zip_fault(path: Path, limit_bytes: int) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > limit_bytes:
                return "an archive that holds more than the limit"
            return "a damaged archive" if archive.testzip() else ""
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError):
        return "a damaged archive"


def _gzip_fault(path: Path, limit_bytes: int) -> str:
    left = limit_bytes
    try:
        with gzip.open(path) as packed:
            while chunk := packed.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    return "an archive that holds more than the limit"
    except (gzip.BadGzipFile, zlib.error, EOFError):
        return "a damaged archive"
    return ""


def _json_fault(path: Path) -> str:
    if path.stat().st_size > PARSED_BYTES:
        return "" if _ends_as_it_begins(path) else "cut off"
    try:
        json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return "no JSON, or cut off"
    return ""


def _ends_as_it_begins(path: Path) -> bool:
    with path.open("rb") as file:
        first = file.read(CHUNK).removeprefix(BOM).lstrip()[:1]
        file.seek(-CHUNK, 2)
        last = file.read().rstrip()[-1:]
    return first + last in (b"{}", b"[]")
