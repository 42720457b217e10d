"""What people tell in confidence is told to nobody, whichever way it takes: all journeys once, by
a served app, and then everything that anybody can read."""

import logging
import re
import signal
from collections.abc import Iterator

import pytest
from confided import (
    CLAIMER,
    CONTACT,
    FOR_STEWARDS,
    HIDDEN,
    KEEPER,
    MASKED,
    MOBILE,
    MOVED,
    NOBODYS,
    SENDER,
    SKILL,
    UNNAMED,
    Walk,
    walk_through,
)
from loads import ask, change
from serving import Served
from signed_in import address_of, session_of
from telling import asset_named

from asset_map.domain.people import Role
from asset_map.settings import get_settings


@pytest.fixture(scope="module")
def walked(server, town_with, tmp_path_factory, servers_log) -> Iterator[Walk]:
    """The walk, done once, with what every log said of it."""
    home = tmp_path_factory.mktemp("leaks")
    name = server.copy(town_with("town with a contact", _with_contact))
    begun = servers_log.stat().st_size if servers_log else 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSET_MAP_DATABASE_URL", server.url_of(name))
        patch.setenv("ASSET_MAP_HOME", str(home))
        patch.setenv("STREAMLIT_LOGGER_LEVEL", "debug")
        patch.setattr("asset_map.app.who.token", lambda: None)  # Pages drawn here are a visitor's.
        get_settings.cache_clear()
        served, noted = Served(server.url_of(name), home), _Noted()
        served.start()
        logging.getLogger().addHandler(noted)
        level = logging.getLogger().level
        logging.getLogger().setLevel(logging.DEBUG)
        try:
            sessions = {role: session_of(role) for role in Role if role is not Role.VISITOR}
            walk = Walk(served, home, sessions)
            walk_through(walk)
            walk.keep("what the app logged", "\n".join(noted.lines))
            walk.keep("what the server said", served.log.read_text(encoding="utf-8"))
            if servers_log:
                with servers_log.open("rb") as log:
                    log.seek(begun)
                    walk.keep("what the database logged", log.read().decode("utf-8", "replace"))
            yield walk
        finally:
            logging.getLogger().removeHandler(noted)
            logging.getLogger().setLevel(level)
            served.stop(signal.SIGTERM)
    get_settings.cache_clear()
    server.drop(name)


