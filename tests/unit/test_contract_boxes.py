"""The four boxes on a contract's page: the chair's questions, answered as on the printed page."""

from __future__ import annotations

import pytest
from hypothesis import given

from app.acts.paper_facts import boxes as printed
from app.papers.record_page import Box as Answer
from app.papers.record_page import InspectionBox
from app.records.dossier import Dossier
from app.web.contract_boxes import Box, contract_boxes
from audits.entry import EntryKind
from audits.erasure import Disposal
from audits.safeguard import NoteKind
from tests.builders import (
    a_certificate,
    a_contract,
    a_data_item,
    a_disposal,
    a_note,
    a_subcontract,
    a_visit,
    day,
)
from tests.dossiers import a_check, a_dossier
from tests.property.strategies import contracts, near_days

TODAY = "2026-11-20"
HANDOVER, INSPECTION, TELEPHONE, ERASURE = range(4)


def box(which: int, *facts: object, **more: object) -> Box:
    return contract_boxes(a_dossier(*facts, **more))[which]


def words(found: Box) -> list[str]:
    return ["　".join(part for part in (line.label, line.words) if part) for line in found.lines]


def test_the_questions_stand_in_the_order_of_the_chair():
    titles = [found.title for found in contract_boxes(a_dossier(a_contract(), TODAY))]
    assert titles == ["データの引渡し", "立入調査", "電話等の確認", "消去の確認"]


def test_a_handover_shows_its_last_day_how_much_and_what_is_left():
    contract = a_contract(
        data=[a_data_item("D1", on="2026-04-06"), a_data_item("D2", on="2026-05-06")],
        disposals=[a_disposal("D2", on="2026-09-01")],
    )
    found = box(HANDOVER, contract, TODAY, counts={"D1": 510, "D2": 622})
    assert (found.state, found.day, found.by) == ("済", day("2026-05-06"), "宮野")
    assert words(found) == ["2回・延べ 1,132件", "受託者に残っているデータ 1件"]
    assert found.lines[1].to == "data"


def test_without_data_the_handover_is_not_done_until_that_is_stated():
    assert box(HANDOVER, a_contract(), TODAY).state == "未"
    note = a_note("2026-05-01", None, kind=NoteKind.NO_DATA)
    found = box(HANDOVER, a_contract(notes=[note]), TODAY)
    assert (found.state, found.day) == ("済", day("2026-05-01"))
    assert words(found) == ["対象データなし"]


def test_some_visits_of_the_year_made_is_partly_and_says_by_when_the_others_are_due():
    contract = a_contract(
        ("2025-04-01", "2027-03-31"),
        inspections=[a_visit("2026-02-12"), a_visit("2026-09-17")],
        subcontracts=[
            a_subcontract(("2025-04-01", "2027-03-31"), inspections=[a_visit("2026-02-12")])
        ],
    )
    found = box(INSPECTION, contract, TODAY)
    assert (found.state, found.look.mark) == ("本年度 一部 1/2", "partial")
    assert (found.day, found.by, found.is_due) == (day("2026-09-17"), "宮野・水城　実地", False)
    assert words(found) == [
        "本年度　受託者 済 9/17、再委託先 1社中0社（期限 R9.3.31）",
        "前年度　受託者 済 2/12、再委託先 1社中1社",
    ]


@pytest.mark.parametrize(
    ("on", "state", "mark"),
    [
        ("2026-11-20", "本年度 未（期限前）", "planned"),
        ("2027-02-10", "本年度 未（期限間近）", "soon"),
        ("2027-04-01", "令和8年度 未（期限超過）", "overdue"),
    ],
)
def test_without_a_visit_the_day_it_is_due_stands_in_the_place_of_the_date(on, state, mark):
    found = box(INSPECTION, a_contract(), on)
    assert (found.state, found.look.mark) == (state, mark)
    assert (found.day, found.is_due) == (day("2027-03-31"), True)


