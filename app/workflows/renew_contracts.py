"""次年度更新: makes the successors of the contracts chosen in one step, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.acts import operation_log
from app.acts.renewing_many import Outcome, Wish, renew
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person


@dataclass(frozen=True, slots=True)
class Renewal:
    """What became of the wishes.

    `made`: they are on file. `to_confirm`: they are not, but nothing stands against it; sent again
    with this word they are made. Neither: some of them cannot be, so that none was made.
    """

    made: bool = False
    outcomes: Mapping[int, Outcome] = field(default_factory=dict)
    to_confirm: str = ""


def renew_contracts(
    wishes: Sequence[Wish],
    *,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
    agreed: str = "",
) -> Renewal:
    """Tries the wishes; makes them where `agreed` is the word for exactly this.

    Once for each `key` and wishes, however often they are sent.
    """
    with transaction() as session:
        revisions.lock_records(session)
        sent = forms_sent.key_of(key, "renew_contracts", *wishes)
        if forms_sent.was_sent(session, sent):
            return Renewal(made=True)
        done = renew(session, wishes, by=by, at=at, address=address)
        if done.is_refused:
            session.rollback()
            return Renewal(outcomes=done.outcomes)
        if agreed != done.word:
            session.rollback()
            return Renewal(outcomes=done.outcomes, to_confirm=done.word)
        forms_sent.note(session, sent, at)
        for one in done.outcomes.values():
            operation_log.note(
                session,
                by=by.actor,
                act="renew_contract",
                subject=f"{one.number} {one.previous}",
                at=at,
                address=address,
            )
    return Renewal(made=True, outcomes=done.outcomes)
