"""事故の一覧: what became known, how far it is, and which clocks run."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records import contract_list, incident_list
from app.records.database import reading
from app.records.incident_list import IncidentFilter, IncidentSort, WantedIncidents
from app.rooms.incidents.room import room
from app.web.asked import Asked
from app.web.filter_tabs import filter_tabs
from app.web.incident_address import incident_address
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.table import Column, Sort
from audits.roles import Act

ROWS = 50
COLUMNS = (
    Column("状態"),
    Column("覚知日", "when", IncidentSort.KNOWN.value),
    Column("事故", "key"),
    Column("概要", "long"),
    Column("本人数", "folds number"),
    Column("委員会への報告", "folds cause"),
    Column("次の期限", "clocks"),
    Column("契約", "contract", IncidentSort.NUMBER.value),
    Column("受託者・再委託先", "folds party"),
    Column("所管課", "folds place", IncidentSort.DEPARTMENT.value),
)
TABS: Mapping[IncidentFilter, str] = {
    IncidentFilter.OPEN: "対応中",
    IncidentFilter.UNDECIDED: "うち要否が未決定",
    IncidentFilter.OVERDUE: "うち期限超過",
    IncidentFilter.CLOSED: "結了",
    IncidentFilter.ALL: "すべて",
}


@room.get("")
@allowed(Act.SEE_CONTRACTS)
def index() -> ResponseReturnValue:
    """Those that are not closed, unless the address asks for others."""
    asked, scope = Asked(request.args), current_person().scope
    wanted = _wanted(asked)
    with reading() as session:
        counts = incident_list.count_each(session, wanted, scope)
        page = Page(asked.page(), ROWS, counts[wanted.which])
        lines = incident_list.incident_lines(session, wanted, scope, offset=page.offset, limit=ROWS)
        departments = contract_list.departments_seen(session, scope)
    return render_template(
        "incidents/index.html",
        lines=lines,
        page=page,
        wanted=wanted,
        columns=COLUMNS,
        sort=Sort(wanted.sort.value, wanted.descending),
        tabs=list(filter_tabs(TABS, wanted.which, counts, IncidentFilter.OVERDUE)),
        boxes=asked.boxes("on", wanted.on),
        department_choices=[(name, name) for name in departments],
        problems=asked.problems,
        page_of=incident_address,
    )


def _wanted(asked: Asked) -> WantedIncidents:
    sort = asked.member("sort", IncidentSort)
    return WantedIncidents(
        on=asked.day("on", today()),
        which=asked.member("which", IncidentFilter) or IncidentFilter.OPEN,
        department=asked.text("department"),
        fiscal_year=asked.fiscal_year("year"),
        sort=sort or IncidentSort.KNOWN,
        descending=asked.flag("descending") if sort else True,
    )