def test_one_visit_overdue_outweighs_the_other_that_was_made():
    contract = a_contract(inspections=[a_visit("2026-09-17")], subcontracts=[a_subcontract()])
    found = box(INSPECTION, contract, "2027-04-02")
    assert (found.state, found.day) == ("令和8年度 未（期限超過）", day("2027-03-31"))


def test_a_year_before_that_was_missed_is_said():
    found = box(INSPECTION, a_contract(("2025-04-01", "2027-03-31")), TODAY)
    assert words(found)[1] == "前年度　受託者 未　期限超過"


def test_telephone_checks_are_counted_for_the_year_and_in_all_with_the_last_one_told():
    calls = [
        a_check("2026-03-05", 1),
        a_check("2026-05-14", 2, kind=EntryKind.MET),
        a_check("2026-11-06", 3, text="退職者の権限抹消を確認。後日、名簿の写しを受け取る。"),
    ]
    found = box(TELEPHONE, a_contract(), TODAY, entries=calls)
    assert (found.state, found.day, found.by) == ("済", day("2026-11-06"), "宮野")
    assert words(found) == ["本年度 2回・通算 3回（打合せ1）", "内容　退職者の権限抹消を確認"]


def test_a_long_report_of_a_check_is_not_cut_but_led_to():
    entries = [a_check(TODAY, 7, text="あ" * 90)]
    [_, content] = box(TELEPHONE, a_contract(), TODAY, entries=entries).lines
    assert (content.words, content.to) == ("記録 No.7", "entry-7")


def test_without_a_telephone_check_there_is_no_day():
    found = box(TELEPHONE, a_contract(), TODAY)
    assert (found.state, found.day, words(found)) == ("未", None, ["本年度 0回・通算 0回"])


def test_the_erasure_says_when_it_is_due_what_is_left_and_what_came_back():
    contract = a_contract(
        data=[a_data_item(f"D{n}") for n in range(1, 6)],
        disposals=[a_disposal("D5", on="2026-09-01")],
    )
    found = box(ERASURE, contract, TODAY)
    assert (found.state, found.day, found.is_due) == ("未（期限前）", day("2027-04-30"), True)
    assert words(found) == ["残り 4件（D1、D2、D3 ほか）", "返還・消去 5件中1件（R8.9.1）"]


def test_an_erasure_that_was_confirmed_is_done_with_who_confirmed_it():
    contract = a_contract(
        ("2026-04-01", "2026-09-30"),
        data=[a_data_item()],
        disposals=[a_disposal(on="2026-10-01", by=Disposal.ERASED, certificate="C1")],
        certificates=[a_certificate(received_on="2026-10-05", confirmed_on="2026-10-09")],
    )
    found = box(ERASURE, contract, TODAY)
    assert (found.state, found.day, found.by) == ("済", day("2026-10-09"), "宮野")
    assert words(found) == ["残りなし", "返還・消去 1件中1件（R8.10.5）"]


def test_a_contract_that_came_to_nothing_has_no_day_that_anything_is_due():
    contract = a_contract(came_to_nothing_on="2026-03-10")
    assert {found.day for found in contract_boxes(a_dossier(contract, TODAY))} == {None}


@given(contracts(), near_days)
def test_the_page_and_the_paper_never_differ_in_what_is_done_and_when(contract, on):
    found = a_dossier(contract, on, entries=[a_check("2026-05-14")])
    for shown, answer in zip(contract_boxes(found), on_paper(found), strict=True):
        assert (shown.state.endswith("済")) == answer.done
        if answer.done:
            assert (shown.day, shown.is_due) == (answer.last, False)
        elif shown.is_due:
            assert shown.day == answer.due
        else:
            assert shown.day == answer.last  # some of the year's visits are made


def on_paper(found: Dossier) -> tuple[Answer | InspectionBox, ...]:
    return (
        printed.handover_box(found),
        printed.inspection_box(found),
        printed.telephone_box(found),
        printed.erasure_box(found),
    )
