"""違反のおそれの行: the broken rules of one contract, those that were settled with who and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.records.contract_decisions import Settled
from app.records.contract_page import ContractPage
from app.records.violations import ViolationOnDay
from app.rooms.contracts.party import Party, parties
from app.rooms.contracts.views import View, address
from app.web.deeds import VIEWS_OF_RULES
from app.web.table import Column
from audits.rule import Level

VIOLATION_COLUMNS = (
    Column("区分", "state"),
    Column("発生日", "when"),
    Column("内容"),
    Column("受持ち"),
)


@dataclass(frozen=True, slots=True)
class ViolationLine:
    """A broken rule; once settled with who settled it."""

    violation: ViolationOnDay
    party: Party
    href: str
    settled: Settled | None


def violation_lines(page: ContractPage) -> Iterator[ViolationLine]:
    """The heavier first, then by the day since when."""
    found = page.found
    of = parties(found)
    order: Sequence[Level] = list(Level)
    broken = sorted(found.violations, key=lambda v: (order.index(v.level), v.since, v.branch))
    for one in broken:
        view = View(VIEWS_OF_RULES[one.rule])
        href = "" if view is View.DUE else address(found.contract.number, view)
        settled = _settled(page, one) if one.settled_on is not None else None
        yield ViolationLine(one, of[one.branch], href, settled)


def _settled(page: ContractPage, one: ViolationOnDay) -> Settled | None:
    about = (one.branch, one.rule.value, one.basis, one.since)
    found = (s for s in page.settlements if (s.branch, s.rule, s.basis, s.since) == about)
    return next(found, None)
