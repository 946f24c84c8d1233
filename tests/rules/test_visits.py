"""立入調査: visits owed, training confirmed, findings put right (rules.md 2)."""

from __future__ import annotations

from datetime import date

import pytest

from audits.due import State, inspection_rate, state_on
from audits.duties import due_items
from audits.inspection import Method
from audits.kind import Kind
from audits.report import ReportKind
from tests.builders import (
    CITY,
    A,
    B,
    C,
    D,
    a_contract,
    a_finding,
    a_receipt,
    a_subcontract,
    a_visit,
    owed,
    the_only,
)


def test_every_branch_owes_a_visit_for_every_fiscal_year_that_it_touches_itself():
    late = a_subcontract(("2027-02-01", "2027-05-31"))
    contract = a_contract(("2026-04-01", "2028-03-31"), subcontracts=[late])
    visits = owed(contract, Kind.INSPECTION)
    assert [(v.branch, v.fiscal_year, v.due_on.isoformat()) for v in visits] == [
        (0, 2026, "2027-03-31"),
        (1, 2026, "2027-03-31"),
        (1, 2027, "2027-05-31"),
        (0, 2027, "2028-03-31"),
    ]


def test_an_engagement_of_one_day_owes_one_visit_on_that_day():
    [visit] = owed(a_contract(("2026-04-01", "2026-04-01")), Kind.INSPECTION)
    assert (visit.fiscal_year, visit.due_on) == (2026, date(2026, 4, 1))


def test_the_last_day_of_march_and_the_first_of_april_are_two_fiscal_years():
    visits = owed(a_contract(("2027-03-31", "2027-04-01")), Kind.INSPECTION)
    assert [visit.fiscal_year for visit in visits] == [2026, 2027]


def test_a_visit_does_not_move_past_the_end_of_its_year_though_that_day_is_closed():
    assert the_only(a_contract(("2023-04-01", "2024-03-31")), Kind.INSPECTION).due_on == date(
        2024, 3, 31
    )  # a Sunday


@pytest.mark.parametrize("day", ["2026-04-01", "2026-05-31", "2027-03-31"])
def test_a_visit_on_any_day_of_the_fiscal_year_counts_for_it(day):
    term = ("2026-06-01", "2026-12-31")
    visit = the_only(a_contract(term, inspections=[a_visit(day)]), Kind.INSPECTION)
    assert visit.closed_on == date.fromisoformat(day)


@pytest.mark.parametrize("day", ["2026-03-31", "2027-04-01"])
def test_a_visit_on_a_day_of_another_fiscal_year_does_not_count(day):
    term = ("2026-06-01", "2026-12-31")
    visit = the_only(a_contract(term, inspections=[a_visit(day)]), Kind.INSPECTION)
    assert visit.closed_on is None


def test_a_visit_counts_for_the_year_of_its_day_whatever_year_it_is_filed_under():
    contract = a_contract(
        ("2025-04-01", "2027-03-31"), inspections=[a_visit("2026-03-20", fiscal_year=2026)]
    )
    assert [v.closed_on for v in owed(contract, Kind.INSPECTION)] == [date(2026, 3, 20), None]


def test_the_first_concluded_visit_counts_whatever_its_round():
    visits = [
        a_visit("2026-09-01", round=1),
        a_visit("2026-06-01", round=2),
        a_visit("2026-05-01", round=3, concluded=False),
    ]
    assert the_only(a_contract(inspections=visits), Kind.INSPECTION).closed_on == date(2026, 6, 1)


def test_a_judgement_without_a_day_is_no_visit():
    assert the_only(a_contract(inspections=[a_visit(None)]), Kind.INSPECTION).closed_on is None


def test_a_visit_to_the_contractor_is_none_to_its_subcontractor():
    contract = a_contract(inspections=[a_visit("2026-06-01")], subcontracts=[a_subcontract()])
    assert [v.closed_on for v in owed(contract, Kind.INSPECTION)] == [date(2026, 6, 1), None]


def test_the_rate_counts_visits_made_by_that_day_and_those_on_site_beside_it():
    contracts = [
        a_contract(inspections=[a_visit("2026-06-01")]),
        a_contract(inspections=[a_visit("2026-06-01", method=Method.REMOTE, reason="遠方")]),
        a_contract(inspections=[a_visit("2026-10-01")]),
        a_contract(),
    ]
    items = [item for contract in contracts for item in due_items(contract, CITY)]
    september = inspection_rate(items, date(2026, 9, 30))
    assert (september.owed, september.made, september.on_site) == (4, 2, 1)
    assert september.rate == 0.5
    assert inspection_rate(items, date(2026, 10, 1)).made == 3


