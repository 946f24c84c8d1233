"""立入調査結果報告書に載せる事実: one visit that was carried out, as it stood on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.acts.paper_facts.check_sheet_paper import (
    WantedVisit,
    contractor_of,
    visit_on_paper,
)
from app.acts.paper_facts.head import chain, head
from app.papers.inspection_report_page import (
    EarlierFindingReported,
    GroupCount,
    InspectionReport,
    ReportedFinding,
    ReportedVisit,
    SheetCount,
)
from app.records.arranged_visits import Arrangement
from app.records.dossier import Dossier
from app.records.due_items import DueOnDay
from app.records.filed import Values
from app.records.sheets import Sheet
from audits.due import State
from audits.finding import Finding
from audits.fiscal_year import FiscalYear
from audits.inspection import Judgement, Method
from audits.inspection_result import (
    Tally,
    outcome_of,
    standing_on,
    tallies_by_group,
    tally_of,
)
from audits.kind import Kind
from audits.verdict import Verdict
from audits.wording import FINDING_STANDING, JUDGEMENT, METHOD, OUTCOME, STATE, VERDICT
from checklists.composing import ItemOrigin
from checklists.sheet import CheckSheet

EXCUSED = (State.WAIVED, State.MISSED)
WHOLE = "計"


def visit_carried_out(
    dossier: Dossier, branch: int, year: FiscalYear | None, round_: int | None
) -> WantedVisit | None:
    """The visit to report on; None where none was carried out by the dossier's day.

    With a round that of this name (年度-回); else the last one of the year, which is that of its
    day, whatever year its number names (rules.md 2).
    """
    made = [v for v in _made(dossier, branch) if round_ in (None, v["round"])]
    if year is not None:
        named = [v for v in made if v["fiscal_year"] == year.start]
        made = named if round_ is not None else _of_year(made, year) or named
    if not made:
        return None
    last = max(made, key=lambda v: (v["carried_out_on"], v["fiscal_year"], v["round"]))
    return WantedVisit(branch, FiscalYear(last["fiscal_year"]), last["round"])


def _of_year(made: list[Values], year: FiscalYear) -> list[Values]:
    return [v for v in made if v["carried_out_on"] in year]


def _made(dossier: Dossier, branch: int) -> list[Values]:
    visits = (f.values for f in dossier.inspections if f.branch == branch)
    return [v for v in visits if v["carried_out_on"] and v["carried_out_on"] <= dossier.on]


def inspection_report_facts(
    dossier: Dossier,
    wanted: WantedVisit,
    kept: Sheet | None,
    standard: CheckSheet,
    arranged: Arrangement | None = None,
) -> InspectionReport:
    """`kept`: the sheet of the visit, made from this standard sheet, where one was kept.

    `arranged`: where and when it was to be, and with whom, where that was agreed.
    """
    values = _values(dossier, wanted)
    judgement = Judgement(values["judgement"]) if values["judgement"] else None
    verdicts = {key: given.verdict for key, given in kept.answers.items()} if kept else {}
    tally = tally_of(kept.composed, verdicts) if kept else None
    findings = tuple(_findings(dossier, wanted))
    still_open = [f for f in findings if f.put_right_on is None]
    clause_set = dossier.contract.engagement(wanted.branch).clause_set
    return InspectionReport(
        as_of=dossier.on,
        head=replace(head(dossier), clause_set=clause_set.short_title),
        contractor=contractor_of(dossier, wanted.branch),
        visit=_visit(dossier, wanted, values, arranged),
        outcome=OUTCOME[outcome_of(judgement, tally, len(still_open))],
        judgement=JUDGEMENT[judgement] if judgement else "",
        count=_count(kept, verdicts, tally, standard) if kept and tally else None,
        findings=findings,
        open_findings=len(still_open),
        next_due_on=min((f.due_on for f in still_open if f.due_on), default=None),
        earlier=tuple(_earlier(dossier, wanted, values["carried_out_on"], kept)),
        chain=chain(dossier),
    )


def _values(dossier: Dossier, wanted: WantedVisit) -> Values:
    here = (wanted.year.start, wanted.round)
    made = _made(dossier, wanted.branch)
    return next(v for v in made if (v["fiscal_year"], v["round"]) == here)


def _visit(
    dossier: Dossier, wanted: WantedVisit, values: Values, arranged: Arrangement | None
) -> ReportedVisit:
    method = Method(values["method"])
    shown = visit_on_paper(dossier, wanted)
    # What was agreed for another day tells nothing of this one.
    agreed = arranged if arranged and arranged.held_on == values["carried_out_on"] else None
    return ReportedVisit(
        party=shown.party,
        year=shown.year,
        round=wanted.round,
        carried_out_on=values["carried_out_on"],
        method=METHOD[method],
        reason=values["reason"] or "",
        officers=values["officers"] or (agreed.officers if agreed else ""),
        is_on_site=method is Method.ON_SITE,
        place=agreed.place if agreed else "",
        hours=_hours(agreed) if agreed else "",
        attendants=agreed.attendants if agreed else "",
    )


def _hours(agreed: Arrangement) -> str:
    """13時30分から16時まで; blank where they were not agreed."""
    if not agreed.starts_at:
        return ""
    return f"{_hour(agreed.starts_at)}から{_hour(agreed.ends_at)}まで"


def _hour(at: str) -> str:
    hour, minute = (int(part) for part in at.split(":"))
    return f"{hour}時{minute}分" if minute else f"{hour}時"


def _count(
    kept: Sheet, verdicts: dict[str, Verdict], tally: Tally, standard: CheckSheet
) -> SheetCount:
    return SheetCount(
        groups=tuple(
            _group(one.group.code, one.group.name, one.tally)
            for one in tallies_by_group(kept.composed, verdicts)
        ),
        whole=_group("", WHOLE, tally),
        edition=f"{standard.title} {standard.edition}年版",
        unfinished=kept.concluded_at is None,
    )


def _group(code: str, name: str, tally: Tally) -> GroupCount:
    counts = (tally.met, tally.not_met, tally.not_applicable, tally.unconfirmed)
    return GroupCount(code, name, tally.items, *counts)


def _findings(dossier: Dossier, wanted: WantedVisit) -> Iterator[ReportedFinding]:
    for finding, values in _of_branch(dossier, wanted.branch):
        if (finding.fiscal_year, finding.round) == (wanted.year.start, wanted.round):
            due_on, put_right_on, standing = _state(dossier, wanted.branch, finding)
            yield ReportedFinding(
                finding.number,
                values["text"],
                values["cause"] or "",
                due_on,
                put_right_on,
                standing,
            )


def _earlier(
    dossier: Dossier, wanted: WantedVisit, visited_on: date, kept: Sheet | None
) -> Iterator[EarlierFindingReported]:
    """Those of the year before, and of any earlier visit what was not put right by this one."""
    here = (wanted.year.start, wanted.round)
    for finding, values in _of_branch(dossier, wanted.branch):
        left = finding.put_right_on is None or finding.put_right_on >= visited_on
        asked = left or finding.fiscal_year == wanted.year.start - 1
        if asked and (finding.fiscal_year, finding.round) < here:
            due_on, put_right_on, standing = _state(dossier, wanted.branch, finding)
            yield EarlierFindingReported(
                finding.name,
                values["text"],
                due_on,
                put_right_on,
                _verdict(finding.name, kept),
                standing,
            )


def _of_branch(dossier: Dossier, branch: int) -> Iterator[tuple[Finding, Values]]:
    """The findings of an engagement by year, round and number, each with its row."""
    rows = {_name(f.values): f.values for f in dossier.findings if f.branch == branch}
    findings = dossier.contract.engagement(branch).findings
    for finding in sorted(findings, key=_order):
        yield finding, rows[finding.name]


def _name(values: Values) -> str:
    return f"{values['fiscal_year']}-{values['round']}-{values['number']}"


def _order(finding: Finding) -> tuple[int, int, int, str]:
    """10 after 9, and both before what is no number."""
    number = finding.number
    plain = number.isascii() and number.isdigit()
    return (finding.fiscal_year, finding.round, len(number) if plain else 1_000, number)


def _state(dossier: Dossier, branch: int, finding: Finding) -> tuple[date | None, date | None, str]:
    """When it is due, when it was put right by the day, and how it stands in words."""
    owed = _owed(dossier, branch, finding.name)
    due_on = owed.due_on if owed else finding.set_due_on
    known = finding.put_right_on is not None and finding.put_right_on <= dossier.on
    put_right_on = finding.put_right_on if known else None
    if owed is not None and owed.state in EXCUSED and not known:
        return due_on, None, STATE[owed.state]
    return due_on, put_right_on, FINDING_STANDING[standing_on(finding, due_on, dossier.on)]


def _owed(dossier: Dossier, branch: int, name: str) -> DueOnDay | None:
    owed = dossier.owed(Kind.CORRECTIVE_ACTION)
    return next((i for i in owed if i.branch == branch and i.basis == name), None)


def _verdict(name: str, kept: Sheet | None) -> str:
    """What the sheet of this visit says of an earlier finding, where it asked about it."""
    if kept is None:
        return ""
    asked = ((item, source) for item in kept.composed.items for source in item.sources)
    for item, source in asked:
        if source.origin is ItemOrigin.EARLIER_FINDING and source.number == name:
            return VERDICT[kept.answer(item).verdict]
    return ""
