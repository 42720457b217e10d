"""A folder of open data: all of its files are there in the end, or it is as it was before."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Protocol

from asset_map.exports.about import TITLE, About
from asset_map.exports.feed import Feed
from asset_map.exports.geojson import GeoJson
from asset_map.exports.geoparquet import GeoParquet
from asset_map.exports.tables import BESIDE, Csv

README = "README.txt"
HALF = ".half-"
SHARE_ALIKE = "-share-alike"
LAYERS = ("assets", "links", "services", "organizations", "taxonomies", "taxonomy_terms")


class Writer(Protocol):
    """Writes one file, as its rows come."""

    def write(self, rows: Iterable[dict[str, Any]]) -> None:
        """Write rows."""
        ...

    def close(self) -> None:
        """Write the end of the file."""
        ...


Kind = Callable[[Path, About, str], Writer]
KINDS: dict[str, tuple[str, Kind]] = {
    "geojson": (".geojson", GeoJson),
    "csv": (".csv", Csv),
    "geoparquet": (".parquet", GeoParquet),
    "openreferral": (".json", Feed),
}
"""Of each format the ending of its files, and what writes them. Links have no place, so that theirs
is plain Parquet."""


class Files:
    """The files of one format. What is share-alike stands in files of its own."""

    def __init__(self, folder: Path, kind: str, about: About) -> None:
        self._folder = folder
        self._ending, self._writer = KINDS[kind]
        self._about = about
        self._open: dict[tuple[str, bool], Writer] = {}
        self.counts: dict[str, int] = {}

    def write(self, layer: str, rows: list[dict[str, Any]], *, share_alike: bool = False) -> None:
        """Write rows into the file of a layer, which is begun with the first of them."""
        if not rows:
            return
        name = f"{layer}{SHARE_ALIKE if share_alike else ''}{self._ending}"
        at = (layer, share_alike)
        if at not in self._open:
            about = self._about.of_file(share_alike=share_alike)
            self._open[at] = self._writer(self._folder / name, about, layer)
        self._open[at].write(rows)
        self.counts[name] = self.counts.get(name, 0) + len(rows)

    def close(self) -> None:
        """End all files."""
        for writer in self._open.values():
            writer.close()


def is_ours(folder: Path, kind: str) -> bool:
    """Tell whether a folder is empty or holds open data of this format that was written before."""
    names = {one.name for one in folder.iterdir() if not one.name.startswith(HALF)}
    if not names:
        return True
    readme = folder / README
    others = {name for other in KINDS if other != kind for name in _names(other)} - _names(kind)
    ours = readme.is_file() and readme.read_text("utf-8", "replace").startswith(TITLE)
    return ours and not names & others


@contextmanager
def all_or_nothing(folder: Path) -> Iterator[Path]:
    """Give a folder to write to; what is in it in the end takes the place of what was before."""
    half = Path(mkdtemp(prefix=HALF, dir=folder))
    try:
        yield half
        for old in folder.iterdir():
            if old.is_file() and old.name in set().union(*map(_names, KINDS)):
                old.unlink()
        for new in half.iterdir():
            new.replace(folder / new.name)
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _names(kind: str) -> set[str]:
    """Return how files of a format may be called."""
    ending, _ = KINDS[kind]
    layers = [layer + more for layer in LAYERS for more in ("", SHARE_ALIKE)]
    return {README, *(layer + ending + more for layer in layers for more in ("", BESIDE))}
