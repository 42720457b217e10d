"""Two entries that may be one: side by side, to choose field by field; and two again."""

from uuid import UUID

from asset_map.app import addresses, form_fields, parts, wording
from asset_map.app import review_wording as words
from asset_map.domain.errors import AssetMapError, BadInput, NotAllowed
from asset_map.journeys import merge_assets
from asset_map.journeys.merge_assets import BOTH, FIRST, SECOND, Field, Joined, Pair
from asset_map.web.refusals import status_of
from asset_map.web.telling import Answer, Asked, Go, Page

STYLES = ("/look/review.css",)
PLACE = "place"
CONFLICT = 409


def show(asked: Asked) -> Answer:
    """Show two side by side."""
    return _page(asked)


def take(asked: Asked) -> Answer:
    """Show them as one from now on."""
    a, b = _ids(asked)
    try:
        form = asked.sent()
        chosen = {
            name.removeprefix("take-"): form.one(name)
            for name in form.values
            if name.startswith("take-")
        }
        asset_id = merge_assets.merge(a, b, chosen, form.one("seen"))
    except merge_assets.ChangedMeanwhile as error:
        return _page(asked, error, CONFLICT)
    except BadInput:  # Nothing can be chosen any more: they are one by now, or gone.
        raise
    except AssetMapError as error:
        if isinstance(error, NotAllowed) and asked.form is not None and asked.form.genuine:
            raise
        return _page(asked, error, status_of(error))
    return Go(f"{addresses.REVIEW}/apart/{asset_id}?done=joined")


def _ids(asked: Asked) -> tuple[str, str]:
    return asked.query.get("a", ""), asked.query.get("b", "")


def _page(asked: Asked, error: AssetMapError | None = None, status: int = 200) -> Page:
    a, b = _ids(asked)
    pair = merge_assets.look_at_pair(a, b)
    form = words.MERGE_TITLE_SAME if pair.a.name == pair.b.name else words.MERGE_TITLE
    title = form.format(a=pair.a.name, b=pair.b.name)
    here = addresses.with_query(f"{addresses.REVIEW}/merge", a=a, b=b)
    equal = ", ".join(words.field(name) for name in pair.equal)
    waiting = words.MERGE_WAITING.format(n=pair.waiting) if pair.waiting else ""
    body = (
        form_fields.summary((), (str(error),) if error else ())
        + parts.facts(
            (name, parts.link(addresses.plain_asset(asset.id), asset.name))
            for name, asset in ((words.FIRST, pair.a), (words.SECOND, pair.b))
        )
        + parts.para(words.MERGE_TEXT)
        + (parts.para(words.PART_SAME.format(fields=equal)) if equal else "")
        + (parts.para(waiting) if waiting else "")
        + form_fields.form(
            here,
            asked.tie
            + form_fields.hidden("seen", pair.seen)
            + "".join(_choice(field, pair) for field in pair.fields)
            + form_fields.button(words.MERGE),
        )
    )
    return Page(title, body, status=status, styles=STYLES)


def _choice(field: Field, pair: Pair) -> str:
    name = field.side.name
    hidden = pair.hidden and name == PLACE
    options = {
        whose: words.FROM_ONE.format(
            name=label, text=words.HIDDEN_PLACE if hidden else field.words[whose] or words.EMPTY
        )
        for whose, label in _WHOSE.items()
        if whose != BOTH or field.default == BOTH
    }
    return form_fields.radios(f"take-{name}", words.field(name), options, field.default)


_WHOSE = {FIRST: words.FIRST, SECOND: words.SECOND, BOTH: words.BOTH}


def show_apart(asked: Asked) -> Answer:
    """Show what was joined to an asset, and the ways to take it apart again."""
    asset, found = merge_assets.see_joined(str(_asset_id(asked)))
    done = words.JOINED_DONE if asked.query.get("done") == "joined" else ""
    ways = [
        parts.para(_joined_by(pair))
        + form_fields.form(
            "",
            asked.tie
            + form_fields.hidden("a", str(pair.record_a))
            + form_fields.hidden("b", str(pair.record_b))
            + form_fields.button(
                words.APART.format(a=pair.name_a, b=pair.name_b), css="am-second-button"
            ),
        )
        for pair in found
    ]
    see = words.SEE_NOW.format(name=asset.name)
    body = (
        (parts.notice(done, "") if done else "")
        + f"<p>{parts.link(addresses.plain_asset(asset.id), see)}</p>"
        + (parts.para(words.APART_TEXT) + "".join(ways) if ways else parts.para(words.APART_NONE))
        + f"<p>{parts.link(addresses.REVIEW, words.BACK)}</p>"
    )
    return Page(words.APART_TITLE.format(name=asset.name), body, styles=STYLES)


def _joined_by(pair: Joined) -> str:
    by = words.APART_BY_RULE if pair.decided is None else words.APART_BY_PERSON
    a, b = (
        words.APART_IN_LIST.format(name=name, source=source)
        for name, source in ((pair.name_a, pair.source_a), (pair.name_b, pair.source_b))
    )
    return by.format(a=a, b=b, day=wording.day(pair.decided or pair.found))


def take_apart(asked: Asked) -> Answer:
    """Show two as two again."""
    form = asked.sent()
    done = merge_assets.take_apart(form.one("a"), form.one("b"))
    body = parts.para(done.sentence()) + f"<p>{parts.link(addresses.REVIEW, words.BACK)}</p>"
    return Page(words.JOINED_DONE if done.shown_as_one else words.APART_DONE, body)


def _asset_id(asked: Asked) -> UUID:
    return UUID(str(asked.path["id"]))
