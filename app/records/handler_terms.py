"""取扱者の期間: from when to when reported handlers handle the data, and when they were taught."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, and_, func, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from app.records.base import Fact, one_current
from app.records.contracts import ContractRow, EngagementRow
from app.records.filed import Values
from app.records.handlers import HandlerReportRow


class HandlerTermRow(Fact):
    """What is said of a report's handlers after it came; `report` is its first revision.

    Without a row they handle the data from the day on which the report was received.
    """

    __tablename__ = "handler_terms"
    __table_args__ = (
        UniqueConstraint("report", "revision"),
        one_current("handler_terms", "report"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
    )
    FACTS: ClassVar[tuple[str, ...]] = ("report", "starts_on", "ends_on", "trained_on", "remarks")

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"))
    report: Mapped[int] = mapped_column(ForeignKey("handler_reports.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    trained_on: Mapped[date | None]
    remarks: Mapped[str]


@dataclass(frozen=True, slots=True)
class HandlersOnFile:
    """The handlers of one report, and their term (`id` 0: nobody has said more than the report)."""

    branch: int
    engagement_id: int
    report: Values
    id: int
    first_id: int
    revision: int
    term: Values

    @property
    def seen(self) -> str:
        """Changes whenever the term does."""
        return str(self.id)


def rows_in_force(session: Session, contract_ids: Sequence[int]) -> list[tuple[str, int]]:
    """(contract's number, id) of every term in force of these contracts."""
    row, place = HandlerTermRow, EngagementRow
    query = select(ContractRow.number, row.id).join(place, place.contract_id == ContractRow.id)
    query = query.join(row, row.engagement_id == place.id)
    query = query.where(row.is_current, place.contract_id.in_(contract_ids)).order_by(row.id)
    return [(contract, row_id) for contract, row_id in session.execute(query).tuples()]


def is_first_of(report: Any) -> Any:
    """The number of a report's first revision, by which its term is kept."""
    return func.coalesce(report.first_id, report.id)


def handlers_of(session: Session, contract_id: int, report: int) -> HandlersOnFile | None:
    """The handlers of the report with this first revision, if it belongs to the contract."""
    row, term, place = HandlerReportRow, aliased(HandlerTermRow), EngagementRow
    of_report = and_(term.report == is_first_of(row), term.is_current)
    query = select(row, term, place.branch).join(place, place.id == row.engagement_id)
    query = query.outerjoin(term, of_report).where(
        row.is_current, place.contract_id == contract_id, is_first_of(row) == report
    )
    found = session.execute(query).one_or_none()
    if found is None:
        return None
    reported, said, branch = found
    start = {
        "report": report,
        "starts_on": reported.received_on,
        "ends_on": None,
        "trained_on": None,
        "remarks": "",
    }
    return HandlersOnFile(
        branch,
        reported.engagement_id,
        {name: getattr(reported, name) for name in row.FACTS},
        said.id if said else 0,
        (said.first_id or said.id) if said else 0,
        said.revision if said else 0,
        {name: getattr(said, name) for name in HandlerTermRow.FACTS} if said else start,
    )
