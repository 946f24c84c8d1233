"""管理者: until when somebody can look after the installation."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.people import PersonRow, RoleRow
from audits.roles import Role

ONE_DAY = timedelta(days=1)


def first_day_without(session: Session, on: date) -> date | None:
    """The first day from `on` on which nobody in use is 管理者; None: there always is somebody.

    Whoever else changes an administrator waits until this transaction ends: two who end each
    other's role at the same time would both see one left.
    """
    role, person = RoleRow, PersonRow
    query = (
        select(role.first_on, role.last_on)
        .join(person, person.id == role.person_id)
        .where(role.role == Role.ADMIN.value, person.deactivated_at.is_(None))
        .order_by(role.first_on, role.id)
        .with_for_update()
    )
    day = on
    for first_on, last_on in session.execute(query).tuples():
        if first_on > day:
            break
        if last_on is None or last_on == date.max:
            return None
        day = max(day, last_on + ONE_DAY)
    return day
