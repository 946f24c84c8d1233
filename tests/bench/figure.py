"""結果の一行: one figure of a run, held against its goal where it has one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """A bound that a figure should keep to (quality: speed); at most, unless it is at least."""

    bound: float
    at_least: bool = False

    def met_by(self, value: float) -> bool:
        return value >= self.bound if self.at_least else value <= self.bound

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.bound:,g}"


@dataclass(frozen=True)
class Figure:
    """What was measured, on how many contracts; `value` is what the goal is about."""

    what: str
    against: str
    database: str
    contracts: int
    value: float
    goal: Goal | None = None
    seconds: float | None = None
    busy: float | None = None
    per_second: float | None = None
    megabytes: float | None = None

    @property
    def met(self) -> bool | None:
        return self.goal.met_by(self.value) if self.goal else None

    def as_json(self) -> dict[str, object]:
        return {
            "what": self.what,
            "against": self.against,
            "database": self.database,
            "contracts": self.contracts,
            "value": round(self.value, 3),
            "goal": str(self.goal) if self.goal else None,
            "met": self.met,
            "seconds": self.seconds and round(self.seconds, 5),
            "busy_seconds": self.busy and round(self.busy, 5),
            "per_second": self.per_second and round(self.per_second, 1),
            "megabytes": self.megabytes and round(self.megabytes, 1),
        }


HEADINGS = (
    *("what", "against", "database"),
    *("contracts", "seconds", "busy", "/s", "MiB", "value", "goal", ""),
)
VERDICTS = {True: "met", False: "MISSED", None: ""}


def table(figures: Sequence[Figure]) -> str:
    """The figures in columns that line up."""
    lines = [HEADINGS, *map(_line, figures)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEADINGS))]
    return "\n".join(_padded(line, widths) for line in lines)


def _line(figure: Figure) -> tuple[str, ...]:
    return (
        figure.what,
        figure.against,
        figure.database,
        f"{figure.contracts:,}",
        _seconds(figure.seconds),
        _seconds(figure.busy),
        _number(figure.per_second, 0),
        _number(figure.megabytes, 0),
        f"{figure.value:,.2f}",
        str(figure.goal or ""),
        VERDICTS[figure.met],
    )


def _seconds(value: float | None) -> str:
    """Those of a page in more places than those of a load."""
    return _number(value, 4 if value is not None and value < 0.1 else 2)


def _number(value: float | None, places: int) -> str:
    return "" if value is None else f"{value:,.{places}f}"


def _padded(line: Sequence[str], widths: Sequence[int]) -> str:
    words, numbers = 3, len(HEADINGS) - 1
    cells = (
        text.rjust(width) if words <= at < numbers else text.ljust(width)
        for at, (text, width) in enumerate(zip(line, widths, strict=True))
    )
    return "  ".join(cells).rstrip()
