"""一覧に載るもの: what stands on which list, from which day until which, in the list's own order.

Data still out, findings and visits owed: whether one of them stands on a list turns on the day that
is asked for. What can be said of every day at once is written here with the projection, thrown
away and computed anew with it (app.records.standings), so that a page is read off an index.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records import listing_steps
from app.records.base import Base, Code, Identified
from app.records.contracts import ContractTermsRow
from app.records.database import rows_of
from app.records.listing_steps import LineStep
from app.records.revisions import add_many, in_batches
from app.records.scope import Scope, is_shared

NO_DATE = date.max  # what has no date comes last


class ListedRow(Identified, Base):
    """One line of a list on the days from `first_on` until the day before `until_on` (None: ever).

    `subject_id`: the row that the line is about (0: it is only counted). `order_on`, `contract`,
    `branch`, `number`: in this order the list has its lines, unless it is asked for another.
    """

    __tablename__ = "listed"
    __table_args__ = (
        # Holds all that a page asks for, in its order.
        Index(
            "ix_listed_page",
            *("listing", "until_on", "order_on", "contract", "branch", "number", "subject_id"),
            *("first_on", "department", "contract_id"),
        ),
        Index("ix_listed_contract", "contract_id", "listing"),
    )

    listing: Mapped[str] = mapped_column(Code)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    contract: Mapped[str] = mapped_column(Code)
    branch: Mapped[int]
    number: Mapped[str] = mapped_column(Code)
    subject_id: Mapped[int]
    department: Mapped[str] = mapped_column(Code)
    order_on: Mapped[date]
    first_on: Mapped[date]
    until_on: Mapped[date | None]


class Place(NamedTuple):
    """What a line is about, and where it stands among those of the same day."""

    contract_id: int
    contract: str
    branch: int
    number: str
    subject_id: int
    department: str


class Line(NamedTuple):
    """A line of a list, with its days."""

    listing: str
    place: Place
    order_on: date
    first_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which lines of lists are wanted: those of a day, within a scope, perhaps of a department."""

    on: date
    scope: Scope
    department: str = ""

    @property
    def own(self) -> frozenset[str]:
        """The departments whose lines are wanted, whatever is shared with them."""
        if not self.department:
            return self.scope.departments
        return self.scope.departments & {self.department}


def lines_of(
    place: Place, days: Iterable[date | None], at: Callable[[date], Mapping[str, date]]
) -> Iterator[Line]:
    """The lines of one subject: on these days only may it come to a list, move on it or leave it.

    `at` says of a day on which lists it stands, each with the date by which it is in order.
    """
    standing: dict[str, tuple[date, date]] = {}
    for day in sorted({date.min, *(day for day in days if day is not None)}):
        now = at(day)
        for listing, (first_on, order_on) in list(standing.items()):
            if now.get(listing) != order_on:
                yield Line(listing, place, order_on, first_on, day)
                del standing[listing]
        for listing, order_on in now.items():
            standing.setdefault(listing, (day, order_on))
    for listing, (first_on, order_on) in standing.items():
        yield Line(listing, place, order_on, first_on, None)


def replace(session: Session, contract_ids: Sequence[int], lines: Sequence[Line]) -> None:
    """Puts these lines in the place of all that these contracts had, and counts anew."""
    steps, row = Counter[LineStep](), ListedRow
    for some in in_batches(contract_ids):
        columns = (row.listing, row.department, row.first_on, row.until_on)
        gone = session.execute(select(*columns).where(row.contract_id.in_(some))).tuples()
        for each in gone:
            for step, change in listing_steps.steps_of(*each):
                steps[step] -= change
        session.execute(delete(row).where(row.contract_id.in_(some)))
    for line in lines:
        department = line.place.department
        for step, change in listing_steps.steps_of(
            line.listing, department, line.first_on, line.until_on
        ):
            steps[step] += change
    add_many(session, row, [_values(line) for line in lines])
    listing_steps.note(session, steps)


