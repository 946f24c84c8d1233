"""審議会に関わる一件: a fact of a matter, a contract or a connection, entered by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.acts import projection, publishing
from app.acts.filing.after_closing import CLOSED, is_closed
from app.acts.filing.amending_connection import keep_change, look_at_change
from app.acts.filing.effect import effect, owed
from app.acts.filing.filing import Filing
from app.acts.filing.hand_entry import (
    ChangedMeanwhileError,
    NotThereError,
    Outcome,
    Remark,
    unchanged,
)
from app.acts.filing.planning import TAKEN
from app.acts.loading.bounds import Bounds
from app.acts.loading.change import Amendment, Change, Place, Plan, Stored
from app.acts.loading.checks import Setting, complaints, remarks
from app.acts.loading.on_file import OnFile, row_key
from app.acts.loading.references import References, with_defaults
from app.acts.loading.sheet_map import SheetMap
from app.acts.loading.sheets import ADVICES, COUNCIL_MATTERS, SAFEGUARDS
from app.acts.loading.write import matter_contracts, write
from app.clock import day_of
from app.records import departments, entries, newest, revisions
from app.records.scope import Scope
from app.workbooks.row import Row

SELF = "この付議の番号です。前に付議したときの番号を入れてください。"
BEFORE_ITSELF = "前の付議をたどると、この付議に戻ります。番号を直してください。"
NO_MATTER = "この番号の付議はまだ台帳にありません。先に登録するか、番号を直してください。"
NO_CONNECTION = "この番号の外部結合はまだ台帳にありません。先に登録するか、番号を直してください。"
NO_SAFEGUARD = "この番号の保護対策はまだありません。先に対策を登録するか、番号を直してください。"
MATTER_OF_CLOSED = "契約{}は完了しています。所属長が再開してから、付議を登録してください。"


@dataclass(frozen=True, slots=True)
class CouncilEntry:
    """A row of a sheet as a form gives it.

    `asked`: the headings that the form asks for; a blank there is a blank, elsewhere it keeps what
    is on file. `seen`: the revision that the person had before them; None: new. `amendment`: since
    when and why a connection was changed, where that is no correction.
    """

    sheet: SheetMap
    place: Place
    row: Row
    asked: frozenset[str]
    seen: int | None = None
    amendment: Amendment | None = None

    @property
    def given(self) -> dict[str, Any]:
        """The values by the table's columns, as the table keeps them."""
        return {cell.column: cell.stored(self.row[cell.heading]) for cell in self.sheet.cells}

    @property
    def subject(self) -> str:
        """What the operation log names."""
        found = self.place.contract or self.place.connection or ""
        keys = " ".join(str(self.row[heading]) for heading in self.sheet.keys)
        return " ".join(part for part in (found, keys) if part)


def file_council(
    session: Session, entry: CouncilEntry, scope: Scope, *, by: str, at: datetime
) -> Filing:
    """Writes the entry, unless there are errors or nothing to change. The caller locks records.

    Raises ChangedMeanwhileError and NotThereError.
    """
    on = day_of(at)
    contract_id = _contract_id(session, entry)
    if contract_id is not None and entry.seen is None and is_closed(session, contract_id, on):
        return Filing(errors=[Remark("", CLOSED)])
    outcome = _Planner(session, entry, scope, on).plan()
    look_at_change(session, entry.amendment, outcome, on=on)
    if outcome.errors or outcome.change is None:
        return Filing(errors=outcome.errors, warnings=outcome.warnings)
    before = owed(session, contract_id, on)
    written = _entries(session, entry)
    publishing.publish_shipped(session, at=at)
    plan = Plan(changes=[outcome.change])
    projection.rebuild(session, write(session, plan, by=by, at=at, by_hand=True))
    keep_change(session, entry.amendment, outcome.change, by=by, at=at)
    return Filing(
        filed=True,
        contract=entry.place.contract or "",
        warnings=outcome.warnings,
        effect=effect(before, owed(session, contract_id, on)),
        entries=tuple(entries.after(session, contract_id, written)) if contract_id else (),
    )


