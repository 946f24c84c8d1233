"""カレンダーの配信: a secret address for one person's calendar program; renewing and ending it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.acts import operation_log
from app.acts.city import CALENDAR_FEED, YES, setting_value
from app.acts.operation_log import REFUSED
from app.acts.tokens import digest, new_token
from app.clock import day_of
from app.records import calendar_feeds
from app.records.database import transaction
from app.records.people import Person, person_of
from audits.roles import Act

WINDOW = timedelta(minutes=15)
MOST_FETCHES = 30  # of one feed, or in vain from one address, within that time
ACT = "fetch_calendar"


class FeedOffError(Exception):
    """The city has not switched calendar feeds on."""


class NoFeedError(LookupError):
    """Nobody's feed is at this address, or no longer."""


class TooManyFetchesError(Exception):
    """The next fetch has to wait; `seconds` says how long at most."""

    seconds = int(WINDOW.total_seconds())


@dataclass(frozen=True, slots=True)
class Fetched:
    """Whose feed it is, as of today, and which part of the calendar it shows."""

    person: Person
    whose: str


def renew_feed(person: Person, whose: str, *, at: datetime, address: str | None = None) -> str:
    """The secret of a new address, told this once; an earlier address is worth nothing now."""
    secret = new_token()
    with transaction() as session:
        if not _is_on(session):
            raise FeedOffError
        calendar_feeds.keep(session, person.id, digest(secret), whose, at=at)
        _note(session, "renew_calendar_feed", person, at, address)
    return secret


def end_feed(person: Person, *, at: datetime, address: str | None = None) -> None:
    """The address is worth nothing from now on."""
    with transaction() as session:
        calendar_feeds.end(session, person.id)
        _note(session, "end_calendar_feed", person, at, address)


def fetch_feed(secret: str, *, at: datetime, address: str) -> Fetched:
    """Lets a calendar program in; every fetch is counted and logged, the secret never.

    Raises NoFeedError, also where feeds are off or the person has gone, and TooManyFetchesError.
    """
    with transaction() as session:
        feed = calendar_feeds.of_token(session, digest(secret)) if _is_on(session) else None
        person = person_of(session, feed.person_id, day_of(at)) if feed else None
        if person is not None and not person.may(Act.SEE_CONTRACTS):
            person = None
        key = person.id if person else None
        tries = calendar_feeds.fetched(session, address, key, at - WINDOW)
        if tries < MOST_FETCHES:
            calendar_feeds.note_fetch(session, address, key, at=at, forget=at - WINDOW)
            _log_fetch(session, person, at, address)
    if tries >= MOST_FETCHES:
        raise TooManyFetchesError
    if person is None or feed is None:
        raise NoFeedError
    return Fetched(person, feed.whose)


def _is_on(session: Session) -> bool:
    return setting_value(session, CALENDAR_FEED) == YES


def _log_fetch(session: Session, person: Person | None, at: datetime, address: str) -> None:
    if person is not None:
        _note(session, ACT, person, at, address)
        return
    operation_log.note(session, by="", act=ACT, subject="", at=at, address=address, result=REFUSED)


def _note(session: Session, act: str, person: Person, at: datetime, address: str | None) -> None:
    operation_log.note(
        session, by=person.actor, act=act, subject=person.login, at=at, address=address
    )
