"""確認のもとへの道: where in a contract's pages the proof of a cell stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from flask import url_for

from app.records.clause_answers import ClauseAnswers
from app.web import anchors
from audits.clause_cell import Source, SourceKind
from audits.clause_matrix.matrix import Column
from audits.fiscal_year import FiscalYear
from audits.inspection import Inspection
from audits.rule import Rule

CONTRACT, SHEET, EXCEPTION = "contracts.show", "check_sheets.show", "exceptions.show"
VIEW, ALL = "clauses", "all"


class Address:
    """Where the proof of a cell stands: a view of the contract's page, and a place in it."""

    def __init__(
        self,
        number: str,
        branch: int,
        shown: Collection[FiscalYear] = (),
        items: ClauseAnswers = MappingProxyType({}),
    ) -> None:
        """`items`: of the sheets that whoever looks may open."""
        self._number, self._branch, self._shown, self._items = number, branch, shown, items

    def page(self, *, every_year: bool = False, anchor: str | None = None) -> str:
        """This matrix."""
        years = ALL if every_year else None
        return url_for(
            CONTRACT,
            number=self._number,
            view=VIEW,
            branch=self._branch,
            years=years,
            _anchor=anchor,
        )

    def of(self, source: Source) -> str:
        if source.kind is SourceKind.ANSWER and (item := self._item(source)):
            return item
        if source.kind is SourceKind.EXCEPTION and source.key:
            return url_for(EXCEPTION, number=self._number, request=source.key)
        view, anchor = PLACES[source.kind](source)
        return url_for(CONTRACT, number=self._number, view=view, _anchor=anchor or None)

    def _item(self, source: Source) -> str:
        """The item of the sheet that answered the clause; blank where it may not be opened."""
        year, round_, clause = map(int, source.key.split("-"))
        answer = self._items.get((source.branch, year, round_), {}).get(clause)
        if answer is None:
            return ""
        return url_for(
            SHEET,
            number=self._number,
            branch=source.branch,
            year=year,
            round=round_,
            group=answer.group,
            _anchor=f"item-{answer.item}",
        )

    def cell(self, column: Column, number: int) -> str:
        return anchors.clause(self._branch, number, column.year.start)

    def to_cell(self, column: Column, number: int) -> str:
        """A way to the cell: on this page, or where its year is shown."""
        anchor = self.cell(column, number)
        here = column.year in self._shown
        return f"#{anchor}" if here else self.page(every_year=True, anchor=anchor)

    def of_visit(self, visit: Inspection) -> str:
        key = f"{visit.fiscal_year}-{visit.round}"
        return self.of(Source(SourceKind.INSPECTION, self._branch, key))


Place = tuple[str, str]


def _inspection(source: Source) -> Place:
    year, round_, *_ = source.key.split("-")
    return "inspections", anchors.inspection(source.branch, int(year), int(round_))


def _finding(source: Source) -> Place:
    year, round_, number = source.key.split("-", 2)
    return "inspections", anchors.finding(source.branch, int(year), int(round_), number)


def _violation(source: Source) -> Place:
    """Where what is wrong can be seen and put right."""
    rule = Rule(source.key)
    if rule in (Rule.NOT_ON_SITE_WITHOUT_REASON, Rule.NOT_ON_SITE_TWO_YEARS):
        return "inspections", ""
    if rule in (Rule.DATA_BEFORE_HANDLER_REPORT, Rule.ERASURE_BEFORE_HANDOVER):
        return "data", ""
    return "subcontracts", anchors.branch(source.branch)


def _subcontract(source: Source) -> Place:
    return "subcontracts", anchors.branch(int(source.key)) if source.key else ""


def _exceptions(_source: Source) -> Place:
    return "data", "exceptions"


def _data(source: Source) -> Place:
    return "data", anchors.data(source.branch, source.key) if source.key else ""


def _certificate(source: Source) -> Place:
    return "data", anchors.certificate(source.branch, source.key)


def _due_item(_source: Source) -> Place:
    return "due", ""


def _entry(source: Source) -> Place:
    return "record", anchors.entry(int(source.key))


PLACES: Mapping[SourceKind, Callable[[Source], Place]] = {
    SourceKind.INSPECTION: _inspection,
    SourceKind.ANSWER: _inspection,
    SourceKind.FINDING: _finding,
    SourceKind.VIOLATION: _violation,
    SourceKind.SUBCONTRACT: _subcontract,
    SourceKind.EXCEPTION: _exceptions,
    SourceKind.DATA: _data,
    SourceKind.CERTIFICATE: _certificate,
    SourceKind.DUE_ITEM: _due_item,
    SourceKind.ENTRY: _entry,
}
