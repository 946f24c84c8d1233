"""日程を決める: days for all visits of a year in one step."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from app.clock import today
from audits.fiscal_year import FiscalYear
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person, log_lines
from tests.integration.installation import Installation

DEPARTMENT = "教育支援課"
NEXT = FiscalYear(FiscalYear.of(today()).start + 1)
NUMBERS = [f"R9-{number:03}" for number in range(1, 13)]


@pytest.fixture
def city(installation: Installation) -> Installation:
    """A dozen contracts over the coming fiscal year, and one of another department."""
    term = {
        "開始日": NEXT.days.first.isoformat(),
        "終了日": NEXT.days.last.isoformat(),
    }
    loaded = installation.load_sheets(
        契約=[
            *(
                contract_cells(number, 所管課=DEPARTMENT, 受託者名=f"白樺印刷{number}", **term)
                for number in NUMBERS
            ),
            contract_cells("R9-900", 所管課="収納課", **term),
        ]
    )
    assert loaded.written, loaded.errors
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT))
    return installation


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


PATH = f"/plans?year={NEXT.start}"


def boxes(page: str) -> dict[str, str]:
    """What the page's form sends as it stands, ticks included."""
    found = re.findall(r'<input [^>]*name="([^"]+)" value="([^"]*)"', page)
    return {unescape(name): unescape(value) for name, value in found if name not in ("q", "year")}


def days(city: Installation) -> dict[str, str]:
    query = (
        "SELECT c.number, i.planned_on FROM inspections i"
        " JOIN engagements e ON e.id = i.engagement_id JOIN contracts c ON c.id = e.contract_id"
        " WHERE i.is_current"
    )
    return {number: str(day) for number, day in city.rows(query)}


def test_every_visit_of_the_own_department_gets_its_day_in_one_step(officer, city):
    page = officer.get(PATH).text
    assert "R9-900" not in page
    assert officer.send_as_is(PATH, **boxes(page)).status_code == 303
    planned = days(city)
    assert sorted(planned) == NUMBERS
    assert len({day[:7] for day in planned.values()}) >= 10
    assert city.run("verify").exit_code == 0
    assert "予定日のない立入調査はありません" in officer.get(PATH).text


def test_only_the_rows_that_are_ticked_are_planned_on_the_day_that_was_typed(officer, city):
    fields = boxes(officer.get(PATH).text)
    keep = f"{NUMBERS[0]} 0"
    fields = {
        name: value
        for name, value in fields.items()
        if not name.startswith("choose ") or name == f"choose {keep}"
    }
    fields[f"day {keep}"] = f"{NEXT.start}-06-15" if NEXT.start != 2030 else "2030-06-17"
    answer = officer.send_as_is(PATH, **fields)
    if answer.status_code == 200:  # the day is a closed one in this year: agreed to
        answer = officer.send_as_is(PATH, **{**fields, "noticed": boxes(answer.text)["noticed"]})
    assert answer.status_code == 303
    assert days(city) == {NUMBERS[0]: fields[f"day {keep}"]}
    assert ("plan_visit", f"{NUMBERS[0]} 0") in [
        (line[1], line[2][: len(keep)]) for line in log_lines(city)
    ]


def test_a_closed_day_is_taken_only_with_a_reason_which_is_kept(officer, city):
    fields = boxes(officer.get(PATH).text)
    keep = f"{NUMBERS[0]} 0"
    fields = {n: v for n, v in fields.items() if not n.startswith("choose ") or n.endswith(keep)}
    fields[f"day {keep}"] = f"{NEXT.start}-12-31"
    answer = officer.send_as_is(PATH, **fields)
    assert "その日にする理由を入れてください" in answer.text
    agreed = {**fields, "noticed": boxes(answer.text)["noticed"]}
    assert officer.send_as_is(PATH, **agreed).status_code == 200
    assert days(city) == {}
    why = "工場が休みの日にしか見られないため"
    assert officer.send_as_is(PATH, **{**agreed, f"why {keep}": why}).status_code == 303
    assert list(days(city)) == [NUMBERS[0]]
    kept = city.rows("SELECT reason, is_closed_day, plan_id FROM plan_changes")
    assert [(reason, bool(closed), plan) for reason, closed, plan in kept] == [(why, True, None)]


