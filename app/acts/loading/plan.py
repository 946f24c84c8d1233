"""登録の計画: holds a book against what is on file, and works out what it would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from sqlalchemy.orm import Session

from app.acts import publishing
from app.acts.loading.bounds import Bounds
from app.acts.loading.change import Change, Place, Plan, SheetCount, Stored
from app.acts.loading.checks import (
    NAMES_CONTRACTS,
    Complaint,
    Setting,
    complaints,
    occurrence_name,
    remarks,
)
from app.acts.loading.on_file import OnFile, row_key
from app.acts.loading.references import Given, References, with_defaults
from app.acts.loading.sheets import (
    CERTIFICATIONS,
    FINDINGS,
    NOTES,
    SHEETS,
    SUBCONTRACTS,
    SheetMap,
    Subject,
)
from app.records import departments
from app.records.scope import EVERYTHING, Scope
from app.workbooks.problem import Problem, shown
from app.workbooks.registration import REGISTRATION
from audits.engagement import PRIME_BRANCH
from audits.words import folded


class BookRow(Protocol):
    """A row of the book: its number in Excel, and its values by heading (None: blank)."""

    number: int

    def __getitem__(self, heading: str, /) -> Any: ...


Book = Mapping[str, Sequence[BookRow]]


def plan_loading(session: Session, book: Book, *, on: date, scope: Scope = EVERYTHING) -> Plan:
    """What loading the book would add, row by row; its errors say why nothing may be written.

    `scope`: the departments of whoever loads it, who changes nothing beyond them.
    """
    return _Planner(session, book, on, scope).plan()


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the rows of one sheet of a book by the headings of workbook.md."""

    sheet: SheetMap
    headings: frozenset[str]

    @classmethod
    def of(cls, sheet: SheetMap) -> _Reader:
        return cls(sheet, frozenset(REGISTRATION[sheet.sheet].headings))

    def given(self, row: BookRow) -> dict[str, Any]:
        """The row's values by the table's columns, as the table keeps them."""
        return {cell.column: cell.stored(row[cell.heading]) for cell in self.sheet.cells}

    def place(self, row: BookRow) -> Place:
        if self.sheet.subject is Subject.NOTHING:
            return Place()
        connection = self._at(row, "結合番号")
        if connection is not None:
            return Place(connection=connection)
        return Place(self._at(row, "契約番号"), self._at(row, "枝番") or PRIME_BRANCH)

    def _at(self, row: BookRow, heading: str) -> Any:
        return row[heading] if heading in self.headings else None


