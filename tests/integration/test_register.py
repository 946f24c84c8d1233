"""The 監査台帳 that leaves the tool: its form, its figures, and what it leaves out."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from audits.fiscal_year import FiscalYear
from tests.books import a_book, changed, contract_cells
from tests.integration.installation import Installation

SPEC = Path(__file__).resolve().parents[2] / "docs" / "spec" / "workbook.md"
DAYS = ("2020-04-01", "2021-04-15", "2026-11-20")
TODAY = "2026-11-20"
NAMES = ["=1+1", "@SUM(A1)", "+1", "-1", '=HYPERLINK("http://localhost","x")', "髙﨑　神𠮷"]
PROVIDED = ("提供", "収集", "作成")

Cells = Mapping[str, Any]
Book = Mapping[str, Sequence[Cells]]


def headings_of_the_spec() -> dict[str, list[str]]:
    """Sheet by sheet, as docs/spec/workbook.md 2 lists them."""
    text = SPEC.read_text(encoding="utf-8").split("\n## 2. ")[1].split("\n## 3. ")[0]
    rows = re.findall(r"^\| (\S+) \| [^|]+ \| ([^|]+) \|$", text, re.MULTILINE)
    return {
        sheet: [re.sub(r" \(.*\)$", "", heading.strip()) for heading in headings.split("·")]
        for sheet, headings in rows
        if sheet != "sheet"
    }


def read(path: Path) -> Book:
    book = load_workbook(path)
    found = {}
    for sheet in book:
        headings, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(map(str, headings), row, strict=True)) for row in rows]
    return found


def written(installation: Installation, *options: object) -> Path:
    out = installation.folder / "監査台帳.xlsx"
    done = installation.run("register", out, *options)
    assert done.exit_code == 0, done.output
    return out


def register(installation: Installation, *options: object) -> Book:
    return read(written(installation, *options))


def engagement(row: Cells) -> tuple[str, int]:
    return row["契約番号"], row["枝番"]


def counted(rows: Sequence[Cells]) -> Counter[tuple[str, int]]:
    return Counter(map(engagement, rows))


def day(value: Any) -> str | None:
    """A day as ISO text, whether it comes from a cell or from either database."""
    return None if value is None else str(value)[:10]


def test_the_sheets_and_headings_are_those_of_the_specification(golden_to_read):
    wanted = headings_of_the_spec()
    assert len(wanted) == 10
    book = load_workbook(written(golden_to_read, "--on", TODAY))
    assert book.sheetnames == list(wanted)
    for sheet in book:
        assert [cell.value for cell in sheet[1]] == wanted[sheet.title]


def test_an_empty_installation_has_a_register_without_rows(installation):
    found = register(installation)
    assert list(found) == list(headings_of_the_spec())
    assert not any(found[sheet] for sheet in list(found)[:8])


def test_every_entry_of_the_record_is_a_row(golden_to_read):
    rows = register(golden_to_read, "--on", TODAY)["管理記録"]
    query = (
        'SELECT contract, branch, number, "on", kind, text, other_party, officer, method, place '
        "FROM entries"
    )
    on_file = [
        (*row[:3], day(row[3]), *(word or None for word in row[4:]))
        for row in golden_to_read.rows(query)
    ]
    found = [
        (
            *engagement(row),
            row["連番"],
            day(row["日付"]),
            *(row[h] for h in ("区分", "内容", "相手方", "確認者", "方法", "資料の所在")),
        )
        for row in rows
    ]
    assert sorted(found, key=repr) == sorted(on_file, key=repr)
    assert [(r["契約番号"], r["連番"]) for r in rows] == sorted(
        (r["契約番号"], r["連番"]) for r in rows
    )


def test_the_time_of_writing_is_japanese_time(golden_to_read):
    rows = register(golden_to_read, "--on", TODAY)["管理記録"]
    assert {row["記録日時"].replace(microsecond=0) for row in rows} == {
        datetime(2026, 11, 20, 10, 2, 3, tzinfo=ZoneInfo("Asia/Tokyo")).replace(tzinfo=None)
    }


def test_every_data_item_is_a_row(golden_to_read):
    rows = register(golden_to_read, "--on", TODAY)["データ"]
    query = (
        'SELECT c.number AS contract, g.branch, d.number, d.name, d."on", d.count '
        "FROM data_items d JOIN engagements g ON g.id = d.engagement_id "
        "JOIN contracts c ON c.id = g.contract_id WHERE d.is_current"
    )
    on_file = [(r[0], r[1], r[2], r[3], day(r[4]), r[5]) for r in golden_to_read.rows(query)]
    found = [
        (*engagement(r), r["データ番号"], r["データ名"], day(r["日付"]), r["件数"]) for r in rows
    ]
    assert sorted(found, key=repr) == sorted(on_file, key=repr)
    assert {row["区分"] for row in rows} <= set(PROVIDED)


def test_every_inspection_and_finding_is_a_row(golden_to_read):
    book = register(golden_to_read, "--on", TODAY)
    visits = (
        "SELECT c.number, g.branch, i.fiscal_year, i.round, i.carried_out_on FROM inspections i "
        "JOIN engagements g ON g.id = i.engagement_id JOIN contracts c ON c.id = g.contract_id "
        "WHERE i.is_current"
    )
    found = [(*engagement(r), r["年度"], r["回"], day(r["実施日"])) for r in book["立入調査"]]
    on_file = [(*row[:4], day(row[4])) for row in golden_to_read.rows(visits)]
    assert sorted(found, key=repr) == sorted(on_file, key=repr)
    assert len(book["指摘是正"]) == golden_to_read.count("findings") == 3


@pytest.mark.parametrize("on", DAYS)
def test_what_is_open_on_the_day_is_what_the_list_says(golden_to_read, on):
    rows = register(golden_to_read, "--on", on)["期限"]
    owed = golden_to_read.told("due", "--state", "all", "--on", on)
    still_open = [i for i in owed if i["state"] in ("overdue", "due_soon", "planned")]
    columns = ("契約番号", "枝番", "根拠", "年度", "期間", "超過日数")
    found = [(*(row[h] for h in columns), day(row["期限"])) for row in rows]
    expected = [
        (
            *(i[k] for k in ("contract", "branch", "basis", "fiscal_year", "period")),
            i["days_overdue"],
            i["due_on"],
        )
        for i in still_open
    ]
    assert sorted(found, key=repr) == sorted(expected, key=repr)


@pytest.mark.parametrize("on", DAYS)
def test_what_is_broken_on_the_day_is_what_the_list_says(golden_to_read, on):
    rows = register(golden_to_read, "--on", on)["違反"]
    known = golden_to_read.told("violations", "--all", "--on", on)
    found = [(*engagement(r), r["内容"], day(r["発生日"]), r["区分"]) for r in rows]
    words = {"violation": "違反のおそれ", "check": "要確認"}
    expected = [
        (v["contract"], v["branch"], v["detail"], v["since"], words[v["level"]]) for v in known
    ]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("on", DAYS)
def test_the_figures_of_an_engagement_are_the_rows_of_the_other_sheets(golden_to_read, on):
    book = register(golden_to_read, "--on", on)
    overdue = counted([r for r in book["期限"] if r["状態"] == "期限超過"])
    broken = counted(
        [r for r in book["違反"] if r["区分"] == "違反のおそれ" and r["処理日"] is None]
    )
    found = counted(book["指摘是正"])
    not_right = counted([r for r in book["指摘是正"] if r["状態"] != "是正確認済"])
    data = [r for r in book["データ"] if day(r["日付"]) <= on]
    left = counted([r for r in data if r["状態"] in ("未消去", "証明書待ち")])
    for row in book["台帳"]:
        key = engagement(row)
        assert row["期限超過数"] == overdue[key]
        assert row["違反のおそれ数"] == broken[key]
        assert row["指摘数"] == found[key]
        assert row["未是正数"] == not_right[key]
        assert row["引渡データ数"] == counted(data)[key]
        assert row["未消去データ数"] == left[key]
    assert sum(row["期限超過数"] for row in book["台帳"]) == len(
        golden_to_read.told("due", "--on", on)
    )


@pytest.mark.parametrize("options", [(), ("--fiscal-year", 2020)])
def test_the_summary_adds_up_what_its_departments_engagements_have(golden_to_read, options):
    book = register(golden_to_read, "--on", "2021-04-15", *options)
    owed = golden_to_read.told("due", "--state", "all", "--on", "2021-04-15", *options)
    of = {row["契約番号"]: row["所管課"] for row in book["台帳"]}
    assert [row["所管課"] for row in book["集計"]] == sorted(set(of.values()))
    for row in book["集計"]:
        mine = [r for r in book["台帳"] if r["所管課"] == row["所管課"]]
        visits = [
            i for i in owed if of.get(i["contract"]) == row["所管課"] and i["kind"] == "inspection"
        ]
        made = [i for i in visits if i["closed_on"]]
        assert row["契約数"] == len({r["契約番号"] for r in mine})
        assert (row["要調査数"], row["実施数"]) == (len(visits), len(made))
        assert row["実施率"] == (pytest.approx(len(made) / len(visits)) if visits else None)
        for total, figure in (
            ("期限超過数", "期限超過数"),
            ("未是正数", "未是正数"),
            ("未消去数", "未消去データ数"),
            ("違反のおそれ数", "違反のおそれ数"),
        ):
            assert row[total] == sum(r[figure] for r in mine)
    assert any(row["実施率"] is not None for row in book["集計"])


def test_a_department_that_owes_no_visit_has_no_rate(golden_to_read):
    [row] = register(golden_to_read, "--department", "福祉課", "--on", TODAY)["集計"]
    assert (row["契約数"], row["要調査数"], row["実施率"]) == (1, 0, None)


def test_the_rate_is_a_number_that_is_shown_as_per_cent(golden_to_read):
    sheet = load_workbook(written(golden_to_read, "--on", TODAY))["集計"]
    heading = next(cell for cell in sheet[1] if cell.value == "実施率")
    rates = [sheet.cell(row, heading.column) for row in range(2, sheet.max_row + 1)]
    rates = [cell for cell in rates if cell.value is not None]
    assert rates
    for cell in rates:
        assert isinstance(cell.value, int | float)
        assert 0 <= cell.value <= 1
        assert "%" in cell.number_format


@pytest.mark.parametrize("year", [2015, 2019, 2020, 2026])
def test_a_fiscal_year_holds_what_touches_it(golden_to_read, year):
    whole = register(golden_to_read, "--on", TODAY)
    book = register(golden_to_read, "--on", TODAY, "--fiscal-year", year)
    days = FiscalYear(year).days
    first, last = days.first.isoformat(), days.last.isoformat()
    assert list(map(engagement, book["台帳"])) == [
        engagement(row)
        for row in whole["台帳"]
        if str(day(row["開始日"])) <= last and str(day(row["終了日"])) >= first
    ]
    assert book["管理記録"] == [
        row for row in whole["管理記録"] if first <= str(day(row["日付"])) <= last
    ]
    assert book["データ"] == [
        row for row in whole["データ"] if first <= str(day(row["日付"])) <= last
    ]
    assert book["違反"] == [
        row for row in whole["違反"] if first <= str(day(row["発生日"])) <= last
    ]
    owed = golden_to_read.told("due", "--state", "all", "--on", TODAY, "--fiscal-year", year)
    still_open = [i for i in owed if i["state"] in ("overdue", "due_soon", "planned")]
    assert len(book["期限"]) == len(still_open)
    assert 0 < len(book["台帳"]) < len(whole["台帳"])


def test_a_department_holds_its_own_contracts_in_every_sheet(golden_to_read):
    whole = register(golden_to_read, "--on", TODAY)
    mine = {row["契約番号"] for row in whole["台帳"] if row["所管課"] == "教育支援課"}
    book = register(golden_to_read, "--on", TODAY, "--department", "教育支援課")
    for sheet in ("台帳", "期限", "立入調査", "指摘是正", "データ", "管理記録", "違反"):
        assert book[sheet] == [row for row in whole[sheet] if row["契約番号"] in mine]
    assert [row["所管課"] for row in book["集計"]] == ["教育支援課"]
    assert book["集計"][0] in whole["集計"]


def test_a_department_that_is_not_there_has_an_empty_register(golden_to_read):
    book = register(golden_to_read, "--department", "ない課")
    assert not any(book[sheet] for sheet in list(book)[:8])


def test_on_an_earlier_day_later_acts_are_not_known(golden_to_read):
    """The tablets' contract: on its first days nobody had visited; later somebody had."""

    def visited(on: str) -> Any:
        book = register(golden_to_read, "--on", on)
        [row] = [r for r in book["台帳"] if engagement(r) == ("R2-教支-034", 0)]
        return day(row["立入調査日"]), row["段階"]

    assert visited("2021-03-24") == (None, "履行中")
    assert visited("2021-03-25") == ("2021-03-25", "履行中")
    assert visited("2023-03-01") == ("2021-03-25", "履行終了")


