"""手の届く範囲: whether a contract is one of those with which somebody may do something."""

from __future__ import annotations

from app.records.filed import Values
from app.records.scope import Scope
from audits.words import folded


def is_within(scope: Scope, terms: Values) -> bool:
    """Whether the scope has the contract's 所管課 or one of its 共管課."""
    names = {folded(name) for name in (terms["department"], *terms["co_departments"])}
    return scope.everything or not names.isdisjoint(map(folded, scope.departments))
