"""証明書の照合: how each line of a certificate was compared with the data on file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records import revisions
from app.records.base import Code, Fact, one_current, one_of
from audits.certificate_comparison import FiledErasure, Kept, Match, Stated


class ComparisonRow(Fact):
    """One data item of a certificate as it was compared; compared anew, it is a new revision.

    It leaves no entry of its own. The entry of the confirmation (消去確認) is bound to the rows
    that it rests on, beside the certificate, so that `verify` finds whoever changes them later.
    """

    __tablename__ = "certificate_comparisons"
    __table_args__ = (
        UniqueConstraint(
            "engagement_id",
            "certificate_number",
            "data_number",
            "revision",
            name="uq_certificate_comparisons_revision",
        ),
        one_current(
            "certificate_comparisons", "engagement_id", "certificate_number", "data_number"
        ),
        one_of("result", Match),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "certificate_number",
        "data_number",
        "filed_medium_numbers",
        "filed_count_out",
        "filed_count_erased",
        "filed_count_gone",
        "stated_medium_numbers",
        "stated_count",
        "result",
        "reason",
    )

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"))
    certificate_number: Mapped[str] = mapped_column(Code)
    data_number: Mapped[str] = mapped_column(Code)
    filed_medium_numbers: Mapped[str]
    filed_count_out: Mapped[int | None]
    filed_count_erased: Mapped[int | None] = mapped_column(BigInteger)  # a sum
    filed_count_gone: Mapped[int | None] = mapped_column(BigInteger)  # a sum
    stated_medium_numbers: Mapped[str]
    stated_count: Mapped[int | None]
    result: Mapped[str] = mapped_column(Code)
    reason: Mapped[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The newest revision of one line."""

    id: int
    first_id: int
    revision: int
    at: datetime
    kept: Kept
    values: Mapping[str, Any]


def of_engagement(
    session: Session, engagement_id: int, certificate: str | None = None
) -> dict[tuple[str, str], Comparison]:
    """(certificate's number, data number) → the newest comparison, of one certificate or of all."""
    row = ComparisonRow
    query = select(row).where(row.is_current, row.engagement_id == engagement_id)
    if certificate is not None:
        query = query.where(row.certificate_number == certificate)
    found = session.scalars(query.order_by(row.id))
    return {(one.certificate_number, one.data_number): _comparison(one) for one in found}


def of_engagements(
    session: Session, ids: Sequence[int]
) -> dict[int, dict[tuple[str, str], Comparison]]:
    """The same of all certificates of these engagements, by the engagement's id."""
    row = ComparisonRow
    query = select(row).where(row.is_current, row.engagement_id.in_(ids)).order_by(row.id)
    found: dict[int, dict[tuple[str, str], Comparison]] = {key: {} for key in ids}
    for one in session.scalars(query):
        found[one.engagement_id][one.certificate_number, one.data_number] = _comparison(one)
    return found


def keep(
    session: Session,
    engagement_id: int,
    certificate: str,
    lines: Sequence[tuple[str, Kept, Comparison | None]],
    *,
    by: str,
    at: datetime,
) -> None:
    """Adds a revision of each of these lines: its data number, what it says, and what it replaces.

    The caller locks records.
    """
    replaced = [before.id for _, _, before in lines if before is not None]
    revisions.supersede(session, ComparisonRow, replaced)
    rows = [
        {
            "engagement_id": engagement_id,
            **values_of(certificate, number, kept),
            "revision": before.revision + 1 if before else 1,
            "first_id": before.first_id if before else None,
            "is_current": True,
            "written_at": at,
            "written_by": by,
        }
        for number, kept, before in lines
    ]
    revisions.add_rows(session, ComparisonRow, rows)


def values_of(certificate: str, number: str, kept: Kept) -> dict[str, Any]:
    """The columns that say what the line is."""
    return {
        "certificate_number": certificate,
        "data_number": number,
        "filed_medium_numbers": kept.filed.medium_numbers,
        "filed_count_out": kept.filed.count_out,
        "filed_count_erased": kept.filed.count_erased,
        "filed_count_gone": kept.filed.count_gone,
        "stated_medium_numbers": kept.stated.medium_numbers,
        "stated_count": kept.stated.count,
        "result": kept.match.value,
        "reason": kept.reason,
    }


def _comparison(row: ComparisonRow) -> Comparison:
    filed = FiledErasure(
        row.filed_medium_numbers, row.filed_count_out, row.filed_count_erased, row.filed_count_gone
    )
    stated = Stated(row.stated_medium_numbers, row.stated_count)
    kept = Kept(filed, stated, Match(row.result), row.reason, row.written_by)
    values = {name: getattr(row, name) for name in ComparisonRow.FACTS}
    return Comparison(row.id, row.first_id or row.id, row.revision, row.written_at, kept, values)
