"""報告書の所在: the report of one visit as it stands, with all that was done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from sqlalchemy.orm import Session

from app.acts.answering import NoVisitError
from app.acts.paper_facts.check_sheet_paper import WantedVisit
from app.acts.paper_facts.inspection_report_facts import visit_carried_out
from app.acts.paper_facts.stated_facts import ChangedFact, changed_facts, kept_facts
from app.acts.paper_facts.visit_report import report_of
from app.acts.sheet_of_visit import NamedVisit
from app.papers.inspection_report_page import InspectionReport
from app.papers.record_page import Chain
from app.records import visit_reports
from app.records.dossier import Dossier, dossier
from app.records.revisions import engagements_of
from app.records.scope import Scope
from app.records.visit_reports import ApprovedReport, ReportStep
from audits.lifecycles.report import ReportAct, ReportState, edition_after, state_after
from audits.wording import REPORT_STATE

# The record grows for other reasons: where it stood says nothing of the report.
NO_CHAIN = Chain(0, "", "")


@dataclass(frozen=True, slots=True)
class ReportOnFile:
    """`report`: what the edition that is worked on would state now.

    `editions` are those that were approved, and hold whatever changes on file afterwards.
    """

    dossier: Dossier
    engagement_id: int
    wanted: WantedVisit
    report: InspectionReport
    steps: Sequence[ReportStep]
    editions: Sequence[ApprovedReport]

    @property
    def state(self) -> ReportState:
        return state_after(step.act for step in self.steps)

    @property
    def edition(self) -> int:
        return edition_after(step.act for step in self.steps)

    @property
    def is_concluded(self) -> bool:
        return bool(self.report.judgement)

    @property
    def submitted(self) -> ReportStep | None:
        """How the edition that is worked on was submitted last."""
        return self._last(ReportAct.SUBMIT)

    @property
    def returned(self) -> ReportStep | None:
        """Why it was sent back, while it is."""
        return self._last(ReportAct.RETURN) if self.state is ReportState.RETURNED else None

    @property
    def in_force(self) -> ApprovedReport | None:
        """The last edition that was approved."""
        return self.editions[-1] if self.editions else None

    @property
    def mark(self) -> str:
        """Stands for exactly this report: what it states, and what was done with it."""
        said = repr((len(self.steps), kept_facts(replace(self.report, chain=NO_CHAIN))))
        return sha256(said.encode("utf-8", "replace")).hexdigest()

    def changed_since(self, kept: str) -> list[ChangedFact]:
        return changed_facts(kept, self.report)

    def _last(self, act: ReportAct) -> ReportStep | None:
        found = [s for s in self.steps if s.act is act and s.edition == self.edition]
        return found[-1] if found else None


def report_on_file(session: Session, visit: NamedVisit, scope: Scope, on: date) -> ReportOnFile:
    """Raises NoVisitError where no such visit was carried out, or not for this person."""
    found = dossier(session, visit.contract, on, scope)
    if found is None or visit.branch not in {e.branch for e in found.contract.engagements}:
        raise NoVisitError(visit.contract)
    wanted = visit_carried_out(found, visit.branch, visit.year, visit.round)
    if wanted is None:
        raise NoVisitError(visit.contract)
    engagement_id = engagements_of(session, [found.key])[found.key, visit.branch]
    return of_dossier(session, found, wanted, engagement_id)


def of_dossier(
    session: Session, found: Dossier, wanted: WantedVisit, engagement_id: int
) -> ReportOnFile:
    """The same for a visit that is known to have been carried out."""
    made = ReportOnFile(
        found,
        engagement_id,
        wanted,
        report_of(session, found, wanted, engagement_id),
        visit_reports.steps_of(session, engagement_id, wanted.year, wanted.round),
        visit_reports.approved_editions(session, engagement_id, wanted.year, wanted.round),
    )
    known = state_after(step.act for step in made.steps if step.on <= found.on)
    return replace(made, report=replace(made.report, standing=REPORT_STATE[known]))
