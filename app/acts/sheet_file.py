"""Excelの調査票: what stands in the books to take along, made from the sheet of one inspection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.acts.sheet_merge import version_of
from app.acts.sheet_of_visit import NamedVisit
from app.clock import JAPAN, day_of
from app.records.sheets import Sheet
from app.workbooks.check_sheet_book import (
    COMMENT,
    SET_DUE_ON,
    VERDICT_HEADING,
    BookIdentity,
    BookItem,
    BookKind,
    CheckSheetBook,
)
from audits.source_tag import source_tags
from audits.wareki import wareki
from audits.wording import VERDICT
from checklists.composing import ComposedItem, ItemOrigin, ItemSource

# What the city has from its council and its advisors is not the contractor's to read.
INTERNAL = frozenset({ItemOrigin.COUNCIL, ItemOrigin.ADVICE})


@dataclass(frozen=True, slots=True)
class Party:
    """Whose inspection it is, in words: the contract's title, and who is visited."""

    title: str
    department: str
    contractor: str


def identity_of(visit: NamedVisit, kind: BookKind, sheet: Sheet) -> BookIdentity:
    """Which book of which inspection it is."""
    return BookIdentity(
        kind, visit.contract, visit.branch, visit.year.start, visit.round, sheet.composed.edition
    )


def check_sheet_book(visit: NamedVisit, sheet: Sheet, party: Party, at: datetime) -> CheckSheetBook:
    """The officer's book, filled in with the answers of this moment."""
    items = (
        _item(
            item, sheet, item.sources, mark=version_of(sheet.answer(item)), **_answer(sheet, item)
        )
        for item in sheet.composed.items
    )
    return _book(visit, BookKind.CHECK_SHEET, sheet, party, at, items)


def pre_check_book(
    visit: NamedVisit, sheet: Sheet, party: Party, at: datetime, due_on: date | None
) -> CheckSheetBook:
    """The contractor's book: the same items, none of the city's answers or internal sources."""
    items = (_item(i, sheet, _theirs(i.sources)) for i in sheet.composed.items)
    return _book(visit, BookKind.PRE_CHECK, sheet, party, at, items, due_on)


def _book(
    visit: NamedVisit,
    kind: BookKind,
    sheet: Sheet,
    party: Party,
    at: datetime,
    items: Iterable[BookItem],
    due_on: date | None = None,
) -> CheckSheetBook:
    here = at.astimezone(JAPAN)
    return CheckSheetBook(
        identity_of(visit, kind, sheet),
        (("件名", party.title), ("所管課", party.department), ("調査先", party.contractor)),
        tuple(items),
        made_at=f"{wareki(here.date())} {here:%H:%M}",
        made_on=day_of(at),
        contractor=party.contractor,
        due_on=due_on,
    )


def _item(
    item: ComposedItem,
    sheet: Sheet,
    sources: Iterable[ItemSource],
    mark: str = "",
    **answer: Any,
) -> BookItem:
    groups = {group.code: group.name for group in sheet.composed.groups}
    also = "".join(f"（{said}）" for said in item.also)
    return BookItem(
        item.key,
        item.place,
        f"{item.group} {groups[item.group]}",
        item.text + also,
        "、".join(tag.words for tag in source_tags(sources)),
        item.look_at,
        answer,
        mark,
    )


def _answer(sheet: Sheet, item: ComposedItem) -> dict[str, Any]:
    given = sheet.answer(item)
    return {
        VERDICT_HEADING: VERDICT[given.verdict],
        COMMENT: given.comment,
        SET_DUE_ON: given.set_due_on,
    }


def _theirs(sources: Iterable[ItemSource]) -> Iterator[ItemSource]:
    """Without what is the city's own, and without its remarks on the rest."""
    for source in sources:
        if source.origin not in INTERNAL:
            yield ItemSource(source.origin, source.number)
