"""集計: how a city or a department keeps its promises, for a fiscal year and as known on a day."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.acts.riskiest import riskiest_of
from app.clock import today
from app.records import contract_list, idle_accounts, incident_list
from app.records.dashboard import Dashboard, dashboard
from app.records.dashboard_counts import Figure, WantedFigures
from app.records.database import reading
from app.records.incident_list import IncidentFilter, WantedIncidents
from app.records.inspection_list import WantedInspections
from app.records.scope import Scope
from app.web.asked import Asked
from app.web.dashboard_addresses import MAIN_KINDS, OTHER_KINDS, Addresses
from app.web.months_chart import HEIGHT, LEFT, WIDTH, MonthsChart, months_chart
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.table import Column
from audits.fiscal_year import FiscalYear
from audits.kind import KIND_RULES, Kind
from audits.roles import Act

room = Blueprint("dashboard", __name__, url_prefix="/dashboard")
ROWS = 50
MOST_RISKY = 5
MOST_JUDGED = 500  # visits; what a page can weigh while somebody waits
HEAT = {
    Figure.OVERDUE: ("期限", "超過"),
    Figure.FINDINGS: ("未是正", "の指摘"),
    Figure.DATA: ("残る", "データ"),
    Figure.VIOLATIONS: ("違反の", "おそれ"),
    Figure.UNPLANNED: ("未計画", "の調査"),
}
DECIDED = {
    Figure.WAIVED: "免除した期限",
    Figure.MISSED: "未実施とした期限",
    Figure.SETTLED: "違反・要確認の処理",
}
INCIDENTS = {
    IncidentFilter.OPEN: "対応中の事故",
    IncidentFilter.UNDECIDED: "報告の要否が未決定の事故",
    IncidentFilter.OVERDUE: "報告の期限を過ぎた事故",
}
ACCOUNTS = (
    Column("氏名"),
    Column("利用者名", "key"),
    Column("最後の役割"),
    Column("所管課"),
    Column("役割の最終日", "when"),
)


@room.get("")
@allowed(Act.SEE_DASHBOARD)
def show() -> ResponseReturnValue:
    """All of the person's departments, unless the address asks for one of them."""
    asked, scope = Asked(request.args), current_person().scope
    on = asked.day("on", today())
    year = asked.fiscal_year("year") or FiscalYear.of(on)
    with reading() as session:
        departments = contract_list.departments_seen(session, scope)
        wanted = WantedFigures(on, year, scope, _department(asked, departments))
        figures = dashboard(session, wanted)
        visits = WantedInspections(on, year, department=wanted.department)
        incidents = incident_list.count_each(
            session, WantedIncidents(on, department=wanted.department), scope
        )
        risky = riskiest_of(session, visits, scope, MOST_JUDGED)
    return render_template(
        "dashboard/show.html",
        board=figures,
        risky=risky,
        incidents={INCIDENTS[which]: (which, incidents[which]) for which in INCIDENTS},
        most_risky=MOST_RISKY,
        most_judged=MOST_JUDGED,
        wanted=wanted,
        alone=_alone(wanted, departments),
        figure_of=Figure,
        heat=HEAT,
        decided=DECIDED,
        main_kinds=[kind for kind in Kind if KIND_RULES[kind].main],
        other_kinds=[kind for kind in Kind if not KIND_RULES[kind].main],
        main_name=MAIN_KINDS,
        other_name=OTHER_KINDS,
        chart=_chart(figures),
        drawing=(WIDTH, HEIGHT, LEFT),
        address=Addresses(wanted),
        boxes=asked.boxes("on", on),
        problems=asked.problems,
    )


@room.get("/accounts")
@allowed(Act.SEE_DASHBOARD)
def accounts() -> ResponseReturnValue:
    """人に結び付かない利用者: accounts that can still be used, of people without a role."""
    asked, scope = Asked(request.args), current_person().scope
    on, department = asked.day("on", today()), asked.text("department")
    wanted = WantedFigures(on, FiscalYear.of(on), scope, department)
    with reading() as session:
        page = Page(asked.page(), ROWS, idle_accounts.count_idle(session, on, wanted.accounts))
        lines = idle_accounts.idle_accounts(
            session, on, wanted.accounts, offset=page.offset, limit=ROWS
        )
    return render_template(
        "dashboard/accounts.html",
        lines=lines,
        page=page,
        wanted=wanted,
        columns=ACCOUNTS,
        address=Addresses(wanted),
        boxes=asked.boxes("on", on),
        problems=asked.problems,
    )


def _department(asked: Asked, departments: list[str]) -> str:
    """One whose contracts the person sees; of another nothing is said but that it is not there."""
    name = asked.text("department")
    if name and name not in departments:
        asked.problems.append(f"「{name[:40]}」の契約はないため、全体を表示しています。")
        return ""
    return name


def _alone(wanted: WantedFigures, departments: list[str]) -> str:
    """The one department that the page is about; blank where there are several."""
    scope: Scope = wanted.scope
    if wanted.department:
        return wanted.department
    [only] = departments if len(departments) == 1 else [""]
    return only or (next(iter(scope.departments)) if len(scope.departments) == 1 else "")


def _chart(figures: Dashboard) -> MonthsChart:
    wanted = figures.wanted
    owed = figures.whole.tally[Figure.OWED]
    return months_chart(figures.planned, figures.made, owed, wanted.fiscal_year, wanted.on)
