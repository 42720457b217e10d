"""The story of the demonstration in words: one plain sentence for each scene."""

from asset_map.domain.links_followed import Effect
from asset_map.domain.needs import Need
from asset_map.domain.numbers import about, counted
from asset_map.domain.proposals import Proposal
from asset_map.domain.story import Scene, Story

PLACE_TO_MEET = "place_to_meet"
"""The need that the sentences speak of, where it is among those told first."""


def sentences(story: Story) -> dict[str, str]:
    """Return a sentence for each scene: ``today``, ``alone``, ``together`` and ``answered``."""
    need = told_of(story)
    told = {
        "today": _today(story, need),
        "alone": _alone(story, need),
        "together": _together(story, need),
    }
    if story.answered is not None:
        told["answered"] = _answered(story, story.answered, need)
    return told


def told_of(story: Story) -> Need:
    """Return the need that the sentences speak of."""
    first = {need.id: need for need in story.told_first}
    return first.get(PLACE_TO_MEET, story.told_first[0])


def where(story: Story) -> str:
    """Return the names of the places."""
    return _listed([area.name for area in story.places])


def stops(scene: Scene) -> int:
    """Return how many things surely stop in a scene, beside what is proposed itself."""
    return scene.knock_on.count(Effect.STOPS)


def by_whom(proposals: tuple[Proposal, ...]) -> str:
    """Return whose proposals they are."""
    return _listed([proposal.directorate for proposal in proposals])


def _today(story: Story, need: Need) -> str:
    here = story.today.of(need.id)
    return (
        f"{about(here.here.in_reach).capitalize()} of {about(here.here.people)} people in "
        f"{where(story)} live within {here.standard_m:,.0f} m of somewhere for this need that we "
        f"know of: {_lower(need.label)}."
    )


def _alone(story: Story, need: Need) -> str:
    each = [scene.of(need.id).here.leaving for scene in story.alone]
    said = _listed([about(people) for people in each])
    return (
        f"By each of the {len(each)} proposals alone, {said} of them would leave reach of it, in "
        "this order."
    )


def _together(story: Story, need: Need) -> str:
    scene = story.together
    return (
        f"By all of them together {about(scene.of(need.id).here.leaving)} would; for "
        f"{about(story.only_together[need.id])} of these no proposal alone would show it. "
        f"{counted(stops(scene), 'more thing')} would stop."
    )


def _answered(story: Story, scene: Scene, need: Need) -> str:
    kept = (story.together.of(need.id).here.leaving or 0) - (scene.of(need.id).here.leaving or 0)
    left = about(scene.of(need.id).here.leaving)
    return (
        f"With the community's answer {about(kept)} of these stay in reach, and {left} would "
        f"still leave it; {counted(stops(scene), 'thing')} would still stop."
    )


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _listed(parts: list[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
