"""審議会に関して待つこと: advice without an answer, and connections' safeguards nobody has checked.

Both are the department's: advice on its contracts and connections, and, one line for a connection
without a contract, how many of its safeguards have not been found in place this fiscal year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from app.records.connections import ConnectionRow, ExternalConnectionRow
from app.records.contracts import ContractRow, ContractTermsRow
from app.records.decisions import ClosingKind, ClosingRow
from app.records.matter_scope import connections_within
from app.records.safeguard_checks import SafeguardCheckRow
from app.records.safeguards import AdviceRow, SafeguardRow
from app.records.scope import Scope, visible
from audits.promise import CheckedAs

ADVICE, CHECKS = "advice", "safeguards"
ON, YEAR_FIRST = "council_day", "council_year"


@dataclass(frozen=True, slots=True)
class AdviceTask:
    """Advice that nobody has answered, on a contract or (`is_linked`) on a connection."""

    number: str
    title: str
    department: str
    is_linked: bool
    advice: str
    text: str
    on: date | None


@dataclass(frozen=True, slots=True)
class CheckTask:
    """A connection without a contract; `unchecked`: of its safeguards, this fiscal year.

    `not_in_place`: how many of these were last found not to be carried out.
    """

    number: str
    title: str
    department: str
    unchecked: int
    not_in_place: int


def advice_task(row: Any) -> AdviceTask:
    """A row of the first two queries below, without the word that it begins with."""
    number, _, title, department, _, is_linked, _, _, on, advice, text = row
    return AdviceTask(number, title, department, bool(is_linked), advice, text, on)


def check_task(row: Any) -> CheckTask:
    """A row of the third query below, without the word that it begins with."""
    number, _, title, department, _, unchecked, not_in_place, _, _, _, _ = row
    return CheckTask(number, title, department, unchecked, not_in_place)


def unanswered_advice(scope: Scope) -> Select[Any]:
    """On contracts, in the columns of reports that wait (app.records.report_tasks)."""
    row, terms = AdviceRow, ContractTermsRow
    query = _advice(ContractRow.number, terms.title, terms.department)
    query = query.select_from(row).join(ContractRow, ContractRow.id == row.contract_id)
    query = query.join(terms, and_(terms.contract_id == ContractRow.id, terms.is_current))
    goes_on = (terms.came_to_nothing_on.is_(None), ~_closed())
    return query.where(*_unanswered(), visible(scope), *goes_on)


def unanswered_linked_advice(scope: Scope) -> Select[Any]:
    """On connections that have not ended."""
    row, link, of = AdviceRow, ConnectionRow, ExternalConnectionRow
    query = _advice(of.number, link.title, link.department, is_linked=1)
    query = query.select_from(row).join(of, of.id == row.connection_id)
    query = query.join(link, and_(link.connection_id == of.id, link.is_current))
    return query.where(*_unanswered(), connections_within(scope), _lasts())


def unchecked_safeguards(scope: Scope) -> Select[Any]:
    """Of the connections that are in use and that no contract on file stands behind.

    The day (ON) and the first one of its fiscal year (YEAR_FIRST) are given when it is asked.
    """
    row, link, of = SafeguardRow, ConnectionRow, ExternalConnectionRow
    day, first = bindparam(ON, type_=Date), bindparam(YEAR_FIRST, type_=Date)
    result, on = _last(SafeguardCheckRow.result, day), _last(SafeguardCheckRow.on, day)
    wanting = result == CheckedAs.NOT_IN_PLACE.value
    query = select(
        literal(CHECKS),
        of.number,
        literal(0),
        link.title,
        link.department,
        literal(""),
        func.count(),
        func.sum(case((wanting, 1), else_=0), type_=Integer),
        literal(0),
        cast(null(), Date),
        literal(""),
        literal(""),
    ).select_from(row)
    query = query.join(of, of.id == row.connection_id)
    query = query.join(link, and_(link.connection_id == of.id, link.is_current))
    known = select(ContractRow.number)
    query = query.where(
        row.is_current,
        connections_within(scope),
        or_(link.contract_number.is_(None), link.contract_number.not_in(known)),
        or_(link.starts_on.is_(None), link.starts_on <= day),
        _lasts(),
        or_(result.is_(None), wanting, on < first),
    )
    return query.group_by(of.number, link.title, link.department)


def _advice(number: Any, title: Any, department: Any, *, is_linked: int = 0) -> Select[Any]:
    row, nothing = AdviceRow, literal(0)
    return select(
        *(literal(ADVICE), number, nothing, title, department, literal("")),
        *(literal(is_linked), nothing, nothing, row.on, row.number, row.text),
    )


def _unanswered() -> tuple[ColumnElement[bool], ...]:
    row = AdviceRow
    return row.is_current.expression, or_(row.answer.is_(None), row.answer == "")


def _lasts() -> ColumnElement[bool]:
    ends_on = ConnectionRow.ends_on
    return or_(ends_on.is_(None), ends_on >= bindparam(ON, type_=Date))


def _closed() -> ColumnElement[bool]:
    """Whether the latest decision on the contract is its 完了."""
    each, closing = aliased(ClosingRow), ClosingRow
    latest = (
        select(func.max(each.id))
        .where(each.contract_id == ContractRow.id)
        .correlate(ContractRow)
        .scalar_subquery()
    )
    return exists().where(closing.id == latest, closing.decision == ClosingKind.CLOSED.value)


def _last(column: Any, day: ColumnElement[date]) -> Any:
    """What the last check of a safeguard says, as known on the day; None without any."""
    row, of = SafeguardCheckRow, SafeguardRow
    return (
        select(column)
        .where(
            row.is_current,
            row.connection_id == of.connection_id,
            row.safeguard == of.number,
            row.on <= day,
        )
        .order_by(row.on.desc(), row.number.desc())
        .limit(1)
        .correlate(of)
        .scalar_subquery()
    )
