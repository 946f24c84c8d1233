"""急ぐ契約: the contracts whose worst overdue item is the worst of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.records import data_list, due_list, violation_list
from app.records.contract_list import MAIN
from app.records.contracts import ContractTermsRow, EngagementRow
from app.records.dashboard_counts import WantedFigures
from app.records.data_list import DataFilter, WantedData
from app.records.due_items import DueItemRow
from app.records.due_list import WantedDue
from app.records.violation_list import WantedViolations
from app.records.violations import ViolationRow
from audits.due import State
from audits.kind import Kind
from audits.rule import Level


@dataclass(frozen=True, slots=True)
class UrgentContract:
    """A contract with the overdue item that comes first, and what else is open of it.

    `others`: how many more of its items are overdue. `data`: still out after its end.
    """

    contract: str
    branch: int
    title: str
    department: str
    contractor: str | None
    kind: Kind
    basis: str | None
    period: str | None
    due_on: date
    days_overdue: int
    others: int
    data: int
    violations: int


def urgent_contracts(session: Session, wanted: WantedFigures, most: int) -> list[UrgentContract]:
    """The main kinds first, then the longest overdue; one line a contract."""
    row, terms, on = DueItemRow, ContractTermsRow, wanted.on
    late = WantedDue(on, states=(State.OVERDUE,), department=wanted.department)
    second = case((row.kind.in_(MAIN), 0), else_=1)
    order = (second, row.due_on, row.branch, row.kind, row.id)
    ranked = due_list.narrowed(
        select(
            row.contract_id,
            row.contract,
            row.branch,
            row.kind,
            row.basis,
            row.period,
            row.due_on,
            second.label("second"),
            terms.title,
            terms.department,
            terms.contractor,
            func.row_number().over(partition_by=row.contract_id, order_by=order).label("place"),
            func.count().over(partition_by=row.contract_id).label("items"),
        ),
        late,
        wanted.scope,
    ).subquery()
    first = select(ranked).where(ranked.c.place == 1)
    first = first.order_by(ranked.c.second, ranked.c.due_on, ranked.c.contract).limit(most)
    found = [each._mapping for each in session.execute(first)]
    ids = [each["contract_id"] for each in found]
    data, broken = _data_out(session, wanted, ids), _violations(session, wanted, ids)
    return [
        UrgentContract(
            contract=each["contract"],
            branch=each["branch"],
            title=each["title"],
            department=each["department"],
            contractor=each["contractor"],
            kind=Kind(each["kind"]),
            basis=each["basis"],
            period=each["period"],
            due_on=each["due_on"],
            days_overdue=(on - each["due_on"]).days,
            others=each["items"] - 1,
            data=data.get(each["contract_id"], 0),
            violations=broken.get(each["contract_id"], 0),
        )
        for each in found
    ]


def _data_out(session: Session, wanted: WantedFigures, ids: Sequence[int]) -> Mapping[int, int]:
    """Contract's id → its data that is still out after the end."""
    key, ended = EngagementRow.contract_id, DataFilter.AFTER_END
    query = data_list.narrowed(select(key, func.count()), WantedData(wanted.on), wanted.scope)
    query = query.where(key.in_(ids), data_list.conditions(wanted.on)[ended]).group_by(key)
    return dict(session.execute(query).tuples().all())


def _violations(session: Session, wanted: WantedFigures, ids: Sequence[int]) -> Mapping[int, int]:
    """Contract's id → its violations that nobody has settled."""
    key, broken = ViolationRow.contract_id, WantedViolations(wanted.on, Level.VIOLATION)
    query = violation_list.narrowed(select(key, func.count()), broken, wanted.scope)
    return dict(session.execute(query.where(key.in_(ids)).group_by(key)).tuples().all())
