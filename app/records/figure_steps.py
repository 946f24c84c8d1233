"""数の増減: on which days a figure goes up and down; a day's figure is the sum of all steps so far.

Written in the same transaction as the projection that is counted (app.records.projection), thrown
away and computed anew with it. However many contracts there are, a sum takes about as many rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    Date,
    Insert,
    PrimaryKeyConstraint,
    Select,
    and_,
    bindparam,
    delete,
    func,
    select,
    union_all,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, one_of
from app.records.database import rows_of
from app.records.revisions import in_batches
from audits.due import State
from audits.due_span import Span
from audits.kind import Kind

KEY = ("figure", "run", "first_on", "department", "kind")
COLUMNS = (*KEY, "change")
FIGURES = (State.OVERDUE.value, State.DUE_SOON.value)
INSERTS: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Run(Enum):
    """How many days a row sums up: a year's and a month's rows save reading their days."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


RUNS = tuple(run.value for run in Run)


class FigureStepRow(Base):
    """How much a figure of a department changes in a run of days, named by its first day."""

    __tablename__ = "figure_steps"
    __table_args__ = (
        PrimaryKeyConstraint(*KEY),
        one_of("figure", State),
        one_of("run", Run),
        one_of("kind", Kind),
        {"sqlite_with_rowid": False},
    )

    figure: Mapped[str] = mapped_column(Code)
    run: Mapped[str] = mapped_column(Code)
    first_on: Mapped[date]
    department: Mapped[str] = mapped_column(Code)
    kind: Mapped[str] = mapped_column(Code)
    change: Mapped[int]


class Step(NamedTuple):
    """What changes on which day: a figure of a department's due items of a kind."""

    figure: str
    department: str
    kind: str
    on: date


def steps_of(state: State, department: str, kind: Kind, span: Span) -> Iterator[tuple[Step, int]]:
    """Up by one on the span's first day, down again when it is over."""
    yield Step(state.value, department, kind.value, span.first), 1
    if span.until is not None:
        yield Step(state.value, department, kind.value, span.until), -1


def note(session: Session, steps: Mapping[Step, int]) -> None:
    """Adds these changes to those on file; what comes to nothing is not kept."""
    changes = Counter[tuple[str, str, date, str, str]]()
    for step, change in steps.items():
        for run in Run if change else ():
            first_on = _first(run, step.on)
            changes[step.figure, run.value, first_on, step.department, step.kind] += change
    kept = {key: change for key, change in changes.items() if change}
    if kept:
        rows = [dict(zip(COLUMNS, (*key, n), strict=True)) for key, n in kept.items()]
        session.execute(_adding(session), rows)
        _forget_nothing(session, {first_on for _, _, first_on, _, _ in kept})


def overdue(session: Session, on: date, department: str = "") -> Mapping[tuple[str, Kind], int]:
    """(department, kind) → how many due items of all contracts are overdue on a day."""
    return _figures(session, State.OVERDUE, on, department)


def due_soon(session: Session, on: date, department: str = "") -> Mapping[tuple[str, Kind], int]:
    """(department, kind) → how many due items of all contracts are due soon on a day."""
    return _figures(session, State.DUE_SOON, on, department)


def _figures(
    session: Session, state: State, on: date, department: str
) -> Mapping[tuple[str, Kind], int]:
    asked = {
        "figure": state.value,
        "year": _first(Run.YEAR, on),
        "month": _first(Run.MONTH, on),
        "on": on,
    }
    found = rows_of(session, _SUMS, asked).tuples()
    return {
        (name, Kind(kind)): int(count)
        for name, kind, count in found
        if count and department in ("", name)
    }


def _first(run: Run, day: date) -> date:
    if run is Run.DAY:
        return day
    return day.replace(day=1) if run is Run.MONTH else day.replace(month=1, day=1)


def _sums() -> Select[tuple[str, str, int]]:
    """The years before the day's, the months before the day's, and the month's days."""
    row, year, month = FigureStepRow, _day("year"), _day("month")
    parts = (
        (Run.YEAR, row.first_on < year),
        (Run.MONTH, and_(row.first_on >= year, row.first_on < month)),
        (Run.DAY, row.first_on.between(month, _day("on"))),
    )
    each = union_all(
        *(
            select(row.department, row.kind, row.change).where(
                row.figure == bindparam("figure"), row.run == run.value, days
            )
            for run, days in parts
        )
    ).subquery()
    columns = (each.c.department, each.c.kind)
    return select(*columns, func.sum(each.c.change)).group_by(*columns)


def _day(name: str) -> BindParameter[date]:
    return bindparam(name, type_=Date)


# Asked on every page of figures: put together once.
_SUMS = _sums()


def _adding(session: Session) -> Insert:
    """An INSERT that adds to the row that is there already."""
    insert: Any = INSERTS[session.get_bind().dialect.name](FigureStepRow)
    total = FigureStepRow.change + insert.excluded.change
    adding: Insert = insert.on_conflict_do_update(index_elements=KEY, set_={"change": total})
    return adding


def _forget_nothing(session: Session, days: set[date]) -> None:
    row = FigureStepRow
    for some in in_batches(sorted(days)):
        of_days = and_(row.figure.in_(FIGURES), row.run.in_(RUNS), row.first_on.in_(some))
        session.execute(delete(row).where(of_days, row.change == 0))
