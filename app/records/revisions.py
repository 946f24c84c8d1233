"""改版: the newest revision of facts, and adding a new one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, func, insert, select, text, update
from sqlalchemy.orm import Session

from app.records.base import Base, Fact
from app.records.connections import ExternalConnectionRow
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow, share

BATCH = 500


def in_batches(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Runs of at most BATCH values, as many as one statement may name."""
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]


def contracts_by_number(
    session: Session, numbers: Sequence[str]
) -> dict[str, tuple[int, int, str]]:
    """number → (id, entries, last hash) of the contracts that are on file."""
    found: dict[str, tuple[int, int, str]] = {}
    row = ContractRow
    for some in in_batches(numbers):
        query = select(row.number, row.id, row.entries, row.last_hash).where(row.number.in_(some))
        found |= {number: (key, n, h) for number, key, n, h in session.execute(query).tuples()}
    return found


def engagements_of(session: Session, contract_ids: Sequence[int]) -> dict[tuple[int, int], int]:
    """(contract's id, branch) → engagement's id."""
    found: dict[tuple[int, int], int] = {}
    row = EngagementRow
    for some in in_batches(contract_ids):
        query = select(row.contract_id, row.branch, row.id).where(row.contract_id.in_(some))
        found |= {(key, branch): id_ for key, branch, id_ in session.execute(query).tuples()}
    return found


def connections_by_number(session: Session) -> dict[str, int]:
    """number → id of every external connection."""
    row = ExternalConnectionRow
    return dict(session.execute(select(row.number, row.id)).tuples().all())


def current_rows(
    session: Session, table: type[Fact], column: str | None = None, ids: Sequence[int] = ()
) -> Iterator[Row[Any]]:
    """The newest revisions in a table, oldest first; of these subjects where a column is named."""
    columns = [getattr(table, name) for name in ("id", "first_id", "revision", *table.FACTS)]
    query = select(*columns).where(table.is_current).order_by(table.id)
    if column is None:
        yield from session.execute(query)
        return
    subject = getattr(table, column)
    query = query.add_columns(subject.label("subject"))
    for some in in_batches(ids):
        yield from session.execute(query.where(subject.in_(some)))


def add_rows(
    session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]
) -> Sequence[int]:
    """Adds rows to a table, numbered here; their numbers, in order. The caller locks records."""
    ids = _next_ids(session, table, len(rows))
    add_many(session, table, [{"id": key, **row} for key, row in zip(ids, rows, strict=True)])
    if table is ContractTermsRow:
        share(session, list(zip(ids, rows, strict=True)))
    return ids


def _next_ids(session: Session, table: type[Base], count: int) -> Sequence[int]:
    """Asked for beforehand: rows that must tell their numbers cannot be sent many at once."""
    name = table.__tablename__
    if session.get_bind().dialect.name == "postgresql":
        numbers = func.nextval(func.pg_get_serial_sequence(name, "id"))
        query = select(numbers).select_from(func.generate_series(1, count))
        return session.scalars(query).all()
    last = session.scalar(select(func.max(Base.metadata.tables[name].c.id))) or 0
    return range(last + 1, last + 1 + count)


def add_many(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds rows that all have the same columns, and whose numbers nobody asks for."""
    shape = Base.metadata.tables[table.__tablename__]
    if not rows:
        return
    if session.get_bind().dialect.name == "postgresql":
        _copy(session.connection(), shape, rows)
    else:
        session.execute(insert(shape), list(rows))


def _copy(connection: Connection, shape: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """PostgreSQL's own way for many rows takes a third of the time that it needs for INSERTs."""
    dialect = connection.dialect
    columns = [shape.c[name] for name in rows[0]]
    bound = [(c.name, c.type.dialect_impl(dialect).bind_processor(dialect)) for c in columns]
    names = ", ".join(map(dialect.identifier_preparer.format_column, columns))
    table = dialect.identifier_preparer.format_table(shape)
    driver: Any = connection.connection.driver_connection
    with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row([bind(row[name]) if bind else row[name] for name, bind in bound])


def supersede(session: Session, table: type[Fact], ids: Iterable[int]) -> None:
    """These revisions are no longer the newest."""
    for some in in_batches(list(ids)):
        session.execute(update(table).where(table.id.in_(some)).values(is_current=False))


def add_connections(session: Session, numbers: Sequence[str]) -> None:
    """Puts external connections on file that are new."""
    if numbers:
        session.execute(insert(ExternalConnectionRow), [{"number": n} for n in numbers])


def lock_records(session: Session) -> None:
    """Nobody else writes into any record until this transaction ends.

    SQLite has locked everything already (BEGIN IMMEDIATE).
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE contracts IN SHARE ROW EXCLUSIVE MODE"))
