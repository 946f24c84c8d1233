"""お試しの指摘と報告書: findings in every state with their rounds, reports on their way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.acts.finding_on_file import FindingOnFile, findings_of_visit
from app.acts.ordering_improvement import OrderSaid
from app.acts.putting_right import Said
from app.acts.report_on_file import report_on_file
from app.acts.sheet_of_visit import NamedVisit
from app.demo.calendar import Calendar
from app.demo.cases_visits import DENTAL, GUIDANCE, QUALITY
from app.demo.departments import CITY_NAME, HEALTH
from app.demo.job import Job
from app.records import inspection_list
from app.records.database import reading
from app.records.inspection_list import WantedInspections
from app.records.people import Person
from app.workflows.approve_report import approve_report
from app.workflows.move_report import move_report
from app.workflows.order_improvement import order_improvement
from app.workflows.put_finding_right import put_finding_right
from audits.fiscal_year import FiscalYear
from audits.lifecycles.finding import FindingAct
from audits.lifecycles.report import ReportAct
from audits.roles import Act

MOST = 200
MENDED = "該当する利用者IDを止め、月に一度確かめる手順を加えた。"
NOT_ENOUGH = "記入の手順は改められたが、先月分の確認印がまだない。"
FOUND_AGAIN = "翌月の抜打ちの確認で、同じ漏れが見つかったため。"
MORE_TIME = "扉の錠の取替えに、部品の入荷を待つため。"
SEND_BACK = "調査した者の氏名と、持ち帰った資料の一覧を加えてください。"
SEEN = "確認した。内容に誤りはない。"


@dataclass(frozen=True)
class Correcting:
    """What has become of last year's visits. `font_dir`: None where no paper can be made yet."""

    calendar: Calendar
    at: datetime
    officer: Person
    manager: Person
    font_dir: Path | None

    def follow_up(self) -> None:
        """Findings by their numbers, then the reports."""
        visits = self._visits()
        self._order(visits[DENTAL.title], ("2",))
        self._put_right(visits[DENTAL.title])
        for job in (DENTAL, GUIDANCE, QUALITY):
            self._submit(visits[job.title], job)
        self._send_back(visits[QUALITY.title])
        self._approve(visits[DENTAL.title])

    def _visits(self) -> dict[str, NamedVisit]:
        """Title → the visit of last year."""
        year = FiscalYear(self.calendar.year - 1)
        scope, wanted = self.officer.scope_of(Act.ENTER), WantedInspections(self.calendar.on, year)
        with reading() as session:
            found = inspection_list.inspection_lines(session, wanted, scope, offset=0, limit=MOST)
        return {one.title: NamedVisit(one.contract, one.branch, year, 1) for one in found}

    def _order(self, visit: NamedVisit, numbers: tuple[str, ...]) -> None:
        if self.font_dir is None:
            return
        said = OrderSaid(
            numbers,
            "",
            issued_on=self.calendar.on,
            answer_by=self.calendar.ahead(30),
            sender=f"{CITY_NAME}長",
            contact=f"{HEALTH.name} {HEALTH.section}",
            demand="次の指摘について、期限までに改め、その結果を文書で報告してください。",
            sealed=True,
            published=False,
        )
        order_improvement(
            visit, said, key="demo order", font_dir=self.font_dir, by=self.officer, at=self.at
        )

    def _put_right(self, visit: NamedVisit) -> None:
        on = self.calendar.on
        answered, confirmed = Said(FindingAct.ANSWER, on, MENDED), Said(FindingAct.CONFIRM, on)
        refused = Said(FindingAct.REFUSE, on, NOT_ENOUGH, due_on=self.calendar.ahead(40))
        again = Said(FindingAct.REOPEN, on, FOUND_AGAIN, due_on=self.calendar.ahead(60))
        longer = Said(FindingAct.EXTEND, on, MORE_TIME, due_on=self.calendar.ahead(90))
        steps = {
            "1": (longer,),
            "3": (answered,),
            "4": (answered, refused, answered),
            "5": (answered, confirmed),
            "6": (answered, confirmed, again),
        }
        for number, said in steps.items():
            for place, step in enumerate(said):
                self._step(visit, number, step, f"demo {number} {place}")

    def _step(self, visit: NamedVisit, number: str, said: Said, key: str) -> None:
        by = self.manager if said.act in (FindingAct.EXTEND, FindingAct.REOPEN) else self.officer
        found = self._finding(visit, number, by)
        put_finding_right(visit, found.name, said, seen=found.seen, key=key, by=by, at=self.at)

    def _finding(self, visit: NamedVisit, number: str, by: Person) -> FindingOnFile:
        with reading() as session:
            found = findings_of_visit(session, visit, by.scope_of(Act.ENTER), self.calendar.on)
        return next(one for one in found.findings if one.number == number)

    def _submit(self, visit: NamedVisit, job: Job) -> None:
        key = f"demo submit {job.title}"
        move_report(visit, ReportAct.SUBMIT, key=key, by=self.officer, at=self.at)

    def _send_back(self, visit: NamedVisit) -> None:
        move_report(
            visit, ReportAct.RETURN, SEND_BACK, key="demo back", by=self.manager, at=self.at
        )

    def _approve(self, visit: NamedVisit) -> None:
        if self.font_dir is None:
            return
        scope = self.manager.scope_of(Act.APPROVE_INSPECTION_REPORT)
        with reading() as session:
            shown = report_on_file(session, visit, scope, self.calendar.on).mark
        approve_report(
            visit,
            SEEN,
            shown=shown,
            key="demo approve",
            font_dir=self.font_dir,
            by=self.manager,
            at=self.at,
        )
