"""所管課を使わなくする: gives a department a last day, or takes it up again."""

from __future__ import annotations

from datetime import date, datetime

from app.acts import departments
from app.clock import day_of
from app.records import revisions
from app.records.database import transaction
from app.records.department_list import GoingOn


def retire_department(
    department_id: int,
    last_on: date,
    *,
    seen: date | None,
    by: str,
    at: datetime,
    address: str,
) -> GoingOn:
    """What goes on in it all the same. Raises DepartmentError and NoSuchDepartmentError.

    Nobody writes a contract meanwhile: none can come to belong to it between asking and writing.
    """
    with transaction() as session:
        revisions.lock_records(session)
        return departments.retire(
            session, department_id, last_on, seen=seen, by=by, at=at, on=day_of(at), address=address
        )


def take_up_department(
    department_id: int, *, seen: date | None, by: str, at: datetime, address: str
) -> None:
    """Raises DepartmentError and NoSuchDepartmentError."""
    with transaction() as session:
        departments.take_up_again(session, department_id, seen=seen, by=by, at=at, address=address)
