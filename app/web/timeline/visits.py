"""立入調査の列: visits made and planned, those still owed, and findings to be put right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.records.dossier import Dossier
from app.records.due_items import DueOnDay
from app.records.filed import Filed
from app.web.marks import Look, look_of
from app.web.timeline.events import COMING, DOT, UNFINISHED, Event, happened, owed, within_year
from audits.due import OPEN_STATES, State
from audits.engagement import PRIME_BRANCH
from audits.fiscal_year import FiscalYear
from audits.inspection import Method
from audits.kind import Kind
from audits.wareki import short_wareki
from audits.wording import METHOD

PASSED = Look("soon", "amber")  # the day that was planned for a visit is over


def of_engagement(found: Dossier, branch: int) -> list[Event]:
    """The line of one engagement."""
    visits = [filed for filed in found.inspections if filed.branch == branch]
    events = [event for filed in visits for event in _visit(found, filed)]
    planned = {FiscalYear.of(event.day).start for event in events if event.is_coming}
    for item in found.owed(Kind.INSPECTION):
        replaced = item.fiscal_year in planned and item.state is not State.OVERDUE
        if item.branch == branch and item.closed_on is None and not replaced:
            events.append(owed(item, ""))
    return [*events, *_corrections(found, [branch])]


def of_subcontractors(found: Dossier) -> list[Event]:
    """The line of all subcontractors together: each visit a dot, each year how many were seen."""
    events = []
    for filed in found.inspections:
        if filed.branch != PRIME_BRANCH:
            for event in _visit(found, filed):
                look = COMING if event.is_coming else DOT
                fact = f"再委託先{filed.branch} {event.fact}"
                events.append(replace(event, fact=fact, look=look, texts=()))
    years: dict[int, list[DueOnDay]] = defaultdict(list)
    for item in found.owed(Kind.INSPECTION):
        if item.branch != PRIME_BRANCH and item.fiscal_year is not None:
            years[item.fiscal_year].append(item)
    events += [_year(items) for items in years.values()]
    branches = [e.branch for e in found.contract.engagements if e.branch != PRIME_BRANCH]
    return [*events, *_corrections(found, branches)]


def _visit(found: Dossier, filed: Filed) -> Iterator[Event]:
    values = filed.values
    made, planned = values["carried_out_on"], values["planned_on"]
    if made is not None and (made <= found.on or planned is None):
        concluded = values["judgement"] is not None
        how = METHOD[Method(values["method"])]
        look = _closing(found, filed.branch, made) if concluded else UNFINISHED
        yield happened(made, how if concluded else f"判定なし {how}", found.on, look)
    elif planned is not None:
        words = f"予定 {short_wareki(planned)}"
        if planned < found.on:
            texts = (f"{words} 経過", within_year(planned))
            yield Event(planned, texts[0], PASSED, texts)
        else:
            yield Event(planned, words, COMING, (words, within_year(planned)), is_coming=True)


def _closing(found: Dossier, branch: int, day: date) -> Look:
    """完了, or 遅延完了 where the visit closed its year late."""
    items = found.owed(Kind.INSPECTION)
    states = [i.state for i in items if i.branch == branch and i.closed_on == day]
    return look_of(states[0] if states else State.DONE)


def _year(items: list[DueOnDay]) -> Event:
    still_open = [item for item in items if item.closed_on is None]
    seen = f"{len(items)}社中{len(items) - len(still_open)}社"
    if still_open:
        urgent = max(still_open, key=lambda item: item.days_overdue)
        return owed(urgent, seen)
    last = max(items, key=lambda item: item.closed_on or item.due_on)
    closed_on = last.closed_on or last.due_on
    words = f"{seen} {short_wareki(closed_on)}"
    return Event(closed_on, words, look_of(last.state), (words, seen))


def _corrections(found: Dossier, branches: list[int]) -> Iterator[Event]:
    for item in found.owed(Kind.CORRECTIVE_ACTION):
        if item.branch in branches and item.state in OPEN_STATES:
            yield owed(item, "是正")
