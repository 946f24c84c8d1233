"""調査票 and 事前点検票 in Excel: what may be written where, and what bad files are told."""

from __future__ import annotations

import subprocess
from datetime import date
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from app.acts.pre_checking import pre_check_in
from app.acts.sheet_merge import Side, compared, refusal
from app.acts.sheet_of_visit import NamedVisit
from app.records.sheets import Answer
from app.workbooks.check_sheet_reader import read_check_sheet
from audits.self_check import SelfCheck
from audits.verdict import Verdict
from tests.books import a_book, contract_cells
from tests.unit.check_sheet_builders import (
    VISIT,
    YEAR,
    a_sheet,
    answered_by,
    changed_sheet,
    fill_in,
    pre_check,
    written,
)

NOT_MET = Answer(Verdict.NOT_MET, "=1+1 と書いた紙がある。", date(2026, 12, 1))


def open_cells(sheet: Any) -> set[str]:
    return {
        sheet.cell(1, cell.column).value
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if not cell.protection.locked
    }


def test_only_the_answers_can_be_written_and_no_sheet_can_be_added(tmp_path):
    book = load_workbook(written(tmp_path, a_sheet()))
    assert book.security.lockStructure
    assert book.security.workbookPassword is None
    for sheet in book:
        assert sheet.protection.sheet, sheet.title
        assert sheet.protection.password is None
    assert open_cells(book["調査票"]) == {"判定", "所見", "是正期限"}
    assert open_cells(book["受け取ったときの答え"]) == set()
    theirs = load_workbook(pre_check(tmp_path, a_sheet()))
    assert theirs.security.lockStructure
    assert open_cells(theirs["事前点検票"]) == {"自己点検", "説明", "資料名"}
    assert theirs["回答者"]["B5"].protection.locked  # the day by which they are to answer


def test_the_answers_of_today_stand_in_it_with_a_drop_down_beside(tmp_path):
    sheet = load_workbook(written(tmp_path, a_sheet(standard_1=NOT_MET)))["調査票"]
    cells = {cell.value: sheet.cell(2, cell.column) for cell in sheet[1]}
    assert cells["判定"].value == "否"
    assert (cells["所見"].value, cells["所見"].data_type) == (NOT_MET.comment, "s")
    assert str(cells["是正期限"].value) == "2026-12-01 00:00:00"
    assert cells["確認資料"].value == "体制図"
    [choice] = [one for one in sheet.data_validations.dataValidation if one.type == "list"]
    assert choice.formula1 == '"適,否,該当なし,未確認"'
    assert sheet.freeze_panes == "C2"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows == "$1:$1"


def test_the_contractor_sees_neither_our_answers_nor_the_council_nor_advice(tmp_path):
    book = load_workbook(pre_check(tmp_path, a_sheet(standard_1=NOT_MET), date(2026, 12, 1)))
    cells = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value]
    words = "\n".join(cells)
    assert "受け取ったときの答え" not in book.sheetnames
    for secret in (NOT_MET.comment, "審議会", "付議", "助言", "別紙", "是正期限"):
        assert secret not in words
    assert "契約での約束 S4" in words
    assert "標準 1、特記事項第8" in words
    assert words.count("責任者が決まっている。") == 1


def test_only_an_inspection_whose_items_name_something_to_look_at_has_that_column(tmp_path):
    sheet = a_sheet()
    assert "確認資料" in [c.value for c in load_workbook(written(tmp_path, sheet))["調査票"][1]]
    bare = a_sheet()
    items = tuple(item for item in bare.composed.items if not item.look_at)
    object.__setattr__(bare.composed, "items", items)
    assert "確認資料" not in [c.value for c in load_workbook(written(tmp_path, bare))["調査票"][1]]


def test_a_file_that_nobody_filled_in_changes_nothing(tmp_path):
    sheet = a_sheet(standard_1=NOT_MET)
    found = compared(read_check_sheet(written(tmp_path, sheet)), sheet)
    assert (found.differences, found.problems, found.unchanged) == ([], [], 3)


