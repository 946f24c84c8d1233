"""版: published clause sets and check sheets, as the running product reads them."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code
from app.records.database import rows_of
from checklists.clause_set import ClauseSet
from checklists.loader import load_clause_set

EDITIONS_REMEMBERED = 64


class ClauseSetRow(Base):
    """A published clause set; it never changes, the database itself sees to that.

    `body` is its TOML, `sha256` that of the body. `published_by`: None where it came with the
    product; `source`: what a municipality's own text was read from.
    """

    __tablename__ = "clause_sets"

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    title: Mapped[str]
    body: Mapped[str]
    sha256: Mapped[str]
    published_at: Mapped[datetime]
    published_by: Mapped[str | None]
    source: Mapped[str | None]


class CheckSheetRow(Base):
    """A published edition of a check sheet; it never changes, the database itself sees to that.

    `used_from`: from this day on new inspections are made from it; None: as long as the city has
    none of its own. `published_by`: None where it came with the product.
    """

    __tablename__ = "check_sheets"

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    title: Mapped[str]
    body: Mapped[str]
    sha256: Mapped[str]
    published_at: Mapped[datetime]
    used_from: Mapped[date | None]
    published_by: Mapped[str | None]


def clause_sets(session: Session) -> dict[str, ClauseSet]:
    """Every published clause set, by its id."""
    query = select(ClauseSetRow.id, ClauseSetRow.body)
    return {key: clause_set_of(key, body) for key, body in rows_of(session, query).tuples()}


@lru_cache(maxsize=EDITIONS_REMEMBERED)
def clause_set_of(key: str, body: str) -> ClauseSet:
    """Published texts never change, so each is taken apart once, not for every page and paper."""
    return load_clause_set(body, name=key, own=True)


def clause_set_ids(session: Session) -> list[str]:
    """The id of every published clause set."""
    return list(session.scalars(select(ClauseSetRow.id).order_by(ClauseSetRow.id)))


def published_sums(session: Session) -> dict[str, str]:
    """id → SHA-256 of every published edition of either sort."""
    clause_set, sheet = ClauseSetRow, CheckSheetRow
    sums = dict(session.execute(select(clause_set.id, clause_set.sha256)).tuples().all())
    return sums | dict(session.execute(select(sheet.id, sheet.sha256)).tuples().all())
