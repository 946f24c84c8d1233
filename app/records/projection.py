"""投影: replaces the due items and violations of contracts by what was computed anew.

What is counted of them (app.records.figure_steps, app.records.listing_steps) is written along with
them, and nowhere else; so is what turns on a decision (app.records.standings).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.records import figure_steps, listing_steps, standings
from app.records.decisions import ExcuseKind, ExcuseRow
from app.records.due_items import DueItemRow
from app.records.figure_steps import Step, steps_of
from app.records.listing_names import DUE
from app.records.listing_steps import LineStep
from app.records.revisions import add_many, in_batches
from app.records.standing import next_day
from app.records.violations import ViolationRow
from audits.due import DueItem, Excuse
from audits.due_span import effective, spans
from audits.kind import Kind
from audits.violations import Violation

Steps = Counter[Step]
Known = Counter[LineStep]
ItemKey = tuple[int, int, str, str, str]  # contract's id, branch, kind, basis, occurrence


@dataclass(frozen=True, slots=True)
class Owed:
    """A due item with its contract's id and department."""

    contract_id: int
    department: str
    item: DueItem


def replace(
    session: Session,
    contract_ids: Sequence[int],
    due_items: Sequence[Owed],
    violations: Sequence[tuple[int, Violation]],
) -> None:
    """Puts what was computed in the place of all due items and violations of these contracts."""
    steps, known = _steps_on_file(session, contract_ids)
    for some in in_batches(contract_ids):
        session.execute(delete(DueItemRow).where(DueItemRow.contract_id.in_(some)))
        session.execute(delete(ViolationRow).where(ViolationRow.contract_id.in_(some)))
    excuses = _excuses(session, contract_ids)
    rows = [_due_values(owed, excuses) for owed in due_items]
    add_many(session, DueItemRow, rows)
    add_many(session, ViolationRow, [_violation_values(key, one) for key, one in violations])
    for owed, row in zip(due_items, rows, strict=True):
        excuse = Excuse(row["waived_on"], row["missed_on"])
        _count(steps, owed.department, owed.item, excuse, 1)
        _know(known, owed.department, owed.item, 1)
    figure_steps.note(session, steps)
    listing_steps.note(session, known)


def note_excuses(session: Session, contract_id: int) -> None:
    """Lets the due items of a contract know what a manager has just decided about them."""
    excuses, steps, row = _excuses(session, [contract_id]), Steps(), DueItemRow
    for found in _on_file(session, [contract_id]):
        item, before = _item(found), Excuse(found.waived_on, found.missed_on)
        now = effective(item, excuses.get(_key(contract_id, item), ()))
        if now == before:
            continue
        _count(steps, found.department, item, before, -1)
        _count(steps, found.department, item, now, 1)
        changed = update(row).where(row.id == found.id)
        session.execute(changed.values(waived_on=now.waived_on, missed_on=now.missed_on))
    figure_steps.note(session, steps)
    standings.refresh(session, [contract_id])


def _steps_on_file(session: Session, contract_ids: Sequence[int]) -> tuple[Steps, Known]:
    """What takes back the steps that the due items on file have made."""
    steps, known = Steps(), Known()
    for found in _on_file(session, contract_ids):
        excuse = Excuse(found.waived_on, found.missed_on)
        item = _item(found)
        _count(steps, found.department, item, excuse, -1)
        _know(known, found.department, item, -1)
    return steps, known


def _count(steps: Steps, department: str, item: DueItem, excuse: Excuse, by: int) -> None:
    for state, span in spans(item, excuse):
        for step, change in steps_of(state, department, item.kind, span):
            steps[step] += by * change


def _know(known: Known, department: str, item: DueItem, by: int) -> None:
    """The days on which it is an item at all."""
    first_on, until_on = item.known_from or date.min, next_day(item.known_until)
    if until_on is None or first_on < until_on:
        for step, change in listing_steps.steps_of(DUE, department, first_on, until_on):
            known[step] += by * change


def _on_file(session: Session, contract_ids: Sequence[int]) -> Iterable[Any]:
    columns = DueItemRow.__table__.columns
    for some in in_batches(contract_ids):
        yield from session.execute(select(*columns).where(DueItemRow.contract_id.in_(some)))


def _item(found: Any) -> DueItem:
    return DueItem(
        contract=found.contract,
        branch=found.branch,
        kind=Kind(found.kind),
        due_on=found.due_on,
        basis=found.basis,
        fiscal_year=found.fiscal_year,
        period=found.period,
        closed_on=found.closed_on,
        known_from=found.known_from,
        known_until=found.known_until,
    )


def _excuses(session: Session, contract_ids: Sequence[int]) -> Mapping[ItemKey, list[Excuse]]:
    """Every decision on due items of these contracts, by the item."""
    row, found = ExcuseRow, defaultdict[ItemKey, list[Excuse]](list)
    columns = (row.contract_id, row.branch, row.kind, row.basis, row.occurrence)
    for some in in_batches(contract_ids):
        query = select(row.decision, row.on, *columns).where(row.contract_id.in_(some))
        for decision, on, contract_id, branch, kind, basis, occurrence in session.execute(query):
            waived = decision == ExcuseKind.WAIVED.value
            excuse = Excuse(waived_on=on) if waived else Excuse(missed_on=on)
            found[contract_id, branch, kind, basis, occurrence].append(excuse)
    return found


def _key(contract_id: int, item: DueItem) -> ItemKey:
    return (contract_id, item.branch, item.kind.value, item.basis or "", item.occurrence)


def _due_values(owed: Owed, decisions: Mapping[ItemKey, list[Excuse]]) -> dict[str, Any]:
    item = owed.item
    excuse = effective(item, decisions.get(_key(owed.contract_id, item), ()))
    return {
        "contract_id": owed.contract_id,
        "contract": item.contract,
        "branch": item.branch,
        "kind": item.kind.value,
        "basis": item.basis,
        "fiscal_year": item.fiscal_year,
        "period": item.period,
        "occurrence": item.occurrence,
        "due_on": item.due_on,
        "closed_on": item.closed_on,
        "known_from": item.known_from,
        "known_until": item.known_until,
        "on_site_on": item.on_site_on,
        "department": owed.department,
        "waived_on": excuse.waived_on,
        "missed_on": excuse.missed_on,
    }


def _violation_values(contract_id: int, violation: Violation) -> Mapping[str, object]:
    return {
        "contract_id": contract_id,
        "contract": violation.contract,
        "branch": violation.branch,
        "rule": violation.rule.value,
        "basis": violation.basis,
        "since": violation.since,
        "detail": violation.detail,
    }
