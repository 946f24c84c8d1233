"""手の届く契約: the contract of a number, for whoever may reach it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.contracts import ContractRow, ContractTermsRow
from app.records.scope import Scope, visible


def reachable(session: Session, number: str, scope: Scope) -> int | None:
    """The contract's id; None where there is none with this number in the scope."""
    terms = ContractTermsRow
    query = select(ContractRow.id).join(terms, terms.contract_id == ContractRow.id)
    return session.scalar(
        query.where(ContractRow.number == number, terms.is_current, visible(scope))
    )
