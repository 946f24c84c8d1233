"""消去方法の表: everybody who sees contracts reads it, the secretariat changes it."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from time import sleep

import pytest

from app.acts.erasure_methods import MethodsChangedMeanwhileError, methods_on_file
from app.rooms.erasure_methods import LONGEST
from app.workflows.keep_erasure_methods import keep_erasure_methods
from audits.erasure_methods import Medium, Secrecy
from audits.roles import Role
from tests.integration.browser import Browser, add_person, log_lines
from tests.integration.certificates import NUMBER, a_city
from tests.integration.entry_forms import boxes
from tests.integration.installation import AT, Installation

PAGE, CHANGE = "/erasure-methods", "/erasure-methods/change"
BOX = "hard_disk_other"


@pytest.fixture
def city(installation: Installation) -> Installation:
    city = a_city(installation)
    add_person(city, "secretariat", (Role.SECRETARIAT, None), name="泉 あきら")
    add_person(city, "second", (Role.SECRETARIAT, None), name="岸 みなみ")
    return city


@pytest.fixture
def secretariat(city: Installation) -> Browser:
    return Browser(city).come_in("secretariat")


def change(browser: Browser, **more: str):
    return browser.send_as_is(CHANGE, **{**boxes(browser.get(CHANGE).text), **more})


def test_the_table_that_comes_with_the_product_is_shown_to_an_officer(city):
    officer = Browser(city).come_in("officer")
    page = officer.get(PAGE).text
    for words in ("ハードディスク（機器の内蔵を含む）", "個人番号を扱う業務", "磁気消去"):
        assert words in page
    assert CHANGE not in page
    assert officer.get(CHANGE).status_code == 403


def test_a_change_is_kept_with_who_and_when_and_holds_at_the_next_entry(secretariat, city):
    typed = boxes(secretariat.get(CHANGE).text)[BOX]
    answer = change(secretariat, **{BOX: f"{typed}\n上書き（消去ソフト・データ消去ソフト）"})
    assert answer.status_code == 303
    page = secretariat.get(PAGE).text
    assert "上書き（消去ソフト・データ消去ソフト）" in page
    assert page.count("泉 あきら（secretariat）") == 1
    assert log_lines(city)[-1][1] == "keep_erasure_methods"
    form = Browser(city).come_in("officer").get(f"/entries/disposal/{NUMBER}?data=D1").text
    assert "上書き" in re.findall(r'<option value="([^"]+)"></option>', form)


def test_what_stood_before_stays_on_file(secretariat, city):
    change(secretariat, mail_other="削除")
    change(secretariat, mail_other="完全削除")
    assert city.count("erasure_methods") == 2
    assert "完全削除" in secretariat.get(PAGE).text


def test_a_blank_box_accepts_no_method(secretariat):
    change(secretariat, mail_other="")
    assert "認める方法なし" in secretariat.get(PAGE).text


def test_saving_what_stands_there_changes_nothing(secretariat, city):
    answer = change(secretariat)
    assert "変わったところがないため" in answer.text
    assert city.count("erasure_methods") == 0


MANY = "\n".join(f"方法{n}" for n in range(30))


@pytest.mark.parametrize("typed", ["破壊（破砕", "あ" * 61, "あ" * (LONGEST + 1), MANY])
def test_what_cannot_be_read_is_said_beside_its_box_and_nothing_is_kept(secretariat, city, typed):
    answer = change(secretariat, **{BOX: typed, "mail_other": "削除"})
    assert answer.status_code == 200
    assert f'id="{BOX}-error"' in answer.text
    assert city.count("erasure_methods") == 0


def test_whoever_was_slower_is_told_and_sees_what_stands_there_now(secretariat, city):
    slow = Browser(city, "192.0.2.9").come_in("second")
    fields = boxes(slow.get(CHANGE).text)
    change(secretariat, **{BOX: "磁気消去"})
    answer = slow.send_as_is(CHANGE, **{**fields, BOX: "焼却"})
    assert "泉 あきら（secretariat）さんがこの表を変えました。" in answer.text
    assert "いまの表：磁気消去" in answer.text
    assert unescape(boxes(answer.text)[BOX]) == "焼却"
    again = slow.send_as_is(CHANGE, **boxes(answer.text))
    assert again.status_code == 303
    assert city.count("erasure_methods") >= 2


def test_of_two_who_save_in_the_same_moment_the_second_is_told(city, monkeypatch):
    def read_slowly(session):
        found = methods_on_file(session)
        sleep(0.5)  # time enough for the other to read the same, were there no lock
        return found

    def save(method: str) -> int | str:
        place = (Medium.MAIL, Secrecy.OTHER)
        with city.app.app_context():
            try:
                return keep_erasure_methods({place: (method,)}, seen=0, by=method, at=AT)
            except MethodsChangedMeanwhileError:
                return "told"

    place = "app.workflows.keep_erasure_methods.methods_on_file"
    monkeypatch.setattr(place, read_slowly)
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(save, ["削除", "完全削除"]))
    assert sorted(answers, key=str) == [1, "told"]
    assert city.count("erasure_methods") == 1
