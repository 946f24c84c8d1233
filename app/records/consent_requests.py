"""再委託承諾申請: requests for consent, what was confirmed about them, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Fact, Identified, one_current, one_of
from app.records.filed import Values
from audits.consent import ConsentDecision, ConsentPoint, PointStanding, open_points


class ConsentRequestRow(Fact):
    """One 再委託承諾申請, as of one revision; `branch`: the subcontract on file that it is about.

    Without a branch the subcontract is put on file when the city consents.
    """

    __tablename__ = "consent_requests"
    __table_args__ = (
        UniqueConstraint("contract_id", "number", "revision"),
        one_current("consent_requests", "contract_id", "number"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "number",
        "branch",
        "parent_branch",
        "received_on",
        "contractor",
        "corporate_number",
        "address",
        "representative",
        "description",
        "reason",
        "starts_on",
        "ends_on",
        "items",
        "media",
        "workplace",
        "certification",
        "security",
        "supervision",
        "clause_set",
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    number: Mapped[int]
    branch: Mapped[int | None]
    parent_branch: Mapped[int]
    received_on: Mapped[date]
    contractor: Mapped[str]
    corporate_number: Mapped[str | None]
    address: Mapped[str]
    representative: Mapped[str]
    description: Mapped[str]
    reason: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    items: Mapped[list[str]]
    media: Mapped[list[str]]
    workplace: Mapped[str]
    certification: Mapped[str]
    security: Mapped[str]
    supervision: Mapped[str]
    clause_set: Mapped[str] = mapped_column(Code, ForeignKey("clause_sets.id"))


class ConsentCheckRow(Identified, Base):
    """What somebody found about one point of a request; the latest row of a point counts."""

    __tablename__ = "consent_checks"
    __table_args__ = (
        Index(None, "contract_id", "number"),
        one_of("point", ConsentPoint),
        one_of("standing", PointStanding),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "number",
        "point",
        "standing",
        "remark",
        "on",
        "written_by",
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    number: Mapped[int]
    point: Mapped[str] = mapped_column(Code)
    standing: Mapped[str] = mapped_column(Code)
    remark: Mapped[str]
    on: Mapped[date]
    written_at: Mapped[datetime]
    written_by: Mapped[str]


class ConsentDecisionRow(Identified, Base):
    """What was decided on a request, once; with the paper that tells the contractor.

    `branch`: the subcontract that was consented to, else the one who asked for it.
    """

    __tablename__ = "consent_decisions"
    __table_args__ = (
        UniqueConstraint("contract_id", "number"),
        one_of("decision", ConsentDecision),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "number",
        "branch",
        "decision",
        "on",
        "reason",
        "conditions",
        "document_number",
        "paper_sha256",
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    number: Mapped[int]
    branch: Mapped[int]
    decision: Mapped[str] = mapped_column(Code)
    on: Mapped[date]
    reason: Mapped[str]
    conditions: Mapped[list[str]]
    document_number: Mapped[str | None] = mapped_column(Code)
    paper_sha256: Mapped[str | None] = mapped_column(ForeignKey("papers_on_file.sha256"))
    written_at: Mapped[datetime]
    written_by: Mapped[str]


@dataclass(frozen=True, slots=True)
class Check:
    """How a point stands, who found that and when."""

    id: int
    standing: PointStanding
    remark: str
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided, by whom, and on which paper it was told."""

    decision: ConsentDecision
    branch: int
    on: date
    reason: str
    conditions: Sequence[str]
    document_number: str | None
    paper_sha256: str | None
    by: str


@dataclass(frozen=True, slots=True)
class ConsentRequest:
    """A request as it stands: what it says, the points, and the decision once there is one."""

    id: int
    first_id: int
    revision: int
    values: Values
    written_by: str
    checks: dict[ConsentPoint, Check] = field(default_factory=dict)
    decided: Decided | None = None

    @property
    def number(self) -> int:
        return int(self.values["number"])

    @property
    def standings(self) -> dict[ConsentPoint, PointStanding]:
        return {point: check.standing for point, check in self.checks.items()}

    @property
    def open_points(self) -> tuple[ConsentPoint, ...]:
        return open_points(self.standings)

    @property
    def seen(self) -> str:
        """Changes whenever anything about the request does."""
        last = max((check.id for check in self.checks.values()), default=0)
        return f"{self.id}-{last}-{'decided' if self.decided else 'waits'}"


def requests_of(session: Session, contract_id: int) -> list[ConsentRequest]:
    """The requests of a contract, the first one first."""
    row = ConsentRequestRow
    query = select(row).where(row.is_current, row.contract_id == contract_id).order_by(row.number)
    rows = list(session.scalars(query))
    checks = _checks(session, contract_id) if rows else {}
    decided = _decided(session, contract_id) if rows else {}
    return [
        ConsentRequest(
            one.id,
            one.first_id or one.id,
            one.revision,
            {name: getattr(one, name) for name in row.FACTS},
            one.written_by,
            checks.get(one.number, {}),
            decided.get(one.number),
        )
        for one in rows
    ]


def request_of(session: Session, contract_id: int, number: int) -> ConsentRequest | None:
    """The request with this number."""
    found = requests_of(session, contract_id)
    return next((one for one in found if one.number == number), None)


def next_number(session: Session, contract_id: int) -> int:
    """The number after the last one of the contract. The caller has locked the records."""
    row = ConsentRequestRow
    query = select(func.max(row.number)).where(row.contract_id == contract_id)
    return (session.scalar(query) or 0) + 1


def number_of(session: Session, contract_id: int, values: Values, by: str) -> int:
    """The last request that was put on file with these values, one of this writer's if any is."""
    row = ConsentRequestRow
    query = select(row).where(row.contract_id == contract_id, row.revision == 1)
    _, number = max(
        (one.written_by == by, one.number)
        for one in session.scalars(query)
        if all(getattr(one, name) == value for name, value in values.items())
    )
    return number


def add_row(session: Session, row: Any) -> Any:
    """Keeps it, and gives it its id."""
    session.add(row)
    session.flush()
    return row


def add_checks(session: Session, rows: Iterable[ConsentCheckRow]) -> None:
    session.add_all(rows)
    session.flush()


def _checks(session: Session, contract_id: int) -> dict[int, dict[ConsentPoint, Check]]:
    """By request and point: the latest."""
    row, found = ConsentCheckRow, dict[int, dict[ConsentPoint, Check]]()
    query = select(row).where(row.contract_id == contract_id).order_by(row.id)
    for one in session.scalars(query):
        check = Check(one.id, PointStanding(one.standing), one.remark, one.on, one.written_by)
        found.setdefault(one.number, {})[ConsentPoint(one.point)] = check
    return found


def _decided(session: Session, contract_id: int) -> dict[int, Decided]:
    row = ConsentDecisionRow
    return {
        one.number: Decided(
            ConsentDecision(one.decision),
            one.branch,
            one.on,
            one.reason,
            one.conditions,
            one.document_number,
            one.paper_sha256,
            one.written_by,
        )
        for one in session.scalars(select(row).where(row.contract_id == contract_id))
    }
