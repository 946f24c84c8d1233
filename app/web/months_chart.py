"""月ごとの図: bars of the visits planned and made; the table's columns stand under them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from audits.fiscal_year import FIRST_MONTH, FiscalYear

# The units of the drawing; the first column of the table is as wide as LEFT.
WIDTH, HEIGHT = 492, 150
LEFT, TOP, BOTTOM = 66, 28, 136
COLUMN = (WIDTH - LEFT) / 12
BAR = 20
MONTHS = tuple((FIRST_MONTH - 1 + place) % 12 + 1 for place in range(12))
MOST_RULES = 4
LABEL = 86  # how wide 基準日 12/31 is, with a little air


class Rule(NamedTuple):
    """A number on the left, at its height."""

    number: int
    y: float


class Bar(NamedTuple):
    """A month: its bars as x, and the heights of planned and made."""

    x: float
    planned_y: float
    planned_height: float
    made_y: float
    made_height: float


@dataclass(frozen=True, slots=True)
class Month:
    """A column of the table; None where the month has not begun on the day."""

    number: int
    planned: int
    made: int | None
    rate: float | None


class Today(NamedTuple):
    """The dashed line of the day, and where its words stand so that they stay inside."""

    x: float
    words_x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class MonthsChart:
    """The year's months as numbers and as drawing."""

    months: tuple[Month, ...]
    rules: tuple[Rule, ...]
    bars: tuple[Bar, ...]
    today: Today | None

    @property
    def is_empty(self) -> bool:
        return not any(month.planned or month.made for month in self.months)


def months_chart(
    planned: Mapping[int, int], made: Mapping[int, int], owed: int, year: FiscalYear, on: date
) -> MonthsChart:
    """Of month → visits; `owed` is what the year owes in all."""
    months = tuple(_months(planned, made, owed, year, on))
    highest = max(max(month.planned, month.made or 0) for month in months)
    step = _step(highest)
    top = max(step, -(-highest // step) * step)

    def y(count: int) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * count / top, 2)

    bars = []
    for place, month in enumerate(months):
        x = round(LEFT + COLUMN * place + (COLUMN - BAR) / 2, 2)
        high, low = y(month.planned), y(month.made or 0)
        bars.append(Bar(x, high, round(BOTTOM - high, 2), low, round(BOTTOM - low, 2)))
    rules = tuple(Rule(number, y(number)) for number in range(0, top + 1, step))
    return MonthsChart(months, rules, tuple(bars), _today(year, on))


def _months(
    planned: Mapping[int, int], made: Mapping[int, int], owed: int, year: FiscalYear, on: date
) -> Iterator[Month]:
    now, sofar = FiscalYear.of(on), 0
    for place, number in enumerate(MONTHS):
        sofar += made.get(number, 0)
        begun = year < now or (year == now and place <= MONTHS.index(on.month))
        rate = sofar / owed if begun and owed else None
        yield Month(number, planned.get(number, 0), made.get(number, 0) if begun else None, rate)


def _step(highest: int) -> int:
    """1, 2 or 5 and noughts: so that no more than MOST_RULES rules stand above the axis."""
    unit = 1
    while True:
        for step in (unit, 2 * unit, 5 * unit):
            if step * MOST_RULES >= highest:
                return step
        unit *= 10


def _today(year: FiscalYear, on: date) -> Today | None:
    if on not in year:
        return None
    x = round(LEFT + COLUMN * (MONTHS.index(on.month) + (on.day - 0.5) / 31), 2)
    right = x + LABEL <= WIDTH
    return Today(x, x + 6 if right else x - 6, "start" if right else "end")
