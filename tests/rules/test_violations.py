"""違反のおそれ・要確認: every rule, on both sides of its boundary (rules.md 4)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from audits.erasure import Disposal, Origin
from audits.inspection import Method
from audits.rule import Level, Rule
from audits.violations import violations
from tests.builders import (
    A,
    B,
    C,
    D,
    a_certificate,
    a_contract,
    a_data_item,
    a_disposal,
    a_subcontract,
    a_visit,
    broken,
)

REMOTE, DOCUMENT, ON_SITE = Method.REMOTE, Method.DOCUMENT, Method.ON_SITE
LATER = ("2026-10-01", "2027-03-31")
CONSENTED: dict[str, Any] = {"consented_on": "2026-09-01", "flow_down": True}
CHECKED_ONLY = {
    Rule.MEDIUM_NOT_LISTED,
    Rule.ITEM_NOT_LISTED,
    Rule.PERIOD_MISMATCH,
    Rule.CERTIFICATE_WITHOUT_DATA,
}


def rules_of(contract) -> list[Rule]:
    return [violation.rule for violation in violations(contract)]


def since(contract, rule: Rule) -> list[str]:
    return [violation.since.isoformat() for violation in broken(contract, rule)]


def test_what_an_officer_may_tick_off_is_marked_to_be_checked():
    levels = {rule for rule in Rule if rule.level is Level.CHECK}
    assert levels == CHECKED_ONLY


def test_a_sound_contract_breaks_nothing():
    contract = a_contract(
        reported=["2026-04-01"],
        data=[a_data_item()],
        inspections=[a_visit("2026-06-01")],
        subcontracts=[a_subcontract(LATER, **CONSENTED)],
    )
    assert violations(contract) == []


@pytest.mark.parametrize("clause_set", [B, C])
def test_a_subcontract_under_a_set_that_forbids_it_breaks_that_rule_alone(clause_set):
    subcontract = a_subcontract(LATER, consented_on="2027-01-01")
    contract = a_contract(clause_set=clause_set, subcontracts=[subcontract])
    assert rules_of(contract) == [Rule.SUBCONTRACTING_FORBIDDEN]
    assert since(contract, Rule.SUBCONTRACTING_FORBIDDEN) == ["2026-10-01"]


@pytest.mark.parametrize("clause_set", [A, D])
def test_a_subcontract_without_consent_breaks_the_rule_from_its_first_day(clause_set):
    contract = a_contract(
        clause_set=clause_set, subcontracts=[a_subcontract(LATER, flow_down=True)]
    )
    assert rules_of(contract) == [Rule.SUBCONTRACT_WITHOUT_CONSENT]
    assert since(contract, Rule.SUBCONTRACT_WITHOUT_CONSENT) == ["2026-10-01"]


@pytest.mark.parametrize(
    ("consented_on", "rules"),
    [
        ("2026-09-30", []),
        ("2026-10-01", [Rule.CONSENT_AFTER_START]),
        ("2026-12-01", [Rule.CONSENT_AFTER_START]),
    ],
)
def test_consent_must_come_before_the_first_day(consented_on, rules):
    subcontract = a_subcontract(LATER, consented_on=consented_on, flow_down=True)
    contract = a_contract(subcontracts=[subcontract])
    assert rules_of(contract) == rules
    assert since(contract, Rule.CONSENT_AFTER_START) == ["2026-10-01"] * len(rules)


def test_the_clause_set_must_be_written_into_the_subcontract_with_or_without_consent():
    with_consent = a_contract(subcontracts=[a_subcontract(LATER, consented_on="2026-09-01")])
    assert rules_of(with_consent) == [Rule.FLOW_DOWN_MISSING]
    assert since(with_consent, Rule.FLOW_DOWN_MISSING) == ["2026-10-01"]
    without = a_contract(subcontracts=[a_subcontract(LATER)])
    assert set(rules_of(without)) == {Rule.FLOW_DOWN_MISSING, Rule.SUBCONTRACT_WITHOUT_CONSENT}


def test_the_parent_of_a_third_tier_decides_whether_it_is_allowed():
    second = a_subcontract(LATER, branch=1, clause_set=C, **CONSENTED)
    third = a_subcontract(LATER, branch=2, parent=1)
    [violation] = violations(a_contract(subcontracts=[second, third]))
    assert (violation.branch, violation.rule) == (2, Rule.SUBCONTRACTING_FORBIDDEN)


@pytest.mark.parametrize(
    ("term", "count"),
    [
        (("2026-04-01", "2027-03-31"), 0),
        (("2026-03-31", "2027-03-31"), 1),
        (("2026-04-01", "2027-04-01"), 1),
    ],
)
def test_a_subcontract_lies_within_its_contract(term, count):
    subcontract = a_subcontract(term, consented_on="2026-03-01", flow_down=True)
    contract = a_contract(subcontracts=[subcontract])
    assert since(contract, Rule.ENGAGEMENT_OUTSIDE_CONTRACT) == [term[0]] * count


def test_a_third_tier_is_held_against_the_contract_and_not_against_its_parent():
    second = a_subcontract(LATER, branch=1, clause_set=A, **CONSENTED)
    third = a_subcontract(branch=2, parent=1, consented_on="2026-03-01", flow_down=True)
    assert violations(a_contract(subcontracts=[second, third])) == []


def of(name: str, *words: str) -> dict[str, Any]:
    return {name: words}


def with_data(*data, **facts):
    return a_contract(data=list(data), **({"reported": ["2026-01-01"]} | facts))


@pytest.mark.parametrize(
    ("day", "count"), [("2026-03-31", 1), ("2026-04-01", 0), ("2027-03-31", 0), ("2027-04-01", 1)]
)
@pytest.mark.parametrize("origin", [Origin.PROVIDED, Origin.COLLECTED])
def test_data_is_provided_and_collected_within_the_engagement(origin, day, count):
    contract = with_data(a_data_item(on=day, origin=origin))
    assert since(contract, Rule.DATA_OUTSIDE_PERIOD) == [day] * count


def test_data_may_be_made_outside_the_engagement():
    assert violations(with_data(a_data_item(on="2027-05-01", origin=Origin.CREATED))) == []


def test_each_data_item_outside_the_engagement_is_a_violation_of_its_own():
    contract = with_data(a_data_item("D1", on="2026-03-01"), a_data_item("D2", on="2026-03-01"))
    assert [v.basis for v in broken(contract, Rule.DATA_OUTSIDE_PERIOD)] == ["D1", "D2"]


@pytest.mark.parametrize(
    ("reported", "count"), [([], 1), (["2026-04-11"], 1), (["2026-04-10", "2026-04-11"], 0)]
)
def test_handlers_are_reported_before_or_on_the_day_data_is_provided(reported, count):
    contract = with_data(a_data_item(on="2026-04-10"), reported=reported)
    assert since(contract, Rule.DATA_BEFORE_HANDLER_REPORT) == ["2026-04-10"] * count


@pytest.mark.parametrize("origin", [Origin.COLLECTED, Origin.CREATED])
def test_data_that_was_not_provided_waits_for_no_report(origin):
    assert violations(with_data(a_data_item(origin=origin), reported=[])) == []


LISTS = [
    (Rule.MEDIUM_NOT_LISTED, "media", "listed_media"),
    (Rule.ITEM_NOT_LISTED, "items", "listed_items"),
]


@pytest.mark.parametrize(("rule", "used", "listed"), LISTS)
@pytest.mark.parametrize("origin", Origin)
def test_data_uses_only_what_the_contract_lists(rule, used, listed, origin):
    data = a_data_item(origin=origin, **of(used, "紙", "氏名", "USB"))
    contract = with_data(data, **of(listed, "紙"))
    [violation] = violations(contract)
    assert (violation.rule, violation.since, violation.basis) == (rule, date(2026, 4, 10), "D1")
    assert "「氏名、USB」" in violation.detail


@pytest.mark.parametrize(("rule", "used", "listed"), LISTS)
def test_where_nothing_is_listed_nothing_is_missing_from_the_list(rule, used, listed):
    assert violations(with_data(a_data_item(**of(used, "紙")))) == []
    assert violations(with_data(a_data_item(), **of(listed, "紙"))) == []


@pytest.mark.parametrize(("rule", "used", "listed"), LISTS)
def test_words_are_compared_after_nfkc_and_trimming(rule, used, listed):
    data = a_data_item(**of(used, "ＵＳＢメモリ", " ｶﾒﾗ "))
    assert violations(with_data(data, **of(listed, "USBメモリ\u3000", "カメラ"))) == []
    split = a_data_item(**of(used, "USB メモリ"))
    assert rules_of(with_data(split, **of(listed, "USBメモリ"))) == [rule]


@pytest.mark.parametrize(("rule", "used", "listed"), LISTS)
def test_what_an_engagement_lists_itself_replaces_what_the_contract_lists(rule, used, listed):
    data = [a_data_item("D1", **of(used, "紙")), a_data_item("D2", **of(used, "USB"))]
    with_own_list = a_subcontract(
        data=data, reported=["2026-04-01"], consented_on="2026-03-01", flow_down=True
    )
    plain = a_contract(subcontracts=[with_own_list], **of(listed, "USB"))
    assert [v.basis for v in violations(plain)] == ["D1"]
    subcontract = a_subcontract(
        data=data,
        reported=["2026-04-01"],
        consented_on="2026-03-01",
        flow_down=True,
        **of(used, "紙"),
    )
    replaced = a_contract(subcontracts=[subcontract], **of(listed, "USB"))
    assert [violation.basis for violation in violations(replaced)] == ["D2"]


def test_an_engagement_that_lists_media_only_takes_its_items_from_the_contract():
    data = a_data_item(media=("紙",), items=("住所",))
    subcontract = a_subcontract(
        data=[data],
        media=("紙",),
        reported=["2026-04-01"],
        consented_on="2026-03-01",
        flow_down=True,
    )
    contract = a_contract(subcontracts=[subcontract], listed_items=("氏名",), listed_media=("光",))
    assert rules_of(contract) == [Rule.ITEM_NOT_LISTED]


@pytest.mark.parametrize("by", Disposal)
@pytest.mark.parametrize("origin", [Origin.PROVIDED, Origin.COLLECTED])
@pytest.mark.parametrize(("day", "count"), [("2026-04-09", 1), ("2026-04-10", 0)])
def test_data_is_not_disposed_of_before_it_came(origin, by, day, count):
    contract = with_data(a_data_item(origin=origin), disposals=[a_disposal(on=day, by=by)])
    assert since(contract, Rule.ERASURE_BEFORE_HANDOVER) == [day] * count


def test_data_that_was_made_may_have_been_disposed_of_before_the_day_on_file():
    data = a_data_item(origin=Origin.CREATED)
    assert violations(with_data(data, disposals=[a_disposal(on="2026-04-01")])) == []


def test_each_disposal_that_came_too_early_is_a_violation_of_its_own():
    early = [a_disposal(on="2026-04-05"), a_disposal(on="2026-04-05"), a_disposal(on="2026-04-06")]
    contract = with_data(a_data_item(), disposals=early)
    days = ["2026-04-05", "2026-04-05", "2026-04-06"]
    assert since(contract, Rule.ERASURE_BEFORE_HANDOVER) == days


def test_a_disposal_of_data_that_is_not_on_file_came_not_too_early():
    assert violations(a_contract(disposals=[a_disposal("D9", on="2026-04-05")])) == []


@pytest.mark.parametrize(
    ("act", "count"),
    [
        (a_disposal(on="2027-04-05", by=Disposal.ERASED, certificate="C1"), 0),
        (a_disposal(on="2027-04-05", by=Disposal.ERASED, certificate="C2"), 1),
        (a_disposal(on="2027-04-05", by=Disposal.ERASED), 1),
        (a_disposal(on="2027-04-05", by=Disposal.RETURNED, certificate="C1"), 1),
    ],
)
def test_a_certificate_stands_on_an_erasure_of_its_engagement(act, count):
    certificates = [a_certificate(received_on="2027-04-09")]
    contract = with_data(a_data_item(), disposals=[act], certificates=certificates)
    assert since(contract, Rule.CERTIFICATE_WITHOUT_DATA) == ["2027-04-09"] * count


def test_an_erasure_at_the_contractors_is_none_at_its_subcontractors():
    erased = a_disposal(on="2027-04-05", by=Disposal.ERASED, certificate="C1")
    subcontract = a_subcontract(LATER, certificates=[a_certificate(received_on="2027-04-09")])
    contract = with_data(a_data_item(), disposals=[erased], subcontracts=[subcontract])
    [violation] = broken(contract, Rule.CERTIFICATE_WITHOUT_DATA)
    assert (violation.branch, violation.basis) == (1, "C1")


@pytest.mark.parametrize(
    ("stated", "count"), [("1年", 0), ("36か月", 1), (None, 0), ("", 0), ("令和9年3月末まで", 0)]
)
def test_the_length_on_paper_is_held_against_the_dates(stated, count):
    contract = a_contract(stated_length=stated)
    assert since(contract, Rule.PERIOD_MISMATCH) == ["2026-04-01"] * count


def test_the_length_on_paper_is_the_contracts_and_not_its_subcontracts():
    contract = a_contract(stated_length="1年", subcontracts=[a_subcontract(LATER, **CONSENTED)])
    assert violations(contract) == []


def test_a_contract_that_came_to_nothing_breaks_nothing():
    facts: dict[str, Any] = {"clause_set": B, "subcontracts": [a_subcontract(LATER)]}
    assert len(violations(a_contract(**facts))) == 1
    assert violations(a_contract(came_to_nothing_on="2027-01-01", **facts)) == []


def test_violations_stand_in_the_order_of_branch_rule_day_and_words():
    data = [a_data_item("D2", on="2026-03-02"), a_data_item("D1", on="2026-03-02")]
    contract = a_contract(
        data=[*data, a_data_item("D3", on="2026-03-01")], subcontracts=[a_subcontract(LATER)]
    )
    assert [
        (v.branch, v.rule.value, v.since.isoformat(), v.basis) for v in violations(contract)
    ] == [
        (0, "data_before_handler_report", "2026-03-01", "D3"),
        (0, "data_before_handler_report", "2026-03-02", "D1"),
        (0, "data_before_handler_report", "2026-03-02", "D2"),
        (0, "data_outside_period", "2026-03-01", "D3"),
        (0, "data_outside_period", "2026-03-02", "D1"),
        (0, "data_outside_period", "2026-03-02", "D2"),
        (1, "flow_down_missing", "2026-10-01", ""),
        (1, "subcontract_without_consent", "2026-10-01", ""),
    ]


def test_every_violation_says_in_japanese_what_is_wrong():
    contract = a_contract(
        stated_length="9年",
        listed_media=("紙",),
        listed_items=("氏名",),
        data=[a_data_item(on="2026-03-01", media=("USB",), items=("住所",))],
        disposals=[a_disposal(on="2026-02-01")],
        certificates=[a_certificate(received_on="2027-04-09")],
        inspections=[a_visit("2026-03-01", method=REMOTE), a_visit("2026-04-01", method=DOCUMENT)],
        subcontracts=[
            a_subcontract(("2026-03-01", "2027-03-31"), branch=1),
            a_subcontract(branch=2, consented_on="2026-05-01"),
            a_subcontract(branch=3, parent=1),
        ],
    )
    found = violations(contract)
    assert {violation.rule for violation in found} == set(Rule)
    assert [
        v.detail for v in found if not v.detail.endswith(("です。", "ます。", "ません。"))
    ] == []
    assert {v.level for v in found if v.rule in CHECKED_ONLY} == {Level.CHECK}
