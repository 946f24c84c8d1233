"""次の契約へ引き継ぐ: carries data over to the successor, in the records of both contracts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.acts import operation_log
from app.acts.carrying_over import (
    ITSELF,
    NO_SUCCESSOR,
    SUCCESSOR,
    CarryOver,
    CarryOverRefusedError,
    Chosen,
)
from app.acts.carrying_over import carry_over as write_both
from app.acts.filing.hand_entry import NotThereError, Remark
from app.clock import day_of
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.dossier import without_entries
from app.records.people import Person
from audits.roles import Act


def carry_over(
    contract: str,
    chosen: Sequence[Chosen],
    said: CarryOver,
    *,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> int:
    """How many data items went over, once for each `key` and what it says.

    Raises NotThereError where the contract is none that the person may enter for, and
    CarryOverRefusedError; then nothing is written.
    """
    scope, on = by.scope_of(Act.ENTER), day_of(at)
    with transaction() as session:
        revisions.lock_records(session)
        sent = forms_sent.key_of(key, "carry_over", contract, said, tuple(chosen))
        if forms_sent.was_sent(session, sent):
            return len(chosen)
        found = without_entries(session, contract, on, scope)
        if found is None:
            raise NotThereError(contract)
        if said.successor == contract:
            raise CarryOverRefusedError([Remark(SUCCESSOR, ITSELF)])
        to = without_entries(session, said.successor, on, scope)
        if to is None:
            raise CarryOverRefusedError([Remark(SUCCESSOR, NO_SUCCESSOR)])
        count = write_both(session, found, to, chosen, said, by=by, at=at)
        forms_sent.note(session, sent, at)
        operation_log.note(
            session,
            by=by.actor,
            act="carry_over",
            subject=f"{contract} {said.successor}",
            at=at,
            address=address,
        )
    return count
