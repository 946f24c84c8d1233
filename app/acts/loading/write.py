"""登録の書込み: puts what was planned into the tables, with its entries of the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.acts import record
from app.acts.drafts import About, Draft, drafts_of
from app.acts.loading import planned_days
from app.acts.loading.amended_words import amended, is_amended
from app.acts.loading.change import Amendment, Change, Place, Plan
from app.acts.loading.later_words import (
    ANSWERED,
    answered,
    corrected,
    drafts_apart,
    is_answer,
)
from app.acts.loading.sheets import (
    ADVICES,
    CERTIFICATIONS,
    CONNECTIONS,
    CONTRACTS,
    COUNCIL_MATTERS,
    SHEETS,
    SheetMap,
    Subject,
)
from app.records import (
    contractors,
    contracts,
    council_rows,
    departments,
    editions,
    entries,
    revisions,
)
from app.records.contractors import Contractors
from audits.engagement import PRIME_BRANCH
from audits.entry import EntryKind
from audits.record import Head
from audits.words import folded

ENTRIES_AT_ONCE = 1_000
UNTOLD = "untold"
Progress = Callable[[int, int], None]


def write(
    session: Session,
    plan: Plan,
    *,
    by: str,
    at: datetime,
    by_hand: bool = False,
    amendment: Amendment | None = None,
    on_progress: Progress | None = None,
    with_record: bool = True,
) -> list[int]:
    """Writes the plan; gives the ids of the contracts whose due items have to be computed anew.

    Nothing is checked again: the caller holds the write lock and knows the plan to be fresh.
    Entries say that they come from a 登録ブック unless they are written `by_hand`. With an
    `amendment` what has changed is told as 契約変更, else as 訂正. What is only tried, to be taken
    back at once, needs no record: it is most of the work.
    """
    writer = by if by_hand else record.from_workbook(by)
    say = on_progress or (lambda _done, _of: None)
    touched = _Writer(session, plan, by, at, writer, amendment, say).write(with_record=with_record)
    if with_record:
        told = "" if by_hand else planned_days.FROM_WORKBOOK
        planned_days.keep(session, plan.changes, by=by, at=at, told=told)
    return touched


@dataclass(frozen=True, slots=True)
class _Known:
    """The numbers of rows that other rows belong to."""

    departments: Mapping[str, int]
    contractors: Contractors
    contracts: Mapping[str, tuple[int, int, str]]
    engagements: Mapping[tuple[int, int], int]
    connections: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Written:
    """A row that was written, and which entries its earlier revisions have left.

    `earlier`: (contract's id, first revision, slot) → number of the entry. `first`: of a row that
    was on file before and is told to a further contract, its first revision.
    """

    change: Change
    row_id: int
    earlier: Mapping[tuple[int, int, str], int]
    first: int | None = None

    @property
    def first_id(self) -> int:
        if self.first is not None:
            return self.first
        return self.change.previous.first_id if self.change.previous else self.row_id


class _Writer:
    def __init__(
        self,
        session: Session,
        plan: Plan,
        by: str,
        at: datetime,
        writer: str,
        amendment: Amendment | None,
        say: Progress,
    ) -> None:
        self._session = session
        self._plan = plan
        self._by = by
        self._at = at
        self._writer = writer
        self._amendment = amendment
        self._say = say
        self._changes: dict[str, list[Change]] = defaultdict(list)
        for change in plan.changes:
            self._changes[change.sheet.sheet].append(change)
        self._titles = {
            key: clause_set.edition_words
            for key, clause_set in editions.clause_sets(session).items()
        }
        self._written: dict[str, list[_Written]] = defaultdict(list)

    @property
    def _is_by_hand(self) -> bool:
        return self._writer == self._by

    def write(self, *, with_record: bool) -> list[int]:
        departments.add(self._session, self._plan.new_departments, by=self._by, at=self._at)
        known = self._identify()
        done = 0
        for sheet in SHEETS:
            self._write_sheet(sheet, known)
            done += len(self._changes[sheet.sheet])
            self._say(done, len(self._plan.changes))
        if with_record:
            self._told_before()
            self._write_record(known)
        return self._touched(known)

    def _identify(self) -> _Known:
        """Makes the contracts, engagements, connections and contractors that are new."""
        numbers = {c.place.contract: None for c in self._plan.changes if c.place.contract}
        for change in self._changes[COUNCIL_MATTERS.sheet]:
            numbers |= dict.fromkeys(matter_contracts(change))
        added = [c.place.contract for c in self._changes[CONTRACTS.sheet] if not c.previous]
        contracts.add(self._session, [number for number in added if number is not None])
        on_file = revisions.contracts_by_number(self._session, list(numbers))
        branches = {
            (on_file[c.place.contract][0], branch)
            for c in self._plan.changes
            if c.place.contract in on_file
            for branch in (PRIME_BRANCH, c.place.branch)
        }
        places = [c.place.connection for c in self._changes[CONNECTIONS.sheet] if not c.previous]
        contracts.add_engagements(self._session, sorted(branches))
        revisions.add_connections(self._session, [number for number in places if number])
        names = [
            (c.values["contractor"], c.values.get("corporate_number"))
            for c in self._plan.changes
            if c.values.get("contractor")
        ]
        return _Known(
            departments.department_ids(self._session),
            contractors.identified(self._session, names),
            on_file,
            revisions.engagements_of(self._session, [key for key, _, _ in on_file.values()]),
            revisions.connections_by_number(self._session),
        )

    def _write_sheet(self, sheet: SheetMap, known: _Known) -> None:
        changes = self._changes[sheet.sheet]
        replaced = [change.previous for change in changes if change.previous]
        revisions.supersede(self._session, sheet.table, [stored.id for stored in replaced])
        rows = [self._row(sheet, change, known) for change in changes]
        ids = revisions.add_rows(self._session, sheet.table, rows)
        name, firsts = sheet.table.__tablename__, [stored.first_id for stored in replaced]
        earlier = entries.numbers_of_acts(self._session, name, firsts)
        for change, row_id in zip(changes, ids, strict=True):
            written = _Written(change, row_id, earlier)
            for contract in self._contracts_of(change, known):
                self._written[contract].append(written)

    def _row(self, sheet: SheetMap, change: Change, known: _Known) -> dict[str, Any]:
        previous = change.previous
        return {
            **change.values,
            **_belongs(sheet, change, known),
            "is_current": True,
            "written_at": self._at,
            "written_by": self._by,
            "revision": previous.revision + 1 if previous else 1,
            "first_id": previous.first_id if previous else None,
        }

    def _told_before(self) -> None:
        """What the council heard of a contract before it was on file stands in its record too."""
        new = [
            change.place.contract
            for change in self._changes[CONTRACTS.sheet]
            if not change.previous
        ]
        added = {contract for contract in new if contract}
        if not added:
            return
        in_plan = {change.values["number"] for change in self._changes[COUNCIL_MATTERS.sheet]}
        for matter in council_rows.matters_in_force(self._session):
            if matter.values["number"] in in_plan:
                continue
            told = Change(COUNCIL_MATTERS, 0, Place(), matter.values)
            for contract in added.intersection(matter.values["contracts"]):
                self._written[contract].append(_Written(told, matter.id, {}, matter.first_id))

    def _acts(self, contract: str, contract_id: int, written: _Written) -> Iterator[record.Act]:
        """The entries of a row: new ones, and corrections where a known fact has changed."""
        change, first_id = written.change, written.first_id
        table, about = change.sheet.table, self._about(change)
        is_apart = change.sheet is COUNCIL_MATTERS and (
            (contract_id, first_id, ANSWERED) in written.earlier
        )
        drafts = drafts_apart(change, about) if is_apart else []
        drafts = drafts or drafts_of(table, change.values, about)
        drafts = drafts or self._untold(contract_id, written)
        for draft in [*drafts, *self._taken_back(change, drafts)]:
            corrects = written.earlier.get((contract_id, first_id, draft.slot))
            said: Draft | None = draft
            is_told_now = self._is_by_hand and not is_apart and is_answer(change, contract)
            if corrects is not None and is_told_now:
                said, corrects = answered(draft, change), None
            elif corrects is not None:
                said = corrected(draft, change, contract, is_apart=is_apart)
            if said is None:
                continue
            is_known = corrects is not None or draft.slot == UNTOLD
            if is_known and self._amendment is not None and draft in drafts:
                said, corrects = amended(draft, change, self._amendment, self._titles), None
            yield record.Act(
                contract=contract,
                branch=change.place.branch,
                draft=replace(said, place=said.place or change.papers),
                table=table.__tablename__,
                row=written.row_id,
                first_id=first_id,
                values=change.values,
                corrects=corrects,
                rests_on=change.rests_on,
            )

    def _untold(self, contract_id: int, written: _Written) -> list[Draft]:
        """契約変更 of what has left no entry so far, such as a subcontract without consent.

        And what puts such an entry right: the last one of the fact is corrected.
        """
        change = written.change
        if change.previous is None:
            return []
        slot = UNTOLD
        if self._amendment is None:
            of_fact = (contract_id, written.first_id)
            told = [
                (number, slot)
                for (*fact, slot), number in written.earlier.items()
                if tuple(fact) == of_fact and is_amended(slot)
            ]
            if not told:
                return []
            slot = max(told)[1]
        party = self._about(change).party
        return [Draft(slot, EntryKind.AMENDED, None, "", change.sheet.table.FACTS, party)]

    def _taken_back(self, change: Change, drafts: Sequence[Draft]) -> Iterator[Draft]:
        """What the revision before has said and this one says no more: that leaves an entry too."""
        said = {draft.slot for draft in drafts}
        before = change.previous.values if change.previous else None
        of_before = drafts_of(change.sheet.table, before, self._about(change)) if before else []
        for draft in of_before:
            if draft.slot not in said:
                yield replace(draft, text=f"{draft.text}（記載の取消し）")

    def _about(self, change: Change) -> About:
        title = self._titles.get(change.values.get("clause_set", ""), "")
        return About(change.place.branch, title, change.inspected_on, change.told)

    def _contracts_of(self, change: Change, known: _Known) -> list[str]:
        if change.sheet is COUNCIL_MATTERS:
            return [number for number in matter_contracts(change) if number in known.contracts]
        contract = change.place.contract
        return [contract] if contract is not None and contract in known.contracts else []

    def _write_record(self, known: _Known) -> None:
        ends: list[tuple[int, Head]] = []
        rows: list[Mapping[str, object]] = []
        for contract, written in self._written.items():
            contract_id, count, last_hash = known.contracts[contract]
            acts = [act for one in written for act in self._acts(contract, contract_id, one)]
            chain = record.Chain(contract_id, contract, Head(count, last_hash))
            added, chain = record.linked(chain, acts, by=self._writer, at=self._at)
            ends.append((contract_id, chain.head))
            rows += added
            if len(rows) >= ENTRIES_AT_ONCE:
                entries.add(self._session, rows)
                rows = []
        entries.add(self._session, rows)
        contracts.set_heads(self._session, ends)

    def _touched(self, known: _Known) -> list[int]:
        touched = {
            known.contracts[contract][0]
            for change in self._plan.changes
            for contract in self._contracts_of(change, known)
        }
        certified = self._changes[CERTIFICATIONS.sheet]
        held = [c.values for c in certified] + [c.previous.values for c in certified if c.previous]
        names = {folded(values["contractor"]) for values in held}
        return sorted(touched | contracts.ids_of_contractors(self._session, names))


def matter_contracts(change: Change) -> list[str]:
    """The contracts that a matter is about, and those that it was about before."""
    before = change.previous.values["contracts"] if change.previous else []
    return list(dict.fromkeys([*change.values["contracts"], *before]))


def _belongs(sheet: SheetMap, change: Change, known: _Known) -> dict[str, Any]:
    """The columns that say what a row belongs to."""
    return dict(_subject(sheet, change, known)) | dict(_names(sheet, change, known))


def _subject(sheet: SheetMap, change: Change, known: _Known) -> Iterator[tuple[str, int | None]]:
    place = change.place
    if sheet.subject is Subject.NOTHING:
        return
    if sheet.subject in (Subject.CONNECTION, *_OR_CONNECTION):
        yield "connection_id", known.connections[place.connection] if place.connection else None
    if sheet.subject is Subject.CONNECTION:
        return
    contract_id = known.contracts[place.contract][0] if place.contract else None
    if sheet in (CONTRACTS, ADVICES):
        yield "contract_id", contract_id
    else:
        key = known.engagements[contract_id, place.branch] if contract_id else None
        yield "engagement_id", key


_OR_CONNECTION: Sequence[Subject] = (
    Subject.ENGAGEMENT_OR_CONNECTION,
    Subject.CONTRACT_OR_CONNECTION,
)


def _names(sheet: SheetMap, change: Change, known: _Known) -> Iterator[tuple[str, Any]]:
    """Departments and contractors, by their numbers, beside the names as typed."""
    values = change.values
    if sheet is CONTRACTS:
        yield "department_id", known.departments[values["department"]]
        yield "search_text", search_text(change.place.contract or "", values)
        yield "folded_contractor", folded(values["contractor"]) if values["contractor"] else None
    if "contractor" in values:
        name, number = values["contractor"], values.get("corporate_number")
        yield "contractor_id", known.contractors.id_of(name, number) if name else None


def search_text(number: str, values: Mapping[str, Any]) -> str:
    """What a contract is searched by: widths, letters' case and blanks folded, one word a line."""
    words = [number, *(values[name] or "" for name in SEARCHED), *values["items"], *values["media"]]
    return "\n".join(folded(word).casefold() for word in words if word)


SEARCHED = ("title", "contractor", "department", "registered_business", "subjects", "description")
