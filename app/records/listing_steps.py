"""一覧の件数の増減: how many lines a list has on a day, summed up from what came and went so far.

As app.records.figure_steps, of lists: written with what stands on them (app.records.listings), in
the same transaction. However many contracts there are, a count takes about as many rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    Date,
    Insert,
    PrimaryKeyConstraint,
    Select,
    String,
    and_,
    bindparam,
    delete,
    func,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, one_of
from app.records.database import rows_of
from app.records.figure_steps import INSERTS, Run
from app.records.revisions import in_batches

KEY = ("listing", "reach", "run", "first_on", "department")
COLUMNS = (*KEY, "change")
NO_DEPARTMENT = ""


class Reach(Enum):
    """Whose lines a row counts: all of them once more, so that a city's count reads fewer rows."""

    CITY = "city"
    DEPARTMENT = "department"


class ListingStepRow(Base):
    """How many lines more or fewer a list has from a run of days on, named by its first day."""

    __tablename__ = "listing_steps"
    __table_args__ = (
        PrimaryKeyConstraint(*KEY),
        one_of("reach", Reach),
        one_of("run", Run),
        {"sqlite_with_rowid": False},
    )

    listing: Mapped[str] = mapped_column(Code)
    reach: Mapped[str] = mapped_column(Code)
    run: Mapped[str] = mapped_column(Code)
    first_on: Mapped[date]
    department: Mapped[str] = mapped_column(Code)
    change: Mapped[int]


class LineStep(NamedTuple):
    """Lines of a department that come to a list, or leave it, on a day."""

    listing: str
    department: str
    on: date


def steps_of(
    listing: str, department: str, first_on: date, until_on: date | None
) -> Iterator[tuple[LineStep, int]]:
    """One line more from the first day, one fewer when it is over."""
    yield LineStep(listing, department, first_on), 1
    if until_on is not None:
        yield LineStep(listing, department, until_on), -1


def note(session: Session, steps: Mapping[LineStep, int]) -> None:
    """Adds these changes to those on file; what comes to nothing is not kept."""
    changes = Counter[tuple[str, str, str, date, str]]()
    for (listing, department, on), change in steps.items():
        for run, first_on in _runs(on) if change else ():
            changes[listing, Reach.DEPARTMENT.value, run, first_on, department] += change
            changes[listing, Reach.CITY.value, run, first_on, NO_DEPARTMENT] += change
    # In order, so that two who write at once never wait for each other.
    kept = sorted((key, change) for key, change in changes.items() if change)
    if kept:
        rows = [dict(zip(COLUMNS, (*key, change), strict=True)) for key, change in kept]
        session.execute(_adding(session), rows)
        _forget_nothing(session, [key for key, _ in kept])


def in_city(session: Session, listings: Iterable[str], on: date) -> Mapping[str, int]:
    """Listing → how many lines it has on the day, of all departments."""
    return {listing: n for listing, _, n in _found(session, listings, Reach.CITY, on) if n}


def by_department(
    session: Session, listings: Iterable[str], on: date
) -> Mapping[str, Mapping[str, int]]:
    """Department → listing → how many lines it has on the day."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for listing, department, n in _found(session, listings, Reach.DEPARTMENT, on):
        if n:
            found[department][listing] = n
    return found


def of_departments(
    session: Session, listings: Iterable[str], on: date, departments: Collection[str]
) -> Counter[str]:
    """Listing → how many lines of these departments it has on the day."""
    found = Counter[str]()
    for department, counts in by_department(session, listings, on).items():
        if department in departments:
            found.update(counts)
    return found


def _found(
    session: Session, listings: Iterable[str], reach: Reach, on: date
) -> Iterator[tuple[str, str, int]]:
    asked = {
        "listings": list(listings),
        "reach": reach.value,
        "year": on.replace(month=1, day=1),
        "month": on.replace(day=1),
        "on": on,
    }
    for listing, department, n in rows_of(session, _sums(), asked).tuples():
        yield listing, department, int(n)


@lru_cache(1)
def _sums() -> Select[tuple[str, str, int]]:
    """The years before the day's, the months before the day's, and the month's days."""
    row, year, month = ListingStepRow, _day("year"), _day("month")
    named: BindParameter[Any] = bindparam("listings", expanding=True, type_=String)
    of_listings = and_(row.listing.in_(named), row.reach == bindparam("reach"))
    parts = (
        (Run.YEAR, row.first_on < year),
        (Run.MONTH, and_(row.first_on >= year, row.first_on < month)),
        (Run.DAY, row.first_on.between(month, _day("on"))),
    )
    each = union_all(
        *(
            select(row.listing, row.department, row.change).where(
                of_listings, row.run == run.value, days
            )
            for run, days in parts
        )
    ).subquery()
    columns = (each.c.listing, each.c.department)
    return select(*columns, func.sum(each.c.change)).group_by(*columns)


def _day(name: str) -> BindParameter[date]:
    return bindparam(name, type_=Date)


def _runs(day: date) -> Iterator[tuple[str, date]]:
    yield Run.YEAR.value, day.replace(month=1, day=1)
    yield Run.MONTH.value, day.replace(day=1)
    yield Run.DAY.value, day


def _adding(session: Session) -> Insert:
    """An INSERT that adds to the row that is there already."""
    insert: Any = INSERTS[session.get_bind().dialect.name](ListingStepRow)
    total = ListingStepRow.change + insert.excluded.change
    adding: Insert = insert.on_conflict_do_update(index_elements=KEY, set_={"change": total})
    return adding


def _forget_nothing(session: Session, keys: list[tuple[str, str, str, date, str]]) -> None:
    row = ListingStepRow
    of_key = tuple_(row.listing, row.reach, row.run, row.first_on)
    for some in in_batches(sorted({key[:4] for key in keys})):
        session.execute(delete(row).where(of_key.in_(some), row.change == 0))
