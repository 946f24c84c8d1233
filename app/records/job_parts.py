"""処理の預かり物: the files and lists of a job, in parts, so that none is ever whole in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import ForeignKey, LargeBinary, PrimaryKeyConstraint, delete, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code

GIVEN, MADE = "given", "made"
PART_BYTES = 1024 * 1024


class JobPartRow(Base):
    """A piece of something that a job was given or has made; `role` says of what, from part 1."""

    __tablename__ = "job_parts"
    __table_args__ = (PrimaryKeyConstraint("job_id", "role", "number"),)

    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"))
    role: Mapped[str] = mapped_column(Code)
    number: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)


def keep(session: Session, job_id: int, role: str, parts: Iterable[bytes]) -> int:
    """Keeps the parts, numbered from 1, in place of what was kept in this role; all their bytes."""
    forget(session, job_id, role)
    size = 0
    for number, content in enumerate(parts, 1):
        row = {"job_id": job_id, "role": role, "number": number, "content": content}
        session.execute(insert(JobPartRow), row)
        size += len(content)
    return size


def part(session: Session, job_id: int, role: str, number: int) -> bytes | None:
    """One part; None where there is none with this number."""
    row = JobPartRow
    query = select(row.content).where(row.job_id == job_id, row.role == role)
    return session.scalar(query.where(row.number == number))


def parts(session: Session, job_id: int, role: str) -> Iterator[bytes]:
    """All parts in order, each fetched when the one before has been used."""
    row = JobPartRow
    query = select(func.max(row.number)).where(row.job_id == job_id, row.role == role)
    for number in range(1, (session.scalar(query) or 0) + 1):
        content = part(session, job_id, role, number)
        if content is not None:
            yield content


def forget(session: Session, job_id: int, *roles: str) -> None:
    """What was kept in these roles goes."""
    row = JobPartRow
    session.execute(delete(row).where(row.job_id == job_id, row.role.in_(roles)))


def forget_lists(session: Session, job_id: int) -> None:
    """Everything goes but what the job was given."""
    row = JobPartRow
    session.execute(delete(row).where(row.job_id == job_id, row.role != GIVEN))
