"""Times, cost and access as conditions of a query: true, false, or NULL where nobody told us."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, text

from asset_map.domain.offers import is_free
from asset_map.domain.reach import EVENING_FROM, Narrowing, When

_OPEN = {
    When.EVENINGS: "(byday IN ('MO', 'TU', 'WE', 'TH', 'FR') AND closes_at > :evening)",
    When.WEEKENDS: "byday IN ('SA', 'SU')",
}
_OPEN_AT = "(byday = :weekday AND opens_at <= CAST(:time AS time) AND closes_at > :time)"

# What has no weekly times that could be read, and are in force, is in no row here.
_TIMES = """
LEFT JOIN (
    SELECT asset_id, {met} AS met FROM schedule
    WHERE freq = 'WEEKLY' AND (valid_from IS NULL OR valid_from <= :at)
      AND (valid_to IS NULL OR valid_to > :at)
    GROUP BY asset_id
) AS times ON times.asset_id = {asset}
"""
_COST = "LEFT JOIN service AS costs ON costs.asset_id = {asset}"
_ACCESS = "LEFT JOIN venue AS entered ON entered.asset_id = {venue}"


@dataclass(frozen=True)
class Conditions:
    """``joins`` and three conditions of SQL, and what they bind. One not asked for is ``true``."""

    joins: str
    times: str
    cost: str
    access: str
    bound: dict[str, object]

    @property
    def columns(self) -> str:
        """Return the conditions as columns of a query."""
        return f"{self.times} AS times, {self.cost} AS cost, {self.access} AS access"

    @property
    def all_met(self) -> str:
        """Return that all of them are known to be met."""
        return f"({self.times}) AND ({self.cost}) AND ({self.access})"


def conditions(
    connection: Connection, narrowing: Narrowing, at: date, *, asset: str, venue: str | None
) -> Conditions:
    """Return the conditions of a narrowed question, as at a day.

    ``asset`` and ``venue`` are the columns to join by. ``venue`` is None for what comes to people:
    no step is in their way.
    """
    joins: list[str] = []
    bound: dict[str, object] = {}
    met = {"times": "true", "cost": "true", "access": "true"}
    if narrowing.timed:
        joins.append(_TIMES.format(met=_met(narrowing), asset=asset))
        bound |= {"at": at, "evening": EVENING_FROM}
        bound |= {"weekday": narrowing.weekday, "time": narrowing.time or None}
        met["times"] = "times.met"
    if narrowing.free:
        joins.append(_COST.format(asset=asset))
        bound |= _costs(connection)
        met["cost"] = (
            "CASE WHEN costs.cost = ANY(:free) THEN true "
            "WHEN costs.cost = ANY(:paid) THEN false END"
        )
    if narrowing.step_free and venue is not None:
        joins.append(_ACCESS.format(venue=venue))
        met["access"] = "entered.step_free"
    return Conditions(" ".join(joins), bound=bound, **met)


def _met(narrowing: Narrowing) -> str:
    asked = [_OPEN[narrowing.when]] if narrowing.when else []
    asked += [_OPEN_AT] if narrowing.time else []
    return " AND ".join(f"bool_or({one})" for one in asked)


def _costs(connection: Connection) -> dict[str, object]:
    """Return which of the texts that are held of costs say that it is free, and which that not."""
    said = connection.execute(text("SELECT DISTINCT cost FROM service WHERE cost <> ''"))
    read = {cost: is_free(cost) for cost in said.scalars()}
    return {
        "free": [cost for cost, free in read.items() if free is True],
        "paid": [cost for cost, free in read.items() if free is False],
    }
