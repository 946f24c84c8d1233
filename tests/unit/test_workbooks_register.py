"""The audit register that leaves the tool."""

import subprocess
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from app.workbooks.book_writer import new_book
from app.workbooks.limits import DEFAULT_LIMITS
from app.workbooks.out_sheet import Form, OutColumn, OutSheet
from app.workbooks.register import RegisterRows, write_register
from app.workbooks.register_sheets import REGISTER
from app.workbooks.strict_reader import open_book
from app.workbooks.table_writer import Look, OutValue, write_table
from audits.fiscal_year import FiscalYear

ON = date(2026, 11, 20)
MOMENT = datetime(2026, 11, 20, 10, 30, 5, tzinfo=UTC)
SAMPLES: dict[Form, OutValue] = {
    Form.TEXT: "教育支援課",
    Form.LONG_TEXT: "統合型校務支援システムの提供\n（2行目）",
    Form.LIST: ("氏名", "住所"),
    Form.DATE: ON,
    Form.ERA_DATE: "令和8年11月20日 (2026)",
    Form.MOMENT: MOMENT,
    Form.ORDINAL: 2026,
    Form.COUNT: 16_500,
    Form.RATE: 0.625,
}
# What a person may have typed to be taken for a formula, a link, markup or broken XML.
TYPED = [
    "=1+1",
    '=HYPERLINK("http://localhost","x")',
    "{=1+1}",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "http://localhost/",
    "mailto:x@localhost",
    "internal:Sheet1!A1",
    "<r>&</r>",
    "<r><t>太字</t></r>",
    "a & b < c > d \" '",
    "_x0041_",
    "<r>_x0041_</r>",
    " 前後の空白 ",
    "1行目\n2行目",
    "髙﨑 神 𠮷",
    "0012",
    "TRUE",
    "2026-11-20",
    "#N/A",
]


def _sample(column: OutColumn) -> OutValue:
    return column.codes.words[0] if column.codes else SAMPLES[column.form]


def _sample_rows(copies: int = 1) -> RegisterRows:
    def rows(sheet: OutSheet) -> Iterator[tuple[OutValue, ...]]:
        row = tuple(_sample(column) for column in sheet.columns)
        return (row for _ in range(copies))

    return RegisterRows(*(rows(sheet) for sheet in REGISTER[:8]))


def _write(folder: Path, rows: RegisterRows, **scope: Any) -> Path:
    path = folder / "監査台帳.xlsx"
    write_register(path, rows, **{"fiscal_year": None, "department": None, "on": ON, **scope})
    return path


def _notes(*texts: str) -> RegisterRows:
    """Violations whose remark is this text."""
    blank = (None,) * 9
    return RegisterRows(violations=[(*blank, text) for text in texts])


def _remarks(path: Path) -> list[Any]:
    return [row[9] for row in load_workbook(path)["違反"].iter_rows(min_row=2, values_only=True)]


def _strictly_read(path: Path, sheet: str) -> list[list[Any]]:
    with open_book(path, DEFAULT_LIMITS) as book:
        rows = book.rows(book.sheet_names.index(sheet))
        return [[value for _, value in cells] for _, cells in rows]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return load_workbook(_write(tmp_path_factory.mktemp("register"), _sample_rows()))


def test_its_sheets_stand_in_order_with_headings_in_row_1_and_data_from_row_2(book):
    assert book.sheetnames == [sheet.name for sheet in REGISTER]
    for sheet in REGISTER:
        headings, first, *_ = book[sheet.name].iter_rows(values_only=True)
        assert list(headings) == [column.heading for column in sheet.columns]
        assert all(value is not None for value in first)


