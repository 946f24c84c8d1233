"""標準チェックシート: the published edition from which the sheet of a visit is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import Select, nulls_last, or_, select
from sqlalchemy.orm import Session

from app.records.editions import EDITIONS_REMEMBERED, CheckSheetRow
from checklists.loader import load_sheet
from checklists.sheet import CheckSheet


@dataclass(frozen=True, slots=True)
class PublishedSheet:
    """A published edition; `by`: None where it came with the product."""

    sheet: CheckSheet
    used_from: date | None
    published_at: datetime
    by: str | None

    @property
    def id(self) -> str:
        return self.sheet.id


def standard_sheet(session: Session, *, on: date, edition: str | None = None) -> CheckSheet:
    """The edition that new inspections of a day are made from, or the one named.

    There is one as soon as there is a contract: editions are published with the first act.
    """
    row = CheckSheetRow
    query = _newest_first().limit(1)
    if edition is not None:
        query = query.where(row.id == edition)
    else:
        query = query.where(or_(row.used_from.is_(None), row.used_from <= on))
    [found] = session.scalars(query)
    return _read(found.id, found.body)


def published_sheets(session: Session) -> Sequence[PublishedSheet]:
    """Every published edition, the one that is used latest first."""
    return [
        PublishedSheet(_read(row.id, row.body), row.used_from, row.published_at, row.published_by)
        for row in session.scalars(_newest_first())
    ]


def publish(
    session: Session, sheet: CheckSheet, body: str, sha256: str, *, by: str, at: datetime, on: date
) -> None:
    """Adds an edition that is used from the day on; it stays as it is."""
    session.add(
        CheckSheetRow(
            id=sheet.id,
            title=sheet.title,
            body=body,
            sha256=sha256,
            published_at=at,
            used_from=on,
            published_by=by,
        )
    )
    session.flush()


def _newest_first() -> Select[tuple[CheckSheetRow]]:
    """Those with a day of their own go before those that came with the product."""
    row = CheckSheetRow
    return select(row).order_by(
        nulls_last(row.used_from.desc()), row.published_at.desc(), row.id.desc()
    )


@lru_cache(maxsize=EDITIONS_REMEMBERED)
def _read(key: str, body: str) -> CheckSheet:
    return load_sheet(body, name=key)
