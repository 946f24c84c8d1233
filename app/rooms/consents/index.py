"""承諾を待つ申請の一覧: every request for consent that nobody has decided on."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.records import consent_tasks
from app.records.database import reading
from app.rooms.consents.room import room
from app.web.asked import Asked
from app.web.page_address import address
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.table import Column
from audits.consent import ConsentPoint
from audits.roles import Act

ROWS = 50
COLUMNS = (
    Column("確認", "state"),
    Column("開始日", "when"),
    Column("再委託先"),
    Column("契約", "contract"),
    Column("受託者"),
    Column("所管課"),
)


@room.get("")
@allowed(Act.SEE_CONTRACTS)
def index() -> ResponseReturnValue:
    """Those first whose subcontract begins first."""
    asked, scope = Asked(request.args), current_person().scope
    with reading() as session:
        page = Page(asked.page(), ROWS, consent_tasks.count_waiting(session, scope))
        lines = consent_tasks.tasks_waiting(session, scope, offset=page.offset, limit=ROWS)
    return render_template(
        "consents/index.html",
        lines=lines,
        page=page,
        columns=COLUMNS,
        points=len(ConsentPoint),
        on=today(),
        problems=asked.problems,
        address=address,
    )
