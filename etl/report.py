"""What a load did: every row of the file accounted for, and each dropped value explained."""

from dataclasses import asdict, dataclass

from etl.source import Issue


@dataclass(frozen=True)
class Report:
    """The counts of a load. They are rows of the file, not assets.

    ``read`` = ``new`` + ``changed`` + ``unchanged`` + ``joined`` + ``set_aside`` + ``outside``.
    """

    source: str
    title: str
    files: tuple[str, ...]
    extent: str
    dry_run: bool
    read: int
    new: int
    changed: int
    unchanged: int
    joined: int
    set_aside: int
    outside: int
    skipped: int
    withdrawn: int
    seconds: float
    took_out_demo: bool
    notes: tuple[str, ...]
    issues: tuple[Issue, ...]

    @property
    def changed_nothing(self) -> bool:
        """Tell whether all that was read was there already, as it is in the file."""
        return self.kept_nothing_new and not self.kept_nothing

    @property
    def kept_nothing_new(self) -> bool:
        """Tell whether the database is as it was before."""
        return self.new == self.changed == self.withdrawn == 0

    @property
    def kept_nothing(self) -> bool:
        """Tell whether no row of the file is in the database now."""
        return self.kept_nothing_new and self.unchanged + self.joined == 0

    def counts(self) -> dict[str, int]:
        """Return the counts alone."""
        names = ["read", *(name for name, *_ in _MEANINGS)]
        return {name: getattr(self, name) for name in names}

    def as_json(self) -> dict[str, object]:
        """Return the report with stable keys; what is personal is left out."""
        return {
            "source": self.source,
            "title": self.title,
            "files": list(self.files),
            "extent": self.extent,
            "dry_run": self.dry_run,
            **self.counts(),
            "seconds": round(self.seconds, 2),
            "took_out_demo": self.took_out_demo,
            "notes": list(self.notes),
            "issues": [public(issue) for issue in self.issues],
        }

    def lines(self) -> list[str]:
        """Return the report as lines for a terminal."""
        would = "would have" if self.dry_run else "has"
        lines = [
            f"{self.title}: {self.read:,} rows read in {self.seconds:.1f} s"
            + (" (dry run: nothing was kept)" if self.dry_run else "")
        ]
        lines += [
            f"  {label:<10} {getattr(self, name):>9,}  {meaning}"
            for name, label, meaning in _MEANINGS
            if getattr(self, name) or name in ("new", "changed", "unchanged")
        ]
        if self.changed_nothing:
            lines.append(f"The load {would} changed nothing: what it keeps was there already.")
        if self.kept_nothing:
            lines.append(f"The load {would} kept nothing, and changed nothing.")
        if self.took_out_demo:
            lines.append(f"The demonstration data of this kind {would} been taken out.")
        lines += list(self.notes)
        return lines + self._issue_lines()

    def _issue_lines(self) -> list[str]:
        reasons: dict[tuple[str, str, str], list[Issue]] = {}
        for issue in self.issues:
            reasons.setdefault((issue.column, reason(issue), issue.remedy), []).append(issue)
        ranked = sorted(reasons.values(), key=len, reverse=True)
        lines = [_line(issues) for issues in ranked[:MOST_REASONS]]
        if len(ranked) > MOST_REASONS:
            rest = sum(map(len, ranked[MOST_REASONS:]))
            lines.append(
                f"  {rest:,} more for {len(ranked) - MOST_REASONS:,} other reasons: "
                f"--format json lists them all."
            )
        return lines


MOST_REASONS = 25
"""As many reasons are told in a terminal; JSON and the stewards' page have all of them."""

SHORTEST_VALUE = 3
"""Characters of a value that is looked for in what is said of it."""


def reason(issue: Issue) -> str:
    """Return what is wrong without the value itself, so that the same reason is told once."""
    if len(issue.value) < SHORTEST_VALUE:
        return issue.problem
    return issue.problem.replace(issue.value, "…")


def _line(issues: list[Issue]) -> str:
    """Return a reason as a line: how often, where first, what is wrong, what to do."""
    first = issues[0]
    line = f", line {first.line}" if first.line else ""
    where = f"{first.file}{line}" + (f", {first.column}" if first.column else "")
    shown = "" if first.personal or not first.value else f" ({first.value[:60]!r})"
    problem = first.problem if len(issues) == 1 else reason(first)
    return f"  {len(issues):,} x {where}{shown}: {problem} {first.remedy}"


_MEANINGS = (
    ("new", "new", "not here before"),
    ("changed", "changed", "here before, with other values"),
    ("unchanged", "unchanged", "here already, as they are"),
    ("joined", "joined", "repeat a row of this file"),
    ("set_aside", "set aside", "for the reasons below"),
    ("outside", "outside", "beyond the area that this map covers"),
    ("withdrawn", "withdrawn", "no longer in the source, or now beyond the area"),
    ("skipped", "skipped", "titles, blank rows and footnotes"),
)


def public(issue: Issue) -> dict[str, object]:
    """Return an issue without the value of a column declared personal."""
    fields = asdict(issue)
    if issue.personal:
        fields["value"] = ""
    return fields
