"""No foreign keys on what is derived or comes in bulk: looking up every row took most of a load."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OF_ASSETS = (
    ("asset_area", "asset_id"),
    ("asset_identifier", "asset_id"),
    ("asset_need", "asset_id"),
    ("asset_place", "asset_id"),
    ("community_group", "asset_id"),
    ("link", "from_id"),
    ("link", "to_id"),
    ("schedule", "asset_id"),
    ("service", "asset_id"),
    ("skill_offer", "asset_id"),
    ("supply", "asset_id"),
    ("venue", "asset_id"),
)
OF_SOURCES = ("area_lookup", "asset", "demand_point", "postcode", "postcode_lookup", "statistic")
OF_LOADS = ("area_lookup", "postcode", "postcode_lookup", "record_version", "statistic")


def upgrade() -> None:
    for table, column in _keys():
        op.drop_constraint(op.f(f"fk_{table}_{column}"), table, type_="foreignkey")


def downgrade() -> None:
    for (table, column), (other, cascade) in _keys().items():
        op.create_foreign_key(
            op.f(f"fk_{table}_{column}"), table, other, [column], ["id"], ondelete=cascade
        )


def _keys() -> dict[tuple[str, str], tuple[str, str | None]]:
    """Return table and column of each key with the table it leads to and what a deletion does."""
    return {
        **{key: ("asset", "CASCADE") for key in OF_ASSETS},
        **{(table, "source_id"): ("source", None) for table in OF_SOURCES},
        **{(table, "load_id"): ("load", None) for table in OF_LOADS},
        ("asset_need", "need_id"): ("need", None),
        ("demand_point_area", "area_id"): ("area", "CASCADE"),
    }
