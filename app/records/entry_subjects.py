"""記録の一行: one entry of a contract's record as what evidence is about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.records.acts_on_file import TABLES, first_ids
from app.records.attachments import AttachmentRow, WithdrawalRow
from app.records.base import Fact
from app.records.contracts import ContractTermsRow, EngagementRow
from app.records.entries import EntryRow
from app.records.inspections import InspectionRow
from app.records.paper_places import PaperPlaceRow

ABOUT_EVIDENCE = frozenset(
    table.__tablename__ for table in (AttachmentRow, WithdrawalRow, PaperPlaceRow)
)


@dataclass(frozen=True, slots=True)
class EntrySubject:
    """An entry of the record: its number, day, kind and words, and where its papers are."""

    number: int
    on: date
    kind: str
    text: str
    branch: int
    place: str
    table: str

    @property
    def name(self) -> str:
        """5号 立入調査."""
        return f"{self.number}号 {self.kind}"

    @property
    def takes_evidence(self) -> bool:
        """Whether it tells of an act itself, not of evidence for another."""
        return self.table not in ABOUT_EVIDENCE


def entry_subject(session: Session, contract_id: int, number: int) -> EntrySubject | None:
    """The entry of this number; None where the record has none."""
    query = _subjects().where(EntryRow.contract_id == contract_id, EntryRow.number == number)
    found = session.execute(query).tuples().one_or_none()
    return EntrySubject(*found) if found else None


def entry_subjects(
    session: Session, contract_id: int, numbers: Collection[int]
) -> dict[int, EntrySubject]:
    """The entries of these numbers."""
    row = EntryRow
    query = _subjects().where(row.contract_id == contract_id, row.number.in_(numbers))
    return {found[0]: EntrySubject(*found) for found in session.execute(query).tuples()}


def entries_with_place(session: Session, contract_id: int) -> list[int]:
    """The numbers of the entries that say themselves where their papers are."""
    row = EntryRow
    query = select(row.number).where(row.contract_id == contract_id, row.place != "")
    return list(session.scalars(query.where(row.act_table.not_in(ABOUT_EVIDENCE))))


def title_of(session: Session, contract_id: int) -> str:
    """What the contract is called."""
    row = ContractTermsRow
    query = select(row.title).where(row.contract_id == contract_id, row.is_current)
    return session.scalar(query) or ""


def entry_of_act(session: Session, contract_id: int, table: str, row_id: int) -> int | None:
    """The number of the first entry that a fact has left; `row_id`: any revision of it."""
    shape = TABLES.get(table)
    if shape is None or not issubclass(shape, Fact):
        return None
    first = first_ids(session, table, [row_id]).get(row_id)
    row = EntryRow
    query = select(func.min(row.number)).where(
        row.contract_id == contract_id, row.act_table == table, row.act_row == first
    )
    return session.scalar(query)


def entry_of_inspection(
    session: Session, contract_id: int, branch: int, year: int, visit: int
) -> int | None:
    """The number of the first entry of an inspection; None where it has left none."""
    row = InspectionRow
    query = (
        select(row.id)
        .join(EngagementRow, EngagementRow.id == row.engagement_id)
        .where(
            EngagementRow.contract_id == contract_id,
            EngagementRow.branch == branch,
            row.fiscal_year == year,
            row.round == visit,
            row.is_current,
        )
    )
    found = session.scalar(query)
    if found is None:
        return None
    return entry_of_act(session, contract_id, row.__tablename__, found)


def _subjects() -> Select[tuple[int, date, str, str, int, str, str]]:
    row = EntryRow
    return select(row.number, row.on, row.kind, row.text, row.branch, row.place, row.act_table)
