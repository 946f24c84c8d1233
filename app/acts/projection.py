"""期限項目の計算し直し: computes due items and violations of contracts from the facts on file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from app.acts.city import city_on_file
from app.records import editions, facts, projection, standings
from app.records.facts import BATCH
from app.records.projection import Owed
from audits.duties import due_items
from audits.violations import Violation, violations

Progress = Callable[[int, int], None]


def rebuild(
    session: Session,
    contract_ids: Sequence[int],
    on_progress: Progress | None = None,
    *,
    with_due_items: bool = True,
) -> None:
    """Throws the projection of these contracts away and computes it anew, in this transaction.

    Whoever takes everything back at once, and only asks for violations, needs no due items.
    """
    city = city_on_file(session)
    clause_sets = editions.clause_sets(session)
    for start in range(0, len(contract_ids), BATCH):
        some = contract_ids[start : start + BATCH]
        departments = facts.departments(session, some) if with_due_items else {}
        owed: list[Owed] = []
        broken: list[tuple[int, Violation]] = []
        for key, contract in facts.contracts_on_file(session, some, clause_sets):
            if with_due_items:
                owed += (Owed(key, departments[key], item) for item in due_items(contract, city))
            broken += ((key, violation) for violation in violations(contract))
        projection.replace(session, some, owed, broken)
        if with_due_items:
            standings.refresh(session, some)
        if on_progress is not None:
            on_progress(start + len(some), len(contract_ids))
