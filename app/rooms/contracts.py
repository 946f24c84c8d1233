"""契約: the list of contracts, and one contract from first hand-over to confirmed erasure."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from app.acts.paper_facts.record_paper import record_paper
from app.clock import today
from app.records import contract_list, dossier
from app.records.contract_list import Sort, Wanted
from app.records.database import reading
from app.web.asked import Asked
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from audits.due import Alert
from audits.roles import Act
from audits.stage import Stage

room = Blueprint("contracts", __name__, url_prefix="/contracts")
ROWS = 50


@room.get("")
@allowed(Act.SEE_CONTRACTS)
def index() -> ResponseReturnValue:
    """Searched, filtered and sorted as the address says."""
    asked, scope = Asked(request.args), current_person().scope
    wanted = Wanted(
        on=today(),
        words=asked.text("q"),
        department=asked.text("department"),
        stage=asked.member("stage", Stage),
        alert=asked.member("alert", Alert),
        fiscal_year=asked.fiscal_year("year"),
        my_number=asked.flag("my_number"),
        sort=asked.member("sort", Sort) or Sort.NUMBER,
        descending=asked.flag("descending"),
    )
    with reading() as session:
        total = contract_list.count_contracts(session, wanted, scope)
        page = Page(asked.page(), ROWS, total)
        lines = contract_list.contract_lines(
            session, wanted, scope, offset=page.offset, limit=ROWS
        )
        departments = contract_list.departments_seen(session, scope)
    return render_template(
        "contracts/index.html",
        lines=lines,
        page=page,
        wanted=wanted,
        departments=departments,
        stages=list(Stage),
        alerts=list(Alert),
        problems=asked.problems,
    )


@room.get("/<path:number>")
@allowed(Act.SEE_CONTRACTS)
def show(number: str) -> ResponseReturnValue:
    """Everything on file of one contract."""
    with reading() as session:
        found = dossier.dossier(session, number, today(), current_person().scope)
    if found is None:
        abort(404)
    return render_template("contracts/show.html", dossier=found, paper=record_paper(found))
