"""次の契約へ引き継ぐ: chosen data leaves one contract and comes to the next, on both records."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from app.clock import today
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person, log_lines
from tests.integration.certificates import DEPARTMENT, NUMBER, a_city, handed_over, load_more
from tests.integration.entry_forms import boxes as entry_boxes
from tests.integration.entry_forms import send
from tests.integration.installation import Installation

NEXT = "R9-001"
PAGE = f"/carry-over/{NUMBER}"
SAID = {
    "instructed_on-year": "R8.10.30",
    "document": "8教支第214号",
    "means": "同じサーバで継続して使用",
}


@pytest.fixture
def city(installation: Installation) -> Installation:
    """A contract with three data items of which one is out, and the one that follows it."""
    city = a_city(installation)
    following = contract_cells(NEXT, 所管課=DEPARTMENT, 前契約番号=NUMBER)
    load_more(
        city,
        契約=[following, contract_cells("R9-002", 所管課="収納課", 前契約番号=NUMBER)],
        データ=[handed_over("D4", "抽出した名簿", "HDD-101、HDD-102", 900)],
    )
    return city


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def boxes(page: str) -> dict[str, str]:
    form = page[page.index('<form method="post" novalidate>') :]
    found = re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form)
    return {name: value for name, value in found if not name.startswith("take_")}


def ticks(page: str) -> dict[str, str]:
    """Data number → the name of its box."""
    found = re.findall(r'name="(take_[0-9a-f]+)".*?<b>([^<]+)</b>', page, re.S)
    return {number: name for name, number in found}


def carry(officer: Browser, *numbers: str, **more: str):
    page = officer.get(PAGE).text
    taken = {ticks(page)[number]: "y" for number in numbers}
    return officer.send_as_is(PAGE, **{**boxes(page), **SAID, **taken, **more})


def test_the_page_shows_what_is_out_and_proposes_the_contract_that_follows(officer):
    page = officer.get(PAGE).text
    assert set(ticks(page)) == {"D3", "D4"}
    assert boxes(page)["successor"] == NEXT
    assert "R9-002" not in page  # another department's
    assert PAGE in officer.get(f"/contracts/{NUMBER}?view=data").text


def test_chosen_data_leaves_the_one_contract_and_comes_to_the_other(officer, city):
    answer = carry(officer, "D3")
    assert answer.status_code == 303
    old = officer.get(f"/contracts/{NUMBER}?view=data").text
    assert "受託者に残っているデータ　1件" in old
    assert f'href="/contracts/{NEXT}?view=data"' in old
    new = officer.get(f"/contracts/{NEXT}?view=data").text
    assert "受託者に残っているデータ　1件" in new
    assert f'<a href="/contracts/{NUMBER}?view=data">{NUMBER}</a>のD3から引継ぎ' in new
    for words in ("問合せの記録", "USB-7", "320"):
        assert words in new
    assert log_lines(city)[-1][1] == "carry_over"


def test_both_records_have_their_entry_with_the_instruction(officer, city):
    carry(officer, "D3")
    gone, came = city.entries(NUMBER)[-1], city.entries(NEXT)[-1]
    assert (gone.kind, gone.place) == ("引継ぎ", "8教支第214号")
    assert gone.text.endswith(f"{NEXT}へ　指示日R8.10.30")
    assert (came.kind, came.officer) == ("データ引渡し", "宮野 さくら")
    assert came.text == f"D3 問合せの記録　320件　{NUMBER}のD3から引継ぎ"
    [bound] = json.loads(came.bound_to)
    assert (bound["values"]["carried_from"], bound["values"]["carried_number"]) == (NUMBER, "D3")
    assert city.run("verify").exit_code == 0


def test_whoever_changes_where_data_came_from_is_found(officer, city):
    carry(officer, "D3")
    city.change("UPDATE data_items SET carried_number = 'D9' WHERE carried_from IS NOT NULL")
    found = city.run("verify")
    assert found.exit_code == 1
    assert "carried_number" in found.output


def test_several_go_at_once_and_a_number_that_is_taken_gets_another(officer, city):
    load_more(city, データ=[handed_over("D3", "別のデータ") | {"契約番号": NEXT}])
    assert carry(officer, "D3", "D4").status_code == 303
    query = (
        "SELECT number, carried_number FROM data_items WHERE is_current AND carried_from = :n"
        " ORDER BY id"
    )
    rows = [tuple(row) for row in city.rows(query, n=NUMBER)]
    assert rows == [("D3-2", "D3"), ("D4", "D4")]


def test_of_data_that_went_in_part_only_the_rest_goes_over(officer, city):
    form = f"/entries/disposal/{NUMBER}?data=D4"
    part = {"disposal": "返還", "medium_numbers": "HDD-101"}
    send(officer, form, {**entry_boxes(officer.get(form).text), **part})
    assert "残っている媒体だけ" in officer.get(PAGE).text
    carry(officer, "D4")
    query = "SELECT medium_numbers, count FROM data_items WHERE carried_from = :n"
    assert [tuple(row) for row in city.rows(query, n=NUMBER)] == [("HDD-102", None)]
    assert "D4" not in ticks(officer.get(PAGE).text)


def test_sent_twice_it_is_carried_over_once(officer, city):
    page = officer.get(PAGE).text
    fields = {**boxes(page), **SAID, ticks(page)["D3"]: "y"}
    assert officer.send_as_is(PAGE, **fields).status_code == 303
    officer.send_as_is(PAGE, **fields)
    assert city.count("disposals") == 3


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"successor": ""}, "入力してください。"),
        ({"successor": NUMBER}, "この契約そのものには引き継げません。"),
        ({"successor": "R9-002"}, "この番号の契約が台帳にないか、ご自分の課の契約ではありません。"),
        ({"successor": "X-9"}, "この番号の契約が台帳にないか、ご自分の課の契約ではありません。"),
        ({"document": ""}, "入力してください。"),
        ({"instructed_on-year": ""}, "入力してください。"),
        ({"on-year": "R99.1.1", "on-month": "", "on-day": ""}, "より後です。"),
        ({"document": "長" * 300}, "200文字以内"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_written(officer, city, change, sentence):
    before = city.tables(without=["operation_log"])
    answer = carry(officer, "D3", **change)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert city.tables(without=["operation_log"]) == before


def test_nothing_chosen_and_what_is_gone_by_now_are_said(officer, city):
    assert "引き継ぐデータを選んでください。" in carry(officer).text
    page = officer.get(PAGE).text
    fields = {**boxes(page), **SAID, ticks(page)["D3"]: "y"}
    carry(officer, "D3")
    answer = officer.send_as_is(PAGE, **{**fields, "form_key": "another"})
    assert "引き継ぐデータを選んでください。" in answer.text
    assert city.count("disposals") == 3


def test_whoever_does_not_look_after_the_contract_finds_nothing(city):
    add_person(city, "auditor", (Role.AUDITOR, None))
    assert Browser(city).come_in("elsewhere").get(PAGE).status_code == 404
    assert Browser(city, "192.0.2.8").come_in("auditor").get(PAGE).status_code == 403


def test_a_day_to_come_is_refused(officer):
    later = date(today().year + 1, 1, 5)
    answer = carry(officer, "D3", **{"on-year": str(later.year), "on-month": "1", "on-day": "5"})
    assert answer.status_code == 200
    assert "より後です" in answer.text
