"""The letters that tell a sender what stewards decided, each made when it is sent."""

from collections.abc import Mapping

from sqlalchemy import Connection

from asset_map.db import contributions, keepers, people
from asset_map.db.letters import Waiting
from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import ADDRESS_KEPT, Kind, State
from asset_map.journeys import letter_words as words
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
    link = link_to(connection, "/answer", words.ANSWER, waiting.about, words.ANSWER_LIVES)
    text = words.ASKED_TEXT.format(words=question, days=words.ANSWER_LIVES.days, link=link)
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
        link = link_to(connection, "/skills/withdraw", words.WITHDRAW, one.asset_id, lives)
        see = words.ACCEPTED_WITHDRAW.format(link=link, days=lives.days)
    elif one.kind is Kind.OBSTACLE:
        see = words.ACCEPTED_SEE.format(link=f"{get_settings().reached_at}/obstacles")
    account = people.account_of(connection, address) if one.kind is Kind.ADD else None
    if one.asset_id and account and keepers.keeps(connection, account.id, one.asset_id):
        see += words.ACCEPTED_KEEP.format(link=f"{get_settings().reached_at}/own")
    return Letter(address, words.ACCEPTED_SUBJECT, words.ACCEPTED_TEXT.format(see=see))


def _declined(connection: Connection, waiting: Waiting) -> Letter | None:
    address = contributions.address_of(connection, waiting.about)
    one = contributions.of_id(connection, waiting.about)
    if address is None or one is None:
        return None
    kept = words.DECLINED_FORGOTTEN.format(days=ADDRESS_KEPT.days)
    forgotten = "" if one.by_account else kept
    text = words.DECLINED_TEXT.format(words=one.reason, forgotten=forgotten)
    return Letter(address, words.DECLINED_SUBJECT, text)


LETTERS: Mapping[str, Write] = {
    words.ASKED: _asked,
    words.ACCEPTED: _accepted,
    words.DECLINED: _declined,
}
