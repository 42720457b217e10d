"""Feeds of Open Referral UK: a service, the body that provides it, the places it is given at."""

import json

import pytest
from loads import ask, ask_one, counts, load

from asset_map.domain.errors import BadInput
from etl.families.open_referral import place, schedules, text

ORGANISATION = {"id": "o1", "name": "Town Friends", "description": "<p>We are <b>friendly</b>.</p>"}
HALL = {
    "id": "l1",
    "location_type": "physical",
    "name": "Old Hall",
    "latitude": 52.5123,
    "longitude": -2.1472,
    "addresses": [
        {
            "attention": "Ann Persona",
            "address_1": "1 High Street",
            "city": "Dudley",
            "postal_code": "dy11aa",
            "address_type": "physical",
        }
    ],
    "external_identifier_type": "UPRN",
    "external_identifier": "90000001",
    "contacts": [{"name": "Ann Persona", "email": "ann@example.org"}],
}
WEEKLY = {"freq": "WEEKLY", "byday": "TU,TH", "opens_at": "12:00:00", "closes_at": "14:00:00"}
SERVICE = {
    "id": "s1",
    "name": "Lunch",
    "status": "active",
    "description": "A hot meal.",
    "url": "www.example.org/lunch",
    "email": "info@example.org",
    "assured_date": "2026-05-01",
    "assurer_email": "ann@example.org",
    "minimum_age": 60,
    "contacts": [{"name": "Ann Persona", "phones": [{"number": "01384 000000"}]}],
    "phones": [{"number": "01384 234567"}],
    "organization": ORGANISATION
    | {
        "organization_identifiers": [
            {"identifier_scheme": "GB-CHC", "identifier": "GB-CHC-1234567"}
        ],
        "contacts": [{"name": "Ann Persona"}],
    },
    "schedules": [WEEKLY],
    "cost_options": [{"option": "Main course", "amount": 3.5, "amount_description": "each"}],
    "service_areas": [{"name": "Dudley", "extent": "E08000027"}, {"name": "The old town"}],
    "service_at_locations": [{"id": "a1", "location": HALL}],
    "attributes": [{"taxonomy_term": {"id": "t1", "name": "Food support"}}],
}


def page(*services, number=1):
    return {"page_number": number, "total_pages": 2, "empty": not services, "contents": services}


def feed(folder, *pages, name="feed.json"):
    path = folder / name
    path.write_text(json.dumps(pages[0] if len(pages) == 1 else pages), encoding="utf-8")
    return path


def run(path, **wish):
    return load("open-referral", path, extent="GB", **wish)


# The published examples.


EXAMPLES = {
    "hsds_3_example_service_full.json": {"read": 1, "new": 1},
    "hsds_3_example_organization_full.json": {"read": 1, "unchanged": 1},  # told of by the service
    "hsds_3_example_service_list.json": {"read": 1, "changed": 1},  # the same service, shorter
    "hsds_3_example_location.json": {"read": 1, "set_aside": 1},  # its position is 100, 101
}


def test_each_published_example_is_one_record_and_no_person_in_it_is_kept(database, sample_data):
    for name, counted in EXAMPLES.items():
        assert counts(run(sample_data / "assets" / name, partial=True)) == counted

    for table in ("record_version", "asset", "issue", "set_aside"):
        assert ask_one(f"SELECT count(*) FROM {table} t WHERE t::text ILIKE '%persona%'") == 0
    kinds = ask("SELECT kind, count(*) FROM record GROUP BY kind ORDER BY kind")
    assert [tuple(row) for row in kinds] == [("group", 1), ("service", 1), ("venue", 1)]

    path = sample_data / "assets/hsds_3_example_service_at_location_full.json"
    with pytest.raises(BadInput, match=r"lists where services are given.*/services"):
        run(path)


def test_of_the_mock_feed_one_service_stands_and_each_repeat_is_accounted_for(
    database, sample_data
):
    path = sample_data / "assets/hsds_uk_3_mock_service_list.json"
    report = run(path)

    records = json.loads(path.read_text())["contents"]
    assert {record["id"] for record in records} == {records[0]["id"]}
    assert report.read == len(records) == 128
    assert report.new == 1
    # The others leave now this, now that field out: who is to say which is right?
    assert report.joined >= sum(record == records[0] for record in records) - 1
    assert report.set_aside == 127 - report.joined
    assert ask_one("SELECT count(*) FROM asset WHERE kind = 'group'") == 1


# What becomes of a service.


