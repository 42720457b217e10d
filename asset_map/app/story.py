"""The example as HTML: four cards, what stops, the answer, and what is behind the figures."""

from html import escape
from uuid import UUID

from asset_map.app import addresses, parts, wording
from asset_map.app import story_wording as words
from asset_map.domain.links_followed import Effect, Step
from asset_map.domain.needs import Need
from asset_map.domain.numbers import about
from asset_map.domain.proposals import Proposal
from asset_map.domain.story import Count, Meets, NeedInScene, Scene, Story
from asset_map.journeys.knock_on_in_words import after_the_name
from asset_map.journeys.story_in_words import plain, sentences, stops, told_of, where

SHOWN = 6
"""So many of what stops are shown at once; the rest opens."""


def lead(story: Story) -> str:
    """Return what the page is about."""
    return words.LEAD.format(count=words.NUMBERS[min(len(story.alone), len(words.NUMBERS) - 1)])


def cards(story: Story) -> str:
    """Return the scenes side by side; on a phone they stand one below the other."""
    said = sentences(story)
    found = [
        _card(words.TODAY, said["today"], _needs(story, story.today)),
        _card(words.ALONE, said["alone"], _alone(story)),
        _card(words.TOGETHER, said["together"], _needs(story, story.together)),
    ]
    if story.answered is not None:
        answered = _needs(story, story.answered)
        found.append(_card(words.ANSWERED, said["answered"], answered))
    return f'<ol class="am-story">{"".join(found)}</ol>'


def _card(title: str, sentence: str, inside: str) -> str:
    return f"<li>{parts.heading(title)}{parts.para(sentence, 'am-story-said')}{inside}</li>"


def _needs(story: Story, scene: Scene) -> str:
    return "".join(_need(story, scene, need) for need in _first(story))


def _first(story: Story) -> list[Need]:
    """Return the needs that are told first, the one that the sentences speak of before all."""
    told = told_of(story)
    return [told, *(need for need in story.told_first if need != told)]


def _need(story: Story, scene: Scene, need: Need) -> str:
    """Return one need in a scene: the figure opens to what is behind it."""
    found = scene.of(need.id)
    notes = [_leaving(found.here)] if scene.proposals else []
    if scene is story.together and (only := story.only_together.get(need.id)):
        notes.append(words.ONLY_TOGETHER.format(people=about(only)))
    return (
        f"{parts.heading(need.label, 3)}{parts.bar(found.here.share)}"
        f"{parts.details(_in_reach(found.here), _behind(found, scene))}"
        + (parts.para(", ".join(notes), "am-story-note") if notes else "")
    )


def _alone(story: Story) -> str:
    """Return the same needs proposal by proposal, each with how many leave reach by it alone."""
    return "".join(_one_alone(story, need) for need in _first(story)) + parts.details(
        words.PROPOSED_TITLE, proposed(story)
    )


def _one_alone(story: Story, need: Need) -> str:
    rows = "".join(
        f"<li>{parts.bar(found.here.share)}"
        f"{parts.details(f'{_short(scene)}: {_leaving(found.here)}', _behind(found, scene))}</li>"
        for scene in story.alone
        for found in [scene.of(need.id)]
    )
    return f'{parts.heading(need.label, 3)}<ul class="am-plain am-story-alone">{rows}</ul>'


def _short(scene: Scene) -> str:
    return plain(scene.proposals[0].directorate)


def _in_reach(here: Count) -> str:
    if here.people is None:
        return words.NO_FIGURE
    return words.IN_REACH.format(reach=about(here.in_reach))


def _leaving(here: Count) -> str:
    if here.leaving is None:
        return words.NO_FIGURE
    left = about(here.leaving)
    said = words.NONE_LEAVE if left == "none" else words.LEAVING.format(people=left)
    came = about(here.gaining)
    return said if came == "none" else f"{said}, {words.GAINING.format(people=came)}"


def _behind(found: NeedInScene, scene: Scene) -> str:
    """Return the neighbourhoods and the assets that a figure rests on."""
    rows = parts.bullets(
        escape(
            words.PLACE_ROW.format(
                place=area.name, reach=about(count.in_reach), people=about(count.people)
            )
        )
        for area, count in found.by_place
    )
    if not found.meets:
        return rows + parts.para(words.NO_PLACE)
    meets = parts.bullets(_meets(one, scene) for one in found.meets)
    return f"{rows}{parts.para(words.WHAT_MEETS + ':')}{meets}"


def _meets(one: Meets, scene: Scene) -> str:
    name = (
        escape(one.name)
        if one.asset_id is None
        else parts.link(addresses.asset(one.asset_id), one.name)
    )
    if not scene.proposals:
        return name
    return f"{name}: {words.ENDS if one.ends else words.GOES_ON}"


