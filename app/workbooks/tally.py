"""量の見張り: counts what has been read of a workbook, and stops at the limits."""

from __future__ import annotations

from dataclasses import dataclass

from app.workbooks.limits import Limits
from app.workbooks.problem import BrokenWorkbookError


@dataclass
class Tally:
    """Rows, cells and characters of all sheets together."""

    limits: Limits
    rows: int = 0
    cells: int = 0
    characters: int = 0

    def add_row(self) -> None:
        self.rows += 1
        if self.rows > self.limits.rows_in_all:
            raise BrokenWorkbookError(too_many_rows(self.limits))

    def add_cell(self) -> None:
        self.cells += 1
        if self.cells > self.limits.cells_in_all:
            raise BrokenWorkbookError(
                f"セルが全部で{self.limits.cells_in_all:,}個を超えています。"
                "ブックを分けて読み込んでください。"
            )

    def add_text(self, text: str) -> None:
        self.characters += len(text)
        if self.characters > self.limits.text_in_all:
            raise BrokenWorkbookError(
                f"文字が全部で{self.limits.text_in_all:,}字を超えています。"
                "ブックを分けて読み込んでください。"
            )


def too_many_rows(limits: Limits) -> str:
    return (
        f"行が全部で{limits.rows_in_all:,}行を超えています。空の行を削除するか、"
        "ブックを分けて読み込んでください。"
    )
