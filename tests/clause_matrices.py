"""The matrix clause × fiscal year for tests: from a contract's facts, as the pages make it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from audits.city import City
from audits.clause_cell import Cell
from audits.clause_matrix.ground import Broken, OnFile, Owed
from audits.clause_matrix.matrix import ClauseMatrix, clause_matrix
from audits.contract import Contract
from audits.due import NO_EXCUSE, Excuse, state_on
from audits.duties import due_items
from audits.kind import Kind
from audits.violations import violations
from tests.builders import CITY, Day, day, maybe


def owed_on(
    contract: Contract, on: date, excuses: Mapping[Kind, Excuse], city: City = CITY
) -> Iterator[Owed]:
    """The due items as they stand on a day; what was closed later is not known yet."""
    for item in due_items(contract, city):
        if item.exists(on):
            yield Owed(
                item.branch,
                item.kind,
                item.due_on,
                state_on(item, on, excuses.get(item.kind, NO_EXCUSE)),
                item.basis,
                item.fiscal_year,
                item.period,
                item.closed_on if item.closed_on and item.closed_on <= on else None,
            )


def the_matrix(
    contract: Contract,
    on: Day,
    *,
    branch: int = 0,
    city: City = CITY,
    excuses: Mapping[Kind, Excuse] | None = None,
    settled_on: Day | None = None,
    **on_file: Any,
) -> ClauseMatrix:
    """`excuses`: by kind, for all items of it. `settled_on`: that of all violations."""
    broken = [
        Broken(v.branch, v.rule, v.since, v.basis, maybe(settled_on)) for v in violations(contract)
    ]
    items = list(owed_on(contract, day(on), excuses or {}, city))
    return clause_matrix(contract, branch, items, broken, day(on), OnFile(**on_file))


def cells(matrix: ClauseMatrix, topic: str) -> dict[int, Cell]:
    """The cells of the clause on a topic, by fiscal year."""
    [line] = [line for line in matrix.lines if line.clause.topic == topic]
    years = (column.year.start for column in matrix.columns)
    return dict(zip(years, line.cells, strict=True))


def the_cell(contract: Contract, on: Day, topic: str, year: int = 2026, **more: Any) -> Cell:
    return cells(the_matrix(contract, on, **more), topic)[year]
