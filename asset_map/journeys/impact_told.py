"""An impact as a terminal tells it: the five sentences, then everything behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asset_map.analysis.assumptions import NOBODY_TOLD_US
from asset_map.domain.numbers import counted
from asset_map.domain.places import AreaKind
from asset_map.journeys.changes_in_words import NAMED, change_in_words, name_of, user_count_in_words
from asset_map.journeys.impact_in_words import (
    LINKS_HELD,
    first_sentences,
    link_in_words,
    links_held,
)
from asset_map.journeys.knock_on_in_words import in_words
from asset_map.journeys.needs_in_words import need_lines, together_in_words
from asset_map.journeys.words_for import who

if TYPE_CHECKING:  # The results bring numpy with them; who only puts words together need not wait.
    from collections.abc import Iterable

    from asset_map.analysis.impact import Impact, NeedImpact
    from asset_map.domain.alternatives import Alternatives

PRESSED = 5
"""So many of those that are called on for more are named for each need; JSON has all."""

OPTIONS = 2
"""So many places to go are named for each thing; JSON has more."""


def sentences(impact: Impact, alternatives: Alternatives | None = None) -> list[str]:
    """Return all that a terminal tells of an impact."""
    lines = [*first_sentences(impact), *_changes(impact)]
    steps = impact.after.knock_on.steps
    lines += ["What follows, step by step:"] if steps else []
    lines += [f"  {in_words(step)}" for step in steps]
    held = links_held(impact)
    lines += [LINKS_HELD, *(f"  {link_in_words(link)}" for link in held)] if held else []
    for found in impact.needs:
        first, *rest = need_lines(found)
        lines += [first, *(f"  {line}" for line in rest), *_by_area(found)]
        lines += _pressure(found, impact)
    lines += _together(impact)
    lines += _alternatives(alternatives)
    return [*lines, impact.note, f"Confirmed: within 12 months. {NOBODY_TOLD_US}"]


def _pressure(found: NeedImpact, impact: Impact) -> Iterable[str]:
    """Tell what stays and is called on for more, or has less room, most first."""
    for one in found.pressure[:PRESSED]:
        said = []
        if one.visits_before is not None and one.visits_after is not None:
            said.append(
                f"called on for {one.visits_after:,.0f} visits a week, {one.visits_before:,.0f} now"
            )
        if one.capacity is not None:
            said.append(f"room for {one.capacity:,.0f} people a week")
        yield f"    {name_of(one.asset_id, impact.situation.things)}: {', '.join(said)}"


def _together(impact: Impact) -> list[str]:
    """Tell the needs that more people lose together, most first; the others are counted."""
    found = sorted(
        (one for one in impact.together if one.only_together_points),
        key=lambda one: -(one.only_together or one.only_together_points),
    )
    if not impact.together:
        return []
    lines = [f"  {together_in_words(one)}" for one in found]
    others = len(impact.together) - len(found)
    if others:
        of = "other need" if found else "need"
        lines.append(f"  {counted(others, of)}: nobody leaves reach only because of all at once.")
    return ["Together, beside each alone:", *lines]


def _alternatives(found: Alternatives | None) -> list[str]:
    if found is None:
        return []
    lines = ["Where what loses its place could go:"] if found.displaced else []
    for one in found.displaced:
        lines.append(f"  {one.sentence}")
        lines += [f"    {option.name}: {option.reason}" for option in one.options[:OPTIONS]]
    lines += ["What is nearest then:"] if found.for_people else []
    lines += [f"  {one.sentence}" for one in found.for_people]
    return [*lines, found.note] if lines else []


def _changes(impact: Impact) -> list[str]:
    """Tell every change, where the first sentence does not."""
    things = impact.situation.things
    lines = []
    for proposal in impact.proposals:
        said = [change_in_words(one, things, proposal.from_day) for one in proposal.changes]
        if len(impact.proposals) > 1 or len(said) > NAMED:
            lines += [f"{proposal.title}:", *(f"  {one}." for one in said)]
        lines += [
            f"Entered apart, in no figure: {user_count_in_words(count, things)}"
            for count in proposal.user_counts
        ]
    return lines


def _by_area(found: NeedImpact) -> Iterable[str]:
    for area, there in found.by_area:
        if area.kind is AreaKind.WARD and there.points_leaving:
            yield f"    {area.name}: {who(there.people_leaving, there.points_leaving)}"
