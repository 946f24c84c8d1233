"""リストの各々: the values of a column that holds a list, as rows, on both databases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class _EachOf(FunctionElement[Any]):
    """json_each or json_array_elements_text: one row, with a `value`, for each in the list."""

    name = "each_of"
    type = String()
    inherit_cache = True


@compiles(_EachOf, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_EachOf, "postgresql")
def _on_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    return f"json_array_elements_text({compiler.process(element.clauses, **options)})"


def each_of(column: Any, name: str) -> Any:
    """A table of this name with the column `value`."""
    clause: ColumnElement[Any] = column
    return _EachOf(clause).table_valued("value", name=name)
