"""The stewards' pages on loads, and what a page says of things that are gone."""

import pytest
from loads import ask_one, change, load
from signed_in import session_of
from starlette.requests import Request
from tables import write_csv

from asset_map.app import asset_wording, loads_wording
from asset_map.app import sign_in_wording as words
from asset_map.domain.people import Role
from asset_map.journeys.as_data import of_asset
from asset_map.journeys.find_near import find_near
from asset_map.journeys.see_asset import see_asset
from asset_map.web import cookies
from asset_map.web.set_aside import set_aside

LIBRARIES = """
    Local authority | Library name | Postcode | Address 1
    Dudley          | Old Library  | DY1 1AA  | 1 High St
    Dudley          | New Library  | <b>DY1   | 2 High St
    Dudley          | Far Library  | DY2 2AD  | 3 High St
"""


@pytest.fixture
def libraries(town, tmp_path) -> None:
    """Two libraries of which one is gone, and one row set aside."""
    file = tmp_path / "libraries.csv"
    load("libraries", write_csv(file, LIBRARIES))
    load("libraries", write_csv(file, LIBRARIES.replace("Far", "Near")))


def test_all_loads_are_a_table_that_leads_to_each_source(libraries, show, as_staff, text_of):
    html = show("see_loads")

    assert '<a href="/loads?source=libraries"' in html
    said = text_of(html)
    assert loads_wording.QUALITY_OF.format(assets="13 entries") in said
    assert "Far Library Service" in said or "Far Library" in said
    assert loads_wording.WITHDRAWN_TO_DO[0] in said


def test_a_source_shows_its_counts_with_what_they_mean_and_why_rows_were_set_aside(
    libraries, show, as_staff, text_of
):
    html = show("see_loads", source="libraries")
    said = text_of(html)

    assert "3 rows read after the header" in said
    assert loads_wording.ASIDE_TITLE.format(rows="1 row") in said
    assert "1 × Postcode: The value could not be read." in said
    assert "Write a postcode, such as DY1 3SB." in said
    assert "the publisher of the file" in said
    assert "libraries.csv 3 <b>DY1" in said
    assert "<b>DY1" not in html
    assert 'href="/set-aside.csv?source=libraries"' in html
    assert loads_wording.HISTORY_OF.format(shown=2, count=2) in said


def test_a_source_that_is_not_loaded_is_said_plainly(town, show, as_staff, text_of):
    said = text_of(show("see_loads", source="nonsense"))

    assert "Nothing of a source 'nonsense' is loaded." in said
    assert loads_wording.UNKNOWN_SOURCE_NEXT in said


def test_the_loads_of_a_source_are_for_staff(libraries, show, text_of):
    said = text_of(show("see_loads", source="libraries"))

    assert words.FIRST_TITLE in said
    assert "High St" not in said
    assert "could not be read" not in said


def asked(source: str = "libraries", token: str = "", computer: str = "127.0.0.1"):
    """Ask for the CSV with a session's token, from a computer."""
    cookie = f"{cookies.SESSION}={token}".encode()
    return set_aside(
        Request(
            {
                "type": "http",
                "method": "GET",
                "path": "/set-aside.csv",
                "query_string": f"source={source}".encode(),
                "client": (computer, 50000),
                "headers": [
                    (b"host", b"localhost:8501"),
                    *([(b"cookie", cookie)] if token else []),
                ],
            }
        )
    )


def test_a_steward_can_save_what_was_set_aside(libraries):
    answer = asked(token=session_of(Role.STEWARD))

    assert answer.status_code == 200
    assert answer.headers["content-disposition"].endswith('filename="libraries-set-aside.csv"')
    assert answer.headers["cache-control"] == "no-store"
    assert "<b>DY1" in bytes(answer.body).decode("utf-8-sig")


def test_nobody_else_can_on_whichever_computer_they_are(libraries):
    for token in ("", "made-up", session_of(Role.MEMBER)):
        answer = asked(token=token)

        assert answer.status_code == 403
        assert "High St" not in bytes(answer.body).decode()


def test_a_source_that_is_not_loaded_has_no_csv(town):
    assert asked(source="nonsense", token=session_of(Role.STEWARD)).status_code == 404


def test_a_withdrawn_asset_is_shown_as_it_was_last_known_and_says_so(libraries, show, text_of):
    gone = ask_one("SELECT id FROM asset WHERE name = 'Far Library'")
    change("UPDATE asset SET withdrawn = '2026-10-01' WHERE id = :id", id=gone)

    said = text_of(show("see_asset", id=str(gone)))
    assert "No longer in the source since 1 October 2026; shown as it was last known." in said
    assert "DY2 2AD" in said
    assert of_asset(see_asset(str(gone)).asset)["withdrawn"] == "2026-10-01"
    assert "Far Library" not in [hit.asset.name for hit in find_near("DY2 2AD").hits]


def test_an_address_where_only_post_goes_is_not_shown(libraries, show, text_of):
    old = ask_one("SELECT id FROM asset WHERE name = 'Old Library building'")
    change(
        "UPDATE asset SET correspondence = true, masked = true, hidden = true WHERE id = :id",
        id=old,
    )

    said = text_of(show("see_asset", id=str(old)))
    assert asset_wording.CORRESPONDENCE in said
    assert "High St" not in said
    assert "DY1 1AA" not in said
    assert of_asset(see_asset(str(old)).asset)["correspondence"] is True
