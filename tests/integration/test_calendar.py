"""カレンダー: month and week, mine, my department's and all, on pages and as a file."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from audits.roles import Role
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation
from tests.integration.statements import statements
from tests.integration.visiting import (
    ALONE,
    FIRST,
    LATER,
    SHARED,
    arranged,
    filled,
    make_city,
)

DECEMBER = "/calendar?day=2026-12-01"
FILE = "/calendar/file.ics?day=2026-12-01"


@pytest.fixture
def city(installation: Installation) -> Installation:
    return make_city(installation)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def event(content: bytes, kind: str) -> Any:
    [found] = [one for one in events(content) if str(one["UID"]).startswith(kind)]
    return found


def test_a_visit_stands_on_its_day_with_its_time_place_and_people(officer):
    visit = arranged(officer, officers="宮野、𠮷田", attendants="髙橋 様")
    page = officer.get(DECEMBER).text
    for words in (f'href="/visits/{visit}"', "13:30～15:00", "本社2階", "宮野、𠮷田"):
        assert words in page
    week = officer.get("/calendar?span=week&day=2026-12-03").text
    for words in ("立会者：髙橋 様", "見守り配信", "令和8年11月30日 (2026)からの1週間"):
        assert words in week
    assert f'href="/visits/{visit}"' not in officer.get("/calendar?day=2027-02-01").text


def test_planned_inspections_stand_there_until_they_are_on_a_visit(officer):
    assert officer.get(DECEMBER).text.count("調査予定") == 4
    visit = arranged(officer)
    assert officer.get(DECEMBER).text.count("調査予定") == 1  # the one at another contractor
    officer.send(f"/visits/{visit}/call-off", seen="0", reason="台風")
    page = officer.get(DECEMBER).text
    assert page.count("調査予定") == 4
    assert f'href="/visits/{visit}"' not in page


def test_open_due_dates_stand_on_their_days(officer):
    page = officer.get("/calendar?span=week&day=2027-03-31").text
    assert "期限　立入調査" in page
    assert FIRST in page


def test_nobody_sees_more_than_the_contracts_within_reach(officer, city):
    other = Browser(city).come_in("other")
    arranged(other, ALONE, inspections=[ALONE])
    for whose in ("mine", "department", "all", ""):
        for span in ("month", "week"):
            query = f"?day=2026-12-03&span={span}&whose={whose}"
            page = officer.get(f"/calendar{query}")
            content = officer.get(f"/calendar/file.ics{query}").data
            for seen in (page.text, content.decode()):
                assert ALONE not in seen
                assert "かわせみ" not in seen
    assert ALONE in Browser(city).come_in("auditor").get("/calendar/file.ics?day=2026-12-03").text
    assert Browser(city).come_in("admin").get("/calendar").status_code == 403
    assert Browser(city).come_in("advisor").get(FILE).status_code == 403


def test_mine_is_what_names_me_or_what_i_have_arranged(officer, city):
    manager = Browser(city).come_in("manager")
    mine = arranged(officer, inspections=[FIRST], officers="だれか")
    named = arranged(manager, LATER, inspections=[LATER], officers="別人、宮野さくら")
    path = "/calendar?whose=mine&day="
    assert f'href="/visits/{mine}"' in officer.get(f"{path}2026-12-03").text
    assert f'href="/visits/{named}"' in officer.get(f"{path}2027-02-10").text
    assert f'href="/visits/{mine}"' not in manager.get(f"{path}2026-12-03").text
    assert f'href="/visits/{mine}"' in manager.get("/calendar?day=2026-12-03").text


def test_one_department_can_be_picked_out_of_all(city):
    secretariat = Browser(city).come_in("secretariat")
    page = secretariat.get(f"{DECEMBER}&department=収納課").text
    assert page.count("調査予定") == 2
    assert secretariat.get(DECEMBER).text.count("調査予定") == 5


def test_the_address_holds_the_view_and_leads_on_from_it(officer):
    page = officer.get("/calendar?span=week&whose=all&day=2026-12-03").text
    assert "?span=week&amp;whose=all&amp;day=2026-11-26" in page
    assert "?span=week&amp;whose=all&amp;day=2026-12-10" in page
    month = officer.get("/calendar?day=2027-01-31").text
    assert "day=2026-12-31" in month
    assert "day=2027-02-01" in month
    assert "令和9年1月 (2027)" in month


@pytest.mark.parametrize(
    "query",
    [
        "day=1900-01-01",
        "day=2199-12-31&span=week",
        "day=0001-01-01",
        "day=9999-12-31&span=week",
        "day=2026-02-30",
        "day=" + "9" * 100_000,
        "span=year&whose=nobodys",
        "department=" + "あ" * 10_000,
        "day-year=R8&day-month=12&day-day=3",
    ],
)
def test_whatever_the_address_says_a_calendar_is_shown(officer, query):
    assert officer.get(f"/calendar?{query}").status_code == 200
    assert officer.get(f"/calendar/file.ics?{query}").status_code == 200


def test_the_calendar_asks_no_more_for_more_that_stands_in_it(officer, city):
    with statements(city) as few:
        officer.get(DECEMBER)
    arranged(officer, inspections=[FIRST])
    arranged(officer, SHARED, inspections=[SHARED])
    with statements(city) as many:
        officer.get(DECEMBER)
    assert len(many) <= 12
    assert len(many) <= len(few) + 2  # what of the visits may be seen


def test_of_a_day_with_many_due_dates_the_first_are_named_and_the_others_counted(officer, city):
    page = officer.get("/calendar?day=2027-03-01").text
    week = officer.get("/calendar?span=week&day=2027-03-31").text
    assert "期限 ほか" in page
    assert week.count("期限　立入調査") > page.count("期限　立入調査")


def test_the_file_of_a_view_is_one_that_a_calendar_program_takes(officer):
    arranged(officer, officers="宮野, 𠮷田; 🙂", attendants="髙橋 様", place="2階\\奥, 会議室")
    answer = officer.get(FILE)
    assert answer.mimetype == "text/calendar"
    visit = event(answer.data, "visit-")
    assert visit["DTSTART"].dt.isoformat() == "2026-12-03T13:30:00+09:00"
    assert visit["DTEND"].dt.isoformat() == "2026-12-03T15:00:00+09:00"
    assert visit["DTSTART"].params["TZID"] == "Asia/Tokyo"
    assert visit["LOCATION"] == "2階\\奥, 会議室"
    assert "調査者：宮野, 𠮷田; 🙂" in visit["DESCRIPTION"]
    assert FIRST in visit["DESCRIPTION"]
    assert visit["STATUS"] == "CONFIRMED"


def test_due_dates_and_plans_take_a_whole_day(officer):
    content = officer.get("/calendar/file.ics?day=2027-03-01").data
    dues = [one for one in events(content) if str(one["UID"]).startswith("due-")]
    assert dues
    for one in dues:
        day = one["DTSTART"].dt
        assert isinstance(day, date)
        assert not isinstance(day, datetime)
        assert one["DTEND"].dt - day == timedelta(days=1)
        assert one["TRANSP"] == "TRANSPARENT"


def test_an_event_keeps_its_name_and_counts_its_changes(officer):
    visit = arranged(officer)
    before = event(officer.get(FILE).data, "visit-")
    path = f"/visits/{visit}/change"
    officer.send_as_is(path, **filled(officer.get(path).text, place="工場"))
    changed = event(officer.get(FILE).data, "visit-")
    officer.send(f"/visits/{visit}/call-off", seen="1", reason="台風のため")
    off = event(officer.get(FILE).data, "visit-")
    assert before["UID"] == changed["UID"] == off["UID"]
    assert [one["SEQUENCE"] for one in (before, changed, off)] == [0, 1, 2]
    assert before["LAST-MODIFIED"].dt <= changed["LAST-MODIFIED"].dt <= off["LAST-MODIFIED"].dt
    assert off["STATUS"] == "CANCELLED"
    assert "台風のため" in off["DESCRIPTION"]


def test_events_of_other_days_keep_their_names_too(officer):
    def names() -> set[str]:
        return {str(one["UID"]) for one in events(officer.get(FILE).data)}

    assert names() == names()
    assert len(names()) == len(events(officer.get(FILE).data))


def test_a_person_of_two_departments_sees_both(city):
    add_person(city, "both", (Role.OFFICER, "教育支援課"), (Role.OFFICER, "収納課"))
    page = Browser(city).come_in("both").get(DECEMBER).text
    assert page.count("調査予定") == 5
