"""添付: files that prove what an entry of the record says; taken back, never erased."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified, one_of
from app.records.contracts import ContractRow, ContractTermsRow
from app.records.scope import Scope, visible
from audits.file_kind import FileKind


class AttachmentRow(Identified, Base):
    """One file beside the entry of this number; rows are only ever added.

    `sheet_id`, `item`: for a photograph, the item of the check sheet that it was taken for.
    """

    __tablename__ = "attachments"
    __table_args__ = (
        Index(None, "contract_id", "entry_number"),
        one_of("kind", FileKind),
        CheckConstraint("size >= 1", name="size"),
    )
    FACTS: ClassVar[tuple[str, ...]] = ("entry_number", "item", "name", "kind", "size", "sha256")

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    entry_number: Mapped[int]
    sheet_id: Mapped[int | None] = mapped_column(ForeignKey("inspection_sheets.id"), index=True)
    item: Mapped[str] = mapped_column(Code)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(Code)
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(Code, ForeignKey("evidence_contents.sha256"), index=True)
    written_at: Mapped[datetime]
    written_by: Mapped[str]


class WithdrawalRow(Identified, Base):
    """取下げ: an attachment that was a mistake; its bytes go, its line and its hash stay."""

    __tablename__ = "attachment_withdrawals"
    __table_args__ = (UniqueConstraint("attachment_id"),)
    FACTS: ClassVar[tuple[str, ...]] = ("attachment_id", "on", "reason")

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"), index=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachments.id"))
    on: Mapped[date]
    reason: Mapped[str]
    written_at: Mapped[datetime]
    written_by: Mapped[str]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """When, why and by whom a file was taken back."""

    on: date
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attached file; its bytes are elsewhere."""

    id: int
    contract_id: int
    entry_number: int
    item: str
    name: str
    kind: FileKind
    size: int
    sha256: str
    at: datetime
    by: str
    withdrawal: Withdrawal | None

    @property
    def values(self) -> dict[str, Any]:
        """As the record's entry holds them."""
        found = {name: getattr(self, name) for name in AttachmentRow.FACTS if name != "kind"}
        return {**found, "kind": self.kind.value}


def of_contract(
    session: Session, contract_id: int, entry_number: int | None = None
) -> list[Attachment]:
    """The files of a contract, or of one entry of its record, in the order they came."""
    query = _with_withdrawal().where(AttachmentRow.contract_id == contract_id)
    if entry_number is not None:
        query = query.where(AttachmentRow.entry_number == entry_number)
    return _found(session, query)


def of_contracts(session: Session, contract_ids: Collection[int]) -> list[Attachment]:
    return _found(session, _with_withdrawal().where(AttachmentRow.contract_id.in_(contract_ids)))


def of_sheet(session: Session, sheet_id: int) -> list[Attachment]:
    """The photographs that an inspection's sheet has left on file."""
    return _found(session, _with_withdrawal().where(AttachmentRow.sheet_id == sheet_id))


def one(session: Session, attachment_id: int, scope: Scope) -> tuple[str, Attachment] | None:
    """The contract's number and the file; None where there is none within the scope."""
    terms = ContractTermsRow
    place = (
        select(ContractRow.number)
        .join(AttachmentRow, AttachmentRow.contract_id == ContractRow.id)
        .join(terms, terms.contract_id == ContractRow.id)
        .where(AttachmentRow.id == attachment_id, terms.is_current, visible(scope))
    )
    number = session.scalar(place)
    if number is None:
        return None
    [found] = _found(session, _with_withdrawal().where(AttachmentRow.id == attachment_id))
    return number, found


def count_by_entry(session: Session, contract_id: int) -> Counter[int]:
    """How many files in force stand beside each entry of a record."""
    files = of_contract(session, contract_id)
    return Counter(file.entry_number for file in files if file.withdrawal is None)


def withdrawals_of(
    session: Session, contract_ids: Collection[int]
) -> Sequence[tuple[int, int, int]]:
    """(contract's id, withdrawal's id, attachment's id) of everything taken back."""
    row = WithdrawalRow
    query = select(row.contract_id, row.id, row.attachment_id)
    found = session.execute(query.where(row.contract_id.in_(contract_ids)).order_by(row.id))
    return found.tuples().all()


def _with_withdrawal() -> Select[Any]:
    row, taken_back = AttachmentRow, WithdrawalRow
    return (
        select(row, taken_back)
        .outerjoin(taken_back, taken_back.attachment_id == row.id)
        .order_by(row.id)
    )


def _found(session: Session, query: Select[Any]) -> list[Attachment]:
    return [_attachment(row, taken_back) for row, taken_back in session.execute(query)]


def _attachment(row: AttachmentRow, taken_back: WithdrawalRow | None) -> Attachment:
    return Attachment(
        row.id,
        row.contract_id,
        row.entry_number,
        row.item,
        row.name,
        FileKind(row.kind),
        row.size,
        row.sha256,
        row.written_at,
        row.written_by,
        Withdrawal(taken_back.on, taken_back.reason, taken_back.written_by) if taken_back else None,
    )
