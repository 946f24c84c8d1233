"""予定を入れない: an inspection gets no day for now, and since when that holds no more.

Both are kept as changes where the plan of the year was approved before. The caller locks records.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.records import plan_changes, plans_left_open, revisions, waiting_visits, year_plans
from app.records.departments_of import departments_of
from audits.fiscal_year import FiscalYear
from audits.planning.approval import PlanChange


class LeaveOpenError(ValueError):
    """What cannot be left open, or taken back; the message says why."""


HAS_DAY = "この調査には予定日があります。日を変えるときは「日を変える」を使ってください。"
ALREADY = "この調査は、すでに予定を入れないことになっています。"
NOT_OPEN = "この調査は、予定を入れないことになっていません。ほかの人が先に変えました。"
NO_REASON = "理由を入れてください。"


def leave_open(
    session: Session,
    contract_id: int,
    branch: int,
    year: FiscalYear,
    reason: str,
    *,
    by: str,
    at: datetime,
) -> None:
    if not reason.strip():
        raise LeaveOpenError(NO_REASON)
    engagement_id = _engagement(session, contract_id, branch)
    if waiting_visits.of_engagement(session, contract_id, branch, year).planned_on is not None:
        raise LeaveOpenError(HAS_DAY)
    if plans_left_open.current(session, engagement_id, year) is not None:
        raise LeaveOpenError(ALREADY)
    plans_left_open.add(session, engagement_id, year, reason.strip(), by=by, at=at)
    said = reason.strip()
    _note(session, contract_id, engagement_id, year, PlanChange.LEFT_OPEN, said, by=by, at=at)


def take_back(
    session: Session, contract_id: int, branch: int, year: FiscalYear, *, by: str, at: datetime
) -> None:
    engagement_id = _engagement(session, contract_id, branch)
    if not plans_left_open.end(session, engagement_id, year, by=by, at=at):
        raise LeaveOpenError(NOT_OPEN)
    kind = PlanChange.TAKEN_BACK
    _note(session, contract_id, engagement_id, year, kind, TO_BE_PLANNED, by=by, at=at)


TO_BE_PLANNED = "予定日を決めることにした"


def _engagement(session: Session, contract_id: int, branch: int) -> int:
    found = revisions.engagements_of(session, [contract_id]).get((contract_id, branch))
    if found is None:
        raise LookupError(branch)
    return found


def _note(
    session: Session,
    contract_id: int,
    engagement_id: int,
    year: FiscalYear,
    kind: PlanChange,
    reason: str,
    *,
    by: str,
    at: datetime,
) -> None:
    department = departments_of(session, [contract_id])[contract_id]
    plan = year_plans.latest_approvals(session, year).get((department, year.start))
    if plan is None:
        return
    row = {
        "department": department,
        "fiscal_year": year.start,
        "engagement_id": engagement_id,
        "plan_id": plan.id,
        "kind": kind.value,
        "changed_from": None,
        "changed_to": None,
        "is_closed_day": False,
        "reason": reason,
        "written_at": at,
        "written_by": by,
    }
    plan_changes.add(session, [row])
