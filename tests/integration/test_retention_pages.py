"""保存と廃棄の頁: what is proposed, chosen, confirmed and kept as a stub; for whom."""

from __future__ import annotations

import re

import pytest

from app.clock import today
from audits.retention import RetentionStep
from audits.roles import Role
from tests.integration import retaining
from tests.integration.browser import Browser, add_person
from tests.integration.entry_forms import boxes
from tests.integration.installation import Installation
from tests.integration.retaining import (
    NEVER,
    NEXT,
    OLD,
    OTHERS,
    TITLE,
    confirm,
    confirm_and_dispose,
)
from tests.integration.statements import statements

LIST = "/retention"


@pytest.fixture
def city(installation: Installation) -> Installation:
    retaining.set_up(installation)
    return installation


@pytest.fixture
def manager(city: Installation) -> Browser:
    return Browser(city).come_in("manager")


@pytest.fixture
def secretariat(city: Installation) -> Browser:
    return Browser(city).come_in("secretariat")


def ids(city: Installation, *numbers: str) -> str:
    found = dict(city.rows("SELECT number, id FROM contracts"))
    return "&".join(f"choose={found[number]}" for number in numbers)


def press(browser: Browser, path: str, **fields: str) -> tuple[int, str]:
    """Fills in the form of the page and sends it; where it leads, or what it says."""
    page = browser.get(path).text
    chosen = re.findall(r'name="choose" value="(\d+)"', page)
    sent = {**boxes(page), **fields, "choose": chosen}
    answer = browser.send_as_is(path, **sent)
    return answer.status_code, answer.headers.get("Location", answer.text)


def test_the_list_proposes_what_has_passed_its_years_and_nothing_else(manager):
    page = manager.get(LIST).text
    assert OLD in page
    assert NEVER in page
    assert NEXT not in page  # neither closed nor without effect
    assert OTHERS not in page  # of another department
    assert "R7.3.31" in page  # 完了 on R1.6.10, five years from R2.4.1
    assert "第1の確認に進む" in page
    assert "第2の確認" not in page.split("<table")[1]


def test_contracts_are_confirmed_together_and_wait_for_the_secretariat(city, manager, secretariat):
    status, to = press(manager, f"{LIST}/first?{ids(city, OLD, NEVER)}")
    assert (status, to) == (303, f"{LIST}?which=waiting")
    page = secretariat.get(to).text
    assert OLD in page
    assert NEVER in page
    assert "課長 一郎（manager）" in page
    before = secretariat.get(f"{LIST}/second?{ids(city, OLD, NEVER)}").text
    assert "元には戻せません" in before
    assert f"/papers/record/{OLD}" in before or "管理記録を印刷" in before
    assert re.search(r"管理記録　\d+件", before)
    status, to = press(secretariat, f"{LIST}/second?{ids(city, OLD, NEVER)}")
    assert (status, to) == (303, f"{LIST}?which=disposed")
    book = secretariat.get(to).text
    assert "2件の契約について、廃棄しました。" in book
    assert OLD in book
    assert TITLE not in book


def test_what_hinders_is_said_before_anything_is_pressed(city):
    add_person(city, "also", (Role.MANAGER, retaining.DEPARTMENT), Role.SECRETARIAT)
    both = Browser(city).come_in("both")
    confirm(city, [OLD], "both")
    assert "別の人が、第2の確認をしてください。" in both.get(f"{LIST}?which=waiting").text
    page = both.get(f"{LIST}/second?{ids(city, OLD)}").text
    assert "別の人が、第2の確認をしてください。" in page
    assert 'name="reason"' not in page


def test_a_void_confirmation_is_back_among_the_proposed_and_says_why(city, manager):
    confirm(city, [OLD])
    city.run("settings", "set", "retention_years", "6")
    page = manager.get(LIST).text
    assert "確認が無効" in page
    assert "年限が延びました" in page


def test_keeping_longer_asks_for_a_day_and_a_reason(city, manager):
    path = f"{LIST}/extend?{ids(city, OLD)}"
    status, said = press(manager, path)
    assert status == 200
    assert said.count("入力してください。") >= 2
    day = f"{today().year + 2}-03-31"
    status, to = press(manager, path, reason="争訟のため", **{"until_on-year": day})
    assert (status, to) == (303, f"{LIST}?which=extended")
    assert "争訟のため" in manager.get(to).text
    assert OLD not in manager.get(LIST).text.split("<table")[1]
    assert "まで保存を延長（争訟のため）" in manager.get(f"/contracts/{OLD}?view=overview").text
    status, to = press(manager, f"{LIST}/take-back?{ids(city, OLD)}", reason="終わったため")
    assert (status, to) == (303, f"{LIST}?which=proposed")
    assert "取下げ" in manager.get(to).text


