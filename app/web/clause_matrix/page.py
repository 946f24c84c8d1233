"""条項の確認の頁: the matrix of one engagement as it is drawn, every cell with its way on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.records.clause_answers import ClauseAnswers
from app.records.dossier import Dossier
from app.records.exceptions import OnFile as ExceptionOnFile
from app.web.clause_matrix.address import Address
from app.web.clause_matrix.left import Left, Unclear, left_over, unclear_visits
from app.web.marks import Look
from app.web.navigation import Tab
from audits.clause_cell import Cell, SourceKind, Standing
from audits.clause_matrix.ground import Broken, Excepted, OnFile, Owed
from audits.clause_matrix.matrix import ClauseMatrix, Column, Line, clause_matrix
from audits.due import State
from audits.engagement import PRIME_BRANCH, Engagement
from audits.fiscal_year import FiscalYear
from audits.inspection import Inspection
from audits.kind import Kind
from audits.rule import Rule
from audits.wareki import short_wareki
from audits.wording import METHOD, RULE, STANDING
from checklists.clause_set import ClauseSet

COLUMNS = 3
NO_ANSWERS: ClauseAnswers = {}
LOOKS: Mapping[Standing, Look] = {
    Standing.CONFIRMED: Look("done", "green"),
    Standing.CONFIRMED_LATE: Look("late", "green"),
    Standing.NOT_MET: Look("failed", "red", urgent=True),
    Standing.OVERDUE: Look("overdue", "red", urgent=True),
    Standing.UNCONFIRMED: Look("unseen", "ink", urgent=True),
    Standing.NOT_APPLICABLE: Look("none", "ink2"),
    Standing.PLANNED: Look("planned", "ink2"),
    Standing.WAIVED: Look("none", "ink2"),
    Standing.MISSED: Look("failed", "red"),
}
ALWAYS_IN_THE_LEGEND = frozenset(Standing) - {Standing.WAIVED, Standing.MISSED}
TOTALS = (
    (
        ("済", (Standing.CONFIRMED, Standing.CONFIRMED_LATE)),
        ("否・超過", (Standing.NOT_MET, Standing.OVERDUE)),
        ("未確認", (Standing.UNCONFIRMED,)),
    ),
    (
        ("該当なし", (Standing.NOT_APPLICABLE,)),
        ("期限前", (Standing.PLANNED,)),
        ("免除・未実施", (Standing.WAIVED, Standing.MISSED)),
    ),
)


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A cell; `href` is blank where the way to its proof is the head of its column."""

    cell: Cell
    look: Look
    hidden: str
    anchor: str
    href: str

    @property
    def is_unseen(self) -> bool:
        return self.cell.standing is Standing.UNCONFIRMED


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A clause and its cells."""

    line: Line
    bound: str
    cells: tuple[DrawnCell, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a year: its name, its visits as links, or why there is none."""

    year: FiscalYear
    is_current: bool
    visits: tuple[tuple[str, str], ...]
    without: str
    totals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseMatrixPage:
    """Everything that templates/contracts/clauses.html draws.

    `years`: the choice between the nearest years and all, where there are more than are shown.
    """

    clause_set: ClauseSet
    party: str
    engagements: tuple[Tab, ...]
    years: tuple[Tab, ...]
    unclear: tuple[Unclear, ...]
    legend: tuple[tuple[Look, str], ...]
    heads: tuple[Head, ...]
    lines: tuple[DrawnLine, ...]
    left_now: tuple[Left, ...]
    left_before: tuple[Left, ...]

    @property
    def count_now(self) -> int:
        return sum(left.count for left in self.left_now)

    @property
    def count_before(self) -> int:
        return sum(left.count for left in self.left_before)


def clause_matrix_page(
    dossier: Dossier,
    branch: int = PRIME_BRANCH,
    *,
    every_year: bool = False,
    answers: ClauseAnswers = NO_ANSWERS,
    exceptions: Sequence[ExceptionOnFile] = (),
    opens_sheets: bool = False,
) -> ClauseMatrixPage | None:
    """The page of one engagement; None where the contract has no such branch.

    Of many years the current one and those before it, unless `every_year` is asked for.
    `answers`: of the sheets of its visits. `opens_sheets`: whoever looks may open them.
    `exceptions`: of the whole contract.
    """
    contract = dossier.contract
    engagement = next((e for e in contract.engagements if e.branch == branch), None)
    if engagement is None:
        return None
    file = _on_file(dossier, answers, exceptions)
    matrix = clause_matrix(contract, branch, _owed(dossier), _broken(dossier), dossier.on, file)
    shown = range(len(matrix.columns)) if every_year else _nearest(matrix, dossier.on)
    years = [matrix.columns[place].year for place in shown]
    items = {visit: given for visit, given in answers.items() if opens_sheets}
    address = Address(contract.number, branch, years, items)
    overdue = _overdue_visits(dossier, branch)
    now, before = left_over(matrix, address)
    return ClauseMatrixPage(
        clause_set=engagement.clause_set,
        party=_party(engagement),
        engagements=tuple(_engagements(dossier, branch)),
        years=tuple(_years(matrix, shown, address)),
        unclear=tuple(unclear_visits(matrix, file, address)),
        legend=tuple(_legend(matrix)),
        heads=tuple(_head(matrix.columns[place], address, overdue) for place in shown),
        lines=tuple(_line(line, matrix.columns, shown, address) for line in matrix.lines),
        left_now=now,
        left_before=before,
    )


