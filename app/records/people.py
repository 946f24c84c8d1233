"""人: the people who use the product, and the roles they hold from a first to a last day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    CheckConstraint,
    ForeignKey,
    Row,
    Select,
    and_,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified, one_of
from app.records.departments import DepartmentRow
from app.records.scope import Scope
from audits.roles import MAY, Act, Role, may


def beside(place: str, name: str) -> str:
    """保育課　宮野 さくら; 保育課長 where the name begins with the department already."""
    return name if not place or name.startswith(place) else f"{place}　{name}"


class PersonRow(Identified, Base):
    """An account; a person who has left keeps the row, for what they did stays on file."""

    __tablename__ = "people"

    login: Mapped[str] = mapped_column(Code, unique=True)
    name: Mapped[str]
    mail: Mapped[str | None]
    password_hash: Mapped[str]
    must_change_password: Mapped[bool]
    password_ends_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    deactivated_at: Mapped[datetime | None]


class RoleRow(Identified, Base):
    """A role of a person, in a department or none, from a first day to a last one or on."""

    __tablename__ = "roles"
    __table_args__ = (
        one_of("role", Role),
        CheckConstraint("last_on >= first_on", name="last_after_first"),
        CheckConstraint(
            "(role IN ('officer', 'manager')) = (department_id IS NOT NULL)", name="department"
        ),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str]
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"), index=True)
    first_on: Mapped[date]
    last_on: Mapped[date | None]


@dataclass(frozen=True, slots=True, order=True)
class Holding:
    """One role that a person holds today, in a department or none."""

    role: Role
    department: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account, and the roles held on one day."""

    id: int
    login: str
    name: str
    holdings: tuple[Holding, ...] = ()
    must_change_password: bool = False

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(holding.role for holding in self.holdings)

    @property
    def departments(self) -> tuple[str, ...]:
        """The names of the own departments, in order."""
        return tuple(sorted({h.department for h in self.holdings if h.department is not None}))

    @property
    def scope(self) -> Scope:
        """The contracts that the person may see."""
        return self.scope_of(Act.SEE_CONTRACTS)

    @property
    def actor(self) -> str:
        """How the operation log names the person."""
        return _actor(self.name, self.login)

    def may(self, act: Act) -> bool:
        """Whether the person may do this at all, somewhere."""
        return may(self.roles, act)

    def scope_of(self, act: Act) -> Scope:
        """The contracts with which the person may do this.

        An auditor who is also an officer sees every contract and changes those of one department.
        """
        holding = [held for held in self.holdings if act in MAY[held.role]]
        return Scope(
            everything=any(held.department is None for held in holding),
            departments=frozenset(h.department for h in holding if h.department is not None),
        )


@dataclass(frozen=True, slots=True)
class Secret:
    """What the sign-in compares: never leaves the workflows."""

    person_id: int
    login: str
    name: str
    password_hash: str
    must_change_password: bool
    password_ends_at: datetime | None

    @property
    def actor(self) -> str:
        """How the operation log names the person."""
        return _actor(self.name, self.login)


def person_of(session: Session, person_id: int, on: date) -> Person | None:
    """An active person with the roles of that day."""
    found = session.execute(holdings_on(on).where(PersonRow.id == person_id)).all()
    return as_person(found) if found else None


def person_named(session: Session, login: str, on: date) -> Person | None:
    """An active person by login, with the roles of that day."""
    found = session.execute(holdings_on(on).where(PersonRow.login == login)).all()
    return as_person(found) if found else None


def people_on(session: Session, on: date) -> list[Person]:
    """Every active person with the roles of that day, by login."""
    people: dict[int, list[Row[Any]]] = {}
    for row in session.execute(holdings_on(on).order_by(PersonRow.login)):
        people.setdefault(row[0], []).append(row)
    return [as_person(rows) for rows in people.values()]


