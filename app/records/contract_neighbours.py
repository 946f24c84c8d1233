"""前契約と後継契約: the contracts before and after one, as far as a person reaches them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.records import disposed_contracts
from app.records.contracts import ContractRow, ContractTermsRow
from app.records.scope import Scope, visible


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Numbers and titles of the contracts that this one continues, and that continue it.

    `disposed`: the number of the one before, where it was disposed of; else blank.
    """

    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    disposed: str = ""


NONE = Neighbours((), ())


def neighbours_of(session: Session, number: str, previous: str | None, scope: Scope) -> Neighbours:
    """What of the line of renewals is within the scope; the rest is not there at all."""
    terms = ContractTermsRow
    query = (
        select(ContractRow.number, terms.title, terms.previous_contract_number)
        .join(terms, terms.contract_id == ContractRow.id)
        .where(
            terms.is_current,
            visible(scope),
            or_(ContractRow.number == previous, terms.previous_contract_number == number),
        )
        .order_by(ContractRow.number)
    )
    found = session.execute(query).tuples().all()
    before = tuple((key, title) for key, title, _ in found if key == previous)
    disposed = ""
    if previous and not before and disposed_contracts.seen_among(session, [previous], scope):
        disposed = previous
    after = tuple((key, title) for key, title, one in found if one == number)
    return Neighbours(before, after, disposed)
