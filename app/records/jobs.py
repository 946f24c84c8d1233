"""長い処理: work that takes longer than a page may, who asked for it, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    Result,
    Update,
    delete,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified, one_of
from app.records.job_parts import JobPartRow

Question = Mapping[str, Any]
# A process that works says so every few seconds; one that was silent so long has died.
SILENT_FOR = timedelta(minutes=3)


class JobState(Enum):
    """Where a job stands; it starts anew from DONE or FAILED when somebody asks again."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


OPEN = (JobState.WAITING, JobState.RUNNING)
_IN_SLOT = text("state IN ('waiting', 'running')")


class JobRow(Identified, Base):
    """One job. `key` is that of the form that asked for it: sent twice, it is one job.

    `slot`: of the open jobs with the same slot there is never more than one. `run` counts the
    starts; whoever works on an earlier one may not write any more.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        one_of("state", JobState),
        CheckConstraint("done >= 0", name="done"),
        Index(
            *("uq_jobs_open_slot", "slot"),
            unique=True,
            sqlite_where=_IN_SLOT,
            postgresql_where=_IN_SLOT,
        ),
    )

    key: Mapped[str] = mapped_column(Code, unique=True)
    kind: Mapped[str] = mapped_column(Code)
    slot: Mapped[str | None] = mapped_column(Code)
    state: Mapped[str] = mapped_column(Code, index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    asked_by: Mapped[str]
    address: Mapped[str | None]
    question: Mapped[dict[str, Any]] = mapped_column(JSON)
    asked_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    heartbeat_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
    run: Mapped[int]
    stage: Mapped[str]
    done: Mapped[int]
    of: Mapped[int]
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    error: Mapped[str | None]
    file_name: Mapped[str | None]
    file_bytes: Mapped[int | None]


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands; `answer` and the file belong to the last run that ended well."""

    id: int
    kind: str
    slot: str | None
    state: JobState
    person_id: int
    asked_by: str
    address: str | None
    question: Question
    asked_at: datetime
    heartbeat_at: datetime | None
    ended_at: datetime | None
    run: int
    stage: str
    done: int
    of: int
    answer: Mapping[str, Any]
    error: str | None
    file_name: str | None
    file_bytes: int | None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def is_silent(self, at: datetime) -> bool:
        """Whether the process that worked on it has died, as far as anybody can tell."""
        beaten = self.heartbeat_at
        return self.state is JobState.RUNNING and beaten is not None and at - beaten > SILENT_FOR


_SHOWN = tuple(getattr(JobRow, field.name) for field in fields(Job))


def add(session: Session, row: JobRow) -> int:
    """Puts a job on file; its number."""
    session.add(row)
    session.flush()
    return row.id


def with_key(session: Session, key: str) -> tuple[int, int] | None:
    """The job that this form asked for, and who sent it."""
    found = session.execute(select(JobRow.id, JobRow.person_id).where(JobRow.key == key)).first()
    return (found[0], found[1]) if found else None


def one(session: Session, job_id: int, person_id: int, kind: str) -> Job | None:
    """The job with this number; None where it is not of this kind or was asked by another."""
    row = JobRow
    query = select(*_SHOWN).where(row.id == job_id, row.person_id == person_id, row.kind == kind)
    return _job(session.execute(query))


def of_person(session: Session, person_id: int, kind: str) -> list[Job]:
    """All jobs of one kind that the person has asked for and that are still kept, newest first."""
    query = select(*_SHOWN).where(JobRow.person_id == person_id, JobRow.kind == kind)
    found = session.execute(query.order_by(JobRow.id.desc()))
    return [_as_job(row._mapping) for row in found]


def in_slot(session: Session, slot: str) -> Job | None:
    """The one open job of a slot."""
    query = select(*_SHOWN).where(JobRow.slot == slot, JobRow.state.in_(_values(OPEN)))
    return _job(session.execute(query))


