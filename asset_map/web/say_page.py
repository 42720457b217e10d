"""What people say to a published proposal: a comment, or a proposal of their own, by forms."""

from collections.abc import Callable, Mapping
from html import escape
from uuid import UUID

from asset_map.app import addresses, form_fields, parts
from asset_map.app import said_wording as words
from asset_map.app.form_fields import Problems
from asset_map.domain.proposals import Proposal, State
from asset_map.journeys import answer_proposal, counter_proposal
from asset_map.journeys.answer_proposal import Said
from asset_map.journeys.counter_proposal import Counter, Instead, ToCounter, Touched
from asset_map.journeys.like_typed import Alike
from asset_map.journeys.said_in_public import Outcome
from asset_map.web import entry_form
from asset_map.web.telling import Answer, Asked, Form, Go, Page

STYLES = ("/look/obstacles.css",)
NOTHING_SENT = Form({}, genuine=False)


def show(asked: Asked) -> Answer:
    """Ask what somebody thinks of a proposal."""
    return _comment(asked, answer_proposal.look_at(_id(asked)), Outcome())


def take(asked: Asked) -> Answer:
    """Keep it and go on, or show the form again with everything that is wrong."""
    of = answer_proposal.look_at(_id(asked))
    form = asked.form or NOTHING_SENT

    def keep() -> Outcome:
        return answer_proposal.answer(
            Said(
                id=entry_form.id_of(form),
                proposal_id=_id(asked),
                words=form.one("words"),
                group=form.one("group"),
                chosen=form.one("group_id"),
                email=form.one("sender"),
            )
        )

    return _taken(asked, of, keep, lambda outcome, said: _comment(asked, of, outcome, said))


def show_counter(asked: Asked) -> Answer:
    """Ask what somebody would do instead."""
    return _counter(asked, counter_proposal.look_at(_id(asked)), Outcome())


def take_counter(asked: Asked) -> Answer:
    """Keep what somebody would do instead and go on, or show the form again."""
    known = counter_proposal.look_at(_id(asked))
    form = asked.form or NOTHING_SENT

    def keep() -> Outcome:
        return counter_proposal.counter(
            Counter(
                id=entry_form.id_of(form),
                proposal_id=_id(asked),
                title=form.one("title"),
                words=form.one("words"),
                instead={one.id: _instead(form, one.id) for one in known.touched},
                email=form.one("sender"),
            )
        )

    return _taken(
        asked, known.proposal, keep, lambda outcome, said: _counter(asked, known, outcome, said)
    )


def tell(asked: Asked) -> Answer:
    """Say what comes next."""
    of = answer_proposal.look_at(_id(asked))
    what = asked.query.get("what", "")
    what = what if what in words.TOLD else "waits"
    return Page(words.TOLD[what], parts.para(words.TOLD_TEXT[what]) + _back(of))


def _taken(
    asked: Asked,
    of: Proposal,
    keep: Callable[[], Outcome],
    again: Callable[[Outcome, str], Page],
) -> Answer:
    def kept(_form: Form) -> Answer:
        outcome = keep()
        if outcome.sent is None:
            return again(outcome, "")
        return _told(of, "held" if outcome.sent.to_confirm else "waits")

    return entry_form.taken(asked, kept, lambda why: again(Outcome(), why), _told(of, "waits"))


def _told(of: Proposal, what: str) -> Go:
    return Go(addresses.with_query(addresses.said_of_proposal(of.id or ""), what=what))


def _comment(asked: Asked, of: Proposal, outcome: Outcome, said: str = "") -> Page:
    form = asked.form or NOTHING_SENT
    title = words.SAY_OF.format(title=of.title)
    if of.state is not State.PUBLISHED:
        return _decided(title, of)
    problems = outcome.problems
    fields = (
        form_fields.area(
            "words",
            words.WORDS,
            form.one("words"),
            hint=words.WORDS_HINT,
            problems=problems,
            rows=6,
            longest=answer_proposal.LONGEST,
            required=True,
        )
        + form_fields.line(
            "group", words.GROUP, form.one("group"), hint=words.GROUP_HINT, problems=problems
        )
        + _choose("group_id", outcome.meant.get("group", ()), form)
    )
    return _page(asked, title, words.SAY_LEAD, fields, words.SEND, of, (problems, said))


