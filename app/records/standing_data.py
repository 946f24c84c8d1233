"""残るデータの載り方: on which lists of data still out each data item stands, and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from app.records.certificates import CertificateRow
from app.records.data_items import DataItemRow, DisposalRow
from app.records.listing_names import DATA, of_contracts
from app.records.listings import NO_DATE, Line, lines_of
from app.records.standing import Engaged, days_of, exists_on, has_come, is_still_owed, next_day
from audits.erasure import Certificate, Disposal, DisposalAct, disposed_on
from audits.kind import Kind

ALL, AFTER_END, OVERDUE, NO_LONGER_NEEDED = DATA


def data_lines(engagements: Sequence[Engaged]) -> Iterator[Line]:
    """Those of one contract's data items; and of the contract itself, which each list counts."""
    lines = [line for engaged in engagements for line in _of_engagement(engaged)]
    yield from lines
    if lines:
        yield from _of_contract(lines)


def _of_engagement(engaged: Engaged) -> Iterator[Line]:
    if not engaged.rows[DataItemRow]:
        return
    acts = [
        DisposalAct(row.data_number, Disposal(row.disposal), row.on, row.certificate_number)
        for row in engaged.rows[DisposalRow]
    ]
    certificates = [Certificate(r.number, r.received_on) for r in engaged.rows[CertificateRow]]
    for item in engaged.rows[DataItemRow]:
        touched = any(act.data_number == item.number for act in acts)
        gone_on = disposed_on(item.number, acts, certificates) if touched else None
        owed = _owed(engaged, item.number)
        days = (
            *(item.on, gone_on, item.no_longer_needed_on),
            *(next_day(engaged.ends_on), engaged.came_to_nothing_on, *days_of(owed)),
        )
        place = engaged.place(item.id, item.number)

        def at(
            on: date, item: Any = item, gone_on: date | None = gone_on, owed: list[Any] = owed
        ) -> Mapping[str, date]:
            if on < item.on or has_come(gone_on, on):
                return {}
            return _standing(engaged, item, owed, on)

        yield from lines_of(place, days, at)


def _owed(engaged: Engaged, number: str) -> list[Any]:
    """What asks for the data: its own item, where it is no longer needed, and the end's."""
    own = [item for item in engaged.owed(Kind.DATA_DISPOSAL) if item.basis == number]
    return own + engaged.owed(Kind.ERASURE_CERTIFICATE)


def _standing(engaged: Engaged, item: Any, owed: Collection[Any], on: date) -> Mapping[str, date]:
    dues = (one.due_on for one in owed if exists_on(one, on) and is_still_owed(one, on))
    due_on = min(dues, default=NO_DATE)
    ended = engaged.ends_on is not None and engaged.ends_on < on
    conditions = {
        ALL: True,
        AFTER_END: ended or has_come(engaged.came_to_nothing_on, on),
        OVERDUE: due_on < on,
        NO_LONGER_NEEDED: has_come(item.no_longer_needed_on, on),
    }
    return {listing: due_on for listing, holds in conditions.items() if holds}


def _of_contract(lines: Sequence[Line]) -> Iterator[Line]:
    """The days on which any of the contract's items stands on a list."""
    place = lines[0].place._replace(branch=0, number="", subject_id=0)
    for listing, some in groupby(sorted(lines, key=_listing), _listing):
        changes = defaultdict[date, int](int)
        for line in some:
            changes[line.first_on] += 1
            if line.until_on is not None:
                changes[line.until_on] -= 1
        standing, first_on = 0, date.min
        for day in sorted(changes):
            if not standing:
                first_on = day
            standing += changes[day]
            if not standing and first_on < day:
                yield Line(of_contracts(listing), place, NO_DATE, first_on, day)
        if standing:
            yield Line(of_contracts(listing), place, NO_DATE, first_on, None)


def _listing(line: Line) -> str:
    return line.listing
