"""How migrations reach the database: through the application, in one transaction."""

from __future__ import annotations

from typing import Literal

from alembic import context
from flask import current_app
from sqlalchemy import DateTime
from sqlalchemy.types import TypeEngine

from app.records.base import Moment
from app.records.database import WRITES, db


def render_item(kind: str, item: object, _autogen: object) -> str | Literal[False]:
    """Migrations name the database's types, not the product's own: those may change later."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def compare_type(
    _context: object, _column: object, _metadata_column: object, inspected: object, declared: object
) -> bool | None:
    """A moment is stored as a date and time; otherwise Alembic compares."""
    if isinstance(declared, Moment) and isinstance(inspected, TypeEngine):
        return not isinstance(inspected, DateTime)
    return None


def run() -> None:
    engine = db.engine.execution_options(**{WRITES: True})
    arguments = dict(current_app.extensions["migrate"].configure_args)
    arguments["compare_type"] = compare_type
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_item=render_item,
            transactional_ddl=True,
            **arguments,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
