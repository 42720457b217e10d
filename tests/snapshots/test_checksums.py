"""The checksum is the same for the same figures, however they are written down."""

import json
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from asset_map.domain.proposals import State
from asset_map.snapshots import checksum

RESULT = {
    "people_before": {"food": 1200.0625, "company": None},
    "extra_m": {"food": {"median": 410.12345, "p90": 1203.5}},
    "needs": [{"need": "food", "standard_m": 800.0, "postcodes": 3, "share_before": 0.1 + 0.2}],
    "as_at": "2026-11-23",
}
MORE = some.recursive(
    some.none()
    | some.booleans()
    | some.integers()
    | some.floats(allow_nan=False, allow_infinity=False)
    | some.text(),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
    max_leaves=12,
)


def with_change(**change):
    return {**RESULT, **change}


def test_it_is_that_of_the_canonical_result_for_good():
    assert checksum(RESULT) == ("a3a2b88505109ab6a19fcc73f8492b798b05a35072ccd0819004769f0eae96ca")


def test_the_order_of_keys_does_not_matter():
    assert checksum(dict(reversed(RESULT.items()))) == checksum(RESULT)


@given(some.dictionaries(some.text(), MORE))
def test_it_survives_being_written_and_read(data):
    assert checksum(json.loads(json.dumps(data))) == checksum(data)


def test_metres_are_compared_to_the_millimetre():
    near = {"food": {"median": 410.1234, "p90": 1203.5000000001}}
    far = {"food": {"median": 410.125, "p90": 1203.5}}

    assert checksum(with_change(extra_m=near)) == checksum(RESULT)
    assert checksum(with_change(extra_m=far)) != checksum(RESULT)


def test_people_are_compared_to_the_last_part():
    more = {"food": 1200.0625 + 2.0**-20, "company": None}

    assert checksum(with_change(people_before=more)) != checksum(RESULT)


def test_a_whole_number_is_one_number():
    assert checksum({"people": 20}) == checksum({"people": 20.0})
    assert checksum({"people": 0.0}) == checksum({"people": -0.0})


def test_what_is_no_figure_is_left_out():
    more = {
        "snapshot": "a" * 64,
        "checksum": "b",
        "made": "today",
        "alternatives": [{"name": "Hall"}],
        "in_short": ["A sentence."],
        "code": "9.9",
    }

    assert checksum(RESULT | more) == checksum(RESULT)


def test_days_ids_and_words_of_closed_lists_are_their_text():
    one = UUID("7a4f1d5e-3c0b-5f0e-9b59-6a1d0f7c2e11")

    assert checksum({"day": date(2026, 1, 2), "id": one, "state": State.DRAFT}) == checksum(
        {"day": "2026-01-02", "id": str(one), "state": "draft"}
    )


@pytest.mark.parametrize("key", ["as_at", "needs", "extra_m", "people_before"])
def test_every_figure_counts(key):
    assert checksum(with_change(**{key: None})) != checksum(RESULT)
