"""残っているもの: what of a matrix needs an act, and why a visit confirmed nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from app.web.clause_matrix.address import Address
from audits.clause_cell import Cell, Source, SourceKind, Standing
from audits.clause_matrix.ground import OnFile
from audits.clause_matrix.matrix import ClauseMatrix
from audits.number_series import number_ranges
from audits.wording import STANDING


@dataclass(frozen=True, slots=True)
class Left:
    """What needs an act: several clauses of one year that lack the same thing are one link."""

    year: str
    words: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why a visit confirmed nothing: a finding of unknown clause, or none at all (blank `cause`).

    `cause` is what the finding says; blank where it says nothing.
    """

    visit: str
    finding: str
    cause: str
    href: str


def left_over(matrix: ClauseMatrix, address: Address) -> tuple[tuple[Left, ...], tuple[Left, ...]]:
    """What needs an act in the current year, and in the others."""
    now: list[Left] = []
    before: list[Left] = []
    for column in matrix.columns:
        pressing = [(line, cell) for c, line, cell in matrix.pressing() if c is column]
        pressing.sort(key=lambda found: _alike(found[1]))
        groups = [list(found) for _, found in groupby(pressing, lambda found: _alike(found[1]))]
        groups.sort(key=lambda found: found[0][0].clause.number)
        for group in groups:
            numbers = sorted(line.clause.number for line, _ in group)
            href = address.to_cell(column, numbers[0])
            words = f"第{number_ranges(numbers)}　{_briefly(group[0][1])}"
            left = Left(column.year.short_label, words, href, len(numbers))
            (now if column.is_current else before).append(left)
    return tuple(now), tuple(before)


def _alike(cell: Cell) -> tuple[str, str, str]:
    source = cell.source
    return (_briefly(cell), source.kind.value if source else "", source.key if source else "")


def _briefly(cell: Cell) -> str:
    if cell.source is not None and cell.source.kind is SourceKind.VIOLATION:
        return f"違反のおそれ（{cell.words}）"
    return STANDING[cell.standing] if cell.standing is Standing.OVERDUE else cell.words


def unclear_visits(matrix: ClauseMatrix, file: OnFile, address: Address) -> Iterator[Unclear]:
    for column in matrix.columns:
        if column.unexplained is None:
            continue
        visit, findings = column.unexplained
        name = f"{visit.fiscal_year}-{visit.round}"
        if not findings:
            yield Unclear(name, "", "", address.of_visit(visit))
        for finding in findings:
            cause = file.causes.get((matrix.branch, finding.name), "")
            source = Source(SourceKind.FINDING, matrix.branch, finding.name)
            yield Unclear(name, finding.name, cause, address.of(source))