class _Noted(logging.Handler):
    """Everything that is logged, also what nobody asks for usually."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        # What tests ask the app by is not the app's: it logs addresses that we opened.
        if not record.name.startswith(("httpx", "httpcore")):
            self.lines.append(self.format(record))


def _with_contact() -> None:
    lunch = {"contact": CONTACT, "id": asset_named("Lunch")}
    change(
        "UPDATE record_version v SET content = content || jsonb_build_object('email', "
        "CAST(:contact AS text)) FROM record_asset m "
        "WHERE m.record_id = v.record_id AND m.asset_id = :id",
        **lunch,
    )
    change("UPDATE asset SET email = :contact WHERE id = :id", **lunch)


def leaks(told: dict[str, str], secrets: object) -> list[str]:
    """Return where something stands that must not."""
    wanted = [secret.lower() for secret in secrets]
    return [
        f"{where}: {secret}"
        for where, text in told.items()
        for secret in wanted
        if secret in text.lower()
    ]


def pinned(told: dict[str, str], numbers: list[str]) -> list[str]:
    """Return where a number stands by itself, whatever decimals come after."""
    forms = {one: re.compile(rf"(?<![\w.]){re.escape(one)}") for one in numbers}
    return [
        f"{where}: {one}"
        for where, text in told.items()
        for one, form in forms.items()
        if form.search(text)
    ]


def place_of(name: str) -> list[str]:
    """Return where an asset is: on the National Grid to a metre, in degrees to some ten metres."""
    [at] = ask(
        "SELECT ST_X(geom) AS x, ST_Y(geom) AS y, ST_X(p) AS longitude, ST_Y(p) AS latitude "
        "FROM asset, ST_Transform(geom, 4326) AS p WHERE name = :name",
        name=name,
    )
    grid = [f"{number:.0f}" for number in (at.x, at.y)]
    degrees = [abs(at.longitude), at.latitude]
    cut = [f"{int(number * 10_000) / 10_000:.4f}" for number in degrees]
    rounded = [f"{number:.{digits}f}" for number in degrees for digits in (4, 5)]
    return list(dict.fromkeys(grid + cut + rounded))


def test_no_token_stands_anywhere_but_in_its_letter(walked):
    assert len(walked.tokens()) > 15
    assert leaks(walked.told, walked.tokens()) == []


def test_no_sender_is_told_to_anybody(walked):
    assert leaks(walked.told, [f"@{NOBODYS}", MOBILE, address_of(Role.STEWARD)]) == []


def test_what_only_stewards_may_read_is_told_to_nobody_else(walked):
    told = {name: text for name, text in walked.told.items() if "of a letter: /claim" not in name}

    assert leaks(told, FOR_STEWARDS) == []


def test_no_masked_place_is_told_to_anybody_but_stewards(walked):
    told = {name: text for name, text in walked.told.items() if not typed_there(name)}

    assert leaks(told, MASKED) == []
    assert pinned(told, place_of("Quiet House")) == []


def typed_there(name: str) -> bool:
    """Tell whether somebody typed a postcode into it, or it is a list of all postcodes."""
    return "postcode" in name


def test_who_does_not_agree_to_be_named_is_named_beside_nothing(walked):
    told = [text for text in walked.told.values() if UNNAMED in text]

    assert told
    assert [text for text in told if "Almshouse Circle" in text] == []


def test_what_few_people_can_do_is_told_of_the_authority_alone(walked):
    told = [name for name, text in walked.told.items() if SKILL in text.lower()]
    others = [name for name in told if " member " not in name]  # The member keeps that group.

    assert told
    assert others == []


def test_no_fault_came_of_it(walked):
    [said] = [text for name, text in walked.told.items() if "the server said" in name]

    assert "Traceback" not in said
    assert "failed" not in said


def test_what_is_looked_for_is_there_to_be_found(walked):
    """So that the tests above do not hold because nothing was told, or nothing is found."""
    texts = "\n".join(walked.told.values())
    for name in ("Chess Club", "Quiet House", "Safe House", "Lunch", "Almshouse Circle", CONTACT):
        assert name in texts
    assert "Draughts Club" not in texts
    assert {str(one["To"]) for one in walked.mails()} >= {SENDER, CLAIMER, CONTACT, KEEPER}
    with walked.client(Role.STEWARD) as client:
        house = client.get(f"/asset/{asset_named('Safe House')}/change").text
    assert MOVED in house
    planted = {"a page": house, "a log": f"GET /confirm/{min(walked.tokens())} {SENDER.upper()}"}
    assert leaks(planted, [MOVED, SENDER]) == [
        f"a page: {MOVED.lower()}",
        f"a log: {SENDER}",
    ]
    assert len(leaks(planted, walked.tokens())) == 1


def test_every_way_to_tell_and_to_read_was_taken(walked):
    names = "\n".join(walked.told)
    for way in (
        *("/confirm", "/answer", "/claim", "/link", "/skills/withdraw", "/still-right"),
        *("report.html", "word/document.xml", "parquet", "assets.geojson", ".csv"),
        *("drawn see_proposal", "asset-map near", "/obstacles", "what the app logged"),
    ):
        assert way in names
    kinds = {row.kind for row in ask("SELECT kind FROM contribution WHERE state = 'accepted'")}
    assert kinds >= {"add", "change", "claim", "link", "obstacle", "answer", "counter"}


def test_a_masked_place_is_found_in_every_form(walked):
    """So that no number is looked for in the wrong form."""
    shown = {one: f"at {one}" for one in place_of("Quiet House")}

    assert len(shown) >= 6
    assert pinned({"a file": f"[-{HIDDEN['longitude'][1:]}, {HIDDEN['latitude']}]"}, list(shown))
