"""訪問: visits as arranged, each with a day, hours, a place, people, and its inspections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, insert, select, update
from sqlalchemy.orm import Session

from app.records import party
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.inspections import InspectionRow
from app.records.scope import Scope, visible
from app.records.visit_rows import VisitInspectionRow, VisitRow, is_live, is_seen
from audits.fiscal_year import FiscalYear
from audits.inspection import Method


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What people agree on of a visit; hours as 13:30, blank where they are not known yet.

    `reason`: why it is not on site. `day_reason`: why on a day on which the city is closed.
    """

    held_on: date
    starts_at: str = ""
    ends_at: str = ""
    place: str = ""
    officers: str = ""
    attendants: str = ""
    preparation: str = ""
    method: Method = Method.ON_SITE
    reason: str = ""
    day_reason: str = ""
    contact: str = ""

    @property
    def hours(self) -> str:
        """13:30～15:00; blank where they are not known."""
        return f"{self.starts_at}～{self.ends_at}" if self.starts_at else ""


@dataclass(frozen=True, slots=True)
class VisitInspection:
    """An inspection with the contract that it belongs to, and the row that plans it."""

    engagement_id: int
    contract: str
    branch: int
    fiscal_year: int
    round: int
    title: str
    department: str
    row_id: int
    planned_on: date | None
    carried_out_on: date | None

    @property
    def name(self) -> str:
        """What a box of a form calls it."""
        return f"{self.contract} {self.branch} {self.fiscal_year} {self.round}"

    @property
    def year(self) -> FiscalYear:
        return FiscalYear(self.fiscal_year)

    @property
    def key(self) -> tuple[int, int, int]:
        return (self.engagement_id, self.fiscal_year, self.round)


