"""やること: what is overdue, due soon or awaited; several of one series are one line."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    String,
    Subquery,
    and_,
    case,
    cast,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session

from app.records import party
from app.records.contracts import ContractTermsRow, EngagementRow
from app.records.due_items import DueItemRow, exists_on, is_excused, is_open, is_soon
from app.records.inspections import FindingRow, InspectionRow
from app.records.reports import RequestRow
from app.records.safeguards import SafeguardRow
from app.records.scope import Scope, visible
from app.records.task import Item, Pile, Series, Task, TaskPile
from audits.kind import KIND_RULES, Kind

# The contractor's turn until the date comes near: an answer, a report, data, a backup's end.
AWAITED_KINDS = (
    Kind.CORRECTIVE_ACTION,
    Kind.REQUESTED_REPORT,
    Kind.DATA_DISPOSAL,
    Kind.BACKUP_EXPIRY,
)
KEPT_QUERIES = 50
LONGEST_WARNING = max(rule.warning_days for rule in KIND_RULES.values())
MAIN = tuple(kind.value for kind, rule in KIND_RULES.items() if rule.main)


@dataclass(frozen=True, slots=True)
class WantedTasks:
    """The tasks of a day, the first of each pile.

    `main_first`: of those overdue, the ones that make a contract red.
    """

    on: date
    most: int
    main_first: bool = False


def task_piles(session: Session, wanted: WantedTasks, scope: Scope) -> Mapping[Pile, TaskPile]:
    """Every pile with its first tasks, in one question."""
    found = {pile: TaskPile() for pile in Pile}
    for each in session.execute(_first_tasks(wanted, scope)):
        pile = found[Pile(each.pile)]
        pile.lines, pile.items = each.lines, int(each.all_items)
        pile.tasks.append(_task(each._mapping))
    return found


def items_of(
    session: Session, series: Collection[Series], on: date, scope: Scope
) -> Mapping[Series, Sequence[Item]]:
    """The due items of these series, the earliest first."""
    found: dict[Series, list[Item]] = {each: [] for each in series}
    if not found:
        return found
    ids = {contract_id for _, contract_id, *_ in found}
    row = _open_items(on, scope, DueItemRow.contract_id.in_(sorted(ids))).c
    for each in session.execute(select(*row).order_by(row.due_on, row.occurrence)):
        key = (Pile(each.pile), each.contract_id, each.branch, Kind(each.kind), each.basis)
        if key in found:
            found[key].append(Item(each.due_on, each.occurrence))
    return found


@lru_cache(KEPT_QUERIES)
def _first_tasks(wanted: WantedTasks, scope: Scope) -> Select[Any]:
    """Put together once for a department and a day: that takes longer than the answer."""
    ranked = _ranked(wanted, scope)
    row, terms = ranked.c, ContractTermsRow
    query = select(
        *row,
        terms.title,
        terms.department,
        party.contractor().label("contractor"),
        _text(ranked).label("text"),
        _planned_on(ranked, wanted.on).label("planned_on"),
    )
    of_branch = and_(
        EngagementRow.contract_id == row.contract_id, EngagementRow.branch == row.branch
    )
    query = party.beside_engagement(query.join(EngagementRow, of_branch))
    query = query.where(row.place <= wanted.most)
    return query.order_by(row.place)


def _ranked(wanted: WantedTasks, scope: Scope) -> Subquery:
    """The series, each with its place in its pile and the sizes of the whole pile."""
    item = _open_items(wanted.on, scope).c
    of_series = (item.pile, item.contract_id, item.contract, item.branch, item.kind, item.basis)
    series = (
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
    row, pile = series.c, series.c.pile
    order: list[ColumnElement[Any]] = [row.due_on, row.contract, row.branch, row.kind, row.basis]
    if wanted.main_first:
        late_but_not_main = and_(pile == Pile.OVERDUE.value, row.kind.not_in(MAIN))
        order.insert(0, case((late_but_not_main, 1), else_=0))
    return select(
        *row,
        func.row_number().over(partition_by=pile, order_by=order).label("place"),
        func.count().over(partition_by=pile).label("lines"),
        func.sum(row["items"]).over(partition_by=pile).label("all_items"),
    ).subquery()


def _text(ranked: Subquery) -> ColumnElement[str | None]:
    """What was promised, or what was asked for."""
    promised, asked = SafeguardRow, RequestRow
    texts: dict[Kind, ScalarSelect[str]] = {
        kind: select(row.text)
        .where(row.engagement_id == EngagementRow.id, row.is_current, row.number == ranked.c.basis)
        .correlate(EngagementRow, ranked)
        .scalar_subquery()
        for kind, row in ((Kind.COMMITMENT, promised), (Kind.REQUESTED_REPORT, asked))
    }
    return case(*((ranked.c.kind == kind.value, text) for kind, text in texts.items()))


def _planned_on(ranked: Subquery, on: date) -> ColumnElement[date | None]:
    """The first day planned for the visit of that fiscal year, while it has not been made."""
    visit = InspectionRow
    planned = (
        select(func.min(visit.planned_on))
        .where(
            visit.engagement_id == EngagementRow.id,
            visit.is_current,
            cast(visit.fiscal_year, String) == ranked.c.occurrence,
            or_(visit.carried_out_on.is_(None), visit.carried_out_on > on),
        )
        .correlate(EngagementRow, ranked)
        .scalar_subquery()
    )
    return case((ranked.c.kind == Kind.INSPECTION.value, planned))


def _open_items(on: date, scope: Scope, *more: ColumnElement[bool]) -> Subquery:
    """The due items of all piles; whoever sees everything is not asked for the contracts' terms.

    Nothing but what the index of open items has: their rows need not be looked at.
    """
    row, terms = DueItemRow, ContractTermsRow
    columns = (row.contract_id, row.contract, row.branch, row.kind, row.basis, row.due_on)
    query = select(*columns, row.known_from, row.occurrence, _pile(on).label("pile"))
    if not scope.everything:
        query = query.join(terms, and_(terms.contract_id == row.contract_id, terms.is_current))
        query = query.where(visible(scope))
    query = query.where(is_open(on), exists_on(on), _is_asked(on), ~is_excused(on), *more)
    return query.subquery()


def _is_asked(on: date) -> ColumnElement[bool]:
    """Late, near its date, or with the contractor; the last day first, which an index knows."""
    row, last = DueItemRow, on + timedelta(days=min(LONGEST_WARNING, (date.max - on).days))
    near = and_(row.due_on <= last, or_(row.due_on < on, is_soon(on)))
    return or_(near, _is_awaited(on))


def _pile(on: date) -> ColumnElement[str]:
    """Of what is open, not excused, and asked."""
    row = DueItemRow
    return case(
        (row.due_on < on, Pile.OVERDUE.value),
        (is_soon(on), Pile.DUE_SOON.value),
        else_=Pile.AWAITED.value,
    )


def _is_awaited(on: date) -> ColumnElement[bool]:
    row = DueItemRow
    return and_(row.kind.in_(_values(AWAITED_KINDS)), row.known_from <= on, ~_answered(on))


def _answered(on: date) -> ColumnElement[bool]:
    """Whether the contractor has answered the finding that a corrective action is about."""
    row, finding, engagement = DueItemRow, FindingRow, EngagementRow
    visit = cast(finding.fiscal_year, String) + "-" + cast(finding.round, String)
    return and_(
        row.kind == Kind.CORRECTIVE_ACTION.value,
        exists().where(
            engagement.contract_id == row.contract_id,
            engagement.branch == row.branch,
            finding.engagement_id == engagement.id,
            finding.is_current,
            visit + "-" + finding.number == row.basis,
            finding.answered_on <= on,
        ),
    )


def _values(kinds: Collection[Kind]) -> list[str]:
    return [kind.value for kind in kinds]


def _task(found: Mapping[Any, Any]) -> Task:
    plain = {name: found[name] for name in Task.__slots__ if name not in ("pile", "kind")}
    return Task(pile=Pile(found["pile"]), kind=Kind(found["kind"]), **plain)
