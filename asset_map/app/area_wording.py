"""Words of an area's page: a ward, a neighbourhood, the whole council area."""

NAV = "One area"
