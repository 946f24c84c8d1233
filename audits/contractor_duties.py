"""事業者の資格: consent to a subcontract, and the certifications demanded (rules.md 2)."""

from __future__ import annotations

from collections.abc import Iterator

from audits.city import City
from audits.contract import Contract
from audits.due import DueItem
from audits.engagement import PRIME_BRANCH, Engagement
from audits.kind import Kind
from audits.open_days import days_after
from audits.words import folded
from checklists.clause_set import Subcontracting


def consent_owed(contract: Contract, engagement: Engagement, _city: City) -> Iterator[DueItem]:
    """甲's consent before a subcontract starts, where it is allowed at all (clauses A10, D10)."""
    if engagement.branch == PRIME_BRANCH:
        return
    if contract.parent_clause_set(engagement).subcontracting is Subcontracting.WITH_CONSENT:
        yield DueItem(
            contract.number,
            engagement.branch,
            Kind.SUBCONTRACT_CONSENT,
            due_on=days_after(engagement.term.first, -1),
            closed_on=engagement.consented_on,
        )


def certifications_owed(
    contract: Contract, engagement: Engagement, _city: City
) -> Iterator[DueItem]:
    """A demanded scheme that is missing, or that runs out before the engagement's end."""
    if engagement.branch != PRIME_BRANCH:
        return
    term = engagement.term
    for scheme in dict.fromkeys(map(folded, contract.demanded_schemes)):
        valid = (c.valid_until for c in engagement.certifications if folded(c.scheme) == scheme)
        latest = max(valid, default=None)
        if latest is not None and latest >= term.last:
            continue
        yield DueItem(
            contract.number,
            engagement.branch,
            Kind.CERTIFICATION,
            due_on=latest or term.first,
            basis=scheme,
            known_until=term.last,
        )
