"""条項の確認: clause × fiscal year of one engagement — what was last confirmed, when, by what.

What confirms a clause stands in its clause set (`confirmed_by`); nothing here knows its number.

=====================  ==========================================  ============================
confirmed by           what counts, and in which fiscal year       nothing on file
=====================  ==========================================  ============================
visit_answer           the last concluded visit of the year        期限前 while it can come;
                       (visit.py)                    未確認 once its day has gone,
                                                                   or was made and not concluded;
                                                                   未実施 if recorded as missed
inspection             the due item of the year's visit            期限前, 期限超過, 未実施
handler_report         its due item in the first year; later       the visit
                       reports as 変更 in theirs
training_report        the yearly due item where the set asks;     the visit
                       else a report about the year
report                 periodic reports of the year's periods,     求めなし
                       requests due in the year
consent                those of subcontracts begun in the year     the visit
                       (the clause on subcontracting); of
                       exceptions begun in it (excepted.py):
                       写し未確認 while a copy is out after its end
awareness, flow_down   all subcontracts begun in the year          the visit; 再委託なし
disposal               data no longer needed: the year it is due   該当なし
                       or went; the rest: the term's last year
certificate            received in the year; due: the last year    該当なし; 消去なし if all of it
                                                                   was returned
erasure_confirmation   confirmation and backups' end: due year     該当なし
incident_report        incidents known in the year                 事故なし
record                 改善指示 in the record                      該当なし; 記録なし after an
                                                                   incident, or of what 乙 does
(nobody is bound)                                                  該当なし
=====================  ==========================================  ============================

1. An open finding or violation about the clause is 否, whatever else is on file.
2. A paper of its own goes before the visit; an answer 否 of the visit's sheet before the paper.
   A consent to an exception says nothing of what else was done: of it and the visit what came last
   counts, and a visit that was due and is missing goes before it.
3. A visit without answers clause by clause never confirms what waits for an event (disposal,
   certificate, incident): that it was not found wanting does not mean that it was done.
4. A finding put right or a violation settled is shown until something later confirms the clause.
5. What a year is about has its place in that year, so a day that passes moves no cell; papers from
   before the first day count for the first year. Years after the term are shown only where
   something of theirs is owed or happened.
6. Where no visit is owed (before the oversight began, switched off) and none was made: 対象外.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from audits.clause_cell import Cell, SourceKind, Standing, foremost
from audits.clause_matrix.erasure import certified, confirmed, disposed
from audits.clause_matrix.ground import Broken, Ground, OnFile, Owed
from audits.clause_matrix.papers import (
    consented,
    handlers_reported,
    incidents_reported,
    made_aware,
    ordered_to_improve,
    reported,
    trained,
    visit_made,
    written_in,
)
from audits.clause_matrix.trouble import troubles
from audits.clause_matrix.visit import answered, unexplained, visited
from audits.contract import Contract
from audits.finding import Finding
from audits.fiscal_year import FiscalYear
from audits.inspection import Inspection
from audits.kind import Kind
from audits.wording import RHYTHM
from checklists.clause import Clause, Duty, Evidence

Question = Callable[[Ground, Clause, FiscalYear], Cell | None]

PAPERS: Mapping[Evidence, Question] = {
    Evidence.INSPECTION: visit_made,
    Evidence.HANDLER_REPORT: handlers_reported,
    Evidence.TRAINING_REPORT: trained,
    Evidence.REPORT: reported,
    Evidence.CONSENT: consented,
    Evidence.AWARENESS: made_aware,
    Evidence.FLOW_DOWN: written_in,
    Evidence.DISPOSAL: disposed,
    Evidence.CERTIFICATE: certified,
    Evidence.ERASURE_CONFIRMATION: confirmed,
    Evidence.INCIDENT_REPORT: incidents_reported,
    Evidence.RECORD: ordered_to_improve,
}
WAIT_FOR_AN_EVENT = frozenset(
    {
        Evidence.DISPOSAL,
        Evidence.CERTIFICATE,
        Evidence.ERASURE_CONFIRMATION,
        Evidence.INCIDENT_REPORT,
    }
)
OF_SUBCONTRACTS = frozenset({Evidence.AWARENESS, Evidence.FLOW_DOWN})
# The due items that make a column of a year after the term's end.
KINDS = frozenset(
    {
        *(Kind.INSPECTION, Kind.TRAINING, Kind.HANDLER_REPORT, Kind.REQUESTED_REPORT),
        *(Kind.DATA_DISPOSAL, Kind.ERASURE_CONFIRMATION, Kind.BACKUP_EXPIRY, Kind.INCIDENT_REPORT),
    }
)
OFTEN: Mapping[Duty, str] = {
    Duty.CONTINUING: "常時",
    Duty.ONCE: "一度",
    Duty.YEARLY: "毎年度",
    Duty.ON_REQUEST: "求めごと",
    Duty.ON_EVENT: "事由ごと",
    Duty.NONE: "—",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A fiscal year: its concluded and unconcluded visits with their days, and its totals.

    `visit_due_on`: the day by which a visit is owed; None where none is. `unexplained`: a concluded
    visit that confirms nothing, with its findings of which nobody can tell which clause they are
    about (none: there is no finding on file). `counts` add up to the number of clauses.
    """

    year: FiscalYear
    is_current: bool
    visits: tuple[tuple[date, Inspection], ...]
    visit_due_on: date | None
    unexplained: tuple[Inspection, tuple[Finding, ...]] | None
    counts: Mapping[Standing, int]

    def count(self, *standings: Standing) -> int:
        return sum(self.counts.get(standing, 0) for standing in standings)


