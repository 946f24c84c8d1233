"""お試しの日程と訪問: a plan approved and changed once, a joint visit with its notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.acts.plan_approval import department_plan
from app.acts.sheet_of_visit import NamedVisit, sheet_of_visit
from app.demo.calendar import Calendar
from app.demo.cases_visits import GUIDANCE, INFANTS, PARTY, QUALITY
from app.demo.departments import HEALTH
from app.records import arranged_visits, inspection_list, unplanned_visits, visit_list
from app.records.arranged_visits import Arrangement
from app.records.database import reading
from app.records.inspection_list import InspectionFilter, InspectionLine, WantedInspections
from app.records.people import Person, person_named
from app.records.pre_checks import PreCheck, SelfAnswer
from app.workflows.approve_plan import approve_plan
from app.workflows.arrange_visit import arrange_visit
from app.workflows.issue_visit_notice import WantedNotice, issue_visit_notice
from app.workflows.keep_pre_check import keep_pre_check
from app.workflows.move_visit import Move, move_visit
from app.workflows.plan_visits import Chosen, plan_visits
from app.workflows.switch_modules import switch_modules
from audits.fiscal_year import FiscalYear
from audits.roles import Act
from audits.self_check import SelfCheck

MOST = 100
THEIR_WISH = "先方の担当者の都合により、日を改めたため。"
CLOSED_DAY = "年度の終わりまでに、ほかに行える日がないため。"
MODULE = "data-centre"
ADDRESS = "demo"


def people(on: date) -> tuple[Person, Person]:
    """The officer and the manager of the department that inspects."""
    with reading() as session:
        officer = person_named(session, "health-officer", on)
        manager = person_named(session, "health-manager", on)
    if officer is None or manager is None:
        raise LookupError(HEALTH.name)
    return officer, manager


@dataclass(frozen=True)
class Inspectors:
    """Act on the day of the city."""

    calendar: Calendar
    at: datetime
    officer: Person
    manager: Person

    @property
    def year(self) -> FiscalYear:
        return FiscalYear(self.calendar.year)

    @property
    def day(self) -> date:
        """Of the joint visit: in some weeks, still within the year."""
        calendar, last = self.calendar, self.year.days.last
        return max(calendar.on, min(calendar.ahead(24), calendar.open_before(last)))

    def inspect(self) -> None:
        """From the plan to the notice and what the contractor answers beforehand."""
        found = self._waiting()
        self._plan(found)
        self._approve()
        guidance = found[GUIDANCE.title]
        self._move(guidance)
        visit_id = self._arrange([guidance, found[INFANTS.title]])
        self._tell(visit_id)
        self._hear(guidance)
        switch_modules(
            found[QUALITY.title].contract,
            {MODULE},
            (),
            by=self.officer,
            at=self.at,
            address=ADDRESS,
        )

    def _waiting(self) -> dict[str, InspectionLine]:
        """Title → the inspection that this year owes, of contracts made for it; one stays open."""
        titles = {job.title for job in (GUIDANCE, INFANTS, QUALITY)}
        wanted = WantedInspections(self.calendar.on, self.year, InspectionFilter.UNPLANNED)
        scope = self.officer.scope_of(Act.ENTER)
        with reading() as session:
            found = inspection_list.inspection_lines(session, wanted, scope, offset=0, limit=MOST)
        return {one.title: one for one in found if one.title in titles}

    def _plan(self, found: dict[str, InspectionLine]) -> None:
        """Each on a day of its own, the joint one on the same."""
        days = {GUIDANCE.title: self.day, INFANTS.title: self.day}
        chosen = [self._chosen(one, days.get(title)) for title, one in sorted(found.items())]
        plan_visits(chosen, key="demo plan", by=self.officer, at=self.at)

    def _chosen(self, one: InspectionLine, day: date | None) -> Chosen:
        on = day or max(self.calendar.on, self.calendar.open_before(one.due_on - timedelta(35)))
        return Chosen(one.contract, one.branch, self.year, on, self._why(on))

    def _why(self, on: date) -> str:
        return CLOSED_DAY if self.calendar.open_days.is_closed(on) else ""

    def _approve(self) -> None:
        wanted = WantedInspections(self.calendar.on, self.year, department=HEALTH.name)
        with reading() as session:
            plan = department_plan(session, wanted, self.manager.scope_of(Act.APPROVE_PLAN))
        approve_plan(
            *(HEALTH.name, self.year), shown=plan.word, key="demo", by=self.manager, at=self.at
        )

    def _move(self, one: InspectionLine) -> None:
        """The one change after the approval."""
        with reading() as session:
            planned = visit_list.planned_of(
                session, one.contract, one.branch, self.year, self.officer.scope_of(Act.ENTER)
            )
        if planned is None:
            raise LookupError(one.contract)
        row = planned.inspection
        on = self._another(self.day)
        move = Move(one.contract, one.branch, self.year, row.round, row.row_id, on, THEIR_WISH)
        move_visit(move, key="demo move", by=self.officer, at=self.at)

    def _another(self, day: date) -> date:
        later = self.calendar.open_after(day, 2)
        return later if later in self.year else day - timedelta(days=1)

    def _arrange(self, lines: list[InspectionLine]) -> int:
        """Both departments at once (合同調査)."""
        scope = self.officer.scope_of(Act.ENTER)
        numbers = {one.contract for one in lines}
        with reading() as session:
            wanted = WantedInspections(self.calendar.on, self.year)
            owed = unplanned_visits.owed_visit(session, wanted, scope, lines[0].contract, 0)
            contractor_id = owed.contractor_id if owed else None
            if contractor_id is None:
                raise LookupError(PARTY)
            offered = visit_list.offered(session, contractor_id, scope)
        names = [one.inspection.name for one in offered if one.inspection.contract in numbers]
        on = self._another(self.day)
        said = Arrangement(
            on,
            "13:30",
            "15:30",
            f"{PARTY} 情報処理センター2階 会議室",
            f"{HEALTH.name} {HEALTH.section} 2名、子ども家庭課 手当係 1名",
            "情報処理センター長、品質管理部 課長",
            "入退室の記録、従事者名簿、媒体の受払簿",
            day_reason=THEIR_WISH,
        )
        return arrange_visit(
            contractor_id, names, said, key="demo visit", by=self.officer, at=self.at
        )

    def _tell(self, visit_id: int) -> None:
        with reading() as session:
            visit = arranged_visits.one(session, visit_id, self.officer.scope_of(Act.ENTER))
        if visit is None:
            raise LookupError(visit_id)
        wanted = WantedNotice(self.calendar.on, "")
        issue_visit_notice(
            visit_id,
            wanted,
            seen=visit.sequence,
            key="demo notice",
            by=self.officer,
            at=self.at,
        )

    def _hear(self, one: InspectionLine) -> None:
        """What the contractor says of itself before the visit."""
        visit = NamedVisit(one.contract, one.branch, self.year, 1)
        with reading() as session:
            sheet = sheet_of_visit(session, visit, self.officer, self.calendar.on)
        done, not_done = (
            SelfAnswer(SelfCheck.DONE, document="運用規程"),
            SelfAnswer(SelfCheck.NOT_DONE, "従事者名簿を、今月中に改めます。"),
        )
        items = [item.key for item in sheet.composed.items]
        answers = {key: not_done if place == 3 else done for place, key in enumerate(items[:20])}
        given = PreCheck(PARTY, "品質管理部 課長", self.calendar.on, self.calendar.on, answers)
        keep_pre_check(visit, given, key="demo hear", by=self.officer, at=self.at)