def test_which_side_has_changed_is_told_item_by_item(tmp_path):
    path = written(tmp_path, a_sheet(standard_1=NOT_MET))
    fill_in(path, {"standard-1": {"判定": "適"}, "council-S1": {"判定": "適"}})
    met = Answer(Verdict.MET)
    now = a_sheet(standard_1=Answer(Verdict.NOT_APPLICABLE, "廃止"), standard_60=met)
    found = compared(read_check_sheet(path), now)
    assert {one.item.key: one.side for one in found.differences} == {
        "standard-1": Side.BOTH,
        "council-S1": Side.FILE,
        "standard-60": Side.SERVER,
    }
    same = compared(read_check_sheet(path), a_sheet(standard_1=NOT_MET, council_S1=met))
    assert [one.item.key for one in same.differences] == ["standard-1"]


def test_rows_may_be_moved_and_left_out(tmp_path):
    path = fill_in(written(tmp_path, a_sheet()), {"standard-60": {"判定": "適"}})
    changed_sheet(path, lambda sheet: sheet.delete_rows(2))
    changed_sheet(path, lambda sheet: sheet.insert_rows(2, 5))
    found = compared(read_check_sheet(path), a_sheet())
    assert [(one.item.key, one.side) for one in found.differences] == [("standard-60", Side.FILE)]
    assert [item.place for item in found.left_out] == ["A1"]
    assert found.problems == []


def test_a_deleted_column_is_named_and_takes_no_answer_back(tmp_path):
    path = changed_sheet(written(tmp_path, a_sheet()), lambda sheet: sheet.delete_cols(7, 2))
    read = read_check_sheet(path)
    [problem] = read.problems
    assert "「判定」「所見」の列がありません" in problem.message
    assert compared(read, a_sheet()).differences == []
    path = changed_sheet(written(tmp_path, a_sheet()), lambda sheet: sheet.delete_cols(1))
    assert any("「項目ID」" in one.message for one in read_check_sheet(path).problems)


def test_each_bad_row_gets_a_sentence_and_the_others_are_taken(tmp_path):
    def double(sheet):
        sheet["A3"].value = "standard-1"

    path = fill_in(written(tmp_path, a_sheet()), {"standard-60": {"判定": "適"}})
    path = changed_sheet(path, double)
    found = compared(read_check_sheet(path), a_sheet())
    assert [(one.row, one.column) for one in found.problems] == [(3, "項目ID")]
    assert "2行目と同じ" in found.problems[0].message
    assert [one.item.key for one in found.differences] == ["standard-60"]


@pytest.mark.parametrize(
    ("cells", "column", "sentence"),
    [
        ({"判定": "たぶん適"}, "判定", "適、否、該当なし、未確認"),
        ({"判定": "適", "所見": "あ" * 2_001}, "所見", "2,000文字以内"),
        ({"所見": "=A1&B1"}, "所見", "数式の計算結果が保存されていません"),
        ({"是正期限": "来年"}, "是正期限", "日付で入力してください"),
        ({"是正期限": "2026-02-30"}, "是正期限", "日付で入力してください"),
        ({"項目ID": "standard-9999"}, "項目ID", "この調査票にない項目"),
    ],
)
def test_a_row_that_cannot_be_taken_says_what_is_expected(tmp_path, cells, column, sentence):
    path = fill_in(written(tmp_path, a_sheet()), {"standard-1": cells})
    found = compared(read_check_sheet(path), a_sheet())
    [problem] = found.problems
    assert (problem.row, problem.column) == (2, column)
    assert sentence in problem.message
    assert len(problem.value) <= 40
    assert found.differences == []


def test_a_megabyte_in_a_cell_is_a_problem_of_its_row_only(tmp_path):
    path = fill_in(written(tmp_path, a_sheet()), {"standard-60": {"判定": "適"}})
    text = '<c r="H2" t="inlineStr"><is><t>' + "あ" * 350_000 + "</t></is></c>"
    with ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    start = sheet.index('<c r="H2"')
    end = sheet.index('<c r="I2"')
    parts["xl/worksheets/sheet1.xml"] = (sheet[:start] + text + sheet[end:]).encode()
    with ZipFile(path, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    found = compared(read_check_sheet(path), a_sheet())
    assert [(one.row, one.column) for one in found.problems] == [(2, "所見")]
    assert [one.item.key for one in found.differences] == ["standard-60"]


def test_a_book_of_something_else_is_told_what_it_has_to_be(tmp_path):
    read = read_check_sheet(a_book(tmp_path, 契約=[contract_cells()]))
    assert read.identity is None
    assert "調査票でも事前点検票でもありません" in read.problems[0].message
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"%PDF-1.7")
    assert "PDF" in read_check_sheet(path).problems[0].message


