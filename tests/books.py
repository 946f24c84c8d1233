"""Workbooks for tests: a 登録ブック from dicts, and ways to damage a file that is well."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from app.workbooks.registration import REGISTRATION
from app.workbooks.registration_reader import read_registration

Cells = Mapping[str, Any]

MAIN_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
CASES = Path(__file__).parent / "golden" / "cases.xlsx"


def contract_cells(number: Any = "R8-001", **changes: Any) -> dict[str, Any]:
    """The cells of a contract that asks for nothing special; by heading."""
    return {
        "契約番号": number,
        "件名": "一斉メール配信業務",
        "所管課": "教育支援課",
        "受託者名": "ことり配信株式会社",
        "開始日": "2026-04-01",
        "終了日": "2027-03-31",
        "特記事項": "prime-consent-2021",
        **changes,
    }


def a_book(folder: Path, /, **sheets: Sequence[Cells]) -> Path:
    """A 登録ブック: for each sheet its rows as dicts of heading → value; all headings are there."""
    return a_book_of_rows(folder, {name: _table(name, rows) for name, rows in sheets.items()})


def a_book_of_rows(folder: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """A workbook of these sheets, cell by cell, headings included."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = folder / "登録ブック.xlsx"
    book.save(path)
    return path


def _table(name: str, rows: Sequence[Cells]) -> list[list[Any]]:
    known = REGISTRATION[name].headings if name in REGISTRATION else ()
    headings = list(dict.fromkeys((*known, *(heading for row in rows for heading in row))))
    return [headings, *([row.get(heading) for heading in headings] for row in rows)]


def changed(path: Path, part: str, change: Callable[[bytes], bytes | None]) -> Path:
    """The same workbook with one part changed; None takes the part away."""
    with ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    content = change(parts[part])
    del parts[part]
    if content is not None:
        parts[part] = content
    return zipped(path, parts)


def zipped(path: Path, parts: Mapping[str, bytes]) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return path


def a_sheet_of_xml(folder: Path, cells_of_row_2: str, *, before: str = "") -> Path:
    """A book with one contract sheet whose second row is this XML."""
    headings = "".join(
        f'<c t="inlineStr"><is><t>{heading}</t></is></c>'
        for heading in REGISTRATION["契約"].headings
    )
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<worksheet xmlns="{MAIN_NAMESPACE}">'
        f'<sheetData><row r="1">{headings}</row>{cells_of_row_2}</sheetData></worksheet>'
    )
    return a_custom_book(folder, xml.encode())


def a_custom_book(folder: Path, sheet_xml: bytes) -> Path:
    """A book whose first sheet, 契約, is these bytes."""
    return changed(a_book(folder, 契約=[]), SHEET, lambda _: sheet_xml)


@dataclass(frozen=True)
class Measured:
    """What reading a file took, in a process of its own; seconds of its own work."""

    messages: list[str]
    seconds: float
    megabytes: float


def measured(path: Path) -> Measured:
    """Reads a 登録ブック in a fresh process and measures it there."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_read_and_measure, path).result()


def _read_and_measure(path: Path) -> Measured:
    start = process_time()
    book = read_registration(path)
    seconds = process_time() - start
    status = Path("/proc/self/status").read_text()  # ru_maxrss would count the parent's memory in
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    messages = [problem.message for problem in book.problems]
    return Measured(messages, seconds, int(peak.split()[1]) / 1024)
