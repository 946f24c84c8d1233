"""だれも見ていない契約: contracts that nobody looks after, as conditions on their terms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import Enum

from sqlalchemy import ColumnElement, Select, and_, or_, select, true

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


# The stages in which it matters.
STAGES: Mapping[Flag, frozenset[Stage]] = {
    Flag.STANDS: frozenset(Stage) - {Stage.CAME_TO_NOTHING},
    Flag.NO_CONTRACTOR: frozenset({Stage.RUNNING, Stage.ENDED}),
    Flag.NO_OFFICER: frozenset(Stage) - {Stage.CAME_TO_NOTHING, Stage.CLOSED},
}


def flagged(flag: Flag, on: date, stage: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether it is so on a day, beside the contract's terms; `stage` is the stage on that day."""
    return and_(in_terms(on)[flag], matters(flag, stage))


def in_terms(on: date) -> Mapping[Flag, ColumnElement[bool]]:
    """What each flag asks of the contract's terms, whatever its stage."""
    terms = ContractTermsRow
    return {
        Flag.STANDS: true(),
        Flag.NO_CONTRACTOR: and_(terms.contractor.is_(None), terms.starts_on < on),
        Flag.NO_OFFICER: terms.department_id.not_in(_looked_after(on)),
    }


def matters(flag: Flag, stage: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether the stage is one in which the flag is shown."""
    return stage.in_(sorted(each.value for each in STAGES[flag]))


def is_active(on: date) -> ColumnElement[bool]:
    """Whether an account was there at the end of a day, and in use."""
    person, end = PersonRow, datetime.combine(on, time.max, JAPAN)
    in_use = or_(person.deactivated_at.is_(None), person.deactivated_at > end)
    return and_(person.created_at <= end, in_use)


def holds_on(on: date) -> ColumnElement[bool]:
    """Whether a role is held on a day."""
    role = RoleRow
    return and_(role.first_on <= on, or_(role.last_on.is_(None), role.last_on >= on))


def _looked_after(on: date) -> Select[tuple[int | None]]:
    """The departments of which somebody who can sign in is officer or head."""
    role, person = RoleRow, PersonRow
    query = select(role.department_id).join(person, person.id == role.person_id)
    return query.where(role.role.in_(IN_CHARGE), holds_on(on), is_active(on))
