"""付議の一覧: what was laid before the council, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.records.council_matters import CouncilMatterRow
from app.records.matter_scope import matters_of_department, matters_within
from app.records.scope import Scope
from audits.council import Matter
from audits.fiscal_year import FiscalYear

Line = Mapping[Any, Any]


class MatterSort(Enum):
    """What the list can be sorted by."""

    HELD = "held"
    NUMBER = "number"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class WantedMatters:
    """Which matters are shown; blank or None: all."""

    words: str = ""
    matter: Matter | None = None
    fiscal_year: FiscalYear | None = None
    department: str = ""
    held_on: date | None = None
    undecided: bool = False
    sort: MatterSort = MatterSort.HELD
    descending: bool = True


def count_matters(session: Session, wanted: WantedMatters, scope: Scope) -> int:
    query = select(func.count()).select_from(CouncilMatterRow)
    return session.scalar(query.where(*_narrowed(wanted, scope))) or 0


def matters(
    session: Session, wanted: WantedMatters, scope: Scope, *, offset: int, limit: int
) -> list[Line]:
    """One page of the list, each with the columns of its facts."""
    row = CouncilMatterRow
    column: Any = {
        MatterSort.HELD: row.held_on,
        MatterSort.NUMBER: row.number,
        MatterSort.TITLE: row.title,
    }[wanted.sort]
    first = column.desc() if wanted.descending else column.asc()
    last = row.number.desc() if wanted.descending else row.number.asc()
    query = select(row.id, *(getattr(row, name) for name in row.FACTS))
    query = query.where(*_narrowed(wanted, scope)).order_by(first, last)
    return [found._mapping for found in session.execute(query.offset(offset).limit(limit))]


def _narrowed(wanted: WantedMatters, scope: Scope) -> list[ColumnElement[bool]]:
    row = CouncilMatterRow
    found: list[ColumnElement[bool]] = [row.is_current.expression, matters_within(scope)]
    if wanted.words:
        columns = (row.number, row.title, row.changes, row.session)
        found.append(or_(*(c.contains(wanted.words, autoescape=True) for c in columns)))
    if wanted.matter is not None:
        found.append(row.matter == wanted.matter.value)
    if wanted.fiscal_year is not None:
        days = wanted.fiscal_year.days
        found.append(row.held_on.between(days.first, days.last))
    if wanted.department:
        found.append(matters_of_department(wanted.department))
    if wanted.held_on is not None:
        found.append(row.held_on == wanted.held_on)
    if wanted.undecided:
        found.append(row.result.is_(None))
    return found
