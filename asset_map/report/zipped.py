"""Files in one zip whose bytes are the same whenever the files are."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

_FIRST_YEAR, _LAST_YEAR = 1980, 2107  # All that a zip can say.


def zipped(files: Mapping[str, bytes], made: datetime) -> bytes:
    """Return files in one zip, in their order, each with the time that the paper was made (UTC)."""
    when = made.astimezone(UTC)
    if not _FIRST_YEAR <= when.year <= _LAST_YEAR:
        when = datetime(_FIRST_YEAR, 1, 1, tzinfo=UTC)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, when.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            file.writestr(entry, data)
    return held.getvalue()
