"""廃棄簿: what is left of contracts that were disposed of; rows are only ever added."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    PrimaryKeyConstraint,
    Select,
    false,
    func,
    insert,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, one_of
from app.records.contracts import ContractRow
from app.records.revisions import in_batches
from app.records.scope import Scope
from audits.disposal import FIRST_HASH_BEFORE, Confirmed, DoneAs, Stub
from audits.record import Head
from audits.words import folded

MANY = 200


class DisposedContractRow(Base):
    """One stub, numbered 1, 2, 3 … in the order of disposal; the database refuses any change."""

    __tablename__ = "disposed_contracts"
    __table_args__ = (
        one_of("done_as", DoneAs),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("entries >= 0", name="entries"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    contract: Mapped[str] = mapped_column(Code, unique=True)
    department: Mapped[str] = mapped_column(Code, index=True)
    first_on: Mapped[date]
    last_on: Mapped[date]
    done_on: Mapped[date]
    done_as: Mapped[str] = mapped_column(Code)
    kept_until: Mapped[date]
    years: Mapped[int]
    entries: Mapped[int]
    last_hash: Mapped[str] = mapped_column(Code)
    hashes: Mapped[list[str]]
    first_by: Mapped[str]
    first_at: Mapped[datetime]
    first_reason: Mapped[str]
    second_by: Mapped[str]
    second_at: Mapped[datetime]
    second_reason: Mapped[str]
    format: Mapped[int]
    hash_before: Mapped[str] = mapped_column(Code)
    hash: Mapped[str] = mapped_column(Code)


class DisposedShareRow(Base):
    """One 共管課 of a contract that was disposed of, folded as contracts have theirs.

    Beside the stub and not in it: who may look at it is no part of what it proves.
    """

    __tablename__ = "disposed_co_departments"
    __table_args__ = (PrimaryKeyConstraint("stub", "department"),)

    stub: Mapped[int] = mapped_column(ForeignKey("disposed_contracts.number"))
    department: Mapped[str] = mapped_column(Code, index=True)


class DisposedSort(Enum):
    """What the list can be sorted by."""

    STUB = "stub"
    NUMBER = "number"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class WantedDisposed:
    """Which stubs a list shows; what is empty does not narrow it."""

    words: str = ""
    department: str = ""
    sort: DisposedSort = DisposedSort.STUB
    descending: bool = True


def add(session: Session, stubs: Sequence[Stub], shared: Mapping[str, Collection[str]]) -> None:
    """Adds stubs to the end of their chain. The caller holds the lock on the records.

    `shared`: the 共管課 of each contract that had some, by its number.
    """
    session.add_all(
        DisposedContractRow(
            number=stub.number,
            contract=stub.contract,
            department=stub.department,
            first_on=stub.first_on,
            last_on=stub.last_on,
            done_on=stub.done_on,
            done_as=stub.done_as.value,
            kept_until=stub.kept_until,
            years=stub.years,
            entries=stub.entries,
            last_hash=stub.last_hash,
            hashes=list(stub.hashes),
            first_by=stub.first.by,
            first_at=stub.first.at,
            first_reason=stub.first.reason,
            second_by=stub.second.by,
            second_at=stub.second.at,
            second_reason=stub.second.reason,
            format=stub.format,
            hash_before=stub.hash_before,
            hash=stub.hash,
        )
        for stub in stubs
    )
    session.flush()
    shares = [
        {"stub": stub.number, "department": name}
        for stub in stubs
        for name in sorted(shared.get(stub.contract, ()))
    ]
    if shares:
        session.execute(insert(DisposedShareRow), shares)


def end(session: Session) -> Head:
    """How many stubs there are, and the hash of the last."""
    row = DisposedContractRow
    query = select(row.number, row.hash).order_by(row.number.desc()).limit(1)
    found = session.execute(query).tuples().one_or_none()
    return Head(*found) if found else Head(0, FIRST_HASH_BEFORE)


def heads(session: Session) -> dict[str, Head]:
    """Contract's number → the end that its record had."""
    row = DisposedContractRow
    query = select(row.contract, row.entries, row.last_hash).execution_options(yield_per=1000)
    return {contract: Head(n, last) for contract, n, last in session.execute(query).tuples()}


