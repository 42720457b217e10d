"""Those who keep entries are reminded three times, and one press without signing in is enough."""

from datetime import UTC, datetime, timedelta

import pytest
from loads import ask, ask_one, change
from signed_in import session_of
from telling import asset_named, browser, letters, link_in, own_home, tie_in, token_in

from asset_map.db import keepers, session
from asset_map.domain.assets import AssetKind
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput, NotAllowed
from asset_map.domain.freshness import review_date
from asset_map.domain.people import VISITOR, Role
from asset_map.journeys.acting import acting
from asset_map.journeys.remind import keep_by_link, look_at_reminded, remind, see_stale
from asset_map.journeys.sign_in import who_is_it

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Lunch, kept by a member, and confirmed so long ago that somebody should look today."""
    own_home(tmp_path, monkeypatch)
    token = session_of(Role.MEMBER)
    account = who_is_it(token).account_id
    lunch = asset_named("Lunch")
    with session.transaction() as connection:
        keepers.begin(connection, lunch, account, "added it")
    confirmed_on(lunch, due_for(0))
    return lunch


def due_for(days: int):
    """The day of a confirmation of a service whose review date was so many days ago."""
    day = uk_today() - timedelta(days=183 + days)
    while review_date(AssetKind.SERVICE, day) > uk_today() - timedelta(days=days):
        day -= timedelta(days=1)
    return day


def confirmed_on(asset_id, day) -> None:
    change("UPDATE asset SET last_confirmed = :day WHERE id = :id", day=day, id=asset_id)


def sent_days_ago(days: int) -> None:
    change("UPDATE reminder SET sent = :moment", moment=datetime.now(UTC) - timedelta(days=days))


def test_whoever_keeps_it_gets_a_letter_once_it_is_time(kept):
    assert remind().sentence() == "1 reminder for 1 person."
    [letter] = letters()

    assert "member@example.org" in letter
    assert "Lunch" in letter
    assert remind().sentence() == "Nobody has to be reminded today."


def test_three_letters_a_fortnight_apart_and_no_fourth(kept):
    confirmed_on(kept, due_for(100))
    told = []
    for _ in range(5):
        told.append(remind().reminders)
        told.append(remind().reminders)
        sent_days_ago(14)

    assert told == [1, 0, 1, 0, 1, 0, 0, 0, 0, 0]


def test_before_it_is_time_nobody_is_reminded(kept):
    confirmed_on(kept, uk_today() - timedelta(days=100))

    assert remind().reminders == 0


@pytest.mark.parametrize(
    "gone",
    [
        "UPDATE asset SET withdrawn = current_date WHERE id = :id",
        "UPDATE asset SET valid_to = current_date WHERE id = :id",
        "UPDATE asset_keeper SET until = now() WHERE asset_id = :id",
        "UPDATE account SET ended = now() WHERE :id IS NOT NULL",
    ],
)
def test_of_what_is_gone_or_kept_no_more_nobody_is_reminded(kept, gone):
    change(gone.replace(":id IS", "CAST(:id AS uuid) IS"), id=kept)

    assert remind().reminders == 0


def test_one_press_keeps_it_without_signing_in_and_twice_is_once(kept):
    remind()
    token = token_in(letters()[0])
    with acting(lambda: VISITOR):
        assert look_at_reminded(token).name == "Lunch"
        assert ask_one("SELECT last_confirmed FROM asset WHERE id = :id", id=kept) < uk_today()
        keep_by_link(token)
        keep_by_link(token)

    row = ask("SELECT last_confirmed, confirmed_by, source_id FROM asset WHERE id = :id", id=kept)[
        0
    ]
    assert row.last_confirmed == uk_today()
    assert row.source_id == "own-list"
    assert remind().reminders == 0
    assert [row.what for row in ask("SELECT what FROM deed")] == ["said still right by mail"]


def test_what_was_said_elsewhere_stays(kept):
    before = ask("SELECT * FROM service WHERE asset_id = :id", id=kept)
    remind()
    keep_by_link(token_in(letters()[0]))

    assert ask("SELECT * FROM service WHERE asset_id = :id", id=kept) == before


def test_whoever_keeps_it_no_more_keeps_it_by_no_link_either(kept):
    remind()
    token = token_in(letters()[0])
    change("UPDATE asset_keeper SET until = now() WHERE asset_id = :id", id=kept)

    with pytest.raises(BadInput, match="does not work any more"):
        keep_by_link(token)
    assert ask_one("SELECT last_confirmed FROM asset WHERE id = :id", id=kept) < uk_today()


@pytest.mark.parametrize("spoil", ["altered", "old"])
def test_a_link_that_is_altered_or_old_keeps_nothing(kept, spoil):
    remind()
    token = token_in(letters()[0])
    if spoil == "altered":
        token = token[:-1] + ("A" if token[-1] != "A" else "B")
    change("UPDATE letter_link SET expires = now() WHERE :old", old=spoil == "old")

    with pytest.raises(BadInput, match="does not work any more"):
        keep_by_link(token)
    assert ask_one("SELECT last_confirmed FROM asset WHERE id = :id", id=kept) < uk_today()


def test_the_page_of_a_link_shows_it_and_a_button_that_keeps_it(kept):
    remind()
    path = link_in(letters()[0])
    visitor = browser()
    page = visitor.get(path).text

    assert "Lunch" in page
    assert "Tuesday" in page
    thanked = visitor.post(path, data=tie_in(page))
    assert "marked as confirmed today" in thanked.text
    assert path.rpartition("/")[2] not in page


def test_stewards_see_what_goes_stale_by_ward_and_check_it(kept):
    steward = browser(session_token=session_of(Role.STEWARD))
    page = steward.get("/review/stale").text
    assert "Lunch" in page
    assert "Supper" not in page  # Nobody ever confirmed it.

    checked = steward.post("/review/stale", data=tie_in(page) | {"asset": str(kept)})

    assert "Marked as confirmed today" in checked.text
    row = ask("SELECT last_confirmed, confirmed_by FROM asset WHERE id = :id", id=kept)[0]
    assert (row.last_confirmed, row.confirmed_by) == (uk_today(), "a steward of the map")
    assert see_stale("E05000002") == []


def test_nobody_else_sees_that_list():
    with acting(lambda: VISITOR), pytest.raises(NotAllowed):
        see_stale()
