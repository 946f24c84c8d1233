"""例外の承諾と取扱者の期間の検証: rows that no entry speaks of.

That an entry's row still says what it said is seen with all other rows (verifying.py); here are
the rows that somebody has put there, or decided on, past the product.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy.orm import Session

from app.records import exceptions, handler_terms
from app.records.exceptions import ExceptionRow
from app.records.handler_terms import HandlerTermRow
from audits.entry import Entry
from audits.record import Fault

EXCEPTIONS, TERMS = ExceptionRow.__tablename__, HandlerTermRow.__tablename__
WORDS = {EXCEPTIONS: "例外の承諾の決定", TERMS: "取扱者の期間"}


def exception_faults(
    session: Session, contract_ids: Sequence[int], chains: Iterable[Sequence[tuple[Entry, str]]]
) -> Iterator[Fault]:
    """Of the exceptions and the terms of handlers in force of these contracts."""
    in_force = {
        EXCEPTIONS: exceptions.decided_rows(session, contract_ids),
        TERMS: handler_terms.rows_in_force(session, contract_ids),
    }
    if not any(in_force.values()):
        return
    bound = {
        (snapshot.table, snapshot.row)
        for chain in chains
        for entry, _ in chain
        for snapshot in entry.bound_to
        if snapshot.table in WORDS
    }
    for table, rows in in_force.items():
        for contract, row_id in rows:
            if (table, row_id) not in bound:
                sentence = f"記録がない{WORDS[table]}（{table} {row_id}）があります。"
                yield Fault(contract, None, sentence)
