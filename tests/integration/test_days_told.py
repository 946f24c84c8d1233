"""予定日を変える: while a day is typed, the same is said of it as when it is sent."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from urllib.parse import quote

import pytest

from app.clock import today
from audits.fiscal_year import FiscalYear
from audits.planning.objection import Objection
from audits.roles import Role
from audits.wording import CAUSE, OBJECTION
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation

OWN, OTHER = "教育支援課", "収納課"
NEXT = FiscalYear(FiscalYear.of(today()).start + 1)
FIRST = NEXT.days.first
TERM = {"開始日": FIRST.isoformat(), "終了日": NEXT.days.last.isoformat()}
PARTY = "みなと通信株式会社"
CAUSE_CLOSED = next(words for words in CAUSE.values() if words.startswith("閉庁日"))


def open_day(after: date) -> date:
    """A day from Tuesday to Thursday that is no holiday of the shipped calendar."""
    while after.weekday() not in (1, 2, 3) or (after.month, after.day) in {(5, 3), (5, 4), (5, 5)}:
        after += timedelta(days=1)
    return after


JUNE, JULY = open_day(date(NEXT.start, 6, 8)), open_day(date(NEXT.start, 7, 1))
SUNDAY = next(d for n in range(7) if (d := date(NEXT.start, 6, 8 + n)).weekday() == 6)
LATE = open_day(date(NEXT.start + 1, 3, 8))


def visit(number: str, on: date) -> dict[str, object]:
    return {"契約番号": number, "年度": NEXT.start, "回": 1, "予定日": on.isoformat()}


@pytest.fixture
def city(installation: Installation) -> Installation:
    """One contract to be moved, one of another department at the same party on the same day."""
    names = {"R9-001": (OWN, PARTY), "R9-002": (OTHER, PARTY), "R9-003": (OWN, "白樺印刷")}
    loaded = installation.load_sheets(
        契約=[
            contract_cells(number, 所管課=department, 受託者名=party, **TERM)
            for number, (department, party) in names.items()
        ],
        立入調査=[visit("R9-001", JUNE), visit("R9-002", JUNE), visit("R9-003", JULY)],
    )
    assert loaded.written, loaded.errors
    add_person(installation, "officer", (Role.OFFICER, OWN))
    add_person(installation, "manager", (Role.MANAGER, OWN))
    return installation


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def parts(day: date) -> dict[str, str]:
    return {"on-year": str(day.year), "on-month": str(day.month), "on-day": str(day.day)}


def told(browser: Browser, number: str = "R9-001", **typed: str) -> list[str]:
    answer = browser.get(f"/plans/told/{number}", query_string={"year": NEXT.start, **typed})
    assert answer.status_code == 200, answer.text
    return list(answer.get_json()["sentences"])


def sent(browser: Browser, day: date, why: str = "") -> str:
    """What the page says to the day, pressed twice, as who agrees to what speaks against it."""
    path = f"/plans/move/R9-001?year={NEXT.start}"
    pages, noticed = [], ""
    for _ in range(2):
        fields = dict(re.findall(r'name="([^"]+)"[^>]* value="([^"]*)"', browser.get(path).text))
        kept = {name: fields.get(name, "") for name in ("form_key", "seen")}
        answer = browser.send(path, **kept, **parts(day), why=why, noticed=noticed)
        pages.append(unescape(answer.text))
        found = re.search(r'name="noticed"[^>]* value="([^"]*)"', answer.text)
        noticed = found[1] if found else ""
    return "".join(pages)


def test_a_day_with_nothing_against_it_but_its_company_is_told_whom_it_leaves(officer):
    [sentence] = told(officer, **parts(JULY + timedelta(days=7)))
    assert OTHER in sentence
    assert "別々の訪問になります" in sentence
    assert told(officer, "R9-003", **parts(open_day(JULY + timedelta(days=7)))) == []


@pytest.mark.parametrize("day", [SUNDAY, LATE, open_day(JULY + timedelta(days=7))], ids=str)
def test_the_page_says_the_same_when_the_day_is_sent(officer, day):
    sentences = told(officer, **parts(day))
    page = sent(officer, day)
    assert sentences
    assert [sentence for sentence in sentences if sentence not in page] == []


def test_a_closed_day_and_a_late_one_are_told_while_they_are_typed(officer):
    assert CAUSE_CLOSED in told(officer, **parts(SUNDAY))
    assert OBJECTION[Objection.LATE] in told(officer, **parts(LATE))


def test_a_week_that_is_full_is_told(officer, city):
    assert city.run("settings", "set", "weekly_visits", "1").exit_code == 0
    beside = JULY + timedelta(days=1)
    assert OBJECTION[Objection.FULL] in told(officer, **parts(beside))


def test_after_the_approval_the_reason_is_asked_for_at_once(officer, city):
    plan = f"/plans/department?year={NEXT.start}&department={quote(OWN)}"
    manager = Browser(city).come_in("manager")
    shown = re.search(r'name="shown" value="([^"]*)"', manager.get(plan).text)
    assert shown
    assert manager.send(plan, shown=shown[1], form_key="one").status_code == 303
    day = open_day(JULY + timedelta(days=7))
    assert "年間計画の承認の後の変更です。理由を入れてください。" in told(officer, **parts(day))
    assert "年間計画の承認の後の変更です。理由を入れてください。" in sent(officer, day)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"on-year": "2027", "on-month": "2", "on-day": "30"}, "暦にない日"),
        ({"on-year": "x" * 1000, "on-month": "1", "on-day": "1"}, "「年」は"),
        ({"on-year": "9999", "on-month": "1", "on-day": "1"}, "2199年まで"),
        ({"on-year": "2001", "on-month": "1", "on-day": "1"}, "この年度の日付"),
        ({"on-year": "R99999.1.1"}, "読めない"),
    ],
)
def test_a_day_that_cannot_be_is_told_in_a_sentence(officer, typed, words):
    assert words in "".join(told(officer, **typed))


def test_nothing_is_said_of_an_empty_day_and_the_day_so_far_is_nothing_new(officer):
    assert told(officer) == []
    assert told(officer, **parts(JUNE)) == ["いまの予定日と同じです。"]


@pytest.mark.parametrize("number", ["R9-002", "R9-999"])
def test_of_other_departments_contracts_nothing_is_told(officer, number):
    answer = officer.get(f"/plans/told/{number}", query_string={"year": NEXT.start, **parts(JULY)})
    assert answer.status_code == 404
    row = officer.get("/plans/told-row", query_string={"year": NEXT.start, "name": f"{number} 0"})
    assert row.get_json()["sentences"] == []


def test_a_row_of_the_proposals_is_told_the_same_as_when_it_is_registered(officer, city):
    term = {**TERM, "受託者名": "北斗運輸"}
    assert city.load_sheets(契約=[contract_cells("R9-010", 所管課=OWN, **term)]).written
    name, plans = "R9-010 0", f"/plans?year={NEXT.start}"
    for day in (SUNDAY.isoformat(), "きのう", "2001-01-01"):
        asked = {"year": NEXT.start, "name": name, f"day {name}": day}
        answer = officer.get("/plans/told-row", query_string=asked).get_json()
        page = officer.send(plans, **{"only": name, f"day {name}": day}).text
        assert answer["sentences"]
        assert [one for one in answer["sentences"] if one not in page] == []
    asked = {"year": NEXT.start, "name": name, f"day {name}": SUNDAY.isoformat()}
    assert officer.get("/plans/told-row", query_string=asked).get_json()["needs"] is True
