"""ほかに問うこと: what the sheet of a visit asks beside the standard, as far as it is on file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.records import contract_council, contract_modules, revisions, sheets
from app.records.contract_council import Advice, Connection
from app.records.dossier import Dossier
from app.records.sheets import Sheet
from audits.fiscal_year import FiscalYear
from checklists.library import Module


@dataclass(frozen=True, slots=True)
class Besides:
    """`earlier`: the concluded sheets of the engagement before this visit, the newest first."""

    connections: Sequence[Connection] = ()
    advices: Sequence[Advice] = ()
    modules: Sequence[Module] = ()
    earlier: Sequence[Sheet] = ()


def asked_besides(
    session: Session, dossier: Dossier, branch: int, year: FiscalYear, visit: int
) -> Besides:
    """For the visit of this round."""
    key = dossier.key
    connections = contract_council.connections_of(session, dossier.contract.number)
    engagement = revisions.engagements_of(session, [key])[key, branch]
    return Besides(
        connections,
        contract_council.advices_of(session, key, connections),
        [one.module for one in contract_modules.switched_on(session, key)],
        sheets.earlier_sheets(session, engagement, year, visit),
    )
