"""やることの山: which open due items lie in which pile on a day, as SQL."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from sqlalchemy import ColumnElement, String, and_, case, cast, exists, not_, or_

from app.records.contracts import EngagementRow
from app.records.due_items import (
    LONGEST_WARNING,
    DueItemRow,
    apart,
    exists_on,
    is_due_soon,
    is_not_excused,
    is_open,
    is_overdue,
    is_soon,
)
from app.records.inspections import FindingRow
from app.records.scope import Scope
from app.records.task import Pile
from audits.kind import KIND_RULES, Kind

# The contractor's turn until the date comes near: an answer, a report, data, a backup's end.
AWAITED_KINDS = (
    Kind.CORRECTIVE_ACTION,
    Kind.REQUESTED_REPORT,
    Kind.DATA_DISPOSAL,
    Kind.BACKUP_EXPIRY,
)
KEPT_DAYS = 50
MAIN = tuple(kind.value for kind, rule in KIND_RULES.items() if rule.main)


@lru_cache(KEPT_DAYS)
def lies_in(pile: Pile, on: date) -> ColumnElement[bool]:
    """Whether a due item lies in a pile."""
    if pile is Pile.OVERDUE:
        return and_(is_overdue(on), exists_on(on))
    if pile is Pile.DUE_SOON:
        return and_(is_due_soon(on), exists_on(on))
    waits = and_(_is_awaited(on), DueItemRow.due_on >= on, not_(is_soon(on)))
    return and_(is_open(on), exists_on(on), is_not_excused(on), waits)


def parts_of(pile: Pile, on: date, scope: Scope) -> list[list[ColumnElement[bool]]]:
    """What lies in a pile: conditions that never hold together, each with an index of its own."""
    parts, row = apart(on, scope), DueItemRow
    if pile is Pile.AWAITED and scope.everything:  # a department's are few without their kinds
        parts = [[*part, row.kind == kind.value] for part in parts for kind in AWAITED_KINDS]
    return [[*part, lies_in(pile, on)] for part in parts]


@lru_cache(KEPT_DAYS)
def lies_in_any(on: date) -> ColumnElement[bool]:
    """Whether a due item lies in one of the piles."""
    return and_(is_open(on), exists_on(on), _is_asked(on), is_not_excused(on))


def _is_asked(on: date) -> ColumnElement[bool]:
    """Late, near its date, or with the contractor; the last day first, which an index knows."""
    row, last = DueItemRow, on + timedelta(days=min(LONGEST_WARNING, (date.max - on).days))
    near = and_(row.due_on <= last, or_(row.due_on < on, is_soon(on)))
    return or_(near, _is_awaited(on))


def pile_of(on: date) -> ColumnElement[str]:
    """The pile of a due item that lies in one."""
    row = DueItemRow
    return case(
        (row.due_on < on, Pile.OVERDUE.value),
        (is_soon(on), Pile.DUE_SOON.value),
        else_=Pile.AWAITED.value,
    )


def _is_awaited(on: date) -> ColumnElement[bool]:
    row = DueItemRow
    return and_(
        row.kind.in_([kind.value for kind in AWAITED_KINDS]), row.known_from <= on, ~_answered(on)
    )


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
