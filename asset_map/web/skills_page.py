"""What people of a group can do: how many, which skill, where; and one click to take it back."""

from html import escape

from asset_map.app import addresses, form_fields, parts
from asset_map.app import skills_wording as words
from asset_map.domain.contributions import Problem
from asset_map.journeys import list_needs, state_skills
from asset_map.journeys.state_skills import Count, Line, Skills
from asset_map.web import entry_form
from asset_map.web.telling import Answer, Asked, Form, Go, Page


def show(asked: Asked) -> Answer:
    """Show the skills of a group, and the form to say more."""
    known = state_skills.see_skills(asked.path["id"])
    if str(known.group.id) != asked.path["id"]:
        return Go(_at(known))
    return _page(asked, known)


def take(asked: Asked) -> Answer:
    """Keep a count; what is wrong with it stands beside the form, with what was typed."""
    known = state_skills.see_skills(asked.path["id"])

    def keep(form: Form) -> Answer:
        count = Count(
            id=entry_form.id_of(form),
            group_id=asked.path["id"],
            skill=form.one("skill"),
            people=form.one("people"),
            area=form.one("area"),
            when=form.one("when"),
            no_names=form.one("no_names") == "yes",
            email=form.one("sender"),
        )
        outcome = state_skills.state_skills(count)
        if outcome.sent is None:
            return _page(asked, known, problems=outcome.problems, ask_names=outcome.ask_names)
        return Go(_at(known, entry_form.what_next(outcome)))

    def again(why: str) -> Page:
        return _page(asked, known, said=(why,))

    return entry_form.taken(asked, keep, again, Go(_at(known, "waits")))


def withdraw(asked: Asked) -> Answer:
    """Take skills back, with one click."""
    form = asked.sent()
    state_skills.withdraw_skills(asked.path["id"])
    if form.one("group"):
        return Go(_of_group(form.one("group"), "withdrawn"))
    return Go(addresses.with_query(addresses.OWN, said="withdrawn"))


def show_letter(asked: Asked) -> Answer:
    """Ask whoever opens a link in a letter once more. It changes nothing: scanners open links."""
    asks = state_skills.look_at_withdrawal(asked.path["token"])
    offered = (
        words.OFFERED.format(people=asks.line.people, areas=", ".join(asks.line.areas))
        if (asks.line)
        else ""
    )
    body = (
        (parts.para(offered) if offered else "")
        + parts.para(words.WITHDRAW_TEXT)
        + form_fields.form("", asked.tie + form_fields.button(words.WITHDRAW))
        + (
            f"<p>{parts.link(_of_group(str(asks.group_id)), words.LEAVE)}</p>"
            if asks.group_id
            else ""
        )
    )
    return Page(words.WITHDRAW_SURE.format(name=asks.offer.name), body)


def take_letter(asked: Asked) -> Answer:
    """Take skills back by a link in a letter."""
    asked.sent()
    state_skills.withdraw_by_link(asked.path["token"])
    front = parts.link(addresses.FRONT, words.TO_FRONT)
    return Page(words.WITHDRAWN, parts.para(words.WITHDRAWN_TEXT) + f"<p>{front}</p>")


def _page(
    asked: Asked,
    known: Skills,
    *,
    said: tuple[str, ...] = (),
    problems: tuple[Problem, ...] = (),
    ask_names: bool = False,
) -> Page:
    told = words.SAID.get(asked.query.get("said", ""), "") if asked.form is None else ""
    body = (
        (entry_form.status(told) if told else "")
        + form_fields.summary(problems, said)
        + parts.para(words.LEAD)
        + parts.heading(words.OFFERS)
        + _offers(asked, known)
        + parts.heading(words.MORE)
        + parts.para(words.BY_KEEPER if known.live else words.BY_OTHERS)
        + parts.para(words.HOW_SHOWN)
        + _form(asked, known, problems, ask_names=ask_names)
        + entry_form.back(known.group)
    )
    title = words.TITLE.format(name=known.group.name)
    return Page(title, body, status=422 if said or problems else 200)


