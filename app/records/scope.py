"""範囲: the departments whose contracts a person reaches, as a condition on contracts' terms."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, false, or_, true

from app.records.contracts import CoDepartmentRow, ContractTermsRow
from audits.words import folded


@dataclass(frozen=True, slots=True)
class Scope:
    """Every contract, or those of these departments, 共管課 included."""

    everything: bool
    departments: frozenset[str] = frozenset()


EVERYTHING = Scope(everything=True)
NOTHING = Scope(everything=False)


def visible(scope: Scope) -> ColumnElement[bool]:
    """Whether a row of contract_terms is within the scope, as 所管課 or as 共管課."""
    if scope.everything:
        return true()
    if not scope.departments:
        return false()
    terms, shared = ContractTermsRow, CoDepartmentRow
    names = scope.departments
    return or_(
        terms.department.in_(sorted(names)),
        exists().where(
            shared.terms_id == terms.id, shared.department.in_(sorted(map(folded, names)))
        ),
    )
