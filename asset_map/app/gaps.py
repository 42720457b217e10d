"""Who is in reach of what, side by side: needs of a place, areas for a need, and all by all."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from html import escape

from asset_map.app import addresses, parts, wording
from asset_map.app import gaps_wording as words
from asset_map.app.gaps_asked import Asked
from asset_map.domain.needs import Need
from asset_map.domain.numbers import metres_shown
from asset_map.domain.places import Area, AreaKind
from asset_map.journeys.gap import Gap
from asset_map.journeys.see_gaps import Gaps
from asset_map.journeys.see_strengths import Strengths, shared_in_words

HALF = 0.5
AREAS_SHOWN = 40
"""So many areas are shown at once: all wards of most councils, and few enough for a phone."""


def strengths_in_short(found: Strengths, all_of_it: str) -> str:
    """Return what a place has in a sentence or two; ``all_of_it`` is HTML, to be opened."""
    said = [found.sentences()[0]]
    if found.shared:
        said.append(shared_in_words(found.shared[0]))
    if found.connected:
        hub = found.connected[0]
        count = f"{len(hub.others):,}"
        said.append(words.MOST_CONNECTED.format(name=hub.asset.name, count=count))
    return (
        parts.heading(words.STRENGTHS.format(area=found.area.name))
        + parts.para(" ".join(said))
        + (parts.details(words.STRENGTHS_ALL, all_of_it) if found.assets else "")
    )


def status_of_all(whole: Gaps) -> str:
    """Return what is shown of all needs, for those who hear the page too."""
    said = words.ALL_STATUS.format(
        needs=words.needs(len(whole.needs)), area=whole.rows[0].area.name
    )
    return parts.status(f"{said} {words.narrowed(whole.narrowing)}".strip())


def status_of_need(found: Gaps, asked: Asked) -> str:
    """Return what is shown of one need, for those who hear the page too."""
    need = found.needs[0]
    if not any_known(found):
        return parts.notice(
            words.NONE.format(need=need.need.label),
            f"{wording.NOT_NONE} {words.narrowed(found.narrowing)}".strip(),
        )
    areas = words.areas(len(found.rows), asked.kind)
    said = words.NEED_STATUS.format(
        need=need.need.label, far=words.near_enough(need.standard), areas=areas
    )
    return parts.status(f"{said} {words.narrowed(found.narrowing)}".strip())


def save(asked: Asked) -> str:
    """Return the way to what is shown as a file."""
    address = asked.address(addresses.GAPS_FILE)
    return f"<p>{parts.link(address, words.DOWNLOAD, 'am-button')}</p>"


def overview(whole: Gaps, by_area: Gaps, asked: Asked) -> str:
    """Return all needs of the authority, each with the areas where fewest are in reach."""
    known = {one.need.id: one for one in whole.needs}
    there: dict[str, list[Gap]] = defaultdict(list)
    for gap in by_area.rows:
        there[gap.need.id].append(gap)
    area = whole.rows[0].area
    columns = [
        *(words.NEED, words.WITHIN, words.CONFIRMED, words.REMOTE),
        words.ALL_KNOWN,
        words.UNDER_HALF.format(kind=words.KINDS[asked.kind]),
        words.LOWEST,
    ]
    rows = [
        [
            need_link(gap, asked),
            within(gap),
            confirmed(gap),
            remote(gap),
            escape(words.known_of(known[gap.need.id].evidence)),
            *_lowest(there[gap.need.id], asked),
        ]
        for gap in fewest_first(whole.rows)
    ]
    people = wording.people(whole.rows[0].people)
    return parts.table(words.ALL_OF.format(area=area.name, people=people), columns, rows)


def of_needs(gaps: Gaps, asked: Asked) -> str:
    """Return all needs of one area."""
    area, people = gaps.rows[0].area, wording.people(gaps.rows[0].people)
    columns = [
        *(words.NEED, words.WITHIN, words.CONFIRMED),
        *(words.REMOTE, words.HALF, words.MOST, words.SOLE),
    ]
    rows = [
        [need_link(gap, asked), within(gap), confirmed(gap), remote(gap), *walk(gap), sole(gap)]
        for gap in fewest_first(gaps.rows)
    ]
    title = words.AREA_NEEDS_OF.format(area=area.name, people=people)
    return parts.table(title, columns, rows)


def of_areas(gaps: Gaps, asked: Asked) -> str:
    """Return one need in all areas of a kind; of many areas, the rest are to be opened."""
    found = fewest_first(gaps.rows)
    need = gaps.needs[0]
    title = words.NEED_OF.format(need=need.need.label, by=words.BY_KIND[asked.kind])
    metres = wording.metres(need.standard.metres)
    columns = [
        *(words.AREA_NAME[asked.kind], words.WITHIN_M.format(metres=metres)),
        *(words.CONFIRMED, words.REMOTE, words.HALF, words.MOST),
        words.SOLE,
    ]
    rooms = any(_room_known(gap) for gap in found)
    columns += [words.ROOM] if rooms else []
    rows = [_of_area(gap, asked) + ([room(gap)] if rooms else []) for gap in found]
    first, rest = rows[:AREAS_SHOWN], rows[AREAS_SHOWN:]
    more = wording.SHOW_MORE.format(count=len(rest))
    return (
        f'<div class="am-side">{parts.table(title, columns, first)}'
        f"{parts.details(more, parts.table(more, columns, rest)) if rest else ''}"
        f"{'' if rooms else parts.para(words.ROOM_OF_NONE, 'am-meta')}</div>"
    )


def _of_area(gap: Gap, asked: Asked) -> list[str]:
    return [
        area_link(gap.area, asked),
        *(within(gap), confirmed(gap), remote(gap), *walk(gap), sole(gap)),
    ]


def _room_known(gap: Gap) -> bool:
    return gap.reach is not None and bool(gap.reach.people_served or gap.reach.people_no_room)


def matrix(gaps: Gaps, asked: Asked) -> str:
    """Return the share within the standard of every need in every area, to be opened."""
    if asked.kind is AreaKind.LSOA:
        return parts.para(words.SMALL_AREAS)
    by_area: dict[Area, list[Gap]] = defaultdict(list)
    for gap in gaps.rows:
        by_area[gap.area].append(gap)
    rows = [
        [area_link(area, asked), *(escape(_short(gap)) for gap in row)]
        for area, row in by_area.items()
    ]
    columns = [words.AREA_NAME[asked.kind], *(one.need.label for one in gaps.needs)]
    hint = parts.para(words.MATRIX_HINT, "am-meta")
    wide = parts.wide_table(words.MATRIX_OF, columns, rows)
    return parts.details(words.MATRIX, hint + wide)


def only(gaps: Gaps, need: Need) -> Gaps:
    """Return the part of some gaps that is of one need."""
    return replace(
        gaps,
        rows=tuple(gap for gap in gaps.rows if gap.need.id == need.id),
        needs=tuple(known for known in gaps.needs if known.need.id == need.id),
    )


def any_known(gaps: Gaps) -> bool:
    """Tell whether anything is known that meets the need: else there is no figure to show."""
    return any(gap.reach is not None for gap in gaps.rows)


def fewest_first(rows: Iterable[Gap]) -> list[Gap]:
    """Return gaps by their share within the standard; those without a figure come last."""
    return sorted(rows, key=lambda gap: (share(gap) is None, share(gap) or 0.0, gap.area.name))


def share(gap: Gap) -> float | None:
    """Return the share of people within the standard; of postcodes where no people are known."""
    if gap.reach is None or not gap.points:
        return None
    if gap.people is None:
        return gap.reach.points_within / gap.points
    return gap.reach.share_within


def need_link(gap: Gap, asked: Asked) -> str:
    """Return the way to a need, with its standard."""
    return parts.link(asked.address(need=gap.need.id), gap.need.label) + _small(
        words.near_enough(gap.standard)
    )


def area_link(area: Area, asked: Asked) -> str:
    """Return the way to an area."""
    return parts.link(asked.address(area=area.code), area.name)


def within(gap: Gap) -> str:
    """Return how many people live within the standard, by all records."""
    if gap.reach is None:
        return f"{escape(words.NO_PLACE)}{_small(words.NO_PLACE_NOTE)}"
    return _part(gap, gap.reach.people_within, gap.reach.points_within)


def confirmed(gap: Gap) -> str:
    """Return the same by records confirmed lately."""
    if gap.reach is None:
        return escape(words.CANNOT_SAY)
    return _part(gap, gap.reach.people_confirmed, gap.reach.points_confirmed, of_all=False)


def remote(gap: Gap) -> str:
    """Return for how many others something comes by phone, online or to their home."""
    return _people(gap, None if gap.reach is None else gap.reach.people_remote)


def sole(gap: Gap) -> str:
    """Return how many have one provider only."""
    return _people(gap, None if gap.reach is None else gap.reach.people_sole)


def walk(gap: Gap) -> list[str]:
    """Return how far half of them, and nine in ten, live from the nearest place."""
    reach = gap.reach
    far = (None, None) if reach is None else (reach.median_m, reach.p90_m)
    return [escape(words.CANNOT_SAY if metres is None else metres_shown(metres)) for metres in far]


def room(gap: Gap) -> str:
    """Return for how many of those in reach there is room, as far as that is known."""
    reach = gap.reach
    if reach is None:
        return escape(words.CANNOT_SAY)
    found = words.room(reach.people_served, reach.people_no_room, reach.people_room_unknown)
    return escape(found)


def _lowest(gaps: list[Gap], asked: Asked) -> list[str]:
    shares = [(share(gap), gap) for gap in gaps]
    known = [(part, gap) for part, gap in shares if part is not None]
    if not known:
        return [escape(words.CANNOT_SAY)] * 2
    lowest, gap = min(known, key=lambda found: found[0])
    under = sum(part < HALF for part, _ in known)
    count = words.UNDER_HALF_OF.format(count=under, all=len(known))
    others = sum(part == lowest for part, _ in known) - 1
    said = words.lowest(lowest, others)
    address = asked.address(area=gap.area.code, need=gap.need.id)
    return [escape(count), parts.link(address, gap.area.name) + _small(said)]


def _part(gap: Gap, people: float | None, points: int, *, of_all: bool = True) -> str:
    """Return a part of an area's people; of its postcodes where no people are known."""
    if gap.people is None:
        whole = wording.postcodes(gap.points)
        return escape(wording.POSTCODES_OF.format(part=f"{points:,}", whole=whole))
    part = people / gap.people if people is not None and gap.people else None
    share = f"<b>{escape(wording.share(part))}</b>"
    if of_all:
        return f"{share} {parts.bar(part)}{_small(wording.of_people(people, gap.people))}"
    return share + _small(wording.count_of_people(people))


def _people(gap: Gap, people: float | None) -> str:
    if gap.reach is None:
        return escape(words.CANNOT_SAY)
    return escape(wording.count_of_people(people))


def _short(gap: Gap) -> str:
    if gap.reach is None:
        return words.MATRIX_NONE
    return wording.share(share(gap)) or wording.NO_SHARE


def _small(text: str) -> str:
    return f" <small>{escape(text)}</small>"
