"""What typed words are taken for: any order, typos forgiven, endings and accents no matter."""

import pytest
from loads import change

from asset_map.db import derive, session, words_typed

NAMES = (
    "Football Club",
    "Library",
    "Community Centre",
    "St James's Church & Hall",
    "Café Größe",
    "Yoga",
    "Y.M.C.A.",
    "Over-60s Lunch",
    "מרכז Centre",
)


@pytest.fixture
def named(town):
    """The town, whose venue has one of the names after another, each an asset of its own."""
    with session.transaction() as connection:
        for name in NAMES:
            connection.exec_driver_sql(
                """
                INSERT INTO asset (id, kind, name, name_key, located_by, retrieved, source_id, geom)
                SELECT gen_random_uuid(), 'group', %s, 'x', located_by, retrieved, source_id, geom
                FROM asset WHERE name = 'Old Hall'
                """,
                (name,),
            )
        derive.refresh_places(connection)


def found(typed):
    """Return the names that have what is typed, and what was taken for what."""
    with session.reading() as connection:
        meant = words_typed.looked_up_by(connection, typed)
        rows = connection.exec_driver_sql(
            """
            SELECT a.name FROM asset_place p JOIN asset a ON a.id = p.asset_id
            WHERE p.found_by @@ %s::tsquery AND a.name = ANY(%s) ORDER BY 1
            """,
            (meant.query, list(NAMES)),
        )
        told = {one.typed: one.taken for one in meant.understood}
        return [row.name for row in rows], told


def test_words_find_what_people_mean_by_them(named):
    football, library, centre, church, cafe, yoga, ymca, over, hebrew = NAMES
    expected = {
        "footbal": ([football], {}),
        "fodtball": ([football], {"fodtball": ("football",)}),
        "Football clubs": ([football], {}),
        "clubs FOOTBALL": ([football], {}),
        "libary": ([library], {"libary": ("library",)}),
        "libraries": ([library], {}),
        "lib": ([library], {}),
        "comunity centre": ([centre], {"comunity": ("community",)}),
        "chruch": ([church], {"chruch": ("church",)}),
        "st james": ([church], {}),
        "St. James's": ([church], {}),
        "hall and church": ([church], {}),
        "church & hall": ([church], {}),
        "cafe": ([cafe], {}),
        "CAFÉS": ([cafe], {}),
        "yuga": ([yoga], {"yuga": ("yoga",)}),
        "yoag": ([yoga], {"yoag": ("yoga",)}),
        "ymca": ([ymca], {}),
        "over 60s": ([over], {}),
        "over-60s": ([over], {}),
        "מרכז": ([hebrew], {}),
        "foot\u00adball": ([football], {}),
        "li\u200ebrary": ([library], {}),
        "🎉 yoga": ([yoga], {}),
        "football library": ([], {}),
        "zzzzzz": ([], {}),
    }

    assert {typed: found(typed) for typed in expected} == expected


SIGNS = (
    *("!football", "foot:*", "(football", "football)", "'football", "football'", "a:b", "<->"),
    *("n:food", "football | library", "foot\\ball", "\x00", "football\x00club", "\ud800", "''"),
    *("👩‍👩‍👧", "\u202eabc", "%", "_", "football & ", "x" * 5_000, "word " * 700),
)


@pytest.mark.parametrize("typed", SIGNS)
def test_signs_that_mean_something_to_a_database_mean_nothing(same_town, typed):
    with session.reading() as connection:
        meant = words_typed.looked_up_by(connection, typed)
        connection.exec_driver_sql("SELECT %s::tsquery", (meant.query,))

    assert "n:" not in meant.query


def test_words_that_stand_in_every_text_are_words_that_say_nothing(same_town):
    with session.reading() as connection:
        nothing = words_typed.looked_up_by(connection, "the of and")
        none = words_typed.looked_up_by(connection, "!!! 🎉")

    assert (nothing.words, nothing.query) == (True, "")
    assert (none.words, none.query) == (False, "")


def test_deriving_again_touches_only_what_differs(town):
    def rows():
        with session.reading() as connection:
            return {
                table: set(connection.exec_driver_sql(f"SELECT ctid::text FROM {table}").scalars())
                for table in ("asset_place", "supply", "asset_coming", "search_word")
            }

    def refresh():
        with session.transaction() as connection:
            derive.refresh_places(connection)

    before = rows()
    refresh()
    assert rows() == before

    change("UPDATE asset SET name = 'Brunch' WHERE name = 'Lunch'")
    refresh()
    after = rows()
    assert len(before["asset_place"] - after["asset_place"]) == 1
    assert after["supply"] == before["supply"]
