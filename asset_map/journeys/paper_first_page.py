"""The first page of a report: five plain sentences, and what hangs on it, to be read at once."""

from collections.abc import Iterable, Iterator, Sequence

from asset_map.domain.links_followed import Effect, End, Hold, Step
from asset_map.domain.numbers import counted
from asset_map.domain.paper import Block, Bullets, Section, Words
from asset_map.domain.prompts import EVIDENCE_SHEET
from asset_map.domain.proposals import State
from asset_map.journeys.impact_in_words import first_sentences
from asset_map.journeys.knock_on_in_words import LOST, NONE_LEFT
from asset_map.journeys.paper_matter import Matter
from asset_map.journeys.paper_prompts import blanks, kind

HANGS = "What hangs on it; point 7 says of each why, when, and who said so:"
ONE_SIDE = ", by the word of one side alone"
MOST_NAMED = 12
MOST_LINES = 8

_Loss = tuple[bool, Effect, Hold | None, End | None]


def first_page(matter: Matter) -> Section:
    """Return the first page."""
    blocks: list[Block] = [Words(one, lead=True) for one in first_sentences(matter.impact)]
    if any(one.state is State.DRAFT and one.id is not None for one in matter.proposed):
        blocks.append(Words("This is a draft: it was not published.", note=True))
    if kind(matter) == EVIDENCE_SHEET:
        left = blanks(matter)
        wait = "waits" if left == 1 else "wait"
        blocks.append(
            Words(
                f"This is an evidence sheet: {counted(left, 'question')} that only people can "
                f"answer still {wait} for a named officer, in points 1, 2, 9, 10, 11 and 13.",
                note=True,
            )
        )
    steps = matter.impact.after.knock_on.steps
    if steps:
        blocks += [Words(HANGS), Bullets(tuple(in_groups(steps)))]
    return Section("In short", tuple(blocks))


def in_groups(steps: Iterable[Step]) -> Iterator[str]:
    """Yield a line for all that loses the same in the same way, what is sure first.

    What stops only because something else stops is one line.
    """
    alike: dict[_Loss, list[Step]] = {}
    for step in sorted(steps, key=_order):
        why = step.because
        on = None if step.effect is Effect.STOPS and step.away > 1 else why.on
        hold = None if on is None else why.hold
        alike.setdefault((step.sure, step.effect, hold, on), []).append(step)
    lines = [_line(sure, on, found) for (sure, _, _, on), found in alike.items()]
    yield from lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        yield f"and more, for {counted(len(lines) - MOST_LINES, 'other reason')}."


def _order(step: Step) -> tuple[bool, bool, bool]:
    return not step.sure, step.effect is not Effect.STOPS, step.away > 1


def _line(sure: bool, on: End | None, steps: Sequence[Step]) -> str:
    """Return such as "Without X (no other venue known): A; B stop."."""
    first = steps[0]
    names = list(dict.fromkeys(step.asset.name for step in steps))
    more = [f"{len(names) - MOST_NAMED:,} more"] if len(names) > MOST_NAMED else []
    named = "; ".join([*names[:MOST_NAMED], *more])
    these = "this" if len(names) == 1 else "these"
    one_side = "" if sure else ONE_SIDE
    if on is None:
        stop = "stops" if len(names) == 1 else "stop"
        return f"Because of that {these} {stop} too{one_side}: {named}."
    if first.effect is Effect.STOPS:
        stop = "stops" if len(names) == 1 else "stop"
        left = NONE_LEFT[first.because.type]
        return f"Without {on.name}, {left}, {these} {stop}{one_side}: {named}."
    lose = "loses" if len(names) == 1 else "lose"
    lost = LOST[first.because.type]
    return f"{these.capitalize()} {lose} {on.name}, {lost}, and may go on{one_side}: {named}."
