"""What is asked of the find page, said in words; without any page, for those that have none."""

from collections.abc import Mapping

from asset_map.app import find_wording as words
from asset_map.app import wording
from asset_map.app.find_asked import FindAsked
from asset_map.domain.numbers import metres_shown
from asset_map.journeys.find_near import Near

METRES_A_MINUTE = 80
"""4.8 km/h, as everywhere (``analysis.assumptions``); 10 minutes are 800 m."""


def active(asked: FindAsked, labels: Mapping[str, str], languages: Mapping[str, str]) -> list[str]:
    """Return in words all that narrows what is shown."""
    said = [labels.get(need, need) for need in asked.needs]
    said += [words.ACTIVE_FAR.format(far=far_words(asked.far_m))] if asked.far_m else []
    said += [words.WHENS[asked.times].lower()] if asked.times else []
    said += [words.ACTIVE_FREE] if asked.free else []
    said += [words.ACTIVE_STEP_FREE] if asked.step_free else []
    spoken = languages.get(asked.language, asked.language)
    said += [words.ACTIVE_LANGUAGE.format(language=spoken)] if spoken else []
    said += [wording.KINDS_MANY[asked.kind]] if asked.kind else []
    said += [words.ACTIVE_WORDS.format(words=asked.words)] if asked.words else []
    return said


def far_words(metres: float) -> str:
    """Say how far: in minutes where they are round, else in metres."""
    minutes = metres / METRES_A_MINUTE
    if minutes in words.FAR_MINUTES:
        return words.MINUTES.format(minutes=int(minutes))
    return words.METRES.format(metres=metres_shown(metres))


def within(asked: FindAsked) -> str:
    """Say within which distance is looked; nothing where any will do."""
    return words.WITHIN.format(far=far_words(asked.far_m)) if asked.far_m else ""


def perhaps(near: Near, asked: FindAsked) -> str:
    """Say how many may fit as well, and what nobody told us of that which was asked for."""
    untold = " or ".join(said for name, said in words.PERHAPS_WHAT.items() if getattr(asked, name))
    return words.PERHAPS.format(count=near.perhaps, within=within(asked), what=untold)


def to_visit(asked: FindAsked) -> float:
    """Return how far somebody is asked to walk at most, in metres, to have several needs met."""
    return asked.far_m or words.FAR_MINUTES[-1] * METRES_A_MINUTE


def next_distance(metres: float) -> float | None:
    """Return the next distance to look within; None where the largest was asked for."""
    farther = [minutes * METRES_A_MINUTE for minutes in words.FAR_MINUTES]
    return next((float(one) for one in farther if one > metres), None)


def grouped(labels: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the needs by the headings under which people look for them, none left out."""
    groups = {
        name: [need for need in ids if need in labels] for name, ids in words.NEED_GROUPS.items()
    }
    placed = {need for ids in groups.values() for need in ids}
    groups[words.NEEDS_OTHER] = [need for need in labels if need not in placed]
    return {name: ids for name, ids in groups.items() if ids}