def _contract_id(session: Session, entry: CouncilEntry) -> int | None:
    number = entry.place.contract
    found = revisions.contracts_by_number(session, [number] if number else [])
    return found[number][0] if number in found else None


def _entries(session: Session, entry: CouncilEntry) -> int:
    number = entry.place.contract
    found = revisions.contracts_by_number(session, [number] if number else [])
    return found[number][1] if number in found else 0


@dataclass(slots=True)
class _Planner:
    """Holds the entry against what is on file, by the same checks as a loaded book."""

    session: Session
    entry: CouncilEntry
    scope: Scope
    on: date
    on_file: OnFile = field(init=False)
    setting: Setting = field(init=False)
    given: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        session, entry = self.session, self.entry
        self.given = entry.given
        number = entry.place.contract
        self.on_file = OnFile(session, [number] if number else [], self.scope, self._mentioned())
        known = departments.department_ids(session)
        self.setting = Setting(
            References(self.on_file),
            publishing.clause_set_ids(session),
            frozenset(known) if departments.are_set_up(session) else None,
            self.on,
            self.scope.everything,
        )

    def plan(self) -> Outcome:
        sheet, place = self.entry.sheet, self.entry.place
        outcome = Outcome()
        stored = self._stored()
        self.setting.references.note(sheet, place, self.given, 0)
        outcome.errors += self._beyond(stored) or self._complaints()
        if stored is None and self._on_file_already() is not None:
            outcome.errors.append(Remark(sheet.keys[-1] if sheet.keys else "結合番号", TAKEN))
        values = self._values(stored)
        outcome.errors += self._of_references(values)
        outcome.errors += self._of_closed(values, stored)
        outcome.warnings += [
            Remark(one.heading, one.message)
            for one in remarks(sheet, place, self.given, self.setting)
        ]
        if not outcome.errors and (stored is None or not unchanged(stored, values)):
            outcome.change = Change(sheet, 0, place, values, stored)
        return outcome

    def _mentioned(self) -> list[str]:
        named = [*(self.given.get("contracts") or ()), self.given.get("contract_number")]
        return [number for number in named if number]

    def _beyond(self, stored: Stored | None) -> list[Remark]:
        if self.scope.everything:
            return []
        known = departments.department_ids(self.session)
        bounds = Bounds(self.scope, self.on_file, self.setting.references, known)
        found = bounds.complaints(self.entry.sheet, self.entry.place, self.given, stored)
        return [Remark(one.heading, one.message) for one in found]

    def _complaints(self) -> list[Remark]:
        found = complaints(self.entry.sheet, self.entry.place, self.given, self.setting)
        return [Remark(one.heading, one.message) for one in found]

    def _on_file_already(self) -> Stored | None:
        sheet = self.entry.sheet
        key = row_key(sheet, self.entry.place, with_defaults(sheet, self.given))
        return self.on_file.stored(sheet, key)

    def _stored(self) -> Stored | None:
        """The fact as it stands now, if it is one on file that was changed."""
        if self.entry.seen is None:
            return None
        found = newest.newest(self.session, self.entry.sheet.table, self.entry.seen)
        same = self._on_file_already()
        # An address proves nothing: the fact has to be the one that the place and key name.
        if found is None or same is None or same.first_id != found.first_id:
            raise NotThereError(self.entry.subject)
        if found.id != self.entry.seen:
            raise ChangedMeanwhileError(found.values, seen=found.id, by=found.written_by)
        return Stored(found.id, found.first_id, found.revision, found.values)

    def _values(self, stored: Stored | None) -> dict[str, Any]:
        fresh = with_defaults(self.entry.sheet, self.given)
        if stored is None:
            return fresh
        asked = self.entry.asked
        cells = self.entry.sheet.cells
        return {
            c.column: fresh[c.column] if c.heading in asked else stored.values[c.column]
            for c in cells
        }

    def _of_references(self, values: Mapping[str, Any]) -> Iterator[Remark]:
        sheet = self.entry.sheet
        if sheet is COUNCIL_MATTERS:
            yield from self._of_previous(values)
            for number in values["connections"]:
                if not self.setting.references.has_connection(number):
                    yield Remark("結合番号", f"{number}：{NO_CONNECTION}")
        elif sheet is ADVICES:
            yield from self._of_promised(values)

    def _of_promised(self, values: Mapping[str, Any]) -> Iterator[Remark]:
        heading = "約束した対策番号"
        if heading in self.entry.asked:
            known = promised_numbers(self.session, self.entry.place)
            for number in values["promised"]:
                if number not in known:
                    yield Remark(heading, f"{number}：{NO_SAFEGUARD}")

    def _of_previous(self, values: Mapping[str, Any]) -> Iterator[Remark]:
        number = values["number"]
        for before in values["previous"]:
            if before == number:
                yield Remark("前回付議", SELF)
            elif self._matter(before) is None:
                yield Remark("前回付議", f"{before}：{NO_MATTER}")
            elif number in self._before(before):
                yield Remark("前回付議", f"{before}：{BEFORE_ITSELF}")

    def _matter(self, number: str) -> Stored | None:
        return self.on_file.stored(
            COUNCIL_MATTERS, row_key(COUNCIL_MATTERS, Place(), {"number": number})
        )

    def _before(self, number: str) -> set[str]:
        """All matters before this one, however far back."""
        found: set[str] = set()
        waiting = [number]
        while waiting:
            stored = self._matter(waiting.pop())
            new = set(stored.values["previous"]) - found if stored else set()
            found |= new
            waiting += new
        return found

    def _of_closed(self, values: Mapping[str, Any], stored: Stored | None) -> Iterator[Remark]:
        """A matter leaves no entry in a record that is closed; those it has left are corrected."""
        if self.entry.sheet is not COUNCIL_MATTERS:
            return
        before = stored.values["contracts"] if stored else []
        added = [number for number in values["contracts"] if number not in before]
        for number, (key, _, _) in revisions.contracts_by_number(self.session, added).items():
            if is_closed(self.session, key, self.on):
                yield Remark("契約番号", MATTER_OF_CLOSED.format(number))


