"""A book that cannot be right: one clear sentence, exit code 1, and nothing written."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from openpyxl import Workbook

from tests.books import (
    MAIN_NAMESPACE,
    SHEET,
    Cells,
    a_book,
    a_book_of_rows,
    a_custom_book,
    a_sheet_of_xml,
    changed,
    contract_cells,
)
from tests.integration.installation import Installation

SECONDS = 2
OF_CONTRACT = {"契約番号": "R8-001"}
SUBCONTRACT = {
    **OF_CONTRACT,
    "枝番": 1,
    "再委託先名": "かざみ印刷株式会社",
    "開始日": "2026-04-01",
    "終了日": "2027-03-31",
}
VISIT = {**OF_CONTRACT, "年度": 2026, "実施日": "2026-10-05", "総合判定": "指摘あり"}
FINDING = {**OF_CONTRACT, "年度": 2026, "指摘番号": "1", "内容": "施錠の記録がありません"}
DISPOSAL = {**OF_CONTRACT, "データ番号": "D1", "区分": "返還", "日付": "2026-06-01"}
RECEIPT = {**OF_CONTRACT, "種別": "求めた報告", "依頼番号": "Q1", "受領日": "2026-06-01"}
CERTIFICATE = {
    **OF_CONTRACT,
    "証明書番号": "S-1",
    "証明日": "2999-01-01",
    "受領日": "2026-06-01",
}
NOTE = {**OF_CONTRACT, "日付": "2026-05-01", "区分": "電話確認", "内容": "状況を確認"}

Sheets = Mapping[str, Sequence[Cells]]


def only_error(installation: Installation, book: Path) -> Mapping[str, Any]:
    """The one error of a book that the command line refuses, writing nothing, and soon."""
    before = installation.tables()
    started = perf_counter()
    done = installation.run("workbook", "load", book, "--json")
    seconds = perf_counter() - started
    assert done.exit_code == 1
    assert installation.tables() == before
    assert seconds < SECONDS
    [error] = json.loads(done.stdout)["errors"]
    assert error["message"].endswith("。")
    assert "Traceback" not in done.output
    return dict(error)


def place(error: Mapping[str, Any]) -> tuple[Any, ...]:
    return error["sheet"], error["row"], error["column"]


REFUSED_ROWS: list[tuple[str, Sheets, tuple[str, int, str], str]] = [
    (
        "a bad date",
        {"契約": [contract_cells(開始日="2026-02-30")]},
        ("契約", 2, "開始日"),
        "日付で入力してください",
    ),
    (
        "a duplicate number",
        {"契約": [contract_cells(), contract_cells("Ｒ８-001")]},
        ("契約", 3, "契約番号"),
        "2行目と同じです",
    ),
    (
        "a branch without its contract",
        {"契約": [contract_cells()], "再委託": [{**SUBCONTRACT, "契約番号": "R8-999"}]},
        ("再委託", 2, "契約番号"),
        "この契約番号の契約がありません",
    ),
    (
        "a subcontract that is its own parent",
        {"契約": [contract_cells()], "再委託": [{**SUBCONTRACT, "上位枝番": 1}]},
        ("再委託", 2, "上位枝番"),
        "別にしてください",
    ),
    (
        "an end before its start",
        {"契約": [contract_cells(終了日="2026-03-31")]},
        ("契約", 2, "終了日"),
        "開始日（令和8年4月1日）以後",
    ),
    (
        "an end of a subcontract before its start",
        {"契約": [contract_cells()], "再委託": [{**SUBCONTRACT, "終了日": "2026-03-31"}]},
        ("再委託", 2, "終了日"),
        "以後の日付",
    ),
    (
        "a negative count",
        {"契約": [contract_cells(本人数=-1)]},
        ("契約", 2, "本人数"),
        "整数で入力してください",
    ),
    (
        "a finding without its inspection",
        {"契約": [contract_cells()], "指摘": [FINDING]},
        ("指摘", 2, "年度"),
        "この年度・回の立入調査がありません",
    ),
    (
        "a finding of another round than the inspection",
        {"契約": [contract_cells()], "立入調査": [VISIT], "指摘": [{**FINDING, "回": 2}]},
        ("指摘", 2, "年度"),
        "この年度・回の立入調査がありません",
    ),
    (
        "a disposal without its data item",
        {"契約": [contract_cells()], "返還消去": [DISPOSAL]},
        ("返還消去", 2, "データ番号"),
        "このデータ番号のデータがありません",
    ),
    (
        "a carrying over without a successor",
        {
            "契約": [contract_cells()],
            "データ": [
                {
                    **OF_CONTRACT,
                    "データ番号": "D1",
                    "データ名": "名簿",
                    "区分": "提供",
                    "日付": "2026-05-01",
                }
            ],
            "返還消去": [{**DISPOSAL, "区分": "引継ぎ"}],
        },
        ("返還消去", 2, "引継先契約番号"),
        "引き継いだ先の契約番号",
    ),
    (
        "a receipt without its request",
        {"契約": [contract_cells()], "報告受領": [RECEIPT]},
        ("報告受領", 2, "依頼番号"),
        "この依頼番号の報告依頼がありません",
    ),
    (
        "a requested report that names no request",
        {"契約": [contract_cells()], "報告受領": [{**RECEIPT, "依頼番号": None}]},
        ("報告受領", 2, "依頼番号"),
        "依頼番号を入力してください",
    ),
    (
        "a parent that is no branch",
        {"契約": [contract_cells()], "再委託": [{**SUBCONTRACT, "上位枝番": 7}]},
        ("再委託", 2, "上位枝番"),
        "この上位枝番の再委託がありません",
    ),
    (
        "an unknown clause set",
        {"契約": [contract_cells(特記事項="prime-consent-1999")]},
        ("契約", 2, "特記事項"),
        "登録されていない特記事項です",
    ),
    (
        "a certificate from the future",
        {"契約": [contract_cells()], "消去証明": [CERTIFICATE]},
        ("消去証明", 2, "証明日"),
        "より後です",
    ),
    (
        "a safeguard that is not on file",
        {"契約": [contract_cells()], "記録": [{**NOTE, "対策番号": "A-1"}]},
        ("記録", 2, "対策番号"),
        "同じ契約番号・枝番にありません",
    ),
    (
        "an act of a branch that is not on file",
        {"契約": [contract_cells()], "立入調査": [{**VISIT, "枝番": 3}]},
        ("立入調査", 2, "枝番"),
        "この枝番の再委託がありません",
    ),
    (
        "a number beyond the database's integers",
        {"契約": [contract_cells(本人数=99_999_999_999)]},
        ("契約", 2, "本人数"),
        "整数で入力してください",
    ),
    (
        "a character that no database holds",
        {"契約": [contract_cells(件名="一斉_x0000_配信")]},
        ("契約", 2, "件名"),
        "使えない文字",
    ),
    (
        "half a character",
        {"契約": [contract_cells(件名="一斉_xD842_配信")]},
        ("契約", 2, "件名"),
        "使えない文字",
    ),
]


@pytest.mark.parametrize(
    ("sheets", "where", "said"),
    [case[1:] for case in REFUSED_ROWS],
    ids=[case[0] for case in REFUSED_ROWS],
)
def test_a_row_that_cannot_be_right_is_named_with_its_place(occupied, sheets, where, said):
    error = only_error(occupied, a_book(occupied.folder, **sheets))
    assert (place(error), said in error["message"]) == (where, True), error


def test_every_branch_of_a_loop_of_parents_is_named(occupied):
    loop = [{**SUBCONTRACT, "上位枝番": 2}, {**SUBCONTRACT, "枝番": 2, "上位枝番": 1}]
    book = a_book(occupied.folder, 契約=[contract_cells()], 再委託=loop)
    before = occupied.tables()
    done = occupied.run("workbook", "load", book, "--json")
    assert done.exit_code == 1
    assert occupied.tables() == before
    errors = json.loads(done.stdout)["errors"]
    assert [place(error) for error in errors] == [("再委託", 2, "枝番"), ("再委託", 3, "枝番")]
    assert all("輪になり" in error["message"] for error in errors)


def test_a_loop_that_closes_with_what_is_on_file_is_refused(installation):
    chain = [SUBCONTRACT, {**SUBCONTRACT, "枝番": 2, "上位枝番": 1}]
    installation.load_sheets(契約=[contract_cells()], 再委託=chain)
    book = a_book(
        installation.folder, 契約=[contract_cells()], 再委託=[{**SUBCONTRACT, "上位枝番": 2}]
    )
    error = only_error(installation, book)
    assert (place(error), "輪になり" in error["message"]) == (("再委託", 2, "枝番"), True)


def a_formula_without_its_value(folder: Path) -> Path:
    return a_book(folder, 契約=[contract_cells(本人数="=600+1")])


def a_cell_at_the_far_corner(folder: Path) -> Path:
    return a_sheet_of_xml(folder, '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def ten_megabytes_in_a_cell(folder: Path) -> Path:
    path = a_book(folder, 契約=[contract_cells(備考="MARK")])
    return changed(path, SHEET, lambda xml: xml.replace(b"MARK", b"a" * 10_000_000))


def a_lone_surrogate(folder: Path) -> Path:
    path = a_book(folder, 契約=[contract_cells(備考="MARK")])
    return changed(path, SHEET, lambda xml: xml.replace(b"MARK", b"&#xD800;"))


def an_entity_bomb(folder: Path) -> Path:
    entities = '<!ENTITY a "ああああああああ"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    row = '<row r="2"><c r="A2" t="inlineStr"><is><t>&b;</t></is></c></row>'
    return a_sheet_of_xml(folder, row, before=f"<!DOCTYPE worksheet [{entities}]>")


def a_zip_bomb(folder: Path) -> Path:
    blanks = b" " * 200_000_000
    head = f'<worksheet xmlns="{MAIN_NAMESPACE}">'.encode()
    return a_custom_book(folder, head + blanks + b"</worksheet>")


def a_renamed_pdf(folder: Path) -> Path:
    return written(folder, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")


def a_truncated_file(folder: Path) -> Path:
    whole = a_book(folder, 契約=[contract_cells()]).read_bytes()
    return written(folder, whole[: len(whole) // 2])


def a_wrong_sheet(folder: Path) -> Path:
    return a_book_of_rows(folder, {"けいやく": [["契約番号"], ["R8-001"]]})


def a_missing_heading(folder: Path) -> Path:
    cells = contract_cells()
    del cells["終了日"]
    return a_book_of_rows(folder, {"契約": [list(cells), list(cells.values())]})


def written(folder: Path, content: bytes) -> Path:
    path = folder / "登録ブック.xlsx"
    path.write_bytes(content)
    return path


REFUSED_FILES: list[tuple[Callable[[Path], Path], tuple[str, int | None, str], str]] = [
    (a_wrong_sheet, ("契約", None, ""), "シートがありません"),
    (a_missing_heading, ("契約", 1, "終了日"), ""),
    (a_formula_without_its_value, ("契約", 2, "本人数"), "数式の計算結果"),
    (a_cell_at_the_far_corner, ("契約", 1_048_576, "XFD"), ""),
    (ten_megabytes_in_a_cell, ("契約", 2, "備考"), "文字が長すぎます"),
    (a_lone_surrogate, ("契約", None, ""), "使えない文字"),
    (an_entity_bomb, ("", None, ""), "DOCTYPE"),
    (a_zip_bomb, ("", None, ""), ""),
    (a_renamed_pdf, ("", None, ""), "PDF"),
    (a_truncated_file, ("", None, ""), "壊れて"),
]


@pytest.mark.parametrize(
    ("make", "where", "said"), REFUSED_FILES, ids=[case[0].__name__ for case in REFUSED_FILES]
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(occupied, make, where, said):
    error = only_error(occupied, make(occupied.folder))
    assert said in error["message"]
    sheet, row, column = where
    if sheet and error["sheet"]:
        assert (error["sheet"], error["row"], error["column"]) == (
            sheet,
            row if row is not None else error["row"],
            column or error["column"],
        )


def test_a_refused_book_says_so_in_words_too(occupied):
    book = a_book(occupied.folder, 契約=[contract_cells(開始日="いつか")])
    done = occupied.run("workbook", "load", book)
    assert done.exit_code == 1
    assert "誤り：契約 2行 「開始日」（いつか）：" in done.stderr
    assert "誤りが1件あるため、何も書き込んでいません。" in done.stderr


def test_one_error_in_a_thousand_rows_and_nothing_is_written(occupied):
    before = occupied.tables()
    rows = [contract_cells(f"R8-{number:04}") for number in range(1_000)]
    rows[995] = contract_cells("R8-0995", 開始日="2026-02-30")
    loading = occupied.load(a_book(occupied.folder, 契約=rows))
    assert [(e.sheet, e.row, e.column) for e in loading.errors] == [("契約", 997, "開始日")]
    assert occupied.tables() == before


def test_one_row_that_refers_to_nothing_and_nothing_is_written(occupied):
    """An error that only the tables can tell is found before the first row is written."""
    before = occupied.tables()
    rows = [contract_cells(f"R8-{number:04}") for number in range(1_000)]
    notes = [{**NOTE, "契約番号": row["契約番号"]} for row in rows]
    notes[995]["契約番号"] = "R9-0995"
    loading = occupied.load(a_book(occupied.folder, 契約=rows, 記録=notes))
    assert [(e.sheet, e.row, e.column) for e in loading.errors] == [("記録", 997, "契約番号")]
    assert occupied.tables() == before


def test_a_file_that_is_not_there_is_wrong_usage(occupied):
    assert occupied.run("workbook", "load", occupied.folder / "ない.xlsx").exit_code == 2


def test_unknown_sheets_and_columns_are_warned_about_and_not_dropped_in_silence(installation):
    book = a_book(installation.folder, 契約=[contract_cells(担当者="係員")], メモ=[{"欄": 1}])
    loading = installation.load(book)
    assert loading.written
    said = [(warning.sheet, warning.column) for warning in loading.warnings]
    assert ("契約", "担当者") in said
    assert ("メモ", "") in said


def test_a_macro_book_is_read_without_its_macros(installation):
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "契約"
    sheet.append(list(contract_cells()))
    sheet.append(list(contract_cells().values()))
    path = installation.folder / "b.xlsm"
    book.save(path)
    assert installation.load(path).written
