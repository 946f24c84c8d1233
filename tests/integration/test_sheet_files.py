"""Excelの調査票: taken along, compared and saved; the contractor's answers beside the officer's."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from app.clock import today
from audits.fiscal_year import FiscalYear
from audits.roles import Role
from tests.books import a_book, contract_cells
from tests.integration.browser import Browser, add_person, log_lines
from tests.integration.installation import Installation
from tests.unit.check_sheet_builders import answered_by, changed_sheet, fill_in

DEPARTMENT, ELSEWHERE = "教育支援課", "収納課"
NUMBER, OTHER = "R8-001", "R8-002"
YEAR = FiscalYear.of(today())
FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
AREA = re.compile(r'<textarea[^>]+name="([^"]+)"[^>]*>([^<]*)</textarea>')
TICKED = re.compile(r'name="(take [^"]+)" value="file" checked')


def where(number: str = NUMBER, part: str = "", visit: int = 1) -> str:
    place = f"{part}/{number}" if part else number
    return f"/sheet-files/{place}?branch=0&year={YEAR.start}&round={visit}"


@pytest.fixture
def city(installation: Installation) -> Installation:
    days = {"開始日": YEAR.days.first.isoformat(), "終了日": YEAR.days.last.isoformat()}
    loaded = installation.load_sheets(
        契約=[
            contract_cells(NUMBER, 所管課=DEPARTMENT, **days),
            contract_cells(OTHER, 所管課=ELSEWHERE, **days),
        ]
    )
    assert loaded.written, loaded.errors
    for login in ("officer", "colleague"):
        add_person(installation, login, (Role.OFFICER, DEPARTMENT), name=login)
    add_person(installation, "stranger", (Role.OFFICER, ELSEWHERE))
    return installation


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def taken(browser: Browser, folder: Path, part: str = "check-sheet", **fields: str) -> Path:
    """The book as the page hands it out."""
    told = browser.send(where(part=part), **fields)
    assert told.status_code == 200, told.text
    assert "attachment" in told.headers["Content-Disposition"]
    path = folder / f"{part}.xlsx"
    path.write_bytes(told.data)
    return path


def bring(browser: Browser, path: Path, number: str = NUMBER, visit: int = 1) -> TestResponse:
    data = {
        "csrf_token": browser.csrf_token(),
        "book": (BytesIO(path.read_bytes()), path.name),
    }
    return browser.open(where(number, "read", visit), "POST", data=data)


def sent_with(page: str) -> dict[str, str]:
    """The fields of the page's form as a browser would send them."""
    found = FIELD.findall(page) + AREA.findall(page)
    fields = {unescape(name): unescape(value) for name, value in found}
    return fields | dict.fromkeys(TICKED.findall(page), "file")


def save(browser: Browser, fields: dict[str, str], part: str = "save") -> TestResponse:
    return browser.send_as_is(where(part=part), **fields)


def answer(browser: Browser, item: str, verdict: str, comment: str = "") -> None:
    path = f"/check-sheets/answer/{NUMBER}?branch=0&year={YEAR.start}&round=1"
    fields = {"item": item, "verdict": verdict, "comment": comment, "due": ""}
    assert browser.send(path, **fields).status_code == 200


def answers(city: Installation) -> dict[str, tuple[str, str]]:
    rows = city.rows("SELECT item, verdict, comment FROM sheet_answers")
    return {item: (verdict, comment) for item, verdict, comment in rows}


def acts(city: Installation) -> list[tuple[str, str]]:
    set_up = {"load_workbook", "add_person"}
    return [(act, result) for _, act, _, result, _ in log_lines(city) if act not in set_up]


def filled(officer: Browser, city: Installation) -> Path:
    """Two items answered in the file."""
    path = taken(officer, city.folder)
    rows: dict[str, dict[str, Any]] = {
        "standard-1": {"判定": "適"},
        "standard-2": {"判定": "否", "所見": "名簿が古い。", "是正期限": date(2026, 12, 1)},
    }
    return fill_in(path, rows)


