"""今日受領: one press in a list of due items closes the one that a report was owed for."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest

from app.clock import today
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation

DEPARTMENT, ELSEWHERE = "教育支援課", "収納課"
NUMBER, OTHER = "R8-001", "R8-002"
FORM = re.compile(r'<form class="row-form"[^>]*action="([^"]+)">(.*?)</form>', re.S)
BOX = re.compile(r'name="([^"]+)" value="([^"]*)"')


@pytest.fixture
def city(installation: Installation) -> Installation:
    """Monthly reports that are owed since some months, and a report that was asked for."""
    days = {"開始日": today() - timedelta(days=120), "終了日": today() + timedelta(days=90)}
    asked = {"契約番号": NUMBER, "依頼番号": "1", "依頼日": today() - timedelta(days=9)}
    loaded = installation.load_sheets(
        契約=[
            contract_cells(NUMBER, 定期報告="毎月", **days),
            contract_cells(OTHER, 所管課=ELSEWHERE, 定期報告="毎月", **days),
        ],
        報告依頼=[{**asked, "内容": "名簿", "期限": today() - timedelta(days=2)}],
    )
    assert loaded.written, loaded.errors
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT))
    add_person(installation, "auditor", Role.AUDITOR)
    return installation


def forms(page: str) -> list[tuple[str, dict[str, str]]]:
    """Where each press leads, and what it sends."""
    return [
        (unescape(path), {unescape(n): unescape(v) for n, v in BOX.findall(inside)})
        for path, inside in FORM.findall(page)
    ]


def closed(city: Installation, kind: str) -> int:
    query = "SELECT count(*) FROM due_items WHERE kind = :k AND closed_on IS NOT NULL"
    [(found,)] = city.rows(query, k=kind)
    return int(found)


def pressed(browser: Browser, form: tuple[str, dict[str, str]]) -> str:
    path, fields = form
    answer = browser.send_as_is(path, **fields)
    assert answer.status_code == 303
    return answer.location


@pytest.mark.parametrize("page", ["/due-items", f"/contracts/{NUMBER}?view=due&open=all"])
def test_a_report_that_was_asked_for_is_received_by_one_press(city, page):
    officer = Browser(city).come_in("officer")
    found = [one for one in forms(officer.get(page).text) if one[1].get("依頼番号") == "1"]
    assert len(found) == 1
    pressed(officer, found[0])
    assert closed(city, "requested_report") == 1
    assert city.entries(NUMBER)[-1].kind == "報告受領"


def test_each_month_is_received_by_itself_and_a_second_press_does_nothing(city):
    officer = Browser(city).come_in("officer")
    months = [one for one in forms(officer.get("/due-items").text) if "対象期間" in one[1]]
    assert len(months) > 1
    assert pressed(officer, months[0]).startswith("/due-items")
    pressed(officer, months[0])
    assert closed(city, "periodic_report") == 1
    assert city.count("report_receipts") == 1
    left = [one for one in forms(officer.get("/due-items").text) if "対象期間" in one[1]]
    assert [one[1]["対象期間"] for one in left] == [one[1]["対象期間"] for one in months[1:]]


def test_who_enters_nothing_has_no_such_button(city):
    assert forms(Browser(city).come_in("auditor").get("/due-items").text) == []


def test_what_is_no_report_and_whose_contract_is_not_ones_own_is_not_received(city):
    officer = Browser(city).come_in("officer")
    fields = {"種別": "定期報告", "対象期間": "2026-10", "branch": "0", "form_key": "k"}
    assert officer.send(f"/receipts/today/{OTHER}", **fields).status_code == 404
    assert officer.send(f"/receipts/today/{OTHER}").status_code == 404
    for changes in ({"種別": "手紙"}, {"対象期間": "いつか"}, {"依頼番号": "99"}):
        answer = officer.send(f"/receipts/today/{NUMBER}", **{**fields, **changes})
        assert answer.status_code == 303
    assert (
        officer.send(f"/receipts/today/{NUMBER}", **fields, back="//evil.example").location == "/"
    )
    assert officer.send(f"/receipts/today/{NUMBER}", branch="99999999").status_code == 404
    kinds = [kind for (kind,) in city.rows("SELECT kind FROM report_receipts")]
    assert kinds == ["periodic"]
