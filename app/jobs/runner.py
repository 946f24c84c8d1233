"""働き手: does the jobs that wait, in threads of whatever process was woken.

Any number of processes may have one: a job is taken in the database, by one of them. A runner of
another make needs only `take_job`, the functions in `kinds`, and `end_job` or `fail_job`.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from threading import Event, Lock, Thread, current_thread

from flask import Flask, current_app

from app.acts.jobs import OvertakenError, Run
from app.clock import now
from app.jobs.kinds import KINDS
from app.jobs.work import JobFailedError, Progress, Work
from app.records.database import BusyError
from app.records.jobs import Job
from app.workflows.end_job import end_job, fail_job
from app.workflows.note_progress import note_progress
from app.workflows.take_job import take_job

EXTENSION = "mitodoke_jobs"
AT_ONCE = 2  # a big load keeps nobody waiting for a register
BEAT_SECONDS = 2.0
TRIES = 20  # each waits as long as a transaction does
BROKE = "処理の途中で問題が起きました。何も書き込んでいません。もう一度始めてください。"
BUSY = (
    "ほかの書込みが続いているため、行えませんでした。何も書き込んでいません。"
    "しばらくしてから、もう一度始めてください。"
)
log = logging.getLogger("mitodoke.jobs")


class Runner:
    """The threads of one process; they end when nothing waits any more."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._lock = Lock()
        self._threads: list[Thread] = []
        self._calls = 0
        self._under_way: dict[int, Work] = {}

    def wake(self) -> None:
        """Something may wait: starts a thread unless enough of them are at work."""
        with self._lock:
            self._calls += 1
            if len(self._threads) < AT_ONCE:
                thread = Thread(target=self._work, name="mitodoke-job", daemon=True)
                self._threads.append(thread)
                thread.start()

    def under_way(self, job: Job) -> Progress | None:
        """How far this process has come with the job; None where it does not work on it."""
        work = self._under_way.get(job.id)
        return work.progress if work and work.run.number == job.run else None

    def rest(self, seconds: float) -> bool:
        """Waits until nobody works any more; False where that takes longer."""
        for thread in list(self._threads):
            thread.join(seconds)
        return not any(thread.is_alive() for thread in list(self._threads))

    def _work(self) -> None:
        with self._app.app_context():
            calls = -1
            while self._is_wanted(calls):
                calls = self._calls
                try:
                    while (run := take_job(at=now())) is not None:
                        self._do(run)
                except Exception:  # the database may be away: whoever looks at the job wakes us
                    log.exception("no job could be taken")

    def _is_wanted(self, calls: int) -> bool:
        """Whether somebody has called since; if not, this thread leaves before anybody can."""
        with self._lock:
            if calls != self._calls:
                return True
            self._threads.remove(current_thread())
            return False

    def _do(self, run: Run) -> None:
        work, stop = Work(run), Event()
        self._under_way[run.job_id] = work
        pulse = Thread(target=self._beat, args=(work, stop), name="mitodoke-pulse", daemon=True)
        pulse.start()
        try:
            _carry_out(work)
        finally:
            stop.set()
            pulse.join()
            del self._under_way[run.job_id]

    def _beat(self, work: Work, stop: Event) -> None:
        """Says again and again that somebody works on it, however long a step takes."""
        with self._app.app_context():
            while not stop.wait(BEAT_SECONDS):
                said = work.progress._asdict()
                try:
                    work.is_overtaken = not note_progress(work.run, **said, at=now())
                except Exception:  # the next beat makes up for it
                    log.exception("job %d: its progress could not be noted", work.run.job_id)


def _carry_out(work: Work) -> None:
    run = work.run
    try:
        made = KINDS[run.kind](work)
        if made is not None:
            end_job(run, made, at=now())
    except OvertakenError:
        log.warning("job %d was given up while somebody worked on it", run.job_id)
    except JobFailedError as refused:
        _fail(run, str(refused))
    except BusyError:
        _fail(run, BUSY)
    except Exception:
        log.exception("job %d (%s)", run.job_id, run.kind)
        _fail(run, BROKE)


def _fail(run: Run, error: str) -> None:
    """Tries again and again: what nobody is told of looks as if it were still under way."""
    for _ in range(TRIES):
        with suppress(BusyError):
            fail_job(run, error, at=now())
            return


def runner() -> Runner:
    """The runner of the present application in this process."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    found: Runner = app.extensions.setdefault(EXTENSION, Runner(app))
    return found
