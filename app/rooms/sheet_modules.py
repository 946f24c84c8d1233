"""特別な場合の項目: which modules of check items a contract has switched on."""

from __future__ import annotations

from flask import Blueprint, abort, flash, render_template, request
from flask.typing import ResponseReturnValue

from app.clock import now
from app.records import contract_modules
from app.records.database import reading
from app.records.reachable import reachable
from app.web.answers import see_other
from app.web.form import is_brought_back
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workflows.switch_modules import ModuleError, NoContractError, switch_modules
from audits.roles import Act
from checklists.library import modules

room = Blueprint("sheet_modules", __name__, url_prefix="/sheet-modules")
MOST_CHOSEN = 50


@room.route("/<path:number>", methods=["GET", "POST"])
@allowed(Act.ENTER)
def show(number: str) -> ResponseReturnValue:
    """A box for each special case; what is due does not depend on it."""
    on = _switched_on(number)
    seen, chosen, problem = on, on, ""
    if request.method == "POST":
        seen = request.form.getlist("seen")[:MOST_CHOSEN]
        chosen = request.form.getlist("module")[:MOST_CHOSEN]
        if not is_brought_back():
            try:
                _switch(number, chosen, seen)
            except ModuleError as refused:
                problem, seen = str(refused), _switched_on(number)
            else:
                flash("特別な場合の項目を保存しました。", "done")
                return see_other("contracts.show", number=number, view="overview")
    return render_template(
        "sheet_modules/show.html",
        number=number,
        modules=list(modules().values()),
        chosen=chosen,
        seen=seen,
        problem=problem,
    )


def _switched_on(number: str) -> list[str]:
    with reading() as session:
        found = reachable(session, number, current_person().scope_of(Act.ENTER))
        if found is None:
            abort(404)
        return [one.module.id for one in contract_modules.switched_on(session, found)]


def _switch(number: str, chosen: list[str], seen: list[str]) -> None:
    try:
        switch_modules(number, chosen, seen, by=current_person(), at=now(), address=address())
    except NoContractError:
        abort(404)
