"""記録を検証する: says whether all records hold, and up to which seal they are anchored."""

from __future__ import annotations

from dataclasses import dataclass

from app.acts.verifying import disposal_faults, record_faults, seal_faults
from app.records import contracts, disposed_contracts
from app.records.database import reading
from audits.record import Anchoring, Fault, Seal, anchoring

MOST_FAULTS = 1_000


@dataclass(frozen=True, slots=True)
class Verification:
    """How many records and entries there are, what does not hold, and what a seal vouches for.

    `disposed`: how many contracts were disposed of; their stubs are checked as well.
    """

    contracts: int
    entries: int
    faults: list[Fault]
    anchoring: Anchoring
    disposed: int = 0


def verify_records(seal: Seal | None = None) -> Verification:
    """Checks every chain, every row behind an entry, every stub, and the seal if one is given."""
    with reading() as session:
        counts = {head.number: head.entries for head in contracts.heads(session)}
        faults: list[Fault] = []
        if seal is not None:
            faults += seal_faults(session, seal)
        faults += disposal_faults(session)
        for fault in record_faults(session):
            faults.append(fault)
            if len(faults) >= MOST_FAULTS:
                break
        disposed = disposed_contracts.count_all(session)
    anchored = anchoring(seal, counts)
    return Verification(len(counts), sum(counts.values()), faults, anchored, disposed)
