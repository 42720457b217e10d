"""The columns of assets and links, in their order, and what a column may hold."""

from dataclasses import dataclass

import pyarrow as pa

_DAYS = (
    *("valid_from", "valid_to", "break_from", "break_until"),
    *("last_confirmed", "retrieved", "exported"),
)
_LISTS = ("needs", "languages", "covers", "sessions", "identifiers")
_TRUTHS = ("place_hidden", "step_free", "demo")
_WHOLE = ("size_people", "weekly_capacity", "people")
_DEGREES = ("latitude", "longitude")
_TOLD_BY = ("source", "publisher", "licence", "licence_url", "attribution", "demo", "exported")


@dataclass(frozen=True)
class Layer:
    """A table: its columns, and whether its rows have a place."""

    names: tuple[str, ...]
    placed: bool

    @property
    def schema(self) -> pa.Schema:
        """Return the columns as Arrow has them."""
        return pa.schema([(name, _type(name)) for name in self.names])


def _type(name: str) -> pa.DataType:
    kinds = (
        (_DAYS, pa.date32()),
        (_LISTS, pa.list_(pa.string())),
        (_TRUTHS, pa.bool_()),
        (_WHOLE, pa.int64()),
        (_DEGREES, pa.float64()),
    )
    return next((kind for names, kind in kinds if name in names), pa.string())


ASSETS = Layer(
    (
        *("id", "kind", "name", "type", "description", "needs", "url", "email", "phone"),
        *("address", "postcode", "latitude", "longitude", "located_by", "place_hidden"),
        *("ward_code", "ward_name", "covers", "size_people", "step_free", "hours_free", "how"),
        *("cost", "who_for", "weekly_capacity", "hours_text", "people", "people_shown"),
        *("languages", "sessions", "identifiers", "valid_from", "valid_from_precision", "valid_to"),
        *("valid_to_precision", "break_from", "break_until", "break_why"),
        *("last_confirmed", "retrieved", *_TOLD_BY),
    ),
    placed=True,
)
LINKS = Layer(
    (
        *("id", "from_id", "from_kind", "type", "to_id", "to_kind", "detail", "said_by"),
        *("valid_from", "valid_to", "retrieved", *_TOLD_BY),
    ),
    placed=False,
)
LAYERS = {"assets": ASSETS, "links": LINKS}
