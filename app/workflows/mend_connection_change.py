"""外部結合の変更の記載を直す: its day, its reason or its matter, once for each form."""

from __future__ import annotations

from datetime import datetime

from app.acts.loading.change import Amendment
from app.acts.mending_amendments import AmendmentError
from app.acts.mending_connections import case_of, mend
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from audits.roles import Act

CHANGED = (
    "入力している間に、ほかの人がこの変更の記載を直しました。"
    "いまの内容を確かめてから、もう一度送ってください。"
)


def mend_connection_change(
    connection: str,
    revision: int,
    said: Amendment,
    act: Act,
    *,
    seen: str,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> None:
    """`act`: as what the person does it; it says how far it may reach.

    Raises AmendmentError and NoConnectionChangeError.
    """
    with transaction() as session:
        revisions.lock_records(session)
        case = case_of(session, connection, revision, by.scope_of(act))
        sent = forms_sent.key_of(key, connection, revision, said)
        if forms_sent.was_sent(session, sent):
            return
        if seen != case.seen:
            raise AmendmentError("", CHANGED)
        mend(session, case, said, by=by, at=at, address=address)
        forms_sent.note(session, sent, at)
