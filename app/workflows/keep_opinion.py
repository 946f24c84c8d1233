"""委員の意見を登録する: puts an opinion on a matter on file, or the answer to it, with entries."""

from __future__ import annotations

from datetime import datetime

from app.acts import council_facts, operation_log
from app.acts.council_facts import OpinionSaid
from app.acts.filing.hand_entry import NotThereError
from app.acts.opinion_record import note_opinion
from app.records import forms_sent, matter_page, revisions
from app.records.database import transaction
from app.records.people import Person
from app.records.reachable import reachable
from audits.roles import Act


def keep_opinion(
    said: OpinionSaid,
    seen: int | None,
    act: Act,
    *,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> bool:
    """Whether anything has changed; once for each `key` and what it says.

    `act`: as what the person does it. Raises CouncilError, ChangedMeanwhileError, NotThereError.
    """
    with transaction() as session:
        revisions.lock_records(session)
        scope = by.scope_of(act)
        matter = matter_page.matter_of(session, said.matter, scope)
        if matter is None:
            raise NotThereError(said.matter)
        sent = forms_sent.key_of(key, said)
        if forms_sent.was_sent(session, sent):
            return True
        kept = council_facts.keep_opinion(session, said, seen, by=by.actor, at=at)
        if kept is None:
            return False
        own = [one for one in matter["contracts"] if reachable(session, one, scope) is not None]
        note_opinion(session, kept, own, by=by.actor, at=at)
        forms_sent.note(session, sent, at)
        subject = f"{said.matter} {said.number}"
        operation_log.note(
            session, by=by.actor, act="keep_opinion", subject=subject, at=at, address=address
        )
    return True
