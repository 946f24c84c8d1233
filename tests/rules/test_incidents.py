"""事故: the clocks of an incident (rules.md 2)."""

from __future__ import annotations

from datetime import date

import pytest

from audits.kind import Kind
from tests.builders import a_contract, an_incident, owed, the_only

CLOCKS = (Kind.INCIDENT_REPORT, Kind.PPC_PRELIMINARY, Kind.PPC_FINAL)


def due(kind: Kind, known_on: str, *, improper_purpose: bool = False) -> str:
    incident = an_incident(known_on, reportable=True, improper_purpose=improper_purpose)
    return the_only(a_contract(incidents=[incident]), kind).due_on.isoformat()


@pytest.mark.parametrize(
    ("known_on", "due_on"),
    [
        ("2026-06-01", "2026-06-04"),
        ("2026-06-06", "2026-06-10"),  # known on a Saturday
        ("2026-12-25", "2027-01-05"),  # 29 December to 3 January are closed
    ],
)
def test_the_written_report_is_due_on_the_third_open_day(known_on, due_on):
    assert due(Kind.INCIDENT_REPORT, known_on) == due_on


def test_the_day_of_knowing_is_day_one_for_the_commission():
    assert due(Kind.PPC_PRELIMINARY, "2026-06-01") == "2026-06-05"
    assert due(Kind.PPC_FINAL, "2026-06-01") == "2026-06-30"
    assert due(Kind.PPC_FINAL, "2026-06-01", improper_purpose=True) == "2026-07-30"


def test_the_preliminary_report_does_not_wait_for_an_open_day():
    assert due(Kind.PPC_PRELIMINARY, "2026-06-03") == "2026-06-07"  # a Sunday


def test_the_final_report_waits_for_an_open_day_also_where_sixty_days_run():
    assert due(Kind.PPC_FINAL, "2026-06-05", improper_purpose=True) == "2026-08-03"


def test_an_incident_that_is_not_reportable_has_only_the_contractors_report():
    contract = a_contract(incidents=[an_incident("2026-06-01", improper_purpose=True)])
    assert [len(owed(contract, kind)) for kind in CLOCKS] == [1, 0, 0]


def test_each_clock_is_stopped_by_its_own_report():
    incident = an_incident(
        "2026-06-01",
        reportable=True,
        report_received_on="2026-06-03",
        preliminary_on="2026-06-04",
        final_on="2026-06-20",
    )
    contract = a_contract(incidents=[incident])
    closed = [the_only(contract, kind).closed_on for kind in CLOCKS]
    assert closed == [date(2026, 6, 3), date(2026, 6, 4), date(2026, 6, 20)]


@pytest.mark.parametrize("kind", CLOCKS)
def test_an_incident_is_not_owed_for_before_it_is_known(kind):
    contract = a_contract(incidents=[an_incident("2026-06-01", reportable=True)])
    item = the_only(contract, kind)
    assert item.basis == "J1"
    assert (item.exists(date(2026, 5, 31)), item.exists(date(2026, 6, 1))) == (False, True)
