"""頼んだ人: whoever asked for a job, with the roles of the day on which it is done."""

from __future__ import annotations

from app.acts.jobs import Run
from app.clock import today
from app.jobs.work import JobFailedError
from app.records.database import reading
from app.records.people import Person, person_of
from audits.roles import Act

NO_LONGER = "この処理を行う権限がなくなっているため、行いませんでした。"


def asker(run: Run, act: Act) -> Person:
    """Refuses who may not do this (any more): roles change while work waits."""
    with reading() as session:
        person = person_of(session, run.person_id, today())
    if person is None or not person.may(act):
        raise JobFailedError(NO_LONGER)
    return person
