"""段階と完了: the stage of a contract, and what closing it asks for (rules.md 5)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from audits.closing import Stage, missing_before_closing, stage_on
from audits.due import Excuse, state_on
from audits.duties import due_items
from audits.erasure import Disposal
from audits.kind import Kind
from audits.period import Rhythm
from audits.rule import Rule
from audits.safeguard import NoteKind
from audits.violations import Violation, violations
from tests.builders import (
    CITY,
    D,
    a_certificate,
    a_contract,
    a_data_item,
    a_disposal,
    a_finding,
    a_note,
    a_receipt,
    a_subcontract,
    a_visit,
    day,
)

TERM = ("2026-04-01", "2026-06-30")
NO_DATA = a_note("2026-07-01", None, kind=NoteKind.NO_DATA)
FINISHED: dict[str, Any] = {
    "reported": ["2026-04-01"],
    "inspections": [a_visit("2026-05-01")],
    "notes": [NO_DATA],
}


@pytest.mark.parametrize(
    ("on", "stage"),
    [
        ("2026-03-31", Stage.IN_PREPARATION),
        ("2026-04-01", Stage.RUNNING),
        ("2026-06-30", Stage.RUNNING),
        ("2026-07-01", Stage.ENDED),
    ],
)
def test_the_dates_decide_the_stage(on, stage):
    assert stage_on(a_contract(TERM), day(on)) is stage


def test_a_contract_is_closed_from_the_day_of_the_act_on():
    contract = a_contract(TERM, closed_on="2026-08-10")
    assert stage_on(contract, day("2026-08-09")) is Stage.ENDED
    assert stage_on(contract, day("2026-08-10")) is Stage.CLOSED


def test_a_contract_that_came_to_nothing_stays_so_whatever_else_is_on_file():
    contract = a_contract(TERM, came_to_nothing_on="2026-05-01", closed_on="2026-04-15")
    assert stage_on(contract, day("2026-04-30")) is Stage.CLOSED
    assert stage_on(contract, day("2026-05-01")) is Stage.CAME_TO_NOTHING


def missing(contract, on: str, excuses=None) -> list[tuple[int, str]]:
    items = [
        (item, state_on(item, day(on), (excuses or {}).get(item.kind, Excuse())))
        for item in due_items(contract, CITY)
        if item.exists(day(on))
    ]
    unsettled = [violation for violation in violations(contract) if violation.since <= day(on)]
    return [(m.branch, m.sentence) for m in missing_before_closing(contract, items, unsettled)]


def test_a_contract_with_everything_done_can_be_closed():
    assert missing(a_contract(TERM, **FINISHED), "2026-07-01") == []


@pytest.mark.parametrize("on", ["2026-04-15", "2026-06-20", "2026-07-01"])
def test_an_item_that_is_planned_due_soon_or_overdue_stops_the_closing(on):
    contract = a_contract(TERM, **(FINISHED | {"inspections": []}))
    assert (0, "立入調査（2026年度）が終わっていません。") in missing(contract, on)


def test_items_are_named_by_what_tells_them_apart():
    contract = a_contract(TERM, D, periodic_report=Rhythm.QUARTERLY, demanded=("ISMS",), **FINISHED)
    assert missing(contract, "2026-06-30") == [
        (0, "求める認証（ISMS）が終わっていません。"),
        (0, "従事者教育の確認（2026年度）が終わっていません。"),
        (0, "定期報告（2026Q1）が終わっていません。"),
        (0, "返還・消去と証明書が終わっていません。"),
    ]


def test_what_was_waived_or_recorded_as_missed_stops_nothing():
    contract = a_contract(TERM, **(FINISHED | {"reported": [], "inspections": []}))
    assert len(missing(contract, "2026-08-01")) == 2
    excuses = {
        Kind.HANDLER_REPORT: Excuse(waived_on=date(2026, 7, 15)),
        Kind.INSPECTION: Excuse(missed_on=date(2026, 7, 15)),
    }
    assert missing(contract, "2026-08-01", excuses) == []


def test_data_that_is_still_out_stops_the_closing():
    contract = a_contract(TERM, **FINISHED, data=[a_data_item("D1"), a_data_item("D2")])
    sentences = [sentence for _, sentence in missing(contract, "2026-07-01")]
    assert "データD1が返還・消去されていません。" in sentences
    assert "データD2が返還・消去されていません。" in sentences


def erased(**certificate):
    return a_contract(
        TERM,
        **FINISHED,
        data=[a_data_item()],
        disposals=[a_disposal(on="2026-07-01", by=Disposal.ERASED, certificate="C1")],
        certificates=[a_certificate(received_on="2026-07-02", **certificate)],
    )


def test_a_certificate_that_was_not_confirmed_stops_the_closing():
    assert missing(erased(), "2026-07-02") == [
        (0, "消去証明書C1が確認されていません。"),
        (0, "消去の確認（C1）が終わっていません。"),
    ]
    assert missing(erased(confirmed_on="2026-07-02"), "2026-07-02") == []


def test_a_backup_that_was_not_confirmed_gone_stops_the_closing():
    told = {"confirmed_on": "2026-07-02", "backup_expires_on": "2026-07-31"}
    assert missing(erased(**told), "2026-07-02") == [
        (0, "消去証明書C1の控えの消滅が確認されていません。"),
        (0, "控えの消滅の確認（C1）が終わっていません。"),
    ]
    assert missing(erased(**told, backup_gone_on="2026-08-01"), "2026-08-01") == []


def test_an_open_finding_stops_the_closing_even_without_a_day_to_put_it_right_by():
    contract = a_contract(TERM, **FINISHED, findings=[a_finding(inspected_on=None)])
    assert missing(contract, "2026-07-01") == [(0, "指摘2026-1-1の是正が確認されていません。")]
    put_right = a_finding(inspected_on="2026-05-01", put_right_on="2026-05-20")
    assert missing(a_contract(TERM, **FINISHED, findings=[put_right]), "2026-07-01") == []


def test_an_unsettled_violation_stops_the_closing():
    contract = a_contract(TERM, **FINISHED)
    violation = Violation(
        contract.number, 0, Rule.DATA_OUTSIDE_PERIOD, day("2026-04-01"), "期間の外です。"
    )
    assert [m.sentence for m in missing_before_closing(contract, [], [violation])] == [
        "違反のおそれが処理されていません。期間の外です。"
    ]


def test_what_is_only_to_be_checked_never_stops_a_closing():
    contract = a_contract(TERM, stated_length="9年", **FINISHED)
    assert [violation.rule for violation in violations(contract)] == [Rule.PERIOD_MISMATCH]
    assert missing(contract, "2026-07-01") == []


def test_what_a_subcontractor_still_owes_is_said_of_its_branch():
    subcontract = a_subcontract(
        TERM,
        consented_on="2026-03-01",
        flow_down=True,
        data=[a_data_item()],
        reported=["2026-04-01"],
    )
    contract = a_contract(TERM, **FINISHED, subcontracts=[subcontract])
    found = missing(contract, "2026-07-01")
    assert (1, "データD1が返還・消去されていません。") in found
    assert {branch for branch, _ in found} == {1}


def test_a_report_that_came_before_the_closing_is_not_missing():
    receipt = a_receipt("2026-07-05", period="2026Q1")
    contract = a_contract(TERM, periodic_report=Rhythm.QUARTERLY, receipts=[receipt], **FINISHED)
    assert missing(contract, "2026-07-04") == [(0, "定期報告（2026Q1）が終わっていません。")]
    assert missing(contract, "2026-07-05") == []