def test_a_late_visit_counts_in_the_rate():
    term = ("2026-04-01", "2026-06-30")
    [item] = owed(a_contract(term, inspections=[a_visit("2026-08-01")]), Kind.INSPECTION)
    assert state_on(item, date(2026, 8, 1)) is State.DONE_LATE
    assert inspection_rate([item], date(2026, 8, 1)).rate == 1


def test_an_empty_group_has_no_rate():
    assert inspection_rate([], date(2026, 4, 1)).rate is None


@pytest.mark.parametrize("clause_set", [A, B, C])
def test_training_is_asked_yearly_under_the_national_act_only(clause_set):
    assert owed(a_contract(clause_set=clause_set), Kind.TRAINING) == []
    training = owed(a_contract(("2026-06-01", "2027-05-31"), D), Kind.TRAINING)
    assert [(t.fiscal_year, t.due_on.isoformat()) for t in training] == [
        (2026, "2027-03-31"),
        (2027, "2027-05-31"),
    ]


def trained(**facts) -> list[date | None]:
    contract = a_contract(("2025-04-01", "2027-03-31"), D, **facts)
    return [item.closed_on for item in owed(contract, Kind.TRAINING)]


def test_a_training_report_counts_for_the_year_that_it_names():
    report = a_receipt("2026-04-20", ReportKind.TRAINING, period="2025年度")
    assert trained(receipts=[report]) == [date(2026, 4, 20), None]


def test_a_training_report_that_names_no_year_counts_for_the_year_it_came_in():
    report = a_receipt("2026-04-20", ReportKind.TRAINING)
    assert trained(receipts=[report]) == [None, date(2026, 4, 20)]


def test_the_first_training_report_counts_whichever_way_it_belongs_to_the_year():
    reports = [
        a_receipt("2026-09-20", ReportKind.TRAINING, period="2026年度"),
        a_receipt("2026-06-20", ReportKind.TRAINING),
    ]
    assert trained(receipts=reports) == [None, date(2026, 6, 20)]


@pytest.mark.parametrize("period", ["2026-10", "2026Q3", "2026上", "2024年度"])
def test_a_training_report_on_another_period_counts_for_no_year(period):
    report = a_receipt("2026-10-20", ReportKind.TRAINING, period=period)
    assert trained(receipts=[report]) == [None, None]


def test_only_a_training_report_confirms_training():
    reports = [a_receipt("2026-10-20", kind, period="2026年度") for kind in ReportKind]
    others = [report for report in reports if report.kind is not ReportKind.TRAINING]
    assert trained(receipts=others) == [None, None]


def test_a_visit_whose_training_items_were_all_met_confirms_training_on_its_day():
    visit = a_visit("2026-10-20", training_met=True)
    assert trained(inspections=[visit]) == [None, date(2026, 10, 20)]


@pytest.mark.parametrize(
    "visit",
    [
        a_visit("2026-10-20", training_met=False),
        a_visit("2026-10-20", training_met=True, concluded=False),
    ],
)
def test_a_visit_that_did_not_confirm_training_leaves_it_open(visit):
    assert trained(inspections=[visit]) == [None, None]


def put_right(**finding):
    return the_only(a_contract(findings=[a_finding(**finding)]), Kind.CORRECTIVE_ACTION)


def test_a_finding_is_put_right_by_the_day_that_was_set_even_if_that_is_closed():
    item = put_right(inspected_on="2026-06-01", set_due_on="2026-07-19")  # a Sunday
    assert (item.due_on, item.basis) == (date(2026, 7, 19), "2026-1-1")


def test_a_finding_without_a_day_is_put_right_thirty_days_after_the_visit_on_an_open_day():
    assert put_right(inspected_on="2026-06-01").due_on == date(2026, 7, 1)
    assert put_right(inspected_on="2026-06-04").due_on == date(2026, 7, 6)  # from a Saturday


def test_the_contractors_answer_alone_does_not_close_a_finding():
    assert put_right(inspected_on="2026-06-01", answered_on="2026-06-10").closed_on is None
    confirmed = put_right(inspected_on="2026-06-01", put_right_on="2026-06-20")
    assert confirmed.closed_on == date(2026, 6, 20)


def test_a_finding_is_not_known_before_the_day_of_its_visit():
    item = put_right(inspected_on="2026-06-01")
    assert (item.exists(date(2026, 5, 31)), item.exists(date(2026, 6, 1))) == (False, True)


def test_a_finding_of_a_visit_that_was_never_made_owes_nothing():
    finding = a_finding(inspected_on=None, set_due_on="2026-07-01")
    assert owed(a_contract(findings=[finding]), Kind.CORRECTIVE_ACTION) == []
