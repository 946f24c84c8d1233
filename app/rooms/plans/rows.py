"""案の行: each visit without a date, with the day proposed or typed, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.acts.moving_day import OUT_OF_YEAR, said_once
from app.acts.year_plan import PlanLine, YearPlan
from app.records.unplanned_visits import UnplannedVisit
from app.rooms.plans.room import LONGEST_REASON
from app.workflows.plan_visits import Chosen
from audits.fiscal_year import FiscalYear
from audits.planning.approval import Cause, DayChange
from audits.planning.load import Load
from audits.planning.objection import objections
from audits.planning.owed import PlannedVisit
from audits.risk import Risk
from audits.wareki import parse_date, short_wareki
from audits.wording import CAUSE, DANGER, OBJECTION

NOT_A_DAY = "日付として読めません。R8.12.3 や 2026-12-3 のように入れてください。"
TOO_LONG = f"理由は{LONGEST_REASON}文字以内にしてください。"
CHOOSE, ONLY = "choose ", "only"

Sent = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One visit with the day proposed or typed, why, and what is wrong or to be noticed about it.

    `name`: what the row's boxes are called. `causes`: why the day needs a reason, which is `why`.
    `proposed`: the day as it would stand there if nobody had typed another.
    """

    visit: UnplannedVisit
    risk: Risk
    name: str
    typed: str
    reason: str
    chosen: bool
    wrong: str = ""
    against: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()
    why: str = ""
    wrong_why: str = ""
    proposed: str = ""

    @property
    def dangers(self) -> str:
        """個人番号4、未是正の指摘2: what makes it risky."""
        return dangers(self.risk)

    @property
    def sentences(self) -> list[str]:
        """All that is said of the day."""
        if self.wrong:
            return [self.wrong]
        return said_once([*self.against, *(CAUSE[one] for one in self.causes)])

    @property
    def notice(self) -> str:
        """What speaks against it."""
        return "".join(self.against)

    @property
    def is_wrong(self) -> bool:
        return bool(self.wrong or self.wrong_why)


def day_box(row: Row) -> str:
    """What the box of the row's day is called."""
    return f"day {row.name}"


def dangers(found: Risk) -> str:
    return "、".join(f"{DANGER[one.danger]}{one.points}" for one in found.reasons)


def rows(
    plan: YearPlan, lines: Sequence[PlanLine], year: FiscalYear, sent: Sent | None
) -> Iterator[Row]:
    """As proposed; as typed where something was sent."""
    load = _load(plan, lines, sent)
    for line in lines:
        yield _proposed(plan, line) if sent is None else _typed(plan, line, year, sent, load)


def _proposed(plan: YearPlan, line: PlanLine) -> Row:
    proposal = line.proposal
    proposed = short_wareki(proposal.on) if proposal.on else ""
    return Row(
        line.visit,
        line.risk,
        _name(line),
        proposed,
        proposal.reason,
        proposal.on is not None,
        causes=_causes(plan, line, proposal.on),
        proposed=proposed,
    )


def _typed(plan: YearPlan, line: PlanLine, year: FiscalYear, sent: Sent, load: Load) -> Row:
    name, proposal = _name(line), line.proposal
    proposed = short_wareki(proposal.on) if proposal.on else ""
    typed = sent.get(f"day {name}", proposed)[:40]
    only = sent.get(ONLY)
    chosen = name == only if only else f"{CHOOSE}{name}" in sent
    is_own = chosen and typed != proposed
    wrong, against = _judged(plan, line, typed, year, load) if is_own else ("", ())
    why = sent.get(f"why {name}", "").strip()
    causes = _causes(plan, line, parse_date(typed))
    return Row(
        line.visit,
        line.risk,
        name,
        typed,
        proposal.reason if typed == proposed else "",
        chosen,
        wrong,
        against,
        causes,
        why[: LONGEST_REASON + 1],
        _wrong_why(causes, why) if chosen and not wrong else "",
        proposed,
    )


def _name(line: PlanLine) -> str:
    return f"{line.visit.contract} {line.visit.branch}"


def _causes(plan: YearPlan, line: PlanLine, day: date | None) -> tuple[Cause, ...]:
    if day is None:
        return ()
    year = FiscalYear.of(day)
    named = {year} if line.visit.engagement_id in plan.named else set()
    return tuple(DayChange(None, day).causes(plan.city.open_days, named, named))


def _wrong_why(causes: Sequence[Cause], why: str) -> str:
    if len(why) > LONGEST_REASON:
        return TOO_LONG
    return "".join(CAUSE[one] for one in causes) if causes and not why else ""


def _load(plan: YearPlan, lines: Sequence[PlanLine], sent: Sent | None) -> Load:
    """What is planned, and what of the proposals was left as it is."""
    kept = list(plan.planned)
    for line in lines if sent is not None else ():
        one, on = line.proposal.inspection, line.proposal.on
        typed = (sent or {}).get(f"day {_name(line)}", "")
        if on is not None and typed == short_wareki(on):
            kept.append(PlannedVisit(on, one.department, one.party))
    return Load(plan.capacity, kept)


def _judged(
    plan: YearPlan, line: PlanLine, typed: str, year: FiscalYear, load: Load
) -> tuple[str, tuple[str, ...]]:
    """(what is wrong with a day of one's own, what to notice about it)."""
    day = parse_date(typed)
    if day is None:
        return NOT_A_DAY, ()
    if day not in year:
        return OUT_OF_YEAR, ()
    found = objections(line.proposal.inspection, day, plan.city.open_days, load)
    return "", tuple(OBJECTION[one] for one in found)


def chosen_in(found: Sequence[Row], year: FiscalYear) -> Iterator[Chosen]:
    """What is to be registered of the rows."""
    for row in found:
        day = parse_date(row.typed) if row.chosen and not row.is_wrong else None
        if day is not None:
            yield Chosen(row.visit.contract, row.visit.branch, year, day, row.why)
