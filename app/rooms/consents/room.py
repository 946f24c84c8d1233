"""承諾の部屋: the room that the pages about requests for consent belong to."""

from __future__ import annotations

from flask import Blueprint

from app.acts.consent_changes import LedgerChange, ledger_changes
from app.acts.consent_on_file import ConsentCase, case_of
from app.records import filing_context
from app.records.database import reading
from app.web.named_request import Wanted, loaded, wanted_of
from audits.roles import Act

room = Blueprint("consents", __name__, url_prefix="/consents")
SHOWN_AT = "consents.show"


def wanted(contract: str) -> Wanted:
    """The request of this contract that the address names."""
    return wanted_of(contract, SHOWN_AT)


def load(which: Wanted, act: Act) -> ConsentCase:
    """The request, for whoever may do this act with its contract."""
    return loaded(which, act, case_of)


def changes_of(case: ConsentCase) -> list[LedgerChange]:
    """What a consent would change of the subcontract on file."""
    if case.on_file is None:
        return []
    with reading() as session:
        return ledger_changes(case, dict(filing_context.clause_set_titles(session)))