def test_a_reason_that_is_no_longer_needed_is_not_called_necessary(officer):
    fields = boxes(officer.get(PATH).text)
    keep = f"{NUMBERS[0]} 0"
    page = officer.send_as_is(PATH, **{**fields, f"day {keep}": f"{NEXT.start}-12-31"}).text
    box = page.split(f'name="why {keep}"')[0].rpartition("<label")[2]
    assert 'need--must">※必須' in box
    proposed = {**fields, f"why {keep}": "いらなくなった理由", f"day {NUMBERS[1]} 0": "あした"}
    page = officer.send_as_is(PATH, **proposed).text
    box = page.split(f'name="why {keep}"')[0].rpartition("<label")[2]
    assert 'need--must" hidden>※必須' in box
    assert 'class="need">※任意' in box


def test_one_row_is_registered_by_its_own_button_whatever_is_ticked(officer, city):
    fields = boxes(officer.get(PATH).text)
    assert officer.send_as_is(PATH, **fields, only=f"{NUMBERS[4]} 0").status_code == 303
    assert list(days(city)) == [NUMBERS[4]]


def test_a_year_without_contracts_is_said_in_a_sentence(officer):
    page = officer.get(f"/plans?year={NEXT.start + 30}").text
    assert "立入調査の要る契約がありません" in page
    assert "日程を登録する" not in page


def test_a_department_that_may_make_no_visits_is_told_why_nothing_is_proposed(officer, city):
    assert city.run("settings", "set", "weekly_visits", "0").exit_code == 0
    page = officer.get(PATH)
    assert page.status_code == 200
    assert "訪問の上限が0件になっているため、日を提案できません" in page.text
    assert not [day for box, day in boxes(page.text).items() if box.startswith("day ") and day]


@pytest.mark.parametrize("wrong", ["", "あした", f"{NEXT.start}-02-30", "2001-04-01", "9" * 1000])
def test_a_day_that_cannot_be_is_said_beside_its_row_and_nothing_is_planned(officer, city, wrong):
    fields = boxes(officer.get(PATH).text) | {f"day {NUMBERS[3]} 0": wrong}
    answer = officer.send_as_is(PATH, **fields)
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in answer.text
    assert days(city) == {}


def test_nothing_ticked_is_said(officer, city):
    fields = {n: v for n, v in boxes(officer.get(PATH).text).items() if "choose" not in n}
    assert "印を付けてください" in officer.send_as_is(PATH, **fields).text


def test_a_contract_of_another_department_cannot_be_slipped_in(officer, city):
    fields = boxes(officer.get(PATH).text)
    fields |= {"choose R9-900 0": "1", "day R9-900 0": f"{NEXT.start}-06-15"}
    assert officer.send_as_is(PATH, **fields).status_code == 303
    assert "R9-900" not in days(city)


def test_a_double_click_plans_each_visit_once(officer, city):
    fields = boxes(officer.get(PATH).text)
    for _ in range(2):
        assert officer.send_as_is(PATH, **fields).status_code in (200, 303)
    assert city.count("inspections") == len(NUMBERS)


def test_whoever_goes_back_and_chooses_another_day_is_heard(officer, city):
    fields = boxes(officer.get(PATH).text)
    one, other = (
        {n: v for n, v in fields.items() if "choose" not in n or n == f"choose {number} 0"}
        for number in NUMBERS[:2]
    )
    assert officer.send_as_is(PATH, **one).status_code == 303
    assert officer.send_as_is(PATH, **other).status_code == 303
    assert sorted(days(city)) == NUMBERS[:2]


def test_what_comes_back_after_the_session_has_ended_is_looked_at_first(officer, city):
    fields = boxes(officer.get(PATH).text) | {"brought_back": "1"}
    assert officer.send_as_is(PATH, **fields).status_code == 200
    assert days(city) == {}


def test_a_visit_that_somebody_planned_meanwhile_keeps_its_day_and_the_second_is_told(
    officer, city
):
    mine = boxes(officer.get(PATH).text)
    first = f"{NUMBERS[0]} 0"
    add_person(city, "colleague", (Role.OFFICER, DEPARTMENT))
    colleague = Browser(city).come_in("colleague")
    theirs = {
        name: value
        for name, value in boxes(colleague.get(PATH).text).items()
        if not name.startswith("choose ") or name == f"choose {first}"
    }
    day = f"{NEXT.start}-07-08"
    sent = {**theirs, f"day {first}": day, "noticed": ""}
    assert colleague.send_as_is(PATH, **sent).status_code == 303
    assert days(city) == {NUMBERS[0]: day}
    assert officer.send_as_is(PATH, **mine).status_code == 303
    page = officer.get(PATH).text
    assert f"登録しなかった調査があります：{NUMBERS[0]}" in page
    assert "立入調査11件の日程を登録しました" in page
    assert days(city)[NUMBERS[0]] == day
    assert len(days(city)) == len(NUMBERS)


