"""カレンダーのファイル: days as iCalendar (RFC 5545), for people's own calendar programs."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from icalendar import Calendar, Event, Timezone, TimezoneStandard

from app.clock import JAPAN
from app.records.arranged_visits import ArrangedVisit
from app.records.calendar_days import CalendarDays, DayDue, DayInspection
from app.web.deeds import about_words, occurrence_words
from audits.wording import METHOD

PRODUCT = "-//Mitodoke//calendar//JA"
ZONE = "Asia/Tokyo"
EVERY = timedelta(hours=6)
A_DAY = timedelta(days=1)
DOMAIN = "mitodoke.invalid"  # a name that nobody else can have
KEPT = "\n\t"

Address = Callable[[str, str], str]
"""(what, which): the address of the page of a visit or a contract."""


def calendar_file(
    days: CalendarDays, *, name: str, at: datetime, installation: str, address: Address
) -> bytes:
    """The calendar; `installation` keeps the events of two cities apart."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", _clean(name))
    calendar.add("x-wr-calname", _clean(name))
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    calendar.add_component(_zone())
    for visit in days.visits:
        calendar.add_component(_visit(visit, installation, address))
    for inspection in days.inspections:
        calendar.add_component(_inspection(inspection, installation, address))
    for due in days.dues:
        calendar.add_component(_due(due, installation, at, address))
    made: bytes = calendar.to_ical()
    return made


def _zone() -> Timezone:
    """Japan has kept one time since 1951."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE)
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 — local time, as the RFC has it
    standard.add("tzoffsetfrom", timedelta(hours=9))
    standard.add("tzoffsetto", timedelta(hours=9))
    standard.add("tzname", "JST")
    zone.add_component(standard)
    return zone


def _visit(visit: ArrangedVisit, installation: str, address: Address) -> Event:
    said = visit.arrangement
    event = Event()
    event.add("uid", f"visit-{visit.uid}@{installation}.{DOMAIN}")
    event.add("dtstamp", visit.changed_at)
    event.add("last-modified", visit.changed_at)
    event.add("sequence", visit.sequence)
    event.add("summary", _clean(f"立入調査　{visit.contractor}"))
    if said.starts_at:
        event.add("dtstart", _moment(said.held_on, said.starts_at))
        event.add("dtend", _moment(said.held_on, said.ends_at))
    else:
        _all_day(event, said.held_on)
    event.add("status", "CANCELLED" if visit.called_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if visit.called_off or not said.starts_at else "OPAQUE")
    if said.place:
        event.add("location", _clean(said.place))
    event.add("description", _clean("\n".join(_about(visit))))
    event.add("url", address("visit", str(visit.id)))
    return event


def _about(visit: ArrangedVisit) -> Iterator[str]:
    said = visit.arrangement
    if visit.called_off:
        yield f"取りやめ：{visit.called_off.reason}"
    yield f"方法：{METHOD[said.method]}"
    for words, people in (("調査者", said.officers), ("立会者", said.attendants)):
        if people:
            yield f"{words}：{people}"
    for one in visit.inspections:
        yield f"{one.contract}　{one.title}" + (f"（枝番{one.branch}）" if one.branch else "")
    if visit.others:
        yield f"{'・'.join(visit.others)}の調査もあわせて行う"
    if said.preparation:
        yield f"準備資料：{said.preparation}"


def _inspection(one: DayInspection, installation: str, address: Address) -> Event:
    event = Event()
    named = ("inspection", one.contract, one.branch, one.fiscal_year, one.round)
    event.add("uid", _uid(installation, *named))
    event.add("dtstamp", one.written_at)
    event.add("last-modified", one.written_at)
    event.add("sequence", one.revision)
    word = "立入調査" if one.is_made else "立入調査（予定）"
    event.add("summary", _clean(f"{word}　{one.contractor or '未定'}"))
    _all_day(event, one.day)
    event.add("transp", "TRANSPARENT")
    event.add("description", _clean(f"{one.contract}　{one.title}\n{one.department}"))
    event.add("url", address("inspections", one.contract))
    return event


def _due(due: DayDue, installation: str, at: datetime, address: Address) -> Event:
    event = Event()
    named = ("due", due.contract, due.branch, due.kind.value, due.basis or "", due.occurrence)
    event.add("uid", _uid(installation, *named))
    # Due dates are worked out anew whenever something happens: nobody writes down when one moved.
    event.add("dtstamp", at)
    about = about_words(due.kind, due.basis)
    event.add("summary", _clean(f"期限　{about}　{due.contract}"))
    _all_day(event, due.due_on)
    event.add("transp", "TRANSPARENT")
    which = occurrence_words(due.period, due.fiscal_year)
    lines = (f"{due.contract}　{due.title}", due.contractor or "", due.department, which)
    event.add("description", _clean("\n".join(filter(None, lines))))
    event.add("url", address("due", due.contract))
    return event


def _all_day(event: Event, day: date) -> None:
    event.add("dtstart", day)
    event.add("dtend", day + A_DAY)


def _moment(day: date, at: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(at), tzinfo=JAPAN)


def _uid(installation: str, *named: object) -> str:
    """The same for the same thing, however often it is asked for; it tells nothing of it."""
    digest = sha256(repr(named).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{named[0]}-{digest[:32]}@{installation}.{DOMAIN}"


def _clean(text: str) -> str:
    """Without what no line of a calendar may hold."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in plain if c in KEPT or unicodedata.category(c) not in ("Cc", "Cs"))
