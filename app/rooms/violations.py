"""違反のおそれと要確認: rules that are broken rather than late, until they are dealt with."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records import contract_list, violation_list
from app.records.database import reading
from app.records.violation_list import WantedViolations
from app.web.asked import Asked
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.table import Column
from audits.roles import Act
from audits.rule import Level
from audits.wording import LEVEL

room = Blueprint("violations", __name__, url_prefix="/violations")
ROWS = 50
COLUMNS = (
    Column("区分"),
    Column("発生日", "when"),
    Column("内容"),
    Column("契約番号"),
    Column("件名"),
    Column("所管課"),
)


@room.get("")
@allowed(Act.SEE_VIOLATIONS)
def index() -> ResponseReturnValue:
    """The unsettled ones, the newest first."""
    asked, scope = Asked(request.args), current_person().scope
    wanted = WantedViolations(
        on=today(), level=asked.member("level", Level), department=asked.text("department")
    )
    with reading() as session:
        total = violation_list.count_violations(session, wanted, scope)
        page = Page(asked.page(), ROWS, total)
        lines = violation_list.violation_lines(
            session, wanted, scope, offset=page.offset, limit=ROWS
        )
        departments = contract_list.departments_seen(session, scope)
    return render_template(
        "violations/index.html",
        lines=lines,
        page=page,
        wanted=wanted,
        columns=COLUMNS,
        department_choices=[(name, name) for name in departments],
        level_choices=[(level.value, LEVEL[level]) for level in Level],
        problems=asked.problems,
    )
