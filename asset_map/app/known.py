"""What figures on reach rest on: what is known and what is not, and how near is near enough."""

from html import escape

from asset_map.app import addresses, parts, wording
from asset_map.app import gaps_wording as words
from asset_map.domain.needs import Standard
from asset_map.domain.reach import Evidence
from asset_map.journeys.gap import NeedKnown
from asset_map.journeys.see_gaps import Gaps


def of_need(gaps: Gaps) -> str:
    """Return what is known of what meets the one need of ``gaps``, and what all of it rests on."""
    need = gaps.needs[0]
    said = [*_placed(need.evidence), *_left_out(need.evidence)]
    return (
        parts.heading(words.KNOWN, anchor="known")
        + counts(need)
        + parts.bullets(map(escape, said))
        + rests(gaps)
        + _enough(need)
    )


def counts(need: NeedKnown) -> str:
    """Return the two counts of what meets a need, side by side."""
    told = need.evidence
    return parts.figures(
        [
            (f"{told.known:,}", words.KNOWN_IN_ALL, words.KNOWN_IN_ALL_NOTE),
            (
                f"{told.confirmed:,}",
                words.KNOWN_CONFIRMED,
                words.KNOWN_CONFIRMED_NOTE,
            ),
        ]
    )


def rests(gaps: Gaps) -> str:
    """Return what figures rest on, whatever the need."""
    people = wording.PEOPLE_FROM.format(
        source=gaps.people_source or wording.NO_PEOPLE, as_of=gaps.people_as_of or wording.NO_DATE
    )
    said = [
        gaps.unknown,
        *_sources(gaps),
        f"{people} {wording.AS_AT.format(day=wording.day(gaps.at))}",
        wording.PEOPLE_NOT_USERS,
        gaps.note,
        *_streets(gaps),
    ]
    if any(gap.area.approximate for gap in gaps.rows):
        said.append(words.APPROXIMATE)
    return f'<div class="am-rests">{"".join(parts.para(line) for line in said)}</div>'


def of_all(gaps: Gaps) -> str:
    """Return what the figures of all needs rest on."""
    standards = "".join(_standard(one) for one in gaps.needs)
    return (
        parts.heading(words.KNOWN, anchor="known")
        + rests(gaps)
        + parts.details(words.ENOUGH, standards + _to_standards())
    )


def _placed(told: Evidence) -> list[str]:
    how = [
        words.LOCATED_BY.get(by, by).format(count=f"{count:,}")
        for by, count in told.located_by.items()
        if count
    ]
    said = [words.LOCATED.format(how=", ".join(how))] if how else []
    return said + ([words.KNOWN_REMOTE.format(count=f"{told.remote:,}")] if told.remote else [])


def _left_out(told: Evidence) -> list[str]:
    """Return what is known of, and counts for nothing: an unknown is no gap."""
    reasons = {
        words.PLACELESS: told.placeless,
        words.TIMES_UNKNOWN: told.times_unknown,
        words.COST_UNKNOWN: told.cost_unknown,
        words.ACCESS_UNKNOWN: told.access_unknown,
    }
    return [why.format(count=f"{count:,}") for why, count in reasons.items() if count]


def _sources(gaps: Gaps) -> list[str]:
    found = gaps.sources
    loaded = "; ".join(
        words.LOADED_ON.format(source=one.title, day=wording.day(one.loaded))
        for one in found.loaded
    )
    said = [words.LOADED.format(kinds=loaded) if loaded else words.LOADED_NONE]
    if found.missing:
        said.append(words.NOT_LOADED.format(kinds="; ".join(found.missing)))
    return said


def _streets(gaps: Gaps) -> list[str]:
    if gaps.streets_share is None:
        return []
    return [words.STREETS.format(share=wording.share(gaps.streets_share))]


def _enough(need: NeedKnown) -> str:
    return parts.heading(words.ENOUGH, 3) + _standard(need) + _to_standards()


def _standard(need: NeedKnown) -> str:
    now = need.standard
    far = words.ENOUGH_FAR.format(
        need=need.need.label, metres=wording.metres(now.metres), minutes=f"{now.minutes:.0f}"
    )
    said = [far, words.ENOUGH_SOURCE.format(source=now.source), now.note, *_changed(now)]
    return parts.para(" ".join(line for line in said if line))


def _changed(now: Standard) -> list[str]:
    if now.default is None:
        return []
    return [
        words.ENOUGH_DEFAULT.format(metres=wording.metres(now.default.metres)),
        words.ENOUGH_CHANGED.format(
            who=now.changed_by,
            when=wording.moment(now.since) if now.since else wording.NOT_KNOWN,
            why=now.why,
        ),
    ]


def _to_standards() -> str:
    return f"<p>{parts.link(addresses.STANDARDS, words.ENOUGH_ALL)}</p>"
