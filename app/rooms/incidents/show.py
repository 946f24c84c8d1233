"""一件の事故: its clocks, its steps, the nine items, and what it has led to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from app.acts.incident_on_file import IncidentCase
from app.acts.incident_words import (
    cause_by_words,
    decision_words,
    happening_words,
    persons_words,
    published_words,
    told_words,
)
from app.acts.paper_facts.incident_paper import nine_items
from app.records import incident_entries
from app.records.database import reading
from app.records.due_items import DueOnDay
from app.rooms.incidents.room import load, page_of, reaches, room
from app.web.entry_address import entry_address, finding_address
from app.web.page_address import address
from app.web.permissions import allowed, current_person
from app.web.table import Column
from audits.incident_handling import (
    NINE,
    IncidentState,
    IncidentStep,
    PersonsTold,
    Publication,
)
from audits.kind import Kind
from audits.roles import Act
from audits.stage import Stage, stage_on
from audits.wareki import short_wareki

STEP_COLUMNS = (
    Column("段階"),
    Column("状態"),
    Column("内容", "long"),
    Column("期限"),
    Column("操作"),
)
NINE_COLUMNS = (
    Column("番号", "number"),
    Column("事項"),
    Column("いまの内容", "long"),
    Column("空いている欄"),
)
ENTRY_COLUMNS = (
    Column("号", "number"),
    Column("日", "when"),
    Column("区分"),
    Column("内容", "long"),
    Column("担当"),
)
CLOCK_OF = {
    IncidentStep.PRELIMINARY: Kind.PPC_PRELIMINARY,
    IncidentStep.REPORT: Kind.INCIDENT_REPORT,
    IncidentStep.FINAL: Kind.PPC_FINAL,
}
Facts = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step: whether it is done, what it came to, its clock, and where it is taken."""

    step: IncidentStep
    is_done: bool
    words: str
    owed: DueOnDay | None
    href: str
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """Something that the incident has led to, and its page."""

    words: str
    href: str


@room.get("/of/<path:number>")
@allowed(Act.SEE_CONTRACTS)
def show(number: str) -> ResponseReturnValue:
    """One incident of a contract."""
    case = load(number, Act.SEE_CONTRACTS)
    with reading() as session:
        told = incident_entries.of_incident(session, case.dossier.key, case.on_file)
    is_open = case.state is not IncidentState.CLOSED
    stands = stage_on(case.dossier.contract, case.dossier.on) is not Stage.CLOSED
    enters = stands and reaches(case, Act.ENTER)
    decides = stands and reaches(case, Act.DECIDE_INCIDENT)
    return render_template(
        "incidents/show.html",
        case=case,
        steps=list(_steps(case)),
        step_columns=STEP_COLUMNS,
        nine=nine_items(case),
        parts=NINE,
        nine_columns=NINE_COLUMNS,
        visits=[_visit(case, name) for name in case.facts["visits"]],
        findings=[_finding(case, name) for name in case.facts["findings"]],
        entries=told,
        entry_columns=ENTRY_COLUMNS,
        enters=enters and is_open,
        closes=page_of(case, "incidents.close") if decides and is_open else "",
        reopens=page_of(case, "incidents.reopen") if decides and not is_open else "",
        paper=page_of(case, "incidents.paper") if current_person().may(Act.TAKE_AWAY) else "",
        link_step=IncidentStep.LINKS,
        step_page=lambda step: page_of(case, "incidents.step", step=step.value),
        plan=entry_address("plan", case.named.contract, case.branch),
        find=entry_address("finding", case.named.contract, case.branch),
    )


def _steps(case: IncidentCase) -> Iterator[StepLine]:
    facts = case.facts
    for step, (is_done, words) in TOLD.items():
        clock = CLOCK_OF.get(step)
        needed = clock not in (Kind.PPC_PRELIMINARY, Kind.PPC_FINAL) or facts["reportable"]
        yield StepLine(
            step,
            is_done(facts),
            words(facts),
            case.owed.get(clock) if clock else None,
            page_of(case, "incidents.step", step=step.value),
            bool(needed),
        )


def _visit(case: IncidentCase, name: str) -> Link:
    branch, _, words = name.partition("/")
    year, _, visit = words.partition("-")
    href = address(
        "reports.show", number=case.named.contract, branch=branch, year=year, round=visit
    )
    carried_out = any(
        f"{one.branch}/{one.values['fiscal_year']}-{one.values['round']}" == name
        and one.values["carried_out_on"] is not None
        for one in case.dossier.inspections
    )
    if not carried_out:
        href = address("contracts.show", number=case.named.contract, view="inspections")
    return Link(words, href)


def _finding(case: IncidentCase, name: str) -> Link:
    branch, _, words = name.partition("/")
    return Link(words, finding_address("findings.show", case.named.contract, int(branch), words))


def _known(facts: Facts) -> str:
    words = f"{short_wareki(facts['known_on'])} {facts['known_time']}".strip()
    by = "　".join(part for part in (facts["notified_by"], facts["notified_way"]) if part)
    return f"{words}　{by}" if by else words


def _content(facts: Facts) -> str:
    parts = (happening_words(facts), persons_words(facts))
    return "　".join(part for part in parts if part)


def _decided(facts: Facts) -> str:
    if facts["decided_on"] is None:
        return decision_words(facts) if facts["reportable"] else ""
    return f"{decision_words(facts)}　{short_wareki(facts['decided_on'])} {facts['decided_by']}"


def _day_words(day: str, number: str = "") -> Callable[[Facts], str]:
    def words(facts: Facts) -> str:
        on: date | None = facts[day]
        told = short_wareki(on) if on else ""
        return f"{told}　受付番号 {facts[number]}" if number and facts[number] else told

    return words


def _cause(facts: Facts) -> str:
    return "　".join(part for part in (cause_by_words(facts), facts["cause"]) if part)


def _linked(facts: Facts) -> str:
    count = len(facts["visits"]) + len(facts["findings"])
    return f"{count}件" if count else ""


def _has(name: str) -> Callable[[Facts], bool]:
    return lambda facts: facts[name] not in (None, "", [])


# What tells that a step was taken, and what it came to.
TOLD: Mapping[IncidentStep, tuple[Callable[[Facts], bool], Callable[[Facts], str]]] = {
    IncidentStep.NOTICE: (_has("notified_by"), _known),
    IncidentStep.CONTENT: (_has("happening"), _content),
    IncidentStep.DECISION: (
        lambda facts: facts["decided_on"] is not None or facts["reportable"],
        _decided,
    ),
    IncidentStep.PRELIMINARY: (
        _has("preliminary_on"),
        _day_words("preliminary_on", "preliminary_number"),
    ),
    IncidentStep.REPORT: (_has("report_received_on"), _day_words("report_received_on")),
    IncidentStep.CAUSE: (_has("cause"), _cause),
    IncidentStep.PERSONS: (
        lambda f: f["persons_told"] not in (None, PersonsTold.PLANNED.value),
        told_words,
    ),
    IncidentStep.PUBLICATION: (
        lambda f: f["publication"] not in (None, Publication.PLANNED.value),
        published_words,
    ),
    IncidentStep.FINAL: (_has("final_on"), _day_words("final_on", "final_number")),
    IncidentStep.LINKS: (lambda f: bool(f["visits"] or f["findings"]), _linked),
}
