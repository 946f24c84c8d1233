"""立入調査の回数: a clause set that asks for several visits a year is kept by the last of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audits.kind import Kind
from tests.builders import a_contract, a_visit, the_only


@pytest.mark.parametrize(
    ("times", "closed_on"), [(1, "2026-06-01"), (2, "2026-09-01"), (3, "2027-02-01"), (4, None)]
)
def test_the_visit_that_makes_the_number_full_closes_the_item_of_the_year(times, closed_on):
    days = ("2027-02-01", "2026-06-01", "2026-09-01")
    contract = a_contract(inspections=tuple(a_visit(day) for day in days))
    prime = contract.prime
    asked = replace(prime.clause_set, inspections_per_fiscal_year=times)
    contract = replace(contract, engagements=(replace(prime, clause_set=asked),))
    item = the_only(contract, Kind.INSPECTION)
    assert (item.closed_on and item.closed_on.isoformat()) == closed_on
