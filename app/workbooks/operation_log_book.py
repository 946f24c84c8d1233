"""操作の記録を持ち出すブック: the lines that a page of the log found, and what its columns mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from app.workbooks.book_writer import new_book
from app.workbooks.explaining_sheet import DEFINITIONS
from app.workbooks.out_sheet import Form, OutColumn, OutSheet
from app.workbooks.table_writer import Look, OutValue, write_table

OPERATIONS = OutSheet(
    "操作の記録",
    (
        OutColumn("日時", Form.MOMENT, "操作をした日時"),
        OutColumn("操作した人", Form.TEXT, "氏名とログイン名。コマンドからの操作では、実行した人"),
        OutColumn("操作", Form.TEXT, "した操作"),
        OutColumn("対象", Form.LONG_TEXT, "操作の対象（契約番号など）"),
        OutColumn("結果", Form.TEXT, "実行か、拒否・失敗"),
        OutColumn("接続元", Form.TEXT, "接続元のアドレス。コマンドからの操作では空欄"),
    ),
)
CONDITIONS = OutSheet(
    "条件",
    (
        OutColumn("項目", Form.TEXT, "絞り込みの項目"),
        OutColumn("値", Form.LONG_TEXT, "絞り込みに使った値。空欄はすべて"),
    ),
)


def write_operation_log(
    path: Path,
    lines: Iterable[Sequence[OutValue]],
    conditions: Sequence[tuple[str, str]],
    on: date,
) -> None:
    """`lines` in the order of the headings, moments in Japanese time; `on`: the day it is made."""
    tables: tuple[tuple[OutSheet, Iterable[Sequence[OutValue]]], ...] = (
        (OPERATIONS, lines),
        (CONDITIONS, conditions),
        (DEFINITIONS, _definitions()),
    )
    with new_book(path, title=OPERATIONS.name, on=on, streaming=True) as book:
        look = Look.of(book)
        for spec, rows in tables:
            write_table(book, spec, rows, look, OPERATIONS.name)


def _definitions() -> Iterator[tuple[str, str, str, str]]:
    for sheet in (OPERATIONS, CONDITIONS, DEFINITIONS):
        for column in sheet.columns:
            yield sheet.name, column.heading, column.meaning, column.form.value
