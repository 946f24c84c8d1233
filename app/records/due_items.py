"""期限項目: the projection of what is owed; thrown away and computed anew at any time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    and_,
    bindparam,
    case,
    false,
    or_,
    select,
    text,
    true,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from app.records.base import Base, Code, Identified, one_of
from app.records.contracts import ContractTermsRow
from app.records.database import rows_of
from app.records.scope import Scope, is_shared
from audits.due import State, days_overdue
from audits.fiscal_year import FiscalYear
from audits.kind import KIND_RULES, Kind

LONGEST_WARNING = max(rule.warning_days for rule in KIND_RULES.values())
# Said of every item: asks for the index of all of them, in their order.
IN_ORDER: Any = text("due_items.branch >= 0")
KEPT_DAYS = 50  # what is asked of a day is put together once


class DueItemRow(Identified, Base):
    """One due item; its state on a day is computed, never stored.

    `department` is its contract's as on file now. `waived_on`, `missed_on`: from when a manager's
    decision holds; None also where it cannot hold (a visit waived, a miss before the due date).
    """

    __tablename__ = "due_items"
    __table_args__ = (
        # Each holds all that is asked, so that no row is looked at: without figures on its tables
        # SQLite takes one that does so for less, before one that names more of what is wanted.
        Index(
            "ix_due_items_open",
            *("closed_on", "due_on", "contract", "branch", "kind", "known_from", "known_until"),
            *("waived_on", "missed_on", "contract_id", "department", "basis", "occurrence"),
        ),
        Index(
            "ix_due_items_open_of_department",
            *("department", "closed_on", "due_on", "contract", "branch", "kind", "known_from"),
            *("known_until", "waived_on", "missed_on", "contract_id", "basis"),
        ),
        Index(
            "ix_due_items_open_of_kind",
            *("kind", "closed_on", "due_on", "contract", "branch", "known_from", "known_until"),
            *("waived_on", "missed_on", "contract_id", "department", "basis"),
        ),
        Index(
            "ix_due_items_of_engagement",
            *("contract_id", "branch", "kind", "basis", "occurrence", "due_on", "closed_on"),
            *("known_from", "known_until", "waived_on", "missed_on"),
        ),
        Index(
            "ix_due_items_in_order",
            *("due_on", "contract", "branch", "kind", "id", "known_from", "known_until"),
            "department",
            # Of all of them, in words that only a question for all states says (IN_ORDER): SQLite
            # would take it for every other question that is asked in this order as well.
            sqlite_where=text("branch >= 0"),
        ),
        Index(None, "fiscal_year", "kind"),
        one_of("kind", Kind),
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    contract: Mapped[str] = mapped_column(Code)
    branch: Mapped[int]
    kind: Mapped[str] = mapped_column(Code)
    basis: Mapped[str | None] = mapped_column(Code)
    fiscal_year: Mapped[int | None]
    period: Mapped[str | None] = mapped_column(Code)
    occurrence: Mapped[str] = mapped_column(Code)
    due_on: Mapped[date]
    closed_on: Mapped[date | None]
    known_from: Mapped[date | None]
    known_until: Mapped[date | None]
    on_site_on: Mapped[date | None]
    department: Mapped[str] = mapped_column(Code)
    waived_on: Mapped[date | None]
    missed_on: Mapped[date | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which due items a list shows; None: all. `on` is the day whose state is shown."""

    on: date
    states: Collection[State] | None = None
    fiscal_year: FiscalYear | None = None
    department: str | None = None
    contract_ids: Collection[int] | None = None


@dataclass(frozen=True, slots=True)
class DueOnDay:
    """A due item with its state on the day asked for; what came later is not yet known."""

    contract_id: int
    contract: str
    branch: int
    kind: Kind
    basis: str | None
    fiscal_year: int | None
    period: str | None
    due_on: date
    state: State
    days_overdue: int
    closed_on: date | None
    on_site: bool


def due_items(session: Session, wanted: Wanted) -> Iterator[DueOnDay]:
    """The due items wanted, in the order of workbook.md 3."""
    states, ids = wanted.states, wanted.contract_ids
    asked = replace(wanted, states=None if states is None else frozenset(states), contract_ids=None)
    query = _query(asked, of_contracts=ids is not None)
    of_contracts = {} if ids is None else {"ids": list(ids)}
    for row in rows_of(session, query, of_contracts).yield_per(1000):
        yield _on_day(row._mapping, wanted.on)


@lru_cache(KEPT_DAYS)
def state_of(on: date) -> ColumnElement[str]:
    """The state on a day, as SQL; the same as audits.due.state_on (rules.md 3)."""
    row = DueItemRow
    closed = row.closed_on <= on
    return case(
        (and_(closed, row.closed_on <= row.due_on), State.DONE.value),
        (closed, State.DONE_LATE.value),
        (row.waived_on <= on, State.WAIVED.value),
        (row.missed_on <= on, State.MISSED.value),
        (_is_late(on), State.OVERDUE.value),
        (is_soon(on), State.DUE_SOON.value),
        else_=State.PLANNED.value,
    )


