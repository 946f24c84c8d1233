"""お試しの経過: how a contract runs that is mostly in order, from its first day to the erasure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from app.demo.calendar import Calendar
from app.demo.engagement import Engagement
from app.demo.job import NATIONAL, NO_SUBCONTRACTING
from app.demo.visits import Visits, windows
from app.demo.words import CALLS, REPORTED
from audits.city import DEFAULT_TERM_DATES
from audits.fiscal_year import FiscalYear
from audits.period import Period, Rhythm
from audits.term import Term
from audits.wording import RHYTHM

RHYTHMS = {word: rhythm for rhythm, word in RHYTHM.items()}


@dataclass(frozen=True)
class Course:
    """Fills one engagement with what a careful department and contractor would have done."""

    of: Engagement
    unvisited: Collection[int] = ()  # fiscal years without a visit
    silent: Collection[str] = ()  # periods without their report

    @property
    def calendar(self) -> Calendar:
        return self.of.calendar

    def run(self, successor: str | None = None) -> None:
        """The whole course; `successor`: the contract that its data is carried over to."""
        self.of.handlers()
        self.data()
        self.reports()
        Visits(self.of, self.unvisited).put_down()
        self.training()
        self.calls()
        self.promises()
        self.end(successor)

    def handlers_and_visits(self) -> None:
        """The course of a contract whose data goes its own ways."""
        self.of.handlers()
        Visits(self.of, self.unvisited).put_down()
        self.calls()

    def without_training(self) -> None:
        """A contract whose contractor never told of any training."""
        self.of.handlers()
        self.reports()
        Visits(self.of, self.unvisited).put_down()
        self.calls()
        self.end(None)

    def run_as_subcontractor(self) -> None:
        """What a subcontractor owes of it."""
        self.of.handlers()
        self.data()
        Visits(self.of, self.unvisited).put_down()
        self.end(None)

    def data(self) -> None:
        """What is handed over each year; what another year does not need is given back."""
        for place, (year, window) in enumerate(windows(self.of)):
            for nth, name in enumerate(self.of.job.data):
                number = f"D{place * len(self.of.job.data) + nth + 1}"
                late = 2 + nth * 60 + self.of.chance(name, 12)
                on = self.calendar.open_after(window.first, late)
                if on > window.last:
                    continue
                over = window.last if self._is_returned_yearly(window) else None
                title = f"{name}（{FiscalYear(year).short_label}分）"
                count = self.of.job.persons - self.of.chance(f"{name}{year}", 90)
                self.of.data(number, title, on, count=count, not_needed_on=over)
                if over:
                    self._dispose(number, over, count)

    def _is_returned_yearly(self, window: Term) -> bool:
        more = window.last < self.of.term.last
        return more and self.of.job.clause_set != NO_SUBCONTRACTING

    def _dispose(self, number: str, after: date, count: int | None = None) -> None:
        on = self.calendar.open_after(after, 6 + self.of.chance(number, 9))
        if self.of.job.ending == "消去":
            name = self.certificate(after)
            self.of.dispose(number, "消去", on, certificate=name, count=count)
        else:
            self.of.dispose(number, "返還", on, count=count)

    def certificate(self, after: date) -> str:
        """The certificate of what was erased after a day, confirmed within days."""
        name = f"証{after.year % 100:02}{after.month:02}-{self.of.branch}{self.of.number[-3:]}"
        if (name, self.of.number) not in _certificates(self.of):
            received_on = self.calendar.open_after(after, 18)
            witnessed = self.of.chance(name, 3) == 0
            backup = received_on + timedelta(days=30) if self.of.chance(name, 2) else None
            self.of.certificate(
                name,
                received_on,
                confirmed_on=self.calendar.open_after(received_on, 4 + self.of.chance(name, 6)),
                how="立会い" if witnessed else "書面",
                witnessed=witnessed,
                backup_until=backup,
                backup_gone_on=backup and self.calendar.open_before(backup),
            )
        return name

    def reports(self) -> None:
        rhythm = RHYTHMS.get(self.of.job.reports)
        for period in Period.touched_by(self.of.term, rhythm) if rhythm else ():
            if str(period) not in self.silent:
                end = min(period.days.last, self.of.term.last)
                late = 9 if self.of.chance(str(period), 14) == 0 else 0
                on = self.calendar.open_after(end, 4 + late + self.of.chance(str(period), 3))
                said = REPORTED[rhythm is Rhythm.MONTHLY]
                self.of.receipt("定期報告", on, said, period=str(period))

    def training(self) -> None:
        if self.of.job.clause_set != NATIONAL:
            return
        for year, window in windows(self.of):
            share = 10 + self.of.chance(f"教育{year}", 40)
            on = self.calendar.open_after(window.first, window.days * share // 100)
            text = "個人情報の取扱いに関する研修を全従事者が受講"
            self.of.receipt("教育", on, text, period=f"{year}年度")

    def calls(self) -> None:
        for year, window in windows(self.of):
            share = 30 + self.of.chance(f"電話{year}", 50)
            on = self.calendar.open_after(window.first, window.days * share // 100)
            text = CALLS[self.of.chance(f"用件{year}", len(CALLS))]
            self.of.note(on, "電話確認", text, party="業務責任者")

    def promises(self) -> None:
        for place, promise in enumerate(self.of.job.promises, start=1):
            self.of.promise(f"S{place}", promise)
            self.keep(f"S{place}", promise.rhythm, f"実施を確認：{promise.text}")

    def keep(
        self,
        number: str,
        rhythm: str,
        text: str,
        *,
        kind: str = "その他",
        missed: Collection[str] = (),
    ) -> None:
        """The entries that fulfil a commitment, one for each of its occurrences."""
        for on, name in self._occurrences(rhythm):
            if name not in missed:
                self.of.note(on, kind, text, safeguard=number, occurrence=name)

    def _occurrences(self, rhythm: str) -> list[tuple[date, str]]:
        """The day on which each occurrence is fulfilled, and its name."""
        term, calendar = self.of.term, self.calendar
        if rhythm == "学期":
            years = range(term.first.year, term.last.year + 1)
            days = (date(year, *day) for year in years for day in sorted(DEFAULT_TERM_DATES))
            return [(calendar.open_before(d), d.isoformat()) for d in days if d in term]
        if rhythm not in RHYTHMS:
            return []
        found = []
        for period in Period.touched_by(term, RHYTHMS[rhythm]):
            part = period.days & term
            on = calendar.open_before(part.first + timedelta(days=part.days * 2 // 3))
            found.append((on, str(period)))
        return found

    def end(self, successor: str | None) -> None:
        """Return, carrying over or erasure of what is still out after the last day."""
        last, job = self.of.term.last, self.of.job
        handed = [
            cells
            for cells in self.of.book.rows["データ"]
            if cells["契約番号"] == self.of.number
            and cells.get("枝番", 0) == self.of.branch
            and not self._is_disposed(str(cells["データ番号"]))
        ]
        for cells in handed:
            number, count = str(cells["データ番号"]), int(str(cells["件数"]))
            if job.ending == "引継ぎ" and successor:
                on = self.calendar.open_after(last, 1)
                self.of.dispose(number, "引継ぎ", on, successor=successor, count=count)
            elif last < self.calendar.on:
                self._dispose(number, last, count)
        if not handed and not job.data:
            on = self.calendar.open_after(last, 5)
            self.of.note(on, "対象データなし", "持出しと受渡しがなかったことを確認")

    def _is_disposed(self, number: str) -> bool:
        return any(
            cells["契約番号"] == self.of.number
            and cells.get("枝番", 0) == self.of.branch
            and cells["データ番号"] == number
            for cells in self.of.book.rows["返還消去"]
        )


def _certificates(of: Engagement) -> set[tuple[object, object]]:
    rows = of.book.rows["消去証明"]
    return {(cells["証明書番号"], cells["契約番号"]) for cells in rows}
