"""委託契約: a contract with its engagements, as the rules see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from audits.engagement import PRIME_BRANCH, Engagement
from audits.kind import KIND_RULES, Kind
from audits.period import Rhythm
from audits.term import Term
from checklists.clause_set import ClauseSet, KindSetting


@dataclass(frozen=True, slots=True)
class Contract:
    """The facts on file of one contract.

    `stated_length` (契約期間の表示) is the length as the paper says it.
    `came_to_nothing_on` (不成立日): such a contract owes nothing and breaks nothing.
    `kinds`: what the contract changes of the kinds' settings, by the kind's name.
    """

    number: str
    engagements: tuple[Engagement, ...]
    stated_length: str | None = None
    items: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    periodic_report: Rhythm | None = None
    demanded_schemes: tuple[str, ...] = ()
    came_to_nothing_on: date | None = None
    closed_on: date | None = None
    kinds: Mapping[str, KindSetting] = field(default_factory=dict)

    @property
    def prime(self) -> Engagement:
        return self.engagement(PRIME_BRANCH)

    @property
    def term(self) -> Term:
        return self.prime.term

    def engagement(self, branch: int) -> Engagement:
        return next(e for e in self.engagements if e.branch == branch)

    def parent_clause_set(self, engagement: Engagement) -> ClauseSet:
        """The clause set that decides whether this subcontract is allowed."""
        return self.engagement(engagement.parent or PRIME_BRANCH).clause_set

    def is_asked(self, kind: Kind, engagement: Engagement) -> bool:
        """Whether the kind is switched on: the contract's word, else the clause set's, else yes."""
        for setting in self._settings(kind, engagement):
            if setting.enabled is not None:
                return setting.enabled
        return True

    def days(self, kind: Kind, engagement: Engagement) -> int:
        """The kind's number of days: the contract's, else the clause set's, else rules.md's."""
        for setting in self._settings(kind, engagement):
            if setting.days is not None:
                return setting.days
        return KIND_RULES[kind].days or 0

    def _settings(self, kind: Kind, engagement: Engagement) -> Iterator[KindSetting]:
        for settings in (self.kinds, engagement.clause_set.kinds):
            if kind.value in settings:
                yield settings[kind.value]
