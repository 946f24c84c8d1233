"""個人情報取扱特記事項: one published edition of the clauses that a contract carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from checklists.clause import Clause, Party
from checklists.topic import from_narrow_to_broad

# The kinds of due item by name, with the greatest number of days a setting may give them:
# None where no number counts, 28 where it is a day of the month (every month must have it).
MOST_DAYS_BY_KIND: Mapping[str, int | None] = {
    "inspection": None,
    "handler_report": None,
    "training": None,
    "periodic_report": 28,
    "requested_report": None,
    "subcontract_consent": None,
    "data_disposal": 366,
    "erasure_certificate": 366,
    "erasure_confirmation": 366,
    "backup_expiry": None,
    "corrective_action": 366,
    "incident_report": 366,
    "ppc_preliminary": 366,
    "ppc_final": 366,
    "certification": None,
    "commitment": None,
}


class Subcontracting(Enum):
    """Whether the one bound may hand work on: not at all, or after 甲's consent."""

    FORBIDDEN = "forbidden"
    WITH_CONSENT = "with_consent"


@dataclass(frozen=True, slots=True)
class KindSetting:
    """What a clause set or a contract changes of one kind of due item; None leaves it as it is."""

    enabled: bool | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class ClauseSet:
    """A clause set as published; it never changes, a contract holds the one it was signed with.

    `binds`: 乙 or 丙. `short_title`: the title where a paper has little room.
    `return_when_no_longer_needed`: data goes back at once, not only at the contract's end.
    `training_yearly`: training is confirmed each fiscal year by itself, else during the visit.
    `certificate_to`: who receives 消去証明書. `kinds`: changed settings by the kind's name.
    `preamble`, `ending`: what stands before and after the clauses of a municipality's own text.
    """

    id: str
    title: str
    short_title: str
    edition: str
    legal_basis: str
    binds: Party
    subcontracting: Subcontracting
    return_when_no_longer_needed: bool
    training_yearly: bool
    certificate_to: tuple[Party, ...]
    inspections_per_fiscal_year: int
    clauses: tuple[Clause, ...]
    kinds: Mapping[str, KindSetting] = field(default_factory=dict, hash=False)
    preamble: str = ""
    ending: str = ""

    @property
    def named(self) -> str:
        """The title with its edition, where it does not say that already."""
        years = self.edition_words
        return self.title if years in self.title else f"{self.title}（{years}）"

    @property
    def edition_words(self) -> str:
        """2027年版; a name of other words as it is."""
        return f"{self.edition}年版" if self.edition.isdigit() else self.edition

    @property
    def allows_subcontracting(self) -> bool:
        """Whether 甲 can consent to a subcontract at all."""
        return self.subcontracting is Subcontracting.WITH_CONSENT

    def clause(self, number: int) -> Clause:
        """The clause of that number; refuses (KeyError) one that the set does not have."""
        for clause in self.clauses:
            if clause.number == number:
                return clause
        raise KeyError(number)

    def clauses_on(self, topic: str) -> tuple[Clause, ...]:
        """The clauses on a topic; where there is none, those on the nearest broader topic."""
        for step in from_narrow_to_broad(topic):
            if found := tuple(clause for clause in self.clauses if clause.topic == step):
                return found
        return ()
