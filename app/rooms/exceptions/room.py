"""例外の承諾の部屋: the room that the list, the pages and the forms of exceptions belong to."""

from __future__ import annotations

from flask import Blueprint

from app.acts.exception_on_file import ExceptionCase, case_of
from app.web.named_request import Wanted, loaded, wanted_of
from audits.roles import Act

room = Blueprint("exceptions", __name__, url_prefix="/exceptions")
SHOWN_AT = "exceptions.show"


def wanted(contract: str) -> Wanted:
    """The exception of this contract that the address names."""
    return wanted_of(contract, SHOWN_AT)


def load(which: Wanted, act: Act) -> ExceptionCase:
    """The exception, for whoever may do this act with its contract."""
    return loaded(which, act, case_of)
