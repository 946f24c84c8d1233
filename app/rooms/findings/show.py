"""一つの指摘: how it stands, its rounds in order, what it repeats, and what can be done now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from app.acts.answering import NoVisitError
from app.acts.finding_on_file import FindingOnFile, FindingsOfVisit, findings_of_visit
from app.acts.sheet_of_visit import NamedVisit
from app.acts.within_reach import is_within
from app.clock import today
from app.records import incident_links
from app.records.database import reading
from app.records.finding_steps import FindingStep
from app.records.scope import Scope
from app.rooms.findings.room import room
from app.web.named_visit import named_visit, visit_address
from app.web.permissions import allowed, current_person
from app.web.table import Column
from audits.fiscal_year import FiscalYear
from audits.lifecycles.finding import FINDING, FindingAct
from audits.roles import Act

STEPS = (
    Column("回", "key"),
    Column("日", "when"),
    Column("したこと"),
    Column("内容", "long"),
    Column("資料の所在"),
    Column("だれが"),
)
LONGEST_NAME = 100
ENDPOINTS = {
    FindingAct.ANSWER: ("findings.answer", Act.ENTER),
    FindingAct.CONFIRM: ("findings.check", Act.ENTER),
    FindingAct.EXTEND: ("findings.extend", Act.EXTEND_FINDING),
    FindingAct.REOPEN: ("findings.reopen", Act.REOPEN_FINDING),
}
WORDS = {
    FindingAct.ANSWER: "改善報告を記録",
    FindingAct.CONFIRM: "是正を確認",
    FindingAct.EXTEND: "是正期限を延ばす",
    FindingAct.REOPEN: "指摘に戻す",
}


@dataclass(frozen=True, slots=True)
class Way:
    """Something that can be done with the finding now, and where."""

    words: str
    href: str
    is_next: bool = False


@room.get("/of/<path:number>")
@allowed(Act.SEE_CONTRACTS)
def show(number: str) -> ResponseReturnValue:
    """One finding, named by its visit and its number."""
    found, finding = load(number, current_person().scope)
    person = current_person()
    named = f"{found.visit.branch}/{finding.name}"
    with reading() as session:
        incidents = incident_links.behind(session, found.dossier.key, named)
    return render_template(
        "findings/show.html",
        incidents=incidents,
        found=found,
        finding=finding,
        where=finding_address,
        columns=STEPS,
        ways=list(_ways(found, finding)),
        orders={order.id: order for order in found.orders},
        repeats=[(name, address_of(found, name)) for name in finding.repeats],
        takes_away=person.may(Act.TAKE_AWAY),
        enters=is_within(person.scope_of(Act.ENTER), found.dossier.terms),
        what=what,
        visit_address=visit_address,
    )


def load(number: str, scope: Scope) -> tuple[FindingsOfVisit, FindingOnFile]:
    """The finding that the address names, for whoever may reach it."""
    found = load_visit(named_visit(number), scope)
    wanted = request.args.get("finding", "")[:LONGEST_NAME]
    for one in found.findings:
        if one.number == wanted:
            return found, one
    return abort(404)


def load_visit(visit: NamedVisit, scope: Scope) -> FindingsOfVisit:
    try:
        with reading() as session:
            return findings_of_visit(session, visit, scope, today())
    except NoVisitError:
        return abort(404)


def finding_address(endpoint: str, found: FindingsOfVisit, finding: FindingOnFile) -> str:
    return visit_address(endpoint, found.visit, finding=finding.number)


def address_of(found: FindingsOfVisit, name: str) -> str:
    """The page of an earlier finding of the same engagement."""
    year, visit, number = name.split("-", 2)
    place = NamedVisit(found.visit.contract, found.visit.branch, FiscalYear(int(year)), int(visit))
    return visit_address("findings.show", place, finding=number)


def what(step: FindingStep) -> str:
    """What was done, in the past: the table of moves has it as something to do."""
    return DONE[step.act]


DONE = {
    FindingAct.ORDER: "改善を指示",
    FindingAct.ANSWER: "改善報告を受領",
    FindingAct.CONFIRM: "是正を確認（済）",
    FindingAct.REFUSE: "是正を確認（不十分）",
    FindingAct.EXTEND: "是正期限を延長",
    FindingAct.REOPEN: "指摘に戻した",
}


def _ways(found: FindingsOfVisit, finding: FindingOnFile) -> Iterator[Way]:
    """In the order of the table; the next one that is the officer's stands first."""
    person = current_person()
    acts = FINDING.acts_of(finding.state)
    if FindingAct.ORDER in acts and is_within(person.scope_of(Act.ENTER), found.dossier.terms):
        href = visit_address("findings.order", found.visit, finding=finding.number)
        yield Way("改善指示書を作る", href)
    for act in acts:
        if act not in ENDPOINTS:
            continue
        endpoint, needed = ENDPOINTS[act]
        if is_within(person.scope_of(needed), found.dossier.terms):
            yield Way(WORDS[act], finding_address(endpoint, found, finding))
