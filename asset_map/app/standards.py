"""What the page on standards says: how near is near enough, what was changed, what we assume."""

from html import escape

from asset_map.app import parts, wording
from asset_map.app import standards_wording as words
from asset_map.domain.needs import Standard
from asset_map.journeys.list_standards import StandardChange, Standards, how_far


def of_needs(found: Standards) -> str:
    """Return the standard of each need beside its default, and who changed it and why."""
    changed = sum(standard.default is not None for _, standard in found.of_needs)
    said = words.CHANGED.format(changed=changed, all=len(found.of_needs))
    return (
        parts.heading(words.NEEDS)
        + parts.para(said if changed else words.NONE_CHANGED)
        + parts.table(
            words.CAPTION.format(kmh=f"{found.walking_kmh:g}"),
            list(words.COLUMNS),
            [
                [escape(need.label), _in_force(now), _default(now), _source(now)]
                for need, now in found.of_needs
            ],
        )
    )


def in_force(now: Standard) -> str:
    """Return what holds for one need, beside its default where that was changed."""
    said = words.NOW.format(far=how_far(now), source=now.source)
    if now.default is not None:
        said += f" {words.DEFAULT.format(far=how_far(now.default))} {_changed(now)}"
    return parts.para(said, "am-status")


def history(found: Standards) -> str:
    """Return all that was changed so far, the last first."""
    labels = {need.id: need.label for need, _ in found.of_needs}
    rows = [
        [
            escape(labels[change.need_id]),
            escape(_until(change)),
            escape(wording.moment(change.since)),
            escape(change.changed_by),
            escape(change.why),
        ]
        for change in found.history
    ]
    if not rows:
        return ""
    title = words.HISTORY.format(changes=words.changes(len(rows)))
    return parts.details(title, parts.table(title, list(words.HISTORY_COLUMNS), rows))


def assumptions(found: Standards) -> str:
    """Return every other figure that was chosen, with its unit and source."""
    return parts.heading(words.ASSUMED_TITLE) + parts.table(
        words.ASSUMED_CAPTION,
        list(words.ASSUMED_COLUMNS),
        [
            [
                escape(one.name.capitalize()),
                escape(f"{one.value:,g} {one.unit}"),
                escape(one.source),
            ]
            for one in found.assumptions
        ],
    )


def _in_force(now: Standard) -> str:
    if now.default is None:
        return escape(how_far(now))
    return f"<b>{escape(how_far(now))}</b> <small>{escape(_changed(now))}</small>"


def _default(now: Standard) -> str:
    return escape(how_far(now.default) if now.default else words.SAME)


def _source(now: Standard) -> str:
    notes = [now.note] if now.note else []
    if now.weekly_rate is not None:
        rate = words.RATE.format(rate=f"{now.weekly_rate:g}", source=now.rate_source)
        notes.append(rate)
    return escape(now.source) + "".join(f" <small>{escape(note)}</small>" for note in notes)


def _changed(now: Standard) -> str:
    when = wording.moment(now.since) if now.since else wording.NOT_KNOWN
    return words.CHANGED_BY.format(when=when, who=now.changed_by, why=now.why)


def _until(change: StandardChange) -> str:
    if change.back_to_default:
        return words.BACK
    far = words.VALUE.format(value=f"{change.value:,g}", unit=change.unit)
    if change.until is None:
        return words.HOLDS.format(far=far)
    return words.UNTIL.format(far=far, when=wording.moment(change.until))
