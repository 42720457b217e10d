"""When an entry should be looked at, and what nobody looked at."""

from datetime import date

import pytest
from tables import table

from asset_map.domain.assets import AssetKind
from asset_map.domain.freshness import lapsed, review_date

REVIEWED = """
    kind        | confirmed  | look by
    service     | 2026-05-01 | 2026-11-01
    skill_offer | 2026-08-31 | 2027-02-28
    group       | 2024-02-29 | 2025-02-28
    venue       | 2026-12-31 | 2028-12-31
    group       |            |
"""


@pytest.mark.parametrize(
    "row", table(REVIEWED), ids=lambda row: f"{row['kind']} {row['confirmed']}"
)
def test_each_kind_is_looked_at_in_its_own_time(row):
    confirmed = date.fromisoformat(row["confirmed"]) if row["confirmed"] else None
    expected = date.fromisoformat(row["look by"]) if row["look by"] else None

    assert review_date(AssetKind(row["kind"]), confirmed) == expected


def test_what_nobody_looks_at_lapses_six_weeks_after_its_time():
    confirmed = date(2026, 5, 1)

    assert not lapsed(AssetKind.SERVICE, confirmed, date(2026, 12, 12))
    assert lapsed(AssetKind.SERVICE, confirmed, date(2026, 12, 13))
    assert not lapsed(AssetKind.SERVICE, None, date(2026, 12, 13))
