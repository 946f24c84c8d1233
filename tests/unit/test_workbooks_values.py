"""What stands in a cell of the 登録ブック, and what is taken from it."""

import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from app.workbooks.occurrence import Occurrence
from app.workbooks.registration_reader import ReadBook, read_registration
from audits.fiscal_year import FiscalYear
from audits.period import Period
from tests.books import a_book, a_sheet_of_xml, changed, contract_cells

DAY = date(2026, 11, 20)


def _value_of(book: ReadBook, sheet: str, heading: str) -> Any:
    assert book.problems == []
    [row] = book.rows(sheet)
    return row[heading]


def _read_contract(folder: Path, **cells: Any) -> ReadBook:
    return read_registration(a_book(folder, 契約=[contract_cells(**cells)]))


def _contract_value(folder: Path, heading: str, value: Any) -> Any:
    return _value_of(_read_contract(folder, **{heading: value}), "契約", heading)


def _contract_problem(folder: Path, heading: str, value: Any) -> str:
    [problem] = _read_contract(folder, **{heading: value}).problems
    assert (problem.sheet, problem.row, problem.column) == ("契約", 2, heading)
    return problem.message


@pytest.mark.parametrize(
    "written",
    [
        DAY,
        datetime.combine(DAY, time.min),
        "2026-11-20",
        "2026/11/20",
        "2026年11月20日",
        "令和8年11月20日",
        "R8.11.20",
        "２０２６年１１月２０日",
        " 令和８年11月20日 ",
    ],
)
def test_a_date_is_read_in_every_usual_form(tmp_path, written):
    assert _contract_value(tmp_path, "契約日", written) == DAY


def test_the_first_year_of_an_era_is_read(tmp_path):
    assert _contract_value(tmp_path, "契約日", "令和元年5月1日") == date(2019, 5, 1)
    assert _contract_value(tmp_path, "契約日", "H31.4.30") == date(2019, 4, 30)


@pytest.mark.parametrize("written", ["来年の春", 44197, "2026-02-29", "11/20", True, 20261120])
def test_what_is_no_date_is_refused_with_an_example(tmp_path, written):
    assert "2026-11-20" in _contract_problem(tmp_path, "契約日", written)


def test_a_date_with_a_time_of_day_is_refused(tmp_path):
    message = _contract_problem(tmp_path, "契約日", datetime.combine(DAY, time(10, 30)))
    assert "時刻" in message


def test_a_time_of_day_alone_is_no_date(tmp_path):
    assert "日付" in _contract_problem(tmp_path, "契約日", time(10, 30))


@pytest.mark.parametrize("written", ["1899-12-31", "9999-12-31"])
def test_a_date_far_away_is_refused(tmp_path, written):
    assert "1900年から2999年" in _contract_problem(tmp_path, "不成立日", written)


@pytest.mark.parametrize(
    ("typed", "kept"), [(12, "12"), (12.0, "12"), (1.5, "1.5"), ("Ｒ８－１ ", "R8-1")]
)
def test_a_number_of_a_contract_is_kept_in_one_form(tmp_path, typed, kept):
    book = read_registration(a_book(tmp_path, 契約=[contract_cells(typed)]))
    assert _value_of(book, "契約", "契約番号") == kept


def test_a_name_is_kept_as_it_was_typed(tmp_path):
    name = "株式会社髙﨑ﾃﾞｰﾀ　𠮷野"
    assert _contract_value(tmp_path, "受託者名", name) == name


def test_a_text_that_looks_like_a_formula_is_kept_as_a_text(tmp_path):
    book = read_registration(
        a_sheet_of_xml(
            tmp_path,
            '<row r="2">'
            + "".join(
                f'<c r="{column}2" t="inlineStr"><is><t>{text}</t></is></c>'
                for column, text in zip(
                    "ABDLMU",
                    ["=1+1", "@件名", "+課", "2026-04-01", "2027-03-31", "s"],
                    strict=True,
                )
            )
            + "</row>",
        )
    )
    assert _value_of(book, "契約", "契約番号") == "=1+1"


def test_a_date_in_a_column_of_text_is_refused_since_its_typed_form_is_lost(tmp_path):
    assert "日付" in _contract_problem(tmp_path, "備考", DAY)
    assert "TRUE" in _contract_problem(tmp_path, "備考", True)


def test_a_number_may_not_hold_a_line_break_or_run_on(tmp_path):
    assert "改行" in _contract_problem(tmp_path, "前契約番号", "R7\n001")
    assert "100文字" in _contract_problem(tmp_path, "前契約番号", "R" * 101)


