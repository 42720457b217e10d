"""What an asset's page says, piece by piece, as HTML."""

from collections.abc import Iterable
from html import escape
from typing import Any

from asset_map.app import addresses, parts, wording
from asset_map.domain.assets import AssetKind, LinkedAsset, Session
from asset_map.domain.reach import WEEKDAYS
from asset_map.journeys.see_asset import AssetPicture


def top(picture: AssetPicture) -> str:
    """Return what has to be known first: that it is gone or closed, or how fresh the record is."""
    asset = picture.asset
    if asset.withdrawn:
        said = wording.WITHDRAWN_SINCE.format(day=wording.day(asset.withdrawn))
        return parts.notice(said, "", css="am-problem")
    if asset.closed(picture.at):
        day = wording.day(asset.valid_to, asset.valid_to_precision)
        return parts.notice(wording.CLOSED_SINCE.format(day=day), "", css="am-problem")
    return parts.para(parts.freshness(asset, picture.at) + ".", "am-fresh")


def facts(picture: AssetPicture, needs: parts.Needs) -> str:
    """Return the facts of an asset; what is not known of this kind is left out."""
    asset, more = picture.asset, picture.details
    found = {
        wording.NEEDS_MET: parts.tags(needs.get(need, need) for need in asset.needs)
        if asset.needs
        else "",
        wording.WHEN: _times(picture.sessions, str(more.get("hours_text") or "")),
        wording.WHERE: _where(picture),
        wording.WHO_FOR: _text(more.get("who_for")),
        wording.COST: _text(more.get("cost")),
        wording.HOW: _text(more.get("how")),
        wording.CAPACITY: _counted(wording.CAPACITY_OF, more.get("weekly_capacity")),
        wording.SORT: _text(more.get("group_type") or more.get("venue_type")),
        wording.ACCESS: _access(asset.kind, more),
        wording.HOURS_FREE: _text(more.get("hours_free")),
        wording.SKILL: _text(more.get("skill")),
        wording.VOLUNTEERS: _text(more.get("people_shown")),
        wording.CONTACT: "<br>".join(parts.contact(more)),
        wording.OPEN_SINCE: _day(asset.valid_from, asset.valid_from_precision),
        wording.OPEN_UNTIL: _day(asset.valid_to, asset.valid_to_precision),
    }
    return parts.facts((name, fact) for name, fact in found.items() if fact)


def hangs(links: Iterable[LinkedAsset]) -> str:
    """Return the links both ways, each as a sentence that leads on."""
    listed = list(links)
    body = parts.links(listed) if listed else parts.para(wording.LINKS_NONE)
    return parts.heading(wording.LINKS_TITLE) + body


def provenance(picture: AssetPicture) -> str:
    """Return where the record comes from, how fresh it is, and what to do if it is wrong."""
    source = picture.asset.provenance
    confirmed = wording.day(source.last_confirmed) if source.last_confirmed else wording.NEVER
    if source.last_confirmed and source.confirmed_by:
        confirmed = wording.BY.format(day=confirmed, who=source.confirmed_by)
    found = [
        (wording.SOURCE, escape(source.source)),
        (wording.LICENCE, escape(source.licence)),
        (wording.RETRIEVED, escape(wording.day(source.retrieved))),
        (wording.CONFIRMED, escape(confirmed)),
    ]
    if source.attribution:
        found.append((wording.ATTRIBUTION, escape(source.attribution)))
    return (
        parts.heading(wording.PROVENANCE_TITLE)
        + parts.facts(found)
        + parts.heading(wording.WRONG_TITLE)
        + parts.para(wording.WRONG_TEXT)
    )


def _times(sessions: Iterable[Session], words: str) -> str:
    listed = [
        f"{WEEKDAYS.get(s.byday, s.byday)} {s.opens_at} {wording.TO} {s.closes_at}"
        for s in sessions
    ]
    if listed:
        return parts.bullets((escape(line) for line in listed), "am-plain")
    return escape(words)


def _where(picture: AssetPicture) -> str:
    asset, more = picture.asset, picture.details
    if asset.masked and not asset.correspondence:
        return escape(wording.MASKED)
    said = [escape(wording.CORRESPONDENCE)] if asset.correspondence else []
    said += [escape(part) for part in (more.get("address"), more.get("postcode")) if part]
    said += [
        parts.link(addresses.asset(link.id), link.name)
        for link in picture.links
        if link.outward and link.link_type in wording.PLACE_LINKS
    ]
    if asset.covers:
        said.append(escape(wording.COVERS.format(areas=", ".join(asset.covers))))
    if more.get("postcode"):
        near = addresses.near(str(more["postcode"]))
        said.append(parts.link(near, wording.NEARBY))
    return "<br>".join(said) or escape(wording.ON_MAP_ONLY if asset.point else wording.NO_PLACE)


def _access(kind: AssetKind, more: dict[str, Any]) -> str:
    if kind is not AssetKind.VENUE:
        return ""
    said = [wording.STEP_FREE[more.get("step_free")]]
    if more.get("size_people"):
        said.append(wording.ROOM_FOR.format(people=f"{more['size_people']:,}"))
    return escape(". ".join(said))


def _counted(words: str, number: int | None) -> str:
    return "" if number is None else escape(words.format(people=f"{number:,}"))


def _day(day: Any, precision: Any) -> str:
    return "" if day is None else escape(wording.day(day, precision))


def _text(words: object) -> str:
    return escape(str(words)) if words else ""
