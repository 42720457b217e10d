"""Proposals as they are shown: in lists, in steps, and what is said of one, as HTML."""

from collections.abc import Iterable, Mapping
from html import escape
from uuid import UUID

from asset_map.app import addresses, parts, said_wording, wording
from asset_map.app import proposal_wording as words
from asset_map.domain.assets import AssetKind
from asset_map.domain.numbers import real_people_shown
from asset_map.domain.proposals import Change, Proposal, State, UserCount
from asset_map.domain.things import Thing
from asset_map.journeys.changes_in_words import change_in_words
from asset_map.journeys.pick_asset import Choice

DAYS = ("from_day", "decision_date", "review_date")
FACTS = tuple(name for name in words.FACTS if name not in ("title", "directorate"))
"""What may be said of a proposal besides its title and directorate."""

Things = Mapping[UUID, Thing]


def things_of(choices: Iterable[Choice]) -> Things:
    """Return what can be chosen by its id, in short."""
    return {one.id: Thing(one.id, AssetKind(one.kind), one.name, one.post) for one in choices}


def published(found: Iterable[Proposal]) -> str:
    """Return the proposals that open to everybody, as a table."""
    rows = [
        [
            _titled(one),
            escape(one.directorate),
            escape(words.STATES_SHORT[one.state]),
            escape(words.NO_DAY if one.decision_date is None else wording.day(one.decision_date)),
        ]
        for one in found
    ]
    if not rows:
        return parts.para(words.PUBLISHED_NONE)
    return parts.table(words.PUBLISHED_OF, list(words.PUBLISHED_COLUMNS), rows)


def drafts(found: Iterable[Proposal]) -> str:
    """Return the drafts that open to somebody, as a table."""
    rows = [
        [
            _titled(one),
            escape(one.directorate),
            escape("" if one.changed is None else wording.moment(one.changed)),
        ]
        for one in found
    ]
    return (
        parts.table(words.OWN_OF, list(words.OWN_COLUMNS), rows)
        if rows
        else parts.para(words.OWN_NONE)
    )


def _titled(one: Proposal) -> str:
    note = f"<small>{escape(words.ANSWERS)}</small>" if one.answers_id else ""
    return parts.link(addresses.proposal(one.id or ""), one.title) + note


def state(of: Proposal) -> str:
    """Return how far a proposal is, who proposes it, and whether it is invented."""
    said = f"{of.directorate}. {words.STATES[of.state]}."
    invented = parts.para(words.INVENTED, "am-meta") if of.demo else ""
    ways = [parts.link(addresses.cut(), words.TO_ALL)]
    if of.answers_id:
        ways.append(parts.link(addresses.proposal(of.answers_id), words.ANSWERED))
    return parts.para(said, "am-fresh") + invented + f"<p>{' · '.join(ways)}</p>"


def overview(of: Proposal, *, own: bool, said: str = "") -> str:
    """Return the steps of the page, each with how far it is, leading to it. ``said``: how much
    people said of it, "" for a draft."""
    some = bool(of.changes)
    steps = (
        (
            "changes",
            words.STEP_CHANGES,
            words.changes(len(of.changes)) if some else words.AT_CHANGES_NONE,
        ),
        ("about", words.STEP_ABOUT, _at_about(of) if own else words.AT_ABOUT_READ),
        ("result", words.STEP_RESULT, words.AT_RESULT if some else words.AT_RESULT_NONE),
        ("report", words.STEP_REPORT, words.AT_REPORT if own else words.AT_REPORT_READ),
        *((("said", said_wording.STEP, said),) if said else ()),
    )
    items = "".join(
        f'<li><a href="#{anchor}">{escape(title)}</a> <small>{escape(at)}</small></li>'
        for anchor, title, at in steps
    )
    return f'<nav aria-label="{escape(words.OVERVIEW)}"><ol class="am-steps">{items}</ol></nav>'


def _at_about(of: Proposal) -> str:
    filled = sum(bool(getattr(of, name)) for name in FACTS)
    return words.AT_ABOUT.format(filled=filled, all=len(FACTS))


def changes(of: Proposal, things: Things) -> str:
    """Return what changes, one sentence each."""
    if not of.changes:
        return parts.para(words.CHANGES_NONE)
    return parts.bullets(change(one, things, of) for one in of.changes)


def change(one: Change, things: Things, of: Proposal) -> str:
    """Return one change; the name of what is changed leads to it."""
    said = escape(in_words(one, things, of))
    if one.asset_id is None or one.asset_id not in things:
        return said
    name = things[one.asset_id].name
    return said.replace(escape(name), parts.link(addresses.asset(one.asset_id), name), 1)


def in_words(one: Change, things: Things, of: Proposal) -> str:
    """Return a change as a sentence without its full stop."""
    return change_in_words(one, things, of.from_day)


def about(of: Proposal, outcome: str) -> str:
    """Return what is said of a proposal; what is not given is said to be so."""
    facts = [
        (words.FACTS_READ.get(name, words.FACTS[name]), escape(_fact(of, name))) for name in FACTS
    ]
    if outcome:
        said = "<br>".join(escape(line) for line in outcome.splitlines())
        title = words.DONE_TITLE if of.state is State.DONE else words.DECIDED_TITLE
        facts.insert(0, (title, said))
    return parts.facts(facts)


def _fact(of: Proposal, name: str) -> str:
    value = getattr(of, name)
    if value is None or value == "":
        return words.NOT_GIVEN
    if name in DAYS:
        return wording.day(value)
    return words.POUNDS.format(pounds=value) if name == "saving" else str(value)


def counts(of: Proposal, things: Things) -> str:
    """Return how many people use what, as officers entered it; few are never shown."""
    rows = [
        [
            escape(name_of(one, things)),
            escape(words.COUNT_SHOWN.format(users=real_people_shown(one.count), period=one.period)),
            escape(one.source),
            escape(wording.day(one.as_of)),
        ]
        for one in of.user_counts
    ]
    return parts.table(words.COUNTS_OF, list(words.COUNTS_COLUMNS), rows) if rows else ""


def name_of(count: UserCount, things: Things) -> str:
    """Return the name of what is used."""
    return things[count.asset_id].name if count.asset_id in things else words.GONE
