"""範囲: the departments whose contracts a person reaches, as a condition on contracts' terms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, false, select, true, union_all
from sqlalchemy.orm import aliased

from app.records.contracts import CoDepartmentRow, ContractTermsRow
from audits.words import folded


@dataclass(frozen=True, slots=True)
class Scope:
    """Every contract, or those of these departments, 共管課 included."""

    everything: bool
    departments: frozenset[str] = frozenset()


EVERYTHING = Scope(everything=True)
NOTHING = Scope(everything=False)


@lru_cache(200)
def visible(scope: Scope) -> ColumnElement[bool]:
    """Whether a row of contract_terms is within the scope, as 所管課 or as 共管課.

    As a list of rows that indexes give at once, not as a question to each row.
    """
    if scope.everything:
        return true()
    if not scope.departments:
        return false()
    own, shared, names = aliased(ContractTermsRow), CoDepartmentRow, sorted(scope.departments)
    return ContractTermsRow.id.in_(
        union_all(
            select(own.id).where(own.department.in_(names), own.is_current),
            select(shared.terms_id).where(shared.department.in_(sorted(map(folded, names)))),
        )
    )