def stubs(session: Session) -> Iterator[tuple[Stub, str]]:
    """Every stub with its stored hash, in order."""
    query = select(DisposedContractRow).order_by(DisposedContractRow.number)
    for row in session.scalars(query.execution_options(yield_per=MANY)):
        yield _stub(row), row.hash


def still_on_file(session: Session) -> set[str]:
    """The numbers of disposed contracts that are there all the same."""
    row = DisposedContractRow
    query = select(row.contract).where(row.contract.in_(select(ContractRow.number)))
    return set(session.scalars(query))


def hash_of_stub(session: Session, number: int) -> str | None:
    """The stored hash of the stub with this number."""
    row = DisposedContractRow
    return session.scalar(select(row.hash).where(row.number == number))


def hash_of_entry(session: Session, contract: str, number: int) -> str | None:
    """The hash of one entry of a contract that was disposed of."""
    row = DisposedContractRow
    found = session.scalar(select(row.hashes).where(row.contract == contract)) or []
    return found[number - 1] if 1 <= number <= len(found) else None


def numbers_among(session: Session, numbers: Collection[str]) -> set[str]:
    """Those of these numbers that a disposed contract has had."""
    row, found = DisposedContractRow, set[str]()
    for some in in_batches(sorted(set(numbers))):
        found.update(session.scalars(select(row.contract).where(row.contract.in_(some))))
    return found


def seen_among(session: Session, numbers: Collection[str], scope: Scope) -> set[str]:
    """Those of these numbers whose stubs are within the scope."""
    row, found = DisposedContractRow, set[str]()
    for some in in_batches(sorted(set(numbers))):
        query = select(row.contract).where(row.contract.in_(some), _within(scope))
        found.update(session.scalars(query))
    return found


def stub_of(session: Session, contract: str, scope: Scope) -> tuple[Stub, str] | None:
    """The stub of a contract, with its hash; None where it is not within the scope."""
    row = DisposedContractRow
    found = session.scalar(select(row).where(row.contract == contract, _within(scope)))
    return (_stub(found), found.hash) if found else None


def count(session: Session, wanted: WantedDisposed, scope: Scope) -> int:
    query = _narrowed(select(func.count()).select_from(DisposedContractRow), wanted, scope)
    return session.scalar(query) or 0


def page_of(
    session: Session, wanted: WantedDisposed, scope: Scope, *, offset: int, limit: int
) -> list[tuple[Stub, str]]:
    """One page of the stubs, each with its hash."""
    row = DisposedContractRow
    columns: dict[DisposedSort, Any] = {
        DisposedSort.STUB: row.number,
        DisposedSort.NUMBER: row.contract,
        DisposedSort.DEPARTMENT: row.department,
    }
    column = columns[wanted.sort]
    order = column.desc() if wanted.descending else column
    query = _narrowed(select(row), wanted, scope).order_by(order, row.number)
    return [(_stub(one), one.hash) for one in session.scalars(query.offset(offset).limit(limit))]


def count_all(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(DisposedContractRow)) or 0


def _narrowed(query: Select[Any], wanted: WantedDisposed, scope: Scope) -> Select[Any]:
    row = DisposedContractRow
    query = query.where(_within(scope))
    if wanted.department:
        query = query.where(row.department == wanted.department)
    for word in wanted.words.split():
        plain = folded(word).casefold()
        query = query.where(func.lower(row.contract).contains(plain, autoescape=True))
    return query


def _within(scope: Scope) -> ColumnElement[bool]:
    """Whoever could see the contracts of the department may see the stub."""
    if scope.everything:
        return true()
    if not scope.departments:
        return false()
    row, share = DisposedContractRow, DisposedShareRow
    shared = select(share.stub).where(share.department.in_(sorted(map(folded, scope.departments))))
    return or_(row.department.in_(sorted(scope.departments)), row.number.in_(shared))


def _stub(row: DisposedContractRow) -> Stub:
    return Stub(
        number=row.number,
        contract=row.contract,
        department=row.department,
        first_on=row.first_on,
        last_on=row.last_on,
        done_on=row.done_on,
        done_as=DoneAs(row.done_as),
        kept_until=row.kept_until,
        years=row.years,
        entries=row.entries,
        last_hash=row.last_hash,
        hashes=tuple(row.hashes),
        first=Confirmed(row.first_by, row.first_at, row.first_reason),
        second=Confirmed(row.second_by, row.second_at, row.second_reason),
        hash_before=row.hash_before,
        format=row.format,
    )
