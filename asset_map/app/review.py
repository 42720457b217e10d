"""What stewards see of what was sent in, as HTML."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from asset_map.app import addresses, form_fields, mend, mend_wording, obstacle_wording, parts
from asset_map.app import review_wording as words
from asset_map.app.form_fields import Problems
from asset_map.domain.contributions import OPEN, Contribution, Kind, State, Turn
from asset_map.domain.days import uk_moment
from asset_map.domain.obstacles import Theme
from asset_map.domain.people import WITH_ARTICLE, Role
from asset_map.domain.reach import WEEKDAYS
from asset_map.journeys.see_review import About, LikelyTwin, Looked, Own, Read


def at(id: object, more: str = "") -> str:
    """Return the address of something that was sent in."""
    return f"{addresses.REVIEW}/{id}{more}"


def title(one: Contribution, about: About, proposal: str = "") -> str:
    """Return what was sent in as a line."""
    name = about.name or proposal or str(one.said.get("name") or "") or words.NOTHING_NAMED
    new = words.NEW[one.asset_kind] if one.asset_kind else ""
    return words.TITLES[one.kind].format(name=name, new=new)


def told_apart(texts: Sequence[str]) -> list[str]:
    """Return texts of links; those that are the same are numbered, so that a list of links tells
    which is which."""
    many, seen = Counter(texts), Counter[str]()
    found = []
    for text in texts:
        seen[text] += 1
        number = words.ONE_OF.format(text=text, at=seen[text], n=many[text])
        found.append(number if many[text] > 1 else text)
    return found


# --- One of them ----------------------------------------------------------------------------------


def standing(looked: Looked, days: int) -> str:
    """Return how far it has come, and the way to what it became."""
    one = looked.one
    taken_down = any(turn.what == "taken down" for turn in looked.turns)
    said = (words.TAKEN_DOWN if taken_down else words.STATES[one.state]).format(
        since=words.since(days),
        when=uk_moment(one.decided) if one.decided else "",
        who=words.BY.get(one.decided_by, one.decided_by),
    )
    asset_id = one.asset_id or looked.about.asset_id
    name = looked.about.name or str(one.said.get("name") or "")
    more = ""
    if asset_id is not None:
        way = parts.link(addresses.plain_asset(asset_id), words.SEE_NOW.format(name=name))
        more = f"<p>{way}</p>"
    elif looked.proposal and one.about is not None:
        way = parts.link(
            addresses.proposal(one.about), words.SEE_PROPOSAL.format(name=looked.proposal)
        )
        more = f"<p>{way}</p>"
    return (
        f'<div class="am-notice" role="status">{parts.para(said)}{more}{_published(looked)}</div>'
    )


def _published(looked: Looked) -> str:
    """Return the ways to where everybody reads it, and to mend that."""
    if not looked.published:
        return ""
    one = looked.one
    where = addresses.proposal(one.id if one.kind is Kind.COUNTER else one.about or "")
    if one.kind is Kind.OBSTACLE:
        where = addresses.obstacle(one.id)
    ways = [
        parts.link(where, mend_wording.WHERE),
        parts.link(addresses.mend_words(one.id), mend_wording.MENDED_WAY),
    ]
    return parts.bullets(ways)


def public(looked: Looked) -> str:
    """Return what everybody reads of it, where they do already."""
    if not looked.published:
        return ""
    return parts.heading(mend_wording.PUBLIC_NOW) + mend.as_read(looked.public)


def sender(looked: Looked) -> str:
    """Return who sent it, as a role; when; what they agreed to; what else came of theirs."""
    one = looked.one
    role = WITH_ARTICLE[Role(looked.by_role)].capitalize() if looked.by_role else ""
    who = words.SIGNED_IN.format(role=role) if role else words.SOMEBODY.capitalize()
    if one.consent.on_behalf:
        who = words.ON_BEHALF.format(who=who)
    agreed = " ".join([one.consent.how, words.CONTACT_IS_OWN * one.consent.contact]).strip()
    return parts.facts(
        [
            (words.SENDER, escape(who)),
            (words.SENT, escape(uk_moment(one.sent))),
            (words.CONSENT, escape(agreed)),
            (words.BEFORE, escape(_history(looked))),
        ]
    )


def _history(looked: Looked) -> str:
    of = dict(looked.history)
    of[looked.one.state] = max(of.get(looked.one.state, 1) - 1, 0)
    counts = {
        "accepted": of.get(State.ACCEPTED, 0) + of.get(State.MERGED, 0),
        "declined": of.get(State.DECLINED, 0),
        "waiting": of.get(State.WAITING, 0) + of.get(State.ASKED, 0),
    }
    told = [words.plural(words.BEFORE_COUNTS[name], n) for name, n in counts.items() if n]
    return ", ".join(told) or words.BEFORE_NONE


def difference(looked: Looked) -> str:
    """Return what would change, as it is, as it was seen, and as it would be."""
    if looked.one.kind not in (Kind.CHANGE, Kind.CLOSE):
        return ""
    head = parts.heading(words.DIFFERENCE)
    if not looked.differences:
        return head + parts.para(words.NO_DIFFERENCE)
    rows = [
        [
            escape(words.field(one.field))
            + (f'<br><strong class="am-mark">{escape(words.MOVED_ON)}</strong>' * one.moved_on),
            *(text(said) for said in (one.now, one.seen, one.then)),
        ]
        for one in looked.differences
    ]
    return head + parts.table(words.DIFFERENCE, words.COLUMNS, rows)


def typed(looked: Looked) -> str:
    """Return everything that was typed, for what is no change."""
    one = looked.one
    if one.kind in (Kind.CHANGE, Kind.CLOSE) or not one.said:
        return ""
    rows = [
        [escape(words.field(name)), _typed(name, said, looked)]
        for name, said in sorted(looked.told.items(), key=_place_in_form)
        if said not in ("", None, [])
    ]
    return parts.heading(words.TYPED) + parts.table(words.TYPED, words.TYPED_COLUMNS, rows)


def _place_in_form(said: tuple[str, object]) -> int:
    order = list(words.FIELDS)
    return order.index(said[0]) if said[0] in order else len(order)


def _typed(name: str, said: object, looked: Looked) -> str:
    if name == "theme" and said in list(Theme):
        return escape(obstacle_wording.THEMES[Theme(str(said))])
    if name in looked.private:
        return f"<em>{escape(words.KEPT_BACK)}</em>"
    ids = [part.strip() for part in str(said).split(",")]
    if all(id in looked.named for id in ids):
        return "<br>".join(parts.link(addresses.plain_asset(id), looked.named[id]) for id in ids)
    return text(said)


def how_read(read: Read | None) -> str:
    """Return how what was typed is understood, and what is wrong or doubtful with it."""
    if read is None:
        return ""
    times = "; ".join(
        f"{WEEKDAYS.get(one['byday'], one['byday'])} {one['opens_at'][:5]}–{one['closes_at'][:5]}"
        for one in read.sessions
    )
    facts = parts.facts(
        [
            (words.PLACE, escape(_place(read))),
            (words.HOURS, escape(times or words.HOURS_NONE)),
            (words.NEEDS, escape("; ".join(read.needs) or words.NEEDS_NONE)),
        ]
    )
    return (
        parts.heading(words.HOW_READ)
        + facts
        + _listed(words.WRONG, read.problems)
        + _listed(words.DOUBTFUL, read.doubts)
    )


def _place(read: Read) -> str:
    covers = words.COVERS.format(areas=", ".join(read.covers)) if read.covers else ""
    at = ""
    if read.place:
        ward = read.place.ward or words.NO_WARD
        form = words.PLACE_WARD
        if read.place.metres is not None:
            form = words.PLACE_ON if read.place.metres < 1 else words.PLACE_AT
        at = form.format(postcode=read.place.postcode, metres=read.place.metres, ward=ward)
    return "; ".join(part for part in (at, covers) if part) or words.PLACE_NONE


def _listed(name: str, problems: Problems) -> str:
    if not problems:
        return ""
    told = parts.bullets(
        escape(f"{words.field(one.field)}: {one}" if one.field else str(one)) for one in problems
    )
    return parts.heading(name, 3) + told


def alike(looked: Looked) -> str:
    """Return what it may be a part of, why, and the way to take it in as that."""
    if not looked.alike or looked.one.state not in OPEN:
        return ""
    names = told_apart([one.name for one in looked.alike])
    listed = (_alike(looked.one, *one) for one in zip(looked.alike, names, strict=True))
    return parts.heading(words.ALIKE) + parts.para(words.ALIKE_TEXT) + parts.bullets(listed)


def _alike(one: Contribution, other: LikelyTwin, name: str) -> str:
    why = words.ALIKE_WHY.format(why=other.why[:1].upper() + other.why[1:])
    sure = f" {words.ALIKE_SURE}" if other.sure else ""
    part = at(one.id, f"/part/{other.asset_id}")
    return (
        f"{parts.link(addresses.plain_asset(other.asset_id), name)}<br>"
        f"{escape(why + sure)}<br>{parts.link(part, words.PART.format(name=name))}"
    )


def besides(looked: Looked) -> str:
    """Return the note to stewards, and what else waits about the same thing."""
    note = parts.heading(words.NOTE) + parts.para(looked.one.note) if looked.one.note else ""
    names = told_apart([words.OTHER] * len(looked.others))
    listed = zip(looked.others, names, strict=True)
    others = parts.bullets(parts.link(at(id), name) for id, name in listed)
    return note + (parts.heading(words.OTHERS) + others if looked.others else "")


def talk(turns: Iterable[Turn]) -> str:
    """Return what was said and done so far."""
    listed = (
        escape(
            words.TURN.format(
                when=uk_moment(turn.at),
                by=words.TURN_BY.get(turn.by, words.BY.get(turn.by, turn.by)),
                what=words.TURNS.get(turn.what, turn.what),
            )
        )
        + (f"<blockquote>{text(turn.words)}</blockquote>" if turn.words else "")
        for turn in turns
    )
    return parts.heading(words.TALK) + parts.bullets(listed)


def decide(
    looked: Looked, tie: str, sent: Mapping[str, str], problems: Problems, *, takes: bool
) -> str:
    """Return the ways to decide, each a form of its own. ``sent``: what was typed in one before."""
    one = looked.one
    if one.state not in OPEN:
        return ""
    if looked.own is Own.ANOTHER_DECIDES:
        return parts.heading(words.DECIDE) + parts.para(mend_wording.OWN_NOT, "am-status")
    seen = tie + form_fields.hidden("version", str(one.version))
    others = ",".join(str(other.asset_id) for other in looked.alike)
    hinders = words.WRONG_FIRST if looked.read and looked.read.problems else ""
    hinders = hinders if takes else words.NO_WAY_YET
    does, button = words.ACCEPT_TEXTS.get(one.kind, words.ACCEPT_TEXT), words.ACCEPT
    if others:
        does, button = words.ACCEPT_NEW_TEXT, words.ACCEPT_NEW
    before = sent if sent.get("do") == "accept" else {}
    accept = (
        seen
        + form_fields.hidden("do", "accept")
        + form_fields.hidden("others", others)
        + mend.to_mend(looked.public, before, problems)
        + parts.para(does)
        + form_fields.button(button)
    )
    ask = (
        seen
        + form_fields.hidden("do", "ask")
        + _words("question", words.QUESTION, words.QUESTION_HINT, sent, problems)
        + form_fields.button(words.ASK, css="am-second-button")
    )
    decline = (
        seen
        + form_fields.hidden("do", "decline")
        + _words("reason", words.REASON, words.REASON_HINT, sent, problems)
        + form_fields.button(words.DECLINE, css="am-second-button")
    )
    here = at(one.id)
    alone = looked.own is Own.ALONE
    return (
        parts.heading(words.DECIDE)
        + (parts.para(mend_wording.OWN_ALONE, "am-status") if alone else "")
        + (parts.heading(mend_wording.PUBLIC, 3) if looked.public and not hinders else "")
        + (form_fields.form(here, accept) if not hinders else parts.para(hinders))
        + parts.heading(words.ASK_TITLE, 3)
        + (form_fields.form(here, ask) if looked.can_ask else parts.para(words.NOBODY_TO_ASK))
        + parts.heading(words.DECLINE_TITLE, 3)
        + form_fields.form(here, decline)
    )


def _words(name: str, label: str, hint: str, sent: Mapping[str, str], problems: Problems) -> str:
    typed = sent.get(name, "")
    return form_fields.area(
        name, label, typed, hint=hint, problems=problems, rows=3, longest=2000, required=True
    )


def text(typed: object) -> str:
    """Return what somebody typed."""
    said = "; ".join(map(str, typed)) if isinstance(typed, list | tuple) else str(typed or "")
    return escape(said).replace("\n", "<br>") if said else f"<em>{escape(words.EMPTY)}</em>"
