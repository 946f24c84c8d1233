"""期限: what is due and overdue, with filters in the address."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records import contract_list, due_list
from app.records.database import reading
from app.records.due_list import WantedDue
from app.web.asked import Asked
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.table import Column
from audits.due import State
from audits.kind import Kind
from audits.roles import Act
from audits.wording import KIND, STATE

room = Blueprint("due_items", __name__, url_prefix="/due-items")
ROWS = 50
COLUMNS = (
    Column("状態"),
    Column("期限", "when"),
    Column("すること"),
    Column("契約番号"),
    Column("件名"),
    Column("受託者"),
    Column("所管課"),
)


@room.get("")
@allowed(Act.SEE_DUE_ITEMS)
def index() -> ResponseReturnValue:
    """What is overdue, unless the address asks for another state."""
    asked, scope = Asked(request.args), current_person().scope
    every = asked.text("state") == "all"
    state = None if every else asked.member("state", State)
    kind = asked.member("kind", Kind)
    wanted = WantedDue(
        on=today(),
        states=() if every else (state or State.OVERDUE,),
        kinds=(kind,) if kind else (),
        department=asked.text("department"),
        fiscal_year=asked.fiscal_year("year"),
    )
    with reading() as session:
        page = Page(asked.page(), ROWS, due_list.count_due(session, wanted, scope))
        lines = due_list.due_lines(session, wanted, scope, offset=page.offset, limit=ROWS)
        departments = contract_list.departments_seen(session, scope)
    return render_template(
        "due_items/index.html",
        lines=lines,
        page=page,
        wanted=wanted,
        every=every,
        columns=COLUMNS,
        department_choices=[(name, name) for name in departments],
        state_choices=[("all", "すべて"), *((s.value, STATE[s]) for s in State)],
        kind_choices=[(kind.value, KIND[kind]) for kind in Kind],
        problems=asked.problems,
    )
