"""What an asset's page says, piece by piece, as HTML."""

from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import Any

from asset_map.app import addresses, parts, wording
from asset_map.app import asset_wording as words
from asset_map.domain import breaks, hours
from asset_map.domain.assets import AssetKind, LinkedAsset, Session
from asset_map.domain.days import LONDON
from asset_map.domain.opening import State, in_words, opening
from asset_map.domain.reach import WEEKDAYS
from asset_map.journeys.see_asset import AssetPicture, Venue


def top(picture: AssetPicture) -> str:
    """Return what has to be known first: that it is gone or closed, or how fresh the record is."""
    asset = picture.asset
    if asset.withdrawn:
        said = words.WITHDRAWN_SINCE.format(day=wording.day(asset.withdrawn))
        return parts.notice(said, "", css="am-problem")
    if asset.closed(picture.at):
        closed = parts.notice(_ended(words.CLOSED_SINCE, picture), "", css="am-problem")
        return closed + _again(picture, words.OPEN_AGAIN)
    fresh = parts.para(parts.freshness(asset, picture.at) + ".", "am-fresh")
    if picture.closed_because and asset.valid_to:
        fresh = parts.notice(_ended(words.CLOSES_ON, picture), "") + fresh
    return _break(picture) + fresh


def _break(picture: AssetPicture) -> str:
    """Say which break it takes, or will take, and why; on its days also where to end it early."""
    away = picture.asset.away
    said = breaks.in_words(away, picture.at)
    if away is None or not said:
        return ""
    told = words.BREAK_WHY.format(said=said, why=away.why) if away.why else said
    back = _again(picture, words.BACK_ALREADY) if away.on(picture.at) else ""
    return parts.notice(told, "") + back


def _again(picture: AssetPicture, label: str) -> str:
    """Return the way to say that it is open again."""
    way = parts.link(_beside(picture, "/again"), label, "am-button")
    return f'<p class="am-unprinted">{way}</p>'


def _ended(said: str, picture: AssetPicture) -> str:
    """Say when it closed, or will, and why if that is known."""
    asset = picture.asset
    day = said.format(day=wording.day(asset.valid_to, asset.valid_to_precision))
    return f"{day}: {picture.closed_because}" if picture.closed_because else day


def facts(picture: AssetPicture, needs: parts.Needs) -> str:
    """Return the facts of an asset, first what one has to know to go there; what is not known of
    this kind is left out."""
    asset, more = picture.asset, picture.details
    service = asset.kind is AssetKind.SERVICE
    untold = escape(words.UNTOLD) if service and not gone(picture) else ""
    found = {
        words.OPEN: _open(picture),
        words.WHEN: _times(picture.sessions, str(more.get("hours_text") or "")) or untold,
        words.WHERE: _where(picture),
        _areas_name(picture): _areas(picture),
        words.WHO_FOR: _text(more.get("who_for")),
        words.COST: _text(more.get("cost")) or untold,
        words.ACCESS: _access(picture),
        words.LANGUAGES: escape(", ".join(picture.languages)),
        words.HOW: _text(more.get("how")),
        words.NEEDS_MET: parts.tags(needs.get(need, need) for need in asset.needs)
        if asset.needs
        else "",
        wording.CONTACT: "<br>".join(parts.contact(more)),
        words.ASKS: _asks(picture),
        words.CAPACITY: _counted(words.CAPACITY_OF, more.get("weekly_capacity")),
        words.SORT: _text(more.get("group_type") or more.get("venue_type")),
        words.HOURS_FREE: _text(more.get("hours_free")),
        words.SKILL: _text(more.get("skill")),
        words.VOLUNTEERS: _text(more.get("people_shown")),
        words.OPEN_SINCE: _day(asset.valid_from, asset.valid_from_precision),
        words.OPEN_UNTIL: _day(asset.valid_to, asset.valid_to_precision),
    }
    return parts.facts((name, fact) for name, fact in found.items() if fact)


def gone(picture: AssetPicture) -> bool:
    """Tell whether it is closed, or no source tells of it any more."""
    return bool(picture.asset.withdrawn) or picture.asset.closed(picture.at)


