"""再委託の承諾の検証: decisions that no entry speaks of, and points noted after the decision.

That the rows which an entry is bound to still say what it said is seen with all other rows
(verifying.py); here are the rows that somebody has put beside them past the product. Earlier a
decision's entry was not bound to the points, and a withdrawal left none: such are left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from app.records.consent_requests import ConsentCheckRow, ConsentDecisionRow
from app.records.consents_decided import decided_rows
from audits.entry import Entry
from audits.record import Fault

DECIDED, CHECKED = ConsentDecisionRow.__tablename__, ConsentCheckRow.__tablename__
Chains = Iterable[Sequence[tuple[Entry, str]]]


def consent_faults(
    session: Session, contract_ids: Sequence[int], chains: Chains
) -> Iterator[Fault]:
    """Of the requests for consent of these contracts."""
    decisions = decided_rows(session, contract_ids)
    if not decisions:
        return
    bound = _points_of_decisions(chains)
    for one in decisions:
        if one.row not in bound and one.decision.is_the_citys:
            sentence = f"記録がない再委託の承諾の決定（{DECIDED} {one.row}）があります。"
            yield Fault(one.contract, None, sentence)
        points = bound.get(one.row)
        if points and one.last_check > max(points):
            sentence = f"決定のあとに書かれた確認（{CHECKED} {one.last_check}）があります。"
            yield Fault(one.contract, None, sentence)


def _points_of_decisions(chains: Chains) -> Mapping[int, set[int]]:
    """Decision → the rows of points that its entries are bound to."""
    found: dict[int, set[int]] = defaultdict(set)
    for chain in chains:
        for entry, _ in chain:
            bound = [(snapshot.table, snapshot.row) for snapshot in entry.bound_to]
            for table, row in bound:
                if table == DECIDED:
                    found[row] |= {key for name, key in bound if name == CHECKED}
    return found
