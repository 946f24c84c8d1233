"""事故報告書を印刷する: the paper on one incident, as it stands today."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.acts.incident_on_file import NamedIncident, case_of
from app.acts.paper_facts.incident_paper import incident_paper
from app.papers.fonts import fonts_in
from app.papers.incident_report import incident_report
from app.records.database import reading
from app.records.dossier import with_entries
from app.records.scope import EVERYTHING, Scope


def print_incident_report(
    named: NamedIncident, *, on: date, font_dir: Path, scope: Scope = EVERYTHING
) -> bytes:
    """Raises NoSuchIncidentError."""
    with reading() as session:
        case = case_of(session, named, scope, on)
        paper = incident_paper(case, with_entries(session, case.dossier))
    return incident_report(paper, fonts_in(font_dir))
