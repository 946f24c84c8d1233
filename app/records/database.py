"""データベース: the engine's settings, and transactions for reading and for writing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

from app.records.base import Base

db = SQLAlchemy(metadata=Base.metadata)
WRITES = "mitodoke_writes"
BUSY_TIMEOUT_SECONDS = 30


@contextmanager
def transaction() -> Iterator[Session]:
    """A transaction that writes, in a session of its own; all of it or nothing.

    SQLite takes the write lock at once (BEGIN IMMEDIATE), so that nothing read inside it is stale.
    """
    engine = db.engine.execution_options(**{WRITES: True})
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


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
        f"busy_timeout={BUSY_TIMEOUT_SECONDS * 1000}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
