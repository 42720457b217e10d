"""What people said of a proposal and what they propose instead, as HTML for its page."""

from collections.abc import Iterable
from html import escape

from asset_map.app import addresses, mend, mend_wording, parts, wording
from asset_map.app import said_wording as words
from asset_map.domain.days import LONDON
from asset_map.domain.proposals import Proposal, State
from asset_map.journeys.see_answers import Answers, Beside, Remark

HERE = "said"


def at(found: Answers) -> str:
    """Return in short how much was said."""
    said = words.many(words.COMMENTS, len(found.remarks))
    return words.AT.format(said=said, answers=words.many(words.ANSWERS, len(found.counters)))


def said(of: Proposal, found: Answers, *, steward: bool = False) -> str:
    """Return what people said, and the ways to say something; for a steward with the ways to mend
    the words, or to take them down."""
    if found.remarks:
        remarks = (_remark(one, steward=steward) for one in found.remarks)
        listed = parts.para(words.LEAD) + parts.bullets(remarks)
    else:
        listed = parts.para(words.NONE)
    if of.state is not State.PUBLISHED:
        return listed + parts.para(words.CLOSED, "am-meta")
    ways = (
        parts.link(addresses.answer_proposal(of.id or ""), words.SAY, "am-button"),
        parts.link(addresses.counter_proposal(of.id or ""), words.COUNTER, "am-button"),
    )
    return listed + "".join(f"<p>{way}</p>" for way in ways)


def itself(of: Proposal, found: Answers, *, steward: bool) -> str:
    """Return what is to be said of a proposal that people sent in: whether a steward changed its
    words, and for a steward the way to do so."""
    mark = parts.para(mend_wording.MARK, "am-meta") if of.id in found.mended else ""
    return mark + (mend.links(of.id, of.title) if steward and of.id in found.sent else "")


def _remark(one: Remark, *, steward: bool) -> str:
    day = wording.day(one.since.astimezone(LONDON).date())
    by = escape(words.BY_RESIDENT.format(day=day))
    if one.group and one.asset_id is not None:
        name = parts.link(addresses.asset(one.asset_id), one.group)
        by = escape(words.BY_GROUP).format(name=name, day=escape(day))
    if one.mended:
        by += f"<br>{escape(mend_wording.MARK)}"
    ways = mend.links(one.id, one.words) if steward else ""
    return f'<p>{_lines(one.words)}</p><p class="am-meta">{by}</p>{ways}'


def instead(found: Answers, weighed: Iterable[Beside], level: int = 3) -> str:
    """Return what people propose instead, each beside the proposal."""
    if not found.counters:
        return ""
    by_id = {one.answer.id: one for one in weighed}
    return (
        parts.heading(words.COUNTERS, level)
        + parts.para(words.COUNTERS_TEXT)
        + "".join(_counter(one, found, by_id.get(one.id), level + 1) for one in found.counters)
    )


def _counter(one: Proposal, found: Answers, beside: Beside | None, level: int) -> str:
    title = parts.link(addresses.proposal(one.id or ""), one.title)
    head = f"<h{level}>{title}</h{level}>" + (
        f"<p>{_lines(one.summary)}</p>" if one.summary else ""
    )
    head += parts.para(mend_wording.MARK, "am-meta") if one.id in found.mended else ""
    if not one.changes:
        return head + parts.para(words.WORDS_ALONE, "am-meta")
    if beside is None:
        return head + parts.para(words.MORE, "am-meta")
    if beside.problem:
        return head + parts.para(words.PROBLEM.format(why=beside.problem), "am-meta")
    return head + _table(one, beside) + parts.para(_stops(beside))


def _table(one: Proposal, beside: Beside) -> str:
    if not beside.needs:
        return parts.para(words.NO_DIFFERENCE)
    rows = [
        [
            f"{escape(need.need.label)} <small>"
            f"{escape(words.WITHIN.format(distance=wording.metres(need.standard_m)))}</small>",
            *(
                _people(people, points)
                for people, points in (
                    (need.proposal.people_before, need.proposal.points_before),
                    (need.proposal.people_after, need.proposal.points_after),
                    (need.answer.people_after, need.answer.points_after),
                )
            ),
        ]
        for need in beside.needs
    ]
    return parts.table(words.COUNTER_OF.format(title=one.title), list(words.COLUMNS), rows)


def _people(people: float | None, points: int) -> str:
    return escape(wording.postcodes(points) if people is None else wording.count_of_people(people))


def _stops(beside: Beside) -> str:
    proposal, answer = (words.many(words.THINGS, count) for count in beside.stops)
    return words.STOPS.format(proposal=proposal, answer=answer)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
