"""読込みの画面: what a tried or loaded book has to tell, one list at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.records import job_parts, own_rows
from app.records.database import reading
from app.records.jobs import Job
from app.records.scope import Scope
from app.web.asked import Asked
from app.web.navigation import Tab
from app.web.page_address import here
from app.web.paging import Page
from app.web.table import Column
from app.workbooks.registration import REGISTRATION

ROWS = 50
ERRORS, WARNINGS, UPDATES, NEW, CONTRACTS = "errors", "warnings", "updates", "new", "contracts"
WORDS = {
    ERRORS: "誤り",
    WARNINGS: "注意",
    UPDATES: "変わるところ",
    NEW: "新しい行",
    CONTRACTS: "読み込んだ契約",
}
PROBLEM_COLUMNS = (
    Column("シート", "key"),
    Column("行", "number"),
    Column("列"),
    Column("値"),
    Column("どう直すか", "long"),
)
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    ERRORS: PROBLEM_COLUMNS,
    WARNINGS: (*PROBLEM_COLUMNS[:-1], Column("確かめること", "long")),
    UPDATES: (
        Column("行", "number"),
        Column("どれについて"),
        Column("項目"),
        Column("いまの内容"),
        Column("読み込んだ後"),
    ),
    NEW: (Column("行", "number"), Column("どれについて"), Column("内容", "long")),
    CONTRACTS: (Column("契約番号", "key"), Column("件名")),
}
COUNT_COLUMNS = (
    Column("シート"),
    Column("読んだ行", "number"),
    Column("新しい行", "number"),
    Column("変わる行", "number"),
    Column("変わらない行", "number"),
)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One sheet of the book: how many rows of what kind; an address where they can be looked at."""

    name: str
    read: int
    created: int
    updated: int
    unchanged: int
    created_href: str
    updated_href: str


@dataclass(frozen=True, slots=True)
class LoadPage:
    """The list that is looked at, the others as tabs, and the counts of every sheet."""

    view: str
    tabs: tuple[Tab, ...]
    sheets: tuple[SheetLine, ...]
    sheet: str
    switch: tuple[Tab, ...]
    page: Page
    lines: tuple[Any, ...]
    titles: Mapping[str, str]

    @property
    def columns(self) -> tuple[Column, ...]:
        return COLUMNS[self.view]

    @property
    def words(self) -> str:
        return WORDS[self.view]


def load_page(job: Job, asked: Asked, scope: Scope) -> LoadPage:
    """What the address asks to see of a book that was tried or loaded."""
    totals = _totals(job.answer)
    view = asked.text("view")
    if view not in totals:
        view = next((name for name, total in totals.items() if total), next(iter(totals)))
    sheets = _sheets_of(job.answer, view)
    sheet = asked.text("sheet")
    if sheet not in sheets:
        sheet = next(iter(sheets), "")
    page = Page(asked.page(), ROWS, sheets[sheet] if sheet else totals[view])
    role = f"{view}/{sheet}" if sheet else view
    lines, titles = _lines(job, role, page.number, scope)
    return LoadPage(
        view,
        tuple(_tabs(totals, view)),
        tuple(_sheet_lines(job.answer)),
        sheet,
        tuple(_switch(sheets, sheet)) if len(sheets) > 1 else (),
        page,
        lines,
        titles,
    )


def _lines(
    job: Job, role: str, number: int, scope: Scope
) -> tuple[tuple[Any, ...], Mapping[str, str]]:
    """One page of a list; and the titles of the contracts where it is one of these."""
    with reading() as session:
        content = job_parts.part(session, job.id, role, number)
        lines = tuple(json.loads(content)) if content else ()
        return lines, own_rows.titles(session, lines, scope) if role == CONTRACTS else {}


def _totals(answer: Mapping[str, Any]) -> Mapping[str, int]:
    """The lists that there are, in the order in which a clerk wants them."""
    if answer["written"]:
        return {CONTRACTS: answer[CONTRACTS], WARNINGS: answer[WARNINGS]}
    changes = {UPDATES: answer["updated"], NEW: answer["created"]}
    if answer[ERRORS]:
        return {ERRORS: answer[ERRORS], WARNINGS: answer[WARNINGS]}
    return {**changes, WARNINGS: answer[WARNINGS]}


def _sheets_of(answer: Mapping[str, Any], view: str) -> Mapping[str, int]:
    """For lists that are kept by sheet: how many lines each sheet has."""
    kind = {UPDATES: "updated", NEW: "created"}.get(view)
    if kind is None:
        return {}
    counts = {name: answer["sheets"].get(name, {}).get(kind, 0) for name in REGISTRATION}
    return {name: count for name, count in counts.items() if count}


def _tabs(totals: Mapping[str, int], view: str) -> Iterator[Tab]:
    for name, total in totals.items():
        address = here(view=name, sheet=None, page=None)
        yield Tab(WORDS[name], address, name == view, count=total)


def _switch(sheets: Mapping[str, int], sheet: str) -> Iterator[Tab]:
    for name, count in sheets.items():
        yield Tab(f"{name} {count:,}", here(sheet=name, page=None), name == sheet)


def _sheet_lines(answer: Mapping[str, Any]) -> Iterator[SheetLine]:
    """Only sheets with rows; their numbers lead to the rows while nothing is written yet."""
    looks = not answer["written"] and not answer[ERRORS]
    for name in REGISTRATION:
        count = answer["sheets"].get(name)
        if count is None or not count["read"]:
            continue
        created = here(view=NEW, sheet=name, page=None) if looks and count["created"] else ""
        updated = here(view=UPDATES, sheet=name, page=None) if looks and count["updated"] else ""
        yield SheetLine(name, **count, created_href=created, updated_href=updated)
