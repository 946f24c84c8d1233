"""お試しの経過: how a contract runs that is mostly in order, from its first day to the erasure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from app.demo.calendar import Calendar
from app.demo.engagement import Engagement
from app.demo.job import NATIONAL, NO_SUBCONTRACTING
from audits.city import DEFAULT_TERM_DATES
from audits.fiscal_year import FiscalYear
from audits.period import Period, Rhythm
from audits.term import Term
from audits.wording import RHYTHM

RHYTHMS = {word: rhythm for rhythm, word in RHYTHM.items()}
ALMOST_A_YEAR = 300
FINDINGS = (
    ("異動した従事者の利用者IDが残っている", "アクセス管理"),
    ("作業室の入退室記録に記入漏れがある", "管理体制"),
    ("持出し簿の返却欄に確認印がない", "媒体の管理"),
    ("従事者名簿が最新の状態になっていない", "従事者の届出"),
    ("離席時に画面の保護が働いていない端末がある", "端末の管理"),
    ("廃棄を待つ書類の保管箱が施錠されていない", "保管"),
)
REMOTE = "市外の施設で、同じ年度に別契約の調査で現地を確認済みのため"
CALLS = (
    "データの保管場所と施錠の状況を確認。変わりなし",
    "従事者の異動の有無を確認。異動なし",
    "作業の進み具合と媒体の本数を確認。台帳と一致",
    "持出しと複写の有無を確認。いずれもなし",
)


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
        self.visits()
        self.training()
        self.calls()
        self.promises()
        self.end(successor)

    def handlers_and_visits(self) -> None:
        """The course of a contract whose data goes its own ways."""
        self.of.handlers()
        self.visits()
        self.calls()

    def without_training(self) -> None:
        """A contract whose contractor never told of any training."""
        self.of.handlers()
        self.reports()
        self.visits()
        self.calls()
        self.end(None)

    def run_as_subcontractor(self) -> None:
        """What a subcontractor owes of it."""
        self.of.handlers()
        self.data()
        self.visits()
        self.end(None)

    def windows(self) -> list[tuple[int, Term]]:
        """Each fiscal year touched, with its days of the engagement."""
        years = FiscalYear.touched_by(self.of.term)
        return [(year.start, self.of.term & year.days) for year in years]

    def data(self) -> None:
        """What is handed over each year; what another year does not need is given back."""
        for place, (year, window) in enumerate(self.windows()):
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

    def visits(self) -> None:
        for year, window in self.windows():
            if year in self.unvisited or year > self.calendar.year:
                continue
            day = self.visit_day(year, window)
            done = self.calendar.come(day)
            found = done is not None and self.of.chance(f"指摘{year}", 5) == 0
            remote = year % 2 == 0 and self.of.chance(f"方法{year}", 8) == 0
            self.of.visit(
                year,
                self.calendar.open_before(day - timedelta(days=self.of.chance("予定", 4))),
                day,
                method="遠隔" if remote else "実地",
                reason=REMOTE if remote else "",
                judgement="指摘あり" if found else "適",
            )
            if found:
                self._finding(year, day)

    def visit_day(self, year: int, window: Term) -> date:
        """A day well inside the window: of a full year, between June and January."""
        share = 20 + self.of.chance(f"調査{year}", 60)
        if window.days > ALMOST_A_YEAR:
            return self.calendar.open_after(window.first, 70 + share * 3)
        day = window.first + timedelta(days=window.days * share // 100)
        after = self.calendar.open_after(day)
        return after if after <= window.last else self.calendar.open_before(day)

    def _finding(self, year: int, day: date) -> None:
        text, clause = FINDINGS[self.of.chance(f"内容{year}", len(FINDINGS))]
        late = 6 if self.of.chance(f"是正{year}", 4) == 0 else -8
        self.of.finding(
            year,
            "1",
            text,
            clause=clause,
            due_on=self.calendar.open_after(day, 30),
            answered_on=self.calendar.open_after(day, 16),
            put_right_on=self.calendar.open_after(day, 30 + late),
        )

    def training(self) -> None:
        if self.of.job.clause_set != NATIONAL:
            return
        for year, window in self.windows():
            share = 10 + self.of.chance(f"教育{year}", 40)
            on = self.calendar.open_after(window.first, window.days * share // 100)
            text = "個人情報の取扱いに関する研修を全従事者が受講"
            self.of.receipt("教育", on, text, period=f"{year}年度")

    def calls(self) -> None:
        for year, window in self.windows():
            share = 30 + self.of.chance(f"電話{year}", 50)
            on = self.calendar.open_after(window.first, window.days * share // 100)
            text = CALLS[self.of.chance(f"用件{year}", len(CALLS))]
            self.of.note(on, "電話確認", text, party="業務責任者")

    def promises(self) -> None:
        for place, promise in enumerate(self.of.job.promises, start=1):
            self.of.promise(f"S{place}", promise)
            self.keep(f"S{place}", promise.rhythm, promise.text)

    def keep(self, number: str, rhythm: str, text: str, missed: Collection[str] = ()) -> None:
        """The entries that fulfil a commitment, one for each of its occurrences."""
        for on, name in self._occurrences(rhythm):
            if name not in missed:
                said = f"実施を確認：{text}"
                self.of.note(on, "その他", said, safeguard=number, occurrence=name)

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
            days = period.days & term
            on = calendar.open_before(days.first + timedelta(days=days.days * 2 // 3))
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


REPORTED = {True: "稼働の状況、問合せと作業の件数", False: "作業の実績、従事者と媒体の一覧"}


def _certificates(of: Engagement) -> set[tuple[object, object]]:
    rows = of.book.rows["消去証明"]
    return {(cells["証明書番号"], cells["契約番号"]) for cells in rows}
