"""記入: what becomes of one entry, sent twice, changed by two, taken back and typed again."""

from __future__ import annotations

import re
from secrets import token_hex

import pytest

from app.clock import today
from app.rooms.entries.deeds import CONTRACT, DEEDS
from tests.integration.browser import Browser
from tests.integration.entry_forms import (
    ELSEWHERE,
    TABLETS,
    a_row,
    an_officer,
    boxes,
    filled_in,
    send,
)
from tests.integration.installation import Installation


@pytest.fixture
def officer(golden: Installation) -> Browser:
    return an_officer(golden)


def test_a_double_click_writes_one_entry(officer, golden):
    path = f"/entries/telephone/{TABLETS}"
    fields = filled_in(officer.get(path).text, DEEDS["telephone"])
    before = len(golden.entries(TABLETS))
    for _ in range(2):
        assert officer.send_as_is(path, **fields).status_code == 303
    assert len(golden.entries(TABLETS)) == before + 1


def test_a_telephone_check_needs_nothing_but_its_text(officer, golden):
    path = f"/entries/telephone/{TABLETS}"
    page = officer.get(path).text
    fields = boxes(page) | {"text": "退職者の権限が消されたことを確認"}
    assert officer.send_as_is(path, **fields).status_code == 303
    entry = golden.entries(TABLETS)[-1]
    assert (entry.kind, entry.text) == ("電話確認", "退職者の権限が消されたことを確認")
    assert (entry.officer, entry.method) == ("宮野 さくら", "電話")
    assert entry.written_by == "宮野 さくら（officer）"


def test_the_second_of_two_people_sees_both_versions_and_loses_nothing(officer, golden):
    number, branch, key = a_row(golden, DEEDS["data-change"])
    path = f"/entries/data-change/{number}?branch={branch}&id={key}"
    mine = boxes(officer.get(path).text) | {"name": "わたしの書いた名前"}
    colleague = Browser(golden).come_in("colleague")
    theirs = boxes(colleague.get(path).text) | {"name": "同僚の書いた名前"}
    assert send(colleague, path, theirs).status_code == 303
    answer = officer.send_as_is(path, **mine)
    assert answer.status_code == 200
    for words in ("わたしの書いた名前", "同僚の書いた名前", "水城 あおい（colleague）"):
        assert words in answer.text
    again = boxes(answer.text)
    assert again["name"] == "わたしの書いた名前"
    assert send(officer, path, again).status_code == 303
    query = "SELECT name, revision FROM data_items WHERE is_current AND first_id = :first"
    assert golden.rows(query, first=key) == [("わたしの書いた名前", 3)]


def test_an_extension_is_shown_before_it_is_saved_and_leaves_a_change_in_the_record(
    officer, golden
):
    number, _, key = a_row(golden, DEEDS["contract-end"])
    path = f"/entries/contract-end/{number}?id={key}"
    fields = boxes(officer.get(path).text)
    fields |= {"ends_on-year": "2030", "ends_on-month": "3", "ends_on-day": "31"}
    fields |= {
        "amendment": "amended",
        "amended_on-year": "R8.11.20",
        "amended_reason": "機器の更新",
    }
    before = golden.tables(without=["operation_log"])
    answer = officer.send_as_is(path, **fields)
    assert "まだ保存していません" in answer.text
    assert re.search(r"増える期限項目：\d+件", answer.text)
    assert golden.tables(without=["operation_log"]) == before
    agreed = {**fields, "agreed": boxes(answer.text)["agreed"]}
    assert officer.send_as_is(path, **agreed).status_code == 303
    entry = golden.entries(TABLETS)[-1]
    assert (entry.kind, str(entry.on)) == ("契約変更", "2026-11-20")
    assert "→R12.3.31" in entry.text
    assert "機器の更新" in entry.text
    assert golden.run("verify").exit_code == 0


def test_a_change_of_the_contract_needs_its_day_and_its_reason(officer, golden):
    number, _, key = a_row(golden, DEEDS["contract-end"])
    path = f"/entries/contract-end/{number}?id={key}"
    fields = boxes(officer.get(path).text) | {"amendment": "amended", "ends_on-year": "2031"}
    answer = officer.send_as_is(path, **fields)
    assert "変更日を入れてください" in answer.text
    assert "変更の理由を入れてください" in answer.text


