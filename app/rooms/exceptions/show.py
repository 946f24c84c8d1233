"""例外の承諾の頁: what was asked for, what was decided, and where the copy is."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.acts.exception_paper import notice_of
from app.acts.within_reach import is_within
from app.records.database import reading
from app.records.exceptions import ExceptionRow
from app.rooms.exceptions.room import load, room, wanted
from app.web.page_address import address
from app.web.permissions import allowed, current_person
from app.workflows.handle_exception import needed
from audits.exception import ExceptionStep
from audits.roles import Act


@room.get("/of/<path:number>")
@allowed(Act.SEE_CONTRACTS)
def show(number: str) -> ResponseReturnValue:
    """One exception of a contract, and what this person may do with it."""
    which = wanted(number)
    case = load(which, Act.SEE_CONTRACTS)
    person, terms = current_person(), case.dossier.terms
    steps = {
        step.value: which.address(f"exceptions.{ENDPOINTS[step]}")
        for step in case.steps
        if is_within(person.scope_of(needed(step)), terms)
    }
    decided = case.on_file.decision
    with reading() as session:
        has_notice = notice_of(session, case.dossier.key, case.on_file) is not None
    takes_away = is_within(person.scope_of(Act.TAKE_AWAY), terms)
    evidence = address(
        "evidence.of_act",
        table=ExceptionRow.__tablename__,
        row=case.on_file.id,
        number=case.contract,
    )
    return render_template(
        "exceptions/show.html",
        which=which,
        case=case,
        steps=steps,
        decided=decided,
        notice_address=which.address("exceptions.paper") if has_notice and takes_away else "",
        evidence=evidence if decided is not None and decided.is_the_citys else "",
    )


ENDPOINTS = {
    ExceptionStep.CHANGE: "change",
    ExceptionStep.DECIDE: "decide",
    ExceptionStep.WITHDRAW: "withdraw",
    ExceptionStep.END_COPY: "copy",
    ExceptionStep.CORRECT: "correct",
}
