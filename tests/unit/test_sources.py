"""Every source says what a person needs to know of it."""

import pytest

from etl.sources import ALL
from etl.sources.demo import PACK

EVERY = [*ALL.values(), *(source for source, _ in PACK)]


@pytest.mark.parametrize("source", EVERY, ids=lambda source: source.id)
def test_a_source_says_whose_it_is_and_what_may_be_done_with_it(source):
    assert source.id == source.id.lower().replace(" ", "-")
    assert source.title
    assert source.publisher
    assert source.licence.name
    assert source.gives
    assert source.sheets
    assert source.hint or source.demo


@pytest.mark.parametrize("source", EVERY, ids=lambda source: source.id)
def test_no_field_is_filled_twice_and_something_is_required(source):
    for sheet in source.sheets:
        fields = [column.field for column in sheet.columns]
        assert len(fields) == len(set(fields))
        assert any(column.required for column in sheet.columns)


@pytest.mark.parametrize("source", EVERY, ids=lambda source: source.id)
def test_every_cleaner_says_what_to_give_where_it_cannot_read(source):
    for sheet in source.sheets:
        for column in sheet.columns:
            assert column.clean.expects


def test_what_is_for_the_demonstration_is_marked_and_ranks_below_all_that_is_real():
    assert all(source.demo for source, _ in PACK)
    assert not any(source.demo for source in ALL.values())
    assert max(s.rank for s, _ in PACK) < min(s.rank for s in ALL.values())


def test_no_two_sources_share_an_id():
    assert len({source.id for source in EVERY}) == len(EVERY)
