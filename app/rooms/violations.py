"""違反のおそれと要確認: rules that are broken rather than late, and how they were settled."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records import contract_list, violation_list
from app.records.database import reading
from app.records.violation_list import Settled, WantedViolations
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
    Column("内容", "long"),
    Column("契約", "contract"),
    Column("受託者"),
    Column("所管課"),
)
SETTLED = (Column("処理した日", "when"), Column("処理した人"), Column("理由", "long"))
WORDS = {Settled.NO: "未処理", Settled.YES: "処理済", Settled.EITHER: "すべて"}


@room.get("")
@allowed(Act.SEE_VIOLATIONS)
def index() -> ResponseReturnValue:
    """The unsettled ones, the newest first, unless the address asks for others."""
    asked, scope = Asked(request.args), current_person().scope
    wanted = WantedViolations(
        on=asked.day("on", today()),
        level=asked.member("level", Level),
        department=asked.text("department"),
        settled=asked.member("settled", Settled) or Settled.NO,
        fiscal_year=asked.fiscal_year("year"),
    )
    with reading() as session:
        total = violation_list.count_violations(session, wanted, scope)
        page = Page(asked.page(), ROWS, total)
        lines = violation_list.violation_lines(
            session, wanted, scope, offset=page.offset, limit=ROWS
        )
        departments = contract_list.departments_seen(session, scope)
    settled = wanted.settled is not Settled.NO
    return render_template(
        "violations/index.html",
        lines=lines,
        page=page,
        wanted=wanted,
        settled=settled,
        columns=(*COLUMNS, *SETTLED) if settled else COLUMNS,
        boxes=asked.boxes("on", wanted.on),
        department_choices=[(name, name) for name in departments],
        level_choices=[(level.value, LEVEL[level]) for level in Level],
        settled_choices=[(each.value, words) for each, words in WORDS.items()],
        problems=asked.problems,
    )
