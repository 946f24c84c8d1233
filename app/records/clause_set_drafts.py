"""特記事項の下書き: clause sets that are being worked on; no contract holds one yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified
from app.records.editions import ClauseSetRow
from checklists.clause_draft import ClauseDraft
from checklists.clause_draft_text import read, written
from checklists.drafting import mark_of


class ClauseSetDraftRow(Identified, Base):
    """A draft; `body` is all of it as JSON. Once published or thrown away the row goes.

    `copied_from`: the published set that gave what the text does not say. `source`: what the text
    was read from.
    """

    __tablename__ = "clause_set_drafts"

    body: Mapped[str]
    source: Mapped[str]
    copied_from: Mapped[str] = mapped_column(Code, ForeignKey(ClauseSetRow.id))
    begun_at: Mapped[datetime]
    begun_by: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft as it stands, and who changed it last."""

    id: int
    draft: ClauseDraft
    source: str
    copied_from: str
    begun_by: str
    changed_at: datetime
    changed_by: str

    @property
    def mark(self) -> str:
        """Stands for exactly this state of the whole draft."""
        return mark_of(self.draft)

    @property
    def named(self) -> str:
        return self.draft.head.named


def drafts(session: Session) -> Sequence[KeptDraft]:
    """Every draft, the one last changed first."""
    row = ClauseSetDraftRow
    found = session.scalars(select(row).order_by(row.changed_at.desc(), row.id.desc()))
    return [_kept(each) for each in found]


def draft(session: Session, draft_id: int, *, to_change: bool = False) -> KeptDraft | None:
    """One draft; `to_change`: nobody else changes it meanwhile."""
    query = select(ClauseSetDraftRow).where(ClauseSetDraftRow.id == draft_id)
    found = session.scalar(query.with_for_update() if to_change else query)
    return None if found is None else _kept(found)


def begin(
    session: Session, draft: ClauseDraft, source: str, copied_from: str, *, by: str, at: datetime
) -> int:
    """Keeps a new draft; its number."""
    row = ClauseSetDraftRow(
        body=written(draft),
        source=source,
        copied_from=copied_from,
        begun_at=at,
        begun_by=by,
        changed_at=at,
        changed_by=by,
    )
    session.add(row)
    session.flush()
    return row.id


def begun(session: Session, *, by: str, at: datetime) -> int | None:
    """The draft that this person began at this moment; None where it is gone."""
    row = ClauseSetDraftRow
    query = select(row.id).where(row.begun_by == by, row.begun_at == at)
    return session.scalar(query.order_by(row.id).limit(1))


def keep(session: Session, draft_id: int, draft: ClauseDraft, *, by: str, at: datetime) -> None:
    """The draft as it is now."""
    values = {"body": written(draft), "changed_at": at, "changed_by": by}
    row = ClauseSetDraftRow
    session.execute(update(row).where(row.id == draft_id).values(values))


def discard(session: Session, draft_id: int) -> None:
    session.execute(delete(ClauseSetDraftRow).where(ClauseSetDraftRow.id == draft_id))


def _kept(row: ClauseSetDraftRow) -> KeptDraft:
    return KeptDraft(
        row.id,
        read(row.body),
        row.source,
        row.copied_from,
        row.begun_by,
        row.changed_at,
        row.changed_by,
    )
