"""The worked examples of rules.md 6, one by one; each docstring has the example's number."""

from __future__ import annotations

from datetime import date

from audits.closing import missing_before_closing
from audits.due import DueItem, State, days_overdue, state_on
from audits.duties import due_items
from audits.erasure import Disposal
from audits.kind import Kind
from audits.period import Rhythm
from audits.rule import Rule
from audits.safeguard import Frequency
from tests.builders import (
    CITY,
    A,
    B,
    a_certificate,
    a_certification,
    a_contract,
    a_data_item,
    a_disposal,
    a_note,
    a_receipt,
    a_safeguard,
    a_subcontract,
    a_visit,
    an_incident,
    broken,
    day,
    owed,
    the_only,
)

TABLETS = ("2021-03-01", "2023-02-28")


def on(item: DueItem, text: str) -> tuple[State, int]:
    state = state_on(item, day(text))
    return state, days_overdue(item.due_on, day(text), state)


def dates(items: list[DueItem]) -> list[str]:
    return [item.due_on.isoformat() for item in items]


def test_a_mailing_of_three_months_owes_one_visit_by_the_end_of_march():
    """Example 1."""
    visit = the_only(a_contract(("2020-01-06", "2020-03-31"), B), Kind.INSPECTION)
    assert (visit.fiscal_year, visit.due_on) == (2019, date(2020, 3, 31))
    assert on(visit, "2020-04-01") == (State.OVERDUE, 1)


def test_tablet_support_with_two_subcontracts_owes_nine_visits_in_three_fiscal_years():
    """Example 2."""
    subcontracts = [a_subcontract(TABLETS, branch=1), a_subcontract(TABLETS, branch=2)]
    visits = owed(a_contract(TABLETS, A, subcontracts=subcontracts), Kind.INSPECTION)
    assert sorted((v.branch, v.fiscal_year or 0, v.due_on.isoformat()) for v in visits) == [
        (branch, year, due_on)
        for branch in (0, 1, 2)
        for year, due_on in ((2020, "2021-03-31"), (2021, "2022-03-31"), (2022, "2023-02-28"))
    ]


def test_a_visit_after_the_end_still_counts_for_its_fiscal_year_as_done_late():
    """Example 2, last sentence."""
    contract = a_contract(TABLETS, A, inspections=[a_visit("2023-03-10", fiscal_year=2022)])
    last = owed(contract, Kind.INSPECTION)[-1]
    assert (last.fiscal_year, on(last, "2023-03-10")) == (2022, (State.DONE_LATE, 0))


def test_return_and_erasure_fall_due_thirty_days_after_the_end_and_the_check_two_weeks_later():
    """Example 3."""
    contract = a_contract(
        TABLETS,
        A,
        data=[a_data_item(on="2021-03-02")],
        disposals=[a_disposal(on="2023-03-15", by=Disposal.ERASED, certificate="C1")],
        certificates=[a_certificate(received_on="2023-03-20")],
    )
    erasure = the_only(contract, Kind.ERASURE_CERTIFICATE)
    assert (erasure.due_on, erasure.closed_on) == (date(2023, 3, 30), date(2023, 3, 20))
    assert the_only(contract, Kind.ERASURE_CONFIRMATION).due_on == date(2023, 4, 3)


def test_thirty_days_after_the_end_of_march_is_an_open_day_and_stays():
    """Example 4, first half."""
    contract = a_contract(("2025-04-01", "2026-03-31"))
    assert the_only(contract, Kind.ERASURE_CERTIFICATE).due_on == date(2026, 4, 30)


def test_a_date_in_the_may_holidays_moves_behind_all_of_them():
    """Example 4, second half: 3 to 6 May 2026 are closed."""
    contract = a_contract(("2025-04-01", "2026-04-03"))
    assert the_only(contract, Kind.ERASURE_CERTIFICATE).due_on == date(2026, 5, 7)


