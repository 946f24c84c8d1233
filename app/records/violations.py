"""違反のおそれ・要確認: the projection of what is broken."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ForeignKey, Select, and_, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified, one_of
from app.records.decisions import SettlementRow
from app.records.revisions import in_batches
from audits.rule import Level, Rule

KEPT_DAYS = 50


class ViolationRow(Identified, Base):
    """One broken rule, from the day it is known to be."""

    __tablename__ = "violations"
    __table_args__ = (one_of("rule", Rule),)

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"), index=True)
    contract: Mapped[str] = mapped_column(Code)
    branch: Mapped[int]
    rule: Mapped[str] = mapped_column(Code)
    basis: Mapped[str] = mapped_column(Code)
    since: Mapped[date]
    detail: Mapped[str] = mapped_column(Code)


@dataclass(frozen=True, slots=True)
class ViolationOnDay:
    """A violation as known on a day, with the day and reason of its settlement, if it has one."""

    contract_id: int
    contract: str
    branch: int
    rule: Rule
    basis: str
    since: date
    detail: str
    settled_on: date | None
    reason: str | None

    @property
    def level(self) -> Level:
        return self.rule.level


def violations(
    session: Session, on: date, contract_ids: Collection[int] | None = None
) -> Iterator[ViolationOnDay]:
    """Those whose `since` has come, settled ones included, in the order of workbook.md 3."""
    query = _by_then(on, of_contracts=contract_ids is not None)
    of_contracts = {} if contract_ids is None else {"ids": list(contract_ids)}
    for found, settled_on, reason in session.execute(query, of_contracts).tuples():
        yield ViolationOnDay(
            found.contract_id,
            found.contract,
            found.branch,
            Rule(found.rule),
            found.basis,
            found.since,
            found.detail,
            settled_on,
            reason,
        )


@lru_cache(KEPT_DAYS)
def _by_then(on: date, *, of_contracts: bool) -> Select[Any]:
    """Put together once: that takes longer than the answer for one contract."""
    row, settled = ViolationRow, SettlementRow
    query = (
        select(row, settled.on, settled.reason)
        .outerjoin(
            settled,
            and_(
                settled.contract_id == row.contract_id,
                settled.branch == row.branch,
                settled.rule == row.rule,
                settled.basis == row.basis,
                settled.since == row.since,
                settled.on <= on,
            ),
        )
        .where(row.since <= on)
        .order_by(row.contract, row.branch, row.rule, row.since, row.detail)
    )
    if of_contracts:
        query = query.where(row.contract_id.in_(bindparam("ids", expanding=True)))
    return query


def of_contracts(
    session: Session, on: date, contract_ids: Sequence[int]
) -> Iterator[ViolationOnDay]:
    """The violations of these contracts, however many they are."""
    for some in in_batches(contract_ids):
        yield from violations(session, on, some)
