"""届出・報告・承諾: what arrived and confirms a clause of its own, beside the visit.

Each question is asked of one fiscal year and answers with a cell, or with None: nothing on file of
that year speaks of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from audits.clause_cell import Cell, Source, SourceKind, Standing
from audits.clause_matrix.excepted import excepted
from audits.clause_matrix.ground import Ground, Owed
from audits.clause_matrix.owed import (
    closed_on,
    done,
    excused_cell,
    is_to_come,
    open_cell,
    open_item,
    standing_of,
)
from audits.clause_matrix.visit import VISIT, source_of
from audits.engagement import Engagement
from audits.entry import EntryKind
from audits.fiscal_year import FiscalYear
from audits.kind import Kind
from audits.period import Period, Rhythm
from audits.report import ReportKind
from checklists.clause import Clause

HANDLERS, TRAINING = "取扱者届出", "教育の報告"
REPORTED = {Kind.PERIODIC_REPORT: "定期報告", Kind.REQUESTED_REPORT: "求めた報告"}


def visit_made(ground: Ground, clause: Clause, year: FiscalYear) -> Cell | None:
    """甲's own duty: the visit of the year."""
    items, source = ground.owed(year, Kind.INSPECTION), ground.due(Kind.INSPECTION)
    if (waiting := open_item(items)) is not None:
        return open_cell(waiting, VISIT, source)
    made = [(day, visit) for day, visit in ground.visits(year) if visit.judgement is not None]
    if not made:
        return excused_cell(items, VISIT, source)
    day, visit = made[-1]
    by = f"{VISIT}第{visit.round}回" if len(made) > 1 else VISIT
    words = {"inspection_yearly": f"{len(made)}回", "inspection_cooperation": "適"}
    word = words.get(clause.topic, "実施")
    return Cell(standing_of(items), word, day, by, source_of(ground, visit))


def handlers_reported(ground: Ground, _clause: Clause, year: FiscalYear) -> Cell | None:
    """The report before work starts, and each later change."""
    items, source = ground.owed(year, Kind.HANDLER_REPORT), ground.due(Kind.HANDLER_REPORT)
    if (waiting := open_item(items)) is not None:
        return open_cell(waiting, HANDLERS, source)
    known = [day for day in ground.engagement.handler_reports if ground.known(day)]
    latest = max((day for day in known if ground.year_of(day) == year), default=None)
    if latest is None:
        return excused_cell(items, HANDLERS, source)
    word = "受領" if latest == min(known) else "変更"
    entry = ground.entry(latest, EntryKind.HANDLER_REPORTED)
    return Cell(standing_of(items), word, latest, HANDLERS, entry)


def trained(ground: Ground, _clause: Clause, year: FiscalYear) -> Cell | None:
    """The training of the year: by its report, or by a visit that looked at it."""
    items, source = ground.owed(year, Kind.TRAINING), ground.due(Kind.TRAINING)
    if (waiting := open_item(items)) is not None:
        return open_cell(waiting, TRAINING, source)
    told = [
        receipt.received_on
        for receipt in ground.engagement.receipts
        if receipt.kind is ReportKind.TRAINING
        and ground.known(receipt.received_on)
        and (receipt.period or str(ground.year_of(receipt.received_on))) == str(year)
    ]
    if told:
        entry = ground.entry(max(told), EntryKind.TRAINED)
        return Cell(standing_of(items), "確認", max(told), TRAINING, entry)
    if closed := done(items):
        return Cell(standing_of(closed), "確認", closed_on(closed[-1]), VISIT, source)
    return excused_cell(items, TRAINING, source)


def reported(ground: Ground, _clause: Clause, year: FiscalYear) -> Cell | None:
    """The regular reports and those asked for: 受領 6/7 of those that should be here by now."""
    items = ground.owed(year, Kind.PERIODIC_REPORT, Kind.REQUESTED_REPORT)
    if not items:
        return _unasked(ground, year)
    closed, waiting = done(items), open_item(items)
    if waiting is not None:
        overdue = not is_to_come(waiting)
        here_by_now = sum(not is_to_come(item) for item in items) if overdue else len(items)
        words = f"受領 {len(closed)}/{here_by_now}"
        return open_cell(waiting, _missing(waiting), ground.due(waiting.kind), words)
    words = "受領" if len(items) == 1 else f"受領 {len(closed)}/{len(items)}"
    last = closed[-1] if closed else items[-1]
    by = REPORTED[last.kind]
    excused = excused_cell(items, by, ground.due(last.kind), words if closed else "")
    if excused is not None:
        return excused
    kinds = (EntryKind.PERIODIC_REPORT_RECEIVED, EntryKind.REPORT_RECEIVED)
    entry = ground.entry(closed_on(last), *kinds)
    return Cell(standing_of(closed), words, closed_on(last), by, entry)


def _unasked(ground: Ground, year: FiscalYear) -> Cell | None:
    """A report that nobody asked for, or that was asked for before the oversight began."""
    days = [
        receipt.received_on
        for receipt in ground.engagement.receipts
        if receipt.kind is not ReportKind.TRAINING
        and ground.known(receipt.received_on)
        and ground.year_in_term(receipt.received_on) == year
    ]
    if not days:
        return None
    kinds = (EntryKind.REPORT_RECEIVED, EntryKind.PERIODIC_REPORT_RECEIVED)
    entry = ground.entry(max(days), *kinds)
    return Cell(Standing.CONFIRMED, "受領", max(days), "報告", entry)


