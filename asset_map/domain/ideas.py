"""What could meet a need together where people lack it: places, groups, volunteers; whom to ask."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from asset_map.domain.needs import Need, Standard
from asset_map.domain.numbers import about, counted
from asset_map.domain.places import Area

NOBODY_TOLD_US = "Places that nobody has told us about are not counted: ask around before you act."
ONLY_IDEAS = (
    "These are ideas from what is on record. Nobody named here was asked; they may not be able to."
)


@dataclass(frozen=True)
class Ask:
    """Whom to ask about an asset of ``source``.

    ``asset_id`` and ``name``: who ``does`` (manages, provides, uses) it, if that is somebody else.
    The contact is public, and empty where none is held or the place has to stay hidden.
    """

    source: str
    asset_id: UUID | None = None
    name: str = ""
    does: str = ""
    url: str = ""
    email: str = ""
    phone: str = ""

    @property
    def sentence(self) -> str:
        """Return it in words."""
        contact = [way for way in (self.url, self.email, self.phone) if way]
        who = f"Ask {self.name}, which {self.does} it. " if self.name else ""
        if contact:
            return f"{who}Contact: {', '.join(contact)}."
        return f"{who}No contact is held; its source is {self.source}."

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"sentence": self.sentence} | {
            name: _plain(value) for name, value in asdict(self).items()
        }


@dataclass(frozen=True)
class Idea:
    """Something that is there and could help, with the reason in plain words."""

    asset_id: UUID
    name: str
    reason: str
    ask: Ask
    last_confirmed: date | None


@dataclass(frozen=True)
class VenueIdea(Idea):
    """A place that could host it. ``gain``: people of the area who would have it within reach then.

    ``gain_anywhere`` counts them wherever they live; both None where no figure is known, and
    ``gain_postcodes`` counts postcodes of the area. ``away_m``: walking metres to the nearest of
    those without; ``within``: whether anybody without lives within the standard of it.
    """

    gain: float | None
    gain_anywhere: float | None
    gain_postcodes: int
    away_m: float
    within: bool
    venue_type: str
    hours_free: str
    step_free: bool | None
    size_people: int | None


@dataclass(frozen=True)
class GroupIdea(Idea):
    """A group of a fitting kind; ``runs``: its services that meet the need.

    ``away_m``: walking metres to the middle of where those live who have none; None where it has no
    place and covers the area. ``near``: whether that counts as near.
    """

    away_m: float | None
    near: bool
    runs: tuple[str, ...]


@dataclass(frozen=True)
class VolunteersIdea(Idea):
    """Volunteers with a fitting skill. ``people`` is None where the count has to be hidden.

    ``area``: the fixed area that they cover, or the ward that they are based in.
    """

    skill: str
    people: int | None
    people_shown: str
    area: str


@dataclass(frozen=True)
class Ideas:
    """What could meet one need in one area. People are modelled; None where no figure is known.

    ``people_without`` live farther than the standard from every place that we know meets the need;
    for ``people_remote`` of them something comes by phone, online or to their home. ``together``: a
    combination in one sentence, empty where there is nothing to combine.
    """

    area: Area
    need: Need
    standard: Standard
    at: date
    people: float | None
    people_without: float | None
    people_remote: float | None
    postcodes: int
    postcodes_without: int
    known_places: int
    venues: tuple[VenueIdea, ...]
    groups: tuple[GroupIdea, ...]
    volunteers: tuple[VolunteersIdea, ...]
    together: str
    people_source: str | None
    people_as_of: str | None
    people_demo: bool
    distance_method: str
    detour_factor: float
    note: str

    @property
    def lacking(self) -> bool:
        """Tell whether anybody lives beyond the standard, by what we know."""
        return self.postcodes_without > 0 and about(self.people_without) != "none"

    def gap(self) -> str:
        """Return in words who has none within reach."""
        need, area, metres = self.need.label, self.area.name, f"{self.standard.metres:,.0f} m"
        if not self.known_places:
            return (
                f"{need}: we know of no place that meets this need. By what we know, all "
                f"{_people(self.people, self.postcodes)} in {area} are without."
            )
        if not self.lacking:
            return (
                f"{need}: everybody in {area} lives within {metres} of a place that we know "
                "meets this need."
            )
        lacking = _people(self.people_without, self.postcodes_without)
        return (
            f"{need}: {lacking} in {area} live farther than {metres} from any place that we know "
            f"meets this need, of {_people(self.people, self.postcodes)} there."
        )

    def remote(self) -> str:
        """Return in words for whom something comes without a place; empty where nothing does."""
        if not self.lacking or not self.people_remote or about(self.people_remote) == "none":
            return ""
        return (
            f"For {about(self.people_remote)} of them a service comes by phone, online or to their "
            "home."
        )

    def no_venue(self) -> str:
        """Return in words that no place within reach could host it; empty where one could."""
        if not self.lacking or any(idea.within for idea in self.venues):
            return ""
        said = f"We know of no open place within {self.standard.metres:,.0f} m of them to host it."
        return f"{said} The nearest beyond:" if self.venues else f"{said} Nor of any beyond."

    def no_group(self) -> str:
        """Return in words that no group near does it; empty where one does."""
        if not self.lacking or any(idea.near for idea in self.groups):
            return ""
        said = "We know of no group near them that does this."
        return f"{said} The nearest beyond:" if self.groups else f"{said} Nor of any beyond."

    def no_volunteers(self) -> str:
        """Return in words that no volunteers near have a fitting skill; empty where some have."""
        if not self.lacking or self.volunteers:
            return ""
        return "We know of no volunteers near them whose skill fits this need."

    def sentences(self) -> list[str]:
        """Return all of it in words."""
        lines = [said for said in (self.gap(), self.remote(), self.together) if said]
        parts: list[tuple[str, tuple[Idea, ...], str]] = [
            ("Places that could host it", self.venues, self.no_venue()),
            ("Groups that do it", self.groups, self.no_group()),
            ("Volunteers whose skill fits", self.volunteers, self.no_volunteers()),
        ]
        for title, found, none in parts:
            lines += [f"{title}:"] if found and not none else []
            lines += [none] if none else []
            for idea in found:
                lines += [f"  {idea.name}: {idea.reason}.", f"    {idea.ask.sentence}"]
        rests = f"{self.people_source or 'no figures loaded'}; {self.people_as_of or 'no date'}"
        return [
            *lines,
            *([ONLY_IDEAS] if self.lacking else []),
            f"People: {rests}. As at {self.at:%-d %B %Y}.",
            NOBODY_TOLD_US,
            self.note,
        ]

    def as_json(self) -> dict[str, Any]:
        """Return it as ``--format json`` prints it."""
        return {
            "area_code": self.area.code,
            "area_name": self.area.name,
            "area_kind": self.area.kind.value,
            "area_vintage": self.area.vintage,
            "need": self.need.id,
            "as_at": self.at.isoformat(),
            "standard_m": self.standard.metres,
            "standard_source": self.standard.source,
            "people": self.people,
            "people_without": self.people_without,
            "people_remote": self.people_remote,
            "postcodes": self.postcodes,
            "postcodes_without": self.postcodes_without,
            "known_places": self.known_places,
            "venues": [_as_json(idea) for idea in self.venues],
            "groups": [_as_json(idea) for idea in self.groups],
            "volunteers": [_as_json(idea) for idea in self.volunteers],
            "together": self.together,
            "people_source": self.people_source,
            "people_as_of": self.people_as_of,
            "people_demo": self.people_demo,
            "distance_method": self.distance_method,
            "detour_factor": self.detour_factor,
            "note": self.note,
        }


def _people(people: float | None, postcodes: int) -> str:
    if people is None:
        return f"the people of {counted(postcodes, 'postcode')}"
    return f"{about(people)} people"


def _as_json(idea: Idea) -> dict[str, Any]:
    plain = {name: _plain(value) for name, value in asdict(idea).items()}
    return plain | {"ask": idea.ask.as_json()}


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
