"""約束の証し: what is on file of promises: due items, answers of visits, notes, and checks."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.records.contracts import ContractRow, EngagementRow
from app.records.due_items import DueItemRow, exists_on, state_of
from app.records.inspections import FindingRow, InspectionRow
from app.records.notes import NoteRow
from app.records.promise_list import Promise, WantedPromises, promises
from app.records.revisions import in_batches
from app.records.safeguard_checks import Check, LastCheck, last_checks
from app.records.scope import Scope
from app.records.sheets import AnswerRow, SheetRow, item_read
from audits.due import OPEN_STATES, State
from audits.fiscal_year import FiscalYear
from audits.kind import Kind
from audits.promise import CheckedAs, Evidence, PromiseState
from audits.repeated_finding import is_same_item
from audits.verdict import Verdict
from checklists.composing import ComposedItem, ItemOrigin

COUNCIL = ItemOrigin.COUNCIL.value


@dataclass(frozen=True, slots=True)
class Seen:
    """The last concluded visit that asked about a promise, and what it answered."""

    fiscal_year: FiscalYear
    round: int
    on: date | None
    verdict: Verdict
    put_right: bool = False


@dataclass(frozen=True, slots=True)
class Mended:
    """A finding that has been put right; `item_key`: blank where no sheet has made it."""

    item_key: str
    text: str

    def is_of(self, item: ComposedItem) -> bool:
        """By the item it was made of, whatever its text says now; else by the place in front."""
        if self.item_key:
            return is_same_item(self.item_key, item.lasting_key)
        return self.text.partition("　")[0] == item.place


@dataclass(frozen=True, slots=True)
class Became:
    """A promise, its evidence, and the visit or the check that it rests on.

    `is_visited`: whether visits ask about it; else somebody has to check it by hand.
    """

    promise: Promise
    evidence: Evidence
    seen: Seen | None
    check: Check | None = None
    is_visited: bool = True


def became(session: Session, shown: Sequence[Promise], on: date) -> list[Became]:
    """What became of each promise, as known on the day; in some statements for 500 at a time."""
    found: list[Became] = []
    for some in in_batches(shown):
        found += _some(session, some, on)
    return found


def in_state(
    session: Session, wanted: WantedPromises, state: PromiseState, on: date, scope: Scope
) -> list[Became]:
    """Those of the promises wanted that stand so on the day: all have to be looked at."""
    found = became(session, promises(session, wanted, scope), on)
    return [one for one in found if one.evidence.state is state]


def _some(session: Session, shown: Sequence[Promise], on: date) -> Iterator[Became]:
    prime = _prime_engagements(session, shown)
    places = {p.id: p.engagement_id or prime.get(p.contract or "") for p in shown}
    ids = sorted({place for place in places.values() if place is not None})
    owed = _owed(session, shown, on)
    seen = _seen(session, ids, on)
    noted = _noted(session, ids, on)
    checks = last_checks(session, [p.connection for p in shown if p.connection], on)
    for promise in shown:
        place = places[promise.id] or 0
        visit = seen.get((place, promise.asked_as))
        if promise.connection:
            last = checks.get((promise.connection, promise.number))
            yield _of_connection(promise, visit, last, is_visited=bool(place))
            continue
        evidence = owed.get((promise.contract_id, promise.branch, promise.number), Evidence())
        days = [evidence.kept_on, noted.get((place, promise.number))]
        kept_on = max((day for day in days if day is not None), default=None)
        evidence = replace(evidence, kept_on=kept_on)
        yield Became(promise, _with_visit(evidence, visit), visit)


def _with_visit(evidence: Evidence, visit: Seen | None) -> Evidence:
    if visit is None:
        return evidence
    return replace(evidence, verdict=visit.verdict, seen_on=visit.on, put_right=visit.put_right)


def _of_connection(
    promise: Promise, visit: Seen | None, last: LastCheck | None, *, is_visited: bool
) -> Became:
    """A contract can come to a connection, or go: what was seen later counts."""
    evidence = Evidence(kept_on=last.kept_on if last else None)
    if last is None or (visit is not None and visit.on is not None and visit.on >= last.check.on):
        return Became(promise, _with_visit(evidence, visit), visit, None, is_visited)
    is_wanting = last.check.result is CheckedAs.NOT_IN_PLACE
    evidence = replace(evidence, is_not_in_place=is_wanting)
    return Became(promise, evidence, None, last.check, is_visited)


def _prime_engagements(session: Session, shown: Sequence[Promise]) -> dict[str, int]:
    """The 受託者's part in the contracts that connections belong to: there they are asked about."""
    numbers = sorted({p.contract for p in shown if p.contract and p.engagement_id is None})
    row = EngagementRow
    query = select(ContractRow.number, row.id).join(row, row.contract_id == ContractRow.id)
    query = query.where(row.branch == 0, ContractRow.number.in_(numbers))
    return dict(session.execute(query).tuples().all()) if numbers else {}