@pytest.mark.parametrize("line", ["枝番", "年度", "回"])
def test_a_book_whose_own_description_is_broken_is_refused(tmp_path, line):
    def spoil(sheet):
        [cell] = [row[1] for row in sheet.iter_rows() if row[0].value == line]
        cell.value = "９９９９９"

    path = changed_sheet(written(tmp_path, a_sheet()), spoil, "この票について")
    assert read_check_sheet(path).identity is None


def test_the_file_of_another_inspection_is_named_and_refused(tmp_path):
    read = read_check_sheet(written(tmp_path, a_sheet()))
    sentence = refusal(read, NamedVisit("R8-777", 2, YEAR, 3), a_sheet())
    assert "R8-001　受託者　2026年度 第1回の調査票" in sentence
    assert "R8-777　再委託先2　2026年度 第3回の調査票" in sentence
    assert refusal(read, VISIT, a_sheet()) == ""


def test_a_missing_sheet_is_named(tmp_path):
    path = written(tmp_path, a_sheet())
    book = load_workbook(path)
    book.security.lockStructure = False
    del book["受け取ったときの答え"]
    book.save(path)
    [problem] = read_check_sheet(path).problems
    assert "シート「受け取ったときの答え」がありません" in problem.message


def filled_pre_check(tmp_path, cells, **lines):
    path = pre_check(tmp_path, a_sheet(), date(2026, 12, 1))
    fill_in(path, {"standard-1": cells}, "事前点検票")
    given = {"回答者": "山田 花子", "回答日": date(2026, 11, 30), **lines}
    return pre_check_in(read_check_sheet(answered_by(path, **given)), a_sheet())


def test_what_the_contractor_says_is_read_with_who_and_when(tmp_path):
    cells = {"自己点検": "できていない", "説明": "今月中に\r\n直す。", "資料名": "体制図"}
    found = filled_pre_check(tmp_path, cells)
    assert found.problems == []
    [answer] = found.given.answers.values()
    assert (answer.said, answer.explanation) == (SelfCheck.NOT_DONE, "今月中に\n直す。")
    assert found.given.contractor == "あさひデータ株式会社"
    assert (found.given.answered_on, found.given.due_on) == (date(2026, 11, 30), date(2026, 12, 1))
    assert not found.given.is_late
    assert len(found.unanswered) == 2
    assert filled_pre_check(tmp_path, cells, 回答日="R8.12.2").given.is_late


@pytest.mark.parametrize(
    ("cells", "lines", "sentence"),
    [
        ({"自己点検": "はい"}, {}, "できている、できていない、該当なし、わからない"),
        ({"説明": "あります"}, {}, "自己点検が選ばれていません"),
        ({"自己点検": "できている", "説明": "あ" * 2_001}, {}, "2,000文字以内"),
        ({"自己点検": "できている"}, {"回答者": None}, "回答者の部署・氏名を書いてもらって"),
        ({"自己点検": "できている"}, {"回答日": "きのう"}, "回答日：日付で入力"),
        ({"自己点検": "できている"}, {"回答者": "あ" * 201}, "200文字まで"),
        ({}, {}, "どの項目にも回答がありません"),
        ({"自己点検": "できている", "項目ID": "x-1"}, {}, "この調査の項目にない番号"),
    ],
)
def test_what_is_wrong_with_a_contractors_book_is_said(tmp_path, cells, lines, sentence):
    found = filled_pre_check(tmp_path, cells, **lines)
    assert any(sentence in problem.message for problem in found.problems)


@pytest.mark.libreoffice
def test_a_book_saved_by_libreoffice_says_the_same(tmp_path):
    sheet = a_sheet(standard_1=NOT_MET, council_S1=Answer(Verdict.NOT_APPLICABLE, "一行\n二行 𠮷"))
    path = written(tmp_path, sheet)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    out = tmp_path / "out"
    subprocess.run(  # noqa: S603  our own words, written above
        [*command, "--outdir", out, path], check=True, capture_output=True, timeout=120
    )
    ours, theirs = read_check_sheet(path), read_check_sheet(out / path.name)
    assert theirs.problems == []
    assert theirs.identity == ours.identity
    assert [row.values for row in theirs.rows] == [row.values for row in ours.rows]
    assert compared(theirs, sheet).unchanged == 3
    book = load_workbook(out / path.name)
    assert book["調査票"].protection.sheet
    assert open_cells(book["調査票"]) == {"判定", "所見", "是正期限"}
