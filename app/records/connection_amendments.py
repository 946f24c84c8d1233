"""外部結合の変更: since when, why, and in which matter the council was told of it."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, and_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.agreed import Fact as Through
from app.records.agreed import Step
from app.records.amendments import Amended
from app.records.base import Code, Fact, one_current
from app.records.connections import ConnectionRow
from app.records.contract_versions import Version
from audits.engagement import PRIME_BRANCH


class ConnectionAmendmentRow(Fact):
    """What is known of one change beside the new revision that it made, as of one revision.

    `fact_revision` says which revision of the connection it is; `matter` is the number of a 付議.
    A connection has no record of its own: the rows themselves tell who wrote what when.
    """

    __tablename__ = "connection_amendments"
    __table_args__ = (
        UniqueConstraint("connection_id", "fact_revision", "revision"),
        one_current("connection_amendments", "connection_id", "fact_revision"),
        CheckConstraint("fact_revision > 1", name="fact_revision"),
    )
    FACTS: ClassVar[tuple[str, ...]] = ("fact_revision", "on", "reason", "matter")

    connection_id: Mapped[int] = mapped_column(ForeignKey("external_connections.id"))
    fact_revision: Mapped[int]
    on: Mapped[date]
    reason: Mapped[str]
    matter: Mapped[str | None] = mapped_column(Code)


ROW = ConnectionAmendmentRow
KEPT = ("id", "first_id", "revision", *ROW.FACTS, "written_at", "written_by")


def through(session: Session, connection_id: int) -> Through:
    """The connection through all its changes, the first revision first."""
    row = ConnectionRow
    told = [getattr(ROW, name).label(f"told_{name}") for name in KEPT]
    same = and_(
        ROW.is_current,
        ROW.connection_id == row.connection_id,
        ROW.fact_revision == row.revision,
    )
    query = (
        select(row.__table__, *told)
        .outerjoin(ROW, same)
        .where(row.connection_id == connection_id)
        .order_by(row.revision, row.id)
    )
    versions = [_version(found._mapping) for found in session.execute(query)]
    befores = [None, *versions[:-1]]
    steps = [
        Step(one, before, amended=one.amended)
        for before, one in zip(befores, versions, strict=True)
    ]
    return Through(PRIME_BRANCH, steps)


def _version(found: Any) -> Version:
    row = ConnectionRow
    return Version(
        row.__tablename__,
        found["id"],
        found["first_id"] or found["id"],
        found["revision"],
        PRIME_BRANCH,
        {name: found[name] for name in row.FACTS},
        found["written_at"],
        found["written_by"],
        found["is_current"],
        _amended(found),
    )


def _amended(found: Any) -> Amended | None:
    if found["told_id"] is None:
        return None
    return Amended(
        found["told_id"],
        found["told_first_id"] or found["told_id"],
        found["told_revision"],
        {name: found[f"told_{name}"] for name in ROW.FACTS},
        found["told_written_at"],
        found["told_written_by"],
    )
