"""期限の一覧: due items with the contract they belong to, a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from app.records import decided, figure_steps, listings
from app.records.contracts import ContractTermsRow
from app.records.database import rows_of
from app.records.decided import Decided
from app.records.decisions import ExcuseKind, ExcuseRow
from app.records.due_items import (
    IN_ORDER,
    DueItemRow,
    apart,
    exists_on,
    in_fiscal_year,
    is_due_soon,
    is_open,
    is_overdue,
    reached,
    state_of,
)
from app.records.listing_names import DUE
from app.records.listings import Narrowed
from app.records.scope import Scope
from audits.due import OPEN_STATES, State, days_overdue
from audits.fiscal_year import FiscalYear
from audits.kind import KIND_RULES, Kind

EXCUSES = {State.WAIVED: ExcuseKind.WAIVED, State.MISSED: ExcuseKind.MISSED}
Figures = Callable[[Session, date, str], Mapping[tuple[str, Kind], int]]
QUICK = {State.OVERDUE: is_overdue, State.DUE_SOON: is_due_soon}
COUNTED: Mapping[tuple[State, ...], Figures] = {
    (State.OVERDUE,): figure_steps.overdue,
    (State.DUE_SOON,): figure_steps.due_soon,
}
KEPT_QUERIES = 50
EVERY = 10**9
ITEMS_OF_A_CONTRACT = 50  # so many items are read for each contract, before all of them are
MAIN = tuple(kind.value for kind, rule in KIND_RULES.items() if rule.main)
NOT_CLOSED = OPEN_STATES | EXCUSES.keys()


@dataclass(frozen=True, slots=True)
class WantedDue:
    """Which due items a list shows; what is empty does not narrow it."""

    on: date
    states: tuple[State, ...] = ()
    kinds: Collection[Kind] = ()
    department: str = ""
    fiscal_year: FiscalYear | None = None
    branch: int | None = None

    @property
    def is_of_all(self) -> bool:
        """Whether nothing narrows it but a department."""
        return not (self.states or self.kinds or self.fiscal_year) and self.branch is None


@dataclass(frozen=True, slots=True)
class DueLine:
    """A due item as a list shows it; `decided`: who waived it or recorded it as missed, and why."""

    contract: str
    branch: int
    title: str
    department: str
    contractor: str | None
    kind: Kind
    basis: str | None
    fiscal_year: int | None
    period: str | None
    due_on: date
    state: State
    days_overdue: int
    decided: Decided | None = None


def due_lines(
    session: Session, wanted: WantedDue, scope: Scope, *, offset: int, limit: int
) -> list[DueLine]:
    """One page of the list, the earliest due date first."""
    place = {"offset": offset, "limit": limit}
    found = [each._mapping for each in rows_of(session, _page(wanted, scope), place)]
    excused = _excused(session, found, wanted)
    return [_line(each, wanted.on, excused) for each in found]


def count_due(session: Session, wanted: WantedDue, scope: Scope) -> int:
    """How many due items the whole list has; summed up from steps where these are counted."""
    if scope.everything and wanted.is_of_all:
        narrowed = Narrowed(wanted.on, scope, wanted.department)
        return listings.counts(session, [DUE], narrowed)[DUE]
    figures = _summed_up(session, wanted, scope)
    if figures is None:
        return int(rows_of(session, _count(wanted, scope)).scalar() or 0)
    return sum(n for (_, kind), n in figures.items() if not wanted.kinds or kind in wanted.kinds)


def count_of_kinds(
    session: Session, wanted: WantedDue, scope: Scope
) -> Mapping[tuple[str, Kind], int]:
    """(department, kind) → how many due items; together as many as the whole list has."""
    figures = _summed_up(session, wanted, scope)
    if figures is not None:
        return figures
    found = Counter[tuple[str, Kind]]()
    for department, kind, count in rows_of(session, _count_of_kinds(wanted, scope)).tuples():
        found[department, Kind(kind)] += int(count)
    return found


def first_contracts(session: Session, wanted: WantedDue, scope: Scope, most: int) -> list[int]:
    """The ids of the contracts that come first: by their first main item, then by any other.

    First only as many items are read as will mostly do, all of them where they do not.
    """
    for limit in (most * ITEMS_OF_A_CONTRACT, EVERY):
        ids: list[int] = []
        for query in _in_turns(wanted, scope):
            found = rows_of(session, query, {"limit": limit}).scalars().all()
            ids = list(dict.fromkeys([*ids, *found]))
            if len(ids) >= most:
                return ids[:most]
            if len(found) == limit:
                break
        else:
            return ids
    return ids


@lru_cache(KEPT_QUERIES)
def _in_turns(wanted: WantedDue, scope: Scope) -> Sequence[CompoundSelect[Any]]:
    """The contracts' ids of the main items, then of the others, the earliest due date first."""
    row, is_main = DueItemRow, DueItemRow.kind.in_(MAIN)
    parts = _parts(wanted, scope)
    return [
        union_all(
            *(
                select(row.contract_id, row.due_on, row.contract).where(*part, of_turn)
                for part in parts
            )
        )
        .order_by("due_on", "contract")
        .limit(bindparam("limit"))
        for of_turn in (is_main, ~is_main)
    ]