def _owed(
    session: Session, shown: Sequence[Promise], on: date
) -> Mapping[tuple[int | None, int, str | None], Evidence]:
    """The commitments of these contracts, by contract, branch and number."""
    row = DueItemRow
    state = state_of(on).label("state")
    ids = sorted({p.contract_id for p in shown if p.contract_id is not None})
    query = select(row.contract_id, row.branch, row.basis, row.due_on, row.closed_on, state).where(
        row.contract_id.in_(ids), row.kind == Kind.COMMITMENT.value, exists_on(on)
    )
    found: dict[tuple[int | None, int, str | None], Evidence] = defaultdict(Evidence)
    for contract, branch, basis, due_on, closed_on, said in session.execute(query):
        before, now = found[contract, branch, basis], State(said)
        closed = closed_on if closed_on is not None and closed_on <= on else None
        found[contract, branch, basis] = replace(
            before,
            overdue=before.overdue + (now is State.OVERDUE),
            kept_on=_latest(before.kept_on, closed),
            next_on=_earliest(before.next_on, due_on) if now in OPEN_STATES else before.next_on,
        )
    return found


def _latest(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day is not None), default=None)


def _earliest(one: date | None, other: date) -> date:
    return other if one is None else min(one, other)


def _noted(session: Session, ids: Sequence[int], on: date) -> dict[tuple[int, str | None], date]:
    """The last note in the record that names the promise."""
    row, found = NoteRow, dict[tuple[int, str | None], date]()
    query = select(row.engagement_id, row.safeguard, row.on).where(
        row.is_current, row.engagement_id.in_(ids), row.safeguard.is_not(None), row.on <= on
    )
    for place, number, day in session.execute(query.order_by(row.on)).tuples():
        found[place, number] = day
    return found


def _seen(session: Session, ids: Sequence[int], on: date) -> dict[tuple[int, str], Seen]:
    """(engagement, number on the sheet) → the newest concluded visit that asked about it."""
    row, visit = SheetRow, InspectionRow
    same = and_(
        visit.engagement_id == row.engagement_id,
        visit.fiscal_year == row.fiscal_year,
        visit.round == row.round,
        visit.is_current,
    )
    query = (
        select(row.id, row.engagement_id, row.fiscal_year, row.round, row.composed)
        .add_columns(visit.carried_out_on)
        .join(visit, same)
        .where(row.engagement_id.in_(ids), row.concluded_at.is_not(None))
        .where(visit.carried_out_on <= on)
        .order_by(row.fiscal_year.desc(), row.round.desc())
    )
    sheets = session.execute(query).all()
    keys = [sheet.id for sheet in sheets]
    verdicts = _verdicts(session, keys)
    mended = _mended(session, ids, on)
    found: dict[tuple[int, str], Seen] = {}
    for sheet in sheets:
        year, visit_round = sheet.fiscal_year, sheet.round
        here = mended[sheet.engagement_id, year, visit_round]
        for number, item in _asked(sheet.composed):
            verdict = verdicts.get((sheet.id, item.key), Verdict.UNCONFIRMED)
            right = any(finding.is_of(item) for finding in here)
            one = Seen(FiscalYear(year), visit_round, sheet.carried_out_on, verdict, right)
            found.setdefault((sheet.engagement_id, number), one)
    return found


def _asked(composed: str) -> Iterator[tuple[str, ComposedItem]]:
    """(number of the promise, the item that asks about it) of a sheet as it was kept."""
    for kept in json.loads(composed)["items"]:
        for origin, number, _ in kept["sources"]:
            if origin == COUNCIL:
                yield number, item_read(kept)


def _verdicts(session: Session, ids: Sequence[int]) -> Mapping[tuple[int, str], Verdict]:
    row = AnswerRow
    query = select(row.sheet_id, row.item, row.verdict).where(row.sheet_id.in_(ids))
    found: Any = session.execute(query).tuples() if ids else ()
    return {(sheet, item): Verdict(verdict) for sheet, item, verdict in found}


def _mended(
    session: Session, ids: Sequence[int], on: date
) -> Mapping[tuple[int, int, int], Sequence[Mended]]:
    """(engagement, year, round) → what was 否 there and has been put right."""
    row, found = FindingRow, defaultdict[tuple[int, int, int], list[Mended]](list)
    query = select(row.engagement_id, row.fiscal_year, row.round, row.item_key, row.text).where(
        row.is_current, row.engagement_id.in_(ids), row.put_right_on <= on
    )
    for place, year, visit, key, text in session.execute(query).tuples():
        found[place, year, visit].append(Mended(key or "", text))
    return found
