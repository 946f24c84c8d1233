"""契約と受持ち: contracts, their terms, and the engagements in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Fact, Identified, one_current, one_of
from audits.entry import first_hash_before
from audits.period import Rhythm
from audits.record import Head
from audits.words import folded

BATCH = 500


class ContractRow(Identified, Base):
    """A contract and the head of its record's chain; what was agreed stands in its terms."""

    __tablename__ = "contracts"
    __table_args__ = (CheckConstraint("entries >= 0", name="entries"),)

    number: Mapped[str] = mapped_column(Code, unique=True)
    entries: Mapped[int] = mapped_column(default=0)
    last_hash: Mapped[str] = mapped_column(Code)


class ContractTermsRow(Fact):
    """What a contract says, as of one revision; `search_text` is a folded copy for finding it."""

    __tablename__ = "contract_terms"
    __table_args__ = (
        UniqueConstraint("contract_id", "revision"),
        one_current("contract_terms", "contract_id"),
        Index(
            "ix_contract_terms_current_department",
            *("department", "contract_id"),
            sqlite_where=text("is_current = 1"),
            postgresql_where=text("is_current"),
        ),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        Index(None, "folded_contractor", postgresql_using="hash"),  # names of any length
        CheckConstraint("person_count >= 0", name="person_count"),
        one_of("periodic_report", Rhythm),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "title",
        "agency",
        "department",
        "co_departments",
        "registered_business",
        "contractor",
        "corporate_number",
        "description",
        "reason",
        "concluded_on",
        "starts_on",
        "ends_on",
        "stated_length",
        "subjects",
        "items",
        "media",
        "person_count",
        "my_number",
        "sensitive",
        "clause_set",
        "periodic_report",
        "demanded_schemes",
        "legal_basis",
        "previous_contract_number",
        "came_to_nothing_on",
        "remarks",
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), index=True)
    contractor_id: Mapped[int | None] = mapped_column(ForeignKey("contractors.id"), index=True)
    search_text: Mapped[str]
    folded_contractor: Mapped[str | None] = mapped_column(Code)
    title: Mapped[str]
    agency: Mapped[str | None]
    department: Mapped[str] = mapped_column(Code)
    co_departments: Mapped[list[str]]
    registered_business: Mapped[str | None]
    contractor: Mapped[str | None]
    corporate_number: Mapped[str | None]
    description: Mapped[str | None]
    reason: Mapped[str | None]
    concluded_on: Mapped[date | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    stated_length: Mapped[str | None]
    subjects: Mapped[str | None]
    items: Mapped[list[str]]
    media: Mapped[list[str]]
    person_count: Mapped[int | None]
    my_number: Mapped[bool]
    sensitive: Mapped[bool]
    clause_set: Mapped[str] = mapped_column(Code, ForeignKey("clause_sets.id"))
    periodic_report: Mapped[str | None]
    demanded_schemes: Mapped[list[str]]
    legal_basis: Mapped[str | None]
    previous_contract_number: Mapped[str | None]
    came_to_nothing_on: Mapped[date | None]
    remarks: Mapped[str | None]


class CoDepartmentRow(Base):
    """One 共管課 of one revision of a contract's terms: its list once more, to be searched.

    Folded: lists in a workbook's cell are, and the names of departments are not.
    """

    __tablename__ = "contract_co_departments"
    __table_args__ = (PrimaryKeyConstraint("terms_id", "department"),)

    terms_id: Mapped[int] = mapped_column(ForeignKey("contract_terms.id"))
    department: Mapped[str] = mapped_column(Code, index=True)


class EngagementRow(Identified, Base):
    """One contractor's part in a contract: branch 0 is 乙, further branches are subcontracts."""

    __tablename__ = "engagements"
    __table_args__ = (
        UniqueConstraint("contract_id", "branch"),
        CheckConstraint("branch >= 0", name="branch"),
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    branch: Mapped[int]


class SubcontractRow(Fact):
    """What a subcontract says, as of one revision; branch 0 has its contract's terms."""

    __tablename__ = "subcontracts"
    __table_args__ = (
        UniqueConstraint("engagement_id", "revision"),
        one_current("subcontracts", "engagement_id"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "parent_branch",
        "contractor",
        "corporate_number",
        "description",
        "reason",
        "starts_on",
        "ends_on",
        "consented_on",
        "consent_document",
        "flow_down",
        "staff_told_on",
        "items",
        "media",
        "clause_set",
    )

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"))
    contractor_id: Mapped[int] = mapped_column(ForeignKey("contractors.id"), index=True)
    parent_branch: Mapped[int]
    contractor: Mapped[str]
    corporate_number: Mapped[str | None]
    description: Mapped[str | None]
    reason: Mapped[str | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    consented_on: Mapped[date | None]
    consent_document: Mapped[str | None]
    flow_down: Mapped[bool]
    staff_told_on: Mapped[date | None]
    items: Mapped[list[str]]
    media: Mapped[list[str]]
    clause_set: Mapped[str] = mapped_column(Code, ForeignKey("clause_sets.id"))


def add(session: Session, numbers: Sequence[str]) -> None:
    """Puts contracts on file that are new, each with an empty record."""
    rows = [{"number": n, "entries": 0, "last_hash": first_hash_before(n)} for n in numbers]
    if rows:
        session.execute(insert(ContractRow), rows)


def add_engagements(session: Session, branches: Sequence[tuple[int, int]]) -> None:
    """Puts those of these (contract's id, branch) on file that are not there yet."""
    known: set[tuple[int, int]] = set()
    ids = sorted({contract_id for contract_id, _ in branches})
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        query = select(EngagementRow.contract_id, EngagementRow.branch)
        query = query.where(EngagementRow.contract_id.in_(some))
        known.update(session.execute(query).tuples())
    rows = [{"contract_id": c, "branch": b} for c, b in branches if (c, b) not in known]
    if rows:
        session.execute(insert(EngagementRow), rows)


def share(session: Session, terms: Sequence[tuple[int, Mapping[str, Any]]]) -> None:
    """Notes the 共管課 of new revisions of terms, each given with its number."""
    rows = [
        {"terms_id": key, "department": name}
        for key, values in terms
        for name in dict.fromkeys(map(folded, values["co_departments"]))
    ]
    if rows:
        session.execute(insert(CoDepartmentRow), rows)


def co_departments_of(session: Session, contract_ids: Sequence[int]) -> dict[str, set[str]]:
    """Contract's number → its 共管課 as they are now, folded; those without any are left out."""
    row, terms, found = CoDepartmentRow, ContractTermsRow, dict[str, set[str]]()
    query = select(ContractRow.number, row.department).join(terms, terms.id == row.terms_id)
    query = query.join(ContractRow, ContractRow.id == terms.contract_id)
    query = query.where(terms.is_current, ContractRow.id.in_(contract_ids))
    for number, department in session.execute(query).tuples():
        found.setdefault(number, set()).add(department)
    return found


def set_heads(session: Session, heads: Sequence[tuple[int, Head]]) -> None:
    """Notes the new ends of records after writing entries."""
    rows = [{"id": key, "entries": h.entries, "last_hash": h.hash} for key, h in heads]
    if rows:
        session.execute(update(ContractRow), rows)


def ids_of_contractors(session: Session, names: Collection[str]) -> set[int]:
    """The contracts that contractors of these (folded) names hold as 受託者."""
    row, found, wanted = ContractTermsRow, set[int](), sorted(names)
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        query = select(row.contract_id).where(row.is_current, row.folded_contractor.in_(some))
        found.update(session.scalars(query))
    return found


class ContractHead(NamedTuple):
    """A contract and the end of its record as noted beside it."""

    id: int
    number: str
    entries: int
    last_hash: str


def heads(session: Session) -> Iterator[ContractHead]:
    """Every contract with the end of its record, by number."""
    row = ContractRow
    query = select(row.id, row.number, row.entries, row.last_hash).order_by(row.number)
    for found in session.execute(query).yield_per(1000):
        yield ContractHead(*found)


def heads_of(session: Session, contract_ids: Sequence[int]) -> list[ContractHead]:
    """These contracts with the ends of their records, by number."""
    row = ContractRow
    query = select(row.id, row.number, row.entries, row.last_hash).order_by(row.number)
    return [
        ContractHead(*found) for found in session.execute(query.where(row.id.in_(contract_ids)))
    ]