def names_loaded(installation: Installation) -> None:
    """Loads texts that look like formulas: in the book they are texts, as a person typed them."""
    marks = [f"MARK{n}" for n in range(len(NAMES))]
    cells = [
        contract_cells(f"R8-{n}", 受託者名=mark, 件名=mark, 所管課=mark)
        for n, mark in enumerate(marks)
    ]
    notes = [
        {"契約番号": f"R8-{n}", "日付": "2026-05-01", "区分": "電話確認", "内容": mark}
        for n, mark in enumerate(marks)
    ]
    path = a_book(installation.folder, 契約=cells, 記録=notes)
    for part in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        changed(path, part, typed)
    loading = installation.load(path)
    assert loading.written, loading.errors


def typed(xml: bytes) -> bytes:
    for number, name in enumerate(NAMES):
        xml = xml.replace(f"MARK{number}".encode(), escape(name).encode())
    return xml


def test_what_a_person_typed_never_becomes_a_formula(installation):
    names_loaded(installation)
    out = written(installation, "--on", TODAY)
    for sheet in load_workbook(out):
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    book = read(out)
    for heading in ("受託者", "件名", "所管課"):
        assert [row[heading] for row in book["台帳"]] == NAMES
    assert [row["内容"] for row in book["管理記録"] if row["区分"] == "電話確認"] == NAMES


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite"])
def test_libreoffice_shows_every_cell_as_we_wrote_it(installation):
    names_loaded(installation)
    out = written(installation, "--on", TODAY)
    folder = installation.folder / "converted"
    profile = f"-env:UserInstallation=file://{installation.folder / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run(  # noqa: S603 — our own command
        [*command, str(folder), str(out)], check=True, capture_output=True, timeout=120
    )
    theirs, ours = read(folder / out.name), read(out)
    assert list(theirs) == list(ours)
    for sheet, rows in ours.items():
        assert len(theirs[sheet]) == len(rows)
        for their_row, our_row in zip(theirs[sheet], rows, strict=True):
            assert list(their_row.items()) == list(our_row.items())


@pytest.mark.parametrize(
    "options", [("--fiscal-year", "令和"), ("--fiscal-year", "0"), ("--on", "13月"), ("--nothing",)]
)
def test_wrong_usage_writes_no_register(occupied, options):
    out = occupied.folder / "監査台帳.xlsx"
    assert occupied.run("register", out, *options).exit_code == 2
    assert not out.exists()


def test_the_register_of_a_day_before_everything_has_only_planned_items(golden_to_read):
    book = register(golden_to_read, "--on", date(2000, 1, 1).isoformat())
    assert {row["状態"] for row in book["期限"]} == {"期限前"}
    assert book["違反"] == []
    assert {row["段階"] for row in book["台帳"]} <= {"準備中", "不成立"}
