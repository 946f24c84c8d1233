"""立入調査結果報告書: every act on a report, and the editions that were approved; only added to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified, one_of
from app.records.contracts import EngagementRow
from app.records.inspections import InspectionRow
from app.records.revisions import in_batches
from audits.fiscal_year import FiscalYear
from audits.lifecycles.report import ReportAct


class ReportActRow(Identified, Base):
    """One act on the report of one inspection; `facts` is what it stated when it was submitted."""

    __tablename__ = "report_acts"
    __table_args__ = (
        Index(None, "engagement_id", "fiscal_year", "round"),
        one_of("act", ReportAct),
    )

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"))
    fiscal_year: Mapped[int]
    round: Mapped[int]
    edition: Mapped[int]
    act: Mapped[str] = mapped_column(Code)
    on: Mapped[date]
    comment: Mapped[str]
    facts: Mapped[str]
    written_at: Mapped[datetime]
    written_by: Mapped[str]


class ApprovedReportRow(Identified, Base):
    """An edition as it was approved: what it states, and the PDF that is handed out ever after.

    `alone`: who approved it had submitted it, since the department had nobody else.
    """

    __tablename__ = "approved_reports"
    __table_args__ = (UniqueConstraint("engagement_id", "fiscal_year", "round", "edition"),)
    FACTS: ClassVar[tuple[str, ...]] = (
        "fiscal_year",
        "round",
        "edition",
        "facts_sha256",
        "paper_sha256",
        "submitted_on",
        "submitted_by",
        "approved_on",
        "approved_by",
        "alone",
    )

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"))
    fiscal_year: Mapped[int]
    round: Mapped[int]
    edition: Mapped[int]
    facts: Mapped[str]
    facts_sha256: Mapped[str] = mapped_column(Code)
    paper_sha256: Mapped[str] = mapped_column(ForeignKey("papers_on_file.sha256"))
    submitted_on: Mapped[date]
    submitted_by: Mapped[str]
    approved_on: Mapped[date]
    approved_by: Mapped[str]
    alone: Mapped[bool]
    written_at: Mapped[datetime]
    written_by: Mapped[str]


@dataclass(frozen=True, slots=True)
class ApprovedReport:
    """An edition that was approved, as ApprovedReportRow keeps it."""

    id: int
    edition: int
    facts: str
    facts_sha256: str
    paper_sha256: str
    submitted_on: date
    submitted_by: str
    approved_on: date
    approved_by: str
    alone: bool


_COLUMNS = tuple(getattr(ApprovedReportRow, field.name) for field in fields(ApprovedReport))


@dataclass(frozen=True, slots=True)
class ReportStep:
    """One act on a report, as it was done."""

    id: int
    edition: int
    act: ReportAct
    on: date
    comment: str
    facts: str
    by: str


def steps_of(
    session: Session, engagement_id: int, year: FiscalYear, visit: int
) -> list[ReportStep]:
    """Everything that was done with the report of an inspection, oldest first."""
    row = ReportActRow
    query = select(row.id, row.edition, row.act, row.on, row.comment, row.facts, row.written_by)
    query = query.where(
        row.engagement_id == engagement_id, row.fiscal_year == year.start, row.round == visit
    )
    found = session.execute(query.order_by(row.id)).tuples()
    return [ReportStep(i, n, ReportAct(a), on, c, f, by) for i, n, a, on, c, f, by in found]


def add_step(
    session: Session,
    engagement_id: int,
    year: FiscalYear,
    visit: int,
    *,
    edition: int,
    act: ReportAct,
    on: date,
    comment: str = "",
    facts: str = "",
    by: str,
    at: datetime,
) -> None:
    session.add(
        ReportActRow(
            engagement_id=engagement_id,
            fiscal_year=year.start,
            round=visit,
            edition=edition,
            act=act.value,
            on=on,
            comment=comment,
            facts=facts,
            written_at=at,
            written_by=by,
        )
    )
    session.flush()


def approved_editions(
    session: Session, engagement_id: int, year: FiscalYear, visit: int
) -> list[ApprovedReport]:
    """The approved editions of the report of an inspection, the first one first."""
    row = ApprovedReportRow
    query = select(*_COLUMNS).where(
        row.engagement_id == engagement_id, row.fiscal_year == year.start, row.round == visit
    )
    return [ApprovedReport(*one) for one in session.execute(query.order_by(row.edition))]


def of_contracts(
    session: Session, contract_ids: Sequence[int]
) -> Mapping[int, Sequence[ApprovedReport]]:
    """Every approved edition, by the contract's id."""
    row, engagement = ApprovedReportRow, EngagementRow
    found: dict[int, list[ApprovedReport]] = {}
    for some in in_batches(list(contract_ids)):
        query = select(engagement.contract_id, *_COLUMNS)
        query = query.join(row, row.engagement_id == engagement.id)
        query = query.where(engagement.contract_id.in_(some)).order_by(row.id)
        for contract_id, *one in session.execute(query):
            found.setdefault(contract_id, []).append(ApprovedReport(*one))
    return found


def result_written_by(
    session: Session, engagement_id: int, year: FiscalYear, visit: int
) -> str | None:
    """Who wrote what is on file of an inspection now."""
    row = InspectionRow
    query = select(row.written_by).where(
        row.is_current,
        row.engagement_id == engagement_id,
        row.fiscal_year == year.start,
        row.round == visit,
    )
    return session.scalar(query)
