"""控えの書類: PDFs kept exactly as they were approved or issued, named by their own content."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code


class PaperRow(Base):
    """One PDF; its SHA-256 stands in the entry of the act that made it."""

    __tablename__ = "papers_on_file"

    sha256: Mapped[str] = mapped_column(Code, primary_key=True)
    content: Mapped[bytes]
    kept_at: Mapped[datetime]


def keep(session: Session, content: bytes, at: datetime) -> str:
    """Keeps a paper for good; its SHA-256."""
    digest = sha256(content).hexdigest()
    if session.get(PaperRow, digest) is None:
        session.add(PaperRow(sha256=digest, content=content, kept_at=at))
        session.flush()
    return digest


def content_of(session: Session, digest: str) -> bytes | None:
    """The paper as it is kept; None where there is none of this content."""
    return session.scalar(select(PaperRow.content).where(PaperRow.sha256 == digest))


def is_sound(content: bytes | None, digest: str) -> bool:
    """Whether the paper is still there, and the one that it was."""
    return content is not None and sha256(content).hexdigest() == digest