def test_the_monthly_report_for_december_waits_for_the_coming_of_age_day_to_pass():
    """Example 5, first half."""
    contract = a_contract(periodic_report=Rhythm.MONTHLY)
    due = {item.period: item.due_on.isoformat() for item in owed(contract, Kind.PERIODIC_REPORT)}
    assert (due["2026-11"], due["2026-12"], len(due)) == ("2026-12-10", "2027-01-12", 12)


def test_an_engagement_that_ends_in_november_owes_its_last_monthly_report_in_december():
    """Example 5, second half."""
    contract = a_contract(("2026-04-01", "2026-11-20"), periodic_report=Rhythm.MONTHLY)
    last = owed(contract, Kind.PERIODIC_REPORT)[-1]
    assert (last.period, last.due_on) == ("2026-11", date(2026, 12, 10))


def test_an_engagement_that_ends_in_a_quarter_owes_its_report_in_the_month_after_the_end():
    """Example 5, last words."""
    contract = a_contract(("2026-04-01", "2026-11-20"), periodic_report=Rhythm.QUARTERLY)
    last = owed(contract, Kind.PERIODIC_REPORT)[-1]
    assert (last.period, last.due_on) == ("2026Q3", date(2026, 12, 10))


def test_of_seven_mailings_with_five_reported_one_is_overdue_the_day_after_the_sixth():
    """Example 6."""
    mailings = [
        "2026-05-11",
        "2026-06-11",
        "2026-07-13",
        "2026-08-11",
        "2026-09-11",
        "2026-10-13",
        "2026-11-11",
    ]
    contract = a_contract(
        safeguards=[a_safeguard(Frequency.BY_DATE, mailings)],
        notes=[a_note(mailing) for mailing in mailings[:5]],
    )
    items = owed(contract, Kind.COMMITMENT)
    assert dates(items) == mailings
    states = [state_on(item, date(2026, 10, 14)) for item in items]
    assert states == [State.DONE] * 5 + [State.OVERDUE, State.PLANNED]


def test_passwords_are_changed_at_the_start_of_each_of_three_school_terms():
    """Example 7."""
    contract = a_contract(safeguards=[a_safeguard(Frequency.SCHOOL_TERM)])
    assert dates(owed(contract, Kind.COMMITMENT)) == ["2026-04-01", "2026-09-01", "2027-01-08"]


def test_an_incident_known_on_a_friday_before_the_may_holidays_has_three_clocks():
    """Example 8, first half."""
    contract = a_contract(incidents=[an_incident("2026-04-24", reportable=True)])
    kinds = (Kind.INCIDENT_REPORT, Kind.PPC_PRELIMINARY, Kind.PPC_FINAL)
    due = [the_only(contract, kind).due_on.isoformat() for kind in kinds]
    assert due == ["2026-04-30", "2026-04-28", "2026-05-25"]


def test_a_final_report_whose_thirtieth_day_is_in_the_new_year_closing_moves_to_january():
    """Example 8, last sentence."""
    contract = a_contract(incidents=[an_incident("2026-12-01", reportable=True)])
    assert the_only(contract, Kind.PPC_FINAL).due_on == date(2027, 1, 4)


def test_a_privacy_mark_that_runs_out_before_the_contract_is_due_until_the_contract_ends():
    """Example 9."""
    contract = a_contract(
        demanded=("プライバシーマーク",), certifications=[a_certification("2026-12-31")]
    )
    mark = the_only(contract, Kind.CERTIFICATION)
    assert on(mark, "2026-11-20") == (State.DUE_SOON, 0)
    assert on(mark, "2027-01-01") == (State.OVERDUE, 1)
    assert (mark.exists(date(2027, 3, 31)), mark.exists(date(2027, 4, 1))) == (True, False)