def proposed(story: Story) -> str:
    """Return each proposal with its directorate, what it would save, and its changes."""
    return "".join(
        _proposal(proposal, changes)
        for proposal, changes in story.changes
        if proposal.answers_id is None
    )


def _proposal(proposal: Proposal, changes: tuple[str, ...]) -> str:
    title = f"<strong>{escape(proposal.directorate)}</strong>: {escape(proposal.title)}"
    saves = "" if proposal.saving is None else words.SAVES.format(pounds=proposal.saving)
    summary = parts.para(proposal.summary) if proposal.summary else ""
    return (
        f"<p>{title}{f', {escape(saves)}' if saves else ''}.</p>{summary}"
        f"{parts.bullets(escape(said) + '.' for said in changes)}"
    )


def what_stops(story: Story) -> str:
    """Return all that would stop, with what the answer keeps going marked."""
    after = story.together
    still = _stopping(story.answered) if story.answered else None
    said = [_step(step, still) for step in after.knock_on.steps if _surely(step)]
    if not said:
        return parts.heading(words.STOPS_TITLE) + parts.para(words.NOTHING_STOPS)
    first, rest = said[:SHOWN], said[SHOWN:]
    count = stops(after)
    lead = words.ONE_STOPS if count == 1 else words.MORE_STOP.format(count=count)
    more = parts.details(words.MORE.format(count=len(rest)), parts.bullets(rest)) if rest else ""
    return (
        f"{parts.heading(words.STOPS_TITLE)}{parts.para(f'{lead}.', 'am-leave')}"
        f"{parts.bullets(first)}{more}{parts.para(words.STOPS_NOTE, 'am-meta')}"
    )


def the_answer(story: Story) -> str:
    """Return what the community would do, and what would still stop; empty where nobody answers."""
    scene = story.answered
    if scene is None:
        return ""
    told = "".join(
        _proposal(proposal, changes)
        for proposal, changes in story.changes
        if proposal.answers_id is not None
    )
    before = [step.asset.id for step in story.together.knock_on.steps if _surely(step)]
    after = [step for step in scene.knock_on.steps if _surely(step)]
    kept = len(set(before) - _stopping(scene))
    left = (
        parts.para(words.ANSWER_KEEPS.format(kept=kept, stops=len(set(before))))
        + parts.bullets(_step(step, None) for step in after)
        if after
        else parts.para(words.ANSWER_KEEPS_ALL)
    )
    return f"{parts.heading(words.ANSWER_TITLE)}{told}{left}"


def _surely(step: Step) -> bool:
    return step.sure and step.effect is Effect.STOPS


def _stopping(scene: Scene) -> set[UUID]:
    return {step.asset.id for step in scene.knock_on.steps if _surely(step)}


def _step(step: Step, still: set[UUID] | None) -> str:
    link = parts.link(addresses.asset(step.asset.id), step.asset.name)
    kept = still is not None and step.asset.id not in still
    mark = f' <span class="am-mark">{escape(words.KEPT)}</span>' if kept else ""
    return f"{link}{escape(after_the_name(step))}{mark}"


def all_needs(story: Story) -> str:
    """Return every need that is touched, scene by scene."""
    columns = [words.NEED, words.TODAY, *map(_short, story.alone), words.TOGETHER]
    columns += [words.ANSWERED] if story.answered else []
    table = parts.wide_table(
        words.NEEDS_CAPTION.format(places=where(story)),
        columns,
        [_row(story, found) for found in story.today.needs],
    )
    return parts.details(words.ALL_NEEDS, table)


def _row(story: Story, today: NeedInScene) -> list[str]:
    scenes = [*story.alone, story.together, *([story.answered] if story.answered else [])]
    here = today.here
    cells = [
        escape(today.need.label),
        escape(words.OF_REACH.format(reach=about(here.in_reach), people=about(here.people))),
    ]
    return cells + [escape(_leaving(scene.of(today.need.id).here)) for scene in scenes]


def closer(story: Story) -> str:
    """Return the ways on from here, and what the figures rest on."""
    ways = [
        parts.link(addresses.proposal(one.id), words.OPEN_PROPOSAL.format(title=one.title))
        for one, _ in story.changes
        if one.id is not None
    ]
    ids = [one.id for scene in story.alone for one in scene.proposals if one.id is not None]
    ways.insert(0, parts.link(addresses.together(ids), words.OPEN_TOGETHER.format(count=len(ids))))
    ways.append(parts.link(addresses.cut(), words.TRY))
    rests = words.RESTS.format(
        source=story.people_source or words.NO_SOURCE,
        as_of=story.people_as_of or words.NO_DATE,
        at=wording.day(story.at),
    )
    note = parts.para(rests) + parts.para(story.note) + parts.para(words.DEMO)
    return (
        f'{parts.heading(words.MORE_TITLE)}{parts.bullets(ways)}<div class="am-rests">{note}</div>'
    )
