"""状態: the state of a due item on a day, and a contract's colour (rules.md 3)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from audits.due import (
    OPEN_STATES,
    Alert,
    DueItem,
    Excuse,
    State,
    alert_of,
    days_overdue,
    state_on,
)
from audits.kind import KIND_RULES, Kind
from tests.builders import day, maybe

DUE = date(2026, 6, 30)
MAIN = {
    Kind.INSPECTION,
    Kind.SUBCONTRACT_CONSENT,
    Kind.DATA_DISPOSAL,
    Kind.ERASURE_CERTIFICATE,
    Kind.ERASURE_CONFIRMATION,
    Kind.BACKUP_EXPIRY,
    Kind.CORRECTIVE_ACTION,
    Kind.INCIDENT_REPORT,
    Kind.PPC_PRELIMINARY,
    Kind.PPC_FINAL,
}
WARNING_DAYS = {Kind.INSPECTION: 60, Kind.CERTIFICATION: 60, Kind.ERASURE_CERTIFICATE: 30}


def an_item(kind: Kind = Kind.HANDLER_REPORT, *, closed_on: str | None = None) -> DueItem:
    return DueItem("2026-0001", 0, kind, DUE, closed_on=maybe(closed_on))


def state(item: DueItem, on: str, *, waived: str | None = None, missed: str | None = None) -> State:
    return state_on(item, day(on), Excuse(maybe(waived), maybe(missed)))


@pytest.mark.parametrize(
    ("closed_on", "expected"),
    [("2026-05-01", State.DONE), ("2026-06-30", State.DONE), ("2026-07-01", State.DONE_LATE)],
)
def test_what_was_closed_on_its_day_is_done_and_after_it_done_late(closed_on, expected):
    assert state(an_item(closed_on=closed_on), "2026-12-01") is expected


def test_a_closing_goes_before_every_excuse():
    closed = an_item(closed_on="2026-07-05")
    excused = state(closed, "2026-12-01", waived="2026-06-01", missed="2026-07-02")
    assert excused is State.DONE_LATE


def test_a_waiver_goes_before_a_record_of_missing():
    item = an_item()
    assert state(item, "2026-12-01", waived="2026-08-01", missed="2026-07-01") is State.WAIVED
    assert state(item, "2026-07-15", waived="2026-08-01", missed="2026-07-01") is State.MISSED


def test_a_visit_cannot_be_waived():
    assert state(an_item(Kind.INSPECTION), "2026-12-01", waived="2026-05-01") is State.OVERDUE


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.INSPECTION])
def test_everything_but_a_visit_can_be_waived_before_and_after_its_day(kind):
    assert state(an_item(kind), "2026-05-01", waived="2026-05-01") is State.WAIVED
    assert state(an_item(kind), "2026-12-01", waived="2026-11-01") is State.WAIVED


@pytest.mark.parametrize(
    ("missed", "expected"),
    [
        ("2026-06-29", State.OVERDUE),
        ("2026-06-30", State.OVERDUE),
        ("2026-07-01", State.MISSED),
    ],
)
def test_missing_can_be_recorded_only_after_the_due_day(missed, expected):
    assert state(an_item(Kind.INSPECTION), "2026-12-01", missed=missed) is expected


def test_due_today_is_not_overdue_and_the_day_after_is_by_one():
    item = an_item()
    assert state(item, "2026-06-30") is State.DUE_SOON
    overdue = state_on(item, date(2026, 7, 1))
    assert (overdue, days_overdue(item.due_on, date(2026, 7, 1), overdue)) == (State.OVERDUE, 1)


def test_what_is_not_overdue_is_overdue_by_no_days():
    late = an_item(closed_on="2026-07-05")
    assert days_overdue(late.due_on, date(2026, 8, 1), state_on(late, date(2026, 8, 1))) == 0


@pytest.mark.parametrize("kind", Kind)
def test_an_item_is_due_soon_from_its_kinds_warning_days_on(kind):
    first_warning = DUE - timedelta(days=WARNING_DAYS.get(kind, 14))
    assert state_on(an_item(kind), first_warning) is State.DUE_SOON
    assert state_on(an_item(kind), first_warning - timedelta(days=1)) is State.PLANNED


def test_what_is_dated_after_the_day_is_not_yet_known_on_it():
    closed = an_item(closed_on="2026-07-05")
    assert state(closed, "2026-07-04") is State.OVERDUE
    assert state(closed, "2026-07-05") is State.DONE_LATE
    item = an_item()
    assert state(item, "2026-07-04", waived="2026-07-05") is State.OVERDUE
    assert state(item, "2026-07-05", waived="2026-07-05") is State.WAIVED
    assert state(item, "2026-07-04", missed="2026-07-05") is State.OVERDUE
    assert state(item, "2026-07-05", missed="2026-07-05") is State.MISSED


def test_an_item_that_was_closed_early_was_planned_before_that():
    assert state(an_item(closed_on="2026-05-10"), "2026-05-09") is State.PLANNED


def test_overdue_due_soon_and_planned_are_what_is_still_open():
    assert {State.OVERDUE, State.DUE_SOON, State.PLANNED} == OPEN_STATES


def test_the_main_kinds_are_those_of_the_rules():
    assert {kind for kind, rule in KIND_RULES.items() if rule.main} == MAIN


@pytest.mark.parametrize("kind", Kind)
def test_a_contract_is_red_for_a_main_item_overdue_and_yellow_for_any_other(kind):
    expected = Alert.RED if kind in MAIN else Alert.YELLOW
    assert alert_of([(kind, State.OVERDUE)]) is expected


@pytest.mark.parametrize("kind", Kind)
def test_a_contract_is_yellow_for_a_main_item_due_soon_only(kind):
    expected = Alert.YELLOW if kind in MAIN else Alert.GREEN
    assert alert_of([(kind, State.DUE_SOON)]) is expected


@pytest.mark.parametrize(
    "state", [State.DONE, State.DONE_LATE, State.WAIVED, State.MISSED, State.PLANNED]
)
def test_what_is_settled_or_far_away_leaves_a_contract_green(state):
    assert alert_of([(kind, state) for kind in Kind]) is Alert.GREEN


def test_a_contract_without_items_is_green():
    assert alert_of([]) is Alert.GREEN


def test_the_worst_item_decides_the_colour_wherever_it_stands():
    yellow, red = (Kind.TRAINING, State.OVERDUE), (Kind.PPC_FINAL, State.OVERDUE)
    assert alert_of([yellow, red]) is Alert.RED
    assert alert_of([red, yellow]) is Alert.RED
