"""記録を検証する: says whether all records hold, and up to which seal they are anchored."""

from __future__ import annotations

from dataclasses import dataclass

from app.acts.verifying import record_faults, seal_faults
from app.records import contracts
from app.records.database import reading
from audits.record import Anchoring, Fault, Seal, anchoring

MOST_FAULTS = 1_000


@dataclass(frozen=True, slots=True)
class Verification:
    """How many records and entries there are, what does not hold, and what a seal vouches for."""

    contracts: int
    entries: int
    faults: list[Fault]
    anchoring: Anchoring


def verify_records(seal: Seal | None = None) -> Verification:
    """Checks every chain, every row behind an entry, and the seal if one is given."""
    with reading() as session:
        counts = {head.number: head.entries for head in contracts.heads(session)}
        faults: list[Fault] = []
        if seal is not None:
            faults += seal_faults(session, seal)
        for fault in record_faults(session):
            faults.append(fault)
            if len(faults) >= MOST_FAULTS:
                break
    return Verification(len(counts), sum(counts.values()), faults, anchoring(seal, counts))