def test_consent_on_the_first_day_of_a_subcontract_is_a_violation_and_done_late():
    """Example 10."""
    term = ("2026-10-01", "2027-03-31")
    contract = a_contract(subcontracts=[a_subcontract(term, consented_on="2026-10-01")])
    [violation] = broken(contract, Rule.CONSENT_AFTER_START)
    assert violation.since == date(2026, 10, 1)
    consent = the_only(contract, Kind.SUBCONTRACT_CONSENT)
    assert consent.due_on == date(2026, 9, 30)
    assert on(consent, "2026-10-01") == (State.DONE_LATE, 0)


def test_a_second_entry_in_june_makes_up_for_the_month_of_may():
    """Example 11."""
    contract = a_contract(
        ("2026-04-01", "2026-09-30"),
        safeguards=[a_safeguard(Frequency.MONTHLY)],
        notes=[a_note("2026-04-20"), a_note("2026-06-10"), a_note("2026-06-25")],
    )
    april, may, june, *rest = owed(contract, Kind.COMMITMENT)
    assert (april.period, on(april, "2026-06-30")) == ("2026-04", (State.DONE, 0))
    assert (june.closed_on, on(june, "2026-06-30")) == (date(2026, 6, 10), (State.DONE, 0))
    assert (may.due_on, may.closed_on) == (date(2026, 5, 31), date(2026, 6, 25))
    assert on(may, "2026-06-30") == (State.DONE_LATE, 0)
    assert [item.closed_on for item in rest] == [None] * 3


def test_a_backup_that_was_not_confirmed_gone_is_overdue_and_stops_the_closing():
    """Example 12."""
    certificate = a_certificate(received_on="2026-05-11", backup_expires_on="2026-06-30")
    contract = a_contract(("2025-04-01", "2026-04-30"), certificates=[certificate])
    assert the_only(contract, Kind.ERASURE_CONFIRMATION).due_on == date(2026, 5, 25)
    backup = the_only(contract, Kind.BACKUP_EXPIRY)
    assert backup.due_on == date(2026, 6, 30)
    assert on(backup, "2026-07-01") == (State.OVERDUE, 1)
    states = [(item, state_on(item, date(2026, 7, 1))) for item in due_items(contract, CITY)]
    sentences = [missing.sentence for missing in missing_before_closing(contract, states, [])]
    assert "消去証明書C1の控えの消滅が確認されていません。" in sentences


def test_a_visit_that_was_not_concluded_is_still_owed():
    """Example 13."""
    contract = a_contract(
        ("2026-02-01", "2026-09-30"), inspections=[a_visit("2026-03-30", concluded=False)]
    )
    first, _ = owed(contract, Kind.INSPECTION)
    assert on(first, "2026-04-01") == (State.OVERDUE, 1)


def test_a_visit_that_is_concluded_later_was_done_on_the_day_it_was_carried_out():
    """Example 13, last words."""
    contract = a_contract(("2026-02-01", "2026-09-30"), inspections=[a_visit("2026-03-30")])
    first, _ = owed(contract, Kind.INSPECTION)
    assert (first.closed_on, on(first, "2026-04-01")) == (date(2026, 3, 30), (State.DONE, 0))


def test_data_no_longer_needed_goes_back_at_once_under_a_but_only_at_the_end_under_b():
    """Example 14."""
    data = [a_data_item(no_longer_needed_on="2026-08-03")]
    assert the_only(a_contract(data=data), Kind.DATA_DISPOSAL).due_on == date(2026, 9, 2)
    under_b = a_contract(clause_set=B, data=data)
    assert owed(under_b, Kind.DATA_DISPOSAL) == []
    assert the_only(under_b, Kind.ERASURE_CERTIFICATE).due_on == date(2027, 4, 30)


def test_a_report_closes_the_period_that_it_names():
    """Example 5, seen from the receipt."""
    contract = a_contract(
        periodic_report=Rhythm.MONTHLY, receipts=[a_receipt("2026-12-09", period="2026-11")]
    )
    closed = {item.period for item in owed(contract, Kind.PERIODIC_REPORT) if item.closed_on}
    assert closed == {"2026-11"}