def hangs(links: Iterable[LinkedAsset]) -> str:
    """Return the links both ways, each as a sentence that leads on."""
    listed = list(links)
    body = parts.links(listed) if listed else parts.para(words.LINKS_NONE)
    return parts.heading(words.LINKS_TITLE) + body


def provenance(picture: AssetPicture) -> str:
    """Return where the record comes from, how fresh it is, and what to do if it is wrong."""
    source = picture.asset.provenance
    confirmed = wording.day(source.last_confirmed) if source.last_confirmed else words.NEVER
    if source.last_confirmed and source.confirmed_by:
        confirmed = words.BY.format(day=confirmed, who=source.confirmed_by)
    found = [
        (wording.SOURCE, escape(source.source)),
        (words.LICENCE, escape(source.licence)),
        (words.RETRIEVED, escape(wording.day(source.retrieved))),
        (words.CONFIRMED, escape(confirmed)),
    ]
    if source.attribution:
        found.append((words.ATTRIBUTION, escape(source.attribution)))
    return parts.heading(words.PROVENANCE_TITLE) + parts.facts(found) + _told(picture)


def _told(picture: AssetPicture) -> str:
    """Return the two places where people say what is right and wrong, and whom to ask."""
    who, contact = _whom(picture)
    ask = f"<p>{escape(words.STILL_ASK, quote=False).format(who=who)}</p>" if who else ""
    kind = picture.asset.kind
    more = (
        *((words.SKILLS_WAY,) if kind is AssetKind.GROUP else ()),
        *((words.LINKS_WAY,) if kind is not AssetKind.SKILL_OFFER else ()),
    )
    right = (
        ask + contact + parts.para(words.STILL_TEXT) + _ways(picture, (*words.STILL_WAYS, *more))
    )
    wrong = parts.para(words.WRONG_TEXT) + _ways(picture, words.WRONG_WAYS)
    return (
        '<div class="am-told">'
        + "".join(
            f'<section aria-labelledby="{anchor}">{parts.heading(title, anchor=anchor)}'
            f"{body}</section>"
            for anchor, title, body in (
                ("still-right", words.STILL_RIGHT, right),
                ("wrong", words.WRONG, wrong),
            )
        )
        + "</div>"
    )


def _ways(picture: AssetPicture, ways: Iterable[tuple[str, str]]) -> str:
    """Return links to pages beside that of an asset."""
    return parts.bullets(
        parts.link(ending if ending == addresses.OWN else _beside(picture, ending), label)
        for ending, label in ways
    )


def _beside(picture: AssetPicture, ending: str) -> str:
    return addresses.plain_asset(picture.asset.id, ending)


def _whom(picture: AssetPicture) -> tuple[str, str]:
    """Return whom to ask, in words, and the contact on record, as HTML; "" where nobody is known
    who could be asked."""
    keeper = picture.keeper
    own = parts.contact(picture.details)
    ways = parts.contact(vars(keeper)) if keeper else []
    if keeper and keeper.id and keeper.name and (ways or not own):
        does = words.KEEPER_DOES.get(keeper.link or "", "")
        who = parts.link(addresses.asset(keeper.id), keeper.name) + (
            f", {escape(does)}" if does else ""
        )
    elif own:
        who = escape(words.THEM)
    else:
        publisher = picture.publisher
        who = escape(words.PUBLISHER.format(publisher=publisher)) if publisher else ""
    listed = ", ".join(ways or own)
    if not listed:
        return who, parts.para(words.NONE_ON_RECORD, "am-meta")
    return who, f"<p>{escape(words.ON_RECORD)} {listed}</p>"


def _open(picture: AssetPicture) -> str:
    """Return whether it is open just now, else when next."""
    asset, today = picture.asset, datetime.now(LONDON)
    if not picture.sessions or gone(picture) or picture.at != today.date():
        return ""
    now = opening(
        picture.sessions,
        today,
        valid_from=asset.valid_from,
        valid_to=asset.valid_to,
        away=asset.away,
    )
    said = f"<b>{escape(in_words(now))}</b>"
    return said if now.state is State.AWAY else f"{said} <small>{escape(words.HOLIDAYS)}</small>"


