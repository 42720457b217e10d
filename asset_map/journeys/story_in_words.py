"""The story of the demonstration in words: one plain sentence for each scene."""

from asset_map.domain.links_followed import Effect
from asset_map.domain.needs import Need
from asset_map.domain.numbers import about, counted
from asset_map.domain.sentences import listed
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
    return listed([area.name for area in story.places])


def stops(scene: Scene) -> int:
    """Return how many things surely stop in a scene, beside what is proposed itself."""
    return scene.knock_on.count(Effect.STOPS)


def _today(story: Story, need: Need) -> str:
    here = story.today.of(need.id)
    return (
        f"{need.label}: {about(here.here.in_reach)} of {about(here.here.people)} people in "
        f"{where(story)} have something within {here.standard_m:,.0f} m, or it comes to them."
    )


def _alone(story: Story, need: Need) -> str:
    each = [
        f"{about(scene.of(need.id).here.leaving)} by {plain(scene.proposals[0].directorate)}"
        for scene in story.alone
    ]
    return f"{need.label}: by one proposal alone {listed(each)} would leave reach of it."


def _together(story: Story, need: Need) -> str:
    scene = story.together
    here = scene.of(need.id).here
    only = about(story.only_together[need.id])
    return (
        f"{need.label}: {about(here.leaving)} would leave reach, {only} of them by no proposal "
        f"alone. {counted(stops(scene), 'more thing')} would stop."
    )


def _answered(story: Story, scene: Scene, need: Need) -> str:
    before, after = story.together.of(need.id).here, scene.of(need.id).here
    kept = None if before.leaving is None else before.leaving - (after.leaving or 0)
    return (
        f"{need.label}: {about(kept)} of these would stay in reach, {about(after.leaving)} would "
        f"still leave it. {counted(stops(scene), 'thing')} would still stop."
    )


def plain(name: str) -> str:
    """Return a name without the mark of what is invented, where that is said beside it."""
    return name.removesuffix(" (invented)")