def test_a_number_that_is_taken_is_refused_beside_its_box(officer, golden):
    page = officer.get("/entries/contract")
    fields = filled_in(page.text, DEEDS[CONTRACT]) | {"number": TABLETS}
    answer = officer.send_as_is("/entries/contract", **fields)
    assert "この番号はすでに使われています" in answer.text


def test_a_new_contract_stays_within_the_own_department(officer, golden):
    page = officer.get("/entries/contract")
    good = filled_in(page.text, DEEDS[CONTRACT]) | {"number": "R8-試験-001"}
    others = [
        v for v in re.findall(r'<option value="([^"]+)">', page.text) if v != good["department"]
    ]
    if others:
        wrong = officer.send_as_is("/entries/contract", **{**good, "department": others[0]})
        assert wrong.status_code == 200
    answer = send(officer, "/entries/contract", good)
    assert answer.status_code == 303
    assert officer.get("/contracts/R8-試験-001").status_code == 200


def test_what_was_typed_comes_back_after_the_session_has_ended(officer, golden):
    path = f"/entries/telephone/{TABLETS}?branch=0"
    fields = boxes(officer.get(path).text) | {"text": "長く書いた大切な文章"}
    golden.change("DELETE FROM sessions")
    answer = officer.send_as_is(path, **fields)
    assert answer.status_code == 200
    assert "入力していた内容は残っています" in answer.text
    kept = boxes(answer.text)
    assert "長く書いた大切な文章" in kept["kept_fields"]
    before = len(golden.entries(TABLETS))
    come_in = officer.send_as_is(
        "/sign-in", **{**kept, "login": "officer", "password": "雨の日は傘を二本持って歩く"}
    )
    back = boxes(come_in.text)
    again = officer.send_as_is(path, **back)
    assert again.status_code == 200
    assert boxes(again.text)["text"] == "長く書いた大切な文章"
    assert len(golden.entries(TABLETS)) == before
    assert officer.send_as_is(path, **boxes(again.text)).status_code == 303
    assert golden.entries(TABLETS)[-1].text == "長く書いた大切な文章"


def test_a_successor_takes_over_what_carries_over_and_names_its_predecessor(officer, golden):
    page = officer.get(f"/entries/contract?from={TABLETS}")
    fields = filled_in(page.text, DEEDS[CONTRACT]) | {"number": "R9-試験-002"}
    [(title, ends_on)] = golden.rows(
        "SELECT title, ends_on FROM contract_terms t JOIN contracts c"
        " ON c.id = t.contract_id WHERE c.number = :number AND t.is_current",
        number=TABLETS,
    )
    assert fields["title"] == title
    assert fields["items"].splitlines()[:3] == ["学校名", "学年", "学級"]
    assert fields["previous_contract_number"] == TABLETS
    first = "-".join(fields[f"starts_on-{part}"].zfill(2) for part in ("year", "month", "day"))
    assert first > str(ends_on)
    assert send(officer, f"/entries/contract?from={TABLETS}", fields).status_code == 303
    assert officer.get("/contracts/R9-試験-002").status_code == 200
    assert officer.get(f"/entries/contract?from={ELSEWHERE}").status_code == 404


@pytest.mark.parametrize("number", ["9" * 25, "9" * 5000, "0", "-1", "²", "x"])
def test_a_number_that_no_row_has_is_not_found(officer, golden, number):
    path, _, key = a_row(golden, DEEDS["contract-end"])
    assert officer.get(f"/entries/contract-end/{path}?id={number}").status_code == 404
    assert officer.get(f"/entries/contract-end/{path}?branch={number}").status_code in (200, 404)
    here = f"/entries/contract-end/{path}?id={key}"
    fields = boxes(officer.get(here).text) | {"amendment": "corrected", "ends_on-year": "2031"}
    assert officer.send_as_is(here, **{**fields, "seen": number}).status_code == 404


