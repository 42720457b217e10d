"""Whole walks by keyboard alone, on a phone and at a desk: from an empty form to the public page,
and through everything that is done about it in between."""

import re
import time
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path
from uuid import UUID

import pytest
from attacking import link, person_of
from by_keyboard import Keyboard
from keeping import somebody
from loads import ask, ask_one, change
from playwright.sync_api import expect
from signed_in import sign_in
from telling import asset_named, sent_by

from asset_map.app import (
    add_wording,
    answer_wording,
    confirm_wording,
    links_wording,
    obstacle_wording,
    review_wording,
    said_wording,
    skills_wording,
    still_right_wording,
    wording,
)
from asset_map.app import change_wording as words
from asset_map.db import contributed, derive, keepers, session
from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import AGREED
from asset_map.domain.days import uk_today
from asset_map.domain.people import OPERATOR, Role
from asset_map.journeys import letter_words, review_contribution, take_in
from asset_map.journeys.acting import acting

PHONE, SMALL, DESK = 390, 320, 1280
GRANT = "Let one small grant end"
MET_WITHIN_MS = 60_000

Hands = Callable[..., Keyboard]


@pytest.fixture(autouse=True)
def nothing_kept(demo_database: str) -> Iterator[None]:
    """What a walk puts on the map is gone after it."""
    yield
    for table in ("contribution", "proposal_comment", "obstacle"):
        change(f"DELETE FROM {table}")
    change("DELETE FROM proposal WHERE NOT demo")
    with session.transaction() as connection:
        take_in.begin(connection)
        for row in ask(
            "SELECT id FROM record WHERE source_id = :source", source=contributed.SOURCE
        ):
            contributed.withdraw(connection, row.id)
        derive.refresh_assets(connection)
        derive.refresh_places(connection)


@pytest.fixture
def hands(app: str, new_context) -> Hands:
    """Returns somebody's hands, of a role, at a page of a width."""

    def of(role: Role = Role.VISITOR, width: int = PHONE) -> Keyboard:
        context = new_context()
        if role is not Role.VISITOR:
            sign_in(context, app, role)
        return Keyboard(context.new_page(), app, width)

    return of


def on_the_map(name: str, kept_by: Role | None = None, **said: str) -> UUID:
    """A group that is on the map, and that somebody of a role may keep."""
    sent = sent_by(somebody(), said={"name": name, "postcode": "DY1 3EB"} | said)
    with acting(lambda: OPERATOR):
        review_contribution.accept(sent.id, 1)
    id = asset_named(name)
    if kept_by is not None:
        with session.transaction() as connection:
            keepers.begin(connection, id, person_of(kept_by).account_id, "a steward")
    return id


def letter_to(address: str, app_home: Path, path: str) -> str:
    """The link in the letter to somebody, which is sent after the page has answered."""
    until = time.monotonic() + MET_WITHIN_MS / 1000
    while time.monotonic() < until:
        for file in (app_home / "outbox").glob("*.eml"):
            mail = message_from_bytes(file.read_bytes(), policy=policy.default)
            found = re.search(rf"http://\S+{path}/[\w-]+", mail.get_content())
            if found and str(mail["To"]) == address:
                return found[0]
        time.sleep(0.1)
    raise AssertionError(f"No letter to {address} leads to {path}.")


def confirms(visitor: Keyboard, address: str, app_home: Path) -> None:
    """Let a visitor press the button behind the link in the letter."""
    visitor.opens(letter_to(address, app_home, "/confirm")).presses(confirm_wording.GO)
    visitor.is_told(confirm_wording.DONE)


def decides(steward: Keyboard, name: str) -> None:
    """Let a steward go from all that waits to what is called so."""
    steward.opens("/review")
    steward.follows(re.compile(re.escape(name)))
    expect(steward.page.get_by_role("heading", level=1)).to_contain_text(name)


def accepts(steward: Keyboard) -> None:
    """Let a steward take in what they look at."""
    steward.presses(review_wording.ACCEPT)
    steward.reads("It was accepted on")


# --- From an empty form to the public page --------------------------------------------------------


def test_a_visitor_and_a_steward_talk_until_it_is_on_the_map(hands: Hands, app_home: Path):
    name = "Mending Mondays"
    visitor, steward = hands(width=SMALL), hands(Role.STEWARD, DESK)
    adds(visitor, name)
    confirms(visitor, "mending@example.org", app_home)

    decides(steward, name)
    steward.types(review_wording.QUESTION, "On which evening?")
    steward.presses(review_wording.ASK)
    steward.reads("has not answered yet")
    visitor.opens(letter_to("mending@example.org", app_home, "/answer"))
    visitor.reads("On which evening?")
    visitor.types(answer_wording.ANSWER, "On Mondays.")
    visitor.types(add_wording.HOURS, "Mon 6pm-8pm")
    visitor.presses(answer_wording.SEND)
    visitor.reads(answer_wording.STATES["waiting"])

    steward.page.reload()
    steward.reads("On Mondays.")
    accepts(steward)
    visitor.opens(f"/asset/{asset_named(name)}")
    visitor.reads(name, "Monday")
    says_what_is_wrong(visitor, name, app_home)

    decides(steward, name)
    steward.types(review_wording.REASON, "It is right: somebody looked.")
    steward.presses(review_wording.DECLINE)
    steward.reads("It was declined on")


