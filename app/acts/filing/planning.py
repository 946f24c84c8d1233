"""手書きの計画: holds one entry against what is on file, by the same checks as a loaded book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.acts import publishing
from app.acts.filing.hand_entry import (
    ChangedMeanwhileError,
    HandEntry,
    NotThereError,
    Outcome,
    Remark,
    unchanged,
)
from app.acts.filing.instruction import lacking, unfit
from app.acts.filing.media_of_disposal import OnFile as MediaOnFile
from app.acts.filing.media_of_disposal import unfit_media
from app.acts.filing.method_reason import reasons_wanted
from app.acts.filing.moves import refused_moves
from app.acts.filing.orderings import doubtful, refused
from app.acts.loading.change import Change, Place, Stored
from app.acts.loading.checks import NAMES_CONTRACTS, Setting, complaints, occurrence_name, remarks
from app.acts.loading.on_file import OnFile, row_key
from app.acts.loading.planned_days import causes
from app.acts.loading.references import References, with_defaults
from app.acts.loading.sheets import (
    CERTIFICATIONS,
    CONTRACTS,
    DATA,
    FINDINGS,
    NOTES,
    RECEIPTS,
    SUBCONTRACTS,
)
from app.records import departments, disposed_contracts, newest
from app.records.certifications import counts_for
from app.records.reachable import reachable
from app.records.scope import Scope
from audits.wareki import wareki
from audits.wording import CAUSE
from audits.words import folded

TAKEN = "この番号はすでに使われています。別の番号にしてください。"
SAME = "同じ内容がすでに登録されています。"
WHY = "日程の理由"
OTHERS = "所管課は、ご自分の課から選んでください。"
NOT_THIS_CONTRACT = (
    "この契約（{}）が入っていません。加えるか、すべての契約に使えるなら空欄にしてください。"
)


def plan_entry(session: Session, entry: HandEntry, scope: Scope, *, on: date) -> Outcome:
    """What filing the entry on this day would change.

    Raises ChangedMeanwhileError where the fact is no longer as the person saw it, NotThereError
    where it is not on file at all.
    """
    outcome = _Planner(session, entry, scope, on).plan()
    if outcome.change is not None:
        why = entry.why.strip()
        outcome.change = replace(outcome.change, why=why)
        needed = [] if why else causes(session, outcome.change)
        if needed:
            outcome.errors.append(Remark(WHY, "".join(CAUSE[one] for one in needed)))
    return outcome


class _Planner:
    def __init__(self, session: Session, entry: HandEntry, scope: Scope, on: date) -> None:
        self._session = session
        self._entry = entry
        self._scope = scope
        self._on = on
        self._place = Place(entry.contract, entry.branch)
        named = list(_mentioned(entry))
        gone = disposed_contracts.seen_among(session, named, scope)
        mentioned = [one for one in named if one in gone or reachable(session, one, scope)]
        self._on_file = OnFile(session, [entry.contract], mentioned=mentioned)
        known = departments.department_ids(session)
        self._setting = Setting(
            References(self._on_file),
            publishing.clause_set_ids(session),
            frozenset(known) if departments.are_set_up(session) else None,
            on,
            everything=scope.everything,
        )

    def plan(self) -> Outcome:
        sheet, entry = self._entry.sheet, self._entry
        given = self._with_occurrence(entry.given)
        self._setting.references.note(sheet, self._place, given, 0)
        outcome = Outcome()
        outcome.errors += [
            Remark(one.heading, one.message)
            for one in complaints(sheet, self._place, entry.given, self._setting)
        ]
        outcome.errors += self._of_scope(given)
        outcome.errors += self._of_retired_departments(given)
        outcome.errors += self._of_loops()
        if outcome.errors:
            return outcome
        stored = self._stored()
        outcome.warnings += [
            Remark(one.heading, one.message)
            for one in remarks(sheet, self._place, entry.given, self._setting)
        ]
        values = self._values(given, stored)
        before = stored.values if stored else None
        moves = self._of_moves(values, stored)
        if stored is None and not moves:
            outcome.errors += self._of_new(given)
        outcome.errors += moves
        outcome.errors += refused(entry, values, before, *self._day_of_subject(values))
        outcome.warnings += doubtful(entry, values, before)
        outcome.errors += unfit(entry, values)
        outcome.errors += reasons_wanted(entry, values)
        outcome.errors += unfit_media(self._session, entry, values, self._beside(values, before))
        outcome.warnings += lacking(entry, values)
        outcome.errors += self._of_another_key(values, stored)
        if stored is None:
            outcome.errors += self._of_other_contracts(values)
        if not outcome.errors and (stored is None or not unchanged(stored, values)):
            outcome.change = self._change(values, stored)
        return outcome

    def _with_occurrence(self, given: dict[str, Any]) -> dict[str, Any]:
        if self._entry.sheet is not NOTES or given["occurrence"] is None:
            return given
        name = occurrence_name(given["occurrence"], self._place, given["safeguard"], self._setting)
        return {**given, "occurrence": name}

    def _of_scope(self, given: dict[str, Any]) -> Iterator[Remark]:
        """A contract stays within the departments that the person looks after."""
        named = given.get("department")
        if self._entry.sheet is not CONTRACTS or self._scope.everything or named is None:
            return
        before = self._on_file.stored(CONTRACTS, row_key(CONTRACTS, self._place, {}))
        stays = before is not None and before.values["department"] == named
        if not stays and named not in self._scope.departments:
            yield Remark("所管課", OTHERS)

    def _of_retired_departments(self, given: dict[str, Any]) -> Iterator[Remark]:
        """Nothing new is given to a department after its last day; what stands on file stays."""
        if self._entry.sheet is not CONTRACTS:
            return
        before = self._on_file.stored(CONTRACTS, row_key(CONTRACTS, self._place, {}))
        kept = [before.values["department"], *before.values["co_departments"]] if before else []
        last_days = {folded(name): d for name, d in departments.last_days(self._session).items()}
        named = [("所管課", given["department"])]
        named += [("共管課", name) for name in given["co_departments"] or []]
        for heading, name in named:
            last_on = last_days.get(folded(name or ""))
            if last_on is not None and last_on < self._on and name not in kept:
                yield Remark(heading, f"「{name}」は、{wareki(last_on)}までの所管課です。")

    def _of_loops(self) -> Iterator[Remark]:
        if self._entry.sheet is SUBCONTRACTS and any(self._setting.references.loops()):
            yield Remark("上位枝番", "上位をたどると輪になり、受託者に行き着きません。")

    def _of_moves(self, values: dict[str, Any], stored: Stored | None) -> list[Remark]:
        """What is entered as new may be on file already: then it is asked how that stands."""
        sheet = self._entry.sheet
        if stored is None and not sheet.keyless:
            stored = self._on_file.stored(sheet, row_key(sheet, self._place, values))
        before = stored.values if stored else None
        return list(refused_moves(self._session, self._entry, values, before))

    def _of_new(self, given: dict[str, Any]) -> Iterator[Remark]:
        sheet = self._entry.sheet
        key = row_key(sheet, self._place, with_defaults(sheet, given))
        if sheet.keyless:
            if self._on_file.take(sheet, key):
                yield Remark("", SAME)
        elif self._on_file.stored(sheet, key) is not None:
            yield Remark(_key_heading(self._entry), TAKEN)

    def _of_another_key(self, values: dict[str, Any], stored: Stored | None) -> Iterator[Remark]:
        """What is put right never becomes the same as another one."""
        sheet = self._entry.sheet
        if stored is None or sheet is not CERTIFICATIONS:
            return
        other = self._on_file.stored(sheet, row_key(sheet, self._place, values))
        if other is not None and other.first_id != stored.first_id:
            yield Remark("", SAME)

    def _of_other_contracts(self, values: dict[str, Any]) -> Iterator[Remark]:
        """From the page of a contract a certification is registered that counts for it."""
        limited_to = values["contracts"] if self._entry.sheet is CERTIFICATIONS else None
        if limited_to and self._entry.contract not in limited_to:
            yield Remark("契約番号", NOT_THIS_CONTRACT.format(self._entry.contract))

    def _stored(self) -> Stored | None:
        """The fact as it stands now, if it is one on file that was changed."""
        if self._entry.seen is None:
            return None
        found = newest.newest(self._session, self._entry.sheet.table, self._entry.seen)
        if found is None or not self._belongs(found):
            raise NotThereError(self._entry.contract)
        if found.id != self._entry.seen:
            raise ChangedMeanwhileError(found.values, seen=found.id, by=found.written_by)
        return Stored(found.id, found.first_id, found.revision, found.values)

    def _belongs(self, found: newest.Newest) -> bool:
        """Whether the fact is one of this contract and branch: an address proves nothing."""
        contract = self._on_file.contracts.get(self._entry.contract)
        if contract is None:
            return False
        if self._entry.sheet is CERTIFICATIONS:
            return counts_for(self._session, found.values, contract[0])
        if found.contract_id is not None:
            return found.contract_id == contract[0]
        engagement = self._on_file.engagements.get((contract[0], self._entry.branch))
        return engagement is not None and found.engagement_id == engagement

    def _values(self, given: dict[str, Any], stored: Stored | None) -> dict[str, Any]:
        fresh = with_defaults(self._entry.sheet, given)
        if stored is None:
            return fresh
        asked = (c.column for c in self._entry.sheet.cells if c.heading in self._entry.asked)
        return {**stored.values, **{column: fresh[column] for column in asked}}

    def _beside(self, values: dict[str, Any], before: Mapping[str, Any] | None) -> MediaOnFile:
        """The data item that a return or erasure is about, and the terms of its contract."""
        number = {"number": values.get("data_number")}
        item = self._on_file.stored(DATA, row_key(DATA, self._place, number))
        prime = Place(self._entry.contract)
        terms = self._on_file.stored(CONTRACTS, row_key(CONTRACTS, prime, {}))
        return MediaOnFile(item.values if item else None, terms.values if terms else None, before)

    def _day_of_subject(self, values: dict[str, Any]) -> tuple[date | None, str]:
        """The day of the visit that found it, or on which the report was asked for."""
        sheet, references = self._entry.sheet, self._setting.references
        if sheet is FINDINGS:
            return references.inspected_on(self._place, values), "調査の実施日"
        if sheet is RECEIPTS and values["request"] is not None:
            return references.requested_on(self._place, values["request"]), "依頼日"
        return None, ""

    def _change(self, values: dict[str, Any], stored: Stored | None) -> Change:
        sheet = self._entry.sheet
        change = Change(sheet, 0, self._place, values, stored, papers=self._entry.papers)
        if sheet is not FINDINGS:
            return change
        inspected_on = self._setting.references.inspected_on(self._place, values)
        return replace(change, inspected_on=inspected_on)


def _mentioned(entry: HandEntry) -> Iterator[str]:
    """The numbers of other contracts that the entry names."""
    given = entry.given
    for column in NAMES_CONTRACTS.get(entry.sheet.sheet, ()):
        value = given[column] or []
        yield from value if isinstance(value, list) else [value]


def _key_heading(entry: HandEntry) -> str:
    """Where to say that a number is taken already."""
    if entry.sheet is CONTRACTS:
        return "契約番号"
    return entry.sheet.keys[-1] if entry.sheet.keys else "枝番"
