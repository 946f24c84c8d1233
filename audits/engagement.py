"""契約における一事業者の受持ち: one contractor's part in a contract, with what is on file of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from audits.certification import Certification
from audits.erasure import Certificate, DataItem, DisposalAct
from audits.finding import Finding
from audits.incident import Incident
from audits.inspection import Inspection
from audits.report import Receipt, Request
from audits.safeguard import Note, Safeguard
from audits.term import Term
from checklists.clause_set import ClauseSet

PRIME_BRANCH = 0


@dataclass(frozen=True, slots=True)
class Engagement:
    """Branch 0 is 乙; every subcontract is a further branch with a parent (rules.md 1).

    `consented_on`: 甲's consent to the subcontract. `flow_down`: 特記事項明記 is 有.
    `certifications`: those of its contractor that count for this contract.
    Notes stand in the order in which they were put on file.
    """

    branch: int
    term: Term
    clause_set: ClauseSet
    contractor: str | None = None
    parent: int | None = None
    consented_on: date | None = None
    flow_down: bool = False
    items: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    certifications: tuple[Certification, ...] = ()
    handler_reports: tuple[date, ...] = ()
    data: tuple[DataItem, ...] = ()
    disposals: tuple[DisposalAct, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    findings: tuple[Finding, ...] = ()
    requests: tuple[Request, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    incidents: tuple[Incident, ...] = ()
    safeguards: tuple[Safeguard, ...] = ()
    notes: tuple[Note, ...] = ()
