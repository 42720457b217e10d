"""JSON: lists, pages, lines; nested values as columns; what is no list of records."""

import gzip
import json
import zipfile

import pandas as pd
import pytest

from asset_map.domain.errors import BadInput
from etl.formats.documents import Documents

LIMIT = 10**8


def read(path, records=""):
    batches = list(Documents(records).batches(path, LIMIT, lambda cells: False))
    return pd.concat([batch.rows for batch in batches]) if batches else pd.DataFrame()


def written(path, document):
    path.write_text(document if isinstance(document, str) else json.dumps(document))
    return path


# Real files.


@pytest.mark.parametrize(
    ("name", "records", "count", "column", "value"),
    [
        (
            "grants_360giving_power_to_change_RAW.json",
            "grants",
            870,
            "recipientOrganization/0/name",
            None,
        ),
        (
            "grants_360giving_lloyds_bank_foundation_black_country.json",
            "grants",
            81,
            "fundingOrganization/0/name",
            "Lloyds Bank Foundation for England and Wales",
        ),
        ("hsds_uk_3_mock_service_list.json", "contents", 128, "status", "active"),
        ("hsds_3_example_service_list.json", ("contents", "content", "."), 1, "status", "active"),
        ("hsds_3_example_service_full.json", ("contents", "content", "."), 1, "status", "active"),
        ("mutual_aid_groups_uk_RAW.json", "", 2791, "location_coord/lat", None),
    ],
)
def test_a_real_file(sample_data, name, records, count, column, value):
    rows = read(sample_data / "assets" / name, records)

    assert len(rows) == count
    assert rows["_line"].tolist() == list(range(1, count + 1))
    assert not rows["_fault"].any()
    assert (rows[column] != "").all()
    assert value is None or rows[column].unique().tolist() == [value]


def test_a_real_nested_list_is_whole_in_its_json_text(sample_data):
    path = sample_data / "assets/hsds_3_example_service_full.json"
    whole = json.loads(path.read_text())
    [row] = read(path, ".").to_dict("records")

    assert json.loads(row["schedules"]) == whole["schedules"]
    assert row["phones/0/number"] == whole["phones"][0]["number"]


# Nested values.


def test_scalars_and_first_elements_have_columns_of_their_own(tmp_path):
    record = {"id": 7, "at": {"lat": 52.5, "open": True}, "names": ["a", "b"], "no": None}

    [row] = read(written(tmp_path / "x.json", [record])).to_dict("records")

    assert row == {
        "id": "7",
        "at": '{"lat": 52.5, "open": true}',
        "at/lat": "52.5",
        "at/open": "true",
        "names": '["a", "b"]',
        "names/0": "a",
        "no": "",
        "_fault": "",
        "_file": "x.json",
        "_line": 1,
    }


def test_all_records_have_the_columns_of_any(tmp_path):
    rows = read(written(tmp_path / "x.json", [{"a": 1}, {"b": 2}]))

    assert rows[["a", "b"]].to_numpy().tolist() == [["1", ""], ["", "2"]]


def test_what_is_nested_very_deeply_is_in_the_text_above_it(tmp_path):
    deep = "x"
    for _ in range(30):
        deep = {"in": deep}

    rows = read(written(tmp_path / "x.json", [deep]))

    assert max(name.count("/") for name in rows) == 11


def test_what_readers_fill_themselves_is_not_taken_from_a_file(tmp_path):
    record = {"id": "1", "_line": 99, "_fault": "x", "geometry": {"type": "Point"}}

    [row] = read(written(tmp_path / "x.json", [record])).to_dict("records")

    assert (row["_line"], row["_fault"], row["geometry/type"]) == (1, "", "Point")
    assert "geometry" not in row


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"a": 100090012345678901234567890}', "100090012345678901234567890"),
        ('{"a": 52.10}', "52.1"),
        ('{"a": NaN}', ""),
        ('{"a": "\\u0000\\ud800x"}', "?x"),
        ('{"a": "1", "a": "1"}', "1"),
        (f'{{"a": {"9" * 5000}}}', "9" * 5000),
    ],
)
def test_odd_values(tmp_path, text, told):
    [row] = read(written(tmp_path / "x.json", f"[{text}]")).to_dict("records")

    assert (row["a"], row["_fault"]) == (told, "")


def test_a_key_that_is_no_text_is_told_as_far_as_it_is(tmp_path):
    rows = read(written(tmp_path / "x.json", '[{"\\ud800a\\u0000": "1"}]'))

    assert rows["?a"].tolist() == ["1"]


