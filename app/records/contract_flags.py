"""だれも見ていない契約: contracts that nobody looks after, as conditions on their terms."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import Enum

from sqlalchemy import ColumnElement, and_, exists, not_, or_

from app.clock import JAPAN
from app.records.contracts import ContractTermsRow
from app.records.people import PersonRow, RoleRow
from audits.roles import Role
from audits.stage import Stage

IN_CHARGE = tuple(role.value for role in Role if role.belongs_to_a_department)


class Flag(Enum):
    """What a list of contracts can be narrowed to besides its filters.

    `STANDS`: did not come to nothing. `NO_CONTRACTOR`: its first day is past and nobody is named.
    `NO_OFFICER`: neither an officer nor a head of its department has an account on the day.
    """

    STANDS = "stands"
    NO_CONTRACTOR = "no_contractor"
    NO_OFFICER = "no_officer"


def flagged(flag: Flag, on: date, stage: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether it is so on a day, beside the contract's terms; `stage` is the stage on that day."""
    terms = ContractTermsRow
    if flag is Flag.STANDS:
        return stage != Stage.CAME_TO_NOTHING.value
    if flag is Flag.NO_CONTRACTOR:
        begun = stage.in_([Stage.RUNNING.value, Stage.ENDED.value])
        return and_(terms.contractor.is_(None), terms.starts_on < on, begun)
    waiting = stage.not_in([Stage.CAME_TO_NOTHING.value, Stage.CLOSED.value])
    return and_(waiting, not_(_is_in_charge(on)))


def is_active(on: date) -> ColumnElement[bool]:
    """Whether an account was there at the end of a day, and in use."""
    person, end = PersonRow, datetime.combine(on, time.max, JAPAN)
    in_use = or_(person.deactivated_at.is_(None), person.deactivated_at > end)
    return and_(person.created_at <= end, in_use)


def holds_on(on: date) -> ColumnElement[bool]:
    """Whether a role is held on a day."""
    role = RoleRow
    return and_(role.first_on <= on, or_(role.last_on.is_(None), role.last_on >= on))


def _is_in_charge(on: date) -> ColumnElement[bool]:
    role = RoleRow
    return exists().where(
        role.department_id == ContractTermsRow.department_id,
        role.role.in_(IN_CHARGE),
        holds_on(on),
        role.person_id == PersonRow.id,
        is_active(on),
    )
