"""版の下書き: editions of the check sheet that are being worked on; nobody is asked by them yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified
from app.records.editions import CheckSheetRow
from checklists.drafting import Items, mark_of, read, written


class SheetDraftRow(Identified, Base):
    """A draft; `items` is what it asks, as JSON. Once published or thrown away the row goes."""

    __tablename__ = "sheet_drafts"

    title: Mapped[str]
    edition: Mapped[str]
    copied_from: Mapped[str] = mapped_column(Code, ForeignKey(CheckSheetRow.id))
    items: Mapped[str]
    begun_at: Mapped[datetime]
    begun_by: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """A draft as it stands, and who changed it last."""

    id: int
    title: str
    edition: str
    copied_from: str
    items: Items
    begun_at: datetime
    begun_by: str
    changed_at: datetime
    changed_by: str

    @property
    def mark(self) -> str:
        """Stands for exactly this state of the whole draft."""
        return mark_of(self.title, self.edition, self.items)

    @property
    def named(self) -> str:
        return f"{self.title}　{self.edition}"


def drafts(session: Session) -> Sequence[SheetDraft]:
    """Every draft, the one last changed first."""
    row = SheetDraftRow
    found = session.scalars(select(row).order_by(row.changed_at.desc(), row.id.desc()))
    return [_draft(each) for each in found]


def draft(session: Session, draft_id: int, *, to_change: bool = False) -> SheetDraft | None:
    """One draft; `to_change`: nobody else changes it meanwhile."""
    query = select(SheetDraftRow).where(SheetDraftRow.id == draft_id)
    found = session.scalar(query.with_for_update() if to_change else query)
    return None if found is None else _draft(found)


def begin(
    session: Session,
    title: str,
    edition: str,
    copied_from: str,
    items: Items,
    by: str,
    at: datetime,
) -> int:
    """Keeps a new draft; its number."""
    row = SheetDraftRow(
        title=title,
        edition=edition,
        copied_from=copied_from,
        items=written(items),
        begun_at=at,
        begun_by=by,
        changed_at=at,
        changed_by=by,
    )
    session.add(row)
    session.flush()
    return row.id


def keep(session: Session, changed: SheetDraft, *, by: str, at: datetime) -> None:
    """The draft as it is now."""
    values = {
        "title": changed.title,
        "edition": changed.edition,
        "items": written(changed.items),
        "changed_at": at,
        "changed_by": by,
    }
    session.execute(update(SheetDraftRow).where(SheetDraftRow.id == changed.id).values(values))


def discard(session: Session, draft_id: int) -> None:
    session.execute(delete(SheetDraftRow).where(SheetDraftRow.id == draft_id))


def _draft(row: SheetDraftRow) -> SheetDraft:
    return SheetDraft(
        row.id,
        row.title,
        row.edition,
        row.copied_from,
        read(row.items),
        row.begun_at,
        row.begun_by,
        row.changed_at,
        row.changed_by,
    )
