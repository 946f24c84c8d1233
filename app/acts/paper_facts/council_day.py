"""付議の日の台帳: what a sheet of the council shows of a fact, and what it is compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.acts.paper_facts.council_rows import Values
from app.records.agreed import Fact, Step
from app.records.council_versions import MatterDay, Promised
from audits.council_day import Begun, Entered, as_told, is_on_file, on_the_day
from audits.wareki import wareki

OVER = "{}の審議会の時点の登録内容"
COMING = "{}現在の登録内容"


@dataclass(frozen=True, slots=True)
class Earlier:
    """The last of the matters before: when it was, what it is called, and what it was about."""

    number: str
    held_on: date
    session: str
    contracts: Sequence[str]
    connections: Sequence[str]

    @property
    def words(self) -> str:
        return self.session or wareki(self.held_on)


@dataclass(frozen=True, slots=True)
class Register:
    """The register as the sheets of one matter show it, printed `on` a day.

    Until the session is over that is the register of that day; afterwards what stood in it then.
    """

    matter: str
    held_on: date
    on: date
    days: Mapping[str, MatterDay]
    earlier: Earlier | None

    @property
    def is_over(self) -> bool:
        return self.held_on < self.on

    @property
    def words(self) -> str:
        """As of which day the sheets are."""
        if self.is_over:
            return OVER.format(wareki(self.held_on))
        return COMING.format(wareki(self.on))

    def shown(self, fact: Fact) -> Values:
        """What the sheet says."""
        if not self.is_over:
            return fact.steps[-1].version.values
        return on_the_day(self._entered(fact), self.held_on)

    def told(self, fact: Fact, earlier: Earlier) -> Values:
        """What the council was told in the matter before."""
        return as_told(self._entered(fact), earlier.held_on, self.held_on if self.is_over else None)

    def entered_on(self, fact: Fact) -> date | None:
        """The day of its entering, where that came only after the session."""
        first = fact.steps[0].written_on
        return first if self.is_over and first > self.held_on else None

    def has(self, contract: str, terms: Fact, part: Fact) -> bool:
        """Whether a subcontract stands on a sheet of its own."""
        if not self.is_over:
            return True
        begun = _begun(self.shown(part), part, self.shown(terms), terms)
        following = self._following(contract, self.held_on)
        return is_on_file(begun, self.held_on, following, is_late=True)

    def had(self, contract: str, terms: Fact, part: Fact, earlier: Earlier) -> bool:
        """Whether the council was told of a subcontract in the matter before."""
        begun = _begun(self.told(part, earlier), part, self.told(terms, earlier), terms)
        is_late = begun.contract_written_on > earlier.held_on
        is_late = is_late or (self.is_over and begun.written_on > self.held_on)
        following = self._following(contract, earlier.held_on)
        return is_on_file(begun, earlier.held_on, following, is_late=is_late)

    def promises(self, fact: Fact, promised: Promised) -> list[Values]:
        """The safeguards of the sheet; of what was entered later, the first that were entered."""
        if not self.is_over:
            return promised.now
        return promised.on(_day(fact, promised, self.held_on, with_first=True))

    def known_promises(
        self, fact: Fact, promised: Promised, earlier: Earlier, now: Fact
    ) -> dict[str, str]:
        """Number → text of the safeguards that the council was told of in the matter before.

        `now`: the fact of this sheet. Where that was entered after both, nothing tells which of the
        first safeguards came when.
        """
        with_first = self.entered_on(now) is not None
        day = _day(fact, promised, earlier.held_on, with_first=with_first)
        return {one["number"]: one["text"] for one in promised.on(day)}

    def _entered(self, fact: Fact) -> list[Entered]:
        return [
            Entered(revision, step.written_on, *self._told_in(step))
            for revision, step in zip(fact.revisions, fact.steps, strict=True)
        ]

    def _told_in(self, step: Step) -> tuple[date | None, bool]:
        """The day of the matter that the change names, and whether it is this one."""
        number = step.amended.matter if step.amended else ""
        known = self.days.get(number)
        return known.held_on if known else None, number == self.matter

    def _following(self, contract: str, day: date) -> date:
        later = (
            one.held_on
            for one in self.days.values()
            if one.held_on > day and contract in one.contracts
        )
        return min(later, default=date.max)


def _begun(of_part: Values, part: Fact, of_terms: Values, terms: Fact) -> Begun:
    return Begun(
        of_part["starts_on"],
        part.steps[0].written_on,
        of_terms["starts_on"],
        terms.steps[0].written_on,
    )


def _day(fact: Fact, promised: Promised, day: date, *, with_first: bool) -> date:
    """As of which day safeguards are asked for: the whole first day counts as the beginning."""
    first = fact.steps[0].written_on
    if first <= day:
        return day
    return max(first, promised.first_on or first) if with_first else first
