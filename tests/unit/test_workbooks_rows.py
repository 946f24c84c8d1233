"""What the rows of a 登録ブック owe each other, and what is only remarked on."""

from pathlib import Path
from typing import Any

import pytest

from app.workbooks.problem import Problem
from app.workbooks.registration_reader import ReadBook, read_registration
from tests.books import CASES, a_book, a_book_of_rows, changed, contract_cells

RECEIVED = {"契約番号": "R8-001", "種別": "その他", "受領日": "2026-05-01"}
DISPOSED = {"契約番号": "R8-001", "データ番号": "D1", "区分": "返還", "日付": "2026-05-01"}
PROTECTED = {
    "契約番号": "R8-001",
    "番号": "S1",
    "実施者": "受託者",
    "区分": "運用上",
    "対策": "点検",
    "由来": "付議",
}
SUBCONTRACTED = {
    "契約番号": "R8-001",
    "枝番": 1,
    "再委託先名": "はるかぜデータセンター株式会社",
    "開始日": "2026-04-01",
    "終了日": "2027-03-31",
}
CERTIFIED = {"事業者名": "ことり配信株式会社", "制度": "ISMS", "有効期限": "2027-03-31"}
INSPECTED = {"契約番号": "R8-001", "年度": 2026, "実施日": "2026-11-20"}
NOTED = {"契約番号": "R8-001", "日付": "2026-05-01", "区分": "その他", "内容": "確認"}


def _read(folder: Path, **sheets: list[dict[str, Any]]) -> ReadBook:
    return read_registration(a_book(folder, **{"契約": [contract_cells()], **sheets}))


def _only_problem(folder: Path, **sheets: list[dict[str, Any]]) -> Problem:
    [problem] = _read(folder, **sheets).problems
    return problem


def _only_warning(folder: Path, **sheets: list[dict[str, Any]]) -> Problem:
    book = _read(folder, **sheets)
    assert book.problems == []
    [warning] = book.warnings
    return warning


def test_the_cases_of_the_source_documents_are_read_without_a_complaint():
    book = read_registration(CASES)
    assert (book.problems, book.warnings) == ([], [])
    assert len(book.sheets) == 17
    assert len(book.rows("契約")) == 14
    assert len(book.rows("保護対策")[-2]["期日"]) == 7


def test_a_number_that_stands_twice_names_both_rows(tmp_path):
    problem = _only_problem(
        tmp_path, 契約=[contract_cells("R8-1"), contract_cells("R8-2"), contract_cells("Ｒ８－１")]
    )
    assert (problem.sheet, problem.row, problem.column) == ("契約", 4, "契約番号")
    assert problem.value == "R8-1"
    assert "2行目と同じ" in problem.message


def test_an_empty_branch_is_the_contractor_itself_and_an_empty_round_the_first(tmp_path):
    again = INSPECTED | {"枝番": 0, "回": 1}
    problem = _only_problem(tmp_path, 立入調査=[INSPECTED, again])
    assert (problem.row, problem.column, problem.value) == (3, "回", "R8-001 0 2026年度 1")


def test_another_round_is_another_inspection(tmp_path):
    book = _read(tmp_path, 立入調査=[INSPECTED, INSPECTED | {"回": 2}])
    assert book.problems == []
    assert [row.key[-1] for row in book.rows("立入調査") if row.key] == [1, 2]


def test_a_certification_is_told_apart_by_the_folded_name_of_its_contractor(tmp_path):
    folded = CERTIFIED | {"事業者名": "ことり配信株式会社　", "制度": "ＩＳＭＳ"}
    assert _only_problem(tmp_path, 認証=[CERTIFIED, folded]).row == 3


def test_rows_without_a_key_may_stand_twice(tmp_path):
    book = _read(tmp_path, 記録=[NOTED, NOTED])
    assert book.problems == []
    assert [row.key for row in book.rows("記録")] == [None, None]


