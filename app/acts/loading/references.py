"""参照: what the rows of a book may refer to, in the book itself or on file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from app.acts.loading.change import Place
from app.acts.loading.on_file import OnFile, row_key
from app.acts.loading.sheets import (
    CONNECTIONS,
    CONTRACTS,
    DATA,
    INSPECTIONS,
    REQUESTS,
    SAFEGUARDS,
    SUBCONTRACTS,
    Cell,
    SheetMap,
)
from audits.engagement import PRIME_BRANCH
from audits.safeguard import Frequency

Given = Mapping[str, Any]
REFERRED_TO = (DATA, INSPECTIONS, REQUESTS, SAFEGUARDS)


class References:
    """Contracts, branches, connections, and the facts that other rows name by their keys."""

    def __init__(self, on_file: OnFile) -> None:
        self._on_file = on_file
        self._contracts: set[str] = set()
        self._connections: set[str] = set()
        self._parents: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
        self._facts: dict[str, dict[Any, Given]] = defaultdict(dict)

    def note(self, sheet: SheetMap, place: Place, given: Given, row: int) -> None:
        """Takes a row of the book into account. `given`: the values by column, None for a blank."""
        if sheet is CONTRACTS and place.contract is not None:
            self._contracts.add(place.contract)
        elif sheet is CONNECTIONS and place.connection is not None:
            self._connections.add(place.connection)
        elif sheet is SUBCONTRACTS and place.contract is not None:
            self._parents[place.contract][place.branch] = (self._parent(place, given), row)
        elif sheet in REFERRED_TO:
            self._facts[sheet.sheet][row_key(sheet, place, with_defaults(sheet, given))] = given

    def has_contract(self, number: str) -> bool:
        return number in self._contracts or number in self._on_file.known

    def is_disposed(self, number: str) -> bool:
        """Whether a contract that was disposed of has had the number."""
        return number in self._on_file.disposed

    def has_connection(self, number: str) -> bool:
        return number in self._connections or number in self._on_file.connections

    def has_branch(self, contract: str, branch: int) -> bool:
        return (
            branch == PRIME_BRANCH
            or branch in self._parents.get(contract, ())
            or branch in self._on_file.branches(contract)
        )

    def has(self, sheet: SheetMap, place: Place, **key: Any) -> bool:
        """Whether the fact with these key columns is in the book or on file."""
        return self._found(sheet, place, key) is not None

    def inspected_on(self, place: Place, values: Given) -> date | None:
        """The day on which the inspection of a finding was carried out."""
        key = {"fiscal_year": values["fiscal_year"], "round": values["round"]}
        day: date | None = self._value(INSPECTIONS, place, key, "carried_out_on")
        return day

    def requested_on(self, place: Place, request: str) -> date | None:
        """The day on which a report was asked for."""
        day: date | None = self._value(REQUESTS, place, {"number": request}, "requested_on")
        return day

    def frequency(self, place: Place, safeguard: str) -> Frequency:
        """The rhythm of a safeguard; NONE where it has none."""
        word = self._value(SAFEGUARDS, place, {"number": safeguard}, "frequency")
        return Frequency(word) if word is not None else Frequency.NONE

    def _value(self, sheet: SheetMap, place: Place, key: Given, column: str) -> Any:
        row = row_key(sheet, place, key)
        given = self._facts[sheet.sheet].get(row, {}).get(column)
        stored = self._on_file.stored(sheet, row)
        return given if given is not None or stored is None else stored.values[column]

    def _found(self, sheet: SheetMap, place: Place, key: Given) -> object:
        row = row_key(sheet, place, key)
        if row in self._facts[sheet.sheet]:
            return row
        return self._on_file.stored(sheet, row)

    def _parent(self, place: Place, given: Given) -> int:
        if given["parent_branch"] is not None:
            return int(given["parent_branch"])
        stored = self._on_file.stored(SUBCONTRACTS, row_key(SUBCONTRACTS, place, {}))
        return int(stored.values["parent_branch"]) if stored else PRIME_BRANCH

    def loops(self) -> Iterator[tuple[str, int, int]]:
        """(contract, branch, row) of every subcontract whose parents never lead to 受託者."""
        for contract, parents in self._parents.items():
            for branch, (_, row) in parents.items():
                if self._is_in_loop(contract, branch):
                    yield contract, branch, row

    def _is_in_loop(self, contract: str, branch: int) -> bool:
        seen: set[int] = set()
        while branch != PRIME_BRANCH and branch not in seen:
            seen.add(branch)
            branch = self._parent_of(contract, branch)
        return branch != PRIME_BRANCH

    def _parent_of(self, contract: str, branch: int) -> int:
        if branch in self._parents[contract]:
            return self._parents[contract][branch][0]
        place = Place(contract, branch)
        stored = self._on_file.stored(SUBCONTRACTS, row_key(SUBCONTRACTS, place, {}))
        return int(stored.values["parent_branch"]) if stored else PRIME_BRANCH


def with_defaults(sheet: SheetMap, given: Given) -> dict[str, Any]:
    """The values of a new fact: what is blank gets its first meaning; others are not known."""
    said = {cell.column: _or_default(cell, given[cell.column]) for cell in sheet.cells}
    return {**dict.fromkeys(sheet.table.FACTS), **said}


def _or_default(cell: Cell, value: Any) -> Any:
    return cell.default if value is None else value
