"""長い処理をもう一度: starts a job anew that has ended, with what it was given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.acts import jobs
from app.records.database import transaction
from app.records.jobs import Job, Question
from app.records.people import Person

# What is asked this time; None: there is nothing to be started.
Next = Callable[[Job], Question | None]


def restart_job(job_id: int, kind: str, then: Next, *, by: Person, at: datetime) -> bool:
    """Whether it waits now: `then` is asked with the job as it stands at this very moment.

    A job that is under way goes on, and nothing else happens. Raises NoSuchJobError, and
    JobRefusedError where another job has its slot.
    """
    with transaction() as session:
        job = jobs.own(session, job_id, kind, by, at=at)
        question = None if job.is_open else then(job)
        if question is None:
            return False
        jobs.ask_again(session, job, question, at=at)
        return True