@dataclass(frozen=True, slots=True)
class Line:
    """A clause, how often it has to be done, and a cell for every column."""

    clause: Clause
    often: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ClauseMatrix:
    """Every clause of an engagement's clause set in every column."""

    branch: int
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    def pressing(self) -> Iterator[tuple[Column, Line, Cell]]:
        """What needs an act, year by year, in the order of the clauses."""
        for place, column in enumerate(self.columns):
            for line in self.lines:
                if line.cells[place].needs_act:
                    yield column, line, line.cells[place]


def clause_matrix(
    contract: Contract,
    branch: int,
    items: Iterable[Owed],
    broken: Iterable[Broken],
    on: date,
    file: OnFile | None = None,
) -> ClauseMatrix:
    """The matrix of one engagement on a day.

    `items`: due items that exist on the day, with their state on it. `broken`: violations. Both may
    be the whole contract's: those of the engagement and its subcontracts are taken.
    """
    ground = Ground(contract, branch, items, broken, on, file or OnFile())
    years = ground.years(KINDS)
    lines = tuple(
        Line(clause, how_often(ground, clause), tuple(cell_of(ground, clause, y) for y in years))
        for clause in ground.engagement.clause_set.clauses
    )
    columns = tuple(_column(ground, year, lines, place) for place, year in enumerate(years))
    return ClauseMatrix(branch, columns, lines)


def cell_of(ground: Ground, clause: Clause, year: FiscalYear) -> Cell:
    """The one cell of a clause in a year, by the rules above."""
    trouble = foremost(troubles(ground, clause, year))
    if trouble is not None and trouble.needs_act:
        return trouble
    answer = answered(ground, clause, year) if _asks_the_visit(clause) else None
    if trouble is None and answer is not None and answer.standing is Standing.NOT_MET:
        return answer
    paper = _paper(ground, clause, year)
    if paper is not None and (paper.needs_act or paper.standing is Standing.PLANNED):
        return paper
    said = _last(paper, answer or _of_visit(ground, clause, year))
    if trouble is not None:
        return said if said is not None and _is_later(said, trouble) else trouble
    return said or _silence(ground, clause, year)


def _paper(ground: Ground, clause: Clause, year: FiscalYear) -> Cell | None:
    found = (PAPERS[e](ground, clause, year) for e in clause.confirmed_by if e in PAPERS)
    return foremost(cell for cell in found if cell is not None)


def _last(paper: Cell | None, visit: Cell | None) -> Cell | None:
    if paper is None or visit is None:
        return paper or visit
    is_exception = paper.source is not None and paper.source.kind is SourceKind.EXCEPTION
    goes_before = visit.needs_act or _is_later(visit, paper)
    return visit if is_exception and goes_before else paper


def _is_later(said: Cell, trouble: Cell) -> bool:
    """Whether the clause was confirmed after what was put right or settled."""
    return said.confirms and (said.on or date.min) > (trouble.on or date.min)


def _asks_the_visit(clause: Clause) -> bool:
    return Evidence.VISIT_ANSWER in clause.confirmed_by


def _of_visit(ground: Ground, clause: Clause, year: FiscalYear) -> Cell | None:
    evidence = set(clause.confirmed_by)
    if not _asks_the_visit(clause) or evidence & WAIT_FOR_AN_EVENT:
        return None
    if evidence & OF_SUBCONTRACTS and not ground.has_subcontracts(year):
        return None
    return visited(ground, clause, year)


def _silence(ground: Ground, clause: Clause, year: FiscalYear) -> Cell:
    """What nothing on file speaks of: never 適, and said why."""
    if clause.duty is Duty.NONE:
        return Cell(Standing.NOT_APPLICABLE, "該当なし")
    if year > ground.last_year:
        return Cell(Standing.NOT_APPLICABLE, "効力存続" if clause.survives_end else "終了後")
    words = _reason(ground, clause, year)
    if words != NOT_ASKED and not ground.has_begun(year):
        return Cell(Standing.PLANNED, "期限前")
    return Cell(Standing.NOT_APPLICABLE, words)


NOT_ASKED = "対象外"


def _reason(ground: Ground, clause: Clause, year: FiscalYear) -> str:
    evidence = set(clause.confirmed_by)
    if Evidence.INCIDENT_REPORT in evidence:
        return "事故なし"
    if Evidence.REPORT in evidence:
        return "求めなし"
    if evidence & OF_SUBCONTRACTS and not ground.has_subcontracts(year):
        return "再委託なし"
    if Evidence.RECORD in evidence:
        on_request = clause.duty is Duty.ON_REQUEST
        return "記録なし" if on_request or ground.incidents(year) else "該当なし"
    return "該当なし" if evidence & WAIT_FOR_AN_EVENT else NOT_ASKED


def how_often(ground: Ground, clause: Clause) -> str:
    """いつ: as the contract and the clause set ask for it."""
    evidence, rhythm = clause.confirmed_by, ground.contract.periodic_report
    if Evidence.HANDLER_REPORT in evidence:
        return "開始前"
    if Evidence.DISPOSAL in evidence or Evidence.CERTIFICATE in evidence:
        at_once = ground.engagement.clause_set.return_when_no_longer_needed
        return "終了時等" if at_once else "終了時"
    if clause.topic == "reporting" and rhythm is not None and ground.branch == 0:
        return RHYTHM[rhythm]
    return OFTEN[clause.duty]


def _column(ground: Ground, year: FiscalYear, lines: Iterable[Line], place: int) -> Column:
    owed = ground.owed(year, Kind.INSPECTION)
    return Column(
        year,
        ground.on in year,
        tuple(ground.visits(year)),
        owed[0].due_on if owed else None,
        unexplained(ground, year),
        Counter(line.cells[place].standing for line in lines),
    )
