"""Kept inputs: all that an impact was worked out from, so that its figures can be made again.

They are Parquet files named by what they hold. See docs/decisions/0022-kept-inputs.md.
"""

from asset_map.snapshots.checksums import checksum
from asset_map.snapshots.keeping import bring_back, keep

__all__ = ["bring_back", "checksum", "keep"]
