"""台帳の値: what is on file, as somebody would type it into the boxes of a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.acts.loading.sheet_map import Cell, SheetMap
from app.workbooks.column import Column, Kind
from app.workbooks.hand_row import Typed, typed_again
from app.workbooks.hand_sheets import HAND_SHEETS


def typed_from(sheet: SheetMap, values: Mapping[Any, Any]) -> dict[str, Typed]:
    """The columns of a fact by their headings."""
    spec = HAND_SHEETS[sheet.sheet]
    return {
        cell.heading: _typed(cell, spec.column(cell.heading), values[cell.column])
        for cell in sheet.cells
    }


def _typed(cell: Cell, column: Column, value: Any) -> Typed:
    """Choices are kept by their values and typed by their words."""
    if column.kind is not Kind.CHOICE or column.codes is None:
        return typed_again(column, value)
    return next((word for word in column.codes.words if cell.stored(word) == value), None)