@pytest.mark.parametrize(
    "written",
    [
        "氏名、住所、電話番号",
        "氏名,住所，電話番号",
        "氏名\n住所\r\n電話番号、",
        " 氏名､住所､ ､電話番号",
    ],
)
def test_a_list_is_separated_by_commas_of_any_kind_or_line_breaks(tmp_path, written):
    assert _contract_value(tmp_path, "情報項目", written) == ("氏名", "住所", "電話番号")


def test_a_list_of_nothing_is_a_blank(tmp_path):
    assert _contract_value(tmp_path, "情報項目", "、 、") is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [("有", True), ("はい", True), ("○", True), ("無", False), ("いいえ", False), ("×", False)],
)
def test_yes_and_no_are_read_in_the_usual_words(tmp_path, written, meant):
    assert _contract_value(tmp_path, "個人番号", written) is meant


def test_a_blank_stays_a_blank(tmp_path):
    assert _contract_value(tmp_path, "個人番号", None) is None
    assert _contract_value(tmp_path, "備考", " 　") is None


@pytest.mark.parametrize("written", ["?", 1, True])
def test_anything_else_is_neither_yes_nor_no(tmp_path, written):
    assert "有か無" in _contract_problem(tmp_path, "個人番号", written)


@pytest.mark.parametrize("written", [16500, "16500", "１６，５００", 16500.0])
def test_a_count_is_read_as_a_whole_number(tmp_path, written):
    assert _contract_value(tmp_path, "本人数", written) == 16500


@pytest.mark.parametrize("written", [-1, 1.5, "約100", 2**31, 1e300, False, "1e3"])
def test_a_count_is_never_negative_broken_or_guessed(tmp_path, written):
    assert "整数" in _contract_problem(tmp_path, "本人数", written)


def test_a_choice_outside_the_code_table_names_the_choices(tmp_path):
    message = _contract_problem(tmp_path, "定期報告", "毎週")
    assert "なし、毎月、四半期、半期、毎年度" in message


def _inspection(folder: Path, year: Any) -> ReadBook:
    row = {"契約番号": "R8-001", "年度": year}
    return read_registration(a_book(folder, 契約=[contract_cells()], 立入調査=[row]))


@pytest.mark.parametrize("written", [2026, "2026", "2026年度", "令和8年度", "令和８年度"])
def test_a_fiscal_year_is_read_in_every_usual_form(tmp_path, written):
    assert _value_of(_inspection(tmp_path, written), "立入調査", "年度") == FiscalYear(2026)


@pytest.mark.parametrize("written", ["今年度", 8, 2026.5, DAY, 20260])
def test_what_is_no_fiscal_year_is_refused(tmp_path, written):
    [problem] = _inspection(tmp_path, written).problems
    assert problem.column == "年度"


def _receipt(folder: Path, period: Any) -> ReadBook:
    row = {"契約番号": "R8-001", "種別": "定期報告", "対象期間": period, "受領日": DAY}
    return read_registration(a_book(folder, 契約=[contract_cells()], 報告受領=[row]))


@pytest.mark.parametrize("name", ["2026-10", "2026Q3", "2026上", "2026下", "2026年度"])
def test_a_period_is_read_by_its_name(tmp_path, name):
    assert _value_of(_receipt(tmp_path, name), "報告受領", "対象期間") == Period.parse(name)


def test_a_real_date_stands_for_its_month_as_a_period(tmp_path):
    period = _value_of(_receipt(tmp_path, DAY), "報告受領", "対象期間")
    assert str(period) == "2026-11"


@pytest.mark.parametrize("written", ["2026-11-20", "令和8年11月", "2026Q5", 2026, "2026-13"])
def test_anything_else_is_no_period(tmp_path, written):
    [problem] = _receipt(tmp_path, written).problems
    assert problem.column == "対象期間"
    assert "2026Q3" in problem.message


def _note(folder: Path, occurrence: Any) -> ReadBook:
    row = {"契約番号": "R8-001", "日付": DAY, "区分": "その他", "内容": "確認"}
    row |= {"対策番号": "S1", "対象": occurrence}
    return read_registration(a_book(folder, 契約=[contract_cells()], 記録=[row]))