def adds(visitor: Keyboard, name: str) -> None:
    """Add a group from an empty form: first with too little, and then with the rest."""
    visitor.opens("/add")
    visitor.chooses(add_wording.KINDS[AssetKind.GROUP])
    visitor.types(add_wording.NAME, name)
    visitor.types(add_wording.POSTCODE, "DY1 3EB")
    visitor.presses(add_wording.SEND)
    expect(visitor.page.get_by_role("alert")).to_be_focused()
    visitor.ticks(AGREED)
    visitor.types(add_wording.SENDER, "mending@example.org")
    visitor.presses(add_wording.SEND)
    visitor.is_told(add_wording.SENT_NAMED.format(name=name))


def says_what_is_wrong(visitor: Keyboard, name: str, app_home: Path) -> None:
    """Tell the stewards, and confirm it."""
    visitor.opens(f"/asset/{asset_named(name)}/wrong")
    visitor.types(words.WRONG_FIELD, "They moved next door.")
    visitor.types(words.SENDER, "wrong@example.org")
    visitor.presses(words.SEND_WRONG)
    visitor.is_told(words.TOLD["held"])
    confirms(visitor, "wrong@example.org", app_home)


# --- At the stewards' desk ------------------------------------------------------------------------


def test_a_steward_takes_in_a_part_joins_two_and_brings_back_what_was(hands: Hands):
    singers = on_the_map("Walnut Tree Singers", description="They sing.")
    others = on_the_map("Quince Yard Ringers", description="They ring.")
    sent_by(
        somebody(),
        said={"name": "Walnut Tree Singers", "postcode": "DY1 3EB", "description": "They hum."},
    )
    steward, visitor = hands(Role.STEWARD, DESK), hands()

    decides(steward, "Walnut Tree Singers")
    steward.follows(review_wording.PART.format(name="Walnut Tree Singers"))
    steward.chooses(review_wording.AS_SENT.format(text="They hum."))
    steward.presses(review_wording.PART.format(name="Walnut Tree Singers"))
    steward.reads("as a part of what was on the map")
    visitor.opens(f"/asset/{singers}").reads("They hum.")

    steward.opens(f"/asset/{singers}/history")
    steward.presses(re.compile("^Bring back what was said on"))
    steward.reads(words.RESTORED, "They sing.")

    steward.opens(f"/review/merge?a={singers}&b={others}")
    steward.chooses(review_wording.FROM_ONE.format(name=review_wording.SECOND, text="They ring."))
    steward.presses(review_wording.MERGE)
    steward.reads(review_wording.JOINED_DONE)
    steward.follows(review_wording.SEE_NOW.format(name="Walnut Tree Singers"))
    steward.reads("They ring.")
    steward.page.go_back()
    steward.presses(re.compile("as two again$"), back=True)
    steward.is_told(review_wording.APART_DONE)
    assert asset_named("Quince Yard Ringers") == others


# --- Who keeps it ---------------------------------------------------------------------------------


def test_a_member_keeps_closes_claims_and_gives_up(hands: Hands):
    kept = on_the_map("Kiln Street Knitters", Role.MEMBER)
    on_the_map("Kiln Street Bakers")
    member, steward, visitor = hands(Role.MEMBER), hands(Role.STEWARD, SMALL), hands()

    member.opens("/own")
    member.presses(words.STILL_RIGHT_OF.format(name="Kiln Street Knitters"))
    member.reads(words.STILL_SAID)
    member.opens(f"/asset/{kept}/close")
    closes(member)
    visitor.opens(f"/asset/{kept}").reads("31 March 2030")

    claimed = asset_named("Kiln Street Bakers")
    member.opens(f"/asset/{claimed}/claim")
    member.types(words.CLAIM_WHO, "Its treasurer")
    member.presses(words.SEND_CLAIM)
    member.is_told(words.TOLD["steward"])
    decides(steward, "Kiln Street Bakers")
    steward.reads("Its treasurer")
    accepts(steward)

    member.opens(f"/asset/{claimed}/give-up").presses(words.GIVE_UP)
    member.reads(words.GIVEN_UP)
    member.opens("/own").reads("Kiln Street Knitters")
    expect(member.page.get_by_role("heading", name="Kiln Street Bakers")).to_have_count(0)


def closes(member: Keyboard) -> None:
    """Say when and why it closes: first nothing, and then both."""
    member.presses(words.SEND_CLOSE)
    expect(member.page.get_by_role("alert")).to_be_focused()
    member.types(words.CLOSE_WHEN, "31 March 2030")
    member.chooses("There was no money")
    member.presses(words.SEND_CLOSE)
    member.is_told(words.TOLD["live"])


# --- By letter ------------------------------------------------------------------------------------


