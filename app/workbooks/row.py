"""登録ブックの一行: one row of a sheet with its typed values."""

from __future__ import annotations

from typing import Any

from app.workbooks.column import Kind, SheetSpec
from app.workbooks.typed_value import plain

DEFAULTS = {Kind.BRANCH: 0, Kind.ROUND: 1}


class Row:
    """Its number in Excel, and its values by field or by heading; None is a blank cell."""

    __slots__ = ("_spec", "number", "values")

    def __init__(self, spec: SheetSpec, number: int, values: tuple[Any, ...]) -> None:
        self._spec = spec
        self.number = number
        self.values = values

    def __getitem__(self, field: str) -> Any:
        return self.values[self._spec.index[field]]

    def __repr__(self) -> str:
        return f"Row({self._spec.name}, {self.number}, {self.values!r})"

    @property
    def spec(self) -> SheetSpec:
        return self._spec

    @property
    def key(self) -> tuple[Any, ...] | None:
        """What tells the row apart: blanks at their defaults, names folded; None without a key."""
        parts = tuple(self._key_part(field) for field in self._spec.key)
        missing = (
            part is None and self._spec.column(field).required
            for field, part in zip(self._spec.key, parts, strict=True)
        )
        return None if not parts or any(missing) else parts

    def _key_part(self, field: str) -> Any:
        value, kind = self[field], self._spec.column(field).kind
        if value is None:
            return DEFAULTS.get(kind)
        return plain(value) if kind in (Kind.TEXT, Kind.NAME) else value
