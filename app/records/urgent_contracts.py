"""急ぐ契約: the contracts whose worst overdue item is the worst of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Row, Select, and_, bindparam, case, func, select
from sqlalchemy.orm import Session

from app.records import due_list, violation_list
from app.records.contract_list import MAIN
from app.records.contracts import ContractTermsRow
from app.records.dashboard_counts import WantedFigures
from app.records.data_list import DataFilter
from app.records.database import rows_of
from app.records.due_items import DueItemRow
from app.records.due_list import WantedDue
from app.records.listing_names import of_data
from app.records.listings import ListedRow, is_listed
from app.records.scope import Scope
from app.records.violation_list import WantedViolations
from app.records.violations import ViolationRow
from audits.due import State
from audits.kind import Kind
from audits.rule import Level

KEPT_QUERIES = 50  # put together once each: that takes longer than the answer


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
    ids = due_list.first_contracts(session, _late(wanted), wanted.scope, most)
    if not ids:
        return []
    worst, found = _worst_items(session, wanted, ids), _most_urgent(session, wanted, ids)
    data, broken = _data_out(session, wanted, ids), _violations(session, wanted, ids)
    return [
        UrgentContract(
            contract=each.contract,
            branch=worst[each.contract_id].branch,
            title=each.title,
            department=each.department,
            contractor=each.contractor,
            kind=Kind(worst[each.contract_id].kind),
            basis=worst[each.contract_id].basis,
            period=worst[each.contract_id].period,
            due_on=worst[each.contract_id].due_on,
            days_overdue=(wanted.on - worst[each.contract_id].due_on).days,
            others=each.how_many - 1,
            data=data.get(each.contract_id, 0),
            violations=broken.get(each.contract_id, 0),
        )
        for each in (found[key] for key in ids)
    ]


def _most_urgent(
    session: Session, wanted: WantedFigures, ids: Sequence[int]
) -> Mapping[int, Row[Any]]:
    """Contract's id → what it is called, and how many of its items are overdue."""
    found = rows_of(session, _how_many(_late(wanted)), {"ids": ids})
    return {each.contract_id: each for each in found}


@lru_cache(KEPT_QUERIES)
def _how_many(late: WantedDue) -> Select[Any]:
    row, terms = DueItemRow, ContractTermsRow
    of_contract = (row.contract_id, row.contract, terms.title, terms.department, terms.contractor)
    query = select(*of_contract, func.count().label("how_many"))
    query = query.join(terms, and_(terms.contract_id == row.contract_id, terms.is_current))
    query = query.where(row.contract_id.in_(_ids()), *due_list.of_items(late))
    return query.group_by(*of_contract)


def _worst_items(
    session: Session, wanted: WantedFigures, ids: Sequence[int]
) -> Mapping[int, Row[Any]]:
    """Contract's id → the overdue item that puts it where it stands."""
    # The last one that is met stays: the worst.
    found = rows_of(session, _worst_last(_late(wanted)), {"ids": ids})
    return {each.contract_id: each for each in found}


@lru_cache(KEPT_QUERIES)
def _worst_last(late: WantedDue) -> Select[Any]:
    row = DueItemRow
    query = select(row.contract_id, row.branch, row.kind, row.basis, row.period, row.due_on).where(
        row.contract_id.in_(_ids()), *due_list.of_items(late)
    )
    second = case((row.kind.in_(MAIN), 0), else_=1)
    return query.order_by(
        second.desc(), row.due_on.desc(), row.branch.desc(), row.kind.desc(), row.id.desc()
    )


def _late(wanted: WantedFigures) -> WantedDue:
    return WantedDue(wanted.on, states=(State.OVERDUE,), department=wanted.department)


def _data_out(session: Session, wanted: WantedFigures, ids: Sequence[int]) -> Mapping[int, int]:
    """Contract's id → its data that is still out after the end."""
    return dict(rows_of(session, _still_out(wanted.on), {"ids": ids}).tuples().all())


@lru_cache(KEPT_QUERIES)
def _still_out(on: date) -> Select[Any]:
    key, listing = ListedRow.contract_id, of_data(DataFilter.AFTER_END.value)
    query = select(key, func.count()).where(
        key.in_(_ids()), ListedRow.listing == listing, is_listed(on)
    )
    return query.group_by(key)


def _violations(session: Session, wanted: WantedFigures, ids: Sequence[int]) -> Mapping[int, int]:
    """Contract's id → its violations that nobody has settled."""
    found = rows_of(session, _broken(wanted.on, wanted.scope), {"ids": ids})
    return dict(found.tuples().all())


@lru_cache(KEPT_QUERIES)
def _broken(on: date, scope: Scope) -> Select[Any]:
    key, broken = ViolationRow.contract_id, WantedViolations(on, Level.VIOLATION)
    query = violation_list.narrowed(select(key, func.count()), broken, scope)
    return query.where(key.in_(_ids())).group_by(key)


def _ids() -> BindParameter[Any]:
    return bindparam("ids", expanding=True)