def test_a_service_its_provider_and_its_place_are_three_assets_and_two_links(town, tmp_path):
    report = run(feed(tmp_path, page(SERVICE)))

    assert counts(report) == {"read": 1, "new": 1}
    service = ask(
        """
        SELECT a.description, a.url, a.email, a.phone, a.last_confirmed::text, a.valid_to,
               s.cost, s.who_for
        FROM asset a JOIN service s ON s.asset_id = a.id WHERE a.source_id = 'open-referral'
        """
    )
    assert [tuple(row) for row in service] == [
        (
            "A hot meal. For: The old town.",
            "https://www.example.org/lunch",
            "info@example.org",
            "01384 234567",
            "2026-05-01",
            None,
            "Main course: £3.5 each",
            "aged 60 and over",
        )
    ]
    times = ask(
        "SELECT byday, opens_at::text, closes_at::text FROM schedule s JOIN asset a"
        " ON a.id = s.asset_id WHERE a.source_id = 'open-referral' ORDER BY byday"
    )
    assert [tuple(row) for row in times] == [
        ("TH", "12:00:00", "14:00:00"),
        ("TU", "12:00:00", "14:00:00"),
    ]
    links = ask(
        """
        SELECT f.name, l.type, t.name FROM link l JOIN asset f ON f.id = l.from_id
        JOIN asset t ON t.id = l.to_id WHERE l.source_id = 'open-referral' ORDER BY l.type
        """
    )
    assert [tuple(row) for row in links] == [
        ("Lunch", "delivered_at", "Old Hall"),
        ("Lunch", "provided_by", "Town Friends"),
    ]
    said = dict(
        ask(
            """
            SELECT r.kind || ':' || r.key, v.content FROM record r
            JOIN record_version v ON v.record_id = r.id WHERE r.source_id = 'open-referral'
            """
        )
    )
    assert said["group:o1"]["identifiers"] == {"GB-CHC": "1234567"}
    assert said["group:o1"]["description"] == "We are friendly."
    assert said["venue:l1"]["identifiers"] == {"UPRN": "90000001"}
    assert said["venue:l1"]["postcode"] == "DY1 1AA"
    assert said["venue:l1"]["address"] == "1 High Street, Dudley"
    assert said["service:s1"]["covers"] == ["E08000027"]
    assert said["service:s1"]["needs"] == ["food"]


@pytest.mark.parametrize(
    ("schedule", "weekly", "words"),
    [
        (WEEKLY | {"closes_at": "14:00"}, 2, ""),
        (WEEKLY | {"description": "not at Easter"}, 2, "not at Easter"),
        (WEEKLY | {"interval": 2}, 0, "weekly TU,TH 12:00-14:00"),
        (WEEKLY | {"valid_to": "2026-07-20"}, 0, "weekly TU,TH 12:00-14:00 to 2026-07-20"),
        (WEEKLY | {"opens_at": "15:00"}, 0, "weekly TU,TH 15:00-14:00"),
        ({"freq": "MONTHLY", "bymonthday": "1"}, 0, "monthly day of the month 1"),
        ({"description": "when it suits"}, 0, "when it suits"),
    ],
)
def test_a_time_that_is_not_plainly_weekly_stays_words(schedule, weekly, words):
    times, said = schedules({"schedules": [schedule]})

    assert len(times) == weekly
    assert said == words


def test_a_provider_that_two_services_tell_of_differently_is_one_and_sets_none_aside(
    town, tmp_path
):
    short = {"id": "o1", "name": "Town Friends"}
    second = SERVICE | {"id": "s2", "name": "Supper", "organization": short}
    for services in ((SERVICE, second), (second, SERVICE)):
        report = run(feed(tmp_path, page(*services)))
        assert report.set_aside == 0
        assert report.new + report.unchanged == 2
    groups = ask(
        "SELECT name, description FROM asset WHERE kind = 'group' AND source_id = 'open-referral'"
    )
    assert [tuple(row) for row in groups] == [("Town Friends", "We are friendly.")]


def test_the_same_feed_again_changes_nothing_and_a_place_that_moves_changes_its_service(
    town, tmp_path
):
    second = SERVICE | {"id": "s2", "service_at_locations": []}
    first = run(feed(tmp_path, page(SERVICE), page(second, number=2), page()))
    again = run(feed(tmp_path, page(SERVICE), page(second, number=2)))
    moved = SERVICE | {
        "service_at_locations": [{"id": "a1", "location": HALL | {"latitude": 52.513}}]
    }
    after = run(feed(tmp_path, page(moved), page(second, number=2)))

    assert counts(first) == {"read": 2, "new": 2}  # an empty page is no fault
    assert counts(again) == {"read": 2, "unchanged": 2}
    assert counts(after) == {"read": 2, "changed": 1, "unchanged": 1}


def test_a_place_with_a_wrong_position_keeps_its_service_and_is_told_of(town, tmp_path):
    wrong = {"id": "a1", "location": HALL | {"latitude": 100, "longitude": 101}}
    report = run(feed(tmp_path, page(SERVICE | {"service_at_locations": [wrong]})))

    assert counts(report) == {"read": 1, "new": 1}
    assert any("not in Great Britain" in issue.problem for issue in report.issues)
    found = ask("SELECT located_by FROM asset WHERE kind = 'venue' AND source_id = 'open-referral'")
    assert [tuple(row) for row in found] == [("postcode",)]


