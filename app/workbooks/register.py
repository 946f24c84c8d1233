"""監査台帳: the audit register that leaves the tool, row by row however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.workbooks.book_writer import new_book
from app.workbooks.code import CodeList
from app.workbooks.explaining_sheet import CODE_TABLE, DEFINITIONS, code_rows
from app.workbooks.register_sheets import (
    DATA_ITEMS,
    DUE_ITEMS,
    ENGAGEMENTS,
    ENTRIES,
    FINDINGS,
    INSPECTIONS,
    REGISTER,
    SUMMARY,
    VIOLATIONS,
)
from app.workbooks.table_writer import Look, OutValue, write_table
from audits.fiscal_year import FiscalYear
from audits.wareki import wareki_with_western

RowsOut = Iterable[Sequence[OutValue]]
TITLE = "監査台帳"


@dataclass(frozen=True)
class RegisterRows:
    """The rows of each sheet in the order of its headings; each is gone through once.

    Yes and no may be given as a bool, a list as a sequence, 年度 as a FiscalYear or a number,
    記録日時 in Japanese time.
    """

    engagements: RowsOut = ()
    due_items: RowsOut = ()
    inspections: RowsOut = ()
    findings: RowsOut = ()
    data_items: RowsOut = ()
    entries: RowsOut = ()
    violations: RowsOut = ()
    summary: RowsOut = ()


def write_register(
    path: Path,
    rows: RegisterRows,
    *,
    fiscal_year: FiscalYear | None,
    department: str | None,
    on: date,
) -> None:
    """Writes the register; without a fiscal year of all years, without a department of all."""
    scope = _scope(fiscal_year, department, on)
    tables = (
        (ENGAGEMENTS, rows.engagements),
        (DUE_ITEMS, rows.due_items),
        (INSPECTIONS, rows.inspections),
        (FINDINGS, rows.findings),
        (DATA_ITEMS, rows.data_items),
        (ENTRIES, rows.entries),
        (VIOLATIONS, rows.violations),
        (SUMMARY, rows.summary),
        (CODE_TABLE, code_rows(_coded())),
        (DEFINITIONS, _definitions()),
    )
    with new_book(path, title=scope, on=on, streaming=True) as book:
        look = Look.of(book)
        for spec, content in tables:
            write_table(book, spec, content, look, scope)


def _scope(fiscal_year: FiscalYear | None, department: str | None, on: date) -> str:
    year = fiscal_year.label if fiscal_year else "全年度"
    return f"{TITLE}　{year}　{department or '全所管課'}　{wareki_with_western(on)}現在"


def _coded() -> Iterator[tuple[str, str, CodeList]]:
    for sheet in REGISTER:
        for column in sheet.columns:
            if column.codes is not None:
                yield sheet.name, column.heading, column.codes


def _definitions() -> Iterator[tuple[str, str, str, str]]:
    for sheet in REGISTER:
        for column in sheet.columns:
            yield sheet.name, column.heading, column.meaning, column.form.value