def actors(session: Session, most: int) -> list[str]:
    """How the operation log names everybody who has or had an account, by login."""
    row = PersonRow
    found = session.execute(select(row.name, row.login).order_by(row.login).limit(most)).tuples()
    return [_actor(name, login) for name, login in found]


def holdings_on(on: date | BindParameter[date]) -> Select[Any]:
    """Active people, a row for each role of that day and one for whoever holds none."""
    person, role = PersonRow, RoleRow
    held = and_(
        role.person_id == person.id,
        role.first_on <= on,
        or_(role.last_on.is_(None), role.last_on >= on),
    )
    return (
        select(
            person.id,
            person.login,
            person.name,
            person.must_change_password,
            role.role,
            DepartmentRow.name,
        )
        .outerjoin(role, held)
        .outerjoin(DepartmentRow, DepartmentRow.id == role.department_id)
        .where(person.deactivated_at.is_(None))
    )


def as_person(
    rows: Sequence[Row[Any]],
) -> Person:
    """The person that rows of `holdings_on` are about."""
    held = {Holding(Role(row[4]), row[5]) for row in rows if row[4] is not None}
    key, login, name, must_change = rows[0][:4]
    ordered = sorted(held, key=lambda h: (list(Role).index(h.role), h.department or ""))
    return Person(key, login, name, tuple(ordered), must_change)


def secret_of(session: Session, login: str) -> Secret | None:
    """What a sign-in of an active person is held against."""
    person = PersonRow
    query = select(
        person.id,
        person.login,
        person.name,
        person.password_hash,
        person.must_change_password,
        person.password_ends_at,
    ).where(person.login == login, person.deactivated_at.is_(None))
    found = session.execute(query).one_or_none()
    return Secret(*found) if found else None


def is_known(session: Session, login: str) -> bool:
    """Whether the login was ever given to anybody; it is not given twice."""
    query = select(func.count()).select_from(PersonRow).where(PersonRow.login == login)
    return session.scalar(query) != 0


def add(
    session: Session,
    login: str,
    name: str,
    password_hash: str,
    *,
    ends_at: datetime | None,
    by: str,
    at: datetime,
) -> int:
    """Puts a person on file; one whose password ends has to change it first. Gives the number."""
    row = PersonRow(
        login=login,
        name=name,
        mail=None,
        password_hash=password_hash,
        must_change_password=ends_at is not None,
        password_ends_at=ends_at,
        created_at=at,
        created_by=by,
        deactivated_at=None,
    )
    session.add(row)
    session.flush()
    return row.id


def grant(
    session: Session,
    person_id: int,
    roles: Sequence[tuple[Role, int | None]],
    *,
    first_on: date,
    last_on: date | None = None,
) -> None:
    """Gives a person roles, each with the number of its department or none."""
    rows = [
        {
            "person_id": person_id,
            "role": role.value,
            "department_id": department_id,
            "first_on": first_on,
            "last_on": last_on,
        }
        for role, department_id in roles
    ]
    if rows:
        session.execute(insert(RoleRow), rows)


def set_password(
    session: Session, person_id: int, password_hash: str, *, ends_at: datetime | None = None
) -> None:
    """Keeps a new password; one that ends has to be changed at the next sign-in."""
    session.execute(
        update(PersonRow)
        .where(PersonRow.id == person_id)
        .values(
            password_hash=password_hash,
            must_change_password=ends_at is not None,
            password_ends_at=ends_at,
        )
    )


def set_mail(session: Session, person_id: int, mail: str | None) -> None:
    """Where the person's mails go; None: nowhere."""
    session.execute(update(PersonRow).where(PersonRow.id == person_id).values(mail=mail))


def deactivate(session: Session, person_id: int, at: datetime) -> None:
    """The account is no longer used from now on."""
    session.execute(update(PersonRow).where(PersonRow.id == person_id).values(deactivated_at=at))


def _actor(name: str, login: str) -> str:
    return f"{name}（{login}）"
