"""朝の督促: makes the mails of a morning once, and hands over what waits to be sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.acts import operation_log, reminding
from app.acts.city import city_on_file, setting_value
from app.clock import day_of, hour_of
from app.mail_server import BadAddressError, MailRefusedError, MailServer
from app.records import mails
from app.records.database import reading, transaction
from app.records.mails import NewMail

BY = "みとどけ"
NOBODY_THERE = "利用を止めた人か、役割のない人のため、送るのをやめました。"
MOST_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Sending:
    """What became of the mails that waited."""

    sent: int
    failed: int


def is_time(at: datetime, hour: int) -> bool:
    """Whether the set hour of the day has come."""
    return hour_of(at) >= hour


def make_morning_mails(at: datetime, *, base_url: str = "") -> int | None:
    """Makes the mails of the day of `at`, all in one transaction; how many there are.

    None where it is a closed day, too early, or where they were made already: a process that
    comes second makes nothing.
    """
    morning = day_of(at)
    with reading() as session:
        hour = int(setting_value(session, "mail_hour"))
        closed = city_on_file(session).open_days.is_closed(morning)
        if closed or not is_time(at, hour) or mails.is_made(session, morning):
            return None
    with transaction() as session:
        if not mails.claim(session, morning, at):
            return None
        found = list(reminding.morning_mails(session, morning, base_url))
        count = mails.keep(session, morning, found, at)
        subject = f"{morning.isoformat()} {count}通"
        operation_log.note(session, by=BY, act="make_mails", subject=subject, at=at)
    return count


def mails_of(on: date, *, base_url: str = "") -> list[NewMail]:
    """What would go out on a day; nothing is kept or sent."""
    with reading() as session:
        return list(reminding.morning_mails(session, on, base_url))


def send_waiting_mails(server: MailServer, at: datetime) -> Sending:
    """Hands over every mail that waits, each in transactions of its own; what is refused waits on.

    Whoever is out of use or without a role by then gets none: roles change while a mail waits.
    A mail is noted as taken before it goes out, and as sent after: nobody sends it meanwhile.
    """
    sent = failed = 0
    for _ in range(MOST_AT_ONCE):
        with transaction() as session:
            mails.drop_idle(session, day_of(at), NOBODY_THERE, at)
            mail = mails.take(session, at)
        if mail is None:
            break
        try:
            server.send(mail.id, mail.address, mail.subject, mail.body)
        except MailRefusedError as refused:
            failed += 1
            for_good = isinstance(refused, BadAddressError)
            with transaction() as session:
                mails.note_failed(session, mail.id, str(refused), for_good=for_good)
        else:
            sent += 1
            with transaction() as session:
                mails.note_sent(session, mail.id, at)
    return Sending(sent, failed)
