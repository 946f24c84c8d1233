"""長い処理: asking for a job, asking once more, and what may not be asked for at the same time.

Every function works in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.records import job_parts, jobs
from app.records.jobs import Job, JobRow, JobState, Question
from app.records.people import Person

KEPT = timedelta(hours=24)
MOST_KEPT = 5  # of one kind and person: what somebody has uploaded and left lying takes room
DIED = (
    "処理をしていたサーバーが途中で止まりました。何も書き込んでいません。もう一度始めてください。"
)
BUSY = "いま別の処理が進んでいるため、まだ始めていません。それが終わってから始めてください。"
Answer = Mapping[str, object]


class JobRefusedError(ValueError):
    """A job that cannot be asked for; the message says why."""


class NoSuchJobError(LookupError):
    """The job is not there (any more), or is not this person's."""


class OvertakenError(RuntimeError):
    """This run was given up, and what it was about to write may not be written any more."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A job that somebody asks for.

    `key`: of the form; sent twice, it is one job. `slot`: at most one job of the same slot is under
    way in the whole city. `given`: the file that it works on, piece by piece.
    """

    kind: str
    question: Question
    key: str
    slot: str | None = None
    given: Iterable[bytes] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """One start of a job: what whoever works on it has to show when writing."""

    job_id: int
    number: int
    kind: str
    question: Question
    person_id: int
    asked_by: str
    address: str | None

    @classmethod
    def of(cls, job: Job) -> Run:
        return cls(
            *(job.id, job.run, job.kind, job.question, job.person_id, job.asked_by, job.address)
        )


@dataclass(frozen=True, slots=True)
class Made:
    """What a run has made: the answer for its page, lists for it by their role, a file.

    `keeps_given`: what the job was given may be needed once more.
    """

    answer: Answer = field(default_factory=dict)
    lists: Mapping[str, Iterable[bytes]] = field(default_factory=dict)
    file_name: str | None = None
    file: Iterable[bytes] = ()
    keeps_given: bool = True


def ask(session: Session, wish: Wish, *, by: Person, address: str | None, at: datetime) -> int:
    """Puts a job on file; its number.

    Where its slot is taken it is kept all the same, with what it was given, to be started later.
    """
    jobs.lock(session)
    tidy(session, at)
    known = jobs.with_key(session, wish.key)
    if known is not None:
        return _own(known, by)
    mine = jobs.of_person(session, by.id, wish.kind)
    if len(mine) >= MOST_KEPT:
        _make_room(session, mine)
    starts = wish.slot is None or jobs.in_slot(session, wish.slot) is None
    job_id = jobs.add(session, _row(wish, by, address, at, starts=starts))
    job_parts.keep(session, job_id, job_parts.GIVEN, wish.given)
    return job_id


def ask_again(session: Session, job: Job, question: Question, *, at: datetime) -> None:
    """Starts a job anew that has ended. Refuses while another one has its slot."""
    if job.slot is not None and jobs.in_slot(session, job.slot) is not None:
        raise JobRefusedError(BUSY)
    jobs.ask_again(session, job.id, question, at)


def own(session: Session, job_id: int, kind: str, by: Person, *, at: datetime) -> Job:
    """The person's own job, nobody else asking for one meanwhile. Raises NoSuchJobError."""
    jobs.lock(session)
    tidy(session, at)
    job = jobs.one(session, job_id, by.id, kind)
    if job is None:
        raise NoSuchJobError(job_id)
    return job


def discard(session: Session, job: Job) -> None:
    """Forgets a job that has ended. Refuses one that is under way."""
    if job.is_open:
        raise JobRefusedError("処理が進んでいる間は、破棄できません。")
    jobs.forget(session, job.id)


def take(session: Session, *, at: datetime) -> Run | None:
    """Starts the job that has waited longest."""
    tidy(session, at)
    job = jobs.take(session, at)
    return Run.of(job) if job else None


def end(session: Session, run: Run, made: Made, *, at: datetime) -> None:
    """The run has ended well. Raises OvertakenError where it was given up meanwhile."""
    job_parts.forget_lists(session, run.job_id)
    if not made.keeps_given:
        job_parts.forget(session, run.job_id, job_parts.GIVEN)
    size = job_parts.keep(session, run.job_id, job_parts.MADE, made.file)
    file = (made.file_name, size) if made.file_name is not None else None
    if not jobs.end(session, run.job_id, run.number, made.answer, file=file, at=at):
        raise OvertakenError(run.job_id)
    for role, parts in made.lists.items():
        job_parts.keep(session, run.job_id, role, parts)


def fail(session: Session, run: Run, error: str, *, at: datetime) -> bool:
    """The run has ended badly; False where it was given up meanwhile."""
    return jobs.fail(session, run.job_id, run.number, error, at)


def tidy(session: Session, at: datetime) -> None:
    """Gives up the jobs whose process has died, and forgets what has been kept long enough."""
    jobs.give_up_silent(session, DIED, at)
    jobs.forget_ended(session, at - KEPT)


def _own(known: tuple[int, int], by: Person) -> int:
    job_id, person_id = known
    if person_id != by.id:
        raise NoSuchJobError(job_id)
    return job_id


def _make_room(session: Session, mine: list[Job]) -> None:
    """What ended first makes room; all of them under way is more than one person can want."""
    ended = [job for job in mine if not job.is_open]
    if not ended:
        raise JobRefusedError(
            f"処理が{MOST_KEPT}件進んでいます。どれかが終わってから始めてください。"
        )
    jobs.forget(session, ended[-1].id)


def _row(wish: Wish, by: Person, address: str | None, at: datetime, *, starts: bool) -> JobRow:
    return JobRow(
        key=wish.key,
        kind=wish.kind,
        slot=wish.slot,
        state=(JobState.WAITING if starts else JobState.FAILED).value,
        person_id=by.id,
        asked_by=by.actor,
        address=address,
        question=dict(wish.question),
        asked_at=at,
        started_at=None,
        heartbeat_at=None,
        ended_at=None if starts else at,
        run=0,
        stage="",
        done=0,
        of=0,
        answer={},
        error=None if starts else BUSY,
        file_name=None,
        file_bytes=None,
    )


def pieces(content: bytes, size: int = job_parts.PART_BYTES) -> Iterator[bytes]:
    """A file's bytes in parts as they are kept."""
    for start in range(0, len(content), size):
        yield content[start : start + size]
