"""調査結果: the answers counted, the 総合判定 that follows, and how a finding stands on a day."""

from __future__ import annotations

from datetime import date

import pytest

from audits.finding import Finding
from audits.inspection import Judgement
from audits.inspection_result import (
    FindingStanding,
    Outcome,
    Tally,
    outcome_of,
    standing_on,
    tallied,
    tallies_by_group,
    tally_of,
)
from audits.verdict import Verdict
from checklists.composing import ComposedItem, ComposedSheet, ItemOrigin, ItemSource
from checklists.sheet import Group

ALL_MET = Tally(met=100)
DUE, VISITED = date(2026, 12, 20), date(2026, 11, 20)


def an_item(group: str, number: int) -> ComposedItem:
    source = ItemSource(ItemOrigin.STANDARD, str(number))
    return ComposedItem(f"standard-{number}", f"{group}{number}", group, "記録がある。", (source,))


SHEET = ComposedSheet(
    "standard-2026",
    (Group("A", "組織的"), Group("B", "人的")),
    (an_item("A", 1), an_item("A", 2), an_item("B", 3)),
)


def test_each_verdict_is_counted_where_it_belongs():
    given = [Verdict.MET, Verdict.MET, Verdict.NOT_MET, Verdict.NOT_APPLICABLE, Verdict.UNCONFIRMED]
    assert tallied(given) == Tally(met=2, not_met=1, not_applicable=1, unconfirmed=1)
    assert tallied(given).items == 5


def test_an_item_that_nobody_answered_is_unconfirmed_in_its_group_and_in_all():
    given = {"standard-1": Verdict.MET, "standard-3": Verdict.NOT_MET}
    assert tally_of(SHEET, given) == Tally(met=1, not_met=1, unconfirmed=1)
    groups = [(one.group.code, one.tally) for one in tallies_by_group(SHEET, given)]
    assert groups == [("A", Tally(met=1, unconfirmed=1)), ("B", Tally(not_met=1))]


def test_an_answer_to_an_item_that_the_sheet_does_not_ask_is_not_counted():
    assert tally_of(SHEET, {"council-S9": Verdict.NOT_MET}) == Tally(unconfirmed=3)


@pytest.mark.parametrize(
    ("judgement", "tally", "open_findings", "outcome"),
    [
        (Judgement.MET, ALL_MET, 0, Outcome.MET),
        (Judgement.MET, None, 0, Outcome.MET),
        (Judgement.MET, Tally(met=99, unconfirmed=1), 0, Outcome.UNCONFIRMED_LEFT),
        (Judgement.MET, Tally(met=99, not_met=1), 0, Outcome.TO_BE_PUT_RIGHT),
        (Judgement.MET, ALL_MET, 1, Outcome.TO_BE_PUT_RIGHT),
        (Judgement.MET, None, 1, Outcome.TO_BE_PUT_RIGHT),
        (Judgement.FINDINGS, None, 0, Outcome.TO_BE_PUT_RIGHT),
        (Judgement.FINDINGS, Tally(not_met=1, unconfirmed=1), 0, Outcome.TO_BE_PUT_RIGHT),
        (None, None, 0, Outcome.UNDECIDED),
        (None, Tally(unconfirmed=100), 0, Outcome.UNDECIDED),
        (None, ALL_MET, 0, Outcome.UNDECIDED),
        (None, Tally(not_met=1), 0, Outcome.TO_BE_PUT_RIGHT),
        (None, None, 1, Outcome.TO_BE_PUT_RIGHT),
    ],
)
def test_the_outcome_follows_from_the_judgement_the_answers_and_the_findings(
    judgement, tally, open_findings, outcome
):
    assert outcome_of(judgement, tally, open_findings) is outcome


def a_finding(answered: date | None = None, put_right: date | None = None) -> Finding:
    return Finding(2026, 1, "1", VISITED, answered_on=answered, put_right_on=put_right)


@pytest.mark.parametrize(
    ("finding", "due_on", "on", "standing"),
    [
        (a_finding(), DUE, VISITED, FindingStanding.AWAITING_ANSWER),
        (a_finding(), None, date(2030, 1, 1), FindingStanding.AWAITING_ANSWER),
        (a_finding(), DUE, DUE, FindingStanding.AWAITING_ANSWER),
        (a_finding(), DUE, date(2026, 12, 21), FindingStanding.OVERDUE),
        (a_finding(DUE), DUE, DUE, FindingStanding.AWAITING_CHECK),
        (a_finding(DUE), DUE, date(2026, 12, 19), FindingStanding.AWAITING_ANSWER),
        (a_finding(DUE), DUE, date(2026, 12, 21), FindingStanding.OVERDUE),
        (a_finding(DUE, DUE), DUE, DUE, FindingStanding.PUT_RIGHT),
        (a_finding(DUE, DUE), None, DUE, FindingStanding.PUT_RIGHT),
        (a_finding(None, DUE), DUE, date(2026, 12, 19), FindingStanding.AWAITING_ANSWER),
        (
            a_finding(DUE, date(2026, 12, 21)),
            DUE,
            date(2026, 12, 21),
            FindingStanding.PUT_RIGHT_LATE,
        ),
    ],
)
def test_a_finding_stands_as_it_was_known_on_the_day(finding, due_on, on, standing):
    assert standing_on(finding, due_on, on) is standing
