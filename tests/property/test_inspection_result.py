"""調査結果, whatever was answered: nothing is counted twice or lost, nothing unseen is passed."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from audits.finding import Finding
from audits.inspection import Judgement
from audits.inspection_result import (
    FindingStanding,
    Outcome,
    Tally,
    outcome_of,
    standing_on,
    tallies_by_group,
    tally_of,
)
from audits.verdict import Verdict
from checklists.composing import ComposedSheet, compose
from checklists.loader import shipped_sheets
from tests.property.strategies import clause_sets, maybe_days, near_days

STANDARD = shipped_sheets()["standard-2026"]
verdicts = st.sampled_from(Verdict)
tallies = st.builds(Tally, *[st.integers(0, 3)] * 4)
findings = st.builds(
    Finding,
    fiscal_year=st.just(2026),
    round=st.just(1),
    number=st.just("1"),
    inspected_on=near_days,
    answered_on=maybe_days,
    put_right_on=maybe_days,
)
DONE = {FindingStanding.PUT_RIGHT, FindingStanding.PUT_RIGHT_LATE}


@st.composite
def answered_sheets(draw: st.DrawFn) -> tuple[ComposedSheet, dict[str, Verdict]]:
    sheet = compose(STANDARD, draw(clause_sets))
    keys = st.sampled_from([item.key for item in sheet.items])
    return sheet, draw(st.dictionaries(keys, verdicts, max_size=20))


@given(answered_sheets())
def test_the_groups_together_are_the_whole_sheet(answered):
    """rules.md 2: 未確認 is counted of its own, so that the sum is every item."""
    sheet, given_verdicts = answered
    whole, parts = tally_of(sheet, given_verdicts), tallies_by_group(sheet, given_verdicts)
    assert whole.items == len(sheet.items) == sum(part.tally.items for part in parts)
    for name in ("met", "not_met", "not_applicable", "unconfirmed"):
        assert getattr(whole, name) == sum(getattr(part.tally, name) for part in parts)
    open_ones = [v for v in given_verdicts.values() if v is Verdict.UNCONFIRMED]
    assert whole.unconfirmed == len(sheet.items) - len(given_verdicts) + len(open_ones)


@given(st.none() | st.sampled_from(Judgement), st.none() | tallies, st.integers(0, 3))
def test_only_what_is_judged_and_seen_through_without_fault_is_passed(judgement, tally, still_open):
    outcome = outcome_of(judgement, tally, still_open)
    faults = still_open or (tally and tally.not_met) or judgement is Judgement.FINDINGS
    unseen = bool(tally and tally.unconfirmed)
    assert (outcome is Outcome.TO_BE_PUT_RIGHT) is bool(faults)
    if outcome is Outcome.MET:
        assert judgement is Judgement.MET
        assert not unseen


@given(findings, maybe_days, near_days)
def test_a_finding_is_put_right_on_exactly_the_days_from_the_officers_check_on(
    finding, due_on, on: date
):
    """The contractor's answer alone does not close it."""
    standing = standing_on(finding, due_on, on)
    checked = finding.put_right_on is not None and finding.put_right_on <= on
    assert (standing in DONE) is checked
    overdue = not checked and due_on is not None and due_on < on
    assert (standing is FindingStanding.OVERDUE) is overdue
