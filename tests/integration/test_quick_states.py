"""What lists ask of columns is what the state of a due item is, on any day and after decisions."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.records import tasks
from app.records.database import reading
from app.records.decisions import ExcuseKind
from app.records.due_items import (
    DueItemRow,
    DueOnDay,
    Wanted,
    due_items,
    exists_on,
    is_due_soon,
    is_open,
    is_overdue,
    state_of,
)
from app.records.first_series import WantedTasks
from app.records.scope import EVERYTHING
from app.records.task import Pile
from app.workflows.excuse_due_item import excuse_due_item
from audits.due import State
from audits.kind import Kind
from tests.integration.installation import AT, BY, Installation

AUTUMN = date(2026, 11, 20)
DAYS = ("2015-10-05", "2020-04-01", "2021-04-15", "2026-11-19", "2026-11-20", "2030-01-01")
QUICK = {State.OVERDUE: is_overdue, State.DUE_SOON: is_due_soon}


def overdue(installation: Installation, kind: Kind) -> list[DueOnDay]:
    with installation.app.app_context(), reading() as session:
        found = list(due_items(session, Wanted(AUTUMN, [State.OVERDUE])))
    return [item for item in found if item.kind is kind]


@pytest.fixture
def decided(golden: Installation) -> Installation:
    """The golden cases with a report waived and a visit recorded as missed."""
    for kind, decision in (
        (Kind.PERIODIC_REPORT, ExcuseKind.WAIVED),
        (Kind.INSPECTION, ExcuseKind.MISSED),
    ):
        item = overdue(golden, kind)[0]
        with golden.app.app_context():
            excuse_due_item(item, decision, on=AUTUMN, reason="相談の結果", by=BY, at=AT)
    return golden


@pytest.mark.parametrize("day", DAYS)
def test_the_quick_conditions_find_the_items_of_their_state(decided, day):
    on = date.fromisoformat(day)
    with decided.app.app_context(), reading() as session:
        for state, quick in QUICK.items():
            by_state = select(DueItemRow.id).where(exists_on(on), state_of(on) == state.value)
            by_columns = select(DueItemRow.id).where(exists_on(on), quick(on))
            assert set(session.scalars(by_columns)) == set(session.scalars(by_state))
        closed = [State.DONE.value, State.DONE_LATE.value]
        still_open = select(DueItemRow.id).where(state_of(on).not_in(closed))
        assert set(session.scalars(select(DueItemRow.id).where(is_open(on)))) == set(
            session.scalars(still_open)
        )


@pytest.mark.parametrize("day", DAYS)
def test_what_was_waived_or_missed_is_no_task_from_that_day(decided, day):
    on = date.fromisoformat(day)
    with decided.app.app_context(), reading() as session:
        found = tasks.task_piles(session, WantedTasks(on, 10_000), EVERYTHING)
        for pile, state in ((Pile.OVERDUE, State.OVERDUE), (Pile.DUE_SOON, State.DUE_SOON)):
            owed = list(due_items(session, Wanted(on, [state])))
            assert found[pile].items == len(owed)
            assert sum(task.items for task in found[pile].tasks) == len(owed)


def test_two_decisions_take_two_items_off_the_overdue_ones(decided):
    with decided.app.app_context(), reading() as session:
        before = len(list(due_items(session, Wanted(date(2026, 11, 19), [State.OVERDUE]))))
        after = len(list(due_items(session, Wanted(AUTUMN, [State.OVERDUE]))))
    assert before == after + 2
