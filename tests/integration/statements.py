"""問い合わせの数: the SQL statements that a page sends, to be counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from app.records.database import db
from tests.integration.installation import Installation

NOT_COUNTED = ("BEGIN", "PRAGMA", "SHOW", "select pg_", "SET ")


@contextmanager
def statements(installation: Installation) -> Iterator[list[str]]:
    """The SQL statements that are sent meanwhile, without those that open a transaction."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith(NOT_COUNTED):
            sent.append(statement)

    with installation.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