def take(session: Session, at: datetime) -> Job | None:
    """Starts the job that has waited longest; of two that come for it, one gets it."""
    query = (
        select(JobRow)
        .where(JobRow.state == JobState.WAITING.value)
        .order_by(JobRow.asked_at, JobRow.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = session.scalars(query).first()
    if row is None:
        return None
    row.state, row.run = JobState.RUNNING.value, row.run + 1
    row.started_at = row.heartbeat_at = at
    session.flush()
    return _job(session.execute(select(*_SHOWN).where(JobRow.id == row.id)))


def beat(
    session: Session, job_id: int, run: int, *, stage: str, done: int, of: int, at: datetime
) -> bool:
    """Notes how far a run has come; False where it is no longer the one that counts."""
    said = _running(job_id, run).values(stage=stage, done=done, of=of, heartbeat_at=at)
    return _changed(session, said)


def end(
    session: Session,
    job_id: int,
    run: int,
    answer: Mapping[str, Any],
    *,
    file: tuple[str, int] | None,
    at: datetime,
) -> bool:
    """A run has ended well, with a file's name and bytes; False where it no longer counts."""
    name, size = file or (None, None)
    said = _running(job_id, run).values(
        state=JobState.DONE.value,
        answer=dict(answer),
        file_name=name,
        file_bytes=size,
        error=None,
        ended_at=at,
    )
    return _changed(session, said)


def fail(session: Session, job_id: int, run: int, error: str, at: datetime) -> bool:
    """A run has ended badly: what an earlier one has answered stands; False as above."""
    said = _running(job_id, run).values(state=JobState.FAILED.value, error=error, ended_at=at)
    return _changed(session, said)


def ask_again(session: Session, job_id: int, question: Question, at: datetime) -> None:
    """A job that has ended waits once more; what it has answered stands until it ends again."""
    session.execute(
        update(JobRow)
        .where(JobRow.id == job_id)
        .values(
            state=JobState.WAITING.value,
            question=dict(question),
            asked_at=at,
            ended_at=None,
            stage="",
            done=0,
            of=0,
            error=None,
        )
    )


def give_up_silent(session: Session, error: str, at: datetime) -> None:
    """Those whose process has died have failed."""
    row = JobRow
    silent = (row.state == JobState.RUNNING.value, row.heartbeat_at < at - SILENT_FOR)
    said = {"state": JobState.FAILED.value, "error": error, "ended_at": at}
    session.execute(update(row).where(*silent).values(said))


def forget_ended(session: Session, before: datetime) -> None:
    """Jobs that ended before that moment go, with everything that was kept for them."""
    ended = select(JobRow.id).where(JobRow.ended_at < before).scalar_subquery()
    session.execute(delete(JobPartRow).where(JobPartRow.job_id.in_(ended)))
    session.execute(delete(JobRow).where(JobRow.ended_at < before))


def forget(session: Session, job_id: int) -> None:
    """One job goes, with everything that was kept for it."""
    session.execute(delete(JobPartRow).where(JobPartRow.job_id == job_id))
    session.execute(delete(JobRow).where(JobRow.id == job_id))


def lock(session: Session) -> None:
    """Nobody else asks for a job until this transaction ends.

    SQLite has locked everything already (BEGIN IMMEDIATE).
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE jobs IN SHARE ROW EXCLUSIVE MODE"))


def _running(job_id: int, run: int) -> Update:
    row = JobRow
    return update(row).where(row.id == job_id, row.run == run, row.state == JobState.RUNNING.value)


def _changed(session: Session, said: Update) -> bool:
    return session.execute(said.returning(JobRow.id)).first() is not None


def _values(states: tuple[JobState, ...]) -> list[str]:
    return [state.value for state in states]


def _job(found: Result[Any]) -> Job | None:
    row = found.first()
    return _as_job(row._mapping) if row else None


def _as_job(values: Mapping[Any, Any]) -> Job:
    return Job(**{**values, "state": JobState(values["state"])})
