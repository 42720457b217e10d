"""What an asset's id leads to by now, in SQL: told in one place for all that ask it."""

_NOW = """(
    SELECT now.asset_id FROM record_asset was
    JOIN record_asset now ON now.record_id = was.record_id AND now.until IS NULL
    JOIN asset there ON there.id = now.asset_id
    WHERE was.asset_id = {old} AND was.until IS NOT NULL
    ORDER BY was.record_id = {old} DESC, was.until DESC, now.id LIMIT 1
)"""


def led_on(old: str) -> str:
    """Return the expression for the asset that an id leads to, once it was joined to it; null for
    none. ``old``: the column or parameter that holds the id; never a value."""
    return _NOW.format(old=old)


def now(old: str) -> str:
    """Return the expression for the asset that an id stands for by now: itself while it is there,
    else what it leads to; null for neither."""
    return f"coalesce((SELECT id FROM asset WHERE id = {old}), {led_on(old)})"
