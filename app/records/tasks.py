"""やること: what is overdue, due soon or awaited; several of one series are one line."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ScalarSelect,
    Select,
    String,
    Subquery,
    and_,
    bindparam,
    case,
    cast,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from app.records import party
from app.records.contracts import ContractTermsRow, EngagementRow
from app.records.database import rows_of
from app.records.due_items import DueItemRow, reached
from app.records.due_list import WantedDue, count_due
from app.records.first_series import SeriesKey, WantedTasks, first_series
from app.records.inspections import InspectionRow
from app.records.piles import lies_in_any, parts_of, pile_of
from app.records.reports import RequestRow
from app.records.safeguards import SafeguardRow
from app.records.scope import Scope
from app.records.task import Item, Pile, Series, Task, TaskPile
from audits.due import State
from audits.kind import Kind

KEPT_QUERIES = 50


def task_piles(session: Session, wanted: WantedTasks, scope: Scope) -> Mapping[Pile, TaskPile]:
    """Every pile with its first tasks."""
    first = first_series(session, wanted, scope)
    shown = {pile: series[: wanted.most] for pile, series in first.items()}
    tasks = _tasks(session, shown, wanted.on)
    sizes = _sizes(session, wanted.on, scope)
    return {
        pile: TaskPile(
            [tasks[pile, *key] for key in keys], len(first[pile]) > wanted.most, sizes[pile]
        )
        for pile, keys in shown.items()
    }


def items_of(
    session: Session, series: Collection[Series], on: date, scope: Scope
) -> Mapping[Series, Sequence[Item]]:
    """The due items of these series, the earliest first."""
    found: dict[Series, list[Item]] = {each: [] for each in series}
    if not found:
        return found
    ids = {contract_id for _, contract_id, *_ in found}
    of_contracts = DueItemRow.contract_id.in_(sorted(ids))
    row = _open_items(on, of_contracts, or_(*reached(scope))).c
    for each in session.execute(select(*row).order_by(row.due_on, row.occurrence)):
        key = (Pile(each.pile), each.contract_id, each.branch, Kind(each.kind), each.basis)
        if key in found:
            found[key].append(Item(each.due_on, each.occurrence))
    return found


def _tasks(
    session: Session, series: Mapping[Pile, Sequence[SeriesKey]], on: date
) -> Mapping[tuple[Any, ...], Task]:
    """(pile, *key of the series) → what is to be done."""
    ids = sorted({contract_id for keys in series.values() for contract_id, *_ in keys})
    if not ids:
        return {}
    found = (_task(each._mapping) for each in rows_of(session, _described(on), {"ids": ids}))
    return {(t.pile, t.contract_id, t.branch, t.kind.value, t.basis): t for t in found}


def _sizes(session: Session, on: date, scope: Scope) -> Mapping[Pile, int]:
    """How many due items each pile has."""
    awaited = int(rows_of(session, _awaited(on, scope)).scalar() or 0)
    late, soon = (WantedDue(on, (state,)) for state in (State.OVERDUE, State.DUE_SOON))
    return {
        Pile.OVERDUE: count_due(session, late, scope),
        Pile.DUE_SOON: count_due(session, soon, scope),
        Pile.AWAITED: awaited,
    }


@lru_cache(KEPT_QUERIES)
def _awaited(on: date, scope: Scope) -> Select[Any]:
    counts = (
        select(func.count().label("items")).select_from(DueItemRow).where(*part)
        for part in parts_of(Pile.AWAITED, on, scope)
    )
    return select(func.sum(union_all(*counts).subquery().c["items"]))


@lru_cache(KEPT_QUERIES)
def _described(on: date) -> Select[Any]:
    """Put together once for a day: that takes longer than the answer."""
    series = _series(on)
    row, terms = series.c, ContractTermsRow
    query = select(
        *row,
        terms.title,
        terms.department,
        party.contractor().label("contractor"),
        _text(series).label("text"),
        _planned_on(series, on).label("planned_on"),
    )
    of_branch = and_(
        EngagementRow.contract_id == row.contract_id, EngagementRow.branch == row.branch
    )
    return party.beside_engagement(query.join(EngagementRow, of_branch))


def _series(on: date) -> Subquery:
    """Every series of some contracts."""
    ids: BindParameter[Any] = bindparam("ids", expanding=True)
    item = _open_items(on, DueItemRow.contract_id.in_(ids)).c
    of_series = (item.pile, item.contract_id, item.contract, item.branch, item.kind, item.basis)
    return (
        select(
            *of_series,
            func.count().label("items"),
            func.min(item.due_on).label("due_on"),
            func.min(item.occurrence).label("occurrence"),
            func.min(item.known_from).label("known_from"),
        )
        .group_by(*of_series)
        .subquery()
    )


def _text(series: Subquery) -> ColumnElement[str | None]:
    """What was promised, or what was asked for."""
    promised, asked = SafeguardRow, RequestRow
    texts: dict[Kind, ScalarSelect[str]] = {
        kind: select(row.text)
        .where(row.engagement_id == EngagementRow.id, row.is_current, row.number == series.c.basis)
        .correlate(EngagementRow, series)
        .scalar_subquery()
        for kind, row in ((Kind.COMMITMENT, promised), (Kind.REQUESTED_REPORT, asked))
    }
    return case(*((series.c.kind == kind.value, text) for kind, text in texts.items()))


def _planned_on(series: Subquery, on: date) -> ColumnElement[date | None]:
    """The first day planned for the visit of that fiscal year, while it has not been made."""
    visit = InspectionRow
    planned = (
        select(func.min(visit.planned_on))
        .where(
            visit.engagement_id == EngagementRow.id,
            visit.is_current,
            cast(visit.fiscal_year, String) == series.c.occurrence,
            or_(visit.carried_out_on.is_(None), visit.carried_out_on > on),
        )
        .correlate(EngagementRow, series)
        .scalar_subquery()
    )
    return case((series.c.kind == Kind.INSPECTION.value, planned))


def _open_items(on: date, *narrowed: ColumnElement[bool]) -> Subquery:
    """The due items of all piles."""
    row = DueItemRow
    columns = (row.contract_id, row.contract, row.branch, row.kind, row.basis, row.due_on)
    query = select(*columns, row.known_from, row.occurrence, pile_of(on).label("pile"))
    return query.where(*narrowed, lies_in_any(on)).subquery()


def _task(found: Mapping[Any, Any]) -> Task:
    plain = {name: found[name] for name in Task.__slots__ if name not in ("pile", "kind")}
    return Task(pile=Pile(found["pile"]), kind=Kind(found["kind"]), **plain)
