"""調査票: the check sheet of one inspection as it was composed, and the answers given so far.

Answers may change until the inspection is concluded; they leave no entry of the record.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    PrimaryKeyConstraint,
    UniqueConstraint,
    and_,
    exists,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified, one_of
from app.records.contracts import EngagementRow
from app.records.inspections import InspectionRow
from audits.fiscal_year import FiscalYear
from audits.verdict import Verdict
from checklists.composing import ComposedItem, ComposedSheet, ItemOrigin, ItemSource
from checklists.library import subject_said
from checklists.sheet import Group


class SheetRow(Identified, Base):
    """The sheet of one round of an engagement's inspections; `composed` is what it asks, as JSON.

    `training_met`: it was concluded, and everything that it asks about training was 適.
    """

    __tablename__ = "inspection_sheets"
    __table_args__ = (UniqueConstraint("engagement_id", "fiscal_year", "round"),)

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"))
    fiscal_year: Mapped[int]
    round: Mapped[int]
    edition: Mapped[str] = mapped_column(Code)
    composed: Mapped[str]
    opened_at: Mapped[datetime]
    opened_by: Mapped[str]
    concluded_at: Mapped[datetime | None]
    training_met: Mapped[bool] = mapped_column(default=False)


class AnswerRow(Base):
    """The answer to one item, the latest one; without a row the item is 未確認."""

    __tablename__ = "sheet_answers"
    __table_args__ = (PrimaryKeyConstraint("sheet_id", "item"), one_of("verdict", Verdict))

    sheet_id: Mapped[int] = mapped_column(ForeignKey("inspection_sheets.id"))
    item: Mapped[str] = mapped_column(Code)
    verdict: Mapped[str] = mapped_column(Code)
    comment: Mapped[str]
    set_due_on: Mapped[date | None]
    answered_at: Mapped[datetime]
    answered_by: Mapped[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was seen of one item; `set_due_on`: the day by which it is to be put right."""

    verdict: Verdict = Verdict.UNCONFIRMED
    comment: str = ""
    set_due_on: date | None = None
    answered_at: datetime | None = None
    answered_by: str = ""

    @property
    def said(self) -> tuple[Verdict, str, date | None]:
        """What it says, whoever said it and whenever."""
        return (self.verdict, self.comment, self.set_due_on)


NOT_YET = Answer()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of one inspection, with the answers by the item's key."""

    id: int
    year: FiscalYear
    round: int
    composed: ComposedSheet
    answers: Mapping[str, Answer]
    concluded_at: datetime | None

    def answer(self, item: ComposedItem) -> Answer:
        return self.answers.get(item.key, NOT_YET)

    def counts(self, items: Sequence[ComposedItem] | None = None) -> Counter[Verdict]:
        """How many items have which verdict, of these or of all."""
        asked = self.composed.items if items is None else items
        return Counter(self.answer(item).verdict for item in asked)


def sheet_of(session: Session, engagement_id: int, year: FiscalYear, visit: int) -> Sheet | None:
    """The sheet of one inspection; None where nobody has opened it yet."""
    row = SheetRow
    query = select(row).where(
        row.engagement_id == engagement_id, row.fiscal_year == year.start, row.round == visit
    )
    found = session.scalar(query)
    if found is None:
        return None
    return _sheet(found, _answers(session, found.id))


def earlier_sheets(
    session: Session, engagement_id: int, year: FiscalYear, visit: int
) -> list[Sheet]:
    """The concluded sheets of the engagement before this round, the newest first."""
    row = SheetRow
    before = or_(
        row.fiscal_year < year.start, and_(row.fiscal_year == year.start, row.round < visit)
    )
    query = select(row).where(
        row.engagement_id == engagement_id, row.concluded_at.is_not(None), before
    )
    query = query.order_by(row.fiscal_year.desc(), row.round.desc())
    found = session.scalars(query).all()
    sheets = _with_answers(session, found)
    return [sheets[one.id] for one in found]


def concluded_sheets(session: Session, contract_id: int) -> list[tuple[int, Sheet]]:
    """(branch, its sheet) of each concluded visit of a contract, the newest first."""
    row, party = SheetRow, EngagementRow
    query = select(party.branch, row).join(row, row.engagement_id == party.id)
    query = query.where(party.contract_id == contract_id, row.concluded_at.is_not(None))
    query = query.order_by(row.fiscal_year.desc(), row.round.desc())
    found = session.execute(query).tuples().all()
    sheets = _with_answers(session, [one for _, one in found])
    return [(branch, sheets[one.id]) for branch, one in found]


