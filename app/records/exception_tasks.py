"""例外の承諾を待つこと: requests that wait for a decision, and copies that nobody has seen go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, literal, or_, select
from sqlalchemy.types import Date

from app.records import party
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.exception_list import CONSENTS, WITH_COPY
from app.records.exceptions import ExceptionRow
from app.records.scope import Scope, visible
from audits.exception import ExceptionKind

WAITS = "exception"
ON = "today"


@dataclass(frozen=True, slots=True)
class ExceptionTask:
    """`day`: the first one that was asked for; of a copy that is still out, the last one."""

    contract: str
    branch: int
    title: str
    department: str
    contractor: str | None
    number: int
    is_copy_out: bool
    day: date
    what: str
    kind: ExceptionKind


def as_task(row: Any) -> ExceptionTask:
    """A row of the query below, without the word that it begins with."""
    contract, branch, title, department, name, number, is_out, _, day, what, kind = row
    return ExceptionTask(
        contract,
        branch,
        title,
        department,
        name,
        number,
        bool(is_out),
        day,
        what,
        ExceptionKind(kind),
    )


def waiting_exceptions(scope: Scope) -> Select[Any]:
    """In the columns of reports that wait (app.records.report_tasks), to be asked along with them.

    The day (ON) is given when it is asked.
    """
    row, terms, place = ExceptionRow, ContractTermsRow, EngagementRow
    lapsed = row.ends_on < bindparam(ON, type_=Date)
    of_copy = and_(row.decision.in_(CONSENTS), row.kind.in_(WITH_COPY))
    is_out = and_(of_copy, row.copy_ended_on.is_(None), lapsed)
    query = select(
        literal(WAITS),
        ContractRow.number,
        row.branch,
        terms.title,
        terms.department,
        party.contractor(),
        row.number,
        case((row.decision.is_(None), 0), else_=1),
        literal(0),
        case((row.decision.is_(None), row.starts_on), else_=row.ends_on),
        row.what,
        row.kind,
    ).select_from(row)
    of_branch = and_(place.contract_id == row.contract_id, place.branch == row.branch)
    query = query.join(place, of_branch).join(ContractRow, ContractRow.id == row.contract_id)
    waits = or_(row.decision.is_(None), is_out)
    return party.beside_engagement(query).where(row.is_current, waits, visible(scope))
