"""期限: what is due and overdue, with filters in the address."""

from __future__ import annotations

from secrets import token_urlsafe

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records import contract_list, due_list
from app.records.database import reading
from app.records.due_list import EXCUSES, WantedDue
from app.records.scope import Scope
from app.web.asked import Asked
from app.web.dashboard_addresses import MAIN_KINDS, OTHER_KINDS
from app.web.deeds import occurrence_words
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.received import received_report
from app.web.table import Column
from audits.due import State
from audits.kind import KIND_RULES, Kind
from audits.roles import Act
from audits.wording import KIND, STATE

room = Blueprint("due_items", __name__, url_prefix="/due-items")
ROWS = 50
EVERY = "all"
HIGHEST_BRANCH = 999
COLUMNS = (
    Column("状態"),
    Column("期限", "when"),
    Column("すること"),
    Column("契約", "contract"),
    Column("受託者", "folds party"),
    Column("所管課", "folds place"),
)
DECIDED = (Column("決定した日", "when"), Column("決定した人"), Column("理由", "long"))
ACTS = (Column("操作", "act"),)
MAIN = tuple(kind for kind in Kind if KIND_RULES[kind].main)
OTHERS = tuple(kind for kind in Kind if not KIND_RULES[kind].main)
GROUPS = {MAIN_KINDS: MAIN, OTHER_KINDS: OTHERS}
KINDS = (
    (MAIN_KINDS, "主な種別すべて"),
    *((kind.value, KIND[kind]) for kind in MAIN),
    (OTHER_KINDS, "そのほかの種別すべて"),
    *((kind.value, KIND[kind]) for kind in OTHERS),
)


@room.get("")
@allowed(Act.SEE_DUE_ITEMS)
def index() -> ResponseReturnValue:
    """What is overdue, unless the address asks for another state."""
    asked, scope = Asked(request.args), current_person().scope
    wanted = _wanted(asked)
    with reading() as session:
        page = Page(asked.page(), ROWS, due_list.count_due(session, wanted, scope))
        lines = due_list.due_lines(session, wanted, scope, offset=page.offset, limit=ROWS)
        departments = contract_list.departments_seen(session, scope)
    decided = any(state in EXCUSES for state in wanted.states)
    enters = current_person().scope_of(Act.ENTER)
    acts = any(received_report(line) for line in lines if _reached(enters, line.department))
    return render_template(
        "due_items/index.html",
        lines=lines,
        page=page,
        wanted=wanted,
        state=wanted.states[0].value if wanted.states else EVERY,
        kind=asked.text("kind"),
        decided=decided,
        columns=(*COLUMNS, *(DECIDED if decided else ()), *(ACTS if acts else ())),
        acts=acts,
        may_receive=lambda line: _reached(enters, line.department),
        received_report=received_report,
        occurrence=occurrence_words,
        form_key=token_urlsafe(16),
        boxes=asked.boxes("on", wanted.on),
        department_choices=[(name, name) for name in departments],
        state_choices=[(EVERY, "すべて"), *((s.value, STATE[s]) for s in State)],
        kind_choices=KINDS,
        problems=asked.problems,
    )


def _reached(scope: Scope, department: str) -> bool:
    """Whether somebody enters for this department; as 共管課 one goes by the contract's page."""
    return scope.everything or department in scope.departments


def _wanted(asked: Asked) -> WantedDue:
    every = asked.text("state") == EVERY
    state = None if every else asked.member("state", State)
    return WantedDue(
        on=asked.day("on", today()),
        states=() if every else (state or State.OVERDUE,),
        kinds=_kinds(asked),
        department=asked.text("department"),
        fiscal_year=asked.fiscal_year("year"),
        branch=asked.number("branch", "枝番", 0, HIGHEST_BRANCH),
    )


def _kinds(asked: Asked) -> tuple[Kind, ...]:
    group = GROUPS.get(asked.text("kind"))
    if group is not None:
        return group
    kind = asked.member("kind", Kind)
    return (kind,) if kind else ()
