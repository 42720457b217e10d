"""What holds on a day, as a condition of queries."""


def in_force(alias: str) -> str:
    """Return the condition that a row holds on the day that a query binds as ``at``."""
    return (
        f"({alias}.valid_from IS NULL OR {alias}.valid_from <= :at)"
        f" AND ({alias}.valid_to IS NULL OR {alias}.valid_to > :at)"
    )
