"""Words that become public with what was sent in: what a steward looks at, and makes of them.

What was sent stays as it is beside them, but for contacts, which are of use to nobody.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from asset_map.db import contributions, obstacles, proposal_comments, proposals, review
from asset_map.domain.contributions import Contribution, Kind, Problem
from asset_map.domain.errors import BadInput
from asset_map.domain.obstacles import LONGEST
from asset_map.domain.people_named import contacts_in, names_in
from asset_map.journeys import answer_proposal, counter_proposal, deciding, said_in_public
from asset_map.journeys.change_asset import asset_about

IN_PUBLIC: Mapping[Kind, Mapping[str, int]] = {
    Kind.OBSTACLE: {"words": LONGEST},
    Kind.ANSWER: {"words": answer_proposal.LONGEST},
    Kind.COUNTER: {
        "title": counter_proposal.LONGEST_TITLE,
        "words": counter_proposal.LONGEST,
    },
}
"""The fields that everybody reads as they are, and how long each may be, by kind."""

MENDED = contributions.MENDED
LEFT_OUT = "contacts left out"
"""What was done with words, as a turn says it."""


@dataclass(frozen=True)
class Public:
    """What everybody will read, or reads, in a field. ``names``, ``contacts``: what of it looks
    like a name of a person, or like a way to reach one; ``left_out``: a contact was taken out."""

    field: str
    words: str
    names: tuple[str, ...]
    contacts: tuple[str, ...]
    left_out: bool
    longest: int


class WrongWords(BadInput):
    """Words that cannot become public; ``problems`` tells which, by their fields."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems[0].sentence, problems[0].next_step)
        self.problems = problems


def looked_through(
    connection: Connection, one: Contribution, now: Mapping[str, str] | None = None
) -> tuple[Public, ...]:
    """Return what everybody will read of a contribution; ``now``: what they read already."""
    fields = IN_PUBLIC.get(one.kind, {})
    if not fields:
        return ()
    known = _known(connection, one)
    said = {field: str(one.said.get(field, "")) for field in fields}
    shown = now or {field: said_in_public.masked(text) for field, text in said.items()}
    return tuple(
        Public(
            field,
            shown[field],
            names_in(shown[field], known),
            contacts_in(shown[field]),
            now is None and shown[field] != said[field],
            longest,
        )
        for field, longest in fields.items()
    )


def _known(connection: Connection, one: Contribution) -> Collection[str]:
    """Return words that name no person here. Of whom it is in the way, where they did not agree to
    be named, the name is marked like that of a person: it tells who they are."""
    texts = list(review.labels(connection).values())
    asset = asset_about(connection, one)
    if asset is not None and one.said.get("named"):
        texts.append(asset.name)
    texts += [str(one.said.get("directorate", ""))]
    return {word.casefold() for text in texts for word in text.split()}


def as_published(
    connection: Connection, one: Contribution, typed: Mapping[str, str]
) -> Contribution:
    """Return a contribution, which is held, with the words that everybody will read: those that a
    steward ``typed``, else as they were sent, in both without contacts.

    Raises WrongWords where they cannot become public.
    """
    if one.kind not in IN_PUBLIC:
        return one
    sent = said_in_public.masked_words(connection, one)
    public = sent | sound(one, typed, sent)
    if sent != one.said:
        contributions.note_turn(connection, one.id, "map", LEFT_OUT)
    if public != sent:
        deciding.note(connection, one, MENDED)
    return replace(one, said=public)


def sound(one: Contribution, typed: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    """Return words as they become public: as typed, else as they were ``before``, which may have
    grown past what is allowed when contacts were taken out. Raises WrongWords with everything that
    is wrong."""
    public: dict[str, str] = {}
    problems: list[Problem] = []
    for field, longest in IN_PUBLIC[one.kind].items():
        was = str(before.get(field, ""))
        words, wrong = said_in_public.worded(
            field,
            typed.get(field, was),
            max(longest, len(was)),
            _missing(one, field),
            lines=field == "words",
        )
        public[field] = said_in_public.masked(words)
        problems += wrong
    if problems:
        raise WrongWords(tuple(problems))
    return public


def _missing(one: Contribution, field: str) -> str:
    """Return what is said where nothing is left of a field; "" where that is no harm."""
    if field == "title":
        return "Leave it a name."
    if one.kind is Kind.COUNTER and counter_proposal.changes_of(one.said):
        return ""
    return "Leave something to read, or decline it."


def now_public(connection: Connection, one: Contribution) -> dict[str, str]:
    """Return what everybody reads of a contribution now, by field; nothing where they do not."""
    if one.kind is Kind.OBSTACLE:
        obstacle = obstacles.of_id(connection, one.id)
        return {"words": obstacle.words} if obstacle else {}
    if one.kind is Kind.ANSWER:
        comment = proposal_comments.of_id(connection, one.id)
        return {"words": comment.words} if comment else {}
    if one.kind is Kind.COUNTER:
        made = proposals.open_to(connection, one.id, None)
        return {"title": made.title, "words": made.summary} if made else {}
    return {}
