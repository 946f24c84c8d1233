"""先頭の系列: which series of due items come first in each pile, without reading whole piles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, literal, select, true, union_all
from sqlalchemy.orm import Session

from app.records.database import rows_of
from app.records.due_items import DueItemRow
from app.records.piles import MAIN, parts_of
from app.records.scope import Scope
from app.records.task import Pile

KEPT_QUERIES = 50
EVERY = 10**9
ITEMS_OF_A_SERIES = 20  # so many items are looked at for each line, before all of them are

SeriesKey = tuple[int, int, str, str | None]  # contract's id, branch, kind, basis


@dataclass(frozen=True, slots=True)
class WantedTasks:
    """The tasks of a day, the first of each pile.

    `main_first`: of those overdue, the ones that make a contract red.
    """

    on: date
    most: int
    main_first: bool = False


def first_series(
    session: Session, wanted: WantedTasks, scope: Scope
) -> Mapping[Pile, list[SeriesKey]]:
    """The first series of each pile, and at least one more where there are more than wanted.

    Where the first items belong to so few series that they do not tell, all of them are read.
    """
    enough = wanted.most * ITEMS_OF_A_SERIES
    for limit in (enough, EVERY):
        found = rows_of(session, _walks(wanted, scope), {"limit": limit}).tuples().all()
        series = _in_order(found, wanted.most)
        if limit == EVERY or _is_told(found, series, enough, wanted.most):
            break
    return series


def _in_order(found: Iterable[Any], most: int) -> dict[Pile, list[SeriesKey]]:
    """Turn by turn; those of a later turn only where the pile has too few without them."""
    series: dict[Pile, list[SeriesKey]] = {pile: [] for pile in Pile}
    walks = sorted(found, key=lambda each: (*each[:-2], each[-2] or ""))
    for (pile, _), items in groupby(walks, key=itemgetter(0, 1)):
        of_pile = series[Pile(pile)]
        if len(of_pile) <= most:
            keys = ((key, branch, kind, basis) for *_, branch, kind, basis, key in items)
            of_pile += dict.fromkeys(keys)
    return series


def _is_told(
    found: Iterable[Any], series: Mapping[Pile, list[SeriesKey]], enough: int, most: int
) -> bool:
    """Whether every pile is full, or was read to its end."""
    cut = {
        Pile(pile) for (pile, _), n in Counter(map(itemgetter(0, 1), found)).items() if n == enough
    }
    return all(len(series[pile]) > most for pile in cut)


@lru_cache(KEPT_QUERIES)
def _walks(wanted: WantedTasks, scope: Scope) -> Select[Any]:
    """The first items of each pile, of each turn of it, in one question."""
    row = DueItemRow
    order = (row.due_on, row.contract, row.branch, row.kind, row.basis)
    walks = []
    for pile, turn, of_turn in _turns(wanted):
        parts = (
            select(*order, row.contract_id).where(*part, of_turn)
            for part in parts_of(pile, wanted.on, scope)
        )
        each = union_all(*parts)
        each = each.order_by(*(each.selected_columns[column.key] for column in order))
        first = each.limit(bindparam("limit")).subquery()
        walks.append(
            select(literal(pile.value).label("pile"), literal(turn).label("turn"), *first.c)
        )
    return select(union_all(*walks).subquery())


def _turns(wanted: WantedTasks) -> Iterator[tuple[Pile, int, ColumnElement[bool]]]:
    for pile in Pile:
        if pile is Pile.OVERDUE and wanted.main_first:
            is_main = DueItemRow.kind.in_(MAIN)
            yield pile, 1, is_main
            yield pile, 2, ~is_main
        else:
            yield pile, 1, true()
