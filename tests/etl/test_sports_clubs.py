"""Community amateur sports clubs: real names and postcodes, and no home of a secretary."""

from dudley_by_hand import AUTHORITY, postcodes_of_dudley, rows_of, squeezed
from loads import ask, ask_one, counts, load
from tables import write_csv
from town import load_places

CLUBS = "assets/community_amateur_sports_clubs_hmrc_RAW.csv"

DRAWN = """
    Organisation Name           | Address Line 1    | Address Line 2 | Postcode
    EAST TOWN RUGBY FOOTBA LL C | Mr Adam Person    | 3 Home Road    | DY1 1AA
    EAST TOWN RUGBY FOOTBALL C  | The Ground        | Town           | DY1 1AA
    West Town AFC               | 5 Home Road       | Town           | dy22ab
    No Postcode Club            | The Ground        | Town           |
"""


def test_every_club_is_accounted_for_and_those_of_dudley_are_there(own_dudley, sample_data):
    own = postcodes_of_dudley(sample_data)
    published = rows_of(sample_data / CLUBS)
    wanted = sorted(
        squeezed(row["Postcode"]) for row in published if squeezed(row["Postcode"]) in own
    )

    report = load("sports-clubs", sample_data / CLUBS)

    found = ask(
        """
        SELECT a.postcode FROM asset a JOIN postcode p USING (postcode)
        WHERE a.source_id = 'sports-clubs' AND p.authority_code = :code
        """,
        code=AUTHORITY,
    )
    assert sorted(squeezed(postcode) for [postcode] in found) == wanted
    assert counts(report) == {"read": 7761, "new": 57, "set_aside": 369, "outside": 7335}
    missing = [one for one in report.issues if one.problem == "The value is missing."]
    assert len(missing) == sum(not row["Postcode"].strip() for row in published) == 348
    assert load("sports-clubs", sample_data / CLUBS).changed_nothing


def test_a_club_is_for_getting_active_and_where_it_plays_is_not_known(own_dudley, sample_data):
    load("sports-clubs", sample_data / CLUBS)

    kinds = ask(
        """
        SELECT DISTINCT kind, group_type, classified_by, masked, correspondence, address
        FROM asset JOIN community_group ON id = asset_id WHERE source_id = 'sports-clubs'
        """
    )
    assert [tuple(row) for row in kinds] == [("group", "sports club", "tags", True, True, "")]
    assert (
        ask_one(
            """
        SELECT count(*) FROM supply s JOIN asset a ON a.id = s.asset_id
        WHERE a.source_id = 'sports-clubs'
        """
        )
        == 0
    )
    assert ask_one("SELECT name FROM asset WHERE name LIKE 'Redditch Cricket%'") == (
        "Redditch Cricket Hockey and Rugby Football Club Limited"
    )
    assert not ask("SELECT 1 FROM record_version WHERE content::text ~* 'kibby|amblecote road'")


def test_a_broken_name_is_the_same_club_and_nothing_of_an_address_is_read(database, tmp_path):
    load_places(tmp_path)

    report = load("sports-clubs", write_csv(tmp_path / "clubs.csv", DRAWN))

    assert counts(report) == {"read": 4, "new": 2, "joined": 1, "set_aside": 1}
    found = ask("SELECT name, postcode FROM asset ORDER BY name")
    assert [tuple(row) for row in found] == [
        ("East Town Rugby Football C", "DY1 1AA"),
        ("West Town AFC", "DY2 2AB"),
    ]
    for place in ("record_version WHERE content::text", "set_aside WHERE cells::text"):
        assert not ask(f"SELECT 1 FROM {place} ~* 'Home Road|Person'")
