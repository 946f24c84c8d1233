"""定期報告と研修の一覧: what is owed for a year, what has come, and what came today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records import contract_list, owed_report_list
from app.records.database import reading
from app.records.owed_report_list import OwedFilter, OwedSort, WantedOwed
from app.web.asked import Asked
from app.web.deeds import occurrence_words
from app.web.keyed_form import new_key
from app.web.navigation import Tab
from app.web.page_address import address, here
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.received import received_report
from app.web.table import Column, Sort
from audits.fiscal_year import FiscalYear
from audits.kind import Kind
from audits.roles import Act

room = Blueprint("owed_reports", __name__)
ROWS = 50
COLUMNS = (
    Column("状態", "state"),
    Column("対象"),
    Column("期限", "when", OwedSort.DUE.value),
    Column("受領", "when", OwedSort.RECEIVED.value),
    Column("最後の受領", "when"),
    Column("契約", "contract", OwedSort.NUMBER.value),
    Column("受託者・再委託先", "folds party"),
    Column("所管課", "folds place", OwedSort.DEPARTMENT.value),
)
ACTS = Column("操作", "act")
TABS: Mapping[OwedFilter, str] = {
    OwedFilter.ALL: "すべて",
    OwedFilter.OPEN: "まだ受け取っていない",
    OwedFilter.OVERDUE: "うち期限超過",
    OwedFilter.RECEIVED: "受け取った",
}


@room.get("/periodic-reports")
@allowed(Act.SEE_CONTRACTS)
def periodic() -> ResponseReturnValue:
    """定期報告, by month, quarter, half or year as each contract has it."""
    return _page(Kind.PERIODIC_REPORT)


@room.get("/trainings")
@allowed(Act.SEE_CONTRACTS)
def trainings() -> ResponseReturnValue:
    """従事者教育, where the clause set asks for it yearly."""
    return _page(Kind.TRAINING)


def _page(kind: Kind) -> str:
    asked, person = Asked(request.args), current_person()
    wanted, scope = _wanted(asked, kind), person.scope
    with reading() as session:
        counts = owed_report_list.count_each(session, wanted, scope)
        page = Page(asked.page(), ROWS, counts[wanted.which])
        lines = owed_report_list.owed_lines(session, wanted, scope, offset=page.offset, limit=ROWS)
        departments = contract_list.departments_seen(session, scope)
    enters = person.may(Act.ENTER) and wanted.on == today()
    return render_template(
        "owed_reports/index.html",
        lines=lines,
        page=page,
        wanted=wanted,
        is_periodic=kind is Kind.PERIODIC_REPORT,
        columns=(*COLUMNS, ACTS) if enters else COLUMNS,
        sort=Sort(wanted.sort.value, wanted.descending),
        tabs=list(_tabs(wanted, counts)),
        boxes=asked.boxes("on", wanted.on),
        department_choices=[(name, name) for name in departments],
        problems=asked.problems,
        address=address,
        enters=enters,
        about=lambda line: occurrence_words(line.period, line.fiscal_year),
        received_report=received_report,
        form_key=new_key(),
    )


def _wanted(asked: Asked, kind: Kind) -> WantedOwed:
    on = asked.day("on", today())
    return WantedOwed(
        on=on,
        kind=kind,
        year=asked.fiscal_year("year") or FiscalYear.of(on),
        which=asked.member("which", OwedFilter) or OwedFilter.ALL,
        department=asked.text("department"),
        contract=asked.text("contract"),
        sort=asked.member("sort", OwedSort) or OwedSort.DUE,
        descending=asked.flag("descending"),
    )


def _tabs(wanted: WantedOwed, counts: Mapping[OwedFilter, int]) -> Iterator[Tab]:
    for which, said in TABS.items():
        late = counts[which] if which is OwedFilter.OVERDUE else 0
        href = here(which=which.value, page=None)
        yield Tab(said, href, which is wanted.which, counts[which], late)
