"""What gets in groups' way: the form to tell of it, all that was told, and what is answered."""

from collections.abc import Mapping
from datetime import datetime
from html import escape
from uuid import UUID

from asset_map.app import addresses, form_fields, obstacles, parts, typed, wording
from asset_map.app import obstacle_wording as words
from asset_map.domain.contributions import Problem
from asset_map.domain.days import LONDON
from asset_map.domain.errors import AssetMapError, BadInput, NotAllowed
from asset_map.domain.obstacles import LONGEST, LONGEST_ANSWER, NOT_KNOWN, Obstacle, Theme
from asset_map.domain.rights import Action, may
from asset_map.journeys import see_obstacles, tell_obstacle
from asset_map.journeys.see_obstacles import Wish
from asset_map.journeys.tell_obstacle import Told, ToTell
from asset_map.web import entry_form
from asset_map.web.refusals import status_of
from asset_map.web.telling import Answer, Asked, Form, Go, Page

STYLES = ("/look/review.css", "/look/obstacles.css")


def show(asked: Asked) -> Answer:
    """Ask what gets in somebody's way."""
    known = tell_obstacle.look_at(asked.path["id"])
    if str(known.asset.id) != asked.path["id"]:
        return Go(addresses.plain_asset(known.asset.id, "/obstacle"))
    return _form(asked, known)


def take(asked: Asked) -> Answer:
    """Keep it and go on, or show the form again with everything that is wrong."""
    known = tell_obstacle.look_at(asked.path["id"])

    def keep(form: Form) -> Answer:
        told = Told(
            id=entry_form.id_of(form),
            asset_id=asked.path["id"],
            theme=form.one("theme"),
            words=form.one("words"),
            directorate=form.one("directorate"),
            named=form.one("named") == "yes",
            email=form.one("sender"),
        )
        outcome = tell_obstacle.tell(told)
        if outcome.sent is None:
            return _form(asked, known, problems=outcome.problems)
        return entry_form.told(known.asset.id, "held" if outcome.sent.to_confirm else "waits")

    def again(why: str) -> Page:
        return _form(asked, known, said=(why,))

    return entry_form.taken(asked, keep, again, entry_form.told(known.asset.id, "waits"))


def _form(
    asked: Asked,
    known: ToTell,
    *,
    said: tuple[str, ...] = (),
    problems: tuple[Problem, ...] = (),
) -> Page:
    form = asked.form or Form({}, genuine=False)
    name = known.asset.name
    themes = {theme.value: label for theme, label in words.THEMES.items()}
    offered = {NOT_KNOWN: words.DIRECTORATE_NONE} | {one: one for one in known.directorates}
    fields = (
        form_fields.radios(
            "theme", words.THEME, themes, form.one("theme"), problems=problems, required=True
        )
        + form_fields.area(
            "words",
            words.WORDS,
            form.one("words"),
            hint=words.WORDS_HINT,
            problems=problems,
            longest=LONGEST,
            required=True,
        )
        + form_fields.choice(
            "directorate", words.DIRECTORATE, offered, form.one("directorate"), problems=problems
        )
        + form_fields.tick(
            "named",
            words.NAMED.format(name=name),
            ticked=form.one("named") == "yes",
            hint=words.NAMED_HINT,
        )
    )
    body = (
        form_fields.summary(problems, said)
        + parts.para(words.TELL_LEAD)
        + form_fields.form(
            "",
            entry_form.begun(asked, entry_form.id_of(form))
            + fields
            + entry_form.sender(asked.person, form.one("sender"), problems)
            + form_fields.button(words.SEND),
        )
        + f"<p>{parts.link(addresses.OBSTACLES, words.ALL_LINK)}</p>"
        + entry_form.back(known.asset)
    )
    return Page(words.TELL_OF.format(name=name), body, status=422 if said or problems else 200)


# --- All of them ----------------------------------------------------------------------------------


def show_all(asked: Asked) -> Answer:
    """Show what gets in groups' way; officers may answer."""
    return _all(asked)


