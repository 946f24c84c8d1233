"""リスクの箱: how urgent the year's visits of the contract are, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.acts.city import weights_and_name
from app.acts.riskiest import risks_of
from app.records.contract_page import ContractPage
from app.records.database import reading
from app.rooms.contracts.party import Party, parties
from app.rooms.contracts.views import View
from app.web.navigation import remember_city_name
from audits.fiscal_year import FiscalYear
from audits.kind import Kind
from audits.risk import Risk

SHOWN_IN = (View.INSPECTIONS, View.OVERVIEW)


@dataclass(frozen=True, slots=True)
class RiskBox:
    """The risk of each engagement that the year owes a visit of."""

    year: FiscalYear
    lines: Sequence[tuple[Party, Risk]]


def risk_box(page: ContractPage, view: View) -> RiskBox | None:
    """None in views that have no room for it, and where the year owes no visit."""
    found = page.found
    year = FiscalYear.of(found.on)
    owed = [i.branch for i in found.owed(Kind.INSPECTION) if i.fiscal_year == year.start]
    if view not in SHOWN_IN or not owed:
        return None
    known = parties(found)
    with reading() as session:
        weights, name = weights_and_name(session)
        risks = risks_of(session, found.contract, weights, year, found.on)
    remember_city_name(name)
    return RiskBox(year, [(known[b], risks[b]) for b in owed if b in known and b in risks])
