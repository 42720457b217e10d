"""What was found, drawn: the list, what stands above it, and the map beside it."""

import re
from datetime import date
from html import escape

import streamlit as st

from asset_map.app import addresses, ask, frame, maps, parts, wording
from asset_map.domain.numbers import about, metres_shown
from asset_map.domain.places import Area
from asset_map.domain.seeking import Sought
from asset_map.journeys.describe_area import AreaPicture
from asset_map.journeys.draw_area import Outline
from asset_map.journeys.find_near import Hit, Near

FIRST_SHOWN = 20
MOST_FOUND = 50

_POSITION = re.compile(r"^\s*-?\d+(\.\d+)?\s*[,;\s]\s*-?\d+(\.\d+)?\s*$")


def is_position(words: str) -> bool:
    """Tell whether somebody gave latitude and longitude."""
    return bool(_POSITION.match(words))


def near(found: Near, needs: parts.Needs) -> None:
    """Draw what is near a point: nearest first, then what covers the whole area."""
    placed = [hit for hit in found.hits if hit.walking_m is not None]
    covering = [hit for hit in found.hits if hit.walking_m is None]
    parts.draw(
        parts.heading(wording.NEAR_OF.format(place=found.place.label))
        + _summary(found, len(placed))
    )
    _cards(placed, needs)
    if covering and not found.nothing_within:
        parts.draw(parts.heading(wording.COVERING_TITLE))
        _cards(covering, needs)
    parts.draw(parts.para(found.note, "am-meta"))


def _summary(found: Near, count: int) -> str:
    if not found.nothing_within and count:
        if count >= MOST_FOUND:
            return parts.status(wording.NEAREST_ONLY.format(count=count))
        return parts.status(f"{wording.places(count)}, {wording.NEAREST_FIRST}")
    place = found.place.label
    said = (
        wording.NOTHING_WITHIN.format(distance=metres_shown(found.within_m), place=place)
        if found.within_m is not None
        else wording.NOTHING_NEAR.format(place=place)
    )
    beyond = parts.para(wording.NEAREST_BEYOND) if count else ""
    return parts.notice(said, wording.NOT_NONE) + beyond


def area(picture: AreaPicture) -> None:
    """Draw what stands above an area's list: what it is, its people, what it has."""
    found, people = picture.area, picture.people
    kind = wording.AREA_KINDS[found.kind]
    rough = f" {wording.APPROXIMATE}" if found.approximate else ""
    said = wording.PEOPLE_MODELLED.format(source=people.source, as_of=people.as_of)
    number = about(people.people) if people.people is not None else "–"
    figures = [
        (number, wording.PEOPLE_LIVE_HERE, said if people.source else wording.NO_PEOPLE),
        (f"{len(picture.hits):,}", wording.ON_THE_MAP, parts.by_kind(picture.by_kind)),
        (f"{picture.confirmed:,}", wording.CONFIRMED_LATELY, wording.HOLDS_NOTE),
    ]
    parts.draw(
        parts.heading(found.name)
        + parts.para(wording.BOUNDARIES.format(kind=kind, year=found.vintage) + rough, "am-meta")
        + parts.figures(figures)
        + _namesakes(picture)
        + f"<p>{parts.link(addresses.gaps(found.code), wording.TO_GAPS)}</p>"
    )


def _namesakes(picture: AreaPicture) -> str:
    return "".join(
        f"<p>{escape(wording.NAMESAKE.format(name=other.name, kind=_kind(other)))} "
        f"{parts.link(addresses.near(other.code), wording.NAMESAKE_LINK)}</p>"
        for other in picture.namesakes
        if other.code != picture.area.code
    )


def _kind(area: Area) -> str:
    return f"{wording.AREA_KINDS[area.kind].lower()}, {area.vintage}"


def in_area(picture: AreaPicture, hits: tuple[Hit, ...], needs: parts.Needs, need: str) -> None:
    """Draw the list of an area: services first, then venues, groups and skills."""
    place = picture.area.name
    title = f"{needs[need]}: {place}" if need else wording.IN_AREA.format(place=place)
    if not hits:
        said = parts.notice(wording.NOTHING_IN.format(place=place), wording.NOT_NONE)
        parts.draw(parts.heading(title) + said)
        _beyond(picture, needs, need)
        return
    parts.draw(parts.heading(title) + parts.status(wording.entries(len(hits))))
    order = {kind: place for place, kind in enumerate(wording.KIND_ORDER)}
    _cards(sorted(hits, key=lambda hit: order[hit.asset.kind]), needs)
    missing = [label for id, label in needs.items() if not picture.with_need.get(id)]
    if missing and not need:
        parts.draw(parts.para(wording.NO_NEED_HERE.format(needs="; ".join(missing))))


def _beyond(picture: AreaPicture, needs: parts.Needs, need: str) -> None:
    nearest = ask.find_near(picture.area.code, Sought(needs=(need,) if need else ()), limit=3)
    hits = [hit for hit in nearest.hits if hit.walking_m is not None]
    if hits:
        parts.draw(parts.heading(wording.NEAREST_TO.format(place=picture.area.name), 3))
        _cards(hits, needs)
        parts.draw(parts.para(nearest.note, "am-meta"))


def map_of(
    title: str,
    hits: tuple[Hit, ...],
    *,
    here: tuple[float, float, str] | None = None,
    outline: Outline | None = None,
) -> None:
    """Draw the map of what the list holds."""
    with st.container(key="map"):
        parts.draw(parts.heading(wording.MAP_TITLE, anchor="map"))
        maps.show(title, hits, demo=frame.demo_mark(), here=here, outline=outline)
        placeless = sum(hit.latitude is None for hit in hits)
        said = [wording.MAP_NOTE, wording.legend()]
        said += [wording.MAP_ELSEWHERE.format(count=placeless)] if placeless else []
        parts.draw("".join(parts.para(line, "am-meta") for line in said))


def _cards(hits: list[Hit], needs: parts.Needs) -> None:
    today = date.today()
    parts.draw(parts.cards(hits[:FIRST_SHOWN], needs, today))
    if len(hits) > FIRST_SHOWN:
        rest = parts.cards(hits[FIRST_SHOWN:], needs, today)
        parts.draw(parts.details(wording.SHOW_MORE.format(count=len(hits) - FIRST_SHOWN), rest))
