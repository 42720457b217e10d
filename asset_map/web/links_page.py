"""How two things on the map hang together: said, confirmed, denied and ended by those concerned."""

from collections.abc import Iterable
from html import escape

from asset_map.app import addresses, form_fields, parts
from asset_map.app import links_wording as words
from asset_map.domain.assets import SaidBy
from asset_map.domain.contributions import Problem
from asset_map.journeys import answer_link, see_links, state_link
from asset_map.journeys.answer_link import Opened
from asset_map.journeys.like_typed import Alike
from asset_map.journeys.see_links import Line, Links
from asset_map.journeys.state_link import Statement
from asset_map.web import entry_form
from asset_map.web.telling import Answer, Asked, Form, Go, Page


def show(asked: Asked) -> Answer:
    """Show the links of an entry, and the form to say more."""
    known = see_links.see_links(asked.path["id"])
    if str(known.asset.id) != asked.path["id"]:
        return Go(_at(str(known.asset.id)))
    return _page(asked, known)


def take(asked: Asked) -> Answer:
    """Keep what somebody says."""
    id = asked.path["id"]
    known = see_links.see_links(id)

    def keep(form: Form) -> Answer:
        statement = Statement(
            id=entry_form.id_of(form),
            asset_id=id,
            way=form.one("way"),
            name=form.one("name"),
            chosen=form.one("chosen"),
            instead=form.one("instead"),
            email=form.one("sender"),
        )
        outcome = state_link.state_link(statement)
        if outcome.sent is None:
            return _page(asked, known, problems=outcome.problems, meant=outcome.meant)
        other = outcome.other if outcome.live else ""
        return Go(_at(id, entry_form.what_next(outcome), other))

    def again(why: str) -> Page:
        return _page(asked, known, said=(why,))

    return entry_form.taken(asked, keep, again, Go(_at(id, "waits")))


def end(asked: Asked) -> Answer:
    """End a link, with one click."""
    answer_link.end_link(asked.path["id"], asked.sent().one("link"))
    return _back(asked, "ended")


def confirm(asked: Asked) -> Answer:
    """Confirm a link for the side that has not said so."""
    answer_link.confirm_link(asked.path["id"], asked.sent().one("link"))
    return _back(asked, "confirmed")


def show_letter(asked: Asked) -> Answer:
    """Ask the other side whether it is right. It changes nothing: scanners open links."""
    opened = answer_link.open_link(asked.path["token"])
    if opened.answered:
        return _answered(opened)
    yes = form_fields.button(words.YES, name="answer", value="yes")
    no = form_fields.button(words.NO, name="answer", value="no", css="am-button")
    entry = parts.link(addresses.plain_asset(opened.asset_id), words.SEE_ENTRY)
    body = (
        parts.para(words.ASKED_LEAD)
        + f"<p><strong>{escape(opened.sentence)}</strong></p>"
        + parts.para(words.ASKED_TEXT)
        + form_fields.form("", asked.tie + f'<p class="am-ways">{yes} {no}</p>')
        + f"<p>{entry}</p>"
    )
    return Page(words.ASKED, body)


def take_letter(asked: Asked) -> Answer:
    """Take the answer of the other side."""
    right = asked.sent().one("answer") == "yes"
    return _answered(answer_link.answer_link(asked.path["token"], right=right))


def one_sided(asked: Asked) -> Answer:
    """Show stewards the links that only one side says."""
    found = see_links.see_one_sided()
    told = words.SAID.get(asked.query.get("said", ""), "")
    listed = parts.bullets(
        _line(asked, one, None, words.CONFIRM_FOR, _who_says(one)) for one in found
    )
    body = (
        f"<p>{parts.link(addresses.REVIEW, words.BACK)}</p>"
        + (entry_form.status(told) if told else "")
        + parts.para(words.ONE_SIDED_LEAD)
        + (listed if found else parts.para(words.ONE_SIDED_NONE))
    )
    return Page(words.ONE_SIDED, body)


def _page(
    asked: Asked,
    known: Links,
    *,
    said: tuple[str, ...] = (),
    problems: tuple[Problem, ...] = (),
    meant: tuple[Alike, ...] = (),
) -> Page:
    told = _told(asked) if asked.form is None else ""
    body = (
        (entry_form.status(told) if told else "")
        + form_fields.summary(problems, said)
        + parts.para(words.LEAD)
        + parts.heading(words.NOW)
        + _lines(asked, known)
        + parts.heading(words.MORE)
        + _form(asked, known, problems, meant)
        + entry_form.back(known.asset)
    )
    title = words.TITLE.format(name=known.asset.name)
    return Page(title, body, status=422 if said or problems else 200)


