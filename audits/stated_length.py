"""契約期間の表示: the length of a contract as the paper says it, held against its last day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from audits.term import Term
from audits.words import folded

TOLERANCE_DAYS = 31
BEYOND_CALENDAR = 10_000_000  # more days than the calendar has; a longer number says no more
# NFKC has turned half-width ｶ and ｹ into these before the text is matched.
_MONTH_WORD = "[かヶカケヵ箇]?月"
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<years>[0-9]+)年間?",
        rf"(?P<months>[0-9]+){_MONTH_WORD}間?",
        rf"(?P<years>[0-9]+)年間?(?P<months>[0-9]+){_MONTH_WORD}間?",
        r"(?P<days>[0-9]+)日間?",
    )
)
# The calendar repeats every 400 years: so days just beyond its end can still be counted.
CYCLE_YEARS, CYCLE_DAYS = 400, 146_097


@dataclass(frozen=True, slots=True)
class StatedLength:
    """N年, Nか月, N年Mか月 or N日."""

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> StatedLength | None:
        """None for anything that is not one of the four forms: it is not compared (rules.md 4)."""
        plain = folded(text)
        for form in _FORMS:
            if match := form.fullmatch(plain):
                parts = {unit: _number(digits) for unit, digits in match.groupdict().items()}
                months = parts.get("years", 0) * 12 + parts.get("months", 0)
                return cls(months, parts.get("days", 0))
        return None

    def ends_on(self, first: date) -> date | None:
        """First day + length − 1 day, month ends clipped; None beyond the calendar."""
        months = first.year * 12 + first.month - 1 + self.months
        cycles, year = divmod(months // 12, CYCLE_YEARS)
        year, month = year + CYCLE_YEARS, months % 12 + 1
        day = min(first.day, monthrange(year, month)[1])
        start = date(year, month, day).toordinal() + (cycles - 1) * CYCLE_DAYS
        ordinal = start + self.days - 1
        return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None

    def agrees_with(self, term: Term) -> bool:
        """Whether it ends at most 31 days away from the term's last day."""
        end = self.ends_on(term.first)
        return end is not None and abs((end - term.last).days) <= TOLERANCE_DAYS


def _number(digits: str) -> int:
    """The number, where it matters; Python refuses to read thousands of digits."""
    significant = digits.lstrip("0") or "0"
    too_long = len(significant) >= len(str(BEYOND_CALENDAR))
    return BEYOND_CALENDAR if too_long else int(significant)