def test_a_service_is_where_its_places_are(town, tmp_path):
    far = {"id": "l2", "name": "Leeds Hall", "latitude": 53.8, "longitude": -1.55}
    away = SERVICE | {"id": "s2", "service_at_locations": [{"id": "a2", "location": far}]}
    both = SERVICE | {
        "id": "s3",
        "service_at_locations": [
            {"id": "a2", "location": far},
            {"id": "a3", "location": HALL},
        ],
    }
    report = load("open-referral", feed(tmp_path, page(away, both)), extent="E08000027")

    assert counts(report) == {"read": 2, "new": 1, "outside": 1}
    names = ask("SELECT name FROM asset WHERE kind = 'venue' AND source_id = 'open-referral'")
    assert [tuple(row) for row in names] == [("Old Hall",)]


@pytest.mark.parametrize(("kind", "is_place"), [("physical", 1), ("virtual", 0), ("postal", 0)])
def test_a_location_that_nobody_can_go_to_is_no_venue(kind, is_place):
    assert bool(place(HALL | {"location_type": kind})) == is_place


def test_a_service_that_has_ended_is_there_until_its_last_change_or_passed_over(town, tmp_path):
    dated = SERVICE | {"status": "defunct", "last_modified": "2026-03-15T10:30:45.123Z"}
    undated = {"id": "s2", "name": "Gone", "status": "inactive"}
    report = run(feed(tmp_path, page(dated, undated)))

    assert counts(report) == {"read": 1, "new": 1, "skipped": 1}
    assert any("ended without a date" in note for note in report.notes)
    assert (
        str(
            ask_one(
                "SELECT valid_to FROM asset WHERE source_id = 'open-referral' AND kind = 'service'"
            )
        )
        == "2026-03-15"
    )


def test_the_feeds_of_two_councils_stand_beside_each_other(town, tmp_path):
    run(feed(tmp_path, page(SERVICE)), authority="E08000027")
    other = {"id": "s9", "name": "Swimming", "status": "active"}
    report = run(feed(tmp_path, page(other)), authority="E08000028")

    assert report.withdrawn == 0
    assert (
        ask_one(
            "SELECT count(*) FROM asset WHERE source_id = 'open-referral' AND withdrawn IS NOT NULL"
        )
        == 0
    )


# Version 1.


V1 = {
    "id": "s1",
    "name": "Lunch",
    "description": "A hot meal.",
    "attending_access": "drop-in",
    "organization": {"id": "o1", "name": "Town Friends"},
    "eligibilitys": [{"eligibility": "people who live alone", "minimum_age": 60}],
    "regular_schedules": [WEEKLY],
    "service_taxonomys": [{"taxonomy": {"id": "t1", "name": "Food support"}}],
    "service_areas": [
        {"service_area": "Dudley", "extent": "http://statistics.data.gov.uk/id/E08000027"}
    ],
    "service_at_locations": [
        {
            "id": "a1",
            "location": {
                "id": "l1",
                "name": "Old Hall",
                "latitude": 52.5123,
                "longitude": -2.1472,
                "physical_addresses": [
                    {"address_1": "1 High Street", "city": "Dudley", "postal_code": "DY1 1AA"}
                ],
            },
        }
    ],
    "contacts": [{"name": "Ann Persona", "phones": [{"number": "01384 000000"}]}],
}


def test_version_1_has_other_names_for_the_same(town, tmp_path):
    report = run(feed(tmp_path, {"totalElements": 1, "number": 1, "content": [V1]}))

    assert counts(report) == {"read": 1, "new": 1}
    said = dict(
        ask(
            """
            SELECT r.kind, v.content FROM record r
            JOIN record_version v ON v.record_id = r.id WHERE r.source_id = 'open-referral'
            """
        )
    )
    assert set(said) == {"service", "group", "venue"}
    service = said["service"]
    assert service["needs"] == ["food"]
    assert service["who_for"] == "people who live alone; aged 60 and over"
    assert service["how"] == "drop-in"
    assert service["covers"] == ["E08000027"]
    assert len(service["sessions"]) == 2
    assert said["venue"]["address"] == "1 High Street, Dudley"


def test_a_record_without_a_name_is_set_aside(town, tmp_path):
    report = run(feed(tmp_path, page(SERVICE, {"id": "s2", "status": "active"})))

    assert counts(report) == {"read": 2, "new": 1, "set_aside": 1}


def test_what_only_looks_like_markup_is_text():
    assert text({"name": "<![x[ Lunch"}, "name") == "<![x[ Lunch"
