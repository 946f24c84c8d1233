"""立入調査が条項について言うこと: what the visit of a fiscal year confirmed of one clause.

Without answers clause by clause the 総合判定 speaks for them: 適, or 指摘あり where it is clear
of each finding what it is about. As soon as one finding's cause cannot be placed, it may concern
any clause, and none of them was confirmed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from audits.clause_cell import Cell, Source, SourceKind, Standing
from audits.clause_matrix.ground import Ground
from audits.clause_matrix.trouble import is_placed, named_by
from audits.due import State
from audits.finding import Finding
from audits.fiscal_year import FiscalYear
from audits.inspection import Inspection, Judgement
from audits.kind import Kind
from audits.verdict import Verdict
from audits.wording import VERDICT
from checklists.clause import Clause

VISIT = "立入調査"
STANDING = {
    Verdict.MET: Standing.CONFIRMED,
    Verdict.NOT_MET: Standing.NOT_MET,
    Verdict.NOT_APPLICABLE: Standing.NOT_APPLICABLE,
    Verdict.UNCONFIRMED: Standing.UNCONFIRMED,
}


def answered(ground: Ground, clause: Clause, year: FiscalYear) -> Cell | None:
    """What the sheet of the year's last concluded visit answers to this clause, if it does."""
    for day, visit in reversed(ground.visits(year)):
        if visit.judgement is not None:
            verdict = _answers(ground, visit).get(clause.number)
            if verdict is None:
                return None
            cell = _cell(ground, day, visit, verdict, year)
            return replace(cell, source=_answer_to(ground, visit, clause))
    return None


def visited(ground: Ground, clause: Clause, year: FiscalYear) -> Cell | None:
    """What the year's visits say; None where a finding of the last one speaks of the clause."""
    for day, visit in reversed(ground.visits(year)):
        if visit.judgement is not None:
            verdict = _verdict(ground, visit, clause)
            return None if verdict is None else _cell(ground, day, visit, verdict, year)
    return _not_concluded(ground, year)


def source_of(ground: Ground, visit: Inspection) -> Source:
    return Source(SourceKind.INSPECTION, ground.branch, f"{visit.fiscal_year}-{visit.round}")


def _answer_to(ground: Ground, visit: Inspection, clause: Clause) -> Source:
    key = f"{visit.fiscal_year}-{visit.round}-{clause.number}"
    return Source(SourceKind.ANSWER, ground.branch, key)


def _answers(ground: Ground, visit: Inspection) -> dict[int, Verdict]:
    return dict(ground.file.answers.get((ground.branch, visit.fiscal_year, visit.round), {}))


def unexplained(ground: Ground, year: FiscalYear) -> tuple[Inspection, tuple[Finding, ...]] | None:
    """The visit that would confirm the year's clauses, and what has to be said of it first.

    The findings of which nobody can tell what they are about; none: 指摘あり without a finding.
    """
    for _, visit in reversed(ground.visits(year)):
        if visit.judgement is not None:
            findings = _findings(ground, visit)
            unplaced = tuple(finding for finding in findings if not is_placed(ground, finding))
            silent = visit.judgement is Judgement.FINDINGS and not findings
            unsure = not _answers(ground, visit) and (unplaced or silent)
            return (visit, unplaced) if unsure else None
    return None


def _findings(ground: Ground, visit: Inspection) -> list[Finding]:
    name = (visit.fiscal_year, visit.round)
    return [f for f in ground.engagement.findings if (f.fiscal_year, f.round) == name]


def _verdict(ground: Ground, visit: Inspection, clause: Clause) -> Verdict | None:
    if answers := _answers(ground, visit):
        return answers.get(clause.number, Verdict.UNCONFIRMED)
    findings = _findings(ground, visit)
    if any(clause.number in named_by(ground, finding) for finding in findings):
        return None
    clear = all(is_placed(ground, finding) for finding in findings)
    explained = visit.judgement is Judgement.MET or bool(findings)
    return Verdict.MET if clear and explained else Verdict.UNCONFIRMED


def _cell(ground: Ground, day: date, visit: Inspection, verdict: Verdict, year: FiscalYear) -> Cell:
    more = len(ground.visits(year)) > 1
    by = f"{VISIT}第{visit.round}回" if more else VISIT
    if STANDING[verdict] in (Standing.NOT_MET, Standing.UNCONFIRMED):
        by = f"調査 {visit.fiscal_year}-{visit.round}"
    return Cell(STANDING[verdict], VERDICT[verdict], day, by, source_of(ground, visit))


def _not_concluded(ground: Ground, year: FiscalYear) -> Cell | None:
    """Still to come, never made, or made without a 総合判定; None where no visit is owed."""
    owed = ground.owed(year, Kind.INSPECTION)
    if owed and owed[0].state is State.MISSED:
        return Cell(Standing.MISSED, "未実施", owed[0].due_on, VISIT, ground.due(Kind.INSPECTION))
    for day, visit in reversed(ground.visits(year)):
        return _cell(ground, day, visit, Verdict.UNCONFIRMED, year)
    if not owed:
        return None
    due_on, source = owed[0].due_on, ground.due(Kind.INSPECTION)
    if owed[0].state is State.OVERDUE:
        return Cell(Standing.UNCONFIRMED, VERDICT[Verdict.UNCONFIRMED], due_on, "調査なし", source)
    return Cell(Standing.PLANNED, "期限前", due_on, VISIT, source)
