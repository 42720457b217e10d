"""Accounts as rows, as sentences, and as ``--format json`` prints them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from asset_map.domain.people import WITH_ARTICLE, Account
from asset_map.journeys.list_standards import uk_time
from asset_map.settings import get_settings

NOBODY = "Nobody may sign in so far. Begin with: asset-map user add EMAIL --role administrator"


def as_json(account: Account) -> dict[str, Any]:
    """Return one account."""
    return {
        "email": account.email,
        "role": account.role.value,
        "created": _utc(account.created),
        "created_by": account.created_by,
        "ended": _utc(account.ended),
    }


def as_rows(accounts: Iterable[Account]) -> tuple[list[str], list[list[object]]]:
    """Return accounts as a table."""
    return ["email", "role", "added", "by", "ended"], [
        [
            account.email,
            account.role.value,
            uk_time(account.created),
            account.created_by,
            uk_time(account.ended) if account.ended else "",
        ]
        for account in accounts
    ]


def added(account: Account) -> list[str]:
    """Say who was added, and how they get in."""
    here = get_settings()
    lines = [
        f"{account.email} may sign in as {WITH_ARTICLE[account.role]}, at {here.reached_at}/sign-in"
    ]
    if not here.mail_host:
        lines.append(
            f"No mail server is set, so links are written to {here.home / 'outbox'}: pass them on."
        )
    return lines


def changed(account: Account) -> str:
    """Say what somebody is now."""
    return f"{account.email} is {WITH_ARTICLE[account.role]} from now on."


def ended(account: Account) -> str:
    """Say who signs in no more."""
    return f"{account.email} may not sign in any more; their sessions are ended."


def _utc(when: datetime | None) -> str | None:
    return None if when is None else when.astimezone(UTC).isoformat()
