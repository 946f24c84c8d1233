"""更新の前に見ること: what is known of contracts that somebody should look at before they go on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import CompoundSelect, func, literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from app.records.certifications import CertificationRow
from app.records.connections import ConnectionRow, ExternalConnectionRow
from app.records.contractors import ContractorRow
from app.records.contracts import ContractRow, ContractTermsRow
from app.records.council_matters import CouncilMatterRow
from app.records.entries import EntryRow
from app.records.exceptions import ExceptionRow
from app.records.listing_names import of_data, of_findings
from app.records.listings import ListedRow, is_listed
from audits.consent import ConsentDecision

DATA_OUT, OPEN_FINDINGS = of_data("all"), of_findings("open")
CONNECTION, EXCEPTION = "connection", "exception"

CONSENTED = (ConsentDecision.CONSENTED.value, ConsentDecision.WITH_CONDITIONS.value)


@dataclass(slots=True)
class OpenEnds:
    """What of a contract is not done or goes on: counts, and the numbers of its connections."""

    data_out: int = 0
    findings: int = 0
    exceptions: int = 0
    connections: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Held:
    """A certification of the contractor; `contracts` limits it to those, none means all."""

    scheme: str
    valid_until: date
    contracts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Told:
    """The latest matter in which the council was told of a contract."""

    held_on: date
    title: str


def open_ends(session: Session, ids: Sequence[int], on: date) -> Mapping[int, OpenEnds]:
    """Contract's id → what of it is open on the day."""
    listed, row = ListedRow, ConnectionRow
    counted = (
        select(listed.contract_id, listed.listing, func.count(), null())
        .where(
            listed.contract_id.in_(ids),
            listed.listing.in_((DATA_OUT, OPEN_FINDINGS)),
            is_listed(on),
        )
        .group_by(listed.contract_id, listed.listing)
    )
    connected = (
        select(ContractRow.id, literal(CONNECTION), literal(1), ExternalConnectionRow.number)
        .join(row, row.contract_number == ContractRow.number)
        .join(ExternalConnectionRow, ExternalConnectionRow.id == row.connection_id)
        .where(row.is_current, ContractRow.id.in_(ids))
        .where(or_(row.ends_on.is_(None), row.ends_on >= on))
    )
    asked = ExceptionRow
    excepted = (
        select(asked.contract_id, literal(EXCEPTION), func.count(), null())
        .where(asked.is_current, asked.contract_id.in_(ids), asked.ends_on >= on)
        .where(asked.decision.in_(CONSENTED))
        .group_by(asked.contract_id)
    )
    found: dict[int, OpenEnds] = defaultdict(OpenEnds)
    each: CompoundSelect[Any] = union_all(counted, connected, excepted)
    for key, what, count, number in session.execute(each):
        if what == DATA_OUT:
            found[key].data_out = count
        elif what == OPEN_FINDINGS:
            found[key].findings = count
        elif what == EXCEPTION:
            found[key].exceptions = count
        else:
            found[key].connections.append(str(number))
    return found


def certifications(session: Session, ids: Sequence[int]) -> Mapping[int, Sequence[Held]]:
    """Contract's id → what its contractor holds, found by its name (rules.md 2)."""
    row, terms, holder = CertificationRow, ContractTermsRow, ContractorRow
    query = (
        select(terms.contract_id, row.scheme, row.valid_until, row.contracts)
        .join(holder, holder.folded_name == terms.folded_contractor)
        .join(row, row.contractor_id == holder.id)
        .where(row.is_current, terms.is_current, terms.contract_id.in_(ids))
    )
    found: dict[int, list[Held]] = defaultdict(list)
    for key, scheme, until, limited in session.execute(query).tuples():
        found[key].append(Held(scheme, until, limited))
    return found


def latest_matters(session: Session, numbers: Mapping[int, str]) -> Mapping[int, Told]:
    """Contract's id → the latest matter about it. `numbers`: the contracts' numbers by their ids.

    Each matter has left an entry in the record of each of its contracts.
    """
    row, entry = CouncilMatterRow, EntryRow
    query = (
        select(entry.contract_id, row.held_on, row.title, row.contracts)
        .join(row, func.coalesce(row.first_id, row.id) == entry.act_row)
        .where(
            entry.act_table == row.__tablename__,
            entry.contract_id.in_(numbers),
            row.is_current,
        )
        .order_by(row.held_on, row.id)
    )
    found: dict[int, Told] = {}
    for key, held_on, title, about in session.execute(query).tuples():
        if numbers[key] in about:
            found[key] = Told(held_on, title)
    return found
