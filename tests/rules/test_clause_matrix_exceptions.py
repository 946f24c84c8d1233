"""条項の確認: what consents to exceptions say of the clauses that know of them."""

from __future__ import annotations

import pytest

from audits.clause_cell import Source, SourceKind, Standing
from audits.clause_matrix.ground import Excepted
from audits.consent import ConsentDecision
from audits.exception import ExceptionKind, Exemption
from tests.builders import A, D, a_contract, a_subcontract, a_visit, day, maybe
from tests.clause_matrices import cells, the_cell, the_matrix

TWO_YEARS = ("2026-04-01", "2028-03-31")
DURING = "2026-11-20"


def an_exception(
    starts_on="2026-06-01",
    ends_on="2026-12-31",
    *,
    decided_on="2026-05-20",
    decision=ConsentDecision.CONSENTED,
    kind=ExceptionKind.TAKING_OUT,
    copy_ended_on=None,
    number=1,
    branch=0,
):
    exemption = Exemption(
        kind, day(starts_on), day(ends_on), decision, maybe(decided_on), maybe(copy_ended_on)
    )
    return Excepted(branch, number, exemption)


def told(cell):
    return (cell.standing, cell.words, cell.on, cell.by)


def test_a_consent_to_take_something_out_confirms_the_year_in_which_it_begins():
    matrix = the_matrix(a_contract(TWO_YEARS), DURING, exceptions=[an_exception()])
    cell = cells(matrix, "taking_out")[2026]
    assert told(cell) == (Standing.CONFIRMED, "承諾", day("2026-05-20"), "例外 申請1")
    assert cell.source == Source(SourceKind.EXCEPTION, 0, "1")
    assert cells(matrix, "taking_out")[2027].words == "期限前"
    assert cells(matrix, "collection_from_person")[2026].words == "期限前"


def test_several_are_counted_and_lead_to_all_of_them():
    exceptions = [an_exception(), an_exception(number=2, decided_on="2026-05-25")]
    cell = the_cell(a_contract(), DURING, "taking_out", exceptions=exceptions)
    assert (cell.by, cell.on) == ("例外 2件", day("2026-05-25"))
    assert cell.source == Source(SourceKind.EXCEPTION, 0)


def test_which_clause_a_consent_confirms_is_data_of_the_clause_set():
    copying = [an_exception(kind=ExceptionKind.COPYING)]
    assert the_cell(a_contract(clause_set=A), DURING, "copying", exceptions=copying).words == (
        "期限前"
    )
    found = the_cell(a_contract(clause_set=D), DURING, "copying", exceptions=copying)
    assert found.words == "承諾"


def test_a_consent_shows_at_the_party_that_asked_for_it():
    contract = a_contract(subcontracts=[a_subcontract(consented_on="2026-03-20", flow_down=True)])
    exceptions = [an_exception(branch=1)]
    assert the_cell(contract, DURING, "taking_out", exceptions=exceptions).words == "期限前"
    cell = the_cell(contract, DURING, "taking_out", branch=1, exceptions=exceptions)
    assert cell.words == "承諾"


@pytest.mark.parametrize(
    "changes",
    [
        {"decision": ConsentDecision.REFUSED},
        {"decision": ConsentDecision.WITHDRAWN},
        {"decision": None, "decided_on": None},
        {"decided_on": "2026-11-21"},
    ],
)
def test_what_was_not_consented_to_by_the_day_confirms_nothing(changes):
    cell = the_cell(a_contract(), DURING, "taking_out", exceptions=[an_exception(**changes)])
    assert cell.words == "期限前"


@pytest.mark.parametrize(
    ("decided_on", "standing", "words"),
    [
        ("2026-06-01", Standing.CONFIRMED, "承諾"),
        ("2026-06-02", Standing.CONFIRMED_LATE, "承諾遅れ"),
    ],
)
def test_a_consent_after_the_first_day_came_late(decided_on, standing, words):
    exceptions = [an_exception(decided_on=decided_on)]
    cell = the_cell(a_contract(), DURING, "taking_out", exceptions=exceptions)
    assert (cell.standing, cell.words) == (standing, words)


def test_a_copy_that_nobody_saw_go_needs_an_act_in_the_year_in_which_its_consent_ended():
    lapsed = an_exception(ends_on="2027-04-30")
    matrix = the_matrix(a_contract(TWO_YEARS), "2027-05-10", exceptions=[lapsed])
    found = cells(matrix, "taking_out")
    assert found[2027].needs_act
    assert told(found[2027])[1:] == ("写し未確認", day("2027-04-30"), "例外 申請1")
    assert not found[2026].needs_act or found[2026].words == "未確認"
    gone = [an_exception(ends_on="2027-04-30", copy_ended_on="2027-05-01")]
    after = cells(the_matrix(a_contract(TWO_YEARS), "2027-05-10", exceptions=gone), "taking_out")
    assert after[2027].words == "期限前"


def test_of_a_consent_and_the_visit_what_came_last_counts():
    visited = a_contract(inspections=[a_visit("2026-09-17")])
    before, after = an_exception(), an_exception("2026-11-01", decided_on="2026-10-20")
    assert the_cell(visited, DURING, "taking_out", exceptions=[before]).words == "適"
    assert the_cell(visited, DURING, "taking_out", exceptions=[after]).words == "承諾"


def test_a_consent_does_not_stand_for_the_visit_that_was_not_made():
    gone = [an_exception(copy_ended_on="2026-12-25")]
    cell = the_cell(a_contract(TWO_YEARS), "2027-05-10", "taking_out", exceptions=gone)
    assert (cell.standing, cell.words) == (Standing.UNCONFIRMED, "未確認")
