"""実施を確認する: puts a check of a connection's safeguard on file, or puts one right."""

from __future__ import annotations

from datetime import datetime

from app.acts import checking_safeguards, operation_log
from app.acts.checking_safeguards import CheckSaid
from app.acts.filing.hand_entry import NotThereError
from app.records import connection_list, forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from audits.roles import Act


def check_safeguard(
    said: CheckSaid,
    seen: int | None,
    act: Act,
    *,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> bool:
    """Whether anything has changed; once for each `key` and what it says.

    `act`: as what the person does it. Raises SafeguardCheckError, ChangedMeanwhileError,
    NotThereError.
    """
    with transaction() as session:
        revisions.lock_records(session)
        connection = connection_list.connection_of(session, said.connection, by.scope_of(act))
        if connection is None:
            raise NotThereError(said.connection)
        sent = forms_sent.key_of(key, said)
        if forms_sent.was_sent(session, sent):
            return True
        if not checking_safeguards.keep(session, connection, said, seen, by=by.actor, at=at):
            return False
        forms_sent.note(session, sent, at)
        operation_log.note(
            session,
            by=by.actor,
            act="check_safeguard" if said.number is None else "correct_safeguard_check",
            subject=f"{said.connection} {said.safeguard}",
            at=at,
            address=address,
        )
    return True
