"""保存と廃棄: confirms disposal, takes it back, keeps contracts longer; or disposes of them."""

from __future__ import annotations

from datetime import date, datetime

from app.acts import once
from app.acts.disposing import dispose
from app.acts.retention import Chosen, Hindrance, RetentionError, take_step
from app.records import revisions
from app.records.database import transaction
from app.records.disposal import StillLeanedOnError
from app.records.people import Person
from audits.retention import RetentionStep

WRITTEN_MEANWHILE = (
    "ほかの人がこの契約に書き込んでいるため、廃棄しませんでした。もう一度お試しください。"
)


def take_retention_step(
    chosen: Chosen,
    step: RetentionStep,
    *,
    reason: str,
    key: str,
    by: Person,
    at: datetime,
    until_on: date | None = None,
    address: str | None = None,
) -> None:
    """Once for each `key` of a form. Raises RetentionError and ChangedMeanwhileError."""
    with transaction() as session:
        revisions.lock_records(session)
        said = (step.value, chosen.ids, chosen.word, reason, until_on)
        if once.was_done(session, key, *said, at=at):
            return
        take_step(
            session, chosen, step, reason=reason, by=by, at=at, until_on=until_on, address=address
        )


def dispose_of_contracts(
    chosen: Chosen,
    *,
    reason: str,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> None:
    """The second confirmation and the disposal, all or nothing, once for each `key` of a form.

    Raises RetentionError and ChangedMeanwhileError.
    """
    try:
        with transaction() as session:
            revisions.lock_records(session)
            if once.was_done(session, key, "dispose", chosen.ids, chosen.word, reason, at=at):
                return
            dispose(session, chosen, reason=reason, by=by, at=at, address=address)
    except StillLeanedOnError as refused:
        raise RetentionError([Hindrance("", WRITTEN_MEANWHILE)]) from refused