def _summed_up(
    session: Session, wanted: WantedDue, scope: Scope
) -> Mapping[tuple[str, Kind], int] | None:
    """Every kind's figure, where it is kept; None where it has to be counted."""
    count = COUNTED.get(wanted.states) if scope.everything else None
    if count is None or wanted.fiscal_year is not None or wanted.branch is not None:
        return None
    return count(session, wanted.on, wanted.department)


@lru_cache(KEPT_QUERIES)
def _page(wanted: WantedDue, scope: Scope) -> Select[Any]:
    """Put together once, which takes longer than the answer: which ones, then what they are."""
    row, terms = DueItemRow, ContractTermsRow
    order = (row.due_on, row.contract, row.branch, row.kind, row.id)
    # The parts are merged in their order, and no further than to the page's end.
    parts = _parts(wanted, scope)
    if scope.everything and not wanted.states:
        parts = [[*part, IN_ORDER] for part in parts]
    each = union_all(*(select(*order).where(*part) for part in parts))
    each = each.order_by(*(each.selected_columns[column.key] for column in order))
    ids = select(each.offset(bindparam("offset")).limit(bindparam("limit")).subquery().c.id)
    query = select(
        row.contract_id,
        row.contract,
        row.branch,
        row.kind,
        row.basis,
        row.fiscal_year,
        row.period,
        row.occurrence,
        row.due_on,
        terms.title,
        terms.department,
        terms.contractor,
        state_of(wanted.on).label("state"),
    ).join(terms, and_(terms.contract_id == row.contract_id, terms.is_current))
    return query.where(row.id.in_(ids)).order_by(*order)


@lru_cache(KEPT_QUERIES)
def _count(wanted: WantedDue, scope: Scope) -> Select[Any]:
    counts = [
        select(func.count().label("items")).select_from(DueItemRow).where(*conditions)
        for conditions in _parts(wanted, scope)
    ]
    return select(func.sum(union_all(*counts).subquery().c["items"]))


@lru_cache(KEPT_QUERIES)
def _count_of_kinds(wanted: WantedDue, scope: Scope) -> Select[Any]:
    row = DueItemRow
    counts = (
        select(row.department, row.kind, func.count())
        .where(*part)
        .group_by(row.department, row.kind)
        for part in _parts(wanted, scope)
    )
    return select(union_all(*counts).subquery())


def _parts(wanted: WantedDue, scope: Scope) -> list[list[ColumnElement[bool]]]:
    """Conditions that never hold together, so that an index gives the items of each in order."""
    base = of_items(wanted)
    if wanted.department:
        base.append(DueItemRow.department == wanted.department)
    parts = [[reach] for reach in reached(scope)]
    if wanted.states and frozenset(wanted.states) <= NOT_CLOSED:
        parts = apart(wanted.on, scope)
    return [[*part, *base] for part in parts]


def of_items(wanted: WantedDue) -> list[ColumnElement[bool]]:
    """What the list asks of the items themselves, whoever may see them."""
    row, found = DueItemRow, [exists_on(wanted.on), *_of_states(wanted)]
    if wanted.kinds:
        found.append(row.kind.in_([kind.value for kind in wanted.kinds]))
    if wanted.fiscal_year is not None:
        found.append(in_fiscal_year(wanted.fiscal_year))
    if wanted.branch is not None:
        found.append(row.branch == wanted.branch)
    return found


def _of_states(wanted: WantedDue) -> list[ColumnElement[bool]]:
    """The states wanted; first what is cheap to see and leaves out most of what is not wanted."""
    on, states = wanted.on, frozenset(wanted.states)
    if not states:
        return []
    if len(states) == 1 and states <= QUICK.keys():
        return [QUICK[state](on) for state in states]
    of_states: ColumnElement[bool] = state_of(on).in_(sorted(state.value for state in states))
    if states <= EXCUSES.keys():
        row = DueItemRow
        decided_on = row.contract_id.in_(select(ExcuseRow.contract_id))
        decided = or_(row.waived_on <= on, row.missed_on <= on)
        return [is_open(on), decided_on, decided, of_states]
    return [is_open(on), of_states] if states <= NOT_CLOSED else [of_states]


def _excused(
    session: Session, found: Sequence[Mapping[Any, Any]], wanted: WantedDue
) -> Mapping[State, Mapping[decided.Key, Decided]]:
    """The decisions on the items of a page, asked for only where it has such items."""
    states = {State(each["state"]) for each in found} & EXCUSES.keys()
    ids = [each["contract_id"] for each in found]
    return {
        state: decided.excuses(session, ids, EXCUSES[state], wanted.on)
        for state in sorted(states, key=lambda one: one.value)
    }


def _line(
    found: Mapping[Any, Any], on: date, excused: Mapping[State, Mapping[decided.Key, Decided]]
) -> DueLine:
    state = State(found["state"])
    key = (
        found["contract_id"],
        found["branch"],
        found["kind"],
        found["basis"] or "",
        found["occurrence"],
    )
    return DueLine(
        contract=found["contract"],
        branch=found["branch"],
        title=found["title"],
        department=found["department"],
        contractor=found["contractor"],
        kind=Kind(found["kind"]),
        basis=found["basis"],
        fiscal_year=found["fiscal_year"],
        period=found["period"],
        due_on=found["due_on"],
        state=state,
        days_overdue=days_overdue(found["due_on"], on, state),
        decided=excused.get(state, {}).get(key),
    )
