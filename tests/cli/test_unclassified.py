"""The command that lists what no need is known of."""

import json

from commands import run
from loads import change


def test_the_command_tells_what_is_unclassified_and_what_can_be_done(town):
    change("UPDATE asset SET classified_by = CASE name WHEN 'Lunch' THEN '' ELSE 'stated' END")

    table = run("etl", "unclassified")
    data = run("etl", "unclassified", "--format", "json")

    assert (table.code, table.error) == (0, "")
    assert "Lunch" in table.said
    assert "data/lookups/classification.csv" in table.said
    said = json.loads(data.said)
    assert said["unclassified"] == 1
    assert [part["kind"] for part in said["parts"]] == ["service"]
    assert [one["name"] for part in said["parts"] for one in part["examples"]] == ["Lunch"]
