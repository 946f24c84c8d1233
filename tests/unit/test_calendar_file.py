"""iCalendar as RFC 5545 has it: lines, escapes, zones; read back, it says what was put in."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from app.records.arranged_visits import ArrangedVisit, Arrangement, CalledOff, VisitInspection
from app.records.calendar_days import CalendarDays, DayDue, DayInspection
from app.web.calendar_file import calendar_file
from audits.due import State
from audits.kind import Kind

AT = datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC)
DAY = date(2026, 12, 3)
LINE = re.compile(rb"[A-Z0-9-]+(;[A-Z0-9-]+=[^:;,]+)*:.*", re.DOTALL)


def a_visit(**changes: Any) -> ArrangedVisit:
    said = Arrangement(DAY, "13:30", "15:00", "本社2階", "宮野", "髙橋 様", "名簿")
    inspection = VisitInspection(1, "R8-001", 0, 2026, 1, "見守り配信", "支援課", 1, DAY, None)
    visit = ArrangedVisit(
        7, "ab" * 16, 1, "ことり配信", "支援課", said, 2, "宮野", AT, "宮野", None, (inspection,)
    )
    return replace(visit, **changes)


def with_text(text: str) -> ArrangedVisit:
    said = replace(a_visit().arrangement, place=text, officers=text, preparation=text)
    return a_visit(contractor=text, arrangement=said)


def a_due(**changes: Any) -> DayDue:
    due = DayDue(
        *("R8-001", 0, "見守り配信", "支援課", "ことり配信"),
        *(Kind.PERIODIC_REPORT, None, 2026, "2026-10", "2026-10", DAY, State.PLANNED),
    )
    return replace(due, **changes)


def an_inspection(**changes: Any) -> DayInspection:
    one = DayInspection(
        *("R8-001", 0, 2026, 1, "見守り配信", "支援課", "ことり配信", DAY, False, 3, AT)
    )
    return replace(one, **changes)


def made(
    *visits: ArrangedVisit,
    inspections: tuple[DayInspection, ...] = (),
    dues: tuple[DayDue, ...] = (),
    installation: str = "city",
) -> bytes:
    return calendar_file(
        CalendarDays(visits, inspections, dues, {}),
        name="みとどけ 令和8年12月",
        at=AT,
        installation=installation,
        address=lambda what, which: f"https://example.invalid/{what}/{which}",
    )


def unfolded(content: bytes) -> list[bytes]:
    return content.replace(b"\r\n ", b"").split(b"\r\n")[:-1]


def only_event(content: bytes) -> Any:
    [found] = Calendar.from_ical(content).walk("VEVENT")
    return found


def uid(content: bytes) -> str:
    return str(only_event(content)["UID"])


def test_every_line_ends_as_it_has_to_and_none_is_longer_than_75_octets():
    content = made(with_text("長い場所の名前、𠮷野家🙂、" * 40), dues=(a_due(),))
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    lines = content.split(b"\r\n")[:-1]
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is cut in two
    assert all(LINE.fullmatch(line) for line in unfolded(content))


def test_commas_semicolons_backslashes_and_new_lines_are_escaped_and_come_back():
    text = "2階\\奥, 会議室; 🙂𠮷\n二行目"
    content = made(with_text(text))
    [location] = [line for line in unfolded(content) if line.startswith(b"LOCATION:")]
    assert location.decode() == "LOCATION:2階\\\\奥\\, 会議室\\; 🙂𠮷\\n二行目"
    assert only_event(content)["LOCATION"] == text
    assert f"調査者：{text}" in only_event(content)["DESCRIPTION"]


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=300))
def test_whatever_people_type_the_file_stays_a_calendar(text):
    content = made(with_text(text))
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert all(LINE.fullmatch(line) for line in unfolded(content))
    visit = only_event(content)
    assert visit["DTSTART"].dt.isoformat() == "2026-12-03T13:30:00+09:00"
    kept = "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n"))
    if kept.isprintable() and kept:
        assert str(visit["LOCATION"]) == kept


def test_the_time_zone_that_events_name_is_in_the_file():
    content = made(a_visit())
    [zone] = Calendar.from_ical(content).walk("VTIMEZONE")
    assert zone["TZID"] == "Asia/Tokyo" == only_event(content)["DTSTART"].params["TZID"]
    assert b"TZOFFSETTO:+0900" in content
    assert b"DTSTART;TZID=Asia/Tokyo:20261203T133000" in content


def test_what_a_calendar_must_say_it_says_once():
    lines = unfolded(made(a_visit(), inspections=(an_inspection(),), dues=(a_due(),)))
    for name in (b"VERSION:2.0", b"PRODID:", b"CALSCALE:"):
        assert len([line for line in lines if line.startswith(name)]) == 1
    for name in (b"UID:", b"DTSTAMP:", b"SUMMARY:"):
        assert len([line for line in lines if line.startswith(name)]) == 3
    assert all(line.endswith(b"Z") for line in lines if line.startswith(b"DTSTAMP:"))


def test_a_visit_without_hours_takes_the_whole_day():
    visit = a_visit(arrangement=replace(a_visit().arrangement, starts_at="", ends_at=""))
    content = made(visit)
    assert b"DTSTART;VALUE=DATE:20261203" in content
    assert b"DTEND;VALUE=DATE:20261204" in content


def test_a_visit_that_was_called_off_is_cancelled_under_its_own_name():
    off = a_visit(called_off=CalledOff(AT, "宮野", "台風のため"), sequence=3)
    assert uid(made(off)) == uid(made(a_visit()))
    event = only_event(made(off))
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 3)


@pytest.mark.parametrize(
    "changes",
    [
        {"contract": "R8-002"},
        {"branch": 1},
        {"kind": Kind.TRAINING},
        {"basis": "1"},
        {"occurrence": "2026-11"},
    ],
)
def test_another_due_date_has_another_name_and_the_same_one_keeps_it(changes):
    assert uid(made(dues=(a_due(),))) == uid(made(dues=(a_due(due_on=date(2026, 12, 9)),)))
    assert uid(made(dues=(a_due(),))) != uid(made(dues=(a_due(**changes),)))


def test_two_cities_never_use_the_same_name():
    assert uid(made(a_visit())) != uid(made(a_visit(), installation="another"))


def test_an_inspection_counts_the_revisions_of_its_plan():
    event = only_event(made(inspections=(an_inspection(),)))
    assert event["SEQUENCE"] == 3
    assert event["LAST-MODIFIED"].dt == AT
    assert "立入調査（予定）" in event["SUMMARY"]
    assert "予定" not in only_event(made(inspections=(an_inspection(is_made=True),)))["SUMMARY"]
