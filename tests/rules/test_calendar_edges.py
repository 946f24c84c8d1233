"""暦の端: facts at either end of the calendar never stop the rules."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from audits.closing import missing_before_closing, stage_on
from audits.due import DueItem, state_on
from audits.duties import due_items
from audits.erasure import Disposal
from audits.inspection import Method
from audits.kind import Kind
from audits.period import Rhythm
from audits.safeguard import Frequency
from audits.term import Term
from audits.violations import violations
from tests.builders import (
    CITY,
    D,
    a_certificate,
    a_certification,
    a_contract,
    a_data_item,
    a_disposal,
    a_finding,
    a_note,
    a_receipt,
    a_request,
    a_safeguard,
    a_subcontract,
    a_visit,
    an_incident,
    owed,
    the_only,
)

FIRST, LAST = date.min, date.max
NEAR_THE_START = (FIRST, date(2, 5, 1))
NEAR_THE_END = (date(9998, 1, 1), LAST)


def everything_on(day: date) -> dict[str, Any]:
    """Facts of every sort, all dated that day."""
    return {
        "reported": [day],
        "demanded": ("ISMS",),
        "certifications": [a_certification(day, "ISMS")],
        "stated_length": "9999年",
        "data": [a_data_item(on=day, no_longer_needed_on=day)],
        "disposals": [a_disposal(on=day, by=Disposal.ERASED, certificate="C1")],
        "certificates": [a_certificate(received_on=day, backup_expires_on=day)],
        "inspections": [a_visit(day, method=Method.REMOTE), a_visit(day, training_met=True)],
        "findings": [a_finding(inspected_on=day)],
        "requests": [a_request(on=day, due_on=day)],
        "receipts": [a_receipt(day)],
        "incidents": [an_incident(day, reportable=True, improper_purpose=True)],
        "safeguards": [
            a_safeguard(frequency, [day], number=frequency.value) for frequency in Frequency
        ],
        "notes": [a_note(day, frequency.value) for frequency in Frequency],
    }


@pytest.mark.parametrize("rhythm", Rhythm)
@pytest.mark.parametrize("term", [NEAR_THE_START, NEAR_THE_END])
@pytest.mark.parametrize("day", [FIRST, FIRST + timedelta(1), LAST - timedelta(1), LAST])
def test_facts_at_the_ends_of_the_calendar_are_worked_out_like_any_other(rhythm, term, day):
    contract = a_contract(
        term,
        D,
        periodic_report=rhythm,
        subcontracts=[a_subcontract(term, consented_on=day)],
        **everything_on(day),
    )
    items = due_items(contract, CITY)
    assert {item.kind for item in items} >= set(Kind) - {Kind.CERTIFICATION}
    assert violations(contract) != []
    for on in (FIRST, day, LAST):
        states = [(item, state_on(item, on)) for item in items]
        assert missing_before_closing(contract, states, []) != []
        assert stage_on(contract, on) is not None


def shown(item: DueItem) -> str:
    return item.due_on.isoformat()


def test_what_would_be_due_after_the_last_day_is_due_on_it():
    contract = a_contract(
        ("9999-12-01", LAST),
        periodic_report=Rhythm.MONTHLY,
        certificates=[a_certificate(received_on=LAST)],
        incidents=[an_incident(LAST, reportable=True)],
    )
    kinds = (
        Kind.PERIODIC_REPORT,
        Kind.ERASURE_CERTIFICATE,
        Kind.ERASURE_CONFIRMATION,
        Kind.INCIDENT_REPORT,
        Kind.PPC_PRELIMINARY,
        Kind.PPC_FINAL,
    )
    assert {shown(the_only(contract, kind)) for kind in kinds} == {"9999-12-31"}


def test_consent_to_a_subcontract_from_the_first_day_is_due_on_that_day():
    contract = a_contract(NEAR_THE_START, subcontracts=[a_subcontract(NEAR_THE_START)])
    assert shown(the_only(contract, Kind.SUBCONTRACT_CONSENT)) == "0001-01-01"


def test_the_first_three_months_of_the_calendar_are_a_fiscal_year_of_their_own():
    visits = owed(a_contract(NEAR_THE_START), Kind.INSPECTION)
    assert [(visit.fiscal_year, shown(visit)) for visit in visits] == [
        (0, "0001-03-31"),
        (1, "0002-03-31"),
        (2, "0002-05-01"),
    ]


def test_a_contract_without_an_end_owes_a_visit_for_every_year():
    assert len(owed(a_contract(("2026-04-01", LAST)), Kind.INSPECTION)) == 9999 - 2026 + 1


def test_a_term_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="cannot end"):
        Term(date(2026, 4, 2), date(2026, 4, 1))


def test_a_term_counts_both_ends():
    assert Term(date(2026, 4, 1), date(2026, 4, 1)).days == 1
    assert Term(date(2026, 4, 1), date(2027, 3, 31)).days == 365
