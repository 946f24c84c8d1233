"""指摘の経過: orders, answers, checks, extensions and reopenings, round after round; only added."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified, one_of
from app.records.inspections import FindingRow
from audits.lifecycles.finding import FindingAct


class FindingStepRow(Identified, Base):
    """One step of a finding. `turn` counts its rounds; `round` is that of the inspection.

    `due_before`, `due_on`: the date set for it before and after, where the step sets one.
    """

    __tablename__ = "finding_steps"
    __table_args__ = (
        Index(None, "engagement_id", "fiscal_year", "round", "number"),
        one_of("act", FindingAct),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "fiscal_year",
        "round",
        "number",
        "turn",
        "act",
        "on",
        "text",
        "place",
        "due_before",
        "due_on",
    )

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"))
    fiscal_year: Mapped[int]
    round: Mapped[int]
    number: Mapped[str] = mapped_column(Code)
    turn: Mapped[int]
    act: Mapped[str] = mapped_column(Code)
    on: Mapped[date]
    text: Mapped[str]
    place: Mapped[str]
    due_before: Mapped[date | None]
    due_on: Mapped[date | None]
    order_id: Mapped[int | None] = mapped_column(ForeignKey("improvement_orders.id"))
    written_at: Mapped[datetime]
    written_by: Mapped[str]


class ImprovementOrderRow(Identified, Base):
    """A 改善指示書 as it was issued, with the findings (指摘番号) that it is about."""

    __tablename__ = "improvement_orders"
    __table_args__ = (Index(None, "engagement_id", "fiscal_year", "round"),)
    FACTS: ClassVar[tuple[str, ...]] = (
        "fiscal_year",
        "round",
        "numbers",
        "document_number",
        "issued_on",
        "answer_by",
        "sealed",
        "demand",
        "published",
        "paper_sha256",
    )

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"))
    fiscal_year: Mapped[int]
    round: Mapped[int]
    numbers: Mapped[list[str]]
    document_number: Mapped[str] = mapped_column(Code)
    issued_on: Mapped[date]
    answer_by: Mapped[date]
    sealed: Mapped[bool]
    demand: Mapped[str]
    published: Mapped[bool]
    paper_sha256: Mapped[str] = mapped_column(ForeignKey("papers_on_file.sha256"))
    written_at: Mapped[datetime]
    written_by: Mapped[str]


@dataclass(frozen=True, slots=True)
class FindingStep:
    """One step, as it was taken."""

    id: int
    number: str
    turn: int
    act: FindingAct
    on: date
    text: str
    place: str
    due_before: date | None
    due_on: date | None
    order_id: int | None
    by: str


@dataclass(frozen=True, slots=True)
class Order:
    """An order, as ImprovementOrderRow keeps it."""

    id: int
    numbers: list[str]
    document_number: str
    issued_on: date
    answer_by: date
    sealed: bool
    paper_sha256: str


@dataclass(frozen=True, slots=True)
class FiledFinding:
    """The newest revision of a finding."""

    id: int
    first_id: int
    revision: int
    values: dict[str, Any]


def of_visit(session: Session, engagement_id: int, year: int, visit: int) -> list[FindingStep]:
    """The steps of every finding of an inspection, oldest first."""
    row = FindingStepRow
    query = (
        select(row)
        .where(row.engagement_id == engagement_id, row.fiscal_year == year, row.round == visit)
        .order_by(row.id)
    )
    return [_step(one) for one in session.scalars(query)]


def filed_findings(
    session: Session, engagement_id: int, year: int, visit: int
) -> list[FiledFinding]:
    """The findings of an inspection as they stand, by number."""
    row = FindingRow
    query = select(row).where(
        row.is_current,
        row.engagement_id == engagement_id,
        row.fiscal_year == year,
        row.round == visit,
    )
    found = [
        FiledFinding(
            one.id,
            one.first_id or one.id,
            one.revision,
            {name: getattr(one, name) for name in FindingRow.FACTS},
        )
        for one in session.scalars(query)
    ]
    return sorted(found, key=lambda one: by_number(one.values["number"]))


def by_number(number: str) -> tuple[int, str]:
    """10 after 9, and both before what is no number."""
    plain = number.isascii() and number.isdigit()
    return (len(number) if plain else 1_000, number)


def orders_of(session: Session, engagement_id: int, year: int, visit: int) -> list[Order]:
    """The orders that an inspection has led to, the first one first."""
    row = ImprovementOrderRow
    query = select(*(getattr(row, field.name) for field in fields(Order))).where(
        row.engagement_id == engagement_id, row.fiscal_year == year, row.round == visit
    )
    return [Order(*one) for one in session.execute(query.order_by(row.id))]


def _step(row: FindingStepRow) -> FindingStep:
    return FindingStep(
        row.id,
        row.number,
        row.turn,
        FindingAct(row.act),
        row.on,
        row.text,
        row.place,
        row.due_before,
        row.due_on,
        row.order_id,
        row.written_by,
    )
