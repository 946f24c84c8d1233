"""例外の承諾の一覧: what was asked for by a day, and how far each is, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from app.records import party
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.exceptions import ExceptionRow, exemption_of
from app.records.scope import Scope, visible
from audits.consent import ConsentDecision
from audits.exception import ExceptionKind, ExceptionState

CONSENTS = tuple(one.value for one in ConsentDecision if one.gives_consent)
WITH_COPY = tuple(kind.value for kind in ExceptionKind if kind.leaves_copy)


class ExceptionFilter(Enum):
    """Which exceptions are shown."""

    ALL = "all"
    WAITING = "waiting"
    CONSENTED = "consented"
    RUNNING = "running"
    ENDED = "ended"
    COPY_OUT = "copy_out"
    REFUSED = "refused"


class ExceptionSort(Enum):
    """What the list can be sorted by."""

    ASKED = "asked"
    LAST = "last"
    KIND = "kind"
    NUMBER = "number"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class WantedExceptions:
    """Exceptions asked for by a day."""

    on: date
    which: ExceptionFilter = ExceptionFilter.ALL
    kind: ExceptionKind | None = None
    department: str = ""
    sort: ExceptionSort = ExceptionSort.ASKED
    descending: bool = True


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """An exception as a list shows it."""

    contract: str
    branch: int
    title: str
    department: str
    contractor: str | None
    number: int
    kind: ExceptionKind
    what: str
    count: int | None
    asked_on: date
    starts_on: date
    ends_on: date
    document_number: str
    copy_ended_on: date | None
    state: ExceptionState
    is_copy_out: bool


def exception_lines(
    session: Session, wanted: WantedExceptions, scope: Scope, *, offset: int, limit: int
) -> list[ExceptionLine]:
    """One page of the list, as sorted, then the newest first."""
    row, terms = ExceptionRow, ContractTermsRow
    query = select(
        ContractRow.number.label("contract"),
        terms.title,
        terms.department,
        party.contractor().label("contractor"),
        *(getattr(row, name) for name in COLUMNS),
    )
    query = _beside(query).where(*_narrowed(wanted, scope), _is(wanted.which, wanted.on))
    query = query.order_by(*_order(wanted)).offset(offset).limit(limit)
    return [_line(found._mapping, wanted.on) for found in session.execute(query)]


def count_each(
    session: Session, wanted: WantedExceptions, scope: Scope
) -> Mapping[ExceptionFilter, int]:
    """How many each filter shows, in one question."""
    counts = [
        func.count().filter(_is(which, wanted.on)).label(which.value) for which in ExceptionFilter
    ]
    query = _beside(select(*counts)).where(*_narrowed(wanted, scope))
    found = session.execute(query).one()._mapping
    return {which: found[which.value] for which in ExceptionFilter}


COLUMNS = (
    *("number", "branch", "kind", "what", "count", "asked_on", "starts_on", "ends_on"),
    *("decision", "decided_on", "document_number", "copy_ended_on"),
)


def _beside(query: Select[Any]) -> Select[Any]:
    row, place = ExceptionRow, EngagementRow
    of_branch = and_(place.contract_id == row.contract_id, place.branch == row.branch)
    query = query.select_from(row).join(place, of_branch)
    query = query.join(ContractRow, ContractRow.id == place.contract_id)
    return party.beside_engagement(query)


def _narrowed(wanted: WantedExceptions, scope: Scope) -> list[ColumnElement[bool]]:
    row = ExceptionRow
    conditions: list[Any] = [row.is_current, row.asked_on <= wanted.on, visible(scope)]
    if wanted.kind is not None:
        conditions.append(row.kind == wanted.kind.value)
    if wanted.department:
        conditions.append(ContractTermsRow.department == wanted.department)
    return conditions


def _is(which: ExceptionFilter, on: date) -> ColumnElement[bool]:
    """As audits.exception has it for one; a test holds the two against each other."""
    row = ExceptionRow
    is_decided = and_(row.decided_on.is_not(None), row.decided_on <= on)
    consented = and_(is_decided, row.decision.in_(CONSENTS))
    copy_gone = and_(row.copy_ended_on.is_not(None), row.copy_ended_on <= on)
    has_lapsed = row.ends_on < on
    ended = and_(consented, or_(has_lapsed, copy_gone))
    started = row.starts_on <= on
    return {
        ExceptionFilter.ALL: row.id.is_not(None),
        ExceptionFilter.WAITING: not_(is_decided),
        ExceptionFilter.CONSENTED: consented,
        ExceptionFilter.RUNNING: and_(consented, started, not_(or_(has_lapsed, copy_gone))),
        ExceptionFilter.ENDED: ended,
        ExceptionFilter.COPY_OUT: and_(
            consented, has_lapsed, not_(copy_gone), row.kind.in_(WITH_COPY)
        ),
        ExceptionFilter.REFUSED: and_(is_decided, row.decision.not_in(CONSENTS)),
    }[which]


def _order(wanted: WantedExceptions) -> list[ColumnElement[Any]]:
    row = ExceptionRow
    columns: Mapping[ExceptionSort, Any] = {
        ExceptionSort.ASKED: row.asked_on,
        ExceptionSort.LAST: row.ends_on,
        ExceptionSort.KIND: row.kind,
        ExceptionSort.NUMBER: ContractRow.number,
        ExceptionSort.DEPARTMENT: ContractTermsRow.department,
    }
    column = columns[wanted.sort]
    first = column.desc() if wanted.descending else column.asc()
    return [first, row.asked_on.desc(), ContractRow.number.asc(), row.number.desc()]


def _line(found: Mapping[Any, Any], on: date) -> ExceptionLine:
    exemption = exemption_of(found)
    shown = ("contract", "branch", "title", "department", "contractor", "number", "what", "count")
    days = ("asked_on", "starts_on", "ends_on", "document_number", "copy_ended_on")
    return ExceptionLine(
        **{name: found[name] for name in (*shown, *days)},
        kind=exemption.kind,
        state=exemption.state_on(on),
        is_copy_out=exemption.is_copy_out_on(on),
    )