def _counter(asked: Asked, known: ToCounter, outcome: Outcome, said: str = "") -> Page:
    form = asked.form or NOTHING_SENT
    of, problems = known.proposal, outcome.problems
    title = words.COUNTER_FOR.format(title=of.title)
    if of.state is not State.PUBLISHED:
        return _decided(title, of)
    fields = form_fields.line(
        "title",
        words.TITLE,
        form.one("title"),
        hint=words.TITLE_HINT,
        problems=problems,
        longest=counter_proposal.LONGEST_TITLE,
        required=True,
    )
    if known.touched:
        fields += parts.heading(words.INSTEAD) + parts.para(words.INSTEAD_TEXT)
    fields += "".join(_one(one, form, problems, outcome.meant) for one in known.touched)
    fields += form_fields.area(
        "words",
        words.FREE,
        form.one("words"),
        hint=words.FREE_HINT,
        problems=problems,
        rows=5,
        longest=counter_proposal.LONGEST,
    )
    lead, button = words.COUNTER_LEAD, words.COUNTER_SEND
    return _page(asked, title, lead, fields, button, of, (problems, said))


def _one(
    one: Touched, form: Form, problems: Problems, meant: Mapping[str, tuple[Alike, ...]]
) -> str:
    """Return the fields of one thing: open where the proposal changes it, or something is typed."""
    do, to, share = (f"{name}_{one.id}" for name in ("do", "to", "share"))
    fields = (
        form_fields.radios(
            do, words.DO.format(name=one.name), words.KINDS, form.one(do), problems=problems
        )
        + form_fields.line(to, words.TO, form.one(to), hint=words.TO_HINT, problems=problems)
        + _choose(f"{to}_id", meant.get(to, ()), form)
        + form_fields.line(
            share, words.SHARE, form.one(share), hint=words.SHARE_HINT, problems=problems
        )
    )
    at = words.PROPOSED.format(change=one.proposed) if one.proposed else words.HANGS
    opened = " open" if one.proposed or form.one(do) else ""
    return (
        f'<details class="am-instead"{opened}><summary>{escape(one.name)}</summary>'
        f"{parts.para(at)}{fields}</details>"
    )


def _instead(form: Form, id: UUID) -> Instead:
    return Instead(
        kind=form.one(f"do_{id}"),
        to=form.one(f"to_{id}"),
        chosen=form.one(f"to_{id}_id"),
        share=form.one(f"share_{id}"),
    )


def _choose(name: str, offered: tuple[Alike, ...], form: Form) -> str:
    """Return the way to choose among several things of one name."""
    if not offered:
        return ""
    options = {
        str(one.id): f"{one.name} ({one.where})" if one.where else one.name for one in offered
    }
    return form_fields.radios(name, words.CHOOSE, options, form.one(name))


def _page(
    asked: Asked,
    title: str,
    lead: str,
    fields: str,
    button: str,
    of: Proposal,
    wrong: tuple[Problems, str],
) -> Page:
    form = asked.form or NOTHING_SENT
    problems, said = wrong
    body = (
        form_fields.summary(problems, (said,) if said else ())
        + parts.para(lead)
        + form_fields.form(
            "",
            entry_form.begun(asked, entry_form.id_of(form))
            + fields
            + entry_form.sender(asked.person, form.one("sender"), problems)
            + form_fields.button(button),
        )
        + _back(of)
    )
    return Page(title, body, status=422 if problems or said else 200, styles=STYLES)


def _decided(title: str, of: Proposal) -> Page:
    return Page(title, parts.para(words.CLOSED) + _back(of), styles=STYLES)


def _back(of: Proposal) -> str:
    to = addresses.proposal(of.id or "")
    return f"<p>{parts.link(to, words.BACK.format(title=of.title))}</p>"


def _id(asked: Asked) -> str:
    return str(asked.path["id"])
