"""コード表と項目定義: the two sheets that explain the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.workbooks.code import CodeList
from app.workbooks.out_sheet import Form, OutColumn, OutSheet

CODE_TABLE = OutSheet(
    "コード表",
    (
        OutColumn("項目", Form.TEXT, "値が使われるシートと列"),
        OutColumn("値", Form.TEXT, "列に入る値"),
        OutColumn("意味", Form.LONG_TEXT, "値の意味"),
    ),
)
DEFINITIONS = OutSheet(
    "項目定義",
    (
        OutColumn("シート", Form.TEXT, "説明するシートの名前"),
        OutColumn("列", Form.TEXT, "説明する列の見出し"),
        OutColumn("意味", Form.LONG_TEXT, "列の意味"),
        OutColumn("形式", Form.LONG_TEXT, "値の書き方"),
    ),
)


def code_rows(coded: Iterable[tuple[str, str, CodeList]]) -> Iterator[tuple[str, str, str]]:
    """One row for each word of each coded column (sheet, heading, its codes)."""
    for sheet, heading, codes in coded:
        for word, meaning in codes.meanings:
            yield f"{sheet}・{heading}", word, meaning