def test_who_may_not_confirm_is_shown_no_way_to(city):
    officer = Browser(city).come_in("officer")
    page = officer.get(LIST).text
    assert OLD in page
    assert 'name="choose"' not in page
    for step in ("first", "second", "extend", "take-back"):
        assert officer.get(f"{LIST}/{step}?{ids(city, OLD)}").status_code == 403
    elsewhere = Browser(city).come_in("elsewhere")
    page = elsewhere.get(f"{LIST}/first?{ids(city, OLD)}").text
    assert OLD not in page
    assert "契約が選ばれていないか" in page


@pytest.mark.parametrize(
    "query",
    [
        "which=nothing", "sort=colour", "page=1000000000", "descending=2", "department=%00"[:11],
        "q=" + "あ" * 3000, "which=disposed&sort=done", "which=waiting&page=0",
    ],
)  # fmt: skip
def test_an_odd_address_is_answered_with_a_page(secretariat, query):
    assert secretariat.get(f"{LIST}?{query}").status_code == 200


@pytest.mark.parametrize("chosen", ["", "choose=x", "choose=-1", "choose=999999999999", "choose=٣"])
def test_an_odd_choice_is_answered_with_a_sentence(secretariat, chosen):
    for step in ("second", "extend", "take-back"):
        answer = secretariat.get(f"{LIST}/{step}?{chosen}")
        assert answer.status_code == 200
        assert "契約が選ばれていないか" in answer.text


def test_a_second_press_after_the_first_has_done_it_leads_on(city, secretariat):
    confirm(city, [OLD])
    path = f"{LIST}/second?{ids(city, OLD)}"
    page = secretariat.get(path).text
    sent = {**boxes(page), "choose": re.findall(r'name="choose" value="(\d+)"', page)}
    for _ in range(2):
        assert secretariat.send_as_is(path, **sent).status_code == 303
    assert city.count("disposed_contracts") == 1


def test_the_page_of_a_disposed_contract_is_its_stub_for_those_who_could_see_it(city, manager):
    confirm_and_dispose(city, OLD)
    answer = manager.get(f"/contracts/{OLD}")
    assert answer.status_code == 200
    assert "廃棄済み" in answer.text
    assert "平成31年3月31日" in answer.text
    assert "課長 一郎（manager）" in answer.text
    assert TITLE not in answer.text
    elsewhere = Browser(city).come_in("elsewhere")
    unknown = elsewhere.get("/contracts/no-such-contract")
    hidden = elsewhere.get(f"/contracts/{OLD}")
    assert (hidden.status_code, unknown.status_code) == (404, 404)
    assert hidden.text.replace(OLD, "") == unknown.text.replace("no-such-contract", "")
    assert OLD not in elsewhere.get(f"{LIST}?which=disposed").text


def test_the_contract_says_until_when_it_is_kept_and_why(manager):
    line = "完了（R1.6.10）の翌年度から5年、R7.3.31まで"
    assert line in manager.get(f"/contracts/{OLD}?view=overview").text
    assert line in manager.get(f"/contracts/{OLD}?view=record").text
    assert (
        "不成立（H30.5.1）の翌年度から5年" in manager.get(f"/contracts/{NEVER}?view=overview").text
    )
    assert "保存期限" not in manager.get(f"/contracts/{NEXT}?view=overview").text
    assert "完了の翌年度から5年間保存します" in manager.get(f"/decisions/close/{NEXT}").text


def test_the_home_names_what_waits_for_whom(city, manager, secretariat):
    assert "保存期限が過ぎた契約　2件" in manager.get("/").text
    assert "契約の廃棄の確認" not in secretariat.get("/").text
    confirm(city, [OLD])
    assert "保存期限が過ぎた契約　1件" in manager.get("/").text
    assert "第2の確認待ち" in secretariat.get("/").text
    officer = Browser(city).come_in("officer")
    assert "契約の廃棄の確認" not in officer.get("/").text


def test_the_statements_of_the_list_do_not_grow_with_its_rows(city, secretariat):
    for which in ("proposed", "waiting", "extended", "disposed"):
        with statements(city) as sent:
            assert secretariat.get(f"{LIST}?which={which}").status_code == 200
        assert len(sent) <= 12, sent
    confirm(city, [NEVER], step=RetentionStep.CONFIRMED)
    with statements(city) as sent:
        assert secretariat.get(f"{LIST}?which=waiting").status_code == 200
    assert len(sent) <= 12, sent
