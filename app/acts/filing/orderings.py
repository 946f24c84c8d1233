"""日付の前後: days that cannot stand in this order, as far as a form may refuse them.

A book is taken as it is (rules.md 4: what has happened must be on file); whoever types can still
look at the paper again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.acts.filing.hand_entry import HandEntry, Remark
from app.acts.loading.sheets import (
    CERTIFICATES,
    DATA,
    DISPOSALS,
    FINDINGS,
    INCIDENTS,
    RECEIPTS,
    REQUESTS,
)
from audits.wareki import wareki

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Order:
    """Two columns whose days come in this order; `is_sure`: the other order cannot be."""

    first: str
    later: str
    is_sure: bool = True


ORDERS: Mapping[str, Sequence[Order]] = {
    DATA.sheet: (Order("on", "no_longer_needed_on"),),
    DISPOSALS.sheet: (Order("instructed_on", "on", is_sure=False),),
    CERTIFICATES.sheet: (
        Order("issued_on", "received_on", is_sure=False),
        Order("received_on", "confirmed_on"),
    ),
    REQUESTS.sheet: (Order("requested_on", "due_on"),),
    INCIDENTS.sheet: (
        Order("happened_on", "known_on"),
        Order("known_on", "report_received_on"),
        Order("known_on", "preliminary_on"),
        Order("known_on", "final_on"),
    ),
}
# Days that cannot come before that of the fact which the row belongs to.
AFTER_SUBJECT: Mapping[str, tuple[str, ...]] = {
    FINDINGS.sheet: ("set_due_on", "answered_on", "put_right_on"),
    RECEIPTS.sheet: ("received_on",),
}


def refused(
    entry: HandEntry, values: Values, before: Values | None, subject_on: date | None, words: str
) -> Iterator[Remark]:
    """Days that the form sets and that cannot be.

    `before`: what was on file; what nobody has touched is let be. `subject_on`: the day of what the
    row belongs to, which `words` name.
    """
    for order in _broken(entry, values, before):
        if order.is_sure:
            yield _remark(entry, values, order)
    for column in AFTER_SUBJECT.get(entry.sheet.sheet, ()):
        day, heading = values[column], entry.sheet.headings[column]
        is_set = heading in entry.asked and (before is None or before[column] != day)
        if is_set and day is not None and subject_on is not None and day < subject_on:
            yield Remark(heading, f"{words}（{wareki(subject_on)}）以後の日付にしてください。")


def doubtful(entry: HandEntry, values: Values, before: Values | None) -> Iterator[Remark]:
    """Days that are filed all the same, but should be looked at."""
    headings = entry.sheet.headings
    for order in _broken(entry, values, before):
        if not order.is_sure:
            first, later = headings[order.first], headings[order.later]
            sentence = f"{later}が{first}（{wareki(values[order.first])}）より前です。"
            yield Remark(later, f"{sentence}正しいか確かめてください。")


def _broken(entry: HandEntry, values: Values, before: Values | None) -> Iterator[Order]:
    headings = entry.sheet.headings
    for order in ORDERS.get(entry.sheet.sheet, ()):
        columns = (order.first, order.later)
        first, later = (values[column] for column in columns)
        is_set = any(headings[column] in entry.asked for column in columns) and (
            before is None or any(before[column] != values[column] for column in columns)
        )
        if is_set and first is not None and later is not None and later < first:
            yield order


def _remark(entry: HandEntry, values: Values, order: Order) -> Remark:
    """Beside the later day, or beside the first where the form does not ask for the later."""
    first, later = (entry.sheet.headings[column] for column in (order.first, order.later))
    if later in entry.asked:
        day = wareki(values[order.first])
        return Remark(later, f"{first}（{day}）以後の日付にしてください。")
    return Remark(first, f"{later}（{wareki(values[order.later])}）以前の日付にしてください。")
