"""台帳にあるもの: what is already on file of the contracts that a book is about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.acts.loading.change import Key, Place, Stored
from app.acts.loading.sheets import (
    ADVICES,
    CERTIFICATIONS,
    CONNECTIONS,
    CONTRACTS,
    SAFEGUARDS,
    SHEETS,
    SheetMap,
    Subject,
)
from app.records import disposed_contracts, own_rows, revisions
from app.records.scope import EVERYTHING, Scope
from audits.words import folded


def row_key(sheet: SheetMap, place: Place, values: Mapping[str, Any]) -> Key:
    """What a row is found by: what it belongs to and its key columns, or all that a book says."""
    if sheet is CERTIFICATIONS:
        return (folded(values["contractor"]), *(values[name] for name in _AFTER_CONTRACTOR))
    columns = sheet.book_columns if sheet.keyless else sheet.key_columns
    found = (_hashable(values[column]) for column in columns)
    return (place.contract, place.branch, place.connection, *found)


_AFTER_CONTRACTOR = ("scheme", "registration_number", "valid_until")


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


class OnFile:
    """Contracts, engagements, connections and the newest revisions of their facts.

    `known`: every contract that may be referred to, those included that rows only mention.
    Contracts and connections beyond the scope are as if they were not on file; `taken` and
    `taken_connections` are the numbers that they have. `disposed`: numbers that contracts have had
    which were disposed of; what names one is right, but there is nothing to load about it.
    """

    def __init__(
        self,
        session: Session,
        contract_numbers: Sequence[str],
        scope: Scope = EVERYTHING,
        mentioned: Sequence[str] = (),
    ) -> None:
        named = [*contract_numbers, *mentioned]
        found = revisions.contracts_by_number(session, named)
        self.disposed = disposed_contracts.numbers_among(session, named)
        gone = disposed_contracts.seen_among(session, self.disposed, scope)
        own = found.keys() if scope.everything else own_rows.own_contracts(session, scope)
        self.known = own | gone
        self.contracts = {n: found[n] for n in contract_numbers if n in found and n in self.known}
        self.taken = (found.keys() | self.disposed) - self.known
        self._numbers = {key: number for number, (key, _, _) in self.contracts.items()}
        self.engagements = revisions.engagements_of(session, list(self._numbers))
        self._branches: dict[str, set[int]] = defaultdict(set)
        for contract_id, branch in self.engagements:
            self._branches[self._numbers[contract_id]].add(branch)
        self._find_connections(session, scope)
        self._rows: dict[str, dict[Key, Stored]] = defaultdict(dict)
        self._counts: dict[str, Counter[Key]] = defaultdict(Counter)
        for sheet in SHEETS:
            self._read(session, sheet)

    def _find_connections(self, session: Session, scope: Scope) -> None:
        found = revisions.connections_by_number(session)
        own = found.keys() if scope.everything else own_rows.own_connections(session, scope)
        self.connections = {number: key for number, key in found.items() if number in own}
        self.taken_connections = found.keys() - own

    def stored(self, sheet: SheetMap, key: Key) -> Stored | None:
        """The newest revision of the fact with this key."""
        return self._rows[sheet.sheet].get(key)

    def take(self, sheet: SheetMap, key: Key) -> bool:
        """For sheets without a key: whether one more such row is on file; each counts once."""
        counts = self._counts[sheet.sheet]
        if counts[key] == 0:
            return False
        counts[key] -= 1
        return True

    def branches(self, contract: str) -> set[int]:
        """The branches of a contract that are on file."""
        return self._branches.get(contract, set())

    def _read(self, session: Session, sheet: SheetMap) -> None:
        for column, places in self._subjects(sheet):
            ids = list(places)
            for row in revisions.current_rows(session, sheet.table, column, ids):
                found = row._mapping
                place = places[found["subject"]] if column else Place()
                values = {name: found[name] for name in sheet.table.FACTS}
                key = row_key(sheet, place, values)
                if sheet.keyless:
                    self._counts[sheet.sheet][key] += 1
                else:
                    stored = Stored(
                        found["id"], found["first_id"] or found["id"], found["revision"], values
                    )
                    self._rows[sheet.sheet][key] = stored

    def _subjects(self, sheet: SheetMap) -> list[tuple[str | None, Mapping[int, Place]]]:
        """The column that names what a table's rows belong to, and the places by its ids."""
        if sheet.subject is Subject.NOTHING:
            return [(None, {})]
        contracts = {key: Place(number) for key, number in self._numbers.items()}
        engagements = {
            key: Place(self._numbers[contract], branch)
            for (contract, branch), key in self.engagements.items()
        }
        connections = {key: Place(connection=n) for n, key in self.connections.items()}
        found: dict[str, Mapping[int, Place]] = {}
        if sheet in (CONTRACTS, ADVICES):
            found["contract_id"] = contracts
        elif sheet is not CONNECTIONS:
            found["engagement_id"] = engagements
        if sheet in (CONNECTIONS, SAFEGUARDS, ADVICES):
            found["connection_id"] = connections
        return list(found.items())
