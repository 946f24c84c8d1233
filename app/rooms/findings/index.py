"""指摘の一覧: what visits found, and whether it was put right."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records import contract_list, finding_list, finding_repeats
from app.records.database import reading
from app.records.finding_list import FindingFilter, FindingSort, WantedFindings
from app.rooms.findings.room import room
from app.web.asked import Asked
from app.web.filter_tabs import filter_tabs
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.table import Column, Sort
from audits.roles import Act

ROWS = 50
COLUMNS = (
    Column("状態"),
    Column("是正期限", "when", FindingSort.DUE.value),
    Column("指摘番号", "key"),
    Column("指摘の内容", "long"),
    Column("根拠", "folds cause"),
    Column("契約", "contract", FindingSort.NUMBER.value),
    Column("受託者・再委託先", "folds party"),
    Column("所管課", "folds place", FindingSort.DEPARTMENT.value),
    Column("調査日", "folds when", FindingSort.FOUND.value),
    Column("回答", "folds when"),
    Column("是正の確認", "when"),
)
TABS: Mapping[FindingFilter, str] = {
    FindingFilter.OPEN: "未是正",
    FindingFilter.OVERDUE: "うち期限超過",
    FindingFilter.CLOSED: "是正済",
    FindingFilter.ALL: "すべて",
}


@room.get("")
@allowed(Act.SEE_CONTRACTS)
def index() -> ResponseReturnValue:
    """Those that are not put right yet, unless the address asks for others."""
    asked, scope = Asked(request.args), current_person().scope
    wanted = _wanted(asked)
    with reading() as session:
        counts = finding_list.count_each(session, wanted, scope)
        page = Page(asked.page(), ROWS, counts[wanted.which])
        lines = finding_list.finding_lines(session, wanted, scope, offset=page.offset, limit=ROWS)
        departments = contract_list.departments_seen(session, scope)
        repeated = finding_repeats.repeated(session, lines)
    return render_template(
        "findings/index.html",
        lines=lines,
        repeated=repeated,
        page=page,
        wanted=wanted,
        columns=COLUMNS,
        sort=Sort(wanted.sort.value, wanted.descending),
        tabs=list(filter_tabs(TABS, wanted.which, counts, FindingFilter.OVERDUE)),
        boxes=asked.boxes("on", wanted.on),
        department_choices=[(name, name) for name in departments],
        problems=asked.problems,
    )


def _wanted(asked: Asked) -> WantedFindings:
    return WantedFindings(
        on=asked.day("on", today()),
        which=asked.member("which", FindingFilter) or FindingFilter.OPEN,
        department=asked.text("department"),
        fiscal_year=asked.fiscal_year("year"),
        sort=asked.member("sort", FindingSort) or FindingSort.DUE,
        descending=asked.flag("descending"),
    )