def test_contracts_of_one_contractor_are_proposed_for_one_visit(officer, city):
    loaded = city.load_sheets(
        契約=[
            contract_cells(
                number,
                所管課=DEPARTMENT,
                受託者名="みなと通信株式会社",
                開始日=NEXT.days.first.isoformat(),
                終了日=NEXT.days.last.isoformat(),
            )
            for number in ("R9-501", "R9-502", "R9-503")
        ]
    )
    assert loaded.written, loaded.errors
    page = officer.get(PATH).text
    proposed = {box: day for box, day in boxes(page).items() if box.startswith("day R9-50")}
    assert len(proposed) == 3
    assert len(set(proposed.values())) == 1
    assert page.count("同じ相手の3件を1回の訪問にまとめました。") == 3


def test_what_is_riskier_is_proposed_earlier_and_says_why(officer, city):
    loaded = city.load_sheets(
        契約=[
            contract_cells(
                "R9-600",
                所管課=DEPARTMENT,
                受託者名="みなと通信株式会社",
                開始日=NEXT.days.first.isoformat(),
                終了日=NEXT.days.last.isoformat(),
                個人番号="有",
                本人数="120000",
            )
        ]
    )
    assert loaded.written, loaded.errors
    page = officer.get(f"{PATH}&order=risk").text
    days_of = {box: day for box, day in boxes(page).items() if box.startswith("day ")}
    assert next(iter(days_of)) == "day R9-600 0"
    assert f"R{NEXT.start - 2018}.4." in days_of["day R9-600 0"]
    assert "リスク8点：個人番号4、本人数3、認証なし1" in page


def test_a_day_of_ones_own_is_told_at_once_what_it_goes_against(officer, city):
    fields = boxes(officer.get(PATH).text)
    sunday = next(d for d in range(1, 8) if date(NEXT.start + 1, 3, d).weekday() == 6)
    fields[f"day {NUMBERS[0]} 0"] = f"{NEXT.start + 1}-03-{sunday:02}"
    told = officer.send_as_is(PATH, **fields)
    assert told.status_code == 200
    assert "期限まで30日ありません。閉庁日です。" in told.text
    assert days(city) == {}


def test_the_months_show_what_is_planned_and_what_the_proposal_adds(officer, city):
    page = officer.get(PATH).text
    row = re.search(rf"<th scope=\"row\">{DEPARTMENT}</th>(.*?)</tr>", page, re.S)
    assert row is not None
    cells = [re.sub(r"<[^>]+>|\s", "", cell) for cell in re.findall(r"<td.*?</td>", row[1], re.S)]
    assert cells[-1] == "0＋12"
    assert officer.send_as_is(PATH, **boxes(page)).status_code == 303
    again = officer.get(PATH).text
    assert "予定日のない立入調査はありません" in again


def test_the_city_weighs_the_risks_as_it_likes(officer, city):
    loaded = city.load_sheets(
        契約=[
            contract_cells(
                "R9-700",
                所管課=DEPARTMENT,
                開始日=NEXT.days.first.isoformat(),
                終了日=NEXT.days.last.isoformat(),
                要配慮個人情報="有",
            )
        ]
    )
    assert loaded.written, loaded.errors
    assert city.run("settings", "set", "risk_sensitive", "17").exit_code == 0
    assert city.run("settings", "set", "risk_not_certified", "0").exit_code == 0
    assert "リスク17点：要配慮個人情報17" in officer.get(PATH).text


def test_the_months_show_no_visits_of_other_departments_whatever_is_asked_for(officer, city):
    term = {"開始日": NEXT.days.first.isoformat(), "終了日": NEXT.days.last.isoformat()}
    party = f"白樺印刷{NUMBERS[0]}"  # whom the own department visits as well
    loaded = city.load_sheets(
        契約=[contract_cells("R9-901", 所管課="収納課", 受託者名=party, **term)]
    )
    assert loaded.written, loaded.errors
    add_person(city, "elsewhere", (Role.OFFICER, "収納課"))
    other = Browser(city).come_in("elsewhere")
    assert other.send_as_is(PATH, **boxes(other.get(PATH).text)).status_code == 303
    assert set(days(city)) == {"R9-900", "R9-901"}
    for asked in ("", "&department=収納課"):
        assert '<th scope="row">収納課</th>' not in officer.get(PATH + asked).text