def test_what_was_filled_in_is_shown_first_and_saved_by_one_press(officer, city):
    page = bring(officer, filled(officer, city))
    assert page.status_code == 200
    assert "名簿が古い。" in page.text
    assert city.count("sheet_answers") == 0
    fields = sent_with(page.text)
    assert save(officer, fields).status_code == 303
    assert answers(city) == {"standard-1": ("met", ""), "standard-2": ("not_met", "名簿が古い。")}
    assert save(officer, fields).status_code == 303
    assert acts(city) == [
        ("open_sheet", "done"),
        ("take_check_sheet", "done"),
        ("read_sheet_file", "done"),
        ("save_sheet_file", "done"),
    ]


def test_a_press_that_comes_again_does_not_undo_what_was_answered_since(officer, city):
    fields = sent_with(bring(officer, filled(officer, city)).text)
    assert save(officer, fields).status_code == 303
    answer(officer, "standard-1", "unconfirmed")
    assert save(officer, fields).status_code == 303
    assert answers(city)["standard-1"][0] == "unconfirmed"


def test_what_is_unticked_stays_as_it_is(officer, city):
    fields = sent_with(bring(officer, filled(officer, city)).text)
    del fields["take standard-1"]
    assert save(officer, fields).status_code == 303
    assert list(answers(city)) == ["standard-2"]


def test_where_both_sides_changed_somebody_has_to_choose(officer, city):
    path = filled(officer, city)
    answer(Browser(city).come_in("colleague"), "standard-1", "not_met", "空席")
    page = bring(officer, path).text
    assert "両方で変わった項目" in page
    fields = sent_with(page)
    assert "take standard-1" not in fields
    refused = save(officer, fields)
    assert refused.status_code == 409
    assert "どちらにするかを選んでください" in refused.text
    assert list(answers(city)) == ["standard-1"]
    again = sent_with(refused.text)
    assert save(officer, again | {"take standard-1": "server"}).status_code == 303
    assert answers(city)["standard-1"] == ("not_met", "空席")
    assert answers(city)["standard-2"][0] == "not_met"


def test_the_answer_of_the_file_is_taken_where_it_was_chosen(officer, city):
    path = filled(officer, city)
    answer(Browser(city).come_in("colleague"), "standard-1", "not_met", "空席")
    fields = sent_with(bring(officer, path).text)
    assert save(officer, fields | {"take standard-1": "file"}).status_code == 303
    assert answers(city)["standard-1"] == ("met", "")


def test_what_changes_while_the_page_is_open_is_asked_again_and_nothing_is_saved(officer, city):
    fields = sent_with(bring(officer, filled(officer, city)).text)
    answer(officer, "standard-1", "not_met", "自分で気付いた")
    refused = save(officer, fields)
    assert refused.status_code == 409
    assert "台帳の答えが変わりました" in refused.text
    assert list(answers(city)) == ["standard-1"]


def test_no_and_not_applicable_want_a_word_on_why(officer, city):
    path = taken(officer, city.folder)
    fill_in(path, {"standard-1": {"判定": "該当なし"}})
    fields = sent_with(bring(officer, path).text)
    refused = save(officer, fields)
    assert refused.status_code == 409
    assert "所見が要ります" in refused.text
    assert answers(city) == {}
    assert save(officer, fields | {"comment standard-1": "紙がない。"}).status_code == 303
    assert answers(city) == {"standard-1": ("not_applicable", "紙がない。")}


def test_bad_rows_are_named_and_the_others_can_be_saved(officer, city):
    path = fill_in(filled(officer, city), {"standard-3": {"判定": "すばらしい"}})
    page = bring(officer, path).text
    assert "適、否、該当なし、未確認" in page
    assert "verdict standard-3" not in page
    assert save(officer, sent_with(page)).status_code == 303
    assert set(answers(city)) == {"standard-1", "standard-2"}


def test_a_deleted_column_and_a_foreign_book_are_said(officer, city):
    path = changed_sheet(taken(officer, city.folder), lambda sheet: sheet.delete_cols(7))
    assert "列がありません" in bring(officer, path).text
    foreign = bring(officer, a_book(city.folder, 契約=[contract_cells()]))
    assert foreign.status_code == 422
    assert "調査票でも事前点検票でもありません" in foreign.text
    assert acts(city)[-1] == ("read_sheet_file", "refused")
    nothing = officer.send(where(part="read"))
    assert "読み込むファイルを選んでください" in nothing.text


