"""標準チェックシート: the published edition from which the sheet of a visit is made."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.editions import EDITIONS_REMEMBERED, CheckSheetRow
from checklists.loader import load_sheet
from checklists.sheet import CheckSheet


def standard_sheet(session: Session, edition: str | None = None) -> CheckSheet:
    """The newest edition, or the one named, as published.

    There is one as soon as there is a contract: editions are published with the first act.
    """
    row = CheckSheetRow
    query = select(row.id, row.body).order_by(row.published_at.desc(), row.id.desc()).limit(1)
    if edition is not None:
        query = query.where(row.id == edition)
    key, body = session.execute(query).tuples().one()
    return _read(key, body)


@lru_cache(maxsize=EDITIONS_REMEMBERED)
def _read(key: str, body: str) -> CheckSheet:
    return load_sheet(body, name=key)
