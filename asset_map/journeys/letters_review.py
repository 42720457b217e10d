"""The letters that tell a sender what stewards decided, each made when it is sent."""

from collections.abc import Mapping

from sqlalchemy import Connection

from asset_map.db import contributions, keepers, people
from asset_map.db.letters import Waiting
from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import ADDRESS_KEPT, Contribution, Kind, State
from asset_map.journeys import letter_words as words
from asset_map.journeys import public_words
from asset_map.journeys.letter_made import Letter, Write, link_to
from asset_map.settings import get_settings


def _asked(connection: Connection, waiting: Waiting) -> Letter | None:
    address = contributions.address_of(connection, waiting.about)
    one = contributions.of_id(connection, waiting.about)
    # Whatever was decided before this was sent makes the question idle.
    if address is None or one is None or one.state is not State.ASKED:
        return None
    turns = contributions.turns(connection, waiting.about)
    question = next(turn.words for turn in reversed(turns) if turn.what == "asked")
    lives = words.ANSWER_LIVES
    link = link_to(connection, "/answer", words.ANSWER, waiting.about, lives, of=waiting)
    text = words.ASKED_TEXT.format(words=question, days=lives.days, link=link)
    return Letter(address, words.ASKED_SUBJECT, text)


def _accepted(connection: Connection, waiting: Waiting) -> Letter | None:
    address = contributions.address_of(connection, waiting.about)
    one = contributions.of_id(connection, waiting.about)
    if address is None or one is None:
        return None
    at = f"{get_settings().reached_at}/asset/{one.asset_id}"
    see = words.ACCEPTED_SEE.format(link=at) if one.asset_id else ""
    if one.asset_id and one.asset_kind is AssetKind.SKILL_OFFER:
        lives = words.WITHDRAW_LIVES
        at = "/skills/withdraw"
        link = link_to(connection, at, words.WITHDRAW, one.asset_id, lives, of=None)
        see = words.ACCEPTED_WITHDRAW.format(link=link, days=lives.days)
    elif (public := _public(connection, one)) is not None:
        see = public + words.ACCEPTED_SEE.format(link=_where(one))
    account = people.account_of(connection, address) if one.kind is Kind.ADD else None
    if one.asset_id and account and keepers.keeps(connection, account.id, one.asset_id):
        see += words.ACCEPTED_KEEP.format(link=f"{get_settings().reached_at}/own")
    return Letter(address, words.ACCEPTED_SUBJECT, words.ACCEPTED_TEXT.format(see=see))


def _public(connection: Connection, one: Contribution) -> str | None:
    """Return what the letter says of words that became public, "" where they are those that were
    sent; None where nobody can read them."""
    now = public_words.now_public(connection, one)
    if not now:
        return None
    done = {turn.what for turn in contributions.turns(connection, one.id)}
    differ = done & {public_words.MENDED, public_words.LEFT_OUT}
    return words.ACCEPTED_WORDS.format(words=_quoted(now)) if differ else ""


def _quoted(now: Mapping[str, str]) -> str:
    return "\n\n".join(text for text in now.values() if text)


def _where(one: Contribution) -> str:
    """Return the address at which everybody reads it."""
    at = get_settings().reached_at
    if one.kind is Kind.OBSTACLE:
        return f"{at}/obstacles?one={one.id}#one-{one.id}"
    return f"{at}/proposal?id={one.id if one.kind is Kind.COUNTER else one.about}"


def _mended(connection: Connection, waiting: Waiting) -> Letter | None:
    address = contributions.address_of(connection, waiting.about)
    one = contributions.of_id(connection, waiting.about)
    now = public_words.now_public(connection, one) if one else {}
    if address is None or one is None or not now:
        return None
    text = words.MENDED_TEXT.format(words=_quoted(now), link=_where(one))
    return Letter(address, words.MENDED_SUBJECT, text)


def _declined(connection: Connection, waiting: Waiting) -> Letter | None:
    return _refused(connection, waiting, words.DECLINED_SUBJECT, words.DECLINED_TEXT)


def _taken_down(connection: Connection, waiting: Waiting) -> Letter | None:
    return _refused(connection, waiting, words.TAKEN_DOWN_SUBJECT, words.TAKEN_DOWN_TEXT)


def _refused(connection: Connection, waiting: Waiting, subject: str, text: str) -> Letter | None:
    address = contributions.address_of(connection, waiting.about)
    one = contributions.of_id(connection, waiting.about)
    if address is None or one is None:
        return None
    kept = words.DECLINED_FORGOTTEN.format(days=ADDRESS_KEPT.days)
    forgotten = "" if one.by_account else kept
    return Letter(address, subject, text.format(words=one.reason, forgotten=forgotten))


LETTERS: Mapping[str, Write] = {
    words.ASKED: _asked,
    words.ACCEPTED: _accepted,
    words.DECLINED: _declined,
    words.MENDED: _mended,
    words.TAKEN_DOWN: _taken_down,
}
