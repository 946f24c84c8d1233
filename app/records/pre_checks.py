"""事前点検: what contractors said of the items of a check sheet; every version is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ForeignKey, PrimaryKeyConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified, one_of
from audits.self_check import SelfCheck


class PreCheckRow(Identified, Base):
    """One 事前点検票 as it came back; the newest of a sheet is the one that is shown."""

    __tablename__ = "pre_checks"

    sheet_id: Mapped[int] = mapped_column(ForeignKey("inspection_sheets.id"), index=True)
    contractor: Mapped[str]
    answered_by: Mapped[str]
    answered_on: Mapped[date | None]
    due_on: Mapped[date | None]
    loaded_at: Mapped[datetime]
    loaded_by: Mapped[str]


class PreCheckAnswerRow(Base):
    """What it says of one item; an item without a row was not answered."""

    __tablename__ = "pre_check_answers"
    __table_args__ = (PrimaryKeyConstraint("pre_check_id", "item"), one_of("said", SelfCheck))

    pre_check_id: Mapped[int] = mapped_column(ForeignKey("pre_checks.id"))
    item: Mapped[str] = mapped_column(Code)
    said: Mapped[str] = mapped_column(Code)
    explanation: Mapped[str]
    document: Mapped[str]


@dataclass(frozen=True, slots=True)
class SelfAnswer:
    """The contractor's answer to one item; `document`: the paper that shows it."""

    said: SelfCheck
    explanation: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class PreCheck:
    """A 事前点検票 filled in: who answered, by when it was asked for, and the answers by item."""

    contractor: str
    answered_by: str
    answered_on: date | None
    due_on: date | None
    answers: Mapping[str, SelfAnswer] = field(default_factory=dict)
    loaded_at: datetime | None = None
    loaded_by: str = ""

    @property
    def counts(self) -> Counter[SelfCheck]:
        return Counter(answer.said for answer in self.answers.values())

    @property
    def is_late(self) -> bool:
        """Whether it was answered after the day by which it was asked for."""
        given, due = self.answered_on, self.due_on
        return given is not None and due is not None and given > due


@dataclass(frozen=True, slots=True)
class PreCheckVersion:
    """One version as a list tells of it."""

    contractor: str
    answered_by: str
    answered_on: date | None
    loaded_at: datetime
    loaded_by: str
    answers: int


def add(session: Session, sheet_id: int, given: PreCheck, *, by: str, at: datetime) -> None:
    """Keeps one more version."""
    row = PreCheckRow(
        sheet_id=sheet_id,
        contractor=given.contractor,
        answered_by=given.answered_by,
        answered_on=given.answered_on,
        due_on=given.due_on,
        loaded_at=at,
        loaded_by=by,
    )
    session.add(row)
    session.flush()
    session.add_all(
        PreCheckAnswerRow(
            pre_check_id=row.id,
            item=item,
            said=one.said.value,
            explanation=one.explanation,
            document=one.document,
        )
        for item, one in given.answers.items()
    )
    session.flush()


def newest(session: Session, sheet_id: int) -> PreCheck | None:
    """The version that was loaded last; None where there is none."""
    query = select(PreCheckRow).where(PreCheckRow.sheet_id == sheet_id)
    found = session.scalar(query.order_by(PreCheckRow.id.desc()).limit(1))
    if found is None:
        return None
    row = PreCheckAnswerRow
    columns = (row.item, row.said, row.explanation, row.document)
    said = session.execute(select(*columns).where(row.pre_check_id == found.id)).tuples()
    return PreCheck(
        found.contractor,
        found.answered_by,
        found.answered_on,
        found.due_on,
        {item: SelfAnswer(SelfCheck(word), words, paper) for item, word, words, paper in said},
        found.loaded_at,
        found.loaded_by,
    )


def versions(session: Session, sheet_id: int) -> list[PreCheckVersion]:
    """Every version, the newest first."""
    row, answer = PreCheckRow, PreCheckAnswerRow
    count = select(func.count()).where(answer.pre_check_id == row.id).scalar_subquery()
    columns = (row.contractor, row.answered_by, row.answered_on, row.loaded_at, row.loaded_by)
    query = select(*columns, count).where(row.sheet_id == sheet_id).order_by(row.id.desc())
    return [PreCheckVersion(*found) for found in session.execute(query).tuples()]
