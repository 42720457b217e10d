"""Runs a migration inside the connection that ``migrate.py`` hands over."""

from alembic import context

from asset_map.db.migrate import is_ours
from asset_map.db.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_object=is_ours,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
