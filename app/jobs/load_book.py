"""登録ブックの読込み: an uploaded book is tried, shown, and loaded once somebody agrees."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import islice
from typing import Any

from app.acts import jobs
from app.acts.jobs import Made
from app.acts.loading.change import Change
from app.acts.loading.sheets import COUNCIL_MATTERS
from app.acts.loading.told import told_addition, told_update
from app.acts.loading.write import matter_contracts
from app.clock import now
from app.jobs.asker import asker
from app.jobs.work import Work
from app.workflows.load_workbook import Loading, Terms, load_workbook
from audits.roles import Act

KIND, SLOT = "load_workbook", "load_workbook"
AGREED = "agreed"  # of the question: the outcome that somebody has agreed to; none: only try
ROWS_A_PAGE = 50


def load_book(work: Work) -> Made | None:
    """Tries the book, or loads it where what would happen is still what was agreed to."""
    run, at = work.run, now()
    person = asker(run, Act.LOAD_WORKBOOK)
    agreed = run.question.get(AGREED)
    terms = Terms(
        dry_run=agreed is None,
        scope=person.scope_of(Act.LOAD_WORKBOOK),
        shown=agreed,
        address=run.address,
        # In the transaction of the load: it is never written without being told, nor the reverse.
        and_then=lambda session, loading: jobs.end(session, run, _loaded(loading), at=now()),
    )
    with work.given("登録ブック.xlsx") as path:
        loading = load_workbook(path, by=person.actor, at=at, terms=terms, on_progress=work.say)
    return None if loading.written else _tried(loading)


def _tried(loading: Loading) -> Made:
    lists = {
        "errors": map(asdict, loading.errors),
        "warnings": map(asdict, loading.warnings),
        **{f"updates/{name}": map(told_update, some) for name, some in _by_sheet(loading, True)},
        **{f"new/{name}": map(told_addition, some) for name, some in _by_sheet(loading, False)},
    }
    pages = {role: _pages(lines) for role, lines in lists.items()}
    return Made(_answer(loading), pages)


def _loaded(loading: Loading) -> Made:
    numbers = list(dict.fromkeys(n for change in loading.changes for n in _contracts(change)))
    answer = {**_answer(loading), "contracts": len(numbers)}
    lists = {"contracts": _pages(numbers), "warnings": _pages(map(asdict, loading.warnings))}
    return Made(answer, lists, keeps_given=False)


def _answer(loading: Loading) -> Mapping[str, object]:
    counts = {name: asdict(count) for name, count in loading.sheets.items()}
    return {
        "outcome": loading.outcome,
        "written": loading.written,
        "differs": loading.differs,
        "sheets": counts,
        "errors": len(loading.errors),
        "warnings": len(loading.warnings),
        "created": sum(count["created"] for count in counts.values()),
        "updated": sum(count["updated"] for count in counts.values()),
    }


def _by_sheet(loading: Loading, updates: bool) -> Iterator[tuple[str, list[Change]]]:
    for name in loading.sheets:
        found = [
            change
            for change in loading.changes
            if change.sheet.sheet == name and bool(change.previous) is updates
        ]
        if found:
            yield name, found


def _contracts(change: Change) -> list[str]:
    if change.sheet is COUNCIL_MATTERS:
        return matter_contracts(change)
    return [change.place.contract] if change.place.contract is not None else []


def _pages(lines: Iterable[Any]) -> Iterator[bytes]:
    """The lines as pages of a list, each a part of its own."""
    rest = iter(lines)
    while page := list(islice(rest, ROWS_A_PAGE)):
        yield json.dumps(page, ensure_ascii=False).encode("utf-8", "surrogatepass")
