"""メール: what is to be sent, what was sent, and what each person was told of; nothing twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    and_,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified, one_of
from app.records.contract_flags import holds_on
from app.records.people import PersonRow, RoleRow
from audits.reminder import Threshold

# A mail taken to be sent by a process that has died since is taken again after this long.
TAKEN_FOR = timedelta(minutes=10)
MOST_TRIES = 20


class MailState(Enum):
    """待ち, 送信済み, 送れなかった (tried no more), 取りやめ (nobody is to get it any more)."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


class MailRow(Identified, Base):
    """One mail to one person for one morning; it is kept as it was sent."""

    __tablename__ = "mails"
    __table_args__ = (
        UniqueConstraint("person_id", "morning"),
        Index(None, "state", "taken_at"),
        one_of("state", MailState),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    morning: Mapped[date] = mapped_column(index=True)
    address: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    items: Mapped[int]
    is_weekly: Mapped[bool]
    state: Mapped[str] = mapped_column(Code)
    tries: Mapped[int]
    made_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    error: Mapped[str | None]


class ToldRow(Base):
    """Somebody was told that a due item had reached a threshold; a moved date is another item."""

    __tablename__ = "told_thresholds"
    __table_args__ = (PrimaryKeyConstraint("person_id", "item", "threshold"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    item: Mapped[str] = mapped_column(Code)
    threshold: Mapped[str] = mapped_column(Code)
    morning: Mapped[date]


class MorningRow(Base):
    """A morning whose mails were made; there is one of each day, however many schedulers run."""

    __tablename__ = "mornings"

    morning: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody with an address, and when the whole list was last sent there."""

    person_id: int
    address: str
    weekly_on: date | None


@dataclass(frozen=True, slots=True)
class NewMail:
    """A mail before it is kept; `told` are the (item, threshold) that it tells of."""

    recipient: Recipient
    subject: str
    body: str
    items: int
    is_weekly: bool
    told: Sequence[tuple[str, Threshold]]


@dataclass(frozen=True, slots=True)
class TakenMail:
    """A mail that one process has taken to send."""

    id: int
    address: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class MailLine:
    """A line of the send log: no word of what the mail says."""

    morning: date
    person: str
    address: str
    items: int
    is_weekly: bool
    state: MailState
    tries: int
    sent_at: datetime | None
    error: str | None


def is_made(session: Session, morning: date) -> bool:
    """Whether the mails of that morning were made."""
    return session.get(MorningRow, morning) is not None


def recipients(session: Session) -> dict[int, Recipient]:
    """Active people with an address, by their number."""
    person, mail = PersonRow, MailRow
    weekly = (
        select(func.max(mail.morning))
        .where(mail.person_id == person.id, mail.is_weekly)
        .correlate(person)
        .scalar_subquery()
    )
    query = select(person.id, person.mail, weekly)
    query = query.where(person.deactivated_at.is_(None), person.mail.is_not(None))
    found = session.execute(query.order_by(person.id)).tuples()
    return {key: Recipient(key, address, on) for key, address, on in found if address}


def told(
    session: Session, person_id: int, items: Collection[str]
) -> Mapping[str, frozenset[Threshold]]:
    """What the person was told of these items already."""
    row, found = ToldRow, defaultdict[str, set[Threshold]](set)
    query = select(row.item, row.threshold).where(row.person_id == person_id)
    wanted = set(items)
    for item, threshold in session.execute(query).tuples():
        if item in wanted:
            found[item].add(Threshold(threshold))
    return {item: frozenset(thresholds) for item, thresholds in found.items()}


def claim(session: Session, morning: date, at: datetime) -> bool:
    """Whether the morning is this transaction's: of several, all but one are told that it is not.

    On PostgreSQL the others wait here until the first is through, or has given up.
    """
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    make: Any = postgresql.insert if on_postgresql else sqlite.insert
    claimed = make(MorningRow).values(morning=morning, at=at).on_conflict_do_nothing()
    return session.execute(claimed.returning(MorningRow.morning)).scalar() is not None


def keep(session: Session, morning: date, mails: Iterable[NewMail], at: datetime) -> int:
    """Keeps the mails of a morning to be sent, and what they tell of; how many there are."""
    count = 0
    for mail in mails:
        _keep(session, morning, mail, at)
        count += 1
    return count


def _keep(session: Session, morning: date, mail: NewMail, at: datetime) -> None:
    session.add(
        MailRow(
            person_id=mail.recipient.person_id,
            morning=morning,
            address=mail.recipient.address,
            subject=mail.subject,
            body=mail.body,
            items=mail.items,
            is_weekly=mail.is_weekly,
            state=MailState.WAITING.value,
            tries=0,
            made_at=at,
            taken_at=None,
            sent_at=None,
            error=None,
        )
    )
    rows = [
        {
            "person_id": mail.recipient.person_id,
            "item": item,
            "threshold": threshold.value,
            "morning": morning,
        }
        for item, threshold in dict.fromkeys(mail.told)
    ]
    if rows:
        session.execute(insert(ToldRow), rows)


def drop_idle(session: Session, on: date, error: str, at: datetime) -> None:
    """Takes back what waits for people who are out of use or hold no role on the day.

    What a process has just taken is on its way already.
    """
    row, person = MailRow, PersonRow
    holding = select(person.id).join(RoleRow, RoleRow.person_id == person.id)
    holding = holding.where(person.deactivated_at.is_(None), holds_on(on))
    idle = and_(_waiting(at), row.person_id.not_in(holding))
    values = {"state": MailState.DROPPED.value, "error": error}
    session.execute(update(row).where(idle).values(values))


def take(session: Session, at: datetime) -> TakenMail | None:
    """Takes one waiting mail, so that no other process sends it meanwhile; None: there is none."""
    row = MailRow
    query = select(row).where(_waiting(at)).order_by(row.id).limit(1)
    query = query.with_for_update(skip_locked=True)
    found = session.scalar(query)
    if found is None:
        return None
    found.taken_at, found.tries = at, found.tries + 1
    return TakenMail(found.id, found.address, found.subject, found.body)


def _waiting(at: datetime) -> ColumnElement[bool]:
    """Waits, and nobody is just about to send it."""
    row = MailRow
    free = or_(row.taken_at.is_(None), row.taken_at < at - TAKEN_FOR)
    return and_(row.state == MailState.WAITING.value, free)


def note_sent(session: Session, mail_id: int, at: datetime) -> None:
    values = {"state": MailState.SENT.value, "sent_at": at, "error": None}
    session.execute(update(MailRow).where(MailRow.id == mail_id).values(values))


def note_failed(session: Session, mail_id: int, error: str, *, for_good: bool = False) -> None:
    """It is tried again after TAKEN_FOR, at most MOST_TRIES times; not at all `for_good`."""
    row = MailRow
    session.execute(update(row).where(row.id == mail_id).values(error=error))
    given_up = and_(row.id == mail_id, row.tries >= (0 if for_good else MOST_TRIES))
    session.execute(update(row).where(given_up).values(state=MailState.FAILED.value))


def mail_lines(session: Session, *, offset: int, limit: int) -> list[MailLine]:
    """One page of the send log, the newest first."""
    row, person = MailRow, PersonRow
    query = (
        select(row, person.name)
        .join(person, person.id == row.person_id)
        .order_by(row.morning.desc(), row.id.desc())
    )
    return [
        MailLine(
            mail.morning,
            name,
            mail.address,
            mail.items,
            mail.is_weekly,
            MailState(mail.state),
            mail.tries,
            mail.sent_at,
            mail.error,
        )
        for mail, name in session.execute(query.offset(offset).limit(limit)).tuples()
    ]


def count_mails(session: Session) -> int:
    """How many mails the send log has."""
    return session.scalar(select(func.count(MailRow.id))) or 0
