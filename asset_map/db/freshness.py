"""What should be looked at again: by whom, when, and of what nobody did."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.db.disclosure import STILL_SAID
from asset_map.db.keepers import NOW_KEPT
from asset_map.domain.assets import AssetKind
from asset_map.domain.freshness import REMINDERS_AFTER_DAYS, REVIEW_MONTHS, Overdue, ToReview

# The review date, as ``domain.freshness.review_date`` tells it.
_REVIEW = """(a.last_confirmed + make_interval(months => CASE a.kind {} END))::date""".format(
    " ".join(f"WHEN '{kind}' THEN {months}" for kind, months in REVIEW_MONTHS.items())
)

# The demonstration is nobody's to keep fresh. Rare skills are, though they are in no output.
_THERE = f"""(a.withdrawn IS NULL OR a.kind = 'skill_offer' AND {STILL_SAID})
    AND (a.valid_to IS NULL OR a.valid_to > :today)
    AND a.last_confirmed IS NOT NULL AND NOT s.demo"""

_DUE = f"""
WITH due AS (
    SELECT kept.account_id, a.id AS asset_id, {_REVIEW} AS review
    FROM ({NOW_KEPT}) AS kept
    JOIN asset a ON a.id = kept.asset_id JOIN source s ON s.id = a.source_id
    JOIN account p ON p.id = kept.account_id AND p.no_reminders IS NULL
    WHERE {_THERE} AND {_REVIEW} <= :today
),
reminded AS (
    SELECT due.*, (SELECT count(*) FROM reminder r
                   WHERE r.asset_id = due.asset_id AND r.review = due.review) AS sent,
           (SELECT max(r.sent)::date FROM reminder r
            WHERE r.asset_id = due.asset_id AND r.review = due.review) AS last
    FROM due
)
SELECT account_id, asset_id, review, sent + 1 AS number FROM reminded
WHERE sent < cardinality(CAST(:after AS integer[]))
  AND review + (CAST(:after AS integer[]))[sent + 1] <= :today
  AND (last IS NULL OR last + :apart <= :today)
ORDER BY account_id, asset_id
"""

_OF_KEEPER = f"""
SELECT DISTINCT a.id, a.name, a.last_confirmed
FROM ({NOW_KEPT}) AS kept
JOIN asset a ON a.id = kept.asset_id JOIN source s ON s.id = a.source_id
WHERE kept.account_id = :account AND {_THERE} AND {_REVIEW} <= :today
ORDER BY a.name, a.id
"""

# In order first, so that only of those that are listed it is asked where they are.
# A masked place says no more here than elsewhere: the ward that everybody is told.
_STALE = f"""
SELECT a.id, a.name, a.kind, a.last_confirmed, a.review, w.name AS ward,
       EXISTS (SELECT 1 FROM ({NOW_KEPT}) AS kept WHERE kept.asset_id = a.id) AS kept,
       (SELECT count(*) FROM reminder r WHERE r.asset_id = a.id AND r.review = a.review) AS sent
FROM (
    SELECT a.id, a.name, a.kind, a.last_confirmed, {_REVIEW} AS review
    FROM asset a JOIN source s ON s.id = a.source_id
    WHERE {_THERE} AND a.last_confirmed <= :until AND {_REVIEW} <= :until
    ORDER BY review, a.name, a.id
) AS a
JOIN LATERAL (
    SELECT p.geom FROM asset_place p WHERE p.asset_id = a.id ORDER BY p.venue_id NULLS FIRST LIMIT 1
) AS place ON true
JOIN LATERAL (
    SELECT code, name FROM area WHERE kind = 'ward' AND authority_code = :authority
      AND ST_Covers(geom, place.geom) ORDER BY vintage DESC, code LIMIT 1
) AS w ON true
WHERE CAST(:ward AS text) IS NULL OR w.code = :ward
ORDER BY a.review, a.name, a.id LIMIT :limit
"""


@dataclass(frozen=True)
class Due:
    """A reminder that is due: of which asset, to which account, the how manieth."""

    account_id: UUID
    asset_id: UUID
    review: date
    number: int


def due(connection: Connection, today: date) -> list[Due]:
    """Return the reminders that are due today; never two of one asset within a fortnight."""
    after = list(REMINDERS_AFTER_DAYS)
    rows = connection.execute(
        text(_DUE), {"today": today, "after": after, "apart": after[1] - after[0]}
    )
    return [Due(**row._mapping) for row in rows]


def note_reminder(connection: Connection, one: Due) -> bool:
    """Write that a reminder is sent; False where it was already, for another keeper."""
    done = connection.execute(
        text(
            """
            INSERT INTO reminder (asset_id, review, number, sent)
            VALUES (:asset, :review, :number, now()) ON CONFLICT DO NOTHING
            """
        ),
        {"asset": one.asset_id, "review": one.review, "number": one.number},
    )
    return done.rowcount > 0


def overdue_of(connection: Connection, account_id: UUID, today: date) -> list[Overdue]:
    """Return what an account keeps and is reminded of, by name."""
    rows = connection.execute(text(_OF_KEEPER), {"account": account_id, "today": today})
    return [Overdue(**row._mapping) for row in rows]


def to_review(
    connection: Connection,
    authority: str,
    today: date,
    until: date,
    ward: str | None = None,
    limit: int = 200,
) -> list[ToReview]:
    """Return what should be looked at until a day, in an authority or one ward of it, the longest
    overdue first."""
    rows = connection.execute(
        text(_STALE),
        {"authority": authority, "today": today, "until": until, "ward": ward, "limit": limit},
    )
    return [ToReview(**{**row._mapping, "kind": AssetKind(row.kind)}) for row in rows]
