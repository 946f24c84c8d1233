"""データベース: the engine's settings, and transactions for reading and for writing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, Result, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import TypedReturnsRows

from app.records.base import Base

Asked = TypeVar("Asked", bound=tuple[Any, ...])
db = SQLAlchemy(metadata=Base.metadata)
WRITES = "mitodoke_writes"
AT_ONCE = "mitodoke_at_once"
BUSY_TIMEOUT_SECONDS = 30


class BusyError(Exception):
    """Somebody else is writing, for longer than this transaction was to wait."""


@contextmanager
def transaction(*, waits: bool = True) -> Iterator[Session]:
    """A transaction that writes, in a session of its own; all of it or nothing.

    SQLite takes the write lock at once (BEGIN IMMEDIATE), so that nothing read inside it is stale.
    Raises BusyError where somebody else keeps that lock: at once, or after BUSY_TIMEOUT_SECONDS.
    """
    engine = db.engine.execution_options(**{WRITES: True, AT_ONCE: not waits})
    with Session(engine, expire_on_commit=False) as session, session.begin():
        _begin(session)
        yield session


def _begin(session: Session) -> None:
    try:
        session.connection()
    except OperationalError as refused:
        if getattr(refused.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise BusyError from refused
        raise


@contextmanager
def reading() -> Iterator[Session]:
    """A transaction that only reads; it sees one state from its start to its end."""
    engine = db.engine
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session
        session.rollback()


def rows_of(
    session: Session, query: TypedReturnsRows[Asked], place: Mapping[str, Any] | None = None
) -> Result[Asked]:
    """The answer to a question that names columns: without the share of the ORM, which makes
    objects of rows and doubles the time of a small answer. What was written so far is seen.
    """
    if session.autoflush:
        session.flush()
    return session.connection().execute(query, place)


def prepare(engine: Engine) -> None:
    """Makes every connection of an engine keep the promises of the house."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver's own BEGIN comes late and never for reads; ours is explicit.
    connection.isolation_level = None
    for pragma in (
        "foreign_keys=ON",
        "journal_mode=WAL",
        "synchronous=FULL",
        # What is deleted is overwritten: nothing of a disposed contract stays in free pages.
        "secure_delete=ON",
        _patience(BUSY_TIMEOUT_SECONDS),
    ):
        connection.execute(f"PRAGMA {pragma}")


def _patience(seconds: int) -> str:
    return f"busy_timeout={seconds * 1000}"


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    begin = "BEGIN IMMEDIATE" if options.get(WRITES, False) else "BEGIN"
    if not options.get(AT_ONCE, False):
        connection.exec_driver_sql(begin)
        return
    connection.exec_driver_sql(f"PRAGMA {_patience(0)}")
    try:
        connection.exec_driver_sql(begin)
    finally:
        connection.exec_driver_sql(f"PRAGMA {_patience(BUSY_TIMEOUT_SECONDS)}")
