"""契約変更: since when, why, and in which matter the council was told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Select, UniqueConstraint, and_, func
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Code, Fact, one_current
from app.records.contracts import ContractTermsRow, SubcontractRow

SUBJECTS = (ContractTermsRow.__tablename__, SubcontractRow.__tablename__)


class AmendmentRow(Fact):
    """What is known of one 契約変更 beside the new revision that it made, as of one revision.

    `fact_table`, `fact_id` and `fact_revision` name that: the table, the number of the fact's first
    revision, and which revision it is. `matter` is the number of a 付議.
    """

    __tablename__ = "amendments"
    __table_args__ = (
        UniqueConstraint("fact_table", "fact_id", "fact_revision", "revision"),
        one_current("amendments", "fact_table", "fact_id", "fact_revision"),
        CheckConstraint(f"fact_table IN {SUBJECTS!r}", name="fact_table"),
        CheckConstraint("fact_revision > 1", name="fact_revision"),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "fact_table",
        "fact_id",
        "fact_revision",
        "on",
        "reason",
        "matter",
    )

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"), index=True)
    fact_table: Mapped[str] = mapped_column(Code)
    fact_id: Mapped[int]
    fact_revision: Mapped[int]
    on: Mapped[date]
    reason: Mapped[str]
    matter: Mapped[str | None] = mapped_column(Code)


@dataclass(frozen=True, slots=True)
class Amended:
    """One 契約変更 as it stands: its newest revision, and who wrote that and when."""

    id: int
    first_id: int
    revision: int
    values: Mapping[str, Any]
    written_at: datetime
    written_by: str

    @property
    def on(self) -> date:
        day: date = self.values["on"]
        return day

    @property
    def reason(self) -> str:
        return str(self.values["reason"])

    @property
    def matter(self) -> str:
        return self.values["matter"] or ""


COLUMNS = ("id", "first_id", "revision", *AmendmentRow.FACTS, "written_at", "written_by")
LABEL = "amended_"


def beside(table: type[Fact], query: Select[Any]) -> Select[Any]:
    """The query on revisions of a fact, with what is known of the 契約変更 that made each."""
    row, of = AmendmentRow, table
    first_id = func.coalesce(of.first_id, of.id)
    same = and_(
        row.is_current,
        row.fact_table == of.__tablename__,
        row.fact_id == first_id,
        row.fact_revision == of.revision,
    )
    told = [getattr(row, name).label(f"{LABEL}{name}") for name in COLUMNS]
    return query.add_columns(*told).outerjoin(row, same)


def amended_in(found: Mapping[Any, Any]) -> Amended | None:
    """The 契約変更 in a row of such a query; None where the revision is none."""
    if found.get(f"{LABEL}id") is None:
        return None
    one = {name: found[f"{LABEL}{name}"] for name in COLUMNS}
    return Amended(
        one["id"],
        one["first_id"] or one["id"],
        one["revision"],
        {name: one[name] for name in AmendmentRow.FACTS},
        one["written_at"],
        one["written_by"],
    )
