"""事業者: consent to subcontracts and the certifications demanded (rules.md 2)."""

from __future__ import annotations

from datetime import date

import pytest

from audits.kind import Kind
from tests.builders import A, B, C, D, a_certification, a_contract, a_subcontract, owed, the_only

MARK = "プライバシーマーク"


def test_consent_is_due_the_day_before_the_start_even_if_that_is_closed():
    subcontract = a_subcontract(("2026-06-01", "2026-08-31"), consented_on="2026-05-20")
    consent = the_only(a_contract(subcontracts=[subcontract]), Kind.SUBCONTRACT_CONSENT)
    assert (consent.due_on, consent.closed_on) == (date(2026, 5, 31), date(2026, 5, 20))


def test_without_a_date_of_consent_there_is_no_consent():
    consent = the_only(a_contract(subcontracts=[a_subcontract()]), Kind.SUBCONTRACT_CONSENT)
    assert consent.closed_on is None


@pytest.mark.parametrize(("parent", "asked"), [(A, 1), (B, 0), (C, 0), (D, 1)])
def test_consent_is_owed_only_where_the_parents_clause_set_allows_subcontracting(parent, asked):
    contract = a_contract(clause_set=parent, subcontracts=[a_subcontract(clause_set=A)])
    assert len(owed(contract, Kind.SUBCONTRACT_CONSENT)) == asked


def test_the_parent_of_a_third_tier_is_the_subcontractor_above_it():
    allowed = a_subcontract(branch=1, clause_set=D)
    below = a_subcontract(branch=2, parent=1)
    deepest = a_subcontract(branch=3, parent=2)
    contract = a_contract(clause_set=B, subcontracts=[allowed, below, deepest])
    assert [item.branch for item in owed(contract, Kind.SUBCONTRACT_CONSENT)] == [2]


def demanding(*valid_until: str, schemes: tuple[str, ...] = (MARK,), scheme: str = MARK):
    certifications = [a_certification(day, scheme) for day in valid_until]
    contract = a_contract(demanded=schemes, certifications=certifications)
    return [(i.basis, i.due_on.isoformat()) for i in owed(contract, Kind.CERTIFICATION)]


def test_a_scheme_that_is_not_on_file_is_due_on_the_first_day():
    assert demanding() == [(MARK, "2026-04-01")]
    assert demanding("2030-01-01", scheme="ISMS") == [(MARK, "2026-04-01")]


def test_the_latest_certification_counts_even_if_it_ran_out_before_the_start():
    assert demanding("2024-03-31", "2025-06-30", "2023-01-01") == [(MARK, "2025-06-30")]


@pytest.mark.parametrize(
    ("valid_until", "asked"), [("2027-03-30", 1), ("2027-03-31", 0), ("2027-04-01", 0)]
)
def test_a_certification_to_the_last_day_leaves_nothing_to_ask(valid_until, asked):
    assert len(demanding(valid_until)) == asked


def test_schemes_are_compared_after_nfkc_and_asked_for_once():
    assert demanding("2030-01-01", schemes=("ＩＳＭＳ",), scheme="ISMS ") == []
    assert demanding(schemes=("ISMS", "ＩＳＭＳ", "ISMAP")) == [
        ("ISMAP", "2026-04-01"),
        ("ISMS", "2026-04-01"),
    ]


def test_a_certification_is_asked_of_the_contractor_only():
    contract = a_contract(demanded=(MARK,), subcontracts=[a_subcontract()])
    assert the_only(contract, Kind.CERTIFICATION).branch == 0
