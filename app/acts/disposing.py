"""廃棄: takes contracts off the file as a whole, and leaves a stub of each.

All in the caller's transaction, which holds the lock on the records.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.acts import operation_log
from app.acts.retention import (
    Chosen,
    Hindrance,
    RetentionError,
    against_disposal,
    as_shown,
    without_reason,
)
from app.acts.verifying import faults_of
from app.clock import day_of
from app.records import contracts, disposal, disposed_contracts, entries
from app.records.people import Person
from app.records.retention_list import Kept, TakenStep
from audits.disposal import Confirmed, Stub
from audits.roles import Act

ACT = "dispose_of_contract"
NAMED_FAULTS = 3  # of one contract; the command tells of all


def dispose(
    session: Session,
    chosen: Chosen,
    *,
    reason: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> list[Stub]:
    """Disposes of all the chosen contracts, or of none; what is left of them.

    Raises RetentionError and ChangedMeanwhileError.
    """
    found = as_shown(session, chosen, by.scope_of(Act.DISPOSE_OF_CONTRACT))
    said = without_reason(reason) + against_disposal(session, found, by, day_of(at))
    said = said or _unsound(session, found)
    if said:
        raise RetentionError(said)
    stubs = _stubs(session, found, Confirmed(by.actor, at, reason))
    ids = [one.id for one in found]
    shared = contracts.co_departments_of(session, ids)
    disposal.remove(session, ids)
    disposed_contracts.add(session, stubs, shared)
    for stub in stubs:
        subject = f"{stub.contract} {stub.hash}"
        operation_log.note(session, by=by.actor, act=ACT, subject=subject, at=at, address=address)
    return stubs


def _unsound(session: Session, found: Sequence[Kept]) -> list[Hindrance]:
    """A record that does not hold is not thrown away: it has to be looked at first."""
    told: dict[str, int] = {}
    said = []
    for fault in faults_of(session, [one.id for one in found]):
        told[fault.contract] = told.get(fault.contract, 0) + 1
        if told[fault.contract] <= NAMED_FAULTS:
            where = f"{fault.number}号　" if fault.number is not None else ""
            sentence = f"管理記録に食い違いがあります（{where}{fault.sentence}）"
            said.append(Hindrance(fault.contract, sentence))
    return said


def _stubs(session: Session, found: Sequence[Kept], second: Confirmed) -> list[Stub]:
    end = disposed_contracts.end(session)
    hashes = entries.hashes_of(session, [one.id for one in found])
    number, before, made = end.entries, end.hash, []
    for one in found:
        number += 1
        stub = _stub(one, number, before, hashes.get(one.id, ()), second)
        made.append(stub)
        before = stub.hash
    return made


def _stub(one: Kept, number: int, before: str, hashes: Sequence[str], second: Confirmed) -> Stub:
    step, done_on, until = _certain(one.step), _day(one.done_on), _day(one.until)
    return Stub(
        number=number,
        contract=one.number,
        department=one.department,
        first_on=one.term.first,
        last_on=one.term.last,
        done_on=done_on,
        done_as=one.done_as,
        kept_until=until,
        years=one.years,
        entries=one.entries,
        last_hash=one.last_hash,
        hashes=tuple(hashes),
        first=Confirmed(step.by, step.at, step.reason),
        second=second,
        hash_before=before,
    )


def _certain(step: TakenStep | None) -> TakenStep:
    if step is None:
        raise ValueError("nobody has confirmed the disposal first")
    return step


def _day(day: date | None) -> date:
    if day is None:
        raise ValueError("the contract is not done")
    return day