@pytest.mark.parametrize("heading", ["契約番号", "件名", "所管課", "開始日", "終了日", "特記事項"])
def test_a_required_cell_may_not_be_blank(tmp_path, heading):
    problem = _only_problem(tmp_path, 契約=[contract_cells(備考="x", **{heading: None})])
    assert (problem.row, problem.column) == (2, heading)
    assert "必ず" in problem.message


def test_blank_rows_are_passed_over(tmp_path):
    book = _read(tmp_path, 契約=[{"備考": "　"}, contract_cells(), {}])
    assert book.problems == []
    assert [row.number for row in book.rows("契約")] == [3]


def test_an_end_before_its_start_is_refused(tmp_path):
    problem = _only_problem(tmp_path, 契約=[contract_cells(終了日="2026-03-31")])
    assert (problem.column, problem.value) == ("終了日", "2026-03-31")
    late = SUBCONTRACTED | {"終了日": "2026-03-31"}
    assert _only_problem(tmp_path, 再委託=[late]).column == "終了日"


def test_a_contract_of_one_day_is_fine(tmp_path):
    assert _read(tmp_path, 契約=[contract_cells(終了日="2026-04-01")]).problems == []


def test_a_subcontract_is_never_branch_zero_or_under_itself(tmp_path):
    assert _only_problem(tmp_path, 再委託=[SUBCONTRACTED | {"枝番": 0}]).column == "枝番"
    assert _only_problem(tmp_path, 再委託=[SUBCONTRACTED | {"上位枝番": 1}]).column == "上位枝番"


def test_a_safeguard_belongs_to_a_contract_or_to_a_connection(tmp_path):
    neither = PROTECTED | {"契約番号": None}
    both = PROTECTED | {"結合番号": "K-1"}
    assert "どちらか" in _only_problem(tmp_path, 保護対策=[neither]).message
    assert "どちらか一方" in _only_problem(tmp_path, 保護対策=[both]).message


def test_advice_belongs_to_a_contract_or_to_a_connection(tmp_path):
    advice = {"番号": "J1", "助言": "対策を見直すこと"}
    assert "どちらか" in _only_problem(tmp_path, 助言=[advice]).message
    assert _read(tmp_path, 助言=[advice | {"結合番号": "K-1"}]).problems == []


def test_a_connection_has_neither_branches_nor_rhythms(tmp_path):
    connected = PROTECTED | {"契約番号": None, "結合番号": "K-1"}
    assert _read(tmp_path, 保護対策=[connected | {"頻度": "なし"}]).problems == []
    assert _only_problem(tmp_path, 保護対策=[connected | {"頻度": "毎月"}]).column == "頻度"
    assert _only_problem(tmp_path, 保護対策=[connected | {"枝番": 1}]).column == "枝番"


@pytest.mark.parametrize("frequency", ["期日", "指定日"])
def test_a_commitment_by_dates_without_dates_is_remarked_on(tmp_path, frequency):
    warning = _only_warning(tmp_path, 保護対策=[PROTECTED | {"頻度": frequency}])
    assert warning.column == "期日"


def test_dates_that_no_rhythm_uses_are_remarked_on(tmp_path):
    row = PROTECTED | {"頻度": "毎月", "期日": "2026-05-01、2026-06-01"}
    warning = _only_warning(tmp_path, 保護対策=[row])
    assert (warning.column, warning.value) == ("期日", "2026-05-01、2026-06-01")


def test_data_that_is_carried_over_names_the_contract_it_went_to(tmp_path):
    problem = _only_problem(tmp_path, 返還消去=[DISPOSED | {"区分": "引継ぎ"}])
    assert problem.column == "引継先契約番号"
    assert _read(tmp_path, 返還消去=[DISPOSED]).problems == []


def test_a_contract_neither_hands_data_on_to_itself_nor_follows_itself(tmp_path):
    itself = DISPOSED | {"区分": "引継ぎ", "引継先契約番号": "Ｒ８－００１"}
    problem = _only_problem(tmp_path, 返還消去=[itself])
    assert (problem.column, "別の契約" in problem.message) == ("引継先契約番号", True)
    problem = _only_problem(tmp_path, 契約=[contract_cells("R8-1", 前契約番号="R8-1")])
    assert (problem.column, "別の番号" in problem.message) == ("前契約番号", True)


