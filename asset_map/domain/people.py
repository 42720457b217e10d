"""Who uses the map: a role, and the account of whoever signed in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What somebody is to the map. What each may do stands in ``rights.py``."""

    VISITOR = "visitor"
    MEMBER = "member"
    STEWARD = "steward"
    OFFICER = "officer"
    ADMINISTRATOR = "administrator"


SIGNED_IN = tuple(role for role in Role if role is not Role.VISITOR)
"""The roles that an account may have."""

WITH_ARTICLE = {
    Role.VISITOR: "a visitor",
    Role.MEMBER: "a member",
    Role.STEWARD: "a steward",
    Role.OFFICER: "an officer",
    Role.ADMINISTRATOR: "an administrator",
}


@dataclass(frozen=True)
class Person:
    """Whoever asks: their role, and their account where they signed in."""

    role: Role
    account_id: UUID | None = None
    email: str = ""


VISITOR = Person(Role.VISITOR)
"""Anybody who has not signed in."""

OPERATOR = Person(Role.ADMINISTRATOR)
"""Whoever is at the shell of the computer: they can read the database anyway."""


@dataclass(frozen=True)
class Account:
    """Somebody who may sign in, or could until it ended."""

    id: UUID
    email: str
    role: Role
    created: datetime
    created_by: str
    ended: datetime | None
