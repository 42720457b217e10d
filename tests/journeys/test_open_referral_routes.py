"""The routes of Open Referral UK: their objects, what they may be asked, and what they keep."""

import json

import jsonschema
import pytest
from loads import ask, ask_one, change, load
from open_referral_schemas import ABOUT, MINIMAL, OF, page_of
from opened import CLOSED, client, exported, read
from tables import write_csv
from town import SERVICES, asset_files

from asset_map.journeys.decide_twins import say_same
from asset_map.web.open_referral import PREFIX

HALLS = "/service_at_locations"


def id_of(name: str) -> str:
    return str(ask_one("SELECT id FROM asset WHERE name = :name", name=name))


def names(path: str, **said: object) -> list[str]:
    return sorted(one["name"] for one in read(path, **said)["contents"])


def places_near(postcode: str, metres: int) -> list[str]:
    found = read(HALLS, postcode=postcode, proximity=metres)["contents"]
    return sorted(one["service"]["name"] for one in found)


@pytest.mark.parametrize("name", sorted(OF))
def test_every_list_and_every_object_is_as_the_standard_has_it(demo_database, name):
    page = read(f"/{name}", per_page=100)
    jsonschema.validate(page, page_of(OF[name]))
    assert page["contents"]
    for one in page["contents"][:5]:
        assert read(f"/{name}/{one['id']}") == one


def test_the_root_tells_the_version_and_the_licences(demo_database):
    about = read("/")
    jsonschema.validate(about, ABOUT)
    assert about["demo"] is True
    assert {source["licence"] for source in about["sources"]} >= {"Open Government Licence v3.0"}
    assert client().get(PREFIX).status_code == 200


def test_pages_follow_one_another_and_hold_each_service_once(demo_database):
    pages = [read("/services", page=number, per_page=30) for number in (1, 2, 3, 4)]

    assert [page["size"] for page in pages] == [30, 30, 12, 0]
    assert [page["first_page"] for page in pages] == [True, False, False, False]
    assert [page["last_page"] for page in pages] == [False, False, True, True]
    assert [page["empty"] for page in pages] == [False, False, False, True]
    assert {(page["total_items"], page["total_pages"]) for page in pages} == {(72, 3)}
    assert len({one["id"] for page in pages for one in page["contents"]}) == 72


def test_services_are_found_by_words_need_taxonomy_and_organisation(town):
    change(
        "UPDATE link SET type = 'provided_by', from_id = to_id, to_id = from_id "
        "WHERE type = 'supports'"
    )
    food = next(t for t in read("/taxonomy_terms")["contents"] if t["code"] == "food")
    taxonomy = read("/taxonomies")["contents"][0]["id"]

    assert names("/services", search="LUNCH") == ["Lunch"]
    assert names("/services", search="no such words") == []
    assert names("/services", taxonomy_term_id=food["id"]) == ["Lunch", "Supper"]
    assert names("/services", taxonomy_id=taxonomy) == ["Lunch", "Refuge", "Supper"]
    assert names("/services", taxonomy_id=food["id"]) == []
    assert names("/services", organization_id=id_of("Town Friends")) == ["Lunch"]
    assert names("/services", modified_after="2020-01-01") == ["Lunch", "Refuge", "Supper"]
    assert names("/services", modified_after="2099-01-01T00:00:00Z") == ["Refuge"]


