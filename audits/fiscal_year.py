"""年度: the fiscal year, 1 April to 31 March."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

from audits.term import Term
from audits.wareki import year_from_era, year_in_era

FIRST_MONTH = 4
ERA_CHANGE_MONTH = 5  # 令和 began on 1 May: the year from April 2019 is called 令和元年度


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """The fiscal year that starts on 1 April of `start` (rules.md 1)."""

    start: int

    def __str__(self) -> str:
        return f"{self.start:04}年度"

    @property
    def label(self) -> str:
        """As shown to people: 令和8年度 (2026年度)."""
        return f"{self.short_label} ({self})"

    @property
    def short_label(self) -> str:
        """As printed where room is short: 令和8年度; before 明治 the western year."""
        if self.start < MINYEAR:  # January to March of the calendar's first year
            return str(self)
        return f"{year_in_era(date(self.start, ERA_CHANGE_MONTH, 1))}年度"

    @property
    def days(self) -> Term:
        """1 April to 31 March; at either end of the calendar, from or to its own end."""
        first = date(self.start, FIRST_MONTH, 1) if self.start >= MINYEAR else date.min
        last = date(self.start + 1, 3, 31) if self.start < MAXYEAR else date.max
        return Term(first, last)

    def __contains__(self, day: date) -> bool:
        return FiscalYear.of(day) == self

    @classmethod
    def of(cls, day: date) -> FiscalYear:
        return cls(day.year if day.month >= FIRST_MONTH else day.year - 1)

    @classmethod
    def touched_by(cls, term: Term) -> Iterator[FiscalYear]:
        for start in range(cls.of(term.first).start, cls.of(term.last).start + 1):
            yield cls(start)

    @classmethod
    def parse(cls, text: str) -> FiscalYear | None:
        """Reads 2026, 2026年度, 令和8年度, 平成30年度, R8; None where it is no fiscal year."""
        plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).removesuffix("年度")
        western = re.fullmatch(r"[0-9]{4}", plain)
        year = int(plain) if western else year_from_era(plain)
        return cls(year) if year is not None and MINYEAR <= year <= MAXYEAR else None
