"""A form filled with what is on the map says, read again, just that."""

import pytest
from loads import ask

from asset_map.db import contributed, session
from asset_map.db.merge import PLACE
from asset_map.domain.assets import AssetKind
from asset_map.journeys.take_in import read_typed
from asset_map.journeys.typed_of import same, touched, typed_of
from etl.contributed import FILLS, fields_of

EVERY_SO_MANY = 7
"""Of the demonstration's assets: each one read takes a twentieth of a second."""


def test_every_field_of_an_asset_reads_as_it_was(own_demo):
    wrong = []
    with session.reading() as connection:
        found = ask("SELECT id, kind, correspondence FROM asset ORDER BY id")[::EVERY_SO_MANY]
        for id, kind_name, correspondence in found:
            kind = AssetKind(kind_name)
            content = contributed.said_now(connection, id)
            typed = typed_of(kind, content)
            # Whether an address is only where post goes is asked in no form.
            said = typed | ({"address": "", "postcode": ""} if correspondence else {})
            again = read_typed(connection, kind, said, contact_is_own=True).content
            wrong += [
                (id, name, content.get(name), again.get(name))
                for field, column in fields_of(kind).items()
                for name in FILLS.get(field, (column.field,))
                if name != "classified_by"
                and not (correspondence and name in PLACE)
                and content.get(name) != again.get(name)
            ]

    assert len(found) > 20
    assert wrong == []


@pytest.mark.parametrize(
    ("content", "field", "text"),
    [
        ({"valid_to": "2026-12-31", "valid_to_precision": "year"}, "valid_to", "2026"),
        ({"valid_to": "2026-05-31", "valid_to_precision": "month"}, "valid_to", "May 2026"),
        ({"valid_to": "2026-05-09", "valid_to_precision": "day"}, "valid_to", "9 May 2026"),
        ({"identifiers": {"GB-SC": "SC012345"}}, "charity_number", "SC012345"),
        ({"masked": True}, "masked", "yes"),
        ({"needs": ["food", "company"]}, "needs", "food; company"),
        ({"asks": [{"skill": "cooking", "times": "Mondays"}]}, "asks_when", "Mondays"),
        (
            {"asks": [{"skill": "cooking", "times": "a"}, {"skill": "driving", "times": "b"}]},
            "asks_when",
            "",
        ),
        (
            {
                "sessions": [
                    {"byday": "WE", "opens_at": "10:00", "closes_at": "12:00"},
                    {"byday": "TU", "opens_at": "12:00", "closes_at": "14:00"},
                ]
            },
            "hours",
            "Tu 12:00-14:00; We 10:00-12:00",
        ),
        ({}, "name", ""),
    ],
)
def test_a_field_says_what_the_content_says(content, field, text):
    assert typed_of(AssetKind.SERVICE, content)[field] == text


@pytest.mark.parametrize(
    ("field", "one", "other", "alike"),
    [
        ("needs", "food; company", "company;food", True),
        ("needs", "food", "food; company", False),
        ("description", "Tea  and\r\ncake", "Tea and cake", True),
        ("masked", "", "no", True),
        ("step_free", "", "no", False),
    ],
)
def test_blanks_and_the_order_of_lists_say_nothing(field, one, other, alike):
    assert same(field, one, other) is alike


def test_only_fields_typed_otherwise_count_as_touched():
    before = {"name": "Lunch", "cost": "£2", "needs": "food; company"}
    typed = {"name": " Lunch ", "cost": "", "needs": "company; food", "form": "x"}

    assert touched(AssetKind.SERVICE, before, typed) == {"cost": ""}