def test_letters_are_answered_on_the_smallest_phone_without_signing_in(hands: Hands):
    keeper = somebody()
    choir, band = on_the_map("Lime Court Choir"), on_the_map("Lime Court Band", Role.MEMBER)
    with session.transaction() as connection:
        keepers.begin(connection, choir, keeper.account_id, "a steward")
    reader, member = hands(width=SMALL), hands(Role.MEMBER)

    reader.opens(f"/still-right/{link(letter_words.STILL_RIGHT, choir, keeper.account_id)}")
    reader.presses(still_right_wording.GO)
    reader.is_told(still_right_wording.DONE)

    said = works_with(member, band, "Lime Court Choir")
    reader.opens(f"/link/{link(letter_words.LINK, said, keeper.account_id)}")
    reader.reads("Lime Court Choir")
    reader.presses(links_wording.YES)
    reader.is_told(links_wording.ANSWERED)
    member.opens(f"/asset/{band}/links").reads(links_wording.BOTH)
    member.presses(re.compile(f"^{links_wording.END}"))
    member.reads(links_wording.SAID["ended"])

    offer = counts(member, band)
    reader.opens(f"/skills/withdraw/{link(letter_words.WITHDRAW, offer)}")
    reader.presses(skills_wording.WITHDRAW)
    reader.is_told(skills_wording.WITHDRAWN)
    reader.opens(f"/asset/{band}/skills").reads(skills_wording.NONE)


def works_with(member: Keyboard, group: UUID, other: str) -> UUID:
    """Say that a group works with another one; return what was sent."""
    member.opens(f"/asset/{group}/links")
    member.chooses(links_wording.WAYS["works-with"])
    member.types(links_wording.NAME, other)
    member.presses(links_wording.SEND)
    member.reads(links_wording.SAID["live"])
    sent: UUID = ask_one("SELECT id FROM contribution WHERE kind = 'link'")
    return sent


def counts(member: Keyboard, group: UUID) -> UUID:
    """Count people who can do something; return the offer."""
    member.opens(f"/asset/{group}/skills")
    member.goes_to("combobox", skills_wording.SKILL)
    member.page.keyboard.type("bellringing")
    member.types(skills_wording.PEOPLE, "14")
    member.picks(skills_wording.AREA, "Castle & Priory (ward)")
    member.presses(skills_wording.SEND)
    member.reads(skills_wording.SAID["live"], "14 people")
    offer: UUID = ask_one("SELECT asset_id FROM skill_offer WHERE skill = 'bellringing'")
    return offer


# --- What gets in the way, and what else could be done --------------------------------------------


def test_an_obstacle_is_told_taken_in_and_answered(hands: Hands, app_home: Path):
    group = on_the_map("Tanyard Dancers")
    visitor, steward, officer = hands(), hands(Role.STEWARD), hands(Role.OFFICER, DESK)
    visitor.opens(f"/asset/{group}/obstacle")
    visitor.chooses(next(iter(obstacle_wording.THEMES.values())))
    visitor.types(obstacle_wording.WORDS, "Nobody hands out the keys.")
    visitor.types(words.SENDER, "dancers@example.org")
    visitor.presses(obstacle_wording.SEND)
    visitor.is_told(words.TOLD["held"])
    confirms(visitor, "dancers@example.org", app_home)

    decides(steward, "Tanyard Dancers")
    accepts(steward)
    officer.opens("/obstacles")
    officer.reads("Nobody hands out the keys.")
    officer.unfolds(obstacle_wording.ANSWER)
    officer.types(obstacle_wording.ANSWER_WORDS, "The library hands them out now.")
    officer.types(obstacle_wording.ANSWER_DAY, wording.day(uk_today()))
    officer.presses(obstacle_wording.ANSWER_OF.format(words="Nobody hands out the keys."))
    officer.reads(obstacle_wording.ANSWERED)
    visitor.opens("/obstacles").reads("The library hands them out now.")
    expect(visitor.page.get_by_text("Tanyard Dancers")).to_have_count(0)


def test_somebody_proposes_something_else_and_it_is_weighed_beside(hands: Hands, app_home: Path):
    on_the_map("Keyholders of the Yard")
    grant = ask_one("SELECT id FROM proposal WHERE title = :title", title=GRANT)
    visitor, steward = hands(), hands(Role.STEWARD)
    visitor.opens(f"/proposal/{grant}/counter")
    visitor.types(said_wording.TITLE, "We take the keys")
    visitor.chooses(said_wording.KINDS["hand_over"])
    visitor.types(said_wording.TO, "Keyholders of the Yard")
    visitor.types(said_wording.FREE, "We open at nine.")
    visitor.types(words.SENDER, "keys@example.org")
    visitor.presses(said_wording.COUNTER_SEND)
    visitor.is_told(said_wording.TOLD["held"])
    confirms(visitor, "keys@example.org", app_home)

    decides(steward, "another proposal")
    accepts(steward)
    visitor.opens(f"/proposal?id={grant}")
    answer = visitor.page.get_by_role("link", name="We take the keys").first
    expect(answer).to_be_visible(timeout=MET_WITHIN_MS)
    visitor.reads("We open at nine.")
