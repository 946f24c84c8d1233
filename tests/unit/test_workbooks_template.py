"""The empty 登録ブック: what a department gets to fill in."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.workbooks.column import Kind
from app.workbooks.registration import REGISTRATION
from app.workbooks.registration_reader import read_registration
from app.workbooks.template import write_template
from tests.books import contract_cells


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "登録ブック.xlsx"
    write_template(path)
    return path


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return load_workbook(path)


def _table(sheet: Worksheet) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_it_reads_back_without_a_problem_and_without_a_warning(path):
    read = read_registration(path)
    assert (read.problems, read.warnings) == ([], [])
    assert {name: len(rows) for name, rows in read.sheets.items()} == dict.fromkeys(REGISTRATION, 0)


def test_what_is_filled_in_reads_back(path, tmp_path):
    filled = load_workbook(path)
    sheet = filled["契約"]
    for heading, value in contract_cells().items():
        sheet.cell(2, REGISTRATION["契約"].headings.index(heading) + 1, value)
    filled.save(tmp_path / "filled.xlsx")
    read = read_registration(tmp_path / "filled.xlsx")
    assert (read.problems, read.warnings) == ([], [])
    assert read.rows("契約")[0]["契約番号"] == "R8-001"


def test_every_sheet_has_exactly_its_headings_in_row_1(book):
    assert book.sheetnames == [*REGISTRATION, "コード表", "項目定義"]
    for name, spec in REGISTRATION.items():
        assert _table(book[name]) == [list(spec.headings)]


def test_headings_stay_in_sight_and_repeat_on_a4_landscape(book):
    for sheet in book:
        assert sheet.freeze_panes in ("A2", "B2")
        assert sheet.auto_filter.ref.startswith("A1:")
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.print_title_rows == "$1:$1"


def test_no_cell_is_merged_and_no_row_or_column_is_hidden(book):
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert not any(one.hidden for one in sheet.column_dimensions.values())
        assert not any(one.hidden for one in sheet.row_dimensions.values())


def test_columns_are_wide_enough_for_their_headings(book):
    for name, spec in REGISTRATION.items():
        widths = book[name].column_dimensions
        for cell, heading in zip(book[name][1], spec.headings, strict=True):
            assert widths[cell.column_letter].width >= 2 * len(heading), heading


def test_a_column_of_choices_offers_exactly_its_words(book):
    codes = _table(book["コード表"])
    for name, spec in REGISTRATION.items():
        offered = {
            str(rule.sqref).split(":")[0]: rule
            for rule in book[name].data_validations.dataValidation
        }
        for cell, column in zip(book[name][1], spec.columns, strict=True):
            rule = offered[f"{cell.column_letter}2"]
            if column.kind not in (Kind.CHOICE, Kind.YES_NO):
                assert rule.type in (None, "none")
                continue
            first, last = rule.formula1.replace("$", "").removeprefix("コード表!").split(":")
            rows = codes[int(first[1:]) - 1 : int(last[1:])]
            wanted = column.codes.words if column.codes else ("有", "無")
            assert [row[1] for row in rows] == list(wanted)
            assert {row[0] for row in rows} == {f"{name}・{column.heading}"}


def test_the_note_at_a_cell_says_whether_it_is_required(book):
    for name, spec in REGISTRATION.items():
        titles = [rule.promptTitle for rule in book[name].data_validations.dataValidation]
        wanted = [
            f"{one.heading}（{'必須' if one.required else '空欄可'}）" for one in spec.columns
        ]
        assert sorted(titles) == sorted(wanted)


def test_every_column_is_defined(book):
    heading, *rows = _table(book["項目定義"])
    assert heading == ["シート", "列", "意味", "形式", "必須"]
    wanted = [
        [name, one.heading, "必須" if one.required else "空欄可"]
        for name, spec in REGISTRATION.items()
        for one in spec.columns
    ]
    assert [[row[0], row[1], row[4]] for row in rows] == wanted
    assert all(row[2] and row[3] for row in rows)


def test_every_code_has_a_meaning_and_no_code_stands_twice(book):
    heading, *rows = _table(book["コード表"])
    assert heading == ["項目", "値", "意味"]
    assert all(all(row) for row in rows)
    assert len({(row[0], row[1]) for row in rows}) == len(rows)


def test_what_is_typed_into_a_column_of_numbers_stays_text(path):
    # Excel would turn a number such as 8-1 into a date.
    styles = load_workbook(path)["契約"].column_dimensions
    assert (styles["A"].number_format, styles["K"].number_format) == ("@", "yyyy-mm-dd")


def test_it_names_no_person(book):
    assert book.properties.creator == "みとどけ"
    assert book.properties.lastModifiedBy in (None, "", "みとどけ")


def test_it_is_the_same_every_time(path, tmp_path):
    write_template(tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()