def _with_answers(session: Session, found: Sequence[SheetRow]) -> dict[int, Sheet]:
    """The sheets of these rows, by the rows' numbers."""
    given = AnswerRow
    answers: dict[int, dict[str, Answer]] = {one.id: {} for one in found}
    columns = (given.verdict, given.comment, given.set_due_on, given.answered_at, given.answered_by)
    query = select(given.sheet_id, given.item, *columns).where(given.sheet_id.in_(list(answers)))
    for sheet_id, item, verdict, comment, due_on, at, by in session.execute(query).tuples():
        answers[sheet_id][item] = Answer(Verdict(verdict), comment, due_on, at, by)
    return {one.id: _sheet(one, answers[one.id]) for one in found}


def training_is_met() -> ColumnElement[bool]:
    """Beside an InspectionRow: whether the answers of its sheet confirm the year's training."""
    row, visit = SheetRow, InspectionRow
    return exists().where(
        row.engagement_id == visit.engagement_id,
        row.fiscal_year == visit.fiscal_year,
        row.round == visit.round,
        row.training_met,
    )


def open_sheet(
    session: Session,
    engagement_id: int,
    year: FiscalYear,
    visit: int,
    composed: ComposedSheet,
    *,
    by: str,
    at: datetime,
) -> None:
    """Keeps what the sheet asks: later editions and promises do not change it any more."""
    session.add(
        SheetRow(
            engagement_id=engagement_id,
            fiscal_year=year.start,
            round=visit,
            edition=composed.edition,
            composed=_written(composed),
            opened_at=at,
            opened_by=by,
            concluded_at=None,
            training_met=False,
        )
    )
    session.flush()


def answer(
    session: Session, sheet_id: int, item: str, given: Answer, *, by: str, at: datetime
) -> None:
    """Keeps an answer in place of an earlier one."""
    values: dict[str, Any] = {
        "verdict": given.verdict.value,
        "comment": given.comment,
        "set_due_on": given.set_due_on,
        "answered_at": at,
        "answered_by": by,
    }
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    make: Any = postgresql.insert if on_postgresql else sqlite.insert
    session.execute(
        make(AnswerRow)
        .values(sheet_id=sheet_id, item=item, **values)
        .on_conflict_do_update(index_elements=["sheet_id", "item"], set_=values)
    )


def conclude(session: Session, sheet_id: int, at: datetime, *, training_met: bool) -> None:
    """From now on no answer changes."""
    values = {"concluded_at": at, "training_met": training_met}
    session.execute(update(SheetRow).where(SheetRow.id == sheet_id).values(values))


def _sheet(row: SheetRow, answers: Mapping[str, Answer]) -> Sheet:
    composed = _read(row.composed, row.edition)
    year = FiscalYear(row.fiscal_year)
    return Sheet(row.id, year, row.round, composed, answers, row.concluded_at)


def _answers(session: Session, sheet_id: int) -> dict[str, Answer]:
    row = AnswerRow
    columns = (row.item, row.verdict, row.comment, row.set_due_on, row.answered_at, row.answered_by)
    found = session.execute(select(*columns).where(row.sheet_id == sheet_id)).tuples()
    return {
        item: Answer(Verdict(verdict), comment, due_on, at, by)
        for item, verdict, comment, due_on, at, by in found
    }


def _written(composed: ComposedSheet) -> str:
    items = [
        {
            **asdict(item),
            "sources": [[s.origin.value, s.number, s.note] for s in item.sources],
        }
        for item in composed.items
    ]
    groups = [[group.code, group.name] for group in composed.groups]
    return json.dumps({"groups": groups, "items": items}, ensure_ascii=False)


def _read(text: str, edition: str) -> ComposedSheet:
    found = json.loads(text)
    groups = tuple(Group(code, name) for code, name in found["groups"])
    return ComposedSheet(edition, groups, tuple(map(item_read, found["items"])))


def item_read(kept: Mapping[str, Any]) -> ComposedItem:
    """One of the `items` of a sheet as it was kept."""
    return ComposedItem(
        kept["key"],
        kept["place"],
        kept["group"],
        kept["text"],
        tuple(ItemSource(ItemOrigin(o), n, note) for o, n, note in kept["sources"]),
        kept["training"],
        # Sheets that were opened before there was a library say no more than their words.
        kept.get("subject", subject_said(kept["text"])),
        kept.get("look_at", ""),
        tuple(kept.get("also", ())),
    )
