"""Whatever ``near`` prints as JSON is described."""

from datetime import UTC, datetime

import pytest
from printed import keys_of

from asset_map.domain.seeking import Sought
from asset_map.journeys import as_data
from asset_map.journeys.find_near import find_near
from asset_map.journeys.plan_visits import plan_visits
from asset_map.journeys.visits_as_data import of_plan
from asset_map.settings import CHECKOUT

pytestmark = pytest.mark.usefixtures("demo_database")


@pytest.mark.parametrize("within_m", [400, 2_000])
def test_every_key_is_described(within_m):
    sought = Sought(needs=("food", "company", "money"), words="comunity")
    found = find_near("DY1 3SB", sought, within_m=within_m)
    plan = plan_visits("DY1 3SB", sought, within_m=within_m, at=datetime(2026, 11, 23, tzinfo=UTC))
    described = (CHECKOUT / "docs/json.md").read_text(encoding="utf-8")
    described = described.split("## `near`")[1].split("\n## ")[0]
    keys = keys_of(as_data.of_near(found)) | keys_of(of_plan(plan))

    assert {"typed", "hours_text", "best_in", "ask_first"} & keys
    assert [key for key in sorted(keys) if key not in described] == []
