"""お試しの登録ブック: the rows of the fictitious city, sheet by sheet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from app.workbooks.filled_registration import Cell, Cells
from app.workbooks.registration import REGISTRATION


@dataclass
class Book:
    """Rows by sheet, in the order in which the sheets stand in a 登録ブック."""

    rows: dict[str, list[Cells]] = field(default_factory=lambda: defaultdict(list))

    def add(self, sheet: str, cells: dict[str, Cell]) -> None:
        self.rows[sheet].append({k: v for k, v in cells.items() if v not in (None, "")})

    @property
    def sheets(self) -> dict[str, list[Cells]]:
        return {name: self.rows[name] for name in REGISTRATION if name in self.rows}
