"""Terms that lists and pages share: skills of volunteers, and languages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Skill:
    """What somebody can do. ``helps``: the needs that it helps to meet, each with the reason."""

    name: str
    helps: tuple[tuple[str, str], ...]

    @property
    def needs(self) -> tuple[str, ...]:
        """Return the needs that it helps to meet."""
        return tuple(need for need, _ in self.helps)


@dataclass(frozen=True)
class Language:
    """A language that is spoken or signed; ``code`` is of ISO 639, two letters where there are."""

    code: str
    name: str
