"""お試しの立入調査: the visits of an engagement, year by year, and what they found."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from app.demo.engagement import Engagement
from app.demo.words import FINDINGS, REMOTE
from audits.fiscal_year import FiscalYear
from audits.term import Term

ALMOST_A_YEAR = 300


def windows(of: Engagement) -> list[tuple[int, Term]]:
    """Each fiscal year that an engagement touches, with its days in it."""
    return [(year.start, of.term & year.days) for year in FiscalYear.touched_by(of.term)]


@dataclass(frozen=True)
class Visits:
    """Mostly on site and in time. `unvisited`: fiscal years without a visit."""

    of: Engagement
    unvisited: Collection[int] = ()

    def put_down(self) -> None:
        """The visit of every fiscal year up to the current one."""
        for year, window in windows(self.of):
            if year in self.unvisited or year > self.of.calendar.year:
                continue
            day = self._day(year, window)
            done = self.of.calendar.come(day)
            if done is None and self.of.chance(f"未計画{year}", 7) == 0:
                continue  # nobody has planned it yet
            found = done is not None and self.of.chance(f"指摘{year}", 5) == 0
            remote = year % 2 == 0 and self.of.chance(f"方法{year}", 8) == 0
            self.of.visit(
                year,
                self.of.calendar.open_before(day - timedelta(days=self.of.chance("予定", 4))),
                day,
                method="遠隔" if remote else "実地",
                reason=REMOTE if remote else "",
                judgement="指摘あり" if found else "適",
            )
            if found:
                self._finding(year, day)

    def _day(self, year: int, window: Term) -> date:
        """A day well inside the window: of a full year, between June and January."""
        share = 20 + self.of.chance(f"調査{year}", 60)
        if window.days > ALMOST_A_YEAR:
            return self.of.calendar.open_after(window.first, 70 + share * 3)
        day = window.first + timedelta(days=window.days * share // 100)
        after = self.of.calendar.open_after(day)
        return after if after <= window.last else self.of.calendar.open_before(day)

    def _finding(self, year: int, day: date) -> None:
        text, topic = FINDINGS[self.of.chance(f"内容{year}", len(FINDINGS))]
        late = 6 if self.of.chance(f"是正{year}", 4) == 0 else -8
        self.of.finding(
            year,
            "1",
            text,
            topic=topic,
            due_on=self.of.calendar.open_after(day, 30),
            answered_on=self.of.calendar.open_after(day, 16),
            put_right_on=self.of.calendar.open_after(day, 30 + late),
        )
