"""The forms about one entry, as a browser sends them: changed, closed, claimed, kept."""

import html
import re
from datetime import timedelta

import pytest
from keeping import changed_by, keeper_of, keeper_signed_in, somebody
from loads import ask_one, change
from signed_in import session_of
from telling import HERE, asset_named, browser, letters, link_in, own_home, tie_in

from asset_map.app import about_asset, asset_wording, poster
from asset_map.app import change_wording as words
from asset_map.domain.days import uk_today
from asset_map.domain.people import VISITOR, Role
from asset_map.journeys.decide_twins import say_same
from asset_map.journeys.see_asset import see_asset

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def _outbox(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)


def page_of(name: str, ending: str) -> str:
    return f"/asset/{asset_named(name)}/{ending}"


def hidden_in(page: str) -> dict[str, str]:
    return {name: html.unescape(text) for name, text in tie_in(page).items()}


def fields_in(page: str) -> dict[str, str]:
    """What a browser would send of a form that nobody touched."""
    found = hidden_in(page)
    for tag in re.findall(r"<input [^>]*>", page):
        said = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        ticks = said.get("type") in ("checkbox", "radio")
        if "name" in said and said.get("type") != "hidden" and (not ticks or " checked" in tag):
            before = found.get(said["name"])
            value = html.unescape(said.get("value", ""))
            found[said["name"]] = f"{before};{value}" if ticks and before else value
    for name, text in re.findall(r'<textarea [^>]*name="(\w+)"[^>]*>\n([^<]*)</textarea>', page):
        found[name] = html.unescape(text)
    for name, options in re.findall(r'<select [^>]*name="(\w+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def heading(page: str) -> str:
    return html.unescape(re.search(r"<h1[^>]*>([^<]*)</h1>", page)[1])


@pytest.mark.parametrize("name", ["Lunch", "Old Hall", "Town Friends", "Drivers", "Safe House"])
def test_a_form_that_nobody_touched_changes_nothing(name):
    client = keeper_signed_in(name)
    page = client.get(page_of(name, "change"))
    answer = client.post(page_of(name, "change"), data=fields_in(page.text))

    assert page.status_code == 200
    assert words.NOTHING in answer.text
    assert ask_one("SELECT count(*) FROM contribution") == 0


def test_a_keepers_change_is_on_the_map_at_once():
    client = keeper_signed_in("Lunch")
    page = client.get(page_of("Lunch", "change")).text
    answer = client.post(page_of("Lunch", "change"), data=fields_in(page) | {"cost": "£2"})

    assert heading(answer.text) == words.TOLD["live"]
    assert ask_one("SELECT cost FROM service WHERE cost <> ''") == "£2"


def test_a_visitors_change_waits_for_their_address_and_then_for_a_steward():
    client = browser()
    page = client.get(page_of("Lunch", "change")).text
    typed = {"cost": "£2", "sender": "jo@example.org"}
    answer = client.post(page_of("Lunch", "change"), data=fields_in(page) | typed)
    [letter] = letters()
    confirm = client.get(link_in(letter))
    client.post(link_in(letter), data=tie_in(confirm.text))

    assert heading(answer.text) == words.TOLD["held"]
    assert "jo@example.org" not in answer.text
    assert ask_one("SELECT state FROM contribution") == "waiting"
    assert (
        ask_one("SELECT cost FROM service s JOIN asset a ON a.id = asset_id WHERE a.name = 'Lunch'")
        == ""
    )


def test_what_is_wrong_stands_beside_the_field_and_nothing_typed_is_lost():
    client = keeper_signed_in("Lunch")
    page = client.get(page_of("Lunch", "change")).text
    typed = {"url": "no address", "cost": "£2 <b>"}
    answer = client.post(page_of("Lunch", "change"), data=fields_in(page) | typed)

    assert answer.status_code == 422
    assert 'href="#am-url"' in answer.text
    assert fields_in(answer.text)["cost"] == "£2 <b>"


def test_somebody_is_told_what_moved_on_and_sends_again():
    client = keeper_signed_in("Lunch")
    page = client.get(page_of("Lunch", "change")).text
    changed_by(keeper_of("Lunch"), "Lunch", cost="£5")
    address = page_of("Lunch", "change")
    told = client.post(address, data=fields_in(page) | {"cost": "£2"})
    answer = client.post(address, data=fields_in(told.text))

    assert words.MOVED in told.text
    assert "£5" in told.text
    assert heading(answer.text) == words.TOLD["live"]
    assert ask_one("SELECT cost FROM service WHERE cost <> ''") == "£2"


def test_nobody_but_its_keepers_sees_a_hidden_place_in_the_form():
    seen = browser().get(page_of("Safe House", "change")).text
    kept = keeper_signed_in("Safe House").get(page_of("Safe House", "change")).text

    assert "DY2" not in seen
    assert words.HIDDEN in seen
    assert fields_in(kept)["postcode"] == "DY2 2AD"


def test_a_form_of_another_page_is_not_taken_and_nothing_typed_is_lost():
    client = keeper_signed_in("Lunch")
    page = fields_in(client.get(page_of("Lunch", "change")).text)
    answer = client.post(page_of("Lunch", "change"), data=page | {"form": "x", "cost": "£2"})

    assert words.OLD_FORM in html.unescape(answer.text)
    assert fields_in(answer.text)["cost"] == "£2"
    assert ask_one("SELECT count(*) FROM contribution") == 0


def test_what_is_wrong_is_told_in_ones_own_words():
    client = browser()
    page = client.get(page_of("Lunch", "wrong")).text
    address = page_of("Lunch", "wrong")
    empty = client.post(address, data=fields_in(page))
    sent = {"note": "The door is round the back.", "sender": "jo@example.org"}
    answer = client.post(address, data=fields_in(page) | sent)

    assert words.WRONG_NONE in empty.text
    assert heading(answer.text) == words.TOLD["held"]
    assert ask_one("SELECT note FROM contribution") == "The door is round the back."


def test_its_keeper_closes_it_and_the_page_says_when_and_why():
    client = keeper_signed_in("Lunch")
    page = client.get(page_of("Lunch", "close")).text
    nothing = client.post(page_of("Lunch", "close"), data=fields_in(page))
    said = fields_in(page) | {"valid_to": "May 2026", "why": "no_money"}
    answer = client.post(page_of("Lunch", "close"), data=said)

    assert 'href="#am-valid-to"' in nothing.text
    assert 'href="#am-why"' in nothing.text
    assert heading(answer.text) == words.TOLD["live"]
    assert ask_one("SELECT closed_because FROM asset WHERE name = 'Lunch'") == "There was no money"


def days_ahead(days: int) -> str:
    return f"{uk_today() + timedelta(days=days):%-d %B %Y}"


def test_its_keeper_says_a_break_and_its_page_its_poster_and_its_form_tell_it():
    client = keeper_signed_in("Lunch")
    page = client.get(f"{page_of('Lunch', 'close')}?what=break").text
    back = days_ahead(9)
    said = fields_in(page) | {"break_until": back, "break_why": "<b>summer</b>"}
    answer = client.post(page_of("Lunch", "close"), data=said)
    told = f"On a break until {back}"

    assert fields_in(page)["what"] == "break"
    assert heading(answer.text) == words.TOLD["live"]
    picture = see_asset(str(asset_named("Lunch")))
    assert f"{told}: &lt;b&gt;summer" in about_asset.top(picture)
    assert told in poster.html(picture, "https://map.example")
    assert fields_in(client.get(page_of("Lunch", "close")).text)["break_until"] == back


def test_what_is_wrong_with_a_break_stands_beside_its_fields_and_nothing_typed_is_lost():
    client = keeper_signed_in("Lunch")
    page = client.get(page_of("Lunch", "close")).text
    typed = {"what": "break", "break_from": "soon", "break_until": "", "break_why": "summer"}
    answer = client.post(page_of("Lunch", "close"), data=fields_in(page) | typed)

    assert answer.status_code == 422
    assert {'href="#am-break-from"', 'href="#am-break-until"'} <= set(
        re.findall(r'href="#[^"]*"', answer.text)
    )
    assert {name: fields_in(answer.text)[name] for name in typed} == typed


@pytest.mark.parametrize("ends", [{"valid_to": "2020", "why": "ended"}, {"what": "break"}])
def test_its_keeper_opens_it_again_with_one_button_and_is_asked_whether_all_is_still_right(ends):
    client = keeper_signed_in("Lunch")
    page = client.get(page_of("Lunch", "close")).text
    typed = ends | {"break_until": days_ahead(9)}
    client.post(page_of("Lunch", "close"), data=fields_in(page) | typed)
    again = page_of("Lunch", "again")
    own, shown = client.get("/own").text, about_asset.top(see_asset(str(asset_named("Lunch"))))
    answer = client.post(again, data=fields_in(client.get(again).text))

    assert f'href="{again}"' in shown
    assert f'action="{again}"' in own
    assert heading(answer.text) == words.TOLD["again"]
    assert page_of("Lunch", "change") in answer.text
    assert again not in about_asset.top(see_asset(str(asset_named("Lunch"))))
    assert heading(client.get(again).text) == words.AGAIN_NOT.format(name="Lunch")


def test_a_visitor_says_that_it_is_open_again_and_confirms_it_by_mail():
    changed_by(keeper_of("Lunch"), "Lunch", valid_to="2020")
    client = browser()
    page = client.get(page_of("Lunch", "again")).text
    sent = fields_in(page) | {"sender": "jo@example.org"}
    answer = client.post(page_of("Lunch", "again"), data=sent)

    assert heading(answer.text) == words.TOLD["held"]
    assert "jo@example.org" not in answer.text


def test_the_form_tells_its_hall_and_leads_to_where_one_says_that_it_moved():
    client = keeper_signed_in("Town Friends")
    links = page_of("Town Friends", "links")
    page = client.get(f"{links}?way=meets").text
    client.post(links, data=fields_in(page) | {"name": "Old Hall"})
    form = client.get(page_of("Town Friends", "change")).text
    [address] = re.findall(rf'href="({links}\?way=meets&amp;instead=[^"]*)"', form)
    moving = client.get(html.unescape(address)).text
    client.post(links, data=fields_in(moving) | {"name": "New Hall"})
    after = client.get(page_of("Town Friends", "change")).text

    assert "Town Friends meets at Old Hall." in form
    assert "Town Friends meets at Old Hall." in moving
    assert fields_in(moving)["way"] == "meets"
    assert "Town Friends meets at New Hall." in after
    assert "Town Friends meets at Old Hall." not in after


def test_a_claim_goes_by_two_letters_and_then_it_is_kept():
    change("UPDATE asset SET email = 'info@lunch.example.org' WHERE name = 'Lunch'")
    client = browser()
    page = client.get(page_of("Lunch", "claim")).text
    said = {"who": "Its <i>secretary</i>", "sender": "jo@example.org"}
    answer = client.post(page_of("Lunch", "claim"), data=fields_in(page) | said)
    confirm = link_in(letters()[0])
    client.post(confirm, data=tie_in(client.get(confirm).text))
    at_contact = browser()
    link = link_in(letters()[1])
    asked = at_contact.get(link).text
    agreed = at_contact.post(link, data=tie_in(asked) | {"answer": "yes"})
    again = at_contact.get(link)

    assert heading(answer.text) == words.TOLD["first"]
    assert "info@lunch" not in page + answer.text
    assert "jo@example.org" not in asked
    assert "Its &lt;i&gt;secretary" in asked
    assert heading(agreed.text) == heading(again.text) == words.AGREED_DONE["accepted"]
    assert ask_one("SELECT count(*) FROM asset_keeper") == 1


def test_opening_the_letter_decides_nothing():
    change("UPDATE asset SET email = 'info@lunch.example.org' WHERE name = 'Lunch'")
    client = keeper_signed_in("Supper")
    page = client.get(page_of("Lunch", "claim")).text
    client.post(page_of("Lunch", "claim"), data=fields_in(page) | {"who": "Its cook"})
    link = link_in(letters()[0])
    for _ in range(2):
        browser().get(link)
    forged = browser().post(link, data={"answer": "yes"})

    assert forged.status_code == 403
    assert ask_one("SELECT count(*) FROM asset_keeper") == 1  # Of Supper.


def test_what_one_keeps_is_told_and_said_to_be_still_right():
    client = keeper_signed_in("Supper")
    page = client.get("/own").text
    answer = client.post(page_of("Supper", "right"), data=tie_in(page))
    gone = client.get(page_of("Supper", "give-up")).text
    last = client.post(page_of("Supper", "give-up"), data=tie_in(gone))

    assert "Supper" in page
    assert words.LOOK_NOW in page
    assert words.STILL_SAID in answer.text
    assert ask_one("SELECT last_confirmed IS NOT NULL FROM asset WHERE name = 'Supper'")
    assert words.OWN_NONE in last.text


def test_a_steward_sees_who_keeps_an_entry_without_an_address_and_ends_it():
    keeper_of("Lunch", "jo.bloggs@example.org")
    address = page_of("Lunch", "keepers")
    steward = browser(session_token=session_of(Role.STEWARD))
    page = steward.get(address).text
    answer = steward.post(address, data=tie_in(page))

    assert "bloggs" not in page
    assert words.KEEPERS_NONE in answer.text
    assert browser().get(address).status_code == 403


def test_a_visitor_is_asked_to_sign_in_for_what_they_keep():
    assert words.OWN_SIGN_IN in browser().get("/own").text


def test_history_is_for_everybody_and_bringing_back_for_stewards():
    keeper = keeper_of("Lunch")
    changed_by(keeper, "Lunch", cost="£2")
    changed_by(keeper, "Lunch", cost="£3")
    address = page_of("Lunch", "history")
    seen = browser().get(address).text
    steward = browser(session_token=session_of(Role.STEWARD))
    answer = steward.post(address, data=tie_in(steward.get(address).text))

    assert "£2" in seen
    assert words.RESTORE not in seen
    assert html.escape(words.RESTORED) in answer.text
    assert ask_one("SELECT cost FROM service WHERE cost <> ''") == "£2"
    member = browser(session_token=session_of(Role.MEMBER))
    assert member.post(address, data=tie_in(member.get("/own").text)).status_code == 403


@pytest.mark.parametrize("ending", ["change", "wrong", "close", "claim", "history", "told"])
def test_an_entry_that_nobody_knows_is_told_plainly(ending):
    answer = browser().get(f"/asset/00000000-0000-0000-0000-000000000000/{ending}")

    assert answer.status_code == 404
    assert "No asset has the id" in answer.text
    assert asset_wording.UNKNOWN_ASSET_NEXT in answer.text  # No command for a terminal.


def test_an_id_of_before_leads_on():
    lunch, supper = asset_named("Lunch"), asset_named("Supper")
    say_same(str(lunch), str(supper))
    [now] = {ask_one("SELECT id FROM asset WHERE id IN (:a, :b)", a=lunch, b=supper)}
    [old] = {lunch, supper} - {now}

    assert browser().get(f"/asset/{old}/change").url == f"{HERE}/asset/{now}/change"


def test_two_members_never_see_what_the_other_sent():
    changed_by(somebody(), "Lunch", description="A secret of theirs")

    assert "secret" not in keeper_signed_in("Supper").get("/own").text


def test_that_a_change_waits_is_told_on_its_page_to_keepers_and_stewards_alone(show, monkeypatch):
    changed_by(somebody(), "Lunch", description="With pudding")
    told = {}
    for who in (VISITOR, somebody(), somebody(Role.STEWARD), keeper_of("Lunch")):
        monkeypatch.setattr("asset_map.app.who.looked_up", lambda who=who: who)
        told[who] = words.WAITS in show("see_asset", id=str(asset_named("Lunch")))

    assert list(told.values()) == [False, False, True, True]


def test_the_page_of_an_entry_says_when_and_why_it_closed_and_where_to_tell_more():
    change(
        "UPDATE asset SET valid_to = '2026-05-31', valid_to_precision = 'month', "
        "closed_because = 'It <b>moved</b>' WHERE name = 'Lunch'"
    )
    page = about_asset.top(see_asset(str(asset_named("Lunch"))))
    told = about_asset.provenance(see_asset(str(asset_named("Lunch"))))

    assert "Closed since May 2026: It &lt;b&gt;moved" in page
    for ending in ("claim", "change", "wrong", "close", "history"):
        assert f'href="{page_of("Lunch", ending)}"' in told