def _missing(item: Owed) -> str:
    """10月分, 第3四半期分 … of a period, the number of a request otherwise."""
    period = Period.parse(item.period or "")
    if period is None:
        name = f"依頼 {item.basis}"
    else:
        name = PERIOD_NAMES[period.rhythm][period.number - 1] + "分"
    return name if is_to_come(item) else f"{name} 未着"


PERIOD_NAMES: Mapping[Rhythm, Sequence[str]] = {
    Rhythm.MONTHLY: [f"{month}月" for month in range(1, 13)],
    Rhythm.QUARTERLY: [f"第{quarter}四半期" for quarter in range(1, 5)],
    Rhythm.HALF_YEARLY: ["上半期", "下半期"],
    Rhythm.YEARLY: ["年度"],
}


def incidents_reported(ground: Ground, _clause: Clause, year: FiscalYear) -> Cell | None:
    """The written report of each incident that was known in the year."""
    incidents = ground.incidents(year)
    if not incidents:
        return None
    items = ground.owed(year, Kind.INCIDENT_REPORT)
    source = ground.due(Kind.INCIDENT_REPORT)
    if (waiting := open_item(items)) is not None:
        return open_cell(waiting, f"事故 {waiting.basis}", source)
    days = [day for i in incidents if (day := ground.known(i.report_received_on))]
    by = f"事故 {incidents[0].number}" if len(incidents) == 1 else f"事故 {len(incidents)}件"
    excused = excused_cell(items, by, source)
    if excused is not None:
        return excused
    if not days:  # nobody asks for the report, and none came
        known_on = max(incident.known_on for incident in incidents)
        entry = ground.entry(known_on, EntryKind.INCIDENT_NOTIFIED)
        return Cell(Standing.UNCONFIRMED, "未確認", known_on, by, entry)
    standing = standing_of(items)
    word = "遅延報告" if standing is Standing.CONFIRMED_LATE else "報告"
    return Cell(standing, word, max(days), by, ground.entry(max(days), EntryKind.INCIDENT_REPORTED))


def consented(ground: Ground, clause: Clause, year: FiscalYear) -> Cell | None:
    """甲's consent to the subcontracts that begin in the year; elsewhere to exceptions."""
    if clause.topic != "subcontracting":
        return excepted(ground, clause, year)
    items = ground.owed(year, Kind.SUBCONTRACT_CONSENT)
    if (waiting := open_item(items)) is not None:
        source = Source(SourceKind.SUBCONTRACT, waiting.branch, str(waiting.branch))
        return open_cell(waiting, f"再委託先{waiting.branch}", source)
    begun = [c for c in ground.subcontracts_begun(year) if ground.known(c.consented_on)]
    days = [c.consented_on for c in begun if c.consented_on is not None]
    if not days:
        return excused_cell(items, "再委託の承諾", ground.due(Kind.SUBCONTRACT_CONSENT))
    by, source = _these(ground, begun)
    return Cell(standing_of(items), "承諾", max(days), by, source)


def made_aware(ground: Ground, _clause: Clause, year: FiscalYear) -> Cell | None:
    """The staff of every subcontract that begins in the year was told."""
    begun = ground.subcontracts_begun(year)
    days = [day for c in begun if (day := ground.known(ground.file.staff_told_on.get(c.branch)))]
    if not days or len(days) < len(begun):
        return None
    by, source = _these(ground, begun)
    return Cell(Standing.CONFIRMED, "確認", max(days), by, source)


def written_in(ground: Ground, _clause: Clause, year: FiscalYear) -> Cell | None:
    """The clause set stands in every subcontract that begins in the year (特記事項明記 有)."""
    begun = ground.subcontracts_begun(year)
    if not begun or not all(c.flow_down for c in begun):
        return None
    days = [day for c in begun if (day := ground.known(c.consented_on))]
    by, source = _these(ground, begun)
    return Cell(Standing.CONFIRMED, "明記", max(days, default=None), by, source)


def _these(ground: Ground, subcontracts: Sequence[Engagement]) -> tuple[str, Source]:
    if len(subcontracts) == 1:
        branch = subcontracts[0].branch
        return f"再委託先{branch}", Source(SourceKind.SUBCONTRACT, branch, str(branch))
    return f"再委託先 {len(subcontracts)}社", Source(SourceKind.SUBCONTRACT, ground.branch)


def ordered_to_improve(ground: Ground, clause: Clause, year: FiscalYear) -> Cell | None:
    """甲's guidance as the record has it; publication and damages leave no entry of a kind."""
    if clause.topic != "guidance_and_publication":
        return None
    orders = ground.entries(year, EntryKind.IMPROVEMENT_ORDERED)
    if not orders:
        return None
    day: date = orders[-1][0]
    source = Source(SourceKind.ENTRY, ground.branch, str(orders[-1][1]))
    return Cell(Standing.CONFIRMED, "改善指示", day, f"記録 No.{orders[-1][1]}", source)
