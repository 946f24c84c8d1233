"""手で書く: files one fact entered or changed by hand, with its entry of the record."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from app.acts import operation_log, projection, publishing
from app.acts.filing.effect import Effect, effect, owed
from app.acts.filing.hand_entry import HandEntry, NotThereError, Remark
from app.acts.filing.planning import plan_entry
from app.acts.loading.change import Change, Plan
from app.acts.loading.sheets import CONTRACTS
from app.acts.loading.write import write
from app.clock import day_of
from app.records import entries, forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from app.records.reachable import reachable
from audits.entry import Entry
from audits.roles import Act


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


def file_entry(
    entry: HandEntry,
    *,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
    agreed: str = "",
    asks_first: bool = True,
) -> Filing:
    """Files the entry, once for each `key` and what it says, however often it is sent.

    Raises ChangedMeanwhileError where somebody was quicker, NotThereError where the contract is
    not one that the person may change.
    """
    with transaction() as session:
        revisions.lock_records(session)
        sent = forms_sent.key_of(
            key, entry.sheet.sheet, entry.contract, entry.branch, entry.given, entry.amendment
        )
        if forms_sent.was_sent(session, sent):
            return Filing(filed=True, contract=entry.contract)
        filing = _file(session, entry, by, at)
        if not filing.filed:
            session.rollback()
            return filing
        word = _word(filing, entry)
        if asks_first and filing.effect.is_felt and agreed != word:
            session.rollback()
            return Filing(
                warnings=filing.warnings,
                effect=filing.effect,
                entries=filing.entries,
                to_confirm=word,
            )
        forms_sent.note(session, sent, at)
        act, subject = f"file_{entry.sheet.table.__tablename__}", _subject(entry)
        operation_log.note(session, by=by.actor, act=act, subject=subject, at=at, address=address)
    return filing


def _file(session: Session, entry: HandEntry, by: Person, at: datetime) -> Filing:
    on, scope = day_of(at), by.scope_of(Act.ENTER)
    contract_id = reachable(session, entry.contract, scope)
    is_new = entry.sheet is CONTRACTS and entry.seen is None
    if contract_id is None and not is_new:
        raise NotThereError(entry.contract)
    outcome = plan_entry(session, entry, scope, on=on)
    if outcome.errors or outcome.change is None:
        return Filing(errors=outcome.errors, warnings=outcome.warnings)
    before = owed(session, contract_id, on)
    written_before = _entries_of(session, entry.contract)
    _write(session, entry, outcome.change, by, at)
    contract_id, _, _ = revisions.contracts_by_number(session, [entry.contract])[entry.contract]
    return Filing(
        filed=True,
        contract=entry.contract,
        warnings=outcome.warnings,
        effect=effect(before, owed(session, contract_id, on)),
        entries=tuple(entries.after(session, contract_id, written_before)),
    )


def _entries_of(session: Session, contract: str) -> int:
    """How many entries the record of the contract has; none where it is not on file yet."""
    _, count, _ = revisions.contracts_by_number(session, [contract]).get(contract, (0, 0, ""))
    return count


def _write(session: Session, entry: HandEntry, change: Change, by: Person, at: datetime) -> None:
    publishing.publish_shipped(session, at=at)
    plan = Plan(changes=[change], contracts=[entry.contract])
    touched = write(session, plan, by=by.actor, at=at, by_hand=True, amendment=entry.amendment)
    projection.rebuild(session, touched)


def _word(filing: Filing, entry: HandEntry) -> str:
    """Stands for exactly this entry with exactly this effect."""
    said = repr((entry.given, entry.contract, entry.branch, filing.effect))
    return sha256(said.encode()).hexdigest()


def _subject(entry: HandEntry) -> str:
    return f"{entry.contract} {entry.branch}" if entry.branch else entry.contract
