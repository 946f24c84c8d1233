"""綴りの行: every current row of some contracts, each table read once for rules and pages alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from sqlalchemy import BindParameter, Result, Row, Select, bindparam, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from app.records import incident_accounts, sheets
from app.records.base import Base, Fact
from app.records.certifications import CertificationRow
from app.records.contractors import ContractorRow
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow, SubcontractRow
from app.records.database import rows_of
from app.records.decisions import ClosingKind, ClosingRow
from app.records.filed import Filed
from app.records.incidents import IncidentRow
from app.records.inspections import InspectionRow
from app.records.revisions import in_batches
from audits.engagement import PRIME_BRANCH
from audits.words import folded

Rows = Mapping[int, Sequence[Row[Any]]]


@dataclass(frozen=True, slots=True)
class HeldCertification:
    """A certification of a contractor; `contracts` limits it to those, none means all."""

    id: int
    contractor: str
    scheme: str
    registration_number: str
    valid_until: date
    contracts: frozenset[str]

    def counts_for(self, contract: str) -> bool:
        return not self.contracts or contract in self.contracts


class RowsOnFile:
    """The rows of some contracts, one query a table, whenever the first of them is asked for.

    The queries are put together once: that takes longer than the answer for one contract.
    `whole`: of terms and subcontracts also the columns that no rule asks for.
    """

    def __init__(self, session: Session, ids: Sequence[int], *, whole: bool = False) -> None:
        self._session = session
        self._ids = ids
        self._whole = whole
        self._rows: dict[type[Base], Rows] = {}

    @cached_property
    def terms(self) -> Sequence[Row[Any]]:
        """The current terms, with the contract's number, its record's end, and its closing day."""
        return self._asked(_terms(self._whole)).all()

    @cached_property
    def engagements(self) -> Rows:
        """The engagements by contract's id and in order, each with its subcontract's terms."""
        return _grouped(self._asked(_engagements(self._whole)))

    @cached_property
    def certifications(self) -> Mapping[str, Sequence[HeldCertification]]:
        """What the contractors of these contracts hold, by their folded names."""
        engaged = (row for rows in self.engagements.values() for row in rows)
        names = {folded(row.contractor) for row in (*self.terms, *engaged) if row.contractor}
        return _certifications(self._session, names)

    def of(self, table: type[Any], engagement_id: int) -> Sequence[Row[Any]]:
        """The current rows of a table on an engagement, in the order in which they came."""
        if table not in self._rows:
            query = _current(table)  # type: ignore[arg-type]  # a class is hashable
            self._rows[table] = _grouped(self._asked(query))
        return self._rows[table].get(engagement_id, ())

    def filed(self, table: type[Fact], contract_id: int) -> list[Filed]:
        """The same for a whole contract, branch by branch, as typed."""
        return [
            Filed(engaged.branch, row._mapping)
            for engaged in self.engagements.get(contract_id, ())
            for row in self.of(table, engaged.engagement_id)
        ]

    def subcontracts(self, contract_id: int) -> list[Filed]:
        """What the subcontracts of a contract say, as typed."""
        engaged = self.engagements.get(contract_id, ())
        return [Filed(row.branch, row._mapping) for row in engaged if row.branch != PRIME_BRANCH]

    def _asked(self, query: Select[Any]) -> Result[Any]:
        return rows_of(self._session, query, {"ids": self._ids})


_TERMS = (
    "stated_length",
    "items",
    "media",
    "periodic_report",
    "demanded_schemes",
    "came_to_nothing_on",
    "contractor",
    "starts_on",
    "ends_on",
    "clause_set",
)
_SUBCONTRACT = (
    "parent_branch",
    "contractor",
    "starts_on",
    "ends_on",
    "consented_on",
    "flow_down",
    "items",
    "media",
    "clause_set",
)


@cache
def _terms(whole: bool) -> Select[Any]:
    row = ContractTermsRow
    names = ("id", "contract_id", *row.FACTS) if whole else ("contract_id", *_TERMS)
    return (
        select(
            ContractRow.number,
            ContractRow.entries,
            ContractRow.last_hash,
            _closed_on(),
            *_columns(row, *names),
        )
        .join(row, row.contract_id == ContractRow.id)
        .where(row.is_current, row.contract_id.in_(_ids()))
        .order_by(row.contract_id)
    )


@cache
def _engagements(whole: bool) -> Select[Any]:
    row = SubcontractRow
    names = ("id", *row.FACTS) if whole else _SUBCONTRACT
    return (
        select(
            EngagementRow.contract_id,
            EngagementRow.id.label("engagement_id"),
            EngagementRow.branch,
            *_columns(row, *names),
        )
        .outerjoin(row, (row.engagement_id == EngagementRow.id) & row.is_current)
        .where(EngagementRow.contract_id.in_(_ids()))
        .order_by(EngagementRow.contract_id, EngagementRow.branch)
    )


@cache
def _current(table: type[Any]) -> Select[Any]:
    query = (
        select(*_columns(table, "engagement_id", "id", *table.FACTS))
        .join(EngagementRow, EngagementRow.id == table.engagement_id)
        .where(table.is_current, EngagementRow.contract_id.in_(_ids()))
        .order_by(table.id)
    )
    if table is InspectionRow:
        query = query.add_columns(sheets.training_is_met().label("training_met"))
    if table is IncidentRow:
        query = query.add_columns(incident_accounts.is_dealt_with().label("is_dealt_with"))
    return query


def _ids() -> BindParameter[Any]:
    return bindparam("ids", expanding=True)


def closed_on(session: Session, contract_id: int) -> date | None:
    """The day of 完了, of a contract that is closed and was not opened again."""
    day: date | None = session.scalar(select(_closed_on()).where(ContractRow.id == contract_id))
    return day


def _closed_on() -> Any:
    """The day of the latest act of closing or reopening, where it is a closing."""
    each = aliased(ClosingRow)
    latest = (
        select(func.max(each.id)).where(each.contract_id == ContractRow.id).correlate(ContractRow)
    )
    closing = ClosingRow
    day = case((closing.decision == ClosingKind.CLOSED.value, closing.on))
    query = select(day).where(closing.id == latest.scalar_subquery()).correlate(ContractRow)
    return query.scalar_subquery().label("closed_on")


def _certifications(
    session: Session, contractors: Collection[str]
) -> dict[str, list[HeldCertification]]:
    found = defaultdict[str, list[HeldCertification]](list)
    for some in in_batches(sorted(contractors)):
        rows = rows_of(session, _held(), {"names": some}).tuples()
        for name, key, holder, scheme, number, until, limited in rows:
            held = HeldCertification(key, holder, scheme, number, until, frozenset(limited))
            found[name].append(held)
    return found


@cache
def _held() -> Select[Any]:
    row = CertificationRow
    named: BindParameter[Any] = bindparam("names", expanding=True)
    return (
        select(
            ContractorRow.folded_name,
            row.id,
            row.contractor,
            row.scheme,
            row.registration_number,
            row.valid_until,
            row.contracts,
        )
        .join(ContractorRow, ContractorRow.id == row.contractor_id)
        .where(row.is_current, ContractorRow.folded_name.in_(named))
        .order_by(row.id)
    )


def _columns(table: type[Any], *names: str) -> list[InstrumentedAttribute[Any]]:
    return [getattr(table, name) for name in names]


def _grouped(rows: Iterable[Row[Any]]) -> dict[int, list[Row[Any]]]:
    """The rows by their first column."""
    groups: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row)
    return groups
