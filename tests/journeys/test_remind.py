"""Those who keep entries are reminded three times, and one press without signing in is enough."""

import email
import re
from datetime import UTC, datetime, time, timedelta
from email.policy import default
from urllib.parse import urlsplit

import pytest
from loads import ask, ask_one, change
from signed_in import session_of
from telling import asset_named, browser, letters, link_in, own_home, sent_by, tie_in, token_in

from asset_map.app import parts, wording
from asset_map.db import keepers, session
from asset_map.domain.assets import AssetKind
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput, NotAllowed
from asset_map.domain.freshness import review_date
from asset_map.domain.people import VISITOR, Role
from asset_map.journeys import remind as remind_journey
from asset_map.journeys.acting import acting
from asset_map.journeys.remind import keep_by_link, look_at_reminded, remind, see_stale
from asset_map.journeys.say_all_right import keep_all_by_link
from asset_map.journeys.see_asset import see_asset
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


@pytest.fixture
def several(kept):
    """The Lunch, the Supper and the Town Friends, kept by one member, and all due."""
    with session.reading() as connection:
        [account] = keepers.keepers_of(connection, kept)
    with session.transaction() as connection:
        for name in ("Supper", "Town Friends"):
            keepers.begin(connection, asset_named(name), account, "a steward")
    change("UPDATE asset SET last_confirmed = :day", day=uk_today() - timedelta(days=1000))
    return account


def links_in(letter: str, path: str) -> list[str]:
    """The paths of the links to a page in the words of a mail."""
    return re.findall(rf"http://[^/\s]+({path}\S+)", letter.partition("\n\n")[2])


def confirmed_today() -> set[str]:
    rows = ask("SELECT name FROM asset WHERE last_confirmed = :day", day=uk_today())
    return {row.name for row in rows}


def test_whoever_keeps_several_gets_one_letter_with_a_link_for_each_and_one_for_all(several):
    assert remind().sentence() == "3 reminders for 1 person."
    [letter] = letters()

    assert [name for name in ("Lunch", "Supper", "Town Friends") if name in letter]
    assert len(links_in(letter, "/still-right/")) == 3
    assert len(links_in(letter, "/all-right/")) == 1


def test_of_one_entry_there_is_no_link_for_all(kept):
    remind()

    assert links_in(letters()[0], "/all-right/") == []


def test_the_link_for_all_opens_a_list_and_one_press_keeps_all_of_it(several):
    remind()
    [path] = links_in(letters()[0], "/all-right/")
    visitor = browser()
    for opened in (visitor.head, visitor.get):
        assert opened(path).status_code == 200
    assert confirmed_today() == set()
    page = visitor.get(path).text
    assert re.findall(r">(Lunch|Supper|Town Friends)</a>: last confirmed", page) == [
        *("Lunch", "Supper", "Town Friends")
    ]
    for _ in range(2):
        assert "marked as confirmed today" in visitor.post(path, data=tie_in(page)).text

    assert confirmed_today() == {"Lunch", "Supper", "Town Friends"}
    assert len(ask("SELECT FROM deed WHERE what = 'said still right by mail'")) == 3
    assert "Nothing is left to do here" in visitor.get(path).text


def test_the_link_for_all_that_was_used_offers_no_button_for_what_is_due_since(several):
    remind()
    [path] = links_in(letters()[0], "/all-right/")
    visitor = browser()
    visitor.post(path, data=tie_in(visitor.get(path).text))
    confirmed_on(asset_named("Lunch"), due_for(0))

    assert "Nothing is left to do here" in visitor.get(path).text


def test_the_link_for_all_keeps_nothing_that_was_not_shown_or_is_kept_no_more(several):
    remind()
    [path] = links_in(letters()[0], "/all-right/")
    shown = [asset_named("Lunch"), asset_named("Supper"), asset_named("New Hall")]
    change("UPDATE asset_keeper SET until = now() WHERE asset_id = :id", id=asset_named("Supper"))
    keep_all_by_link(path.rpartition("/")[2], shown)

    assert confirmed_today() == {"Lunch"}


