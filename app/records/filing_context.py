"""記入の前提: what is on file of one contract, for the forms that add to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.records import keyed, newest, own_clause_sets, revisions
from app.records.base import Fact
from app.records.certificates import CertificateRow
from app.records.certifications import CertificationRow, counts_for
from app.records.contracts import SubcontractRow
from app.records.data_items import DataItemRow
from app.records.filed import Filed, Values, filed, filed_terms
from app.records.incidents import IncidentRow
from app.records.inspections import FindingRow, InspectionRow
from app.records.newest import Newest
from app.records.notes import NoteRow
from app.records.reachable import reachable
from app.records.reports import RequestRow
from app.records.safeguards import SafeguardRow
from app.records.scope import Scope
from checklists.loader import shipped_clause_sets

TABLES: Mapping[str, type[Fact]] = {
    "再委託": SubcontractRow,
    "保護対策": SafeguardRow,
    "データ": DataItemRow,
    "消去証明": CertificateRow,
    "立入調査": InspectionRow,
    "指摘": FindingRow,
    "報告依頼": RequestRow,
    "事故": IncidentRow,
    "記録": NoteRow,
}


@dataclass(frozen=True, slots=True)
class OfContract:
    """The terms of a contract, and its facts by the sheet that they belong on.

    `engagements`: the id of each branch.
    """

    id: int
    terms: Values
    rows: Mapping[str, Sequence[Filed]]
    engagements: Mapping[int, int]

    def holds(self, fact: Newest, branch: int) -> bool:
        """Whether the fact belongs to this contract, and to this branch where it has one."""
        if fact.engagement_id is not None:
            return fact.engagement_id == self.engagements.get(branch)
        return fact.contract_id == self.id


def of_contract(session: Session, number: str, scope: Scope) -> OfContract | None:
    """What is on file of the contract; None where there is none in scope."""
    key = reachable(session, number, scope)
    if key is None:
        return None
    rows = {name: filed(session, table, [key]).get(key, ()) for name, table in TABLES.items()}
    branches = {
        branch: engagement
        for (_, branch), engagement in revisions.engagements_of(session, [key]).items()
    }
    return OfContract(key, filed_terms(session, [key])[key], rows, branches)


def fact(
    session: Session,
    found: OfContract,
    table: type[Fact],
    branch: int,
    seen: int | None,
    key: Mapping[str, Any] | None,
) -> Newest | None:
    """A fact of this contract and branch: the one with a revision `seen`, or with that key."""
    if seen is None and key is not None:
        seen = keyed.row_id(session, table, found.id, found.engagements[branch], key)
    on_file = newest.newest(session, table, seen) if seen is not None else None
    if on_file is not None and table is CertificationRow:
        return on_file if counts_for(session, on_file.values, found.id) else None
    return on_file if on_file is not None and found.holds(on_file, branch) else None


def clause_set_titles(session: Session) -> list[tuple[str, str]]:
    """(id, title with its edition) of every clause set, the city's own ones first.

    Those of the product stand there before the first contract, whose act publishes them.
    """
    published = own_clause_sets.published_clause_sets(session)
    own = [(one.id, one.clause_set.named) for one in published if one.by is not None]
    shipped = {key: one.named for key, one in shipped_clause_sets().items()}
    shipped |= {one.id: one.clause_set.named for one in published if one.by is None}
    return [*own, *sorted(shipped.items())]
