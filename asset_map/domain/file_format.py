"""The formats of open data."""

from enum import StrEnum


class FileFormat(StrEnum):
    """A format of open data."""

    GEOJSON = "geojson"
    CSV = "csv"
    GEOPARQUET = "geoparquet"
    OPENREFERRAL = "openreferral"
