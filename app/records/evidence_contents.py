"""証拠の中身: the bytes of attached files, each kept once, named by its own content."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from sqlalchemy import exists, or_, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.attachments import AttachmentRow, WithdrawalRow
from app.records.base import Base, Code
from app.records.photographs import PhotographRow


class EvidenceContentRow(Base):
    """One content; without bytes once everything that had it was taken back."""

    __tablename__ = "evidence_contents"

    sha256: Mapped[str] = mapped_column(Code, primary_key=True)
    content: Mapped[bytes | None]
    kept_at: Mapped[datetime]


def keep(session: Session, digest: str, content: bytes, at: datetime) -> None:
    """Keeps a content, if it is not there already; `digest` is its SHA-256."""
    row = EvidenceContentRow
    found = session.execute(select(row.content.is_(None)).where(row.sha256 == digest)).scalar()
    if found is None:
        session.add(row(sha256=digest, content=content, kept_at=at))
    elif found:
        session.execute(update(row).where(row.sha256 == digest).values(content=content, kept_at=at))
    session.flush()


def content_of(session: Session, digest: str) -> bytes | None:
    """The bytes as they are kept; None where there are none of this name."""
    row = EvidenceContentRow
    return session.scalar(select(row.content).where(row.sha256 == digest))


def is_sound(content: bytes | None, digest: str) -> bool:
    """Whether the bytes are there, and the ones that they were."""
    return content is not None and sha256(content).hexdigest() == digest


def forget_unused(session: Session, digest: str) -> bool:
    """Forgets the bytes that nothing has any more; whether they are gone.

    SQLite overwrites them too; otherwise they would stay in the file until the room is needed.
    """
    row, file, photograph = EvidenceContentRow, AttachmentRow, PhotographRow
    taken_back = exists().where(WithdrawalRow.attachment_id == file.id)
    in_use = or_(
        exists().where(file.sha256 == digest, ~taken_back),
        exists().where(photograph.sha256 == digest),
    )
    if session.scalar(select(in_use)):
        return False
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA secure_delete=ON"))
    session.execute(update(row).where(row.sha256 == digest).values(content=None))
    return True
