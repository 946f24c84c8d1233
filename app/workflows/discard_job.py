"""長い処理を破棄する: forgets a job that has ended, with everything that was kept for it."""

from __future__ import annotations

from datetime import datetime

from app.acts import jobs
from app.records.database import transaction
from app.records.people import Person


def discard_job(job_id: int, kind: str, *, by: Person, at: datetime) -> None:
    """Raises NoSuchJobError, and JobRefusedError while it is under way."""
    with transaction() as session:
        jobs.discard(session, jobs.own(session, job_id, kind, by, at=at))
