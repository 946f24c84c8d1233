"""期限項目の種別: settings, closed days, oversight start, order (rules.md 1 and 2)."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from audits.duties import DUTIES, due_items
from audits.kind import KIND_RULES, Kind
from audits.period import Rhythm
from audits.safeguard import Frequency
from checklists.clause_set import MOST_DAYS_BY_KIND, KindSetting
from checklists.loader import shipped_clause_sets
from tests.builders import (
    CITY,
    D,
    a_certificate,
    a_city,
    a_contract,
    a_data_item,
    a_finding,
    a_request,
    a_safeguard,
    a_subcontract,
    an_incident,
    owed,
    the_only,
)

DAYS = {
    Kind.PERIODIC_REPORT: 10,
    Kind.DATA_DISPOSAL: 30,
    Kind.ERASURE_CERTIFICATE: 30,
    Kind.ERASURE_CONFIRMATION: 14,
    Kind.CORRECTIVE_ACTION: 30,
    Kind.INCIDENT_REPORT: 3,
    Kind.PPC_PRELIMINARY: 5,
    Kind.PPC_FINAL: 30,
}
MOVING = set(DAYS) - {Kind.INCIDENT_REPORT, Kind.PPC_PRELIMINARY}


def owing_everything(**changed):
    """A contract that owes at least one item of every kind."""
    facts: dict[str, Any] = {
        "periodic_report": Rhythm.YEARLY,
        "demanded": ("ISMS",),
        "requests": [a_request(on="2026-06-01", due_on="2026-06-15")],
        "data": [a_data_item(no_longer_needed_on="2026-08-03")],
        "certificates": [a_certificate(received_on="2026-06-01", backup_expires_on="2026-07-01")],
        "findings": [a_finding(inspected_on="2026-06-01")],
        "incidents": [an_incident("2026-06-01", reportable=True)],
        "safeguards": [a_safeguard(Frequency.YEARLY)],
        "subcontracts": [a_subcontract()],
    }
    return a_contract(clause_set=D, **(facts | changed))


def kinds_owed(contract, city=CITY) -> set[Kind]:
    return {item.kind for item in due_items(contract, city)}


def test_every_kind_of_the_list_can_be_owed():
    assert kinds_owed(owing_everything()) == set(Kind)
    assert set(DUTIES) == set(Kind) == set(KIND_RULES)


def test_the_numbers_of_days_are_those_of_the_rules():
    assert {kind: rule.days for kind, rule in KIND_RULES.items() if rule.days} == DAYS


def test_the_kinds_that_move_off_a_closed_day_are_those_of_the_rules():
    assert {kind for kind, rule in KIND_RULES.items() if rule.moves} == MOVING


def test_a_clause_set_may_change_the_days_of_those_kinds_and_no_others():
    assert set(MOST_DAYS_BY_KIND) == {kind.value for kind in Kind}
    assert {name for name, most in MOST_DAYS_BY_KIND.items() if most} == {k.value for k in DAYS}


def test_the_four_shipped_sets_change_nothing():
    assert [clause_set.kinds for clause_set in shipped_clause_sets().values()] == [{}] * 4


@pytest.mark.parametrize("kind", Kind)
def test_a_contract_may_switch_off_any_kind(kind):
    contract = owing_everything(kinds={kind.value: KindSetting(enabled=False)})
    assert kinds_owed(contract) == set(Kind) - {kind}


def with_settings(of_set: KindSetting | None, of_contract: KindSetting | None):
    name = Kind.ERASURE_CONFIRMATION.value
    contract = a_contract(
        certificates=[a_certificate(received_on="2026-06-01")],
        kinds={name: of_contract} if of_contract else {},
    )
    clause_set = replace(contract.prime.clause_set, kinds={name: of_set} if of_set else {})
    prime = replace(contract.prime, clause_set=clause_set)
    return owed(replace(contract, engagements=(prime,)), Kind.ERASURE_CONFIRMATION)


@pytest.mark.parametrize(
    ("of_set", "of_contract", "due_on"),
    [
        (None, None, date(2026, 6, 15)),
        (KindSetting(days=7), None, date(2026, 6, 8)),
        (None, KindSetting(days=2), date(2026, 6, 3)),
        (KindSetting(days=7), KindSetting(days=2), date(2026, 6, 3)),
        (KindSetting(days=7), KindSetting(enabled=True), date(2026, 6, 8)),
        (KindSetting(enabled=False), KindSetting(enabled=True), date(2026, 6, 15)),
        (KindSetting(enabled=False), KindSetting(days=2), None),
        (KindSetting(days=7), KindSetting(enabled=False), None),
        (KindSetting(enabled=False), None, None),
    ],
)
def test_of_clause_set_and_contract_the_nearest_setting_wins(of_set, of_contract, due_on):
    items = with_settings(of_set, of_contract)
    assert [item.due_on for item in items] == ([due_on] if due_on else [])


@pytest.mark.parametrize(
    ("kind", "days", "due_on"),
    [
        (Kind.PERIODIC_REPORT, 28, "2027-04-28"),
        (Kind.DATA_DISPOSAL, 1, "2026-08-04"),
        (Kind.CORRECTIVE_ACTION, 1, "2026-06-02"),
        (Kind.INCIDENT_REPORT, 1, "2026-06-02"),
        (Kind.PPC_PRELIMINARY, 3, "2026-06-03"),
        (Kind.PPC_FINAL, 3, "2026-06-03"),
    ],
)
def test_each_number_of_days_can_be_changed(kind, days, due_on):
    contract = owing_everything(kinds={kind.value: KindSetting(days=days)})
    assert the_only(contract, kind).due_on.isoformat() == due_on


def test_the_settings_of_a_subcontract_are_those_of_its_own_clause_set():
    plain = a_contract(subcontracts=[a_subcontract()])
    changed = replace(
        plain.engagement(1).clause_set, kinds={"erasure_certificate": KindSetting(days=1)}
    )
    subcontract = replace(plain.engagement(1), clause_set=changed)
    contract = replace(plain, engagements=(plain.prime, subcontract))
    due = {item.branch: item.due_on for item in owed(contract, Kind.ERASURE_CERTIFICATE)}
    assert due == {0: date(2027, 4, 30), 1: date(2027, 4, 1)}


def test_a_day_that_the_city_adds_is_closed_too():
    city = a_city(closed=["2027-04-30"])
    assert the_only(a_contract(), Kind.ERASURE_CERTIFICATE, city=city).due_on == date(2027, 5, 6)


def test_nothing_due_before_the_oversight_start_is_owed():
    contract = owing_everything()
    everything = due_items(contract, CITY)
    for start in ("2026-04-01", "2026-06-15", "2027-03-31", "2028-01-01"):
        bound = date.fromisoformat(start)
        seen = due_items(contract, a_city(oversight_start=start))
        assert seen == [item for item in everything if item.due_on >= bound]


def test_the_moved_date_is_held_against_the_oversight_start():
    ends_on_a_friday = a_contract(("2025-05-01", "2026-04-03"))  # 3 May, moved to 7 May
    for start, asked in (("2026-05-07", 1), ("2026-05-08", 0)):
        city = a_city(oversight_start=start)
        assert len(owed(ends_on_a_friday, Kind.ERASURE_CERTIFICATE, city=city)) == asked


def test_a_contract_that_came_to_nothing_owes_nothing():
    assert due_items(owing_everything(came_to_nothing_on="2030-01-01"), CITY) == []


def test_what_is_not_caused_by_an_event_is_owed_as_soon_as_the_contract_is_on_file():
    event_kinds = {
        Kind.REQUESTED_REPORT,
        Kind.DATA_DISPOSAL,
        Kind.ERASURE_CONFIRMATION,
        Kind.BACKUP_EXPIRY,
        Kind.CORRECTIVE_ACTION,
        Kind.INCIDENT_REPORT,
        Kind.PPC_PRELIMINARY,
        Kind.PPC_FINAL,
    }
    years_before = [i for i in due_items(owing_everything(), CITY) if i.exists(date(2016, 1, 1))]
    assert {item.kind for item in years_before} == set(Kind) - event_kinds


def test_fiscal_year_is_set_for_visits_and_training_only_and_period_for_reports_and_promises():
    items = due_items(owing_everything(), CITY)
    assert {i.kind for i in items if i.fiscal_year is not None} == {Kind.INSPECTION, Kind.TRAINING}
    with_period = {Kind.PERIODIC_REPORT, Kind.COMMITMENT}
    assert {item.kind for item in items if item.period is not None} == with_period


def test_items_of_one_kind_and_basis_are_told_apart_by_period_year_or_due_date():
    items = due_items(owing_everything(), CITY)
    told = {(item.kind, item.branch): item.occurrence for item in items}
    assert told[Kind.INSPECTION, 0] == "2026"
    assert told[Kind.PERIODIC_REPORT, 0] == told[Kind.COMMITMENT, 0] == "2026年度"
    assert told[Kind.CERTIFICATION, 0] == "2026-04-01"


def test_items_stand_in_the_order_of_due_date_branch_kind_basis_and_period():
    contract = a_contract(
        ("2026-04-01", "2026-04-30"),
        requests=[a_request(n, on="2026-04-01", due_on="2026-04-30") for n in ("10", "9", "1")],
        subcontracts=[a_subcontract(("2026-04-01", "2026-04-30"))],
    )
    same_day = [item for item in due_items(contract, CITY) if item.due_on == date(2026, 4, 30)]
    assert [(item.branch, item.kind.value, item.basis) for item in same_day] == [
        (0, "inspection", None),
        (0, "requested_report", "1"),
        (0, "requested_report", "10"),
        (0, "requested_report", "9"),
        (1, "inspection", None),
    ]


def test_the_same_facts_give_the_same_items_however_often_and_in_whatever_order():
    contract = owing_everything()
    engagements = list(contract.engagements)
    random.Random(5).shuffle(engagements)  # noqa: S311 — nothing secret
    shuffled = replace(contract, engagements=tuple(engagements))
    assert due_items(shuffled, CITY) == due_items(contract, CITY)


def test_an_engagement_that_is_extended_owes_by_its_new_last_day():
    assert the_only(a_contract(("2026-04-01", "2026-12-31")), Kind.INSPECTION).due_on == date(
        2026, 12, 31
    )
    extended = a_contract(("2026-04-01", "2027-06-30"))
    assert [v.due_on.isoformat() for v in owed(extended, Kind.INSPECTION)] == [
        "2027-03-31",
        "2027-06-30",
    ]