def test_dates_are_real_dates_and_numbers_real_numbers(book):
    for sheet in REGISTER[:8]:
        for column, cell in zip(sheet.columns, book[sheet.name][2], strict=True):
            if column.form is Form.DATE:
                assert (cell.value.date(), cell.number_format) == (ON, "yyyy-mm-dd")
            elif column.form in (Form.COUNT, Form.ORDINAL, Form.RATE):
                assert cell.data_type == "n"
            elif column.form is Form.MOMENT:
                assert cell.value == MOMENT.replace(tzinfo=None)
            else:
                assert cell.data_type == "s"


def test_the_rate_is_a_share_shown_in_per_cent_and_blank_where_there_is_none(tmp_path):
    row = ("教育支援課", 8, 8, 5, 0.625, 4, 0, 0, 0, 0, 0)
    none = ("総務課", 0, 0, 0, None, 0, 0, 0, 0, 0, 0)
    sheet = load_workbook(_write(tmp_path, RegisterRows(summary=[row, none])))["集計"]
    assert (sheet["E2"].value, sheet["E2"].number_format) == (0.625, "0.0%")
    assert sheet["E3"].value is None
    assert sheet["D3"].value == 0


def test_yes_and_no_lists_and_fiscal_years_are_written_in_their_words(tmp_path):
    row: list[OutValue] = [None] * 31
    row[13], row[16], row[17] = ("氏名", "住所"), True, False
    year = ("R8-1", 0, FiscalYear(2026), *[None] * 11)
    rows = RegisterRows(engagements=[tuple(row)], inspections=[year])
    book = load_workbook(_write(tmp_path, rows))
    assert [book["台帳"].cell(2, at).value for at in (14, 17, 18)] == ["氏名、住所", "有", "無"]
    assert book["立入調査"]["C2"].value == 2026