@dataclass(frozen=True, slots=True)
class CalledOff:
    """When, by whom and why a visit was called off."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class ArrangedVisit:
    """A visit as a person sees it: of its inspections those within the person's scope.

    `others`: the departments of those that are not.
    """

    id: int
    uid: str
    contractor_id: int
    contractor: str
    department: str
    arrangement: Arrangement
    sequence: int
    made_by: str
    changed_at: datetime
    changed_by: str
    called_off: CalledOff | None
    inspections: tuple[VisitInspection, ...] = ()
    others: tuple[str, ...] = ()


def add(
    session: Session,
    said: Arrangement,
    *,
    uid: str,
    contractor: tuple[int, str],
    department: str,
    by: str,
    at: datetime,
) -> int:
    """Puts a visit on file, without inspections yet; its number."""
    key, name = contractor
    row = VisitRow(
        uid=uid,
        contractor_id=key,
        contractor=name,
        department=department,
        **_columns(said),
        sequence=0,
        made_at=at,
        made_by=by,
        changed_at=at,
        changed_by=by,
        called_off_at=None,
        called_off_by=None,
        called_off_reason=None,
    )
    session.add(row)
    session.flush()
    return row.id


def change(session: Session, visit_id: int, said: Arrangement, *, by: str, at: datetime) -> None:
    """As agreed anew."""
    row = VisitRow
    changed = {"sequence": row.sequence + 1, "changed_at": at, "changed_by": by}
    session.execute(
        update(row).where(row.id == visit_id).values({**_columns(said), **changed}),
        execution_options={"synchronize_session": False},
    )


def call_off(session: Session, visit_id: int, reason: str, *, by: str, at: datetime) -> None:
    """The visit does not take place; its inspections may be made on another."""
    row = VisitRow
    session.execute(
        update(row)
        .where(row.id == visit_id)
        .values(
            {
                "sequence": row.sequence + 1,
                "changed_at": at,
                "changed_by": by,
                "called_off_at": at,
                "called_off_by": by,
                "called_off_reason": reason,
            }
        ),
        execution_options={"synchronize_session": False},
    )


def put_on(session: Session, visit_id: int, inspections: Iterable[VisitInspection]) -> None:
    """These inspections are made on the visit."""
    rows = [
        {
            "visit_id": visit_id,
            "engagement_id": one.engagement_id,
            "fiscal_year": one.fiscal_year,
            "round": one.round,
        }
        for one in inspections
    ]
    if rows:
        session.execute(insert(VisitInspectionRow), rows)


def take_off(session: Session, visit_id: int, inspections: Iterable[VisitInspection]) -> None:
    """These are no longer made on it."""
    row = VisitInspectionRow
    for one in inspections:
        mine = (row.visit_id == visit_id, row.engagement_id == one.engagement_id)
        this = (row.fiscal_year == one.fiscal_year, row.round == one.round)
        session.execute(row.__table__.delete().where(*mine, *this))  # type: ignore[attr-defined]


def id_of(session: Session, uid: str) -> int | None:
    """The visit that calendars know by this name."""
    return session.scalar(select(VisitRow.id).where(VisitRow.uid == uid))


def one(session: Session, visit_id: int, scope: Scope) -> ArrangedVisit | None:
    """A visit with its inspections; None where there is none for this scope."""
    found = session.scalar(select(VisitRow).where(VisitRow.id == visit_id, is_seen(scope)))
    return with_inspections(session, [found], scope)[0] if found else None


def with_inspections(
    session: Session, rows: Sequence[VisitRow], scope: Scope
) -> list[ArrangedVisit]:
    """Visits with what of their inspections may be seen, in two questions for all of them."""
    ids = [row.id for row in rows]
    seen = _inspections(session, ids, scope)
    others = {} if scope.everything else _other_departments(session, ids, scope)
    return [
        replace(
            as_visit(row),
            inspections=tuple(seen.get(row.id, ())),
            others=tuple(others.get(row.id, ())),
        )
        for row in rows
    ]


def as_visit(row: VisitRow) -> ArrangedVisit:
    """Without its inspections."""
    off = None
    if row.called_off_at is not None:
        off = CalledOff(row.called_off_at, row.called_off_by or "", row.called_off_reason or "")
    return ArrangedVisit(
        row.id,
        row.uid,
        row.contractor_id,
        row.contractor,
        row.department,
        Arrangement(
            row.held_on,
            row.starts_at,
            row.ends_at,
            row.place,
            row.officers,
            row.attendants,
            row.preparation,
            Method(row.method),
            row.reason,
            row.day_reason,
            row.contact,
        ),
        row.sequence,
        row.made_by,
        row.changed_at,
        row.changed_by,
        off,
    )


def arrangement_of(
    session: Session, engagement_id: int, year: FiscalYear, round_: int
) -> Arrangement | None:
    """What was agreed for the visit on which an inspection is or was made; not one called off."""
    row, visit = VisitInspectionRow, VisitRow
    query = (
        select(visit)
        .join(row, row.visit_id == visit.id)
        .where(
            row.engagement_id == engagement_id,
            row.fiscal_year == year.start,
            row.round == round_,
            is_live(),
        )
    )
    found = session.scalar(query.order_by(visit.id.desc()).limit(1))
    return as_visit(found).arrangement if found else None


def inspections() -> Select[Any]:
    """What a VisitInspection is made of, beside an InspectionRow, its engagement and terms."""
    row, terms = InspectionRow, ContractTermsRow
    columns = (
        row.engagement_id,
        ContractRow.number,
        EngagementRow.branch,
        row.fiscal_year,
        row.round,
        terms.title,
        terms.department,
        row.id,
        row.planned_on,
        row.carried_out_on,
    )
    query = select(*columns).select_from(row)
    query = query.join(EngagementRow, EngagementRow.id == row.engagement_id)
    query = query.join(ContractRow, ContractRow.id == EngagementRow.contract_id)
    return party.beside_engagement(query).where(row.is_current)


def _inspections(
    session: Session, ids: Sequence[int], scope: Scope
) -> Mapping[int, list[VisitInspection]]:
    row, on_visit = InspectionRow, VisitInspectionRow
    query = inspections().add_columns(on_visit.visit_id)
    query = query.join(on_visit, _same(on_visit, row)).where(on_visit.visit_id.in_(ids))
    query = query.where(visible(scope)).order_by(ContractRow.number, EngagementRow.branch)
    found: dict[int, list[VisitInspection]] = {}
    for *columns, visit_id in session.execute(query).tuples():
        found.setdefault(visit_id, []).append(VisitInspection(*columns))
    return found


def _other_departments(
    session: Session, ids: Sequence[int], scope: Scope
) -> Mapping[int, list[str]]:
    row, engagement, terms = VisitInspectionRow, EngagementRow, ContractTermsRow
    query = (
        select(row.visit_id, terms.department)
        .join(engagement, engagement.id == row.engagement_id)
        .join(terms, and_(terms.contract_id == engagement.contract_id, terms.is_current))
        .where(row.visit_id.in_(ids), ~visible(scope))
        .distinct()
        .order_by(terms.department)
    )
    found: dict[int, list[str]] = {}
    for visit_id, department in session.execute(query).tuples():
        found.setdefault(visit_id, []).append(department)
    return found


def _same(on_visit: type[VisitInspectionRow], row: type[InspectionRow]) -> ColumnElement[bool]:
    return and_(
        on_visit.engagement_id == row.engagement_id,
        on_visit.fiscal_year == row.fiscal_year,
        on_visit.round == row.round,
    )


def _columns(said: Arrangement) -> dict[str, Any]:
    return {
        "held_on": said.held_on,
        "starts_at": said.starts_at,
        "ends_at": said.ends_at,
        "place": said.place,
        "officers": said.officers,
        "attendants": said.attendants,
        "preparation": said.preparation,
        "method": said.method.value,
        "reason": said.reason,
        "day_reason": said.day_reason,
        "contact": said.contact,
    }
