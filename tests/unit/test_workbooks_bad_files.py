"""A file that is no 登録ブック, or no longer one, gets one clear sentence, soon and cheaply."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.workbooks.limits import Limits
from app.workbooks.problem import Problem
from app.workbooks.registration_reader import read_registration
from tests.books import (
    CASES,
    MAIN_NAMESPACE,
    SHEET,
    a_book,
    a_book_of_rows,
    a_custom_book,
    a_sheet_of_xml,
    changed,
    contract_cells,
    measured,
    zipped,
)

SECONDS, MEGABYTES = 2, 200
ENTITY_BOMB = (
    '<!DOCTYPE worksheet [<!ENTITY a "ああああああああああ">'
    '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def _only_problem(path: Path, limits: Limits | None = None) -> Problem:
    book = read_registration(path, limits) if limits else read_registration(path)
    [problem] = book.problems
    assert problem.message.endswith("。")
    return problem


def _sheet(inside: str) -> bytes:
    return f'<worksheet xmlns="{MAIN_NAMESPACE}">{inside}</worksheet>'.encode()


def _written(folder: Path, content: bytes) -> Path:
    path = folder / "登録ブック.xlsx"
    path.write_bytes(content)
    return path


def test_a_renamed_pdf_is_called_one(tmp_path):
    assert "PDF" in _only_problem(_written(tmp_path, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")).message


@pytest.mark.parametrize(
    "content", ["契約番号,件名\n".encode(), b"", b"\x89PNG\r\n\x1a\n", b"<html></html>"]
)
def test_other_content_is_no_workbook(tmp_path, content):
    assert "Excelのブック" in _only_problem(_written(tmp_path, content)).message


def test_a_workbook_behind_a_password_is_called_so(tmp_path):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
    encrypted = _written(tmp_path, ole + "EncryptedPackage".encode("utf-16-le"))
    assert "パスワード" in _only_problem(encrypted).message
    assert ".xls" in _only_problem(_written(tmp_path, ole)).message


def test_a_zip_of_something_else_is_no_workbook(tmp_path):
    path = zipped(tmp_path / "登録ブック.xlsx", {"写真.jpg": b"\xff\xd8"})
    assert "Excelのブック" in _only_problem(path).message


def test_a_word_document_is_no_workbook(tmp_path):
    path = a_book(tmp_path, 契約=[])
    changed(path, "xl/workbook.xml", lambda _: b"<document><body/></document>")
    assert "Excelのブック" in _only_problem(path).message


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_called_damaged(tmp_path, kept):
    content = a_book(tmp_path, 契約=[contract_cells()]).read_bytes()
    path = _written(tmp_path, content[: int(len(content) * kept)])
    assert "途中で切れている" in _only_problem(path).message


def test_a_book_packed_in_a_way_that_excel_does_not_use_is_to_be_saved_anew(tmp_path):
    path = a_book(tmp_path, 契約=[contract_cells()])
    content = bytearray(path.read_bytes())
    for mark, method_at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = content.find(mark)
        while at >= 0:
            content[at + method_at : at + method_at + 2] = (99).to_bytes(2, "little")
            at = content.find(mark, at + 1)
    assert "保存し直したファイル" in _only_problem(_written(tmp_path, bytes(content))).message


def test_a_sheet_whose_content_is_missing_is_named(tmp_path):
    path = changed(a_book(tmp_path, 契約=[contract_cells()]), SHEET, lambda _: None)
    problem = _only_problem(path)
    assert problem.sheet == "契約"
    assert "シート「契約」の中身" in problem.message


def test_a_book_of_other_sheets_lacks_the_contracts(tmp_path):
    path = a_book_of_rows(tmp_path, {"Sheet1": [["件名"], ["一斉メール"]]})
    problem = _only_problem(path)
    assert "「契約」のシートがありません" in problem.message


def test_a_missing_heading_is_named_and_its_sheet_is_not_read(tmp_path):
    cells = contract_cells()
    del cells["件名"]
    path = a_book_of_rows(tmp_path, {"契約": [list(cells), list(cells.values())]})
    problem = _only_problem(path)
    assert (problem.sheet, problem.row, problem.column) == ("契約", 1, "件名")
    assert "「件名」がありません" in problem.message


def test_headings_must_stand_in_the_first_row(tmp_path):
    cells = contract_cells()
    rows = [["登録ブック"], list(cells), list(cells.values())]
    problem = _only_problem(a_book_of_rows(tmp_path, {"契約": rows}))
    assert problem.message.startswith("1行目に必要な見出し")


def test_a_bad_date_is_named_with_its_place(tmp_path):
    path = a_book(tmp_path, 契約=[contract_cells(), contract_cells("R8-002", 開始日="四月一日")])
    problem = _only_problem(path)
    assert problem == Problem("契約", 3, "開始日", "四月一日", problem.message)


def test_a_formula_without_a_result_is_not_taken_for_a_blank_or_a_zero(tmp_path):
    path = a_book(tmp_path, 契約=[contract_cells(本人数="=1+1")])
    problem = _only_problem(path)
    assert (problem.row, problem.column) == (2, "本人数")
    assert "計算結果" in problem.message


def test_a_formula_is_read_as_its_result(tmp_path):
    path = a_book(tmp_path, 契約=[contract_cells(本人数="=1+1")])
    changed(path, SHEET, lambda xml: xml.replace(b"<v></v>", b"<v>2</v>"))
    book = read_registration(path)
    assert book.problems == []
    assert book.rows("契約")[0]["本人数"] == 2


def test_a_formula_that_results_in_an_empty_text_is_a_blank(tmp_path):
    row = '<row r="2"><c r="AA2" t="str"><f>IF(1,"")</f><v></v></c></row>'
    book = read_registration(a_sheet_of_xml(tmp_path, row))
    assert book.problems == []
    assert book.rows("契約") == []


@pytest.mark.parametrize("shown", ["#N/A", "#REF!", "#VALUE!"])
def test_an_error_in_a_cell_is_an_error(tmp_path, shown):
    path = a_book(tmp_path, 契約=[contract_cells(備考=shown)])
    problem = _only_problem(path)
    assert (problem.column, problem.value) == ("備考", shown)


def test_ten_megabytes_of_text_in_a_cell_are_too_long(tmp_path):
    text = "あ" * (10 * 1024 * 1024 // 3)
    row = f'<row r="2"><c r="B2" t="inlineStr"><is><t>{text}</t></is></c></row>'
    path = a_sheet_of_xml(tmp_path, row)
    found = measured(path)
    assert "32,767文字まで" in found.messages[0]
    assert found.seconds < SECONDS
    assert found.megabytes < MEGABYTES
    problem = read_registration(path).problems[0]
    assert (problem.row, problem.column, len(problem.value)) == (2, "件名", 40)


def test_text_of_excels_own_length_is_taken(tmp_path):
    book = read_registration(a_book(tmp_path, 契約=[contract_cells(備考="あ" * 32_767)]))
    assert book.problems == []
    assert len(book.rows("契約")[0]["備考"]) == 32_767


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "docProps/core.xml"])
def test_entities_are_refused_in_every_part(tmp_path, part):
    bomb = f"<?xml version='1.0'?>{ENTITY_BOMB}<a>&c;</a>".encode()
    path = changed(a_book(tmp_path, 契約=[contract_cells()]), part, lambda _: bomb)
    assert "DOCTYPE" in _only_problem(path).message


def test_entities_are_refused_in_every_encoding(tmp_path):
    bomb = f"<?xml version='1.0' encoding='UTF-16'?>{ENTITY_BOMB}<a>&c;</a>".encode("utf-16")
    path = a_custom_book(tmp_path, bomb)
    assert "DOCTYPE" in _only_problem(path).message


def test_one_cell_far_away_is_refused_without_walking_there(tmp_path):
    row = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = a_sheet_of_xml(tmp_path, row)
    problem = _only_problem(path)
    assert (problem.sheet, problem.row, problem.column) == ("契約", 1_048_576, "XFD")
    found = measured(path)
    assert found.seconds < SECONDS
    assert found.megabytes < MEGABYTES


def test_an_empty_cell_far_away_does_no_harm(tmp_path):
    row = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert read_registration(a_sheet_of_xml(tmp_path, row)).problems == []


@pytest.mark.parametrize("escape", ["_xD800_", "_x0000_", "_x0007_", "_xFFFF_"])
def test_a_character_that_is_none_is_refused_in_its_cell(tmp_path, escape):
    path = a_book(tmp_path, 契約=[contract_cells(備考=f"壊れた{escape}文字")])
    problem = _only_problem(path)
    assert (problem.row, problem.column) == (2, "備考")
    assert "使えない文字" in problem.message
    problem.value.encode()


@pytest.mark.parametrize("raw", [b"&#xD800;", b"\xed\xa0\x80", b"\x00", b"&#1;"])
def test_a_lone_surrogate_or_control_character_in_the_file_is_refused(tmp_path, raw):
    path = a_book(tmp_path, 契約=[contract_cells(備考="MARK")])
    changed(path, SHEET, lambda xml: xml.replace(b"MARK", raw))
    assert "使えない文字" in _only_problem(path).message


def test_a_character_written_as_two_escapes_is_one_character(tmp_path):
    book = read_registration(a_book(tmp_path, 契約=[contract_cells(受託者名="_xD842__xDFB7_野")]))
    assert book.rows("契約")[0]["受託者名"] == "𠮷野"


def test_the_reading_beside_japanese_text_is_not_taken_for_text(tmp_path):
    text = "<r><t>教育</t></r><r><t>支援課</t></r><rPh sb='0' eb='2'><t>キョウイク</t></rPh>"
    path = a_book(tmp_path, 契約=[contract_cells(所管課="MARK")])
    changed(
        path,
        SHEET,
        lambda xml: xml.replace(b"<t>MARK</t>", text.encode("ascii", "xmlcharrefreplace")),
    )
    book = read_registration(path)
    assert book.problems == []
    assert book.rows("契約")[0]["所管課"] == "教育支援課"


def _zip_bomb(folder: Path) -> Path:
    return a_custom_book(folder, _sheet(" " * 200_000_000))


def _many_entries(folder: Path) -> Path:
    return zipped(folder / "b.xlsx", {f"xl/media/{n}.xml": b"" for n in range(60_000)})


def _a_million_rows(folder: Path) -> Path:
    rows = "<row><c><v>1</v></c></row>" * 1_100_000
    return a_custom_book(folder, _sheet(f"<sheetData>{rows}</sheetData>"))


def _a_million_cells_in_a_row(folder: Path) -> Path:
    return a_custom_book(folder, _sheet(f"<sheetData><row>{'<c/>' * 4_000_000}</row></sheetData>"))


def _an_endless_attribute(folder: Path) -> Path:
    return a_custom_book(folder, _sheet(f'<sheetData a="{"1" * 30_000_000}"/>'))


def _a_deep_tree(folder: Path) -> Path:
    return a_custom_book(folder, _sheet("<a>" * 4_000_000))


def _many_shared_strings(folder: Path) -> Path:
    path = folder / "登録ブック.xlsx"
    strings = f'<sst xmlns="{MAIN_NAMESPACE}">{"<si><t>1</t></si>" * 1_500_000}</sst>'.encode()
    with ZipFile(a_book(folder, 契約=[contract_cells()]), "a", ZIP_DEFLATED) as book:
        book.writestr("xl/strings.xml", strings)
    relation = (
        b'<Relationship Id="s" Target="strings.xml" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    return changed(
        path,
        "xl/_rels/workbook.xml.rels",
        lambda xml: xml.replace(b"</Relationships>", relation),
    )


@pytest.mark.parametrize(
    "bomb",
    [
        _zip_bomb,
        _many_entries,
        _a_million_rows,
        _a_million_cells_in_a_row,
        _an_endless_attribute,
        _a_deep_tree,
    ],
)
def test_a_bomb_is_refused_within_two_seconds_and_two_hundred_megabytes(tmp_path, bomb):
    found = measured(bomb(tmp_path))
    assert len(found.messages) == 1
    assert found.seconds < SECONDS
    assert found.megabytes < MEGABYTES


@pytest.mark.slow
def test_too_many_shared_strings_are_refused_within_two_hundred_megabytes(tmp_path):
    found = measured(_many_shared_strings(tmp_path))
    assert "種類を超えています" in found.messages[0]
    assert found.megabytes < MEGABYTES


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(file_bytes=100), "ファイルが大きすぎます"),
        (Limits(entries=3), "部品が3個"),
        (Limits(unpacked_bytes=1000), "展開すると"),
        (Limits(sheets=1), "シートが1枚"),
        (Limits(rows=2), "2行"),
        (Limits(rows_in_all=2), "全部で2行"),
        (Limits(columns=10), "10列"),
        (Limits(cells_in_all=30), "セルが全部で30個"),
        (Limits(text_in_all=50), "文字が全部で50字"),
    ],
)
def test_each_limit_says_what_it_is(tmp_path, limits, said):
    path = a_book(tmp_path, 契約=[contract_cells(), contract_cells("R8-002", 備考="x")], 再委託=[])
    assert said in _only_problem(path, limits).message


def test_a_list_may_not_run_on(tmp_path):
    path = a_book(tmp_path, 契約=[contract_cells(情報項目="氏名、住所、電話")])
    assert "2個まで" in _only_problem(path, Limits(list_entries=2)).message


def test_problems_are_bounded_and_the_rest_is_counted(tmp_path):
    rows = [contract_cells(f"R8-{number}", 開始日="?") for number in range(10)]
    problems = read_registration(a_book(tmp_path, 契約=rows), Limits(problems=3)).problems
    assert [problem.row for problem in problems] == [2, 3, 4, None]
    assert "ほかに7件" in problems[-1].message


Edits = list[tuple[float, bytes]]
EDITS: st.SearchStrategy[Edits] = st.lists(
    st.tuples(st.floats(0, 1), st.binary(max_size=8)), min_size=1, max_size=6
)


def _edited(content: bytes, edits: Edits) -> bytes:
    """The bytes overwritten at each place (0: the first, 1: the last)."""
    for place, piece in edits:
        at = int(place * len(content))
        content = content[:at] + piece + content[at + max(len(piece), 1) :]
    return content


def _ends_in_sentences(path: Path) -> None:
    book = read_registration(path)
    for problem in (*book.problems, *book.warnings):
        assert problem.message.endswith("。")
        f"{problem.sheet}{problem.column}{problem.value}".encode()


@settings(max_examples=150)
@given(edits=EDITS)
def test_a_file_damaged_anywhere_ends_in_a_sentence(tmp_path_factory, edits):
    path = tmp_path_factory.mktemp("damaged") / "b.xlsx"
    path.write_bytes(_edited(CASES.read_bytes(), edits))
    _ends_in_sentences(path)


@settings(max_examples=150)
@given(edits=EDITS, part=st.sampled_from([SHEET, "xl/workbook.xml", "xl/styles.xml"]))
def test_a_part_damaged_anywhere_ends_in_a_sentence(tmp_path_factory, edits, part):
    path = tmp_path_factory.mktemp("damaged") / "b.xlsx"
    path.write_bytes(CASES.read_bytes())
    _ends_in_sentences(changed(path, part, lambda content: _edited(content, edits)))
