"""長い処理を引き受ける: whoever has time takes the job that has waited longest."""

from __future__ import annotations

from datetime import datetime

from app.acts import jobs
from app.acts.jobs import Run
from app.records.database import transaction


def take_job(*, at: datetime) -> Run | None:
    """The start of a job; None where none waits."""
    with transaction() as session:
        return jobs.take(session, at=at)
