"""例外の承諾の部屋: the room that the list, the pages and the forms of exceptions belong to."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, request

from app.acts.consent_on_file import NoSuchRequestError
from app.acts.exception_on_file import ExceptionCase, case_of
from app.clock import today
from app.records.database import reading
from app.web.page_address import address
from app.web.permissions import current_person
from audits.roles import Act

room = Blueprint("exceptions", __name__, url_prefix="/exceptions")
MOST_NUMBER = 100_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which exception an address names."""

    contract: str
    number: int

    def address(self, endpoint: str = "exceptions.show") -> str:
        return address(endpoint, number=self.contract, request=self.number)


def wanted(contract: str) -> Wanted:
    """The exception of this contract that the address names; what cannot be one is not found."""
    number = request.args.get("request", 0, type=int)
    if not 0 < number < MOST_NUMBER:
        abort(404)
    return Wanted(contract, number)


def load(which: Wanted, act: Act) -> ExceptionCase:
    """The exception, for whoever may do this act with its contract."""
    try:
        with reading() as session:
            scope = current_person().scope_of(act)
            return case_of(session, which.contract, which.number, scope, today())
    except NoSuchRequestError:
        abort(404)
