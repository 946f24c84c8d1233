"""台帳の一行: one engagement in the register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from app.acts.register.scope import Scope
from app.records.due_items import DueOnDay
from app.records.violations import ViolationOnDay
from audits.contract import Contract
from audits.due import State, alert_of
from audits.engagement import PRIME_BRANCH, Engagement
from audits.erasure import disposed_on
from audits.inspection import Inspection
from audits.rule import Level
from audits.stage import stage_on
from audits.wording import ALERT, JUDGEMENT, METHOD, STAGE

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class ContractOnDay:
    """A contract, its terms as typed, and all that is owed and broken on the register's day."""

    contract: Contract
    terms: Mapping[Any, Any]
    due_items: Sequence[DueOnDay]
    violations: Sequence[ViolationOnDay]


@dataclass(frozen=True, slots=True)
class EngagementLine:
    """The line of 台帳, and the figures of it that go into 集計."""

    line: Sequence[Any]
    not_put_right: int
    not_erased: int
    violations: int


def engagement_line(
    found: ContractOnDay,
    engagement: Engagement,
    owed: Sequence[DueOnDay],
    last_entry_on: date | None,
    scope: Scope,
) -> EngagementLine:
    """`owed`: the engagement's due items in the register's scope."""
    on, terms, contract = scope.on, found.terms, found.contract
    visit = _last_visit(engagement, scope)
    not_put_right = _count(engagement.findings, lambda f: not _known(f.put_right_on, on))
    not_erased = _not_erased(engagement, on)
    violations = _count(
        found.violations,
        lambda v: (
            v.branch == engagement.branch and v.level is Level.VIOLATION and v.settled_on is None
        ),
    )
    confirmed = [c.confirmed_on for c in engagement.certificates if _known(c.confirmed_on, on)]
    line = (
        contract.number,
        engagement.branch,
        terms["title"],
        terms["agency"],
        terms["department"],
        engagement.contractor,
        "受託者" if engagement.branch == PRIME_BRANCH else "再委託先",
        engagement.term.first,
        engagement.term.last,
        STAGE[stage_on(contract, on)],
        ALERT[alert_of((item.kind, item.state) for item in found.due_items)],
        engagement.clause_set.short_title,
        terms["subjects"],
        engagement.items or contract.items,
        engagement.media or contract.media,
        terms["person_count"],
        terms["my_number"],
        terms["sensitive"],
        tuple(dict.fromkeys(c.scheme for c in engagement.certifications if c.valid_until >= on)),
        visit.concluded_on if visit else None,
        METHOD[visit.method] if visit else None,
        JUDGEMENT[visit.judgement] if visit and visit.judgement else None,
        len(engagement.findings),
        not_put_right,
        _count(engagement.data, lambda data: data.on <= on),
        not_erased,
        tuple(c.number for c in engagement.certificates if c.received_on <= on),
        max((day for day in confirmed if day), default=None),
        last_entry_on,
        _count(owed, lambda item: item.state is State.OVERDUE),
        violations,
    )
    return EngagementLine(line, not_put_right, not_erased, violations)


def _last_visit(engagement: Engagement, scope: Scope) -> Inspection | None:
    visits = [v for v in engagement.inspections if _known(v.concluded_on, scope.on)]
    visits = [v for v in visits if scope.holds(v.concluded_on)]
    return max(visits, key=lambda visit: visit.concluded_on or date.min, default=None)


def _not_erased(engagement: Engagement, on: date) -> int:
    days = (
        disposed_on(data.number, engagement.disposals, engagement.certificates)
        for data in engagement.data
        if data.on <= on
    )
    return sum(not _known(day, on) for day in days)


def _known(day: date | None, on: date) -> bool:
    return day is not None and day <= on


def _count(items: Iterable[Item], wanted: Callable[[Item], bool]) -> int:
    return sum(map(wanted, items))
