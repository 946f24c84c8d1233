"""報告: reports of handlers, periodic reports and those asked for (rules.md 2)."""

from __future__ import annotations

from datetime import date

import pytest

from audits.kind import Kind
from audits.period import Rhythm
from audits.report import ReportKind
from tests.builders import a_contract, a_receipt, a_request, a_subcontract, owed, the_only


def test_handlers_are_reported_by_the_first_day_even_if_that_is_closed():
    contract = a_contract(("2023-01-01", "2023-03-31"), reported=["2023-02-01", "2022-12-20"])
    item = the_only(contract, Kind.HANDLER_REPORT)
    assert (item.due_on, item.closed_on) == (date(2023, 1, 1), date(2022, 12, 20))


def test_every_branch_reports_its_own_handlers():
    contract = a_contract(reported=["2026-04-01"], subcontracts=[a_subcontract()])
    closed = [item.closed_on for item in owed(contract, Kind.HANDLER_REPORT)]
    assert closed == [date(2026, 4, 1), None]


def due(rhythm: Rhythm, first: str, last: str) -> list[tuple[str | None, str]]:
    items = owed(a_contract((first, last), periodic_report=rhythm), Kind.PERIODIC_REPORT)
    return [(item.period, item.due_on.isoformat()) for item in items]


def test_no_report_is_owed_where_the_contract_asks_for_none():
    assert owed(a_contract(), Kind.PERIODIC_REPORT) == []


def test_a_subcontractor_owes_no_periodic_report():
    contract = a_contract(
        ("2026-04-01", "2026-04-30"),
        periodic_report=Rhythm.MONTHLY,
        subcontracts=[a_subcontract()],
    )
    assert the_only(contract, Kind.PERIODIC_REPORT).branch == 0


def test_monthly_reports_fall_due_on_day_ten_of_the_next_month():
    assert due(Rhythm.MONTHLY, "2026-05-31", "2026-07-01") == [
        ("2026-05", "2026-06-10"),
        ("2026-06", "2026-07-10"),
        ("2026-07", "2026-08-10"),
    ]


def test_a_day_ten_that_is_closed_moves_to_the_next_open_day():
    assert due(Rhythm.MONTHLY, "2026-09-01", "2026-09-30") == [("2026-09", "2026-10-13")]


def test_quarters_halves_and_years_are_those_of_the_fiscal_year():
    year = ("2026-04-01", "2027-03-31")
    assert due(Rhythm.QUARTERLY, *year) == [
        ("2026Q1", "2026-07-10"),
        ("2026Q2", "2026-10-13"),
        ("2026Q3", "2027-01-12"),
        ("2026Q4", "2027-04-12"),
    ]
    assert due(Rhythm.HALF_YEARLY, *year) == [("2026上", "2026-10-13"), ("2026下", "2027-04-12")]
    assert due(Rhythm.YEARLY, *year) == [("2026年度", "2027-04-12")]


def test_the_last_report_falls_due_in_the_month_after_the_engagements_end():
    assert due(Rhythm.YEARLY, "2025-10-01", "2026-06-30") == [
        ("2025年度", "2026-04-10"),
        ("2026年度", "2026-07-10"),
    ]


def test_a_period_is_no_fiscal_year_though_it_lasts_one():
    contract = a_contract(periodic_report=Rhythm.YEARLY)
    assert the_only(contract, Kind.PERIODIC_REPORT).fiscal_year is None


def closed_by(*receipts) -> list[date | None]:
    contract = a_contract(
        ("2026-04-01", "2026-05-31"), periodic_report=Rhythm.MONTHLY, receipts=list(receipts)
    )
    return [item.closed_on for item in owed(contract, Kind.PERIODIC_REPORT)]


def test_the_first_receipt_for_a_period_closes_it():
    late, early = (
        a_receipt("2026-05-20", period="2026-04"),
        a_receipt("2026-05-08", period="2026-04"),
    )
    assert closed_by(late, early) == [date(2026, 5, 8), None]


def test_a_report_may_come_before_its_period_is_over():
    assert closed_by(a_receipt("2026-05-08", period="2026-05")) == [None, date(2026, 5, 8)]


@pytest.mark.parametrize("period", [None, "2026Q1", "2026年度", "2025-04"])
def test_a_report_that_names_no_owed_period_closes_none(period):
    assert closed_by(a_receipt("2026-05-08", period=period)) == [None, None]


def test_only_a_periodic_report_closes_a_period():
    others = [kind for kind in ReportKind if kind is not ReportKind.PERIODIC]
    assert closed_by(*(a_receipt("2026-05-08", k, period="2026-04") for k in others)) == [None] * 2


def test_a_report_that_was_asked_for_is_due_on_the_day_set_even_if_that_is_closed():
    item = the_only(
        a_contract(requests=[a_request(on="2026-06-01", due_on="2026-06-14")]),
        Kind.REQUESTED_REPORT,
    )
    assert (item.due_on, item.basis) == (date(2026, 6, 14), "Q1")
    assert (item.exists(date(2026, 5, 31)), item.exists(date(2026, 6, 1))) == (False, True)


@pytest.mark.parametrize("kind", ReportKind)
def test_a_receipt_of_any_kind_that_names_the_request_answers_it(kind):
    contract = a_contract(
        requests=[
            a_request("Q1", on="2026-06-01", due_on="2026-06-15"),
            a_request("Q2", on="2026-06-01", due_on="2026-06-15"),
        ],
        receipts=[a_receipt("2026-06-20", kind, request="Q2"), a_receipt("2026-06-09", kind)],
    )
    closed = {item.basis: item.closed_on for item in owed(contract, Kind.REQUESTED_REPORT)}
    assert closed == {"Q1": None, "Q2": date(2026, 6, 20)}


def test_the_first_of_two_receipts_answers_a_request():
    receipts = [a_receipt(day, request="Q1") for day in ("2026-06-20", "2026-06-09")]
    contract = a_contract(
        requests=[a_request(on="2026-06-01", due_on="2026-06-15")], receipts=receipts
    )
    assert the_only(contract, Kind.REQUESTED_REPORT).closed_on == date(2026, 6, 9)


def test_one_receipt_may_answer_a_request_and_close_a_period():
    contract = a_contract(
        ("2026-04-01", "2026-04-30"),
        periodic_report=Rhythm.MONTHLY,
        requests=[a_request(on="2026-05-01", due_on="2026-05-15")],
        receipts=[a_receipt("2026-05-08", period="2026-04", request="Q1")],
    )
    assert the_only(contract, Kind.PERIODIC_REPORT).closed_on == date(2026, 5, 8)
    assert the_only(contract, Kind.REQUESTED_REPORT).closed_on == date(2026, 5, 8)
