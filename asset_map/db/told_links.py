"""Links as those see them who state, confirm and end them: each by itself, with who says so."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, Row, text

from asset_map.db.in_force import in_force
from asset_map.domain.assets import AssetKind, LinkType, SaidBy
from asset_map.domain.contributions import SOURCE


@dataclass(frozen=True)
class Told:
    """A link. ``by_people``: they stated it here; else a list does, ``source``."""

    id: UUID
    type: LinkType
    from_id: UUID
    from_name: str
    from_kind: AssetKind
    to_id: UUID
    to_name: str
    to_kind: AssetKind
    said_by: SaidBy
    by_people: bool
    source: str
    withdrawn: date | None

    def other_than(self, asset_id: UUID) -> tuple[UUID, str]:
        """Return the end that is another one: its id and name."""
        if self.from_id == asset_id:
            return self.to_id, self.to_name
        return self.from_id, self.from_name

    @property
    def silent(self) -> UUID | None:
        """Return the end that has not said so; None where both have."""
        return {SaidBy.FROM: self.to_id, SaidBy.TO: self.from_id}.get(self.said_by)

    @property
    def saying(self) -> UUID | None:
        """Return the one end that says so; None where both do."""
        return {SaidBy.FROM: self.from_id, SaidBy.TO: self.to_id}.get(self.said_by)


_TOLD = f"""
SELECT l.id, l.type, l.from_id, f.name AS from_name, f.kind AS from_kind,
       l.to_id, t.name AS to_name, t.kind AS to_kind, l.said_by,
       l.source_id = '{SOURCE}' AS by_people, s.title AS source, l.withdrawn
FROM link l
JOIN asset f ON f.id = l.from_id AND f.withdrawn IS NULL
JOIN asset t ON t.id = l.to_id AND t.withdrawn IS NULL
JOIN source s ON s.id = l.source_id
"""


def of_asset(connection: Connection, asset_id: UUID, at: date) -> list[Told]:
    """Return the links of an asset on a day, those it states first, then by name."""
    asked = f"""
        {_TOLD} WHERE (l.from_id = :id OR l.to_id = :id) AND l.from_id <> l.to_id
          AND f.kind <> 'skill_offer' AND l.withdrawn IS NULL AND {in_force("l")}
        ORDER BY l.from_id = :id DESC, l.type, f.name_key, t.name_key, l.id
        """
    rows = connection.execute(text(asked), {"id": asset_id, "at": at})
    return [_told(row) for row in rows]


def of_id(connection: Connection, link_id: UUID) -> Told | None:
    """Return a link, also one that was ended; None where it or one of its ends is gone."""
    row = connection.execute(text(f"{_TOLD} WHERE l.id = :id"), {"id": link_id}).first()
    return _told(row) if row else None


def stated(
    connection: Connection, type: LinkType, ends: tuple[UUID, UUID], at: date
) -> frozenset[SaidBy]:
    """Return which sides state a link on a day, by whatever source."""
    asked = f"""
        SELECT DISTINCT said_by FROM link l
        WHERE from_id = :from_id AND to_id = :to_id AND type = :type
          AND withdrawn IS NULL AND {in_force("l")}
        """
    bound = {"from_id": ends[0], "to_id": ends[1], "type": type.value, "at": at}
    return frozenset(map(SaidBy, connection.execute(text(asked), bound).scalars()))


def one_sided(connection: Connection, limit: int) -> list[Told]:
    """Return links that people stated and that only one side says, by name."""
    asked = f"""
        {_TOLD} WHERE l.source_id = '{SOURCE}' AND l.said_by <> 'both' AND l.withdrawn IS NULL
          AND f.kind <> 'skill_offer'
        ORDER BY f.name_key, t.name_key, l.id LIMIT :limit
        """
    return [_told(row) for row in connection.execute(text(asked), {"limit": limit})]


def says(connection: Connection, link_id: UUID, said_by: SaidBy) -> None:
    """Write who says a link that people stated."""
    connection.execute(
        text("UPDATE link SET said_by = :said_by WHERE id = :id AND source_id = :source"),
        {"id": link_id, "said_by": said_by.value, "source": SOURCE},
    )


def is_hidden(connection: Connection, ids: tuple[UUID, UUID]) -> bool:
    """Tell whether the place of one of two assets has to stay hidden."""
    asked = "SELECT EXISTS (SELECT 1 FROM asset WHERE id = ANY(:ids) AND (hidden OR masked))"
    return bool(connection.execute(text(asked), {"ids": list(ids)}).scalar())


def _told(row: Row) -> Told:
    fields = dict(row._mapping)
    return Told(
        **fields
        | {
            "type": LinkType(row.type),
            "from_kind": AssetKind(row.from_kind),
            "to_kind": AssetKind(row.to_kind),
            "said_by": SaidBy(row.said_by),
        }
    )
