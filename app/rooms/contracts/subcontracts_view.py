"""再委託の見出し: the tree of engagements, each with its consent and what is broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.records.consent_requests import ConsentRequest
from app.records.contract_page import ContractPage
from app.records.dossier import Dossier
from app.records.due_items import DueOnDay
from app.records.filed import Values
from app.records.violations import ViolationOnDay
from app.rooms.contracts.party import Party, parties
from app.web import anchors
from app.web.asked import Asked
from app.web.page_address import address
from app.web.table import Column
from audits.consent import ConsentPoint
from audits.engagement import PRIME_BRANCH, Engagement
from audits.engagement_tree import tier_words
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
REQUEST_COLUMNS = (
    Column("状態", "state"),
    Column("受付日", "when"),
    Column("再委託先"),
    Column("期間", "term"),
    Column("確認", "number"),
    Column("文書番号", "key"),
    Column("操作"),
)
DEEPEST = 4  # tiers that are still indented further


@dataclass(frozen=True, slots=True)
class EngagementLine:
    """One engagement; `values` are the subcontract's, None for 乙 itself.

    `above`: who handed the work on. `outlives`: the last day of that one, where this one goes on
    after it. `waits`: the page of a request for consent on which nobody has decided.
    """

    party: Party
    tier: int
    anchor: str
    engagement: Engagement
    values: Values | None
    is_forbidden: bool
    consent: DueOnDay | None
    violations: tuple[ViolationOnDay, ...]
    above: Party | None = None
    outlives: date | None = None
    waits: str = ""

    @property
    def tier_words(self) -> str:
        return tier_words(self.tier)

    @property
    def allows_more(self) -> bool:
        """Whether the one who has this part may hand work on, with consent."""
        return self.engagement.clause_set.allows_subcontracting

    @property
    def indent(self) -> int:
        return min(self.tier, DEEPEST)


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request for consent, and how far it is."""

    request: ConsentRequest
    href: str

    @property
    def closed_points(self) -> str:
        every = len(ConsentPoint)
        return f"{every - len(self.request.open_points)}／{every}"


@dataclass(frozen=True, slots=True)
class SubcontractsView:
    """Everything that the view shows; `forbidden_to`: whom their clauses let hand nothing on."""

    lines: tuple[EngagementLine, ...]
    requests: tuple[RequestLine, ...] = ()
    forbidden_to: tuple[Party, ...] = ()
    columns: tuple[Column, ...] = COLUMNS
    request_columns: tuple[Column, ...] = REQUEST_COLUMNS

    @property
    def broken(self) -> int:
        """How many violations are still to be settled."""
        return sum(len(line.violations) for line in self.lines)


def contents(page: ContractPage, _asked: Asked) -> SubcontractsView:
    found = page.found
    values = {filed.branch: filed.values for filed in found.subcontracts}
    waits = {
        one.values["branch"]: _address(found, one) for one in page.requests if one.decided is None
    }
    lines = tuple(_line(found, branch, tier, values, waits) for branch, tier in tree(found))
    return SubcontractsView(
        lines,
        tuple(RequestLine(one, _address(found, one)) for one in reversed(page.requests)),
        tuple(dict.fromkeys(_forbidden_to(lines))),
    )


def _forbidden_to(lines: Sequence[EngagementLine]) -> Iterator[Party]:
    """受託者 where its clauses forbid it, and whoever has handed work on all the same."""
    yield from (one.party for one in lines if one.values is None and not one.allows_more)
    yield from (one.above for one in lines if one.is_forbidden and one.above is not None)


def _address(found: Dossier, request: ConsentRequest) -> str:
    return address("consents.show", number=found.contract.number, request=request.number)


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


def _line(
    found: Dossier,
    branch: int,
    tier: int,
    values: Mapping[int, Values],
    waits: Mapping[int | None, str],
) -> EngagementLine:
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
        parties(found).get(engagement.parent or PRIME_BRANCH) if branch != PRIME_BRANCH else None,
        _outlived(found, engagement),
        waits.get(branch, ""),
    )


def _outlived(found: Dossier, engagement: Engagement) -> date | None:
    """The last day of a 再委託先 whose own subcontractor goes on after it."""
    for above in found.contract.engagements:
        if above.branch == engagement.parent and above.branch != PRIME_BRANCH:
            return above.term.last if above.term.last < engagement.term.last else None
    return None
