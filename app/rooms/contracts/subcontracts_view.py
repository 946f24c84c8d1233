"""再委託の見出し: the tree of engagements, each with its consent and what is broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.records.contract_page import ContractPage
from app.records.dossier import Dossier
from app.records.due_items import DueOnDay
from app.records.filed import Values
from app.records.violations import ViolationOnDay
from app.rooms.contracts.party import Party, parties
from app.web import anchors
from app.web.asked import Asked
from app.web.table import Column
from audits.engagement import PRIME_BRANCH, Engagement
from audits.kind import Kind
from checklists.clause_set import Subcontracting

COLUMNS = (
    Column("事業者"),
    Column("業務の内容", "long"),
    Column("期間", "term"),
    Column("承諾", "who"),
    Column("特記事項の定め", "who"),
    Column("従事者への周知", "when"),
)
DEEPEST = 4  # tiers that are still indented further


@dataclass(frozen=True, slots=True)
class EngagementLine:
    """One engagement; `values` are the subcontract's, None for 乙 itself."""

    party: Party
    tier: int
    anchor: str
    engagement: Engagement
    values: Values | None
    is_forbidden: bool
    consent: DueOnDay | None
    violations: tuple[ViolationOnDay, ...]

    @property
    def indent(self) -> int:
        return min(self.tier, DEEPEST)


@dataclass(frozen=True, slots=True)
class SubcontractsView:
    """Everything that the view shows."""

    lines: tuple[EngagementLine, ...]
    columns: tuple[Column, ...] = COLUMNS


def contents(page: ContractPage, _asked: Asked) -> SubcontractsView:
    found = page.found
    values = {filed.branch: filed.values for filed in found.subcontracts}
    return SubcontractsView(
        tuple(_line(found, branch, tier, values) for branch, tier in tree(found))
    )


def tree(found: Dossier) -> Iterator[tuple[int, int]]:
    """(branch, tier) with every subcontract below its parent; rings are cut where they begin."""
    children: dict[int | None, list[int]] = {}
    for engagement in found.contract.engagements:
        if engagement.branch != PRIME_BRANCH:
            children.setdefault(engagement.parent, []).append(engagement.branch)
    seen: set[int] = set()
    everyone = [engagement.branch for engagement in found.contract.engagements]
    for root in (PRIME_BRANCH, *everyone):
        waiting = [] if root in seen else [(root, 0 if root == PRIME_BRANCH else 1)]
        while waiting:
            branch, tier = waiting.pop()
            if branch in seen:
                continue
            seen.add(branch)
            yield branch, tier
            waiting += [(child, tier + 1) for child in reversed(children.get(branch, []))]


def _line(found: Dossier, branch: int, tier: int, values: Mapping[int, Values]) -> EngagementLine:
    engagement = found.contract.engagement(branch)
    forbidden = (
        branch != PRIME_BRANCH
        and found.contract.parent_clause_set(engagement).subcontracting is Subcontracting.FORBIDDEN
    )
    consents = (i for i in found.owed(Kind.SUBCONTRACT_CONSENT) if i.branch == branch)
    broken = (v for v in found.violations if v.branch == branch and v.settled_on is None)
    return EngagementLine(
        parties(found)[branch],
        tier,
        anchors.branch(branch),
        engagement,
        values.get(branch),
        forbidden,
        next(consents, None),
        tuple(broken),
    )
