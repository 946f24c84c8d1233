"""Figures that are summed up from steps are the numbers of items on the lists, on any day."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date

from flask_migrate import downgrade, upgrade

from app.records import figure_steps
from app.records.database import reading, transaction
from app.records.decisions import ExcuseKind
from app.records.due_items import Wanted, due_items
from app.records.figure_steps import Step
from app.workflows.excuse_due_item import excuse_due_item
from audits.due import State
from audits.kind import Kind
from tests.books import contract_cells
from tests.integration.installation import AT, BY, Installation
from tests.integration.test_due_items import owed_by_the_rules as owed
from tests.integration.test_due_items import put_on_file, random_excuses

DAYS = ("2015-10-05", "2020-04-01", "2021-04-15", "2026-11-20", "2027-01-01", "9999-12-31")
DECIDED = (
    "SELECT contract, branch, kind, basis, occurrence, due_on, department, waived_on, missed_on"
    " FROM due_items ORDER BY contract, branch, kind, basis, occurrence, due_on"
)
FIGURES = {State.OVERDUE: figure_steps.overdue, State.DUE_SOON: figure_steps.due_soon}
STEPS = "SELECT * FROM figure_steps ORDER BY figure, run, first_on, department, kind"


def listed(installation: Installation, state: State, on: date) -> Counter[tuple[str, Kind]]:
    found = installation.rows("SELECT contract_id, department FROM contract_terms WHERE is_current")
    departments = {row.contract_id: row.department for row in found}
    with installation.app.app_context(), reading() as session:
        items = due_items(session, Wanted(on, [state]))
        return Counter((departments[item.contract_id], item.kind) for item in items)


def summed(installation: Installation, state: State, on: date) -> Counter[tuple[str, Kind]]:
    with installation.app.app_context(), reading() as session:
        return Counter(FIGURES[state](session, on))


def agree(installation: Installation) -> None:
    for day in DAYS:
        for state in FIGURES:
            on = date.fromisoformat(day)
            assert summed(installation, state, on) == listed(installation, state, on)


def test_on_any_day_the_sums_are_the_numbers_of_items_on_the_list(golden):
    assert listed(golden, State.OVERDUE, date(2021, 4, 15))
    agree(golden)


def test_after_decisions_too(golden):
    put_on_file(golden, random_excuses(owed(golden), random.Random(3)))  # noqa: S311
    agree(golden)


def test_whatever_a_decision_takes_off_the_list_is_taken_off_the_sum(golden):
    on = date(2026, 11, 20)
    before = summed(golden, State.OVERDUE, on)
    with golden.app.app_context():
        with reading() as session:
            items = list(due_items(session, Wanted(on, [State.OVERDUE])))
        item = next(one for one in items if one.kind is not Kind.INSPECTION)
        excuse_due_item(item, ExcuseKind.WAIVED, on=on, reason="相談の結果", by=BY, at=AT)
    assert (before - summed(golden, State.OVERDUE, on)).total() == 1


def test_a_contract_that_moves_to_another_department_takes_its_figures_along(installation):
    on = date(2027, 6, 1)
    for department in ("教育支援課", "保育課"):
        cells = contract_cells("R8-001", 所管課=department)
        assert installation.load_sheets(契約=[cells]).written
        found = {name for name, _ in summed(installation, State.OVERDUE, on)}
        assert found == {department}
        agree(installation)


def test_a_rebuild_leaves_the_steps_as_they_are(golden):
    before = golden.rows(STEPS)
    assert before
    assert golden.run("rebuild").exit_code == 0
    assert golden.rows(STEPS) == before


def test_what_goes_up_and_down_again_on_one_day_is_not_kept(installation):
    steps = {Step("overdue", "保育課", "training", date(2026, 6, day)): 1 for day in (1, 2)}
    with installation.app.app_context(), transaction() as session:
        figure_steps.note(session, steps)
        figure_steps.note(session, dict.fromkeys(steps, -1))
    assert installation.rows(STEPS) == []


def test_a_database_in_use_has_the_same_figures_after_the_way_down_and_up(golden):
    put_on_file(golden, random_excuses(owed(golden), random.Random(9)))  # noqa: S311
    assert golden.run("rebuild").exit_code == 0
    before = golden.rows(STEPS), golden.rows(DECIDED)
    assert any(row.waived_on for row in before[1])
    assert any(row.missed_on for row in before[1])
    with golden.app.app_context():
        downgrade(revision="0008")
        upgrade()
    assert (golden.rows(STEPS), golden.rows(DECIDED)) == before
