"""長い処理を終える: keeps what a job has made, or the sentence on why it has made nothing."""

from __future__ import annotations

from datetime import datetime

from app.acts import jobs
from app.acts.jobs import Made, Run
from app.records.database import transaction


def end_job(run: Run, made: Made, *, at: datetime) -> None:
    """Raises OvertakenError where the run was given up meanwhile; then nothing is kept."""
    with transaction() as session:
        jobs.end(session, run, made, at=at)


def fail_job(run: Run, error: str, *, at: datetime) -> None:
    """A run that was given up meanwhile stays as it is."""
    with transaction() as session:
        jobs.fail(session, run, error, at=at)


def tidy_jobs(*, at: datetime) -> None:
    """Gives up the jobs whose process has died, and forgets what has been kept long enough."""
    with transaction() as session:
        jobs.tidy(session, at)
