"""What a record says as JSON, and ids and keys by the column: the same as one by one."""

import json

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from asset_map.domain.assets import stable_id
from asset_map.domain.places import name_key
from etl.contents import contents, digests, name_keys, stable_ids

TEXTS = st.lists(st.text(max_size=40), min_size=1, max_size=20)


@given(TEXTS)
def test_names_fold_by_the_column_as_they_do_one_by_one(names):
    assert name_keys(pd.Series(names, dtype="str")).tolist() == [name_key(name) for name in names]


@given(TEXTS)
def test_ids_by_the_column_are_those_made_one_by_one(keys):
    kinds = pd.Series(["venue"] * len(keys))

    made = stable_ids("source", kinds, pd.Series(keys, dtype="str"))

    assert made == [stable_id("source", "venue", key).hex for key in keys]


def test_a_record_says_only_what_is_known_in_the_order_of_the_names():
    rows = pd.DataFrame(
        {
            "_row": [1, 2],
            "name": ["Old Hall", "New Hall"],
            "size_people": pd.Series([30, None], dtype="Int64"),
            "masked": pd.Series([False, None], dtype="boolean"),
            "needs": [["food"], []],
            "identifiers": [{"b": "2", "a": "1"}, {}],
            "description": ["", "glass"],
            "latitude": [52.5, None],
            "geometry": [Point(390000.126, 290000), None],
        }
    )

    said = contents(rows, ["_row", "geometry", "latitude"])

    assert said[0] == (
        '{"easting":390000.13,"identifiers":{"a":"1","b":"2"},"masked":false,"name":"Old Hall",'
        '"name_key":"old hall","needs":["food"],"northing":290000.0,"size_people":30}'
    )
    assert json.loads(said[1]) == {
        "description": "glass",
        "name": "New Hall",
        "name_key": "new hall",
    }


def test_texts_that_differ_have_different_fingerprints():
    assert len(set(digests(["a", "b", "ab", ""]))) == 4