def test_minimal_services_have_what_the_standard_requires_and_no_more(town):
    page = read("/services", minimal="true")
    jsonschema.validate(page, page_of(MINIMAL))
    assert page["size"] == 3


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/services?page=0", "page has to be a whole number"),
        ("/services?page=1e3", "page has to be a whole number"),
        ("/services?page=٣", "page has to be a whole number"),
        ("/services?per_page=101", "from 1 to 100"),
        ("/services?per_page=", None),
        ("/services?taxonomy_term_id=food", "has to be a UUID"),
        ("/services?modified_after=yesterday", "modified_after has to be"),
        ("/services?minimal=perhaps", "minimal has to be true or false"),
        ("/services?minimal=true&full=true", "not for both"),
        ("/services?format=xml", "only format is json"),
        ("/services?serach=food", "There is no parameter 'serach'"),
        ("/services?page=1&page=2", "more than once"),
        ("/services?postcode=DY1 1AA&proximity=5", "There is no parameter 'postcode'"),
        (f"{HALLS}?postcode=DY1 1AA", "together"),
        (f"{HALLS}?postcode=nowhere&proximity=5", "is no postcode"),
        (f"{HALLS}?postcode=ZE1 0AA&proximity=5", "no position"),
        (f"{HALLS}?postcode=DY1 1AA&proximity=nan", "number of metres"),
        (f"{HALLS}?postcode=DY1 1AA&proximity=-1", "number of metres"),
        ("/services/not-an-id", "is no id"),
        ("/services?search=%25%25!?", "neither letters nor figures"),
        ("/services?search=" + "x" * 201, "longer than"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_sentence(same_town, path, words):
    answer = client().get(PREFIX + path)
    assert answer.status_code == (400 if words else 200)
    if words:
        assert list(answer.json()) == ["error"]
        assert words in answer.json()["error"]
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("name", sorted(OF))
def test_an_id_that_nobody_knows_is_answered_as_such(same_town, name):
    answer = client().get(f"{PREFIX}/{name}/00000000-0000-4000-8000-000000000000")
    assert answer.status_code == 404
    assert list(answer.json()) == ["error"]


def test_programs_of_any_origin_may_read_and_ask_whether_anything_changed(same_town):
    program, at = client(), f"{PREFIX}/services"
    first = program.get(at, headers={"Origin": "https://elsewhere.example"})
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert first.headers["Cache-Control"] == "public, max-age=300"
    tag = first.headers["ETag"]

    again = program.get(at, headers={"If-None-Match": f'W/"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    head = program.head(at)
    assert (head.status_code, head.content, head.headers["ETag"]) == (200, b"", tag)
    assert head.headers["Content-Length"] == str(len(first.content))
    preflight = program.options(at)
    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in preflight.headers["Access-Control-Allow-Headers"]
    assert program.get(f"{at}/?page=1").json() == first.json()
    assert {program.request(method, at).status_code for method in ("POST", "PUT", "DELETE")} == {
        405
    }


def test_an_id_that_was_joined_leads_on_to_the_survivor(town, tmp_path):
    more = SERVICES + "    S4  | Midday meal | food | Tu 12:00-14:00 | 2026-05-01\n"
    files = asset_files(tmp_path)
    write_csv(files[1], more)
    load("own-list", *files)
    two = {id_of("Lunch"), id_of("Midday meal")}
    say_same(*sorted(two))
    [survivor] = {one["id"] for one in read("/services")["contents"]} & two
    [gone] = two - {survivor}

    answer = client().get(f"{PREFIX}/services/{gone}")

    assert answer.status_code == 301
    assert answer.headers["Location"] == f"{PREFIX}/services/{survivor}"
    assert client().get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("change_of", "status"),
    [
        ('"valid_to": "2020-01-01"', "defunct"),
        ('"valid_from": "2999-01-01"', "inactive"),
        ('"description": "Temporarily closed. A hot meal."', "temporarily closed"),
        ('"description": "A hot meal."', "active"),
        ('"break_from": "2026-01-01", "break_until": "2999-01-01"', "temporarily closed"),
        ('"break_from": "2020-07-20", "break_until": "2020-09-01"', "active"),
        ('"break_from": "2998-07-20", "break_until": "2998-09-01"', "active"),
    ],
)
def test_the_status_of_a_service_is_what_its_days_and_words_say(town, change_of, status):
    change(
        "UPDATE record_version SET content = content || CAST(:said AS jsonb) "
        "WHERE content->>'name' = 'Lunch'",
        said=f"{{{change_of}}}",
    )
    assert read(f"/services/{id_of('Lunch')}")["status"] == status


def test_a_break_that_is_not_over_is_told_as_an_alert(town):
    said = '{"break_from": "2998-07-20", "break_until": "2998-09-01", "break_why": "summer"}'
    change(
        "UPDATE record_version SET content = content || CAST(:said AS jsonb) "
        "WHERE content->>'name' IN ('Lunch', 'Refuge')",
        said=said,
    )
    told = "Takes a break from 20 July 2998 until 1 September 2998"

    assert read(f"/services/{id_of('Lunch')}")["alert"] == f"{told}: summer"
    # The words of what is hidden may tell where it is.
    assert read(f"/services/{id_of('Refuge')}")["alert"] == told
    assert "alert" not in read(f"/services/{id_of('Supper')}")


def test_only_what_may_be_told_by_distance_is_found_near_a_postcode(town):
    assert places_near("DY1 1AA", 1399) == ["Lunch"]
    assert places_near("DY1 1AA", 1401) == ["Lunch", "Supper"]
    # The Safe House is at DY2 2AD, and stands for itself at its ward's middle, where DY2 2AB is.
    assert places_near("DY2 2AD", 5) == []
    assert places_near("DY2 2AB", 5) == ["Supper"]
    assert places_near("DY2 2AB", 50_000) == ["Lunch", "Supper"]
    assert len(read(HALLS)["contents"]) == 3


def test_words_that_stay_hidden_are_not_found_either(town):
    change(
        'UPDATE record_version SET content = content || \'{"description": "in Hidden Road"}\' '
        "WHERE content->>'name' IN ('Refuge', 'Lunch')"
    )
    assert names("/services", search="hidden road") == ["Lunch"]
    assert "description" not in read(f"/services/{id_of('Refuge')}")


def test_what_another_source_says_finds_nothing(town, tmp_path):
    lunch = """
        ref | name  | needs   | postcode | description | hours          | last_confirmed
        X   | Lunch | library | DY1 1AA  | secret      | Tu 12:00-14:00 | 2026-05-01
        Y   | Choir | culture | DY1 1AB  | singing     |                |
    """
    load(CLOSED, write_csv(tmp_path / "services.csv", lunch))
    library = next(t for t in read("/taxonomy_terms")["contents"] if t["code"] == "library")

    assert names("/services", search="secret") == []
    assert names("/services", taxonomy_term_id=library["id"]) == []
    assert "Choir" not in names("/services")
    assert client().get(f"{PREFIX}/services/{id_of('Choir')}").status_code == 404


SAID = """
SELECT a.name, s.how, s.cost, s.who_for, a.description, a.last_confirmed,
       array(SELECT need_id FROM asset_need n WHERE n.asset_id = a.id ORDER BY 1),
       array(SELECT byday || opens_at || closes_at FROM schedule t
             WHERE t.asset_id = a.id ORDER BY 1),
       array(SELECT area_code FROM asset_area c WHERE c.asset_id = a.id ORDER BY 1),
       array(SELECT language FROM asset_language y WHERE y.asset_id = a.id ORDER BY 1),
       array(SELECT l.type || ' ' || o.name || coalesce(ST_AsText(o.geom, 0), '')
             FROM link l JOIN asset o ON o.id = l.to_id WHERE l.from_id = a.id
               AND l.type <> 'supports' ORDER BY 1)
FROM asset a JOIN service s ON s.asset_id = a.id
WHERE a.withdrawn IS NULL AND NOT a.hidden ORDER BY a.name
"""
TALKATIVE = """
    ref | name   | needs | hours             | cost | who_for          | how       | covers    | languages
    S1  | Lunch  | food  | Tu 9-11, Th 14-15 | free | all; aged 6 to 9 | in person | E05000001 | Urdu;BSL
    S2  | Supper | food  | when it suits     | £3   | aged 18 and over | by phone  |           |
"""  # noqa: E501 - one row, one line.


@pytest.mark.parametrize("way", ["file", "route"])
def test_what_leaves_is_read_back_the_same(town, tmp_path, use, server, template_of, way):
    files = asset_files(tmp_path)
    write_csv(files[1], TALKATIVE)
    load("own-list", *files, partial=True)
    before = [tuple(row) for row in ask(SAID)]
    feed = tmp_path / "services.json"
    if way == "file":
        feed.write_bytes(exported(tmp_path, "openreferral")["services.json"])
    else:
        feed.write_bytes(client().get(f"{PREFIX}/services?per_page=100&full=true").content)

    use(server.copy(template_of("blank", lambda: None)))
    load("open-referral", feed, extent="GB")

    after = [tuple(row) for row in ask(SAID)]
    assert [row for row in after if row[0] != "Refuge"] == before
    assert len(before) == 2
    assert json.loads(feed.read_bytes())["contents"]
