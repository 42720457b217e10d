"""Whether an impact came out as it did before, and what has changed since, in sentences."""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

import asset_map
from asset_map.analysis.impact import Impact
from asset_map.domain.numbers import about, counted
from asset_map.domain.things import Thing
from asset_map.journeys.replay_file import Replay, Told, rested_on, told_of

NAMED = 5
"""So many assets are named in a sentence; more are counted."""

ALIKE = "By need the figures are the same: what differs is among the others, as by area or group."


def with_kept_inputs(then: Replay, *, same: bool) -> list[str]:
    """Say whether the inputs that were kept gave the same figures."""
    if same:
        return [
            f"The same figures as then, from the inputs that were kept: checksum {then.checksum}."
        ]
    return ["The inputs are those that were kept, and yet the figures are others.", _code(then)]


def with_today(then: Replay, gone: str, *, same: bool) -> list[str]:
    """Say whether what is known today gave the same figures, where the inputs are gone."""
    day = f"{then.at:%-d %B %Y}"
    told = f"{gone} So this is worked out with what is known today of {day}."
    if same:
        return [told, f"The figures are the same as then: checksum {then.checksum}."]
    return [told, "The figures are others than then.", *_other_code(then)]


def by_need(then: Replay, now: Impact) -> list[str]:
    """Say need by need what was told then and what is found now, where that differs."""
    found = {one.need.id: told_of(one) for one in now.needs}
    lines = []
    for need_id in [*then.needs, *(one for one in found if one not in then.needs)]:
        was, is_now = then.needs.get(need_id), found.get(need_id)
        if was != is_now:
            label = (was or is_now).label  # type: ignore[union-attr]  # One of them is there.
            lines.append(f"{label}: then {_leaving(was)}; now {_leaving(is_now)}.")
    return lines or [ALIKE]


def since_then(then: Replay, now: Impact, today: Mapping[UUID, Thing]) -> list[str]:
    """Say what is known otherwise than then: assets, standards, people, the walking speed."""
    lines = [*_of_assets(then, now, today), *_of_standards(then, now), *_of_people(then, now)]
    if then.settings.walking_kmh != now.settings.walking_kmh:
        lines.append(
            f"The walking speed was {then.settings.walking_kmh:g} km/h, and is "
            f"{now.settings.walking_kmh:g} km/h now."
        )
    if lines:
        return ["What has changed since:", *(f"  {line}" for line in lines)]
    return ["Among assets, standards and the source of people nothing is known to have changed."]


def _leaving(told: Told | None) -> str:
    if told is None:
        return "nothing would change"
    if told.people_leaving_reach is None:
        leaving = counted(told.postcodes_leaving_reach, "postcode")
        return f"{leaving} would leave reach (how many people is not known)"
    return (
        f"{about(told.people_leaving_reach)} of {about(told.people_before)} people living within "
        f"reach would leave it, at {told.standard_m:,.0f} m ({told.people_leaving_reach:,.2f} "
        "before rounding)"
    )


def _code(then: Replay) -> str:
    told = _other_code(then)
    return told[0] if told else "The code is the same too: the file is not as it was written."


def _other_code(then: Replay) -> list[str]:
    now = asset_map.__version__
    if not then.code:
        return [f"The file does not say which version worked it out; this is {now}."]
    if then.code == now:
        return []
    return [f"The code has changed: version {then.code} worked it out then, this is {now}."]


def _of_assets(then: Replay, now: Impact, today: Mapping[UUID, Thing]) -> Iterator[str]:
    if then.assets is None:
        return
    gone = [
        was.name
        for asset_id, was in then.assets.items()
        if asset_id not in today or today[asset_id].closed is not None
    ]
    later = [
        was.name
        for asset_id, was in then.assets.items()
        if asset_id in today and _later(today[asset_id], was.last_confirmed)
    ]
    new = [
        now.situation.things[one].name
        for one in rested_on(now) - then.assets.keys()
        if one in now.situation.things
    ]
    for names, said in (
        (gone, "no longer there"),
        (later, "confirmed later"),
        (new, "not known then, or not for these needs"),
    ):
        if names:
            yield f"{_several(names)}: {said}."


def _later(thing: Thing, was: object) -> bool:
    return thing.last_confirmed is not None and thing.last_confirmed != was


def _of_standards(then: Replay, now: Impact) -> Iterator[str]:
    for need_id, was in then.needs.items():
        standard = now.situation.standards.get(need_id)
        if now.settings.standard_m is None and standard and standard.metres != was.standard_m:
            yield (
                f"The standard of {was.label.lower()} was {was.standard_m:,.0f} m, and is "
                f"{standard.metres:,.0f} m now."
            )


def _of_people(then: Replay, now: Impact) -> Iterator[str]:
    source, as_of = now.situation.people_source, now.situation.people_as_of
    if (then.people_source, then.people_as_of) != (source, as_of):
        yield (
            f"People were counted by {_named(then.people_source, then.people_as_of)}, and are by "
            f"{_named(source, as_of)} now."
        )
        return
    found = {one.need.id: one.headline.people for one in now.needs}
    for need_id, was in then.needs.items():
        if need_id in found and found[need_id] != was.people:
            yield (
                f"The area was counted with {about(was.people)} people, and is with "
                f"{about(found[need_id])} now."
            )
            return


def _named(source: str | None, as_of: str | None) -> str:
    return f"{source} ({as_of})" if source and as_of else source or "nobody"


def _several(names: Iterable[str]) -> str:
    every = sorted(names)
    more = len(every) - NAMED
    told = ", ".join(every[:NAMED])
    return f"{told} and {more} more" if more > 0 else told
