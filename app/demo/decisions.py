"""お試しの決定: what the managers of the fictitious city waived, recorded, settled and closed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from app.acts.decisions import DecisionError
from app.demo.calendar import Calendar, spread
from app.demo.cases_registry import AGENCY
from app.demo.cases_welfare import GUIDANCE, SYMPOSIUM
from app.demo.jobs_schools import MARKING
from app.records import facts
from app.records.database import reading
from app.records.decisions import ExcuseKind
from app.records.dossier import Dossier, dossiers
from app.records.due_items import DueOnDay
from app.workflows.close_contract import close_contract, reopen_contract
from app.workflows.excuse_due_item import excuse_due_item
from app.workflows.settle_violation import settle_violation
from audits.due import OPEN_STATES, State
from audits.kind import Kind
from audits.rule import Level
from audits.stage import Stage, stage_on

LEFT_ALONE = 70  # days after its end before anybody thinks of closing a contract
REOPENED = 9  # days ago
BY_LAW = "法令に基づく委任であり、市の承諾と立入りを要しないことを確認した。"
DONE_WITH = "返還と消去の確認まで、すべて終わったことを確かめた。"
FOUND_AGAIN = "返還された箱のほかに、答案用紙の控えが1箱見つかったため。"
SAME_STAFF = "従事者が前の年度の契約と同じで、その研修の記録を確かめたため。"
NO_SIXTH = "6回目の送信は、講座の中止により行わなかったため。"
NOT_VISITED = "訪問の前に履行が終わり、調査できなかった。次の契約では年度の初めに行う。"


@dataclass(frozen=True)
class Managers:
    """Decide as of earlier days; what they write is written at `at`."""

    calendar: Calendar
    at: datetime

    def decide(self) -> None:
        """Everything that was decided by the day of the city."""
        self._excuse()
        self._settle()
        self._close()
        self._reopen()

    def _dossiers(self, on: date, title: str = "") -> list[Dossier]:
        with reading() as session:
            found = list(dossiers(session, facts.contract_ids(session), on))
        return [one for one in found if not title or one.terms["title"] == title]

    def _excuse(self) -> None:
        on = self.calendar.ago(41)
        for one in self._dossiers(on, GUIDANCE.title):
            for item in one.owed(Kind.TRAINING):
                if item.state in OPEN_STATES:
                    self._waive(one, item, on, SAME_STAFF)
            for item in one.owed(Kind.INSPECTION):
                if item.state is State.OVERDUE:
                    missed, by = ExcuseKind.MISSED, manager_of(one)
                    excuse_due_item(item, missed, on=on, reason=NOT_VISITED, by=by, at=self.at)
        for one in self._dossiers(on, SYMPOSIUM.title):
            missing = [i for i in one.owed(Kind.COMMITMENT) if i.state in OPEN_STATES]
            self._waive(one, missing[0], on, NO_SIXTH)

    def _waive(self, one: Dossier, item: DueOnDay, on: date, reason: str) -> None:
        by = manager_of(one)
        excuse_due_item(item, ExcuseKind.WAIVED, on=on, reason=reason, by=by, at=self.at)

    def _settle(self) -> None:
        on = self.calendar.ago(100)
        for one in self._dossiers(on, AGENCY.title):
            for violation in one.violations:
                if violation.level is Level.VIOLATION:
                    by = manager_of(one)
                    settle_violation(violation, on=on, reason=BY_LAW, by=by, at=self.at)

    def _close(self) -> None:
        for one in self._dossiers(self.calendar.on):
            number, last = one.contract.number, one.contract.term.last
            on = self.calendar.open_after(last, LEFT_ALONE + spread(number, LEFT_ALONE))
            if on <= self.calendar.ago(REOPENED):
                with suppress(DecisionError):  # something is missing: it stays open
                    close_contract(number, on=on, reason=DONE_WITH, by=manager_of(one), at=self.at)

    def _reopen(self) -> None:
        on = self.calendar.ago(REOPENED)
        for one in self._dossiers(on, MARKING.title):
            if stage_on(one.contract, on) is Stage.CLOSED:
                number, by = one.contract.number, manager_of(one)
                reopen_contract(number, on=on, reason=FOUND_AGAIN, by=by, at=self.at)
                return


def manager_of(one: Dossier) -> str:
    """The manager of the department that the contract belongs to."""
    return f"{one.terms['department']}長"
