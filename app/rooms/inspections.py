"""立入調査: the visits owed in a fiscal year, and whom nobody visited."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records import contract_list, inspection_list, plans_left_open
from app.records.database import reading
from app.records.inspection_list import InspectionFilter, InspectionSort, WantedInspections
from app.web.asked import Asked
from app.web.filter_tabs import filter_tabs
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.table import Column, Sort
from audits.fiscal_year import FiscalYear
from audits.roles import Act

room = Blueprint("inspections", __name__, url_prefix="/inspections")
ROWS = 50
OWED = (
    Column("状態"),
    Column("期限", "when", InspectionSort.DUE.value),
    Column("契約", "contract", InspectionSort.NUMBER.value),
    Column("受託者・再委託先", "folds party"),
    Column("所管課", "folds place", InspectionSort.DEPARTMENT.value),
    Column("予定日", "when", InspectionSort.PLANNED.value),
)
MADE = (Column("実施日", "when"), Column("方法", "folds key"))
JUDGED = (Column("判定", "key"), Column("未是正の指摘", "number"))
NOT_MADE = (
    InspectionFilter.NOT_VISITED,
    InspectionFilter.UNPLANNED,
    InspectionFilter.NEVER,
)
TABS: Mapping[InspectionFilter, str] = {
    InspectionFilter.ALL: "要調査",
    InspectionFilter.NOT_VISITED: "調査をしていないところ",
    InspectionFilter.UNPLANNED: "未計画",
    InspectionFilter.NEVER: "一度も調査していない",
    InspectionFilter.MADE: "実施済み",
    InspectionFilter.ON_SITE: "うち実地",
    InspectionFilter.OFF_SITE: "うち実地以外",
}


@room.get("")
@allowed(Act.SEE_CONTRACTS)
def index() -> ResponseReturnValue:
    """Every visit of the year, unless the address asks for some of them."""
    asked, scope = Asked(request.args), current_person().scope
    wanted = _wanted(asked)
    with reading() as session:
        counts = inspection_list.count_each(session, wanted, scope)
        page = Page(asked.page(), ROWS, counts[wanted.which])
        lines = inspection_list.inspection_lines(
            session, wanted, scope, offset=page.offset, limit=ROWS
        )
        departments = contract_list.departments_seen(session, scope)
        left_open = plans_left_open.reasons(session, lines, wanted.fiscal_year)
    return render_template(
        "inspections/index.html",
        lines=lines,
        page=page,
        wanted=wanted,
        counts=counts,
        left_open=left_open,
        tab_of=InspectionFilter,
        plan_act=Act.ENTER,
        paper_act=Act.TAKE_AWAY,
        columns=_columns(wanted.which),
        not_made=wanted.which in NOT_MADE,
        sort=Sort(wanted.sort.value, wanted.descending),
        tabs=list(filter_tabs(TABS, wanted.which, counts)),
        boxes=asked.boxes("on", wanted.on),
        department_choices=[(name, name) for name in departments],
        problems=asked.problems,
    )


def _wanted(asked: Asked) -> WantedInspections:
    on = asked.day("on", today())
    return WantedInspections(
        on=on,
        fiscal_year=asked.fiscal_year("year") or FiscalYear.of(on),
        which=asked.member("which", InspectionFilter) or InspectionFilter.ALL,
        department=asked.text("department"),
        planned_month=asked.number("planned_month", "月", 1, 12),
        made_month=asked.number("made_month", "月", 1, 12),
        sort=asked.member("sort", InspectionSort) or InspectionSort.DUE,
        descending=asked.flag("descending"),
    )


def _columns(which: InspectionFilter) -> tuple[Column, ...]:
    """What is known of visits that were made is no use where none was."""
    if which in NOT_MADE:
        return (*OWED, Column("最後に調査した日", "when"))
    if which is InspectionFilter.OFF_SITE:
        return (*OWED, *MADE, Column("実地でない理由"), *JUDGED)
    return (*OWED, *MADE, *JUDGED)
