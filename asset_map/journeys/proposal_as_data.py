"""A proposal as plain data, as it stands in results and in files to replay; and back from them."""

import math
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from asset_map.domain.errors import BadInput
from asset_map.domain.numbers import real_people
from asset_map.domain.proposals import Change, ChangeKind, Proposal, State, UserCount
from asset_map.domain.things import Thing

Things = Mapping[UUID, Thing]


def of_proposal(proposal: Proposal, things: Things) -> dict[str, Any]:
    """Return a proposal as data; ``things`` tell the names of what is changed.

    Who wrote it is left out. Users are real people: fewer than 10 are hidden, others rounded to 5.
    """
    return {
        "id": _text_of(proposal.id),
        "title": proposal.title,
        "reference": proposal.reference,
        "directorate": proposal.directorate,
        "state": proposal.state.value,
        "summary": proposal.summary,
        "from_day": _day_of(proposal.from_day),
        "saving": proposal.saving,
        "decision_date": _day_of(proposal.decision_date),
        "decision_body": proposal.decision_body,
        "budget_round": proposal.budget_round,
        "review_date": _day_of(proposal.review_date),
        "lead_officer": proposal.lead_officer,
        "answers_id": _text_of(proposal.answers_id),
        "changed": proposal.changed.isoformat() if proposal.changed else None,
        "published": proposal.published.isoformat() if proposal.published else None,
        "version": proposal.version,
        "demo": proposal.demo,
        "changes": [of_change(change, things) for change in proposal.changes],
        "user_counts": [_of_count(count, things) for count in proposal.user_counts],
    }


def of_change(change: Change, things: Things) -> dict[str, Any]:
    """Return one change as data: ``asset`` and ``other`` are the names of what the ids mean."""
    x, y = change.xy or (None, None)
    return {
        "kind": change.kind.value,
        "asset_id": _text_of(change.asset_id),
        "asset": _name(change.asset_id, things),
        "from_day": _day_of(change.from_day),
        "share": change.share,
        "other_id": _text_of(change.other_id),
        "other": _name(change.other_id, things),
        "postcode": change.postcode,
        "x": x,
        "y": y,
        "until": _day_of(change.until),
        "name": change.name,
        "needs": list(change.needs),
        "capacity": change.capacity,
        "condition": change.condition,
    }


def from_data(data: Any) -> Proposal:
    """Return the proposal of some data. Raises BadInput where it is none.

    Counts of users that were hidden are lost; no figure rests on them.
    """
    try:
        return _proposal(data)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise BadInput(
            "What it says was proposed is no proposal, or only a part of one."
        ) from error


def _proposal(data: Mapping[str, Any]) -> Proposal:
    return Proposal(
        title=_text(data, "title"),
        directorate=_text(data, "directorate"),
        changes=tuple(_change(one) for one in _list(data, "changes")),
        id=_id(data, "id"),
        reference=_text(data, "reference"),
        state=State(data["state"]),
        summary=_text(data, "summary"),
        from_day=_day(data, "from_day"),
        saving=_number(data, "saving"),
        decision_date=_day(data, "decision_date"),
        decision_body=_text(data, "decision_body"),
        budget_round=_text(data, "budget_round"),
        review_date=_day(data, "review_date"),
        lead_officer=_text(data, "lead_officer"),
        user_counts=tuple(
            _count(one) for one in _list(data, "user_counts") if one["count"] is not None
        ),
        answers_id=_id(data, "answers_id"),
        changed=_moment(data, "changed"),
        published=_moment(data, "published"),
        version=int(data["version"]),
        demo=bool(data["demo"]),
    )


def _change(data: Mapping[str, Any]) -> Change:
    x, y = _number(data, "x"), _number(data, "y")
    return Change(
        kind=ChangeKind(data["kind"]),
        asset_id=_id(data, "asset_id"),
        from_day=_day(data, "from_day"),
        share=_number(data, "share"),
        other_id=_id(data, "other_id"),
        postcode=_text(data, "postcode"),
        xy=None if x is None or y is None else (x, y),
        until=_day(data, "until"),
        name=_text(data, "name"),
        needs=tuple(str(need) for need in _list(data, "needs")),
        capacity=_number(data, "capacity"),
        condition=_text(data, "condition"),
    )


def _of_count(count: UserCount, things: Things) -> dict[str, Any]:
    return {
        "asset_id": str(count.asset_id),
        "asset": _name(count.asset_id, things),
        "count": real_people(count.count),
        "period": count.period,
        "source": count.source,
        "as_of": count.as_of.isoformat(),
    }


def _count(data: Mapping[str, Any]) -> UserCount:
    return UserCount(
        asset_id=UUID(data["asset_id"]),
        count=int(data["count"]),
        period=_text(data, "period"),
        source=_text(data, "source"),
        as_of=date.fromisoformat(data["as_of"]),
    )


def _name(asset_id: UUID | None, things: Things) -> str | None:
    thing = things.get(asset_id) if asset_id is not None else None
    return thing.name if thing else None


def _text_of(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def _day_of(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data[key]
    if not isinstance(value, str):
        raise ValueError(key)
    return value


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    value = data[key]
    if not isinstance(value, list):
        raise ValueError(key)
    return value


def _number(data: Mapping[str, Any], key: str) -> float | None:
    value = data[key]
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(key)
    return float(value)


def _id(data: Mapping[str, Any], key: str) -> UUID | None:
    return None if data[key] is None else UUID(_text(data, key))


def _day(data: Mapping[str, Any], key: str) -> date | None:
    return None if data[key] is None else date.fromisoformat(_text(data, key))


def _moment(data: Mapping[str, Any], key: str) -> datetime | None:
    return None if data[key] is None else datetime.fromisoformat(_text(data, key))