def test_a_link_of_the_reminder_before_ends_with_the_next(kept):
    confirmed_on(kept, due_for(100))
    remind()
    [first] = letters()
    sent_days_ago(14)
    remind()
    second = letters()[-1]
    with pytest.raises(BadInput, match="until the next letter"):
        keep_by_link(token_in(first))

    assert keep_by_link(token_in(second)).name == "Lunch"


def test_on_a_moved_clock_there_are_three_reminders_and_then_it_is_marked(kept, monkeypatch):
    said = due_for(0)
    review = review_date(AssetKind.SERVICE, said)
    told = []
    for days in range(-3, 60):
        today = review + timedelta(days=days)
        monkeypatch.setattr(remind_journey, "uk_today", lambda today=today: today)
        noon = datetime.combine(today, time(12), UTC)
        for _ in range(remind().reminders):
            told.append((days, "reminded"))
            newest = "number = (SELECT max(number) FROM reminder)"
            change(f"UPDATE reminder SET sent = :noon WHERE {newest}", noon=noon)
        with acting(lambda: VISITOR):
            shown = parts.freshness(see_asset(str(kept), today).asset, today)
        if wording.NOBODY_LOOKED in shown:
            told.append((days, "marked"))

    assert told[:4] == [(0, "reminded"), (14, "reminded"), (28, "reminded"), (42, "marked")]
    assert {what for _, what in told[4:]} == {"marked"}


STOP = "/reminders/stop/"


def test_who_wants_no_reminders_presses_once_and_gets_none_but_other_letters(several):
    remind()
    [letter] = letters()
    [path] = links_in(letter, STOP)
    visitor = browser()
    page = visitor.get(path).text
    assert ask_one("SELECT count(*) FROM account WHERE no_reminders IS NOT NULL") == 0
    for _ in range(2):
        assert "reminded no more" in visitor.post(path, data=tie_in(page)).text
    sent_days_ago(14)

    assert remind().reminders == 0
    change(
        "INSERT INTO letter (id, what, about, to_account, made, next_try) "
        "VALUES (gen_random_uuid(), 'keeping ended', :about, :account, now(), now())",
        about=asset_named("Lunch"),
        account=several,
    )
    assert "You keep an entry on Asset Map no more" in letters()[-1]


def test_a_mail_program_stops_them_in_one_go_as_the_head_of_the_mail_says(kept):
    remind()
    mail = email.message_from_string(letters()[0], policy=default)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = urlsplit(mail["List-Unsubscribe"].strip("<>")).path
    program = browser()  # No cookie, and from no page of ours.
    del program.headers["Origin"]
    program.follow_redirects = False
    answer = program.post(path, data={"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert ask_one("SELECT count(*) FROM account WHERE no_reminders IS NOT NULL") == 1


def test_only_reminders_say_in_their_head_how_to_get_no_more(kept):
    sent_by()

    assert "List-Unsubscribe" not in letters()[0]


def test_a_reminder_that_waits_is_not_sent_to_who_wants_none_by_then(kept):
    remind()
    change("UPDATE account SET no_reminders = now()")

    assert letters() == []


def test_who_stopped_them_lets_them_begin_again_on_their_own_page(kept):
    member = browser(session_token=session_of(Role.MEMBER))
    for wanted, said in (("", "You are reminded no more"), ("yes", "You are reminded from now on")):
        form = tie_in(member.get("/own").text) | {"wanted": wanted}
        assert said in member.post("/own/reminders", data=form).text

    assert remind().reminders == 1


def test_a_rare_skill_that_is_told_of_nowhere_is_kept_by_its_link(kept, monkeypatch):
    with session.reading() as connection:
        [account] = keepers.keepers_of(connection, kept)
    with session.transaction() as connection:
        keepers.begin(connection, asset_named("Drivers"), account, "a steward")
        keepers.end(connection, kept, account)
    change(
        "UPDATE asset SET withdrawn = current_date, last_confirmed = '2020-01-01' WHERE id = :id",
        id=asset_named("Drivers"),
    )
    remind()
    path = link_in(letters()[0])
    page = browser().get(path)

    assert (page.status_code, "Drivers" in page.text) == (200, True)
