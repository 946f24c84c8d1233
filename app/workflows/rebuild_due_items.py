"""期限を計算し直す: throws all due items and violations away and computes them anew."""

from __future__ import annotations

from datetime import datetime

from app.acts import operation_log, projection
from app.acts.projection import Progress
from app.records import facts, revisions
from app.records.database import transaction


def rebuild_due_items(*, by: str, at: datetime, on_progress: Progress | None = None) -> None:
    """The result is the same at any time: it depends on the facts on file alone."""
    with transaction() as session:
        revisions.lock_records(session)
        projection.rebuild(session, facts.contract_ids(session), on_progress)
        operation_log.note(session, by=by, act="rebuild_due_items", subject="", at=at)
