"""事故への対応: what of the nine items is empty, how far an incident is, and what closes it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from audits.incident_handling import (
    NINE,
    IncidentState,
    IncidentStep,
    NineItem,
    Part,
    empty_parts,
    is_filled,
    missing_to_close,
    state_of_incident,
)

DAY = date(2026, 11, 20)
HANDLED = {
    "decided_on": DAY,
    "reportable": True,
    "preliminary_on": DAY,
    "report_received_on": DAY,
    "cause": "宛先の確認もれ",
    "persons_told": "told",
    "publication": "not_published",
    "final_on": DAY,
    "closed_on": None,
    "has_account": True,
}


def test_the_commission_asks_for_nine_items():
    assert list(NINE) == list(NineItem)
    assert len(NINE) == 9


def test_of_an_incident_of_which_nothing_is_known_all_is_empty_but_the_last_item():
    assert list(empty_parts({})) == [item for item in NineItem if item is not NineItem.OTHER]


def test_an_item_with_nothing_left_to_say_is_left_out():
    facts = {"items": ["氏名"], "media": ["紙"], "person_count": 3, "cause": "置き忘れ"}
    empty = empty_parts(facts)
    assert NineItem.ITEMS not in empty
    assert NineItem.PERSONS not in empty
    assert [part.words for part in empty[NineItem.CAUSE]] == ["主体"]


def test_nobody_at_all_is_an_answer_and_an_empty_list_is_none():
    assert is_filled(Part("本人の数", ("n",), IncidentStep.CONTENT), {"n": 0})
    assert not is_filled(Part("情報項目", ("n",), IncidentStep.CONTENT), {"n": []})


def test_prevention_that_is_only_planned_is_enough():
    facts = {"measures": "回収", "prevention_planned": "研修"}
    assert NineItem.PREVENTION not in empty_parts(facts)


LATER = DAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, IncidentState.HANDLED),
        ({"closed_on": DAY}, IncidentState.CLOSED),
        ({"closed_on": LATER}, IncidentState.HANDLED),  # on this day nobody knows of it yet
        ({"decided_on": LATER}, IncidentState.UNDECIDED),
        ({"decided_on": LATER, "closed_on": LATER}, IncidentState.UNDECIDED),
        ({"decided_on": None, "reportable": False}, IncidentState.UNDECIDED),
        ({"decided_on": None}, IncidentState.HANDLED),
        ({"reportable": False}, IncidentState.HANDLED),
    ],
)
@pytest.mark.parametrize("has_open_clock", [True, False])
def test_how_far_an_incident_is_on_a_day(changes, state, has_open_clock):
    facts = HANDLED | changes
    assert state_of_incident(facts, DAY, has_open_clock=has_open_clock) is state


@pytest.mark.parametrize("reportable", [True, False])
def test_what_only_a_workbook_has_told_of_is_done_when_no_clock_runs(reportable):
    facts = HANDLED | {"decided_on": None, "reportable": reportable, "has_account": False}
    assert state_of_incident(facts, DAY, has_open_clock=True) is IncidentState.HANDLED
    assert state_of_incident(facts, DAY, has_open_clock=False) is IncidentState.CLOSED


def test_when_everything_is_done_nothing_is_missing():
    assert missing_to_close(HANDLED, is_report_owed=True) == ()


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"preliminary_on": None}, (IncidentStep.PRELIMINARY,)),
        ({"final_on": None}, (IncidentStep.FINAL,)),
        ({"report_received_on": None}, (IncidentStep.REPORT,)),
        ({"cause": ""}, (IncidentStep.CAUSE,)),
        ({"persons_told": None}, (IncidentStep.PERSONS,)),
        ({"persons_told": "planned"}, (IncidentStep.PERSONS,)),
        ({"publication": "planned"}, (IncidentStep.PUBLICATION,)),
        ({"publication": None}, (IncidentStep.PUBLICATION,)),
        ({"decided_on": None, "reportable": False}, (IncidentStep.DECISION,)),
        ({"decided_on": None}, ()),  # a workbook has said that it is reported
    ],
)
def test_what_is_missing_before_an_incident_is_closed(changes, missing):
    assert missing_to_close(HANDLED | changes, is_report_owed=True) == missing


def test_what_is_not_reported_needs_no_reports_and_no_paper_that_nobody_asks_for():
    facts = HANDLED | {
        "reportable": False,
        "preliminary_on": None,
        "final_on": None,
        "report_received_on": None,
    }
    assert missing_to_close(facts, is_report_owed=False) == ()
