"""一つの調査の報告: the facts of a visit's report, with the sheet that was kept of it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.acts.paper_facts.check_sheet_paper import WantedVisit
from app.acts.paper_facts.inspection_report_facts import inspection_report_facts
from app.papers.inspection_report_page import InspectionReport
from app.records.arranged_visits import arrangement_of
from app.records.dossier import Dossier
from app.records.sheets import sheet_of
from app.records.standard_sheet import standard_sheet


def report_of(
    session: Session, dossier: Dossier, wanted: WantedVisit, engagement_id: int
) -> InspectionReport:
    """What the report of this visit states on the dossier's day."""
    kept = sheet_of(session, engagement_id, wanted.year, wanted.round)
    edition = kept.composed.edition if kept else None
    standard = standard_sheet(session, on=dossier.on, edition=edition)
    arranged = arrangement_of(session, engagement_id, wanted.year, wanted.round)
    return inspection_report_facts(dossier, wanted, kept, standard, arranged)
