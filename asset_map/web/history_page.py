"""What was said of an entry, version by version; stewards bring one back."""

from html import escape
from uuid import UUID

from asset_map.app import addresses, form_fields, parts, wording
from asset_map.app import change_wording as words
from asset_map.domain.errors import BadInput
from asset_map.journeys import see_history
from asset_map.journeys.see_history import History, Version
from asset_map.web import entry_form
from asset_map.web.telling import Answer, Asked, Go, Page

SAID = {"restored": words.RESTORED, "same": words.RESTORED_SAME}


def show(asked: Asked) -> Answer:
    """Show every version."""
    found = see_history.see_history(asked.path["id"])
    if str(found.asset.id) != asked.path["id"]:
        return Go(addresses.plain_asset(found.asset.id, "/history"))
    said = SAID.get(asked.query.get("said", ""), "")
    listed = "".join(f"<li>{_version(asked, found, one)}</li>" for one in found.versions)
    body = (
        (parts.status(said) if said else "")
        + parts.para(words.HISTORY_LEAD)
        + f'<ol class="am-plain am-versions">{listed}</ol>'
        + (_keepers(found) if found.may_restore else "")
        + entry_form.back(found.asset)
    )
    return Page(words.HISTORY.format(name=found.asset.name), body)


def take(asked: Asked) -> Answer:
    """Bring a version back."""
    form = asked.sent()
    try:
        record, version = UUID(form.one("record")), int(form.one("version"))
    except ValueError:
        raise BadInput("No version was chosen.") from None
    changed = see_history.restore(asked.path["id"], record, version)
    address = addresses.plain_asset(asked.path["id"], "/history")
    return Go(addresses.with_query(address, said="restored" if changed else "same"))


def _keepers(found: History) -> str:
    address = addresses.plain_asset(found.asset.id, "/keepers")
    apart = f"{addresses.REVIEW}/apart/{found.asset.id}"
    return (
        f"<p>{parts.link(address, words.KEEPERS.format(name=found.asset.name))}</p>"
        f"<p>{parts.link(apart, words.APART)}</p>"
    )


def _version(asked: Asked, found: History, one: Version) -> str:
    day, who = wording.moment(one.since), one.whose or words.BY_PEOPLE
    now = f" <small>{escape(words.HISTORY_NOW)}</small>" if one.in_force else ""
    return f"<h2>{escape(day)}{now}</h2>{parts.para(who)}{_what(one, day)}" + (
        _back(asked, one, day, who) if found.may_restore and not one.in_force else ""
    )


def _what(one: Version, day: str) -> str:
    said = [words.HISTORY_FIRST] if one.first else []
    said += [words.HISTORY_CONFIRMED] if one.confirmed else []
    said += [words.HISTORY_HIDDEN] if one.hidden else []
    if not said and not one.steps:
        said = [words.HISTORY_OTHER]
    if one.ended:
        said.append(words.HISTORY_ENDED.format(day=wording.moment(one.ended)))
    rows = [
        [escape(words.field(step.field)), escape(step.before), escape(step.after)]
        for step in one.steps
    ]
    table = parts.table(day, words.HISTORY_COLUMNS, rows) if rows else ""
    return table + "".join(parts.para(sentence) for sentence in said)


def _back(asked: Asked, one: Version, day: str, who: str) -> str:
    label = words.RESTORE_OF.format(day=day, who=who)
    button = f'<button type="submit" aria-label="{escape(label)}">{escape(words.RESTORE)}</button>'
    fields = (
        form_fields.hidden("record", str(one.record_id))
        + form_fields.hidden("version", str(one.number))
        + button
    )
    return form_fields.form("", asked.tie + fields)
