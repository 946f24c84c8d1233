"""手で書いたことの登録: puts one entry on file, and tells what that has changed in what is owed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.acts import projection, publishing
from app.acts.filing import after_closing
from app.acts.filing.amending import look_at_amendment, with_amendment
from app.acts.filing.effect import Effect, effect, owed
from app.acts.filing.hand_entry import HandEntry, NotThereError, Remark
from app.acts.filing.planning import plan_entry
from app.acts.loading.change import Change, Plan
from app.acts.loading.sheets import CONTRACTS
from app.acts.loading.write import write
from app.acts.operation_log import Caller
from app.acts.renewing import take_over
from app.clock import day_of
from app.records import entries, revisions
from app.records.people import Person
from app.records.reachable import reachable
from audits.entry import Entry, Snapshot
from audits.roles import Act

NO_ENTRY = "管理記録に加わる行がないため、資料の所在は書いていません。"


@dataclass(frozen=True, slots=True)
class Filing:
    """What became of an entry.

    `filed`: it is on file. `to_confirm`: it is not, since it changes what is owed (`effect`) and
    nobody has agreed to that yet; sent again with this word it is filed. Neither: there are errors,
    or there was nothing to change.
    """

    filed: bool = False
    contract: str = ""
    errors: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    effect: Effect = field(default_factory=Effect)
    entries: tuple[Entry, ...] = ()
    to_confirm: str = ""


def file(
    session: Session,
    entry: HandEntry,
    *,
    by: Person,
    at: datetime,
    rests_on: tuple[Snapshot, ...] = (),
    told: str = "",
    address: str | None = None,
) -> Filing:
    """Writes the entry, unless there are errors or nothing to change. The caller locks records.

    `rests_on`: other rows that the record's entry is bound to. `told`: what it says besides.
    `address`: where it comes from, for what the operation log tells of besides the entry.
    Raises ChangedMeanwhileError and NotThereError.
    """
    on, scope = day_of(at), by.scope_of(Act.ENTER)
    contract_id = reachable(session, entry.contract, scope)
    is_new = entry.sheet is CONTRACTS and entry.seen is None
    if contract_id is None and not is_new:
        raise NotThereError(entry.contract)
    is_closed = contract_id is not None and after_closing.is_closed(session, contract_id, on)
    if is_closed and not after_closing.is_allowed(entry):
        return Filing(errors=[Remark("", after_closing.CLOSED)])
    outcome = plan_entry(session, entry, scope, on=on)
    if contract_id is not None:
        look_at_amendment(session, contract_id, entry, outcome, on=on)
    if outcome.errors or outcome.change is None:
        return Filing(errors=outcome.errors, warnings=outcome.warnings)
    before = owed(session, contract_id, on)
    written_before = _entries_of(session, entry.contract)
    _write(session, entry, replace(outcome.change, rests_on=rests_on, told=told), by, at)
    if is_new:
        previous = outcome.change.values["previous_contract_number"]
        take_over(session, entry.contract, previous, entry.takes, by=by, at=at, address=address)
    if is_closed and after_closing.reopens(entry):
        caller = Caller(by.actor, address)
        after_closing.reopen(session, entry, on=on, by=by.name, at=at, caller=caller)
    contract_id, _, _ = revisions.contracts_by_number(session, [entry.contract])[entry.contract]
    added = tuple(entries.after(session, contract_id, written_before))
    return Filing(
        filed=True,
        contract=entry.contract,
        warnings=[*outcome.warnings, *_nowhere(entry, added)],
        effect=effect(before, owed(session, contract_id, on)),
        entries=added,
    )


def _nowhere(entry: HandEntry, added: Sequence[Entry]) -> list[Remark]:
    """Where the papers are stands in the entries; where there are none it cannot be kept."""
    return [Remark("", NO_ENTRY)] if entry.papers and not added else []


def _entries_of(session: Session, contract: str) -> int:
    """How many entries the record of the contract has; none where it is not on file yet."""
    _, count, _ = revisions.contracts_by_number(session, [contract]).get(contract, (0, 0, ""))
    return count


def _write(session: Session, entry: HandEntry, change: Change, by: Person, at: datetime) -> None:
    publishing.publish_shipped(session, at=at)
    change = with_amendment(session, entry, change, by=by.actor, at=at)
    plan = Plan(changes=[change], contracts=[entry.contract])
    touched = write(session, plan, by=by.actor, at=at, by_hand=True, amendment=entry.amendment)
    projection.rebuild(session, touched)