def test_the_file_of_another_visit_is_named(officer, city):
    refused = bring(officer, filled(officer, city), visit=2)
    assert refused.status_code == 422
    assert "第1回の調査票" in refused.text
    assert city.count("sheet_answers") == 0


def test_another_departments_inspection_is_as_if_it_were_not_there(officer, city):
    path = filled(officer, city)
    stranger = Browser(city).come_in("stranger")
    before = city.tables(without=("sessions",))
    assert stranger.get(where()).status_code == 404
    assert bring(stranger, path).status_code == 404
    for part in ("check-sheet", "pre-check", "save", "keep"):
        told = stranger.send(where(part=part))
        assert told.status_code == 404, part
    assert bring(stranger, path, number=OTHER).status_code == 422
    after = city.tables(without=("sessions",))
    assert {name for name in after if after[name] != before[name]} == {"operation_log"}


def test_a_concluded_sheet_takes_nothing_any_more(officer, city):
    path = filled(officer, city)
    fields = sent_with(bring(officer, path).text)
    city.change("UPDATE inspection_sheets SET concluded_at = opened_at")
    assert "結論を出した調査票" in bring(officer, path).text
    assert save(officer, fields).status_code == 409
    assert answers(city) == {}


@pytest.mark.parametrize(
    "change",
    [
        {"verdict standard-1": "splendid"},
        {"due standard-1": "2026-02-30"},
        {"comment standard-1": "あ" * 2_001},
    ],
)
def test_a_form_that_was_tampered_with_saves_nothing(officer, city, change):
    fields = sent_with(bring(officer, filled(officer, city)).text)
    assert save(officer, fields | change).status_code == 409
    assert answers(city) == {}


def contractors(officer: Browser, city: Installation, said: str = "できていない") -> Path:
    path = taken(officer, city.folder, "pre-check", due_on="R8.12.20")
    rows = {"standard-1": {"自己点検": said, "説明": "12月に決めます。", "資料名": "体制図"}}
    fill_in(path, rows, "事前点検票")
    return answered_by(path, 回答者="総務部 山田", 回答日=date(2026, 11, 20))


def test_the_contractors_answer_stands_beside_and_is_never_counted(officer, city):
    page = bring(officer, contractors(officer, city))
    assert "総務部 山田" in page.text
    assert city.count("pre_checks") == 0
    fields = sent_with(page.text)
    for _ in range(2):
        assert save(officer, fields, "keep").status_code == 303
    assert city.count("pre_checks") == 1
    assert answers(city) == {}
    sheet = officer.get(f"/check-sheets/{NUMBER}?branch=0&year={YEAR.start}&round=1").text
    assert "できていない 1項目" in sheet
    assert 'class="pre-check pre-check--not-done" id="pre-check-standard-1"' in sheet
    assert "12月に決めます。" in sheet
    assert 'data-count="not_met">0<' in sheet
    assert ("keep_pre_check", "done") in acts(city)


def test_the_newest_version_is_shown_and_the_older_ones_are_kept(officer, city):
    for said in ("できていない", "できている"):
        fields = sent_with(bring(officer, contractors(officer, city, said)).text)
        assert save(officer, fields, "keep").status_code == 303
    assert city.count("pre_checks") == 2
    sheet = officer.get(f"/check-sheets/{NUMBER}?branch=0&year={YEAR.start}&round=1").text
    assert "pre-check--not-done" not in sheet
    assert officer.get(where()).text.count("総務部 山田") == 2


def test_a_contractors_book_with_a_fault_is_not_kept(officer, city):
    page = bring(officer, contractors(officer, city, "はい")).text
    assert "まだ保存できません" in page
    assert "この回答を保存する" not in page
    assert save(officer, {"csrf_token": officer.csrf_token()}, "keep").status_code == 303
    assert city.count("pre_checks") == 0


def test_a_day_that_is_none_is_said_and_no_book_is_made(officer, city):
    told = officer.send(where(part="pre-check"), due_on="2026-02-30")
    assert told.mimetype == "text/html"
    assert "暦にない日" in told.text
    assert acts(city) == []
