"""Where what is displaced could go, and what is nearest then for the people who leave reach.

These are places that are there and what is known of them: nobody was asked, nothing is decided.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from asset_map.domain.assets import Session
from asset_map.domain.links_followed import Effect, End
from asset_map.domain.needs import Need
from asset_map.domain.numbers import about, counted, metres_shown
from asset_map.domain.sentences import listed

NOT_ASKED = (
    "These are places from what is on record. Nobody was asked; each is looked at by itself, and "
    "free hours can be given away only once."
)


class Aspect(StrEnum):
    """What a place is looked at for."""

    DISTANCE = "distance"
    KIND = "kind"
    STEP_FREE = "step-free"
    SIZE = "size"
    HOURS = "hours"
    COST = "cost"


class Fit(StrEnum):
    """Whether a place is known to fit. What is not known is neither fit nor unfit."""

    FITS = "fits"
    DOES_NOT = "does not fit"
    ASK = "not known: ask"


@dataclass(frozen=True)
class Finding:
    """What is known of a place in one aspect, and in words; of what is not known, what to ask."""

    aspect: Aspect
    fit: Fit
    words: str


@dataclass(frozen=True)
class Room:
    """A venue as something to meet in: ``xy`` grid metres, ``size_people`` how many it holds.

    ``for_meeting``: it is known as a place to meet. ``exact`` is false where it stands at the
    middle of its ward, because its own place has to stay hidden.
    """

    id: UUID
    name: str
    type: str
    size_people: int | None
    step_free: bool | None
    hours_free: str
    for_meeting: bool
    xy: tuple[float, float]
    exact: bool = True
    last_confirmed: date | None = None


@dataclass(frozen=True)
class Wish:
    """What something that is displaced asks of a place, as far as it is known.

    ``sessions``: when it happens in a week; ``said``: the same in the words of its link.
    ``capacity``: people a week.
    """

    asset_id: UUID
    needs: tuple[str, ...] = ()
    sessions: tuple[Session, ...] = ()
    capacity: int | None = None
    said: str = ""


@dataclass(frozen=True)
class VenueOption:
    """A place to go, with what is known of it. ``away_m``: the walk from the place that is left.

    ``within``: near enough for the people of the need with the longest standard.
    """

    asset_id: UUID
    name: str
    away_m: float
    within: bool
    findings: tuple[Finding, ...]
    last_confirmed: date | None

    def of(self, fit: Fit) -> tuple[Finding, ...]:
        """Return what fits, what does not, or what is not known."""
        return tuple(found for found in self.findings if found.fit is fit)

    @property
    def reason(self) -> str:
        """Return what is known of it as one sentence."""
        said = [found.words for found in self.findings if found.fit is not Fit.ASK]
        asked = [found.words for found in self.of(Fit.ASK)]
        if asked:
            said.append(f"not known, so ask: {', '.join(asked)}")
        whole = "; ".join(said)
        return f"{whole[:1].upper()}{whole[1:]}."


@dataclass(frozen=True)
class Displaced:
    """Something that loses its place. ``leaves``: the places that end; ``still_at``: it has others.

    ``sure``: it does not rest on what one side says. ``within_m``: how far its options are looked
    for, walking metres. ``any_near``: whether one of its options is as near as that; else they are
    the nearest beyond.
    """

    asset: End
    effect: Effect
    sure: bool
    leaves: tuple[End, ...]
    still_at: tuple[End, ...]
    wish: Wish
    within_m: float
    options: tuple[VenueOption, ...]

    @property
    def any_near(self) -> bool:
        """Tell whether any option is within reach."""
        return any(option.within for option in self.options)

    @property
    def sentence(self) -> str:
        """Return in words what it loses, and whether anything is near."""
        places = listed([end.name for end in self.leaves])
        said = f"{self.asset.name} loses its place at {places}"
        if self.still_at:
            said += f" and still has {listed([end.name for end in self.still_at])}"
        if not self.sure:
            said += ", if what one side says is so"
        far = f"{self.within_m:,.0f} m on foot"
        if self.any_near:
            return f"{said}."
        beyond = " The nearest beyond:" if self.options else ""
        return f"{said}. We know of no other open place within {far} of it.{beyond}"


@dataclass(frozen=True)
class NearestProvider:
    """What is nearest for some who leave reach. ``people``: how many of them; None: no figure.

    ``asset_id`` is None, and ``name`` says no more than that, where it has to stay hidden.
    ``exact``: false where it stands at the middle of its ward. ``capacity``: people a week, None
    where nobody told it. ``walk_median_m``: the walk of these people to it, metres one way.
    """

    asset_id: UUID | None
    name: str
    people: float | None
    points: int
    walk_median_m: float | None
    exact: bool
    confirmed: bool
    capacity: float | None


@dataclass(frozen=True)
class NearestLeft:
    """For one need, what is nearest afterwards for the people who leave reach.

    Walks are metres one way, of ``people`` who leave (None where no figure is known), to the
    nearest place that remains; ``extra_...``: how much farther than before. ``points_without``:
    demand points for which nothing is left at any distance. ``nearest``: what is nearest for most.
    """

    need: Need
    standard_m: float
    people: float | None
    points: int
    points_without: int
    walk_median_m: float | None
    walk_longest_m: float | None
    extra_median_m: float | None
    extra_longest_m: float | None
    nearest: tuple[NearestProvider, ...]

    @property
    def sentence(self) -> str:
        """Return it in words."""
        who = (
            f"the people of {counted(self.points, 'postcode')}"
            if self.people is None
            else f"{about(self.people)} people"
        )
        lead = f"{self.need.label}: of {who} who would leave reach"
        if self.walk_median_m is None:
            if self.points_without:
                return f"{lead}, we know of nothing that is left at any distance."
            return f"{lead}, the walk to what is left is not known."
        said = f"half have {metres_shown(self.walk_median_m)} or less to walk to the nearest left"
        if self.walk_longest_m is not None:
            said += f", at most {metres_shown(self.walk_longest_m)}"
        if self.extra_median_m is not None:
            said += f"; that is {metres_shown(self.extra_median_m)} farther than now for half"
        if self.nearest:
            first = self.nearest[0]
            them = "most" if first.people is None else about(first.people)
            said += f"; for {them} of them it is {first.name}"
        return f"{lead}, {said}."


@dataclass(frozen=True)
class Alternatives:
    """Where what is displaced could go, and what is nearest then for people.

    ``displaced``: what surely loses its place first. ``for_people``: the needs for which somebody
    leaves reach.
    """

    displaced: tuple[Displaced, ...]
    for_people: tuple[NearestLeft, ...]
    note: str = NOT_ASKED
