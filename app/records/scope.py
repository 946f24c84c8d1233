"""範囲: the departments whose contracts a person reaches, as a condition on contracts' terms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, false, select, true, union_all
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
    own, names = aliased(ContractTermsRow), sorted(scope.departments)
    mine = select(own.id).where(own.department.in_(names), own.is_current)
    return ContractTermsRow.id.in_(union_all(mine, _shared(scope)))


def is_shared(scope: Scope) -> ColumnElement[bool]:
    """Whether a row of contract_terms is within the scope as 共管課."""
    return ContractTermsRow.id.in_(_shared(scope))


def _shared(scope: Scope) -> Select[tuple[int]]:
    row, names = CoDepartmentRow, sorted(map(folded, scope.departments))
    return select(row.terms_id).where(row.department.in_(names))
