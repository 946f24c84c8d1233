"""実地でない調査: a visit made from afar says why, and not two years running (rules.md 4)."""

from __future__ import annotations

from datetime import date

import pytest

from audits.inspection import Method
from audits.rule import Rule
from audits.violations import is_off_site_again, violations
from tests.builders import a_contract, a_subcontract, a_visit, broken

REMOTE, DOCUMENT, ON_SITE = Method.REMOTE, Method.DOCUMENT, Method.ON_SITE


def since(contract, rule: Rule) -> list[str]:
    return [violation.since.isoformat() for violation in broken(contract, rule)]


@pytest.mark.parametrize(
    ("method", "reason", "count"),
    [
        (REMOTE, "", 1),
        (DOCUMENT, " \u3000", 1),
        (REMOTE, "感染症のため", 0),
        (DOCUMENT, "遠方のため", 0),
        (ON_SITE, "", 0),
    ],
)
def test_a_visit_that_was_not_on_site_says_why(method, reason, count):
    visit = a_visit("2026-06-01", method=method, reason=reason)
    contract = a_contract(inspections=[visit])
    assert since(contract, Rule.NOT_ON_SITE_WITHOUT_REASON) == ["2026-06-01"] * count


def test_a_visit_that_was_not_concluded_owes_no_reason_yet():
    planned = a_visit("2026-06-01", method=REMOTE, concluded=False)
    assert violations(a_contract(inspections=[planned, a_visit(None, method=REMOTE)])) == []


def visited(*visits: tuple[str, Method]) -> list[str]:
    rounds = [a_visit(on, method=how, reason="遠方", round=n) for n, (on, how) in enumerate(visits)]
    contract = a_contract(("2024-04-01", "2028-03-31"), inspections=rounds)
    return since(contract, Rule.NOT_ON_SITE_TWO_YEARS)


def test_two_years_running_without_a_visit_on_site_break_the_rule_from_the_second_years_first():
    assert visited(("2025-06-01", REMOTE), ("2026-09-01", REMOTE), ("2026-07-01", DOCUMENT)) == [
        "2026-07-01"
    ]


def test_years_end_in_march():
    assert visited(("2026-03-31", REMOTE), ("2026-04-01", REMOTE)) == ["2026-04-01"]
    assert visited(("2026-04-01", REMOTE), ("2027-03-31", REMOTE)) == []


@pytest.mark.parametrize("on_site", ["2025-05-01", "2025-12-01", "2026-05-01", "2027-03-31"])
def test_one_visit_on_site_in_either_year_is_enough(on_site):
    visits = (("2025-06-01", REMOTE), ("2026-06-01", REMOTE), (on_site, ON_SITE))
    assert visited(*visits) == []


def test_a_year_without_a_visit_between_two_breaks_no_pair():
    assert visited(("2024-06-01", REMOTE), ("2026-06-01", REMOTE)) == []


def test_three_years_running_are_two_pairs():
    years = visited(("2024-06-01", REMOTE), ("2025-06-01", REMOTE), ("2026-06-01", DOCUMENT))
    assert years == ["2025-06-01", "2026-06-01"]


def test_a_visit_on_site_that_was_not_concluded_does_not_save_the_pair():
    rounds = [
        a_visit("2025-06-01", method=REMOTE, reason="遠方"),
        a_visit("2026-06-01", method=REMOTE, reason="遠方"),
        a_visit("2026-07-01", method=ON_SITE, concluded=False),
    ]
    contract = a_contract(("2025-04-01", "2027-03-31"), inspections=rounds)
    assert since(contract, Rule.NOT_ON_SITE_TWO_YEARS) == ["2026-06-01"]


def test_visits_to_a_subcontractor_are_counted_apart():
    contract = a_contract(
        ("2025-04-01", "2027-03-31"),
        inspections=[a_visit("2025-06-01", method=REMOTE, reason="遠方")],
        subcontracts=[
            a_subcontract(
                ("2026-10-01", "2027-03-31"),
                consented_on="2026-09-01",
                flow_down=True,
                inspections=[a_visit("2026-10-05", method=REMOTE, reason="遠方")],
            )
        ],
    )
    assert violations(contract) == []


@pytest.mark.parametrize(
    ("before", "is_again"),
    [
        ((), False),
        ((("2025-06-01", REMOTE),), True),
        ((("2025-06-01", ON_SITE),), False),
        ((("2025-06-01", REMOTE), ("2025-07-01", ON_SITE)), False),
        ((("2025-06-01", REMOTE), ("2026-05-01", ON_SITE)), False),
        ((("2025-06-01", REMOTE), ("2026-05-01", DOCUMENT)), True),
        ((("2024-06-01", REMOTE),), False),
        ((("2027-06-01", REMOTE),), False),
    ],
)
def test_it_is_known_beforehand_whether_a_visit_off_site_makes_two_years_running(before, is_again):
    rounds = [a_visit(on, method=how, round=n) for n, (on, how) in enumerate(before)]
    rounds.append(a_visit("2025-09-01", concluded=False))
    assert is_off_site_again(rounds, date(2026, 6, 1)) is is_again
    broken_then = visited(*before, ("2026-06-01", REMOTE))
    assert any("2026-04-01" <= day <= "2027-03-31" for day in broken_then) is is_again