def _nearest(matrix: ClauseMatrix, on: date) -> range:
    """The columns that fit a laptop and a sheet across: the current year and those before it."""
    begun = sum(column.year.days.first <= on for column in matrix.columns)
    last = min(max(begun, COLUMNS), len(matrix.columns))
    return range(max(0, last - COLUMNS), last)


def _years(matrix: ClauseMatrix, shown: range, address: Address) -> Iterator[Tab]:
    columns = matrix.columns
    if len(columns) <= COLUMNS:
        return
    near = len(shown) < len(columns)
    words = "近い年度"
    if near:
        first, last = columns[shown[0]].year, columns[shown[-1]].year
        words = f"{first.short_label}～{last.short_label}"
    yield Tab(words, address.page(), near)
    yield Tab(f"すべての年度（{len(columns)}）", address.page(every_year=True), not near)


def _owed(dossier: Dossier) -> Iterator[Owed]:
    for i in dossier.due_items:
        yield Owed(
            i.branch, i.kind, i.due_on, i.state, i.basis, i.fiscal_year, i.period, i.closed_on
        )


def _broken(dossier: Dossier) -> Iterator[Broken]:
    for v in dossier.violations:
        yield Broken(v.branch, v.rule, v.since, v.basis, v.settled_on)


def _on_file(
    dossier: Dossier, answers: ClauseAnswers, exceptions: Sequence[ExceptionOnFile]
) -> OnFile:
    causes = {}
    for found in dossier.findings:
        values = found.values
        name = f"{values['fiscal_year']}-{values['round']}-{values['number']}"
        causes[found.branch, name] = values["cause"] or ""
    told = {f.branch: f.values["staff_told_on"] for f in dossier.subcontracts}
    staff_told_on = {branch: day for branch, day in told.items() if day is not None}
    verdicts = {
        visit: {number: answer.verdict for number, answer in given.items()}
        for visit, given in answers.items()
    }
    excepted = [Excepted(one.values["branch"], one.number, one.exemption) for one in exceptions]
    return OnFile(causes, staff_told_on, dossier.entries, verdicts, excepted)


def _overdue_visits(dossier: Dossier, branch: int) -> frozenset[int]:
    return frozenset(
        item.fiscal_year
        for item in dossier.owed(Kind.INSPECTION)
        if item.branch == branch and item.fiscal_year and item.state is State.OVERDUE
    )


def _party(engagement: Engagement) -> str:
    return "受託者" if engagement.branch == PRIME_BRANCH else f"再委託先{engagement.branch}"


def _engagements(dossier: Dossier, branch: int) -> Iterator[Tab]:
    number = dossier.contract.number
    for engagement in dossier.contract.engagements:
        words = f"{_party(engagement)}　{engagement.contractor or '未定'}"
        address = Address(number, engagement.branch)
        yield Tab(words, address.page(), engagement.branch == branch)


def _legend(matrix: ClauseMatrix) -> Iterator[tuple[Look, str]]:
    there = {cell.standing for line in matrix.lines for cell in line.cells}
    for standing, look in LOOKS.items():
        if standing in ALWAYS_IN_THE_LEGEND | there:
            yield look._replace(urgent=False), STANDING[standing]


# What is answered by the visit or only waits for its day: the head of the column is the way there.
PLAIN = frozenset({SourceKind.INSPECTION, SourceKind.DUE_ITEM})


def _line(line: Line, columns: Sequence[Column], shown: range, address: Address) -> DrawnLine:
    bound = "・".join(party.value for party in line.clause.bound) or "—"
    cells = (_cell(line.cells[place], columns[place], line, address) for place in shown)
    return DrawnLine(line, bound, tuple(cells))


def _cell(cell: Cell, column: Column, line: Line, address: Address) -> DrawnCell:
    source = cell.source
    leads = source is not None and cell.standing is not Standing.PLANNED
    leads = leads and (cell.needs_act or (source is not None and source.kind not in PLAIN))
    href = address.of(source) if leads and source is not None else ""
    anchor = address.cell(column, line.clause.number)
    return DrawnCell(cell, LOOKS[cell.standing], _unsaid(cell), anchor, href)


def _unsaid(cell: Cell) -> str:
    """What the sign says and the words do not, for those who do not see it."""
    if cell.source is not None and cell.source.kind is SourceKind.VIOLATION:
        return RULE[Rule(cell.source.key)]
    usual = STANDING[cell.standing]
    said = cell.standing is Standing.CONFIRMED or usual in cell.words or "否" in cell.words
    return "" if said else usual


def _head(column: Column, address: Address, overdue: frozenset[int]) -> Head:
    links = tuple((_visit_words(day, v), address.of_visit(v)) for day, v in column.visits)
    without = ""
    if not links and column.visit_due_on is not None:
        due_on = short_wareki(column.visit_due_on)
        late = column.year.start in overdue
        without = f"調査なし　期限 {due_on}" if late else f"調査の期限 {due_on}"
    return Head(column.year, column.is_current, links, without, tuple(_totals(column)))


def _visit_words(day: date, visit: Inspection) -> str:
    judged = "" if visit.judgement is not None else "　判定前"
    name = f"{visit.fiscal_year}-{visit.round}"
    return f"調査 {name}　{METHOD[visit.method]} {short_wareki(day)}{judged}"


def _totals(column: Column) -> Iterator[str]:
    for group in TOTALS:
        counted = [(words, column.count(*standings)) for words, standings in group]
        yield "　".join(f"{w} {n}" for w, n in counted if n or w != "免除・未実施")