def promised_numbers(session: Session, place: Place) -> Sequence[str]:
    """The numbers of the safeguards that advice on a contract, or on a connection, can lead to."""
    table = SAFEGUARDS.table
    if place.connection is not None:
        key = revisions.connections_by_number(session).get(place.connection)
        rows = revisions.current_rows(session, table, "connection_id", [key] if key else [])
    else:
        number = place.contract or ""
        ids = [key for key, _, _ in revisions.contracts_by_number(session, [number]).values()]
        parts = list(revisions.engagements_of(session, ids).values())
        rows = revisions.current_rows(session, table, "engagement_id", parts)
    return list(dict.fromkeys(row.number for row in rows))


def moved_matters(
    session: Session, ids: Sequence[int], *, held_on: date, name: str, by: str, at: datetime
) -> None:
    """The session of these matters was put right: so is what each of them says of it."""
    changes = []
    for row_id in ids:
        found = newest.newest(session, COUNCIL_MATTERS.table, row_id)
        if found is None:
            raise NotThereError(str(row_id))
        stored = Stored(found.id, found.first_id, found.revision, found.values)
        values = {**found.values, "held_on": held_on, "session": name or None}
        if values != stored.values:
            changes.append(Change(COUNCIL_MATTERS, 0, Place(), values, stored))
    named = {number for change in changes for number in matter_contracts(change)}
    plan = Plan(changes=changes, contracts=sorted(named))
    projection.rebuild(session, write(session, plan, by=by, at=at, by_hand=True))
