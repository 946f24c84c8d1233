"""リスクの一覧: what the year has still to visit, by its risk, with the reasons."""

from __future__ import annotations

from enum import Enum
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.acts.riskiest import RiskLine, riskiest
from app.clock import today
from app.records import contract_list
from app.records.database import reading
from app.records.inspection_list import WantedInspections
from app.rooms.plans.room import room
from app.web.asked import Asked
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.table import Column, Sort
from audits.fiscal_year import FiscalYear
from audits.roles import Act

ROWS = 50


class RiskSort(Enum):
    """What the list can be sorted by."""

    RISK = "risk"
    DUE = "due"
    DEPARTMENT = "department"
    PLANNED = "planned"


COLUMNS = (
    Column("リスク", "number", RiskSort.RISK.value),
    Column("わけ（点）"),
    Column("契約", "contract"),
    Column("調査先"),
    Column("所管課", sort=RiskSort.DEPARTMENT.value),
    Column("期限", "when", RiskSort.DUE.value),
    Column("予定日", "when", RiskSort.PLANNED.value),
)


@room.get("/risk")
@allowed(Act.SEE_CONTRACTS)
def risk() -> ResponseReturnValue:
    """The riskiest first, unless the address asks for another order."""
    asked, scope, on = Asked(request.args), current_person().scope, today()
    year = asked.fiscal_year("year") or FiscalYear.of(on)
    wanted = WantedInspections(on, year, department=asked.text("department"))
    by = asked.member("sort", RiskSort) or RiskSort.RISK
    descending = asked.flag("descending") if "sort" in request.args else True
    with reading() as session:
        found = riskiest(session, wanted, scope)
        departments = contract_list.departments_seen(session, scope)
    page = Page(asked.page(), ROWS, len(found))
    ordered = _ordered(found, by, descending=descending)
    return render_template(
        "plans/risk.html",
        lines=ordered[page.offset : page.offset + ROWS],
        page=page,
        wanted=wanted,
        columns=COLUMNS,
        sort=Sort(by.value, descending),
        department_choices=[(name, name) for name in departments],
        weigh=Act.CHANGE_RISK_WEIGHTS,
        problems=asked.problems,
    )


def _ordered(found: list[RiskLine], by: RiskSort, *, descending: bool) -> list[RiskLine]:
    """What has no day stands last, whichever way round the days go."""
    keys: dict[RiskSort, Any] = {
        RiskSort.RISK: lambda line: line.risk.points,
        RiskSort.DUE: lambda line: line.visit.due_on,
        RiskSort.DEPARTMENT: lambda line: line.visit.department,
    }
    if by is RiskSort.PLANNED:
        with_day = sorted(
            (line for line in found if line.planned_on),
            key=lambda line: line.planned_on or line.visit.due_on,
            reverse=descending,
        )
        return [*with_day, *(line for line in found if not line.planned_on)]
    return sorted(found, key=keys[by], reverse=descending)
