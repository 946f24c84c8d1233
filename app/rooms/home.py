"""やること: what is overdue, what may be a violation, and what is due soon."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records import due_list, violation_list
from app.records.database import reading
from app.records.due_list import WantedDue
from app.records.violation_list import WantedViolations
from app.web.permissions import allowed, current_person
from app.web.table import Column
from audits.due import State
from audits.roles import Act
from audits.rule import Level

room = Blueprint("home", __name__)
MOST_ROWS = 20
COLUMNS = (
    Column("状態"),
    Column("期限", "when"),
    Column("すること"),
    Column("契約"),
    Column("受託者"),
)


@room.get("/")
@allowed(Act.SEE_HOME)
def index() -> ResponseReturnValue:
    """Three groups, each with why it is there; the whole lists are a link away."""
    person, on = current_person(), today()
    overdue = WantedDue(on, (State.OVERDUE,))
    soon = WantedDue(on, (State.DUE_SOON,))
    broken = WantedViolations(on, Level.VIOLATION)
    scope = person.scope
    with reading() as session:
        groups = {
            "overdue": due_list.due_lines(session, overdue, scope, offset=0, limit=MOST_ROWS),
            "soon": due_list.due_lines(session, soon, scope, offset=0, limit=MOST_ROWS),
            "violations": violation_list.violation_lines(
                session, broken, scope, offset=0, limit=MOST_ROWS
            ),
        }
        counts = {
            "overdue": due_list.count_due(session, overdue, scope),
            "soon": due_list.count_due(session, soon, scope),
            "violations": violation_list.count_violations(session, broken, scope),
        }
    return render_template("home/index.html", on=on, groups=groups, counts=counts, columns=COLUMNS)
