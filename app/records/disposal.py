"""廃棄で消えるもの: every row that belongs to contracts, table by table, and how it goes for good.

A table belongs to contracts where one of its columns names a contract, an engagement, a revision of
terms, a check sheet or a preliminary check. Visits, and papers and files by their content, go when
no other contract has them any more. All other tables stay (tests hold this list against them all).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    Text,
    cast,
    delete,
    exists,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.records import evidence_contents, listings, projection
from app.records.base import Base
from app.records.entries import EntryRow
from app.records.evidence_contents import EvidenceContentRow
from app.records.papers_on_file import PaperRow
from app.records.revisions import in_batches

ROOT = "contracts"
# A column that names what a row belongs to → the table of it.
OWNERS: Mapping[str, str] = {
    "contract_id": ROOT,
    "engagement_id": "engagements",
    "terms_id": "contract_terms",
    "sheet_id": "inspection_sheets",
    "pre_check_id": "pre_checks",
}
LEFT_ALONE = ("visit_notices", "visits")  # go with the last contract that was visited
BY_CONTENT = ("papers_on_file", "evidence_contents")
WITH_FILES = ("attachments", "sheet_photographs")


class StillLeanedOnError(Exception):
    """Somebody has just added a row that leans on what is to go; nothing of it is gone."""


def owner_of(table: Table) -> tuple[str, str] | None:
    """The column by which the rows of a table belong to contracts, and the table it names."""
    for column, owner in OWNERS.items():
        if column in table.c and table.c[column].foreign_keys:
            return column, owner
    return None


def going() -> list[Table]:
    """The tables whose rows go with their contracts, those first that others do not need."""
    every = reversed(Base.metadata.sorted_tables)
    return [table for table in every if table.name == ROOT or owner_of(table) is not None]


def belongs_to(table: Table, contract_ids: Collection[int]) -> ColumnElement[bool]:
    """Whether a row of a table belongs to one of these contracts."""
    if table.name == ROOT:
        return table.c.id.in_(sorted(contract_ids))
    found = owner_of(table)
    if found is None:
        raise ValueError(f"{table.name} belongs to no contract")
    column, name = found
    if name == ROOT:
        return table.c[column].in_(sorted(contract_ids))
    owner = Base.metadata.tables[name]
    return table.c[column].in_(select(owner.c.id).where(belongs_to(owner, contract_ids)))


def count_each(session: Session, contract_ids: Collection[int]) -> dict[str, int]:
    """Table → how many rows of these contracts it has, in one question."""
    counts = [
        select(literal(table.name), func.count()).where(belongs_to(table, contract_ids))
        for table in going()
    ]
    return dict(session.execute(union_all(*counts)).tuples().all())


def remove(session: Session, contract_ids: Sequence[int]) -> None:
    """Takes everything of these contracts off the file, in this transaction.

    The caller holds the lock on the records, and has kept what is to be left of them. SQLite
    overwrites what is deleted (app.records.database). Raises StillLeanedOnError.
    """
    for some in in_batches(contract_ids):
        papers, files = _contents(session, some)
        visits = _visits(session, some)
        projection.replace(session, some, [], [])
        listings.replace(session, some, [])
        _delete(session, some)
        _forget_visits(session, visits)
        _forget_papers(session, papers)
        for digest in sorted(files):
            evidence_contents.forget_unused(session, digest)
        _forget_files(session, files)


def _delete(session: Session, contract_ids: Sequence[int]) -> None:
    try:
        for table in going():
            session.execute(delete(table).where(belongs_to(table, contract_ids)))
    except IntegrityError as refused:
        raise StillLeanedOnError from refused


def _contents(session: Session, contract_ids: Sequence[int]) -> tuple[set[str], set[str]]:
    """The papers and the files, by content, that the contracts speak of."""
    papers = _evidence(session, EntryRow.contract_id.in_(contract_ids))
    files = set[str]()
    for table in going():
        for column in table.c:
            named = {key.column.table.name for key in column.foreign_keys}
            if named & set(BY_CONTENT):
                query = select(column).where(belongs_to(table, contract_ids), column.is_not(None))
                found = papers if "papers_on_file" in named else files
                found.update(session.scalars(query))
    return papers - files, files


def _evidence(session: Session, condition: ColumnElement[bool]) -> set[str]:
    """What entries name as their evidence: papers, and attached files as well."""
    row = EntryRow
    some = cast(row.evidence, Text) != "[]"
    query = select(row.evidence).where(condition, some).execution_options(yield_per=1000)
    return {digest for digests in session.scalars(query) for digest in digests}


def _visits(session: Session, contract_ids: Sequence[int]) -> list[int]:
    table = Base.metadata.tables["visit_inspections"]
    query = select(table.c.visit_id).where(belongs_to(table, contract_ids))
    return sorted(set(session.scalars(query)))


def _forget_visits(session: Session, visits: Sequence[int]) -> None:
    """Those of these visits that were to nobody else, with their notices."""
    tables = Base.metadata.tables
    visit, kept, notices = tables["visits"], tables["visit_inspections"], tables["visit_notices"]
    for some in in_batches(visits):
        is_left = visit.c.id.in_(some) & ~exists().where(kept.c.visit_id == visit.c.id)
        left = list(session.scalars(select(visit.c.id).where(is_left)))
        session.execute(delete(notices).where(notices.c.visit_id.in_(left)))
        session.execute(delete(visit).where(visit.c.id.in_(left)))


def _forget_papers(session: Session, digests: set[str]) -> None:
    """Those of these papers that no other contract's row or entry names."""
    if not digests:
        return
    unnamed = digests - _evidence(session, EntryRow.contract_id.is_not(None))
    row = PaperRow
    for some in in_batches(sorted(unnamed)):
        session.execute(
            delete(row).where(row.sha256.in_(some), *_nowhere(row.sha256, PaperRow.__tablename__))
        )


def _forget_files(session: Session, digests: set[str]) -> None:
    """The names of contents that nothing has any more, also not taken back."""
    row = EvidenceContentRow
    for some in in_batches(sorted(digests)):
        session.execute(
            delete(row).where(
                row.sha256.in_(some), *_nowhere(row.sha256, EvidenceContentRow.__tablename__)
            )
        )


def _nowhere(digest: Any, name: str) -> list[ColumnElement[bool]]:
    """No column of any table that may name a content of this table names this one."""
    return [
        ~_naming(column, digest).exists()
        for table in Base.metadata.sorted_tables
        for column in table.c
        if any(key.column.table.name == name for key in column.foreign_keys)
    ]


def _naming(column: Any, digest: Any) -> Select[Any]:
    return select(literal(1)).select_from(column.table).where(column == digest)
