"""例外の承諾: what a contractor asked to be excepted from, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Select, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Code, Fact, one_current, one_of
from app.records.contracts import ContractRow
from app.records.filed import Values
from audits.consent import ConsentDecision
from audits.exception import CopyEnd, ExceptionKind, Exemption

# What stands in the request, what in the decision, and what in the end of the copy.
ASKED = (
    *("branch", "kind", "asked_on", "what", "items", "media", "count", "reason"),
    *("other_party", "place", "safety", "starts_on", "ends_on"),
)
DECIDED = (
    *("decision", "decided_on", "decided_by", "decision_reason", "conditions", "document_number"),
)
COPY = ("copy_end", "copy_ended_on", "copy_ended_words")
FOR_CONSENT = "decision IN ('consented', 'with_conditions')"


class ExceptionRow(Fact):
    """One request for an exception and all that became of it, as of one revision."""

    __tablename__ = "exceptions"
    __table_args__ = (
        UniqueConstraint("contract_id", "number", "revision"),
        one_current("exceptions", "contract_id", "number"),
        one_of("kind", ExceptionKind),
        one_of("decision", ConsentDecision),
        one_of("copy_end", CopyEnd),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("count >= 0", name="count"),
        CheckConstraint("(decision IS NULL) = (decided_on IS NULL)", name="decided"),
        CheckConstraint(f"copy_ended_on IS NULL OR {FOR_CONSENT}", name="copy_consented"),
        CheckConstraint("(copy_end IS NULL) = (copy_ended_on IS NULL)", name="copy_ended"),
    )
    FACTS: ClassVar[tuple[str, ...]] = ("number", *ASKED, *DECIDED, *COPY)

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    number: Mapped[int]
    branch: Mapped[int]
    kind: Mapped[str] = mapped_column(Code)
    asked_on: Mapped[date]
    what: Mapped[str]
    items: Mapped[list[str]]
    media: Mapped[list[str]]
    count: Mapped[int | None]
    reason: Mapped[str]
    other_party: Mapped[str]
    place: Mapped[str]
    safety: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    decision: Mapped[str | None] = mapped_column(Code)
    decided_on: Mapped[date | None]
    decided_by: Mapped[str]
    decision_reason: Mapped[str]
    conditions: Mapped[list[str]]
    document_number: Mapped[str]
    copy_end: Mapped[str | None] = mapped_column(Code)
    copy_ended_on: Mapped[date | None]
    copy_ended_words: Mapped[str]


@dataclass(frozen=True, slots=True)
class OnFile:
    """An exception as it stands."""

    id: int
    first_id: int
    revision: int
    values: Values
    written_by: str

    @property
    def number(self) -> int:
        return int(self.values["number"])

    @property
    def kind(self) -> ExceptionKind:
        return ExceptionKind(self.values["kind"])

    @property
    def decision(self) -> ConsentDecision | None:
        return decision_of(self.values)

    @property
    def exemption(self) -> Exemption:
        return exemption_of(self.values)


def decision_of(values: Mapping[Any, Any]) -> ConsentDecision | None:
    return ConsentDecision(values["decision"]) if values["decision"] else None


def exemption_of(values: Mapping[Any, Any]) -> Exemption:
    """As the rules take it."""
    return Exemption(
        ExceptionKind(values["kind"]),
        values["starts_on"],
        values["ends_on"],
        decision_of(values),
        values["decided_on"],
        values["copy_ended_on"],
    )


def nothing_decided() -> dict[str, Any]:
    """The columns of a request that nobody has decided on."""
    words = ("decided_by", "decision_reason", "document_number", "copy_ended_words")
    return {
        **dict.fromkeys((*DECIDED, *COPY)),
        **dict.fromkeys(words, ""),
        "conditions": [],
    }


def exceptions_of(session: Session, contract_id: int) -> list[OnFile]:
    """Those of a contract, the first one first."""
    query = _of_contract(contract_id).order_by(ExceptionRow.number)
    return [_on_file(row) for row in session.scalars(query)]


def exception_of(session: Session, contract_id: int, number: int) -> OnFile | None:
    """The one with this number."""
    query = _of_contract(contract_id).where(ExceptionRow.number == number)
    row = session.scalars(query).one_or_none()
    return _on_file(row) if row is not None else None


def next_number(session: Session, contract_id: int) -> int:
    """The number after the last one of the contract. The caller has locked the records."""
    row = ExceptionRow
    query = select(func.max(row.number)).where(row.contract_id == contract_id)
    return (session.scalar(query) or 0) + 1


def decided_rows(session: Session, contract_ids: Sequence[int]) -> list[tuple[str, int]]:
    """(contract's number, id) of all in force on which the city has decided."""
    row = ExceptionRow
    query = select(ContractRow.number, row.id).join(ContractRow, ContractRow.id == row.contract_id)
    the_citys = [one.value for one in ConsentDecision if one.is_the_citys]
    query = query.where(row.is_current, row.contract_id.in_(contract_ids))
    query = query.where(row.decision.in_(the_citys)).order_by(row.id)
    return [(contract, row_id) for contract, row_id in session.execute(query).tuples()]


def _of_contract(contract_id: int) -> Select[tuple[ExceptionRow]]:
    row = ExceptionRow
    return select(row).where(row.is_current, row.contract_id == contract_id)


def _on_file(row: ExceptionRow) -> OnFile:
    values = {name: getattr(row, name) for name in ExceptionRow.FACTS}
    return OnFile(row.id, row.first_id or row.id, row.revision, values, row.written_by)