def _form(asked: Asked, known: Skills, problems: tuple[Problem, ...], *, ask_names: bool) -> str:
    form = asked.form or Form({}, genuine=False)
    listed = "".join(f'<option value="{escape(skill)}"></option>' for skill in known.known)
    names = form_fields.tick(
        "no_names", words.NO_NAMES, ticked=form.one("no_names") == "yes", problems=problems
    )
    fields = (
        entry_form.begun(asked, entry_form.id_of(form))
        + form_fields.line(
            "skill",
            words.SKILL,
            form.one("skill"),
            hint=words.SKILL_HINT,
            problems=problems,
            longest=state_skills.LONGEST_SKILL,
            required=True,
            more='list="am-skills"',
        )
        + f'<datalist id="am-skills">{listed}</datalist>'
        + form_fields.line(
            "people",
            words.PEOPLE,
            form.one("people"),
            hint=words.PEOPLE_HINT,
            problems=problems,
            longest=9,
            required=True,
            more='inputmode="numeric"',
        )
        + form_fields.choice(
            "area",
            words.AREA,
            {"": words.CHOOSE, **known.areas},
            form.one("area"),
            problems=problems,
            required=True,
        )
        + form_fields.line(
            "when",
            words.WHEN,
            form.one("when"),
            hint=words.WHEN_HINT,
            problems=problems,
            longest=state_skills.LONGEST_WHEN,
        )
        + (names if ask_names else "")
        + entry_form.sender(asked.person, form.one("sender"), problems)
        + parts.para(words.AGREE)
        + form_fields.button(words.SEND)
    )
    return form_fields.form("", fields)


def _offers(asked: Asked, known: Skills) -> str:
    if not known.offers:
        return parts.para(words.NONE)
    needs = {need.id: need.label for need in list_needs.list_needs()}
    listed = parts.bullets((_offer(asked, known, one, needs) for one in known.offers), "am-list")
    return (parts.para(words.EXACT) if known.keeps else "") + listed


def _offer(asked: Asked, known: Skills, one: Line, needs: dict[str, str]) -> str:
    areas = ", ".join(one.areas) or words.BASED
    plain = one.people.replace(",", "").split()[-1].isdigit()
    line = (words.LINE if plain else words.LINE_NONE).format(
        skill=f"{one.skill[:1].upper()}{one.skill[1:]}", people=one.people, areas=areas
    )
    said = [f"<b>{escape(line)}</b> {escape(one.when)}"]
    if one.helps:
        met = ", ".join(needs.get(need, need).lower() for need in one.helps.needs)
        said.append(escape(words.HELPS.format(needs=met)))
    said.append(
        parts.link(
            addresses.with_query(addresses.OFFER, skill=one.skill),
            words.WHO_ASKS.format(skill=one.skill),
        )
    )
    if known.keeps and one.withheld:
        said.append(escape(words.WITHHELD.format(authority=_authority(known))))
    return "<br>".join(said) + (_ways(asked, known, one, areas) if known.keeps else "")


def _ways(asked: Asked, known: Skills, one: Line, areas: str) -> str:
    """Return how a keeper changes an offer, and takes it back."""
    label = escape(words.WITHDRAW_OF.format(skill=one.skill, areas=areas))
    button = f'<button type="submit" aria-label="{label}">{escape(words.WITHDRAW)}</button>'
    hidden = asked.tie + form_fields.hidden("group", str(known.group.id))
    back = form_fields.form(addresses.plain_asset(one.id, "/withdraw"), hidden + button)
    change = parts.link(addresses.plain_asset(one.id, "/change"), words.CHANGE)
    return f'<div class="am-ways">{back}<p>{change}</p></div>'


def _authority(known: Skills) -> str:
    return next(iter(known.areas.values()), "").removeprefix("All of ")


def _at(known: Skills, said: str = "") -> str:
    return _of_group(str(known.group.id), said)


def _of_group(group_id: str, said: str = "") -> str:
    address = addresses.plain_asset(group_id, "/skills")
    return addresses.with_query(address, said=said) if said else address
