"""What somebody looks for: needs, words, times, cost, access, language; and what was understood."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from asset_map.domain.assets import AssetKind
from asset_map.domain.errors import BadInput
from asset_map.domain.reach import WEEKDAYS


class Times(StrEnum):
    """When something should be on. A day of the week is asked for by its own code (MO, TU ...)."""

    TODAY = "today"
    TOMORROW = "tomorrow"
    SOON = "soon"
    EVENINGS = "evenings"
    WEEKENDS = "weekends"


_DAYS_FROM_NOW = {Times.TODAY: (0,), Times.TOMORROW: (1,), Times.SOON: (0, 1)}


@dataclass(frozen=True)
class Sought:
    """What somebody looks for, wherever that is. Nothing set means: no matter which.

    ``needs``: any of them will do. ``words``: all have to be there, in any order, typos forgiven.
    ``times``: a ``Times`` or a day of the week. ``free`` and ``step_free``: known to be so.
    ``language``: a code of ISO 639 (pa, ur, bfi). Raises BadInput for times that there are not.
    """

    needs: tuple[str, ...] = ()
    words: str = ""
    kind: AssetKind | None = None
    times: str = ""
    free: bool = False
    step_free: bool = False
    language: str = ""

    def __post_init__(self) -> None:
        """Refuse times that there are not."""
        known = [*(time.value for time in Times), *WEEKDAYS]
        if self.times and self.times not in known:
            raise BadInput(f"No time is called {self.times!r}.", f"Use {', '.join(known)}.")

    @property
    def narrowed(self) -> bool:
        """Tell whether times, cost, access or language are asked for, which often nobody told."""
        return bool(self.times or self.free or self.step_free or self.language)

    def days(self, today: date) -> tuple[str, ...]:
        """Return the days of the week that are asked for (MO, TU ...), none where no matter."""
        if self.times in WEEKDAYS:
            return (self.times,)
        if not self.times or self.times in (Times.EVENINGS, Times.WEEKENDS):
            return ()
        order = list(WEEKDAYS)
        return tuple(order[day.weekday()] for day in self.dates(today))

    def dates(self, today: date) -> tuple[date, ...]:
        """Return the very days that are asked for; none where any week will do."""
        ahead = _DAYS_FROM_NOW.get(Times(self.times), ()) if self.times in [*Times] else ()
        return tuple(today + timedelta(days=days) for days in ahead)


@dataclass(frozen=True)
class Understood:
    """A word that was typed, and the words that it was taken for, where nothing has it as it is."""

    typed: str
    taken: tuple[str, ...]