class _Planner:
    """Goes through a book twice: what may be referred to, then row by row."""

    def __init__(self, session: Session, book: Book, on: date, scope: Scope) -> None:
        self._book = book
        self._readers = [_Reader.of(sheet) for sheet in SHEETS]
        self._result = Plan(contracts=self._contract_numbers())
        self._on_file = OnFile(session, self._result.contracts, scope, self._mentioned())
        known = departments.department_ids(session)
        self._known_departments = frozenset(known)
        self._setting = Setting(
            References(self._on_file),
            publishing.clause_set_ids(session),
            frozenset(known) if departments.are_set_up(session) else None,
            on,
            scope.everything,
            {folded(name): day for name, day in departments.last_days(session).items()},
        )
        self._bounds = None
        if not scope.everything:
            self._bounds = Bounds(scope, self._on_file, self._setting.references, known)

    def plan(self) -> Plan:
        references = self._setting.references
        for reader, row in self._rows():
            references.note(reader.sheet, reader.place(row), reader.given(row), row.number)
        for reader in self._readers:
            self._result.counts[reader.sheet.sheet] = SheetCount()
        for reader, row in self._rows():
            self._plan_row(reader.sheet, row.number, reader.place(row), reader.given(row))
        for _contract, branch, number in references.loops():
            message = "上位枝番をたどると輪になり、受託者に行き着きません。直してください。"
            complaint = Complaint("枝番", branch, message)
            self._result.errors.append(_problem(SUBCONTRACTS, number, complaint))
        return self._result

    def _rows(self) -> Iterator[tuple[_Reader, BookRow]]:
        for reader in self._readers:
            for row in self._book.get(reader.sheet.sheet, ()):
                yield reader, row

    def _contract_numbers(self) -> list[str]:
        numbers = (reader.place(row).contract for reader, row in self._rows())
        return list(dict.fromkeys(number for number in numbers if number is not None))

    def _mentioned(self) -> list[str]:
        """Contracts that rows name without being about them."""
        return [
            number
            for reader, row in self._rows()
            for column in NAMES_CONTRACTS.get(reader.sheet.sheet, ())
            for number in _several(reader.given(row)[column])
        ]

    def _plan_row(self, sheet: SheetMap, number: int, place: Place, given: Given) -> None:
        count = self._result.counts[sheet.sheet]
        count.read += 1
        found = self._out_of_bounds(sheet, place, given)
        # Whoever may not load the row learns nothing else about it.
        found = found or list(complaints(sheet, place, given, self._setting))
        self._result.errors += (_problem(sheet, number, complaint) for complaint in found)
        if found:
            return
        for remark in remarks(sheet, place, given, self._setting):
            self._result.warnings.append(_problem(sheet, number, remark))
        self._propose_departments(sheet, number, given)
        self._add(sheet, number, place, self._with_occurrence(sheet, place, given), count)

    def _out_of_bounds(self, sheet: SheetMap, place: Place, given: Given) -> list[Complaint]:
        if self._bounds is None:
            return []
        stored = None
        if not sheet.keyless:
            key = row_key(sheet, place, with_defaults(sheet, given))
            stored = self._on_file.stored(sheet, key)
        return list(self._bounds.complaints(sheet, place, given, stored))

    def _add(
        self, sheet: SheetMap, number: int, place: Place, given: Given, count: SheetCount
    ) -> None:
        fresh = with_defaults(sheet, given)
        key = row_key(sheet, place, fresh)
        if sheet.keyless and self._on_file.take(sheet, key):
            count.unchanged += 1
            return
        stored = None if sheet.keyless else self._on_file.stored(sheet, key)
        values = _kept(sheet, stored, given) if stored else fresh
        if stored is None:
            count.created += 1
        elif values == stored.values:
            count.unchanged += 1
            return
        else:
            count.updated += 1
        inspected_on = None
        if sheet is FINDINGS:
            inspected_on = self._setting.references.inspected_on(place, values)
        self._result.changes.append(Change(sheet, number, place, values, stored, inspected_on))

    def _with_occurrence(self, sheet: SheetMap, place: Place, given: Given) -> Given:
        if sheet is not NOTES or given["occurrence"] is None:
            return given
        name = occurrence_name(given["occurrence"], place, given["safeguard"], self._setting)
        return {**given, "occurrence": name}

    def _propose_departments(self, sheet: SheetMap, number: int, given: Given) -> None:
        names = [given.get("department"), *(given.get("co_departments") or ())]
        for name in names:
            if name is None or name in self._known_departments:
                continue
            if name not in self._result.new_departments:
                self._result.new_departments.append(name)
                message = f"所管課「{name}」を新しく登録します。"
                remark = Complaint("所管課", name, message)
                self._result.warnings.append(_problem(sheet, number, remark))


def _several(value: Any) -> Sequence[str]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _kept(sheet: SheetMap, stored: Stored, given: Given) -> dict[str, Any]:
    """For a known key a blank keeps what is on file; so does what no sheet has a column for."""
    said = {name: stored.values[name] if new is None else new for name, new in given.items()}
    values = {**stored.values, **said}
    if sheet is CERTIFICATIONS:
        values["contractor"] = stored.values["contractor"]
    return values


def _problem(sheet: SheetMap, row: int, complaint: Complaint) -> Problem:
    return Problem(sheet.sheet, row, complaint.heading, shown(complaint.value), complaint.message)