@pytest.mark.parametrize("year", ["あ", "9" * 5000, "99999999999", "²", "-1"])
@pytest.mark.parametrize("name", ["finding", "visit", "plan"])
def test_a_year_that_is_none_is_passed_over(officer, name, year):
    assert officer.get(f"/entries/{name}/{TABLETS}?year={year}").status_code == 200


def test_whoever_goes_back_and_writes_something_else_is_heard(officer, golden):
    path = f"/entries/telephone/{TABLETS}"
    fields = boxes(officer.get(path).text)
    for words in ("一つ目の電話", "二つ目の電話"):
        assert officer.send_as_is(path, **{**fields, "text": words}).status_code == 303
    assert [e.text for e in golden.entries(TABLETS)[-2:]] == ["一つ目の電話", "二つ目の電話"]


def test_a_form_with_a_key_of_any_length_is_filed(officer, golden):
    path = f"/entries/telephone/{TABLETS}"
    for n, key in enumerate(("", token_hex(20_000))):
        fields = boxes(officer.get(path).text) | {"text": f"電話{n}", "form_key": key}
        assert officer.send_as_is(path, **fields).status_code == 303
        assert golden.entries(TABLETS)[-1].text == f"電話{n}"


def test_a_day_that_is_taken_back_leaves_a_correction_in_the_record(officer, golden):
    path = f"/entries/finding/{TABLETS}"
    fields = filled_in(officer.get(path).text, DEEDS["finding"]) | {"number": "9"}
    assert send(officer, path, fields).status_code == 303
    year, visit = fields["fiscal_year"], fields["round"]
    put_right = {"契約番号": TABLETS, "年度": year, "回": visit, "指摘番号": "9", "内容": "鍵"}
    days = {"是正報告日": today(), "是正確認日": today()}
    loaded = golden.load_sheets(契約=[], 指摘=[put_right | days])
    assert loaded.written, loaded.errors
    [(key,)] = golden.rows("SELECT id FROM findings WHERE is_current AND number = '9'")
    path = f"/entries/finding-days/{TABLETS}?id={key}"
    for day in ("", today().isoformat()):
        said = {"answered_on-year": day, "answered_on-month": "", "answered_on-day": ""}
        assert send(officer, path, boxes(officer.get(path).text) | said).status_code == 303
    taken_back, again = golden.entries(TABLETS)[-2:]
    [told] = [e for e in golden.entries(TABLETS) if e.number == taken_back.corrects]
    assert (told.kind, told.corrects) == ("是正報告", None)
    assert "記載の取消し" in taken_back.text
    assert taken_back.kind == "訂正"
    assert again.corrects == taken_back.number
    assert golden.run("verify").exit_code == 0


def test_an_amendment_can_be_corrected_and_a_note_twice(officer, golden):
    number, _, key = a_row(golden, DEEDS["contract-end"])
    path = f"/entries/contract-end/{number}?id={key}"
    reason = {"amendment": "amended", "amended_on-year": "R8.11.20", "amended_reason": "延長"}
    for year, how in (("2030", reason), ("2031", {"amendment": "corrected"}), ("2032", reason)):
        fields = boxes(officer.get(path).text) | {"ends_on-year": year} | how
        assert send(officer, path, fields).status_code == 303
    kinds = [(e.kind, e.corrects is None) for e in golden.entries(TABLETS)[-3:]]
    assert kinds[0] == kinds[2] == ("契約変更", True)
    assert kinds[1][1] is False
    note = f"/entries/telephone/{TABLETS}"
    assert send(officer, note, boxes(officer.get(note).text) | {"text": "一"}).status_code == 303
    [(key,)] = golden.rows("SELECT id FROM notes WHERE is_current AND text = '一'")
    for words in ("二", "三"):
        path = f"/entries/note-change/{TABLETS}?id={key}"
        fields = boxes(officer.get(path).text) | {"text": words}
        assert send(officer, path, fields).status_code == 303
    first, second, third = golden.entries(TABLETS)[-3:]
    assert (second.corrects, third.corrects) == (first.number, second.number)
    assert golden.run("verify").exit_code == 0
