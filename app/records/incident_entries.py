"""事故の経過: the entries of the management record that an incident has left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.records.entries import EntryRow
from app.records.incident_accounts import IncidentAccountRow, OnFile
from app.records.incidents import IncidentRow


@dataclass(frozen=True, slots=True)
class IncidentEntry:
    """One entry, as a page tells it."""

    number: int
    on: date
    kind: str
    text: str
    officer: str


def of_incident(session: Session, contract_id: int, on_file: OnFile) -> list[IncidentEntry]:
    """In the order of the record."""
    row = EntryRow
    subjects = (
        (IncidentRow.__tablename__, on_file.incident.first_id),
        (IncidentAccountRow.__tablename__, on_file.account.first_id),
    )
    mine = or_(*(and_(row.act_table == table, row.act_row == first) for table, first in subjects))
    query = select(row.number, row.on, row.kind, row.text, row.officer)
    query = query.where(row.contract_id == contract_id, mine).order_by(row.number)
    return [IncidentEntry(*found) for found in session.execute(query).tuples()]
