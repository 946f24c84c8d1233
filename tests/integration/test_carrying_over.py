"""引継ぎ: when and by which paper it was instructed, on the form, the page and in the record."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.integration.browser import Browser
from tests.integration.certificates import NUMBER, a_city, erased, load_more
from tests.integration.entry_forms import boxes, send
from tests.integration.installation import Installation

FORM = f"/entries/disposal/{NUMBER}?data=D3"
CARRIED = {
    "disposal": "引継ぎ",
    "means": "暗号化した媒体で手渡し",
    "count": "320",
    "successor_number": "R9-001",
    "instructed_on-year": "R8.10.30",
    "instruction_document": "8教支第214号",
}
FIRST_FIELDS = {
    "data_number",
    "disposal",
    "on",
    "means",
    "count",
    "certificate_number",
    "successor_number",
}


@pytest.fixture
def city(installation: Installation) -> Installation:
    return a_city(installation)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def fill(officer: Browser, path: str = FORM, **more: str) -> dict[str, str]:
    return {**boxes(officer.get(path).text), **CARRIED, **more}


def carry_over(officer: Browser, **more: str) -> None:
    assert send(officer, FORM, fill(officer, **more)).status_code == 303


def entry(city: Installation, kind: str) -> tuple[str, str, list[dict[str, Any]]]:
    """(text, place, what it is bound to) of the newest entry of a kind."""
    query = 'SELECT "text", place, bound_to FROM entries WHERE kind = :kind ORDER BY number'
    said, place, bound_to = city.rows(query, kind=kind)[-1]
    return said, place, json.loads(bound_to)


def instruction(city: Installation) -> list[tuple[str | None, str | None]]:
    """Of the carry-overs in force."""
    query = "SELECT instructed_on, instruction_document FROM disposals"
    query += " WHERE is_current AND disposal = 'carried_over' ORDER BY id"
    return [(None if day is None else str(day), words) for day, words in city.rows(query)]


def errors(page: str) -> list[str]:
    return re.findall(r'<p class="field__error" id="([a-z_]+)-error">', page)


def test_the_record_and_the_page_say_when_and_by_which_paper(officer, city):
    carry_over(officer)
    assert instruction(city) == [("2026-10-30", "8教支第214号")]
    said, place, [bound] = entry(city, "引継ぎ")
    assert said.endswith("R9-001へ　指示日R8.10.30")
    assert place == "8教支第214号"
    assert bound["fields_version"] == 3
    assert bound["values"]["instructed_on"] == "2026-10-30"
    page = officer.get(f"/contracts/{NUMBER}?view=data").text
    assert "文書番号 8教支第214号" in page
    assert city.run("verify").exit_code == 0


def test_whoever_changes_the_instruction_behind_the_record_is_found(officer, city):
    carry_over(officer)
    city.change("UPDATE disposals SET instruction_document = '別の文書' WHERE data_number = 'D3'")
    found = city.run("verify")
    assert found.exit_code == 1
    assert "instruction_document" in found.output


def test_entries_from_before_there_was_an_instruction_stay_sound(officer, city):
    """They are bound to the list of fields of that day; so is a record that is written on."""
    query = "SELECT id, bound_to FROM entries WHERE kind = '消去'"
    for key, bound_to in city.rows(query):
        [bound] = json.loads(bound_to)
        bound["fields_version"] = 1
        bound["values"] = {k: v for k, v in bound["values"].items() if k in FIRST_FIELDS}
        city.change(
            "UPDATE entries SET bound_to = :said WHERE id = :key",
            said=json.dumps([bound], ensure_ascii=False),
            key=key,
        )
    found = city.run("verify")  # the hashes were not made anew: that alone is wrong
    assert "の記録がない事実" not in found.output
    assert "が変わっています" not in found.output


def test_only_a_carry_over_has_an_instruction(officer, city):
    answer = send(officer, FORM, fill(officer, disposal="返還"))
    assert errors(answer.text) == ["instructed_on", "instruction_document"]
    assert "区分が「引継ぎ」のときだけ書きます。" in answer.text
    assert city.count("disposals") == 2


def test_a_carry_over_without_its_paper_is_filed_and_said(officer, city):
    blank = {"instructed_on-year": "", "instruction_document": ""}
    answer = send(officer, FORM, fill(officer, **blank))
    assert answer.status_code == 303
    assert "引継ぎの指示日と文書番号が空欄です。" in officer.get("/").text


def test_an_instruction_after_the_carry_over_is_filed_and_said(officer, city):
    fields = fill(officer, **{"instructed_on-year": "2026-11-20", "on-year": "2026-11-10"})
    fields |= {"on-month": "", "on-day": ""}
    assert send(officer, FORM, fields).status_code == 303
    assert "日付が指示日（令和8年11月20日）より前です。" in officer.get("/").text


def test_a_loaded_book_leaves_the_instruction_alone(officer, city):
    carry_over(officer, **{"on-year": "2026-11-02", "on-month": "", "on-day": ""})
    row = erased("D3", 320, "", 区分="引継ぎ", 方法=CARRIED["means"], 引継先契約番号="R9-001")
    loaded = city.load_sheets(契約=[], 返還消去=[row])
    assert not loaded.written
    assert loaded.sheets["返還消去"].unchanged == 1
    assert instruction(city) == [("2026-10-30", "8教支第214号")]


def test_what_was_loaded_can_be_completed_by_hand(officer, city):
    row = erased("D3", 320, "", 区分="引継ぎ", 引継先契約番号="R9-001")
    load_more(city, 返還消去=[row])
    [(key,)] = city.rows("SELECT id FROM disposals WHERE data_number = 'D3'")
    path = f"/entries/disposal-change/{NUMBER}?id={key}"
    assert path.split("?")[0] in officer.get(f"/contracts/{NUMBER}?view=data").text
    assert send(officer, path, fill(officer, path)).status_code == 303
    assert instruction(city) == [("2026-10-30", "8教支第214号")]
    said, place, _ = entry(city, "訂正")
    assert "指示日、文書番号" in said
    assert place == "8教支第214号"
    assert city.run("verify").exit_code == 0


def test_what_was_written_too_much_can_be_taken_back(officer, city):
    carry_over(officer)
    [(key,)] = city.rows("SELECT id FROM disposals WHERE data_number = 'D3'")
    path = f"/entries/disposal-change/{NUMBER}?id={key}"
    blank = {"instructed_on-year": "", "instruction_document": ""}
    blank |= {"instructed_on-month": "", "instructed_on-day": ""}
    assert send(officer, path, fill(officer, path, **blank)).status_code == 303
    assert instruction(city) == [(None, None)]
    assert "（変更：指示日、文書番号）" in entry(city, "訂正")[0]
    assert city.run("verify").exit_code == 0


def test_a_disposal_of_another_contract_is_not_found(officer, city):
    [(key,)] = city.rows("SELECT id FROM disposals WHERE data_number = 'D1'")
    assert officer.get(f"/entries/disposal-change/R8-002?id={key}").status_code == 404
    assert officer.get(f"/entries/disposal-change/{NUMBER}").status_code == 404