@lru_cache(KEPT_DAYS)
def _query(wanted: Wanted, *, of_contracts: bool) -> Select[Any]:
    """Put together once: that takes longer than the answer for one contract."""
    row = DueItemRow
    state = state_of(wanted.on).label("state")
    query = select(*row.__table__.columns, state).where(exists_on(wanted.on))
    if wanted.states is not None:
        query = query.where(state.in_(sorted(s.value for s in wanted.states)))
    if wanted.fiscal_year is not None:
        query = query.where(in_fiscal_year(wanted.fiscal_year))
    if wanted.department is not None:
        query = query.where(row.department == wanted.department)
    if of_contracts:
        query = query.where(row.contract_id.in_(bindparam("ids", expanding=True)))
    return query.order_by(
        row.due_on,
        row.contract,
        row.branch,
        row.kind,
        row.basis.nulls_first(),
        row.period.nulls_first(),
    )


@lru_cache(KEPT_DAYS)
def exists_on(on: date) -> ColumnElement[bool]:
    """Whether the item is known on a day: its event has come, and it has not ended."""
    row = DueItemRow
    return and_(
        or_(row.known_from.is_(None), row.known_from <= on),
        or_(row.known_until.is_(None), row.known_until >= on),
    )


@lru_cache(KEPT_DAYS)
def is_open(on: date) -> ColumnElement[bool]:
    """Not closed by that day; what a list asks of columns before it asks for the state."""
    row = DueItemRow
    return or_(row.closed_on.is_(None), row.closed_on > on)


@lru_cache(KEPT_DAYS)
def is_overdue(on: date) -> ColumnElement[bool]:
    """The state is OVERDUE: the same as `state_of`, and quicker to find."""
    return and_(is_open(on), _is_late(on), is_not_excused(on))


@lru_cache(KEPT_DAYS)
def is_due_soon(on: date) -> ColumnElement[bool]:
    """The state is DUE_SOON: the same as `state_of`, and quicker to find."""
    near = DueItemRow.due_on.between(on, _later(on, LONGEST_WARNING))
    return and_(is_open(on), near, is_soon(on), is_not_excused(on))


@lru_cache(KEPT_DAYS)
def reached(scope: Scope) -> Sequence[ColumnElement[bool]]:
    """Whose items are seen: conditions that never hold together, 共管課's contracts apart."""
    row, terms = DueItemRow, ContractTermsRow
    if scope.everything:
        return [true()]
    if not scope.departments:
        return [false()]
    own = row.department.in_(sorted(scope.departments))
    # By their items' ids: SQLite would rather look through all of the city's open items.
    each = aliased(DueItemRow)
    shared = select(each.id).join(terms, terms.contract_id == each.contract_id)
    shared = shared.where(terms.is_current, is_shared(scope)).correlate(None)
    return [own, and_(row.id.in_(shared), ~own)]


def apart(on: date, scope: Scope) -> list[list[ColumnElement[bool]]]:
    """Of what is open on a day: conditions that never hold together, each with its own index.

    What is not closed at all, and what was closed later; the few shared contracts' in one.
    """
    closed_on, [own, *shared] = DueItemRow.closed_on, reached(scope)
    return [[own, closed_on.is_(None)], [own, closed_on > on], *([each] for each in shared)]


def in_fiscal_year(year: FiscalYear) -> ColumnElement[bool]:
    """An item of that fiscal year, else one whose due date lies in it (workbook.md 3)."""
    row, days = DueItemRow, year.days
    return or_(
        row.fiscal_year == year.start,
        and_(row.fiscal_year.is_(None), row.due_on.between(days.first, days.last)),
    )


@lru_cache(KEPT_DAYS)
def is_not_excused(on: date) -> ColumnElement[bool]:
    """Neither waived, nor recorded as missed, by that day; only of what is open."""
    row = DueItemRow
    return and_(
        or_(row.waived_on.is_(None), row.waived_on > on),
        or_(row.missed_on.is_(None), row.missed_on > on),
    )


def _is_late(on: date) -> ColumnElement[bool]:
    return DueItemRow.due_on < on


def is_soon(on: date) -> ColumnElement[bool]:
    """So near its date that it is due soon, or past it; of what is open (rules.md 3)."""
    kinds: dict[int, list[str]] = {}
    for kind, rule in KIND_RULES.items():
        kinds.setdefault(rule.warning_days, []).append(kind.value)
    row = DueItemRow
    return or_(
        *(
            and_(row.kind.in_(names), row.due_on <= _later(on, days))
            for days, names in sorted(kinds.items())
        )
    )


def _later(on: date, days: int) -> date:
    """Some days after a day, or the calendar's last."""
    return on + timedelta(days=min(days, (date.max - on).days))


def _on_day(found: Any, on: date) -> DueOnDay:
    state = State(found["state"])
    closed_on = found["closed_on"]
    on_site_on = found["on_site_on"]
    return DueOnDay(
        contract_id=found["contract_id"],
        contract=found["contract"],
        branch=found["branch"],
        kind=Kind(found["kind"]),
        basis=found["basis"],
        fiscal_year=found["fiscal_year"],
        period=found["period"],
        due_on=found["due_on"],
        state=state,
        days_overdue=days_overdue(found["due_on"], on, state),
        closed_on=closed_on if closed_on is not None and closed_on <= on else None,
        on_site=on_site_on is not None and on_site_on <= on,
    )
