"""The expressions that tell what a text is about, and what nothing told anything about."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, text


@dataclass(frozen=True)
class Expression:
    """A code of a classification, and the regular expressions that give it to a text."""

    code: str
    matches: str
    excludes: str


@dataclass(frozen=True)
class Unclassified:
    """How many assets of a kind are unclassified, of how many, and the first few by name."""

    source_id: str
    source: str
    kind: str
    unclassified: int
    of: int
    examples: tuple[tuple[UUID, str], ...]


def expressions(connection: Connection) -> list[Expression]:
    """Return the expressions that are loaded, by code. Codes without one are left out."""
    rows = connection.execute(
        text("SELECT code, matches, excludes FROM expression WHERE matches <> '' ORDER BY code")
    )
    return [Expression(*row) for row in rows]


def unclassified(connection: Connection, examples: int) -> list[Unclassified]:
    """Return what meets no need that we know of and is not known for it, most of it first."""
    rows = connection.execute(
        text(
            """
            SELECT a.source_id, s.title, a.kind,
                   count(*) FILTER (WHERE a.classified_by = '') AS unclassified, count(*) AS of,
                   (array_agg(a.id ORDER BY a.name_key, a.id)
                        FILTER (WHERE a.classified_by = ''))[:(:examples)] AS ids,
                   (array_agg(a.name ORDER BY a.name_key, a.id)
                        FILTER (WHERE a.classified_by = ''))[:(:examples)] AS names
            FROM asset a JOIN source s ON s.id = a.source_id
            WHERE a.withdrawn IS NULL AND a.kind <> 'skill_offer'
              -- A building is for what happens in it.
              AND NOT EXISTS (SELECT 1 FROM link l WHERE l.to_id = a.id AND l.withdrawn IS NULL
                                AND l.type IN ('meets_at', 'delivered_at'))
            GROUP BY a.source_id, s.title, a.kind
            ORDER BY 4 DESC, a.source_id, a.kind
            """
        ),
        {"examples": examples},
    )
    return [
        Unclassified(
            row.source_id,
            row.title,
            row.kind,
            row.unclassified,
            row.of,
            tuple(zip(row.ids or [], row.names or [], strict=True)),
        )
        for row in rows
    ]