def test_nothing_that_a_person_typed_becomes_a_formula_or_a_link(tmp_path):
    sheet = load_workbook(_write(tmp_path, _notes(*TYPED)))["違反"]
    cells = [sheet.cell(row, 10) for row in range(2, len(TYPED) + 2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_what_a_person_typed_reads_back_as_typed(tmp_path):
    path = _write(tmp_path, _notes(*TYPED, "先頭\r\n復帰"))
    assert [row[0] for row in _strictly_read(path, "違反")[1:]] == [*TYPED, "先頭\r\n復帰"]


def test_a_text_that_xml_cannot_carry_is_written_with_a_mark_in_its_place(tmp_path):
    path = _write(tmp_path, _notes("壊れた\ud800文字", "<r>\ufffe</r>"))
    assert _remarks(path) == ["壊れた\ufffd文字", "<r>\ufffd</r>"]


def test_a_text_beyond_excels_bound_is_cut_visibly(tmp_path):
    long, astral = _remarks(_write(tmp_path, _notes("あ" * 40_000, "𠮷" * 20_000)))
    assert (len(long), long[-1]) == (32_767, "…")
    assert len(astral.encode("utf-16-le")) // 2 <= 32_767
    assert astral[-1] == "…"


def test_a_day_before_excels_first_is_written_as_a_text(tmp_path):
    row = ("R8-1", 0, 1, date(1899, 12, 31), *[None] * 8)
    assert load_workbook(_write(tmp_path, RegisterRows(entries=[row])))["管理記録"]["D2"].value == (
        "1899-12-31"
    )


def test_headings_stay_in_sight_and_repeat_on_a4_landscape(book):
    for sheet in book:
        assert sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref == sheet.dimensions
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.print_title_rows == "$1:$1"
        assert not sheet.merged_cells.ranges


def test_the_head_of_each_page_says_what_the_register_covers(tmp_path):
    scope = {"fiscal_year": FiscalYear(2026), "department": "企画&調整課"}
    sheet: Any = load_workbook(_write(tmp_path, RegisterRows(), **scope))["台帳"]
    head = sheet.oddHeader.left.text
    assert head == ("監査台帳　令和8年度 (2026年度)　企画&&調整課　令和8年11月20日 (2026)現在")


def test_every_column_of_every_sheet_is_defined(book):
    rows = list(book["項目定義"].iter_rows(min_row=2, values_only=True))
    wanted = [(sheet.name, one.heading) for sheet in REGISTER for one in sheet.columns]
    assert [row[:2] for row in rows] == wanted
    assert all(all(row) for row in rows)


def test_every_code_that_can_appear_has_its_meaning(book):
    rows = list(book["コード表"].iter_rows(min_row=2, values_only=True))
    coded = {
        f"{sheet.name}・{one.heading}" for sheet in REGISTER for one in sheet.columns if one.codes
    }
    assert {row[0] for row in rows} == coded
    assert all(all(row) for row in rows)
    assert len({row[:2] for row in rows}) == len(rows)


def test_it_names_no_person(book):
    properties = book.properties
    assert (properties.creator, properties.lastModifiedBy) == ("みとどけ", "みとどけ")
    assert properties.created == datetime.combine(ON, datetime.min.time())


def test_the_same_facts_make_the_same_file(tmp_path):
    (tmp_path / "b").mkdir()
    first, second = _write(tmp_path, _sample_rows(3)), _write(tmp_path / "b", _sample_rows(3))
    assert first.read_bytes() == second.read_bytes()


def test_a_register_that_fails_on_the_way_leaves_nothing_behind(tmp_path):
    def rows() -> Iterator[tuple[OutValue, ...]]:
        yield ("教育支援課", *[0] * 10)
        raise ConnectionError("the database is away")

    with pytest.raises(ConnectionError):
        _write(tmp_path, RegisterRows(summary=rows()))
    assert list(tmp_path.iterdir()) == []


def test_a_row_of_the_wrong_length_is_never_written_askew(tmp_path):
    with pytest.raises(ValueError, match="shorter"):
        _write(tmp_path, RegisterRows(summary=[("教育支援課",)]))


def test_more_rows_than_a_sheet_holds_go_on_on_the_next(tmp_path):
    sheet = OutSheet("管理記録", (OutColumn("連番", Form.ORDINAL, "番号"),))
    path = tmp_path / "b.xlsx"
    with new_book(path, title="x", streaming=True) as book:
        write_table(book, sheet, ((number,) for number in range(5)), Look.of(book), "x", 2)
    read = load_workbook(path)
    assert [[cell.value for cell in one["A"]] for one in read] == [
        ["連番", 0, 1],
        ["連番", 2, 3],
        ["連番", 4],
    ]
    assert read.sheetnames == ["管理記録", "管理記録 (2)", "管理記録 (3)"]


@pytest.mark.libreoffice
def test_libreoffice_shows_the_cells_that_were_written(tmp_path):
    rows = _sample_rows(3)
    shown = [text for text in TYPED if "_x0041_" not in text]  # which it does not escape again
    path = _write(tmp_path, RegisterRows(**{**vars(rows), "violations": _notes(*shown).violations}))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    out = tmp_path / "out"
    subprocess.run(  # noqa: S603  our own words, written above
        [*command, "--outdir", out, path], check=True, capture_output=True, timeout=120
    )
    ours, theirs = load_workbook(path), load_workbook(out / path.name)
    assert theirs.sheetnames == ours.sheetnames
    for sheet in REGISTER:
        assert _cells(theirs[sheet.name]) == _cells(ours[sheet.name])


def _cells(sheet: Any) -> list[tuple[Any, ...]]:
    return [row for row in sheet.iter_rows(values_only=True) if any(row)]


def _peak_megabytes(folder: Path, rows: int) -> float:
    """What writing so many rows on each sheet takes, in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_write_and_measure, folder, rows).result()


def _write_and_measure(folder: Path, rows: int) -> float:
    _write(folder, RegisterRows(engagements=_sample_rows(rows).engagements))
    status = Path("/proc/self/status").read_text()
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024


@pytest.mark.slow
def test_memory_stays_flat_however_many_rows_there_are(tmp_path):
    assert _peak_megabytes(tmp_path, 20_000) <= 1.3 * _peak_megabytes(tmp_path, 2_000)
