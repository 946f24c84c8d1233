"""一つの契約: its head, its life at a glance, and the view that the address asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from secrets import token_urlsafe

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from app.acts.retention import kept_longer
from app.clock import today
from app.records import disposed_contracts
from app.records.contract_page import ContractPage, contract_page
from app.records.database import reading
from app.rooms.contracts import (
    changes_view,
    clauses_view,
    council_view,
    data_view,
    due_view,
    inspections_view,
    overview,
    record_view,
    subcontracts_view,
)
from app.rooms.contracts.acts_here import acts_here, reaches
from app.rooms.contracts.head import contractor_address, head
from app.rooms.contracts.risk_box import risk_box
from app.rooms.contracts.room import room
from app.rooms.contracts.views import EXTRAS, View, address, tabs
from app.web.asked import Asked
from app.web.moments import moment
from app.web.permissions import allowed, current_person
from app.web.received import received_report
from app.web.retention_words import extension_words, keeping_words
from audits.roles import Act

CONTENTS: Mapping[View, Callable[[ContractPage, Asked], object]] = {
    View.OVERVIEW: overview.contents,
    View.DUE: due_view.contents,
    View.INSPECTIONS: inspections_view.contents,
    View.DATA: data_view.contents,
    View.SUBCONTRACTS: subcontracts_view.contents,
    View.COUNCIL: council_view.contents,
    View.CLAUSES: clauses_view.contents,
    View.CHANGES: changes_view.contents,
    View.RECORD: record_view.contents,
}

KEEPING_SHOWN = (View.OVERVIEW, View.RECORD)


@room.get("/<path:number>")
@allowed(Act.SEE_CONTRACTS)
def show(number: str) -> ResponseReturnValue:
    """Everything on file of one contract, a view at a time."""
    person, asked = current_person(), Asked(request.args)
    view = asked.member("view", View) or View.RECORD
    with reading() as session:
        page = contract_page(session, number, today(), person.scope, EXTRAS.get(view, ()))
        keeping = kept_longer(session, page.found) if page and view in KEEPING_SHOWN else None
        left = None if page else disposed_contracts.stub_of(session, number, person.scope)
    if left is not None:
        stub, stub_hash = left
        return render_template("contracts/disposed.html", stub=stub, hash=stub_hash, moment=moment)
    if page is None:
        abort(404)
    return render_template(
        f"contracts/view_{view.value}.html",
        found=page.found,
        head=head(page.found),
        tabs=list(tabs(page, view)),
        contents=CONTENTS[view](page, asked),
        problems=asked.problems,
        view=view,
        views=View,
        address=address,
        contractor_address=contractor_address,
        takes_away=reaches(person, Act.TAKE_AWAY, page.found),
        box=risk_box(page, view),
        acts=acts_here(person, page.found),
        received_report=received_report,
        form_key=token_urlsafe(16),
        keeping=keeping,
        keeping_words=keeping_words,
        extension_words=extension_words,
    )
