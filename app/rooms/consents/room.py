"""承諾の部屋: the room that the pages about requests for consent belong to."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, request

from app.acts.consent_changes import LedgerChange, ledger_changes
from app.acts.consent_on_file import ConsentCase, NoSuchRequestError, case_of
from app.clock import today
from app.records import filing_context
from app.records.database import reading
from app.web.page_address import address
from app.web.permissions import current_person
from audits.roles import Act

room = Blueprint("consents", __name__, url_prefix="/consents")
MOST_NUMBER = 100_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which request an address names."""

    contract: str
    number: int

    def address(self, endpoint: str = "consents.show") -> str:
        return address(endpoint, number=self.contract, request=self.number)


def wanted(contract: str) -> Wanted:
    """The request of this contract that the address names; what cannot be one is not found."""
    number = request.args.get("request", 0, type=int)
    if not 0 < number < MOST_NUMBER:
        abort(404)
    return Wanted(contract, number)


def load(which: Wanted, act: Act) -> ConsentCase:
    """The request, for whoever may do this act with its contract."""
    try:
        with reading() as session:
            scope = current_person().scope_of(act)
            return case_of(session, which.contract, which.number, scope, today())
    except NoSuchRequestError:
        abort(404)


def changes_of(case: ConsentCase) -> list[LedgerChange]:
    """What a consent would change of the subcontract on file."""
    if case.on_file is None:
        return []
    with reading() as session:
        return ledger_changes(case, dict(filing_context.clause_set_titles(session)))
