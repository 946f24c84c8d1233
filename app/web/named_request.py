"""番号のある申請: which request, or exception, of a contract an address names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import abort, request

from app.acts.consent_on_file import NoSuchRequestError
from app.clock import today
from app.records.database import reading
from app.web.page_address import address
from app.web.permissions import current_person
from audits.roles import Act

MOST_NUMBER = 100_000
Case = TypeVar("Case")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The number of one of a contract; `shown_at`: the endpoint of its page."""

    contract: str
    number: int
    shown_at: str

    def address(self, endpoint: str = "") -> str:
        """Its page, or that of something which is done with it."""
        return address(endpoint or self.shown_at, number=self.contract, request=self.number)


def wanted_of(contract: str, shown_at: str) -> Wanted:
    """The one of this contract that the address names; what cannot be one is not found."""
    number = request.args.get("request", 0, type=int)
    if not 0 < number < MOST_NUMBER:
        abort(404)
    return Wanted(contract, number, shown_at)


def loaded(which: Wanted, act: Act, case_of: Callable[..., Case]) -> Case:
    """What is on file of it, for whoever may do this act with its contract."""
    try:
        with reading() as session:
            scope = current_person().scope_of(act)
            return case_of(session, which.contract, which.number, scope, today())
    except NoSuchRequestError:
        abort(404)
