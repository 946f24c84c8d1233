"""処理の様子: where a job stands, as the page says that somebody watches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.acts.jobs import DIED
from app.jobs.runner import runner
from app.jobs.work import NOT_BEGUN, Progress
from app.records.jobs import Job, JobState


@dataclass(frozen=True, slots=True)
class Standing:
    """Under way with its progress, ended well, or failed with a sentence."""

    state: JobState
    progress: Progress = NOT_BEGUN
    error: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in (JobState.WAITING, JobState.RUNNING)


def standing(job: Job, at: datetime) -> Standing:
    """Where it stands; whoever looks at a job that waits wakes somebody to do it."""
    if job.state is JobState.FAILED:
        return Standing(job.state, error=job.error or "")
    if job.state is JobState.WAITING:
        runner().wake()
        return Standing(job.state, Progress("順番を待っています"))
    here = runner().under_way(job)
    if here is None and job.is_silent(at):
        return Standing(JobState.FAILED, error=DIED)
    return Standing(job.state, here or Progress(job.stage, job.done, job.of))