def _form(asked: Asked, known: Links, problems: tuple[Problem, ...], meant: Iterable[Alike]) -> str:
    if not known.ways:
        return parts.para(words.NO_WAYS)
    form = asked.form or Form({}, genuine=False)
    way = form.one("way") or asked.query.get("way", "")
    left = form.one("instead") or asked.query.get("instead", "")
    old = next(
        (one for one in known.lines if one.told.by_people and str(one.told.id) == left), None
    )
    ways = {
        one.id: words.WAYS[one.id]
        for one in known.ways
        if old is None or (one.outward and one.type is old.told.type)
    }
    named = {str(one.id): _named(one) for one in meant}
    which = form_fields.radios("chosen", words.CHOSEN, named, "", problems=problems)
    fields = (
        entry_form.begun(asked, entry_form.id_of(form))
        + form_fields.radios("way", words.WAY, ways, way, problems=problems, required=True)
        + form_fields.line(
            "name",
            words.NAME,
            form.one("name"),
            hint=words.NAME_HINT,
            problems=problems,
            required=True,
        )
        + (which if named else "")
        + entry_form.sender(asked.person, form.one("sender"), problems)
        + parts.para(words.AGREE)
        + form_fields.button(words.SEND)
    )
    by = parts.para(words.BY_KEEPER if known.live else words.BY_OTHERS)
    if old is not None:
        fields += form_fields.hidden("instead", left)
        by += parts.notice(words.INSTEAD.format(sentence=old.sentence), "")
    return by + form_fields.form("", fields)


def _named(one: Alike) -> str:
    return f"{one.name}, {one.where}" if one.where else one.name


def _lines(asked: Asked, known: Links) -> str:
    if not known.lines:
        return parts.para(words.NONE)
    said = {_who_says(one) for one in known.lines}
    once = said.pop() if len(known.lines) > 1 and len(said) == 1 else ""
    asset_id = str(known.asset.id)
    return (parts.para(f"{words.OF_EACH} {once}") if once else "") + parts.bullets(
        _line(asked, one, asset_id, words.CONFIRM, "" if once else _who_says(one))
        for one in known.lines
    )


def _who_says(one: Line) -> str:
    """Return in words which sides say a link, and which list it is from."""
    told = one.told
    said = words.BOTH if told.said_by is SaidBy.BOTH else words.ONE.format(name=_saying(one))
    return said if told.by_people else f"{said} {words.LIST.format(source=told.source)}"


def _line(asked: Asked, one: Line, asset_id: str | None, confirm: str, who: str) -> str:
    told = one.told
    sentence = escape(one.sentence) + (f"<br><small>{escape(who)}</small>" if who else "")
    at = addresses.plain_asset(asset_id or told.from_id, "/links")
    hidden = (
        asked.tie
        + form_fields.hidden("link", str(told.id))
        + ("" if asset_id else form_fields.hidden("from", "review"))
    )
    buttons = ""
    if one.may_confirm:
        buttons += _button(f"{at}/confirm", hidden, confirm, one.sentence)
    if one.may_end:
        buttons += _button(f"{at}/end", hidden, words.END, one.sentence)
    return sentence + (f'<div class="am-ways">{buttons}</div>' if buttons else "")


def _saying(one: Line) -> str:
    told = one.told
    return told.from_name if told.said_by is SaidBy.FROM else told.to_name


def _button(action: str, hidden: str, text: str, sentence: str) -> str:
    named = escape(f"{text}: {sentence}")
    button = f'<button type="submit" aria-label="{named}">{escape(text)}</button>'
    return form_fields.form(action, hidden + button)


def _answered(opened: Opened) -> Page:
    title = words.DENIED if opened.ended else words.ANSWERED
    text = words.DENIED_TEXT if opened.ended else opened.sentence
    entry = parts.link(addresses.plain_asset(opened.asset_id, "/links"), words.SEE)
    return Page(title, parts.para(text) + f"<p>{entry}</p>")


def _back(asked: Asked, said: str) -> Go:
    if asked.sent().one("from") == "review":
        return Go(addresses.with_query(f"{addresses.REVIEW}/links", said=said))
    return Go(_at(asked.path["id"], said))


def _at(asset_id: str, said: str = "", other: str = "") -> str:
    return addresses.with_query(addresses.plain_asset(asset_id, "/links"), said=said, other=other)


def _told(asked: Asked) -> str:
    """Return what became of what was sent, and who is asked about it."""
    keys = ((words.SAID, "said"), (words.OTHER, "other"))
    return " ".join(filter(None, (of.get(asked.query.get(key, ""), "") for of, key in keys)))