def take_answer(asked: Asked) -> Answer:
    """Keep what the council says to one of it."""
    id = UUID(str(asked.path["id"]))
    try:
        form = asked.sent()
        removed = typed.day(form.one(f"removed-{id}"))
        see_obstacles.answer_obstacle(id, form.one(f"words-{id}"), removed, seen=_seen(form))
    except AssetMapError as error:
        if isinstance(error, NotAllowed) and asked.form is not None and asked.form.genuine:
            raise
        return _all(asked, id, error)
    return Go(addresses.with_query(addresses.OBSTACLES, one=str(id), said="yes") + f"#one-{id}")


def _all(asked: Asked, id: UUID | None = None, error: AssetMapError | None = None) -> Page:
    wish = _wish(asked.query) if id is None else Wish(one=id)
    found = see_obstacles.see_obstacles(wish)
    officer = may(asked.person.role, Action.ANSWER_OBSTACLE)
    steward = may(asked.person.role, Action.REVIEW)
    none = (words.NONE_SUCH, "") if found.offered else (words.NONE, words.NONE_NEXT)

    def form(one: Obstacle) -> str:
        return _answer(asked, one, sent=one.id == id) if officer else ""

    said = parts.status(words.ANSWERED) if asked.query.get("said") and officer else ""
    body = (
        form_fields.summary((), (str(error),) if error else ())
        + said
        + parts.para(words.LEAD)
        + obstacles.counted(found)
        + (obstacles.asked(found, wish) + obstacles.pages(found, wish) if found.offered else "")
        + (obstacles.listed(found, form, steward=steward) or parts.notice(*none))
        + (obstacles.pages(found, wish) if found.pages > 1 else "")
    )
    return Page(words.ALL, body, status=status_of(error) if error else 200, styles=STYLES)


def _wish(query: Mapping[str, str]) -> Wish:
    """Return what an address asks for; what cannot be read asks for nothing."""
    who, about, page = (query.get(name, "") for name in ("who", "about", "page"))
    return Wish(
        directorate=None if not who else NOT_KNOWN if who == obstacles.UNKNOWN else who,
        theme=Theme(about) if about in list(Theme) else None,
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
        one=_uuid(query.get("one", "")),
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _answer(asked: Asked, one: Obstacle, *, sent: bool) -> str:
    """Return the form to answer one; ``sent``: it was sent from here, and is not kept yet."""
    typed_in = asked.form if sent and asked.form else None
    removed = wording.day(one.removed) if one.removed else ""
    short = one.words if len(one.words) <= 60 else f"{one.words[:60].rstrip()}…"
    # A page has many of these: the fields of each are called by its own id.
    said, day = f"words-{one.id}", f"removed-{one.id}"
    fields = (
        asked.tie
        + form_fields.hidden("seen", one.answered.isoformat() if one.answered else "")
        + form_fields.area(
            said,
            words.ANSWER_WORDS,
            typed_in.one(said) if typed_in else one.answer,
            hint=words.ANSWER_HINT,
            rows=3,
            longest=LONGEST_ANSWER,
        )
        + form_fields.line(
            day,
            words.ANSWER_DAY,
            typed_in.one(day) if typed_in else removed,
            hint=words.ANSWER_DAY_HINT,
        )
    )
    button = (
        f'<button type="submit" class="am-main-button" '
        f'aria-label="{escape(words.ANSWER_OF.format(words=short))}">'
        f"{escape(words.ANSWER_GO)}</button>"
    )
    form = form_fields.form(f"{addresses.OBSTACLES}/{one.id}", fields + button)
    opened = " open" if typed_in else ""
    return f"<details{opened}><summary>{words.ANSWER}</summary>{form}</details>"


def _seen(form: Form) -> datetime | None:
    text = form.one("seen")
    try:
        return datetime.fromisoformat(text).astimezone(LONDON) if text else None
    except ValueError:
        raise BadInput("Nobody said what was looked at.", "Open the page anew.") from None
