"""文書番号の記号を決める: the sign that stands in a department's document numbers."""

from __future__ import annotations

from datetime import datetime

from app.acts import document_numbers
from app.records import revisions
from app.records.database import transaction


def set_document_sign(
    department_id: int, sign: str, *, by: str, at: datetime, address: str | None = None
) -> str:
    """The sign as kept. Raises DocumentNumberError; LookupError where there is no department."""
    with transaction() as session:
        revisions.lock_records(session)
        return document_numbers.set_sign(
            session, department_id, sign, by=by, at=at, address=address
        )
