"""リスクの点: what each danger weighs is the secretariat's to say, and nothing else of the city."""

from __future__ import annotations

import re
from html import unescape

import pytest

from app.web.setting_boxes import RISK_TITLE, boxes, sections
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person, log_lines
from tests.integration.entry_forms import boxes as typed
from tests.integration.installation import Installation
from tests.integration.statements import statements

PATH = "/settings/risk"
LABELS = [
    box.label for section in sections() if section.title == RISK_TITLE for box in section.boxes
]


@pytest.fixture
def city(installation: Installation) -> Installation:
    loaded = installation.load_sheets(契約=[contract_cells("R8-001", 個人番号="有")])
    assert loaded.written, loaded.errors
    add_person(installation, "secretariat", Role.SECRETARIAT, name="木下 みのり")
    add_person(installation, "other", Role.SECRETARIAT, name="水城 あおい")
    add_person(installation, "admin", Role.ADMIN)
    add_person(installation, "auditor", Role.AUDITOR)
    add_person(installation, "officer", (Role.OFFICER, "教育支援課"))
    return installation


@pytest.fixture
def secretariat(city: Installation) -> Browser:
    return Browser(city).come_in("secretariat")


def save(browser: Browser, page: str = "", /, **fields: str):
    return browser.send_as_is(PATH, **{**typed(page or browser.get(PATH).text), **fields})


def kept(city: Installation) -> dict[str, str]:
    return {row.name: row.value for row in city.rows("SELECT name, value FROM settings")}


def plain(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>|\s", "", page))


def test_the_secretariat_says_what_each_danger_weighs(secretariat, city):
    page = plain(secretariat.get(PATH).text)
    assert len(LABELS) == 8
    assert [label for label in LABELS if f"{label}※" not in page] == []
    assert save(secretariat, risk_my_number="９").status_code == 303
    assert kept(city) == {"risk_my_number": "9"}
    assert "木下みのり（secretariat）" in plain(secretariat.get(PATH).text)


def test_the_points_count_from_then_on(secretariat, city):
    save(secretariat, risk_my_number="17")
    assert "個人番号17" in plain(secretariat.get("/plans/risk?year=2026").text)


def test_the_operation_log_says_which_points_were_changed(secretariat, city):
    save(secretariat, risk_my_number="9")
    assert log_lines(city)[-1][:3] == (
        "木下 みのり（secretariat）",
        "change_setting",
        "risk_my_number",
    )
    assert "リスクの点：個人番号" in Browser(city).come_in("auditor").get("/operation-log").text


def test_the_page_is_a_tab_of_the_settings_for_the_secretariat_and_the_administrator(city):
    for login, there in (("secretariat", True), ("admin", True), ("auditor", False)):
        browser = Browser(city).come_in(login)
        assert (browser.get(PATH).status_code == 200) is there
    page = Browser(city).come_in("secretariat").get("/editions").text
    assert f'href="{PATH}"' in page
    assert re.search(
        r'aria-current="true"[^>]*>\s*設定', Browser(city).come_in("secretariat").get(PATH).text
    )


def test_the_other_settings_stay_the_administrators(secretariat, city):
    assert secretariat.get("/settings").status_code == 403
    assert save(secretariat, mail_hour="7", was_mail_hour="8").status_code == 200
    assert kept(city) == {}
    page = secretariat.get(PATH).text
    assert [box.label for box in boxes() if f'name="{box.name}"' in page] == LABELS


def test_the_points_stand_on_one_page_only(city):
    page = Browser(city).come_in("admin").get("/settings").text
    assert "risk_" not in page
    assert save(Browser(city).come_in("admin"), risk_people="3").status_code == 303


@pytest.mark.parametrize("wrong", ["", "21", "-1", "多い", "1" * 1_000, "9" * 1_000_000])
def test_points_that_cannot_be_are_refused_beside_their_box(secretariat, city, wrong):
    answer = save(secretariat, risk_depth=wrong)
    assert answer.status_code == 200
    assert "か所を直してください" in answer.text
    assert kept(city) == {}


def test_of_two_who_change_the_same_points_the_second_sees_both_values(secretariat, city):
    page = secretariat.get(PATH).text
    assert save(Browser(city).come_in("other"), risk_depth="7").status_code == 303
    late = save(secretariat, page, risk_depth="9")
    assert "水城 あおい（other） さんが「7」に変えました。入力は「9」です。" in late.text
    assert kept(city) == {"risk_depth": "7"}


def test_the_list_by_risk_leads_to_the_points_only_whoever_may_change_them(city):
    for login, there in (("secretariat", True), ("officer", False)):
        page = Browser(city).come_in(login).get("/plans/risk").text
        assert (f'href="{PATH}"' in page) is there
        assert ("点は事務局が決めます" in page) is not there


def test_the_page_asks_the_database_a_few_things_only(secretariat, city):
    with statements(city) as sent:
        assert secretariat.get(PATH).status_code == 200
    assert len(sent) <= 8, sent
