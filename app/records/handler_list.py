"""取扱者の一覧: who handles the data of which contract on a day, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from app.records import party
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.handler_terms import HandlerTermRow, is_first_of
from app.records.handlers import HandlerReportRow
from app.records.scope import Scope, visible
from audits.handler import HandlerRole


class HandlerFilter(Enum):
    """Which handlers are shown."""

    NOW = "now"
    UNTAUGHT = "untaught"
    GONE = "gone"
    COMING = "coming"
    ALL = "all"


class HandlerSort(Enum):
    """What the list can be sorted by."""

    FROM = "from"
    TO = "to"
    COUNT = "count"
    NUMBER = "number"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class WantedHandlers:
    """Handlers of reports; `contract`: its number, or a part of the contractor's name."""

    on: date
    which: HandlerFilter = HandlerFilter.NOW
    role: HandlerRole | None = None
    department: str = ""
    contract: str = ""
    sort: HandlerSort = HandlerSort.NUMBER
    descending: bool = False


@dataclass(frozen=True, slots=True)
class HandlerLine:
    """The handlers of one report."""

    contract: str
    branch: int
    title: str
    department: str
    contractor: str | None
    report: int
    role: HandlerRole
    position: str
    headcount: int | None
    workplace: str | None
    received_on: date
    starts_on: date
    ends_on: date | None
    trained_on: date | None

    def is_gone(self, on: date) -> bool:
        return self.ends_on is not None and self.ends_on < on

    def is_coming(self, on: date) -> bool:
        return self.starts_on > on


class HandlerCount(NamedTuple):
    """Reports, and the people whom they name (those without a number not counted)."""

    reports: int
    people: int


def handler_lines(
    session: Session, wanted: WantedHandlers, scope: Scope, *, offset: int, limit: int
) -> list[HandlerLine]:
    """One page of the list, as sorted, then by contract."""
    row, terms, term = HandlerReportRow, ContractTermsRow, HandlerTermRow
    query = select(
        ContractRow.number.label("contract"),
        EngagementRow.branch,
        terms.title,
        terms.department,
        party.contractor().label("contractor"),
        is_first_of(row).label("report"),
        row.role,
        row.position,
        row.headcount,
        row.workplace,
        row.received_on,
        _starts_on().label("starts_on"),
        term.ends_on,
        term.trained_on,
    )
    query = _beside(query).where(*_narrowed(wanted, scope), _is(wanted.which, wanted.on))
    query = query.order_by(*_order(wanted)).offset(offset).limit(limit)
    return [_line(found._mapping) for found in session.execute(query)]


def count_each(
    session: Session, wanted: WantedHandlers, scope: Scope
) -> Mapping[HandlerFilter, HandlerCount]:
    """How many reports and people each filter shows, in one question."""
    counts: list[Any] = []
    for which in HandlerFilter:
        is_shown = _is(which, wanted.on)
        people = func.coalesce(func.sum(HandlerReportRow.headcount).filter(is_shown), 0)
        counts += [func.count().filter(is_shown), people]
    query = _beside(select(*counts)).where(*_narrowed(wanted, scope))
    found = list(session.execute(query).one())
    pairs = zip(found[::2], found[1::2], strict=True)
    return {
        which: HandlerCount(reports, int(people))
        for which, (reports, people) in zip(HandlerFilter, pairs, strict=True)
    }


def _starts_on() -> ColumnElement[date]:
    return func.coalesce(HandlerTermRow.starts_on, HandlerReportRow.received_on)


def _beside(query: Select[Any]) -> Select[Any]:
    row, term = HandlerReportRow, HandlerTermRow
    of_report = and_(term.report == is_first_of(row), term.is_current)
    query = query.select_from(row).outerjoin(term, of_report)
    query = query.join(EngagementRow, EngagementRow.id == row.engagement_id)
    query = query.join(ContractRow, ContractRow.id == EngagementRow.contract_id)
    return party.beside_engagement(query)


def _narrowed(wanted: WantedHandlers, scope: Scope) -> list[ColumnElement[bool]]:
    row = HandlerReportRow
    conditions: list[Any] = [row.is_current, row.received_on <= wanted.on, visible(scope)]
    if wanted.role is not None:
        conditions.append(row.role == wanted.role.value)
    if wanted.department:
        conditions.append(ContractTermsRow.department == wanted.department)
    if wanted.contract:
        conditions.append(party.is_of(wanted.contract))
    return conditions


def _is(which: HandlerFilter, on: date) -> ColumnElement[bool]:
    """Nobody handles anything after the engagement's last day."""
    term = HandlerTermRow
    is_gone = or_(and_(term.ends_on.is_not(None), term.ends_on < on), party.has_ended(on))
    has_begun = _starts_on() <= on
    is_here = and_(has_begun, not_(is_gone))
    return {
        HandlerFilter.NOW: is_here,
        HandlerFilter.UNTAUGHT: and_(is_here, term.trained_on.is_(None)),
        HandlerFilter.GONE: is_gone,
        HandlerFilter.COMING: and_(not_(has_begun), not_(is_gone)),
        HandlerFilter.ALL: HandlerReportRow.id.is_not(None),
    }[which]


def _order(wanted: WantedHandlers) -> list[ColumnElement[Any]]:
    columns: Mapping[HandlerSort, Any] = {
        HandlerSort.FROM: _starts_on(),
        HandlerSort.TO: func.coalesce(HandlerTermRow.ends_on, party.ends_on()),
        HandlerSort.COUNT: func.coalesce(HandlerReportRow.headcount, -1),
        HandlerSort.NUMBER: ContractRow.number,
        HandlerSort.DEPARTMENT: ContractTermsRow.department,
    }
    column = columns[wanted.sort]
    first = column.desc() if wanted.descending else column.asc()
    row = HandlerReportRow
    return [first, ContractRow.number.asc(), EngagementRow.branch.asc(), row.id.asc()]


def _line(found: Mapping[Any, Any]) -> HandlerLine:
    return HandlerLine(**{**found, "role": HandlerRole(found["role"])})