# Where the records are.

RECORDS = [{"id": "1"}, {"id": "2"}]


@pytest.mark.parametrize(
    ("document", "records"),
    [
        (RECORDS, ""),
        (RECORDS, "grants"),
        ({"grants": RECORDS}, "grants"),
        ({"license": "x", "grants": RECORDS}, ""),
        ({"contents": RECORDS, "total_pages": 1}, ("contents", "content", ".")),
        ([{"contents": RECORDS[:1]}, {"contents": RECORDS[1:]}], "contents"),
        ([{"content": RECORDS[:1]}, {"content": RECORDS[1:]}], ("contents", "content")),
        (RECORDS, "."),
    ],
)
def test_records_are_found(tmp_path, document, records):
    rows = read(written(tmp_path / "x.json", document), records)

    assert rows[["id", "_line"]].to_numpy().tolist() == [["1", 1], ["2", 2]]


def test_an_object_may_be_a_record_itself(tmp_path):
    rows = read(written(tmp_path / "x.json", {"id": "1", "phones": [{"n": "2"}]}), ".")

    assert rows[["id", "phones/0/n"]].to_numpy().tolist() == [["1", "2"]]


@pytest.mark.parametrize("document", [{"contents": []}, [], [{"contents": []}, {"contents": []}]])
def test_a_page_without_records_gives_no_rows(tmp_path, document):
    assert read(written(tmp_path / "x.json", document), "contents").empty


def test_a_record_that_is_no_object_or_contradicts_itself_is_marked(tmp_path):
    text = '[{"id": "1"}, "text", 5, null, [1], {"id": "2", "id": "3"}, {"a": {"b": 1, "b": 2}}]'

    assert read(written(tmp_path / "x.json", text))["_fault"].tolist() == [
        "",
        "it is text, and no record",
        "it is a number, and no record",
        "it is nothing, and no record",
        "it is a list, and no record",
        "it says one thing twice, and differently",
        "a says one thing twice, and differently",
    ]


# How they are packed.


def test_lines_of_json_with_a_broken_one(tmp_path):
    rows = read(written(tmp_path / "x.jsonl", '{"id": "1"}\n\n{"id": \n{"id": "3"}\n'))

    assert rows["id"].tolist() == ["1", "", "3"]
    assert rows["_fault"].tolist() == ["", "it is nothing, and no record", ""]


def test_a_gzip_and_a_zip(tmp_path):
    content = json.dumps(RECORDS)
    (tmp_path / "x.json.gz").write_bytes(gzip.compress(content.encode()))
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a/one.json", content)
        archive.writestr("two.json", content)
        archive.writestr("readme.txt", "x")

    assert len(read(tmp_path / "x.json.gz")) == 2
    assert read(tmp_path / "x.zip")["_file"].tolist() == [
        *["x.zip/one.json"] * 2,
        *["x.zip/two.json"] * 2,
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path, encoding):
    (tmp_path / "x.json").write_bytes('[{"name": "Café"}]'.encode(encoding))

    assert read(tmp_path / "x.json")["name"].tolist() == ["Café"]


# What is refused.


@pytest.mark.parametrize(
    ("text", "records", "sentence"),
    [
        ('[{"id": "1"}, {"id', "", "x.json is cut off or damaged: it does not end as JSON must."),
        ("[" * 100_000, "", "x.json is nested too deeply."),
        ("5", "", "x.json holds one value and no records."),
        ('"text"', ".", "x.json holds one value and no records."),
        ('{"a": 1}', "", "x.json holds no list of records."),
        ('{"a": [{}], "b": [{}]}', "", "x.json holds several lists: a, b."),
        ('{"a\\nb": [{}], "\\ud800": [{}]}', "", "x.json holds several lists: a b, ?."),
        ('{"a": [{}]}', "grants", "x.json has no list called grants."),
        ('{"a": 1}', ("contents", "content"), "x.json has no list called contents or content."),
        (
            json.dumps([{f"field {n}": 1} for n in range(6_000)]),
            "",
            "The records of x.json have more than 5,000 different fields.",
        ),
    ],
)
def test_what_is_no_list_of_records_is_refused(tmp_path, text, records, sentence):
    with pytest.raises(BadInput) as caught:
        read(written(tmp_path / "x.json", text), records)

    assert caught.value.sentence == sentence
    assert caught.value.next_step


def test_a_zip_without_json_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a.csv", "x")

    with pytest.raises(BadInput, match="holds no JSON file"):
        read(tmp_path / "x.zip")