def _areas_name(picture: AssetPicture) -> str:
    if picture.asset.correspondence:
        return words.POST_WARD
    return words.AREAS if picture.exact else words.HIDDEN_WARD


def _areas(picture: AssetPicture) -> str:
    return ", ".join(parts.link(addresses.area(one.code), one.name) for one in picture.areas)


def _asks(picture: AssetPicture) -> str:
    said = [
        words.ASK.format(skill=skill, times=times) if times else skill
        for skill, times in picture.asks
    ]
    return parts.bullets(map(escape, said), "am-plain") if said else ""


def _times(sessions: Iterable[Session], said: str) -> str:
    listed = [
        f"{WEEKDAYS.get(s.byday, s.byday)} {s.opens_at} {words.TO} {s.closes_at}" for s in sessions
    ]
    if listed:
        return parts.bullets((escape(line) for line in listed), "am-plain")
    return escape(hours.in_words(said))


def _where(picture: AssetPicture) -> str:
    asset, more = picture.asset, picture.details
    venues = [parts.link(addresses.asset(link.id), link.name) for link in _places(picture)]
    if not picture.exact and not asset.correspondence:
        return "<br>".join([*venues, escape(words.HIDDEN)])
    said = [escape(words.CORRESPONDENCE)] if asset.correspondence else []
    said += [escape(part) for part in (more.get("address"), more.get("postcode")) if part]
    said += venues
    if not more.get("postcode"):
        said += [_address(venue) for venue in picture.venues if venue.address or venue.postcode]
    if asset.covers:
        said.append(escape(words.COVERS.format(areas=", ".join(asset.covers))))
    if near := _near(picture):
        said.append(parts.link(near, words.NEARBY))
    return "<br>".join(said) or escape(words.ON_MAP_ONLY if asset.point else words.NO_PLACE)


def _places(picture: AssetPicture) -> list[LinkedAsset]:
    return [link for link in picture.links if link.outward and link.link_type in words.PLACE_LINKS]


def _address(venue: Venue) -> str:
    return escape(", ".join(part for part in (venue.address, venue.postcode) if part))


def _near(picture: AssetPicture) -> str:
    """Return the address of what else is near: around its postcode, else its venue's, else its
    position; of what has no place that is shown, none."""
    if not picture.exact:
        return ""
    codes = [picture.details.get("postcode"), *(venue.postcode for venue in picture.venues)]
    if code := next(filter(None, codes), None):
        return addresses.near(str(code))
    if picture.latitude is None or picture.longitude is None:
        return ""
    return addresses.near(f"{picture.latitude:.5f}, {picture.longitude:.5f}")


def _access(picture: AssetPicture) -> str:
    """Return what is known of steps: of a venue, and of the venues that something is at."""
    if picture.asset.kind is AssetKind.VENUE and picture.exact:
        more = picture.details
        return _steps(more.get("step_free"), more.get("size_people"))
    if not picture.exact and not picture.asset.correspondence:
        return escape(words.ACCESS_HIDDEN)
    said = [(venue.name, _steps(venue.step_free, None)) for venue in picture.venues]
    if len(said) == 1:
        return said[0][1]
    return "<br>".join(
        escape(words.ACCESS_AT, quote=False).format(venue=escape(name), said=steps)
        for name, steps in said
    )


def _steps(step_free: bool | None, size_people: int | None) -> str:
    said = [words.STEP_FREE[step_free]]
    if size_people:
        said.append(words.ROOM_FOR.format(people=f"{size_people:,}"))
    return escape(". ".join(said))


def _counted(words: str, number: int | None) -> str:
    return "" if number is None else escape(words.format(people=f"{number:,}"))


def _day(day: Any, precision: Any) -> str:
    return "" if day is None else escape(wording.day(day, precision))


def _text(words: object) -> str:
    return escape(str(words)) if words else ""