def test_a_report_that_was_asked_for_names_the_request(tmp_path):
    problem = _only_problem(tmp_path, 報告受領=[RECEIVED | {"種別": "求めた報告"}])
    assert problem.column == "依頼番号"
    assert _read(tmp_path, 報告受領=[RECEIVED]).problems == []


def test_an_inspection_made_in_another_year_is_remarked_on(tmp_path):
    warning = _only_warning(tmp_path, 立入調査=[INSPECTED | {"実施日": "2027-04-01"}])
    assert (warning.column, warning.value) == ("実施日", "2027-04-01")


def test_an_occurrence_without_its_safeguard_is_remarked_on(tmp_path):
    assert _only_warning(tmp_path, 記録=[NOTED | {"対象": "2026-05"}]).column == "対象"


def test_unknown_sheets_and_columns_are_remarked_on(tmp_path):
    book = _read(tmp_path, 契約=[contract_cells(担当者="係長")], メモ=[{"a": 1}])
    assert book.problems == []
    assert [(one.sheet, one.row, one.column) for one in book.warnings] == [
        ("メモ", None, ""),
        ("契約", 1, "担当者"),
    ]


def test_values_under_no_heading_are_remarked_on_once(tmp_path):
    cells = contract_cells()
    rows = [list(cells), [*cells.values(), "迷子"], [*contract_cells("R8-2").values(), "迷子"]]
    book = read_registration(a_book_of_rows(tmp_path, {"契約": rows}))
    [warning] = book.warnings
    assert (warning.row, warning.column, warning.value) == (2, "H", "迷子")


def test_the_same_heading_twice_is_refused(tmp_path):
    cells = contract_cells()
    rows = [[*cells, "件　名".replace("　", "")], [*cells.values(), "別の件名"]]
    [problem] = read_registration(a_book_of_rows(tmp_path, {"契約": rows})).problems
    assert (problem.row, problem.column) == (1, "件名")


def test_the_same_sheet_twice_is_refused(tmp_path):
    cells = contract_cells()
    table = [list(cells), list(cells.values())]
    [problem] = read_registration(
        a_book_of_rows(tmp_path, {"契約": table, "契約 ": table})
    ).problems
    assert "同じ名前のシート" in problem.message


def test_headings_and_sheets_are_found_in_any_width_and_order(tmp_path):
    cells = {" 契約番号 ": "R8-1", **contract_cells()}
    del cells["契約番号"]
    rows = [list(reversed(cells)), list(reversed(cells.values()))]
    book = read_registration(a_book_of_rows(tmp_path, {" 契約": rows}))
    assert (book.problems, book.warnings) == ([], [])
    assert book.rows("契約")[0]["契約番号"] == "R8-1"


def test_a_value_in_a_problem_is_short_and_on_one_line(tmp_path):
    problem = _only_problem(tmp_path, 契約=[contract_cells(開始日="日\n" * 100)])
    assert len(problem.value) == 40
    assert "\n" not in problem.value


def test_progress_is_told_as_the_rows_go_by(tmp_path):
    told: list[tuple[int, int]] = []
    rows = [contract_cells(f"R8-{number}") for number in range(1500)]
    read_registration(a_book(tmp_path, 契約=rows), on_progress=lambda *at: told.append(at))
    assert told == [(1000, 1501), (1501, 1501)]


def test_macros_are_remarked_on_and_left_alone(tmp_path):
    relation = (
        b'<Relationship Id="m" Target="vbaProject.bin" '
        b'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/>'
        b"</Relationships>"
    )
    path = changed(
        a_book(tmp_path, 契約=[contract_cells()]),
        "xl/_rels/workbook.xml.rels",
        lambda xml: xml.replace(b"</Relationships>", relation),
    )
    book = read_registration(path)
    assert book.problems == []
    assert ["マクロ" in warning.message for warning in book.warnings] == [True]
