"""Several proposals at once: each alone beside all together, and what only comes of that."""

from uuid import UUID

from asset_map.app import addresses, ask, frame, parts, proposal_result, typed, widgets
from asset_map.app import proposal_wording as words
from asset_map.domain.errors import BadInput


def show() -> None:
    """Draw the proposals in the address together; with closures since a day, if it says one."""
    with frame.page(words.TOGETHER, words.UNKNOWN_NEXT, _all):
        frame.title(words.TOGETHER, words.TOGETHER_LEAD)
        ids, since = _ids(widgets.said("ids")), typed.day(widgets.said("since"))
        if len(ids) + (since is not None) < 2:
            raise BadInput(words.TOGETHER_ONE + ".", words.TOGETHER_ONE_NEXT)
        seen = ask.see_impact(ids, since)
        proposal_result.together(seen.impact, level=2)
        report = addresses.report(",".join(map(str, ids)), since.isoformat() if since else "")
        parts.draw(f"<p>{parts.link(report, words.TOGETHER_REPORT, 'am-button')}</p>")
        parts.draw(parts.heading(words.TOGETHER_ALL_TITLE))
        proposal_result.one(seen)


def _ids(said: str) -> tuple[UUID, ...]:
    """Return the proposals that an address names, each once."""
    try:
        named = [UUID(one.strip()) for one in said.split(",") if one.strip()]
    except ValueError:
        raise BadInput(words.TOGETHER_UNKNOWN, words.UNKNOWN_NEXT) from None
    return tuple(dict.fromkeys(named))


def _all() -> None:
    parts.draw(f"<p>{parts.link(addresses.cut(), words.TO_ALL, 'am-button')}</p>")
