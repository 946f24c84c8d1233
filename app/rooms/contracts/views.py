"""見出しの切替え: the views of a contract's page, with the number behind each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from flask import url_for

from app.records.contract_page import ContractPage, Extra
from app.web.navigation import Tab
from audits.due import OPEN_STATES, State
from audits.entry import EntryKind


class View(Enum):
    """What `?view=` says; the record is shown where it says nothing."""

    OVERVIEW = "overview"
    DUE = "due"
    INSPECTIONS = "inspections"
    DATA = "data"
    SUBCONTRACTS = "subcontracts"
    COUNCIL = "council"
    CLAUSES = "clauses"
    CHANGES = "changes"
    RECORD = "record"


WORDS: Mapping[View, str] = {
    View.OVERVIEW: "概要",
    View.DUE: "期限",
    View.INSPECTIONS: "立入調査",
    View.DATA: "データと消去",
    View.SUBCONTRACTS: "再委託",
    View.COUNCIL: "付議と対策",
    View.CLAUSES: "条項の確認",
    View.CHANGES: "変更の経過",
    View.RECORD: "管理記録",
}
EXTRAS: Mapping[View, frozenset[Extra]] = {
    View.OVERVIEW: frozenset({Extra.NEIGHBOURS, Extra.MODULES, Extra.TERMS}),
    View.DUE: frozenset({Extra.DECISIONS}),
    View.INSPECTIONS: frozenset({Extra.DECISIONS}),
    View.DATA: frozenset({Extra.EXCEPTIONS, Extra.NEIGHBOURS}),
    View.SUBCONTRACTS: frozenset({Extra.CONSENTS}),
    View.COUNCIL: frozenset({Extra.COUNCIL}),
    View.CLAUSES: frozenset({Extra.ANSWERS, Extra.EXCEPTIONS}),
    View.CHANGES: frozenset({Extra.AGREED}),
    View.RECORD: frozenset({Extra.EVIDENCE}),
}


def address(number: str, view: View, anchor: str | None = None, **more: Any) -> str:
    """A view of a contract's page, or a place in it."""
    return url_for("contracts.show", number=number, view=view.value, _anchor=anchor, **more)


def tabs(page: ContractPage, view: View) -> Iterator[Tab]:
    """The way to every view, the present one told."""
    found, counts = page.found, _counts(page)
    overdue = sum(item.state is State.OVERDUE for item in found.due_items)
    for each, words in WORDS.items():
        late = overdue if each is View.DUE else 0
        href = address(found.contract.number, each)
        yield Tab(words, href, each is view, counts.get(each), late)


def _counts(page: ContractPage) -> Mapping[View, int]:
    found = page.found
    made = [f.values["carried_out_on"] for f in found.inspections]
    return {
        View.DUE: sum(item.state in OPEN_STATES for item in found.due_items),
        View.INSPECTIONS: sum(day is not None and day <= found.on for day in made),
        View.DATA: len(found.data),
        View.SUBCONTRACTS: len(found.subcontracts),
        View.COUNCIL: len(page.own_matters) + len(found.safeguards),
        View.CHANGES: sum(entry.kind is EntryKind.AMENDED for entry in found.entries),
        View.RECORD: len(found.entries),
    }
