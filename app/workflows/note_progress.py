"""進みを控える: notes how far a job has come, and that somebody still works on it."""

from __future__ import annotations

from datetime import datetime

from app.acts.jobs import Run
from app.records import jobs
from app.records.database import BusyError, transaction


def note_progress(run: Run, *, stage: str, done: int, of: int, at: datetime) -> bool:
    """False where the run was given up and has to stop.

    Waits for nobody: while somebody writes (on SQLite the job itself may), the next note has to do.
    """
    try:
        with transaction(waits=False) as session:
            return jobs.beat(session, run.job_id, run.number, stage=stage, done=done, of=of, at=at)
    except BusyError:
        return True
