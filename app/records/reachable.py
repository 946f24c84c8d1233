"""手の届く契約: the contract of a number, for whoever may reach it."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from app.records.contracts import ContractRow, ContractTermsRow
from app.records.database import rows_of
from app.records.scope import Scope, visible

KEPT_QUERIES = 50


def reachable(session: Session, number: str, scope: Scope) -> int | None:
    """The contract's id; None where there is none with this number in the scope."""
    return rows_of(session, _within(scope), {"number": number}).scalar()


@lru_cache(KEPT_QUERIES)
def _within(scope: Scope) -> Select[tuple[int]]:
    """Put together once: that takes longer than the answer."""
    terms = ContractTermsRow
    query = select(ContractRow.id).join(terms, terms.contract_id == ContractRow.id)
    return query.where(ContractRow.number == bindparam("number"), terms.is_current, visible(scope))