def test_an_occurrence_is_a_period_or_a_day_and_remembers_a_real_date(tmp_path):
    named = _value_of(_note(tmp_path, "2026Q3"), "記録", "対象")
    typed = _value_of(_note(tmp_path, "令和8年11月20日"), "記録", "対象")
    real = _value_of(_note(tmp_path, DAY), "記録", "対象")
    assert named == Occurrence(period=Period.parse("2026Q3"))
    assert (typed.as_day, typed.as_period) == (DAY, None)
    assert (real.as_day, real.as_period) == (DAY, Period.month_of(DAY))
    assert [str(one) for one in (named, typed, real)] == ["2026Q3", "2026-11-20", "2026-11-20"]


@pytest.mark.parametrize("written", ["第3回", 3, "2026"])
def test_anything_else_is_no_occurrence(tmp_path, written):
    [problem] = _note(tmp_path, written).problems
    assert problem.column == "対象"


def _safeguard(**changes: Any) -> dict[str, Any]:
    row = {"契約番号": "R8-001", "番号": "S1", "実施者": "受託者", "区分": "運用上"}
    return {**row, "対策": "点検", "由来": "付議", "頻度": "指定日", **changes}


def test_dates_stand_in_one_cell_in_any_form(tmp_path):
    row = _safeguard(期日="2026-04-10、令和8年5月10日\n2026/6/10")
    book = read_registration(a_book(tmp_path, 契約=[contract_cells()], 保護対策=[row]))
    assert _value_of(book, "保護対策", "期日") == (
        date(2026, 4, 10),
        date(2026, 5, 10),
        date(2026, 6, 10),
    )


def test_one_bad_date_among_dates_is_the_one_that_is_shown(tmp_path):
    row = _safeguard(期日="2026-04-10、2026-04-31")
    book = read_registration(a_book(tmp_path, 契約=[contract_cells()], 保護対策=[row]))
    assert [problem.value for problem in book.problems] == ["2026-04-31"]


def _dated_cell(folder: Path, serial: str, *, number_format: str, epoch: str = "") -> ReadBook:
    """A contract whose 契約日 is a bare serial number in a cell of this number format."""
    path = a_book(folder, 契約=[contract_cells(契約日=12345)])
    changed(
        path,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"<v>12345</v>", f"<v>{serial}</v>".encode()).replace(
            b'r="K2"', b'r="K2" s="1"'
        ),
    )
    changed(
        path,
        "xl/workbook.xml",
        lambda xml: re.sub(b"<workbookPr(?=[ /])", f"<workbookPr{epoch}".encode(), xml),
    )
    new_style = f'<xf numFmtId="{number_format}"/></cellXfs>'.encode()
    changed(path, "xl/styles.xml", lambda xml: xml.replace(b"</cellXfs>", new_style))
    return read_registration(path)


@pytest.mark.parametrize("number_format", ["14", "22", "31", "57", "58"])
def test_the_built_in_date_formats_of_japanese_excel_are_dates(tmp_path, number_format):
    book = _dated_cell(tmp_path, "46346", number_format=number_format)
    assert _value_of(book, "契約", "契約日") == DAY


def test_a_book_that_counts_from_1904_is_read_rightly(tmp_path):
    book = _dated_cell(tmp_path, "44884", number_format="14", epoch=' date1904="1"')
    assert _value_of(book, "契約", "契約日") == DAY


def test_excels_first_days_are_read_as_excel_shows_them(tmp_path):
    book = _dated_cell(tmp_path, "59", number_format="14")
    assert _value_of(book, "契約", "契約日") == date(1900, 2, 28)
    assert _value_of(_dated_cell(tmp_path, "61", number_format="14"), "契約", "契約日") == date(
        1900, 3, 1
    )


@pytest.mark.parametrize("serial", ["60", "0", "-1", "2958466", "1e30"])
def test_days_that_never_were_are_refused(tmp_path, serial):
    [problem] = _dated_cell(tmp_path, serial, number_format="14").problems
    assert problem.column == "契約日"
    assert "暦にない" in problem.message


def test_a_serial_number_just_below_midnight_is_that_day(tmp_path):
    book = _dated_cell(tmp_path, "46345.999999999996", number_format="14")
    assert _value_of(book, "契約", "契約日") == DAY


@pytest.mark.parametrize("heading", ["件名", "受託者名", "実施機関", "登録業務の名称"])
def test_a_name_has_at_most_four_thousand_signs(tmp_path, heading):
    assert _contract_value(tmp_path, heading, "契" * 4_000) == "契" * 4_000
    said = _contract_problem(tmp_path, heading, "契" * 4_001)
    assert said == "4,000文字までで入力してください（4,001文字あります）。"
