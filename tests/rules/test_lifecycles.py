"""状態と動き: every pair of state and act, and the pictures that are drawn from the tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from audits.inspection import Judgement
from audits.lifecycles.finding import FINDING, FindingAct, FindingState, state_of_finding
from audits.lifecycles.inspection import (
    INSPECTION,
    InspectionAct,
    InspectionState,
    state_of_inspection,
)
from audits.lifecycles.lifecycle import Lifecycle, NotAllowedError
from audits.lifecycles.report import REPORT, ReportAct, ReportState, edition_after, state_after
from tests.lifecycle_pictures import PICTURES, picture

DAY = date(2026, 11, 20)
# What is expected, written apart from the tables: state → act → state after it.
EXPECTED: dict[str, dict[str, dict[str, str]]] = {
    "立入調査": {
        "owed": {
            "plan": "planned",
            "carry_out": "carried_out",
            "conclude": "concluded",
            "record_as_missed": "missed",
        },
        "planned": {
            "plan_anew": "planned",
            "carry_out": "carried_out",
            "conclude": "concluded",
            "record_as_missed": "missed",
        },
        "carried_out": {
            "conclude": "concluded",
            "correct": "carried_out",
        },
        "concluded": {"correct": "concluded"},
        "missed": {"carry_out": "carried_out", "conclude": "concluded"},
    },
    "指摘": {
        "found": {
            "order": "ordered",
            "answer": "answered",
            "confirm": "put_right",
            "extend": "found",
        },
        "ordered": {
            "order": "ordered",
            "answer": "answered",
            "confirm": "put_right",
            "extend": "ordered",
        },
        "answered": {"confirm": "put_right", "refuse": "found", "extend": "answered"},
        "put_right": {"reopen": "found"},
    },
    "立入調査結果報告書": {
        "draft": {"submit": "submitted"},
        "submitted": {"approve": "approved", "return": "returned", "withdraw": "draft"},
        "returned": {"submit": "submitted"},
        "approved": {"make_anew": "draft"},
    },
}
LIFECYCLES = ((INSPECTION, InspectionState, InspectionAct), (FINDING, FindingState, FindingAct))
ALL: tuple[tuple[Lifecycle[Any, Any], type[Enum], type[Enum]], ...] = (
    *LIFECYCLES,
    (REPORT, ReportState, ReportAct),
)


def pairs() -> Iterator[Any]:
    for lifecycle, states, acts in ALL:
        for state in states:
            for act in acts:
                name = f"{lifecycle.name} {state.value} {act.value}"
                yield pytest.param(lifecycle, state, act, id=name)


@pytest.mark.parametrize(("lifecycle", "state", "act"), list(pairs()))
def test_every_pair_of_state_and_act_leads_where_it_should_or_is_refused_by_name(
    lifecycle, state, act
):
    expected = EXPECTED[lifecycle.name][state.value].get(act.value)
    assert lifecycle.allows(state, act) is (expected is not None)
    assert (act in lifecycle.acts_of(state)) is (expected is not None)
    if expected is not None:
        assert lifecycle.after(state, act).value == expected
        return
    with pytest.raises(NotAllowedError) as refused:
        lifecycle.after(state, act)
    assert (refused.value.state, refused.value.act) == (state, act)
    assert state.value in str(refused.value)


@pytest.mark.parametrize(("lifecycle", "states", "acts"), ALL)
def test_every_state_can_be_reached_and_every_act_leads_somewhere(lifecycle, states, acts):
    assert {lifecycle.first, *lifecycle.moves.values()} == set(states)
    assert {act for _, act in lifecycle.moves} == set(acts)


@pytest.mark.parametrize(
    ("planned_on", "carried_out_on", "judgement", "missed", "state"),
    [
        (None, None, None, False, InspectionState.OWED),
        (DAY, None, None, False, InspectionState.PLANNED),
        (DAY, None, None, True, InspectionState.MISSED),
        (None, DAY, None, True, InspectionState.CARRIED_OUT),
        (DAY, DAY, Judgement.MET, False, InspectionState.CONCLUDED),
    ],
)
def test_the_state_of_an_inspection_follows_from_what_is_on_file(
    planned_on, carried_out_on, judgement, missed, state
):
    found = state_of_inspection(planned_on, carried_out_on, judgement, missed=missed)
    assert found is state


@pytest.mark.parametrize(
    ("answered_on", "put_right_on", "is_ordered", "state"),
    [
        (None, None, False, FindingState.FOUND),
        (None, None, True, FindingState.ORDERED),
        (DAY, None, True, FindingState.ANSWERED),
        (None, DAY, False, FindingState.PUT_RIGHT),
    ],
)
def test_the_state_of_a_finding_follows_from_what_is_on_file(
    answered_on, put_right_on, is_ordered, state
):
    assert state_of_finding(answered_on, put_right_on, is_ordered=is_ordered) is state


def test_a_report_goes_back_as_often_as_need_be_and_a_new_edition_keeps_counting():
    acts = [ReportAct.SUBMIT, ReportAct.RETURN, ReportAct.SUBMIT, ReportAct.APPROVE]
    assert state_after([]) is ReportState.DRAFT
    assert (state_after(acts), edition_after(acts)) == (ReportState.APPROVED, 1)
    again = [*acts, ReportAct.MAKE_ANEW]
    assert (state_after(again), edition_after(again)) == (ReportState.DRAFT, 2)


@pytest.mark.parametrize("name", PICTURES)
def test_the_picture_in_the_docs_is_the_one_that_the_table_makes(name):
    """bin/lifecycles draws them anew."""
    kept = Path(__file__).resolve().parents[2] / "docs" / "lifecycles" / name
    assert kept.read_text(encoding="utf-8") == picture(PICTURES[name])