def _values(line: Line) -> dict[str, Any]:
    return {
        **line.place._asdict(),
        "listing": line.listing,
        "order_on": line.order_on,
        "first_on": line.first_on,
        "until_on": line.until_on,
    }


def counts(session: Session, listings: Sequence[str], narrowed: Narrowed) -> Counter[str]:
    """Listing → how many lines it has."""
    on, scope = narrowed.on, narrowed.scope
    if scope.everything and not narrowed.department:
        return Counter(listing_steps.in_city(session, listings, on))
    if scope.everything:
        named = frozenset({narrowed.department})
        return listing_steps.of_departments(session, listings, on, named)
    found = listing_steps.of_departments(session, listings, on, narrowed.own)
    for shared in _of_shared(session, listings, narrowed).values():
        found.update(shared)
    return found


def counts_by_department(
    session: Session, listings: Sequence[str], narrowed: Narrowed
) -> Mapping[str, Counter[str]]:
    """Department → listing → how many lines it has."""
    scope, found = narrowed.scope, defaultdict[str, Counter[str]](Counter)
    seen = {narrowed.department} if scope.everything else narrowed.own
    for name, counted in listing_steps.by_department(session, listings, narrowed.on).items():
        if name in seen or (scope.everything and not narrowed.department):
            found[name].update(counted)
    for name, counted in _of_shared(session, listings, narrowed).items():
        found[name].update(counted)
    return found


def _of_shared(
    session: Session, listings: Sequence[str], narrowed: Narrowed
) -> Mapping[str, Counter[str]]:
    """Those of contracts that other departments share with the scope's; they are few."""
    row, scope, found = ListedRow, narrowed.scope, defaultdict[str, Counter[str]](Counter)
    if scope.everything or not scope.departments:
        return found
    query = (
        select(row.department, row.listing, func.count())
        .where(
            row.contract_id.in_(_shared_contracts(scope)),
            row.listing.in_(listings),
            row.department.not_in(sorted(scope.departments)),
            is_listed(narrowed.on),
        )
        .group_by(row.department, row.listing)
    )
    if narrowed.department:
        query = query.where(row.department == narrowed.department)
    for department, listing, n in rows_of(session, query).tuples():
        found[department][listing] = n
    return found


def is_listed(on: date) -> ColumnElement[bool]:
    """Whether a line stands on its list on a day."""
    row = ListedRow
    return and_(row.first_on <= on, or_(row.until_on.is_(None), row.until_on > on))


def page(listing: str, narrowed: Narrowed) -> Select[Any]:
    """The subjects' ids of a page; `offset` and `limit` are bound when it is asked for.

    What stands there for ever, and what does not: each has an index's order, and the two are merged
    no further than to the page's end.
    """
    row = ListedRow
    order = (row.order_on, row.contract, row.branch, row.number, row.subject_id)
    parts = (row.until_on.is_(None), row.until_on > narrowed.on)
    seen = (row.listing == listing, row.first_on <= narrowed.on, *_seen(narrowed))
    each = union_all(*(select(*order).where(*seen, part) for part in parts))
    each = each.order_by(*(each.selected_columns[column.key] for column in order))
    each = each.offset(bindparam("offset")).limit(bindparam("limit"))
    return select(each.subquery().c.subject_id)


def lines(listing: str, narrowed: Narrowed) -> list[ColumnElement[bool]]:
    """What tells the lines of a list, for whoever asks for another order."""
    return [ListedRow.listing == listing, is_listed(narrowed.on), *_seen(narrowed)]


def _seen(narrowed: Narrowed) -> Iterator[ColumnElement[bool]]:
    row, scope = ListedRow, narrowed.scope
    if narrowed.department:
        yield row.department == narrowed.department
    if not scope.everything:
        own = row.department.in_(sorted(scope.departments))
        yield or_(own, row.contract_id.in_(_shared_contracts(scope)))


def _shared_contracts(scope: Scope) -> Select[tuple[int]]:
    terms = ContractTermsRow
    if scope.everything or not scope.departments:
        return select(terms.contract_id).where(~true())
    return select(terms.contract_id).where(terms.is_current, is_shared(scope)).correlate(None)
