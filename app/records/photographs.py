"""調査票の写真: taken for an item of a sheet, until the inspection is concluded."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, and_, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified, one_of
from app.records.contracts import ContractRow, EngagementRow
from app.records.inspections import InspectionRow
from app.records.sheets import SheetRow
from audits.file_kind import FileKind


class PhotographRow(Identified, Base):
    """One photograph of a sheet that is still being answered; a draft like its answers."""

    __tablename__ = "sheet_photographs"
    __table_args__ = (
        Index(None, "sheet_id", "item"),
        one_of("kind", FileKind),
        CheckConstraint("size >= 1", name="size"),
    )

    sheet_id: Mapped[int] = mapped_column(ForeignKey("inspection_sheets.id"))
    item: Mapped[str] = mapped_column(Code)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(Code)
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(Code, ForeignKey("evidence_contents.sha256"), index=True)
    written_at: Mapped[datetime]
    written_by: Mapped[str]


@dataclass(frozen=True, slots=True)
class Photograph:
    """One photograph; its bytes are elsewhere."""

    id: int
    item: str
    name: str
    kind: FileKind
    size: int
    sha256: str
    at: datetime
    by: str


def of_sheet(session: Session, sheet_id: int) -> list[Photograph]:
    """The photographs of a sheet, in the order they came."""
    row = PhotographRow
    found = session.scalars(select(row).where(row.sheet_id == sheet_id).order_by(row.id))
    return [
        Photograph(
            one.id,
            one.item,
            one.name,
            FileKind(one.kind),
            one.size,
            one.sha256,
            one.written_at,
            one.written_by,
        )
        for one in found
    ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A visit that has its judgement, and photographs that are drafts still."""

    contract: str
    branch: int
    engagement_id: int
    fiscal_year: int
    round: int


def waiting(session: Session, contracts: Collection[str]) -> list[Waiting]:
    """Of these contracts."""
    visit, sheet = InspectionRow, SheetRow
    query = (
        select(
            ContractRow.number,
            EngagementRow.branch,
            sheet.engagement_id,
            sheet.fiscal_year,
            sheet.round,
        )
        .distinct()
        .select_from(PhotographRow)
        .join(sheet, sheet.id == PhotographRow.sheet_id)
        .join(
            visit,
            and_(
                visit.engagement_id == sheet.engagement_id,
                visit.fiscal_year == sheet.fiscal_year,
                visit.round == sheet.round,
                visit.is_current,
                visit.judgement.is_not(None),
            ),
        )
        .join(EngagementRow, EngagementRow.id == sheet.engagement_id)
        .join(ContractRow, ContractRow.id == EngagementRow.contract_id)
    )
    found = (Waiting(*one) for one in session.execute(query).tuples())
    return [one for one in found if one.contract in contracts]


def forget(session: Session, sheet_id: int, photograph_id: int | None = None) -> None:
    """Forgets one photograph of a sheet, or all of them."""
    row = PhotographRow
    query = delete(row).where(row.sheet_id == sheet_id)
    if photograph_id is not None:
        query = query.where(row.id == photograph_id)
    session.execute(query)
