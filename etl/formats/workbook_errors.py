"""Which cells of an Excel workbook hold an error: reading them gives nothing at all."""

import posixpath
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from etl.files import is_zip
from etl.formats.workbook_limits import column_number

Errors = dict[tuple[int, int], str]
"""Errors such as ``#N/A`` by row and column, counted from 0."""

_CELL = re.compile(
    rb"""<(?:\w+:)?c\s(?=[^>]*\bt\s*=\s*["']e["'])[^>]*?\br\s*=\s*["']([A-Z]+)(\d+)["'][^>]*>"""
    rb"""(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<""",
    re.DOTALL,
)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def errors_in(path: Path) -> dict[str, Errors]:
    """Return the errors by sheet; none where the file is no workbook of this kind."""
    if not is_zip(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return {}
        return {name: _errors(archive, part) for name, part in _sheets(archive).items()}


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of the archive that holds a sheet, by the name of the sheet."""
    relations = _xml(archive, "xl/_rels/workbook.xml.rels")
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    named = [
        (sheet.get("name", ""), targets.get(sheet.get(_RELATION), ""))
        for sheet in _xml(archive, "xl/workbook.xml").iter()
    ]
    parts = {name: posixpath.join("/xl", target)[1:] for name, target in named if name and target}
    return {name: part for name, part in parts.items() if part in archive.namelist()}


def _xml(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(part))  # noqa: S314 - expat stops bombs of entities


def _errors(archive: zipfile.ZipFile, part: str) -> Errors:
    found = _CELL.findall(archive.read(part))
    return {
        (int(row) - 1, column_number(column) - 1): error.decode() for column, row, error in found
    }
