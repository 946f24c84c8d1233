"""所管課を加える: puts departments on file, all that were typed or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.acts import departments
from app.records import forms_sent, revisions
from app.records.database import transaction


def add_departments(
    typed: Sequence[str], *, key: str, by: str, at: datetime, address: str
) -> int | None:
    """How many were added; None where this very form was carried out before.

    Raises DepartmentError, with a sentence for each line that cannot be taken.
    """
    with transaction() as session:
        revisions.lock_records(session)  # a load that is under way may add departments, too
        sent = forms_sent.key_of(key, "departments", tuple(typed))
        if forms_sent.was_sent(session, sent):
            return None
        count = departments.add(session, typed, by=by, at=at, address=address)
        forms_sent.note(session, sent, at)
        return count
