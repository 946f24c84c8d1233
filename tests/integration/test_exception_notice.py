"""例外承諾通知書: the paper that a decision on an exception sends, kept as it was issued."""

from __future__ import annotations

import pytest

from app.clock import today
from tests.integration.browser import Browser
from tests.integration.consents import FOREIGN, MAIN, sent
from tests.integration.exceptions import asked, decided, path, requested
from tests.integration.test_consents import city, manager, officer
from tests.unit.papers_read_back import page_texts

__all__ = ["city", "manager", "officer"]  # fixtures
NUMBER = f"{today().year - 2018 - (today().month < 4)}教支第1号"


def notice(browser: Browser, number: int = 1) -> str:
    answer = browser.get(path("paper", number))
    assert answer.mimetype == "application/pdf"
    return "".join(page_texts(answer.data))


def test_a_consent_takes_the_next_number_and_makes_its_notice(city, officer, manager):
    page = requested(officer)
    assert officer.get(path("paper")).status_code == 404
    assert f"いまなら {NUMBER}" in manager.get(path("decide")).text
    conditions = "2人で扱うこと\n月末に枚数を数えること"
    assert decided(manager, "with_conditions", conditions=conditions).status_code == 303
    assert f"例外承諾通知書 {NUMBER}（PDF）" in officer.get(page).text
    text = notice(officer)
    for words in (NUMBER, "宛名データの写し", "第7", "2月末に枚数を数えること", "120件"):
        assert words in text, words
    assert city.run("verify").exit_code == 0


def test_a_refusal_says_why_it_is_none(officer, manager):
    requested(officer)
    decided(manager, "refused", decision_reason="要らないため", document_number="8教支第9号")
    text = notice(officer)
    for words in ("例外不承諾通知書", "8教支第9号", "要らないため"):
        assert words in text, words


def test_a_number_that_another_paper_has_is_refused_and_nothing_is_written(city, officer, manager):
    requested(officer)
    decided(manager, "consented", document_number="8教支第9号")
    requested(officer, what="別の写し")
    answer = sent(manager, path("decide", 2), decision="consented", document_number="8教支第9号")
    assert "すでに使われています。" in answer.text
    assert city.count("papers_on_file") == 1
    assert "申請中" in officer.get(path(number=2)).text


def test_a_department_without_a_sign_is_asked_for_the_number(city):
    other = Browser(city).come_in("other")
    requested(other, f"/exceptions/new/{FOREIGN}")
    where = path("decide", contract=FOREIGN)
    assert "課の記号が決まっていない" in other.get(where).text
    assert "記号が決まっていません。" in sent(other, where, decision="consented").text
    said = {"decision": "consented", "document_number": "8収第5号"}
    assert sent(other, where, **said).status_code == 303


def test_without_the_citys_name_nobody_can_sign_the_notice(city, officer, manager):
    requested(officer)
    city.run("settings", "set", "city_name", "")
    assert "市の名前が設定されていない" in decided(manager, "consented").text
    assert "申請中" in officer.get(path()).text


def test_what_is_put_right_is_told_again_under_the_same_number(city, officer, manager):
    requested(officer)
    decided(manager, "consented")
    first = officer.get(path("paper")).data
    changed = {**asked(count="210"), "document_number": ""}
    assert sent(manager, path("correct"), **changed).status_code == 303
    assert "作り直しました" in manager.get(path()).text
    text = notice(officer)
    assert "210件" in text
    assert NUMBER in text
    assert first in [
        bytes(content) for (content,) in city.rows("SELECT content FROM papers_on_file")
    ]
    assert city.run("verify").exit_code == 0


def test_the_end_of_the_copy_makes_no_other_notice(city, officer, manager):
    requested(officer)
    decided(manager, "consented")
    sent(officer, path("copy"), copy_end="erased", copy_ended_words="裁断")
    assert city.count("papers_on_file") == 1
    assert "宛名データの写し" in notice(officer)


@pytest.mark.parametrize("role", ["admin", "other"])
def test_nobody_else_takes_the_notice_away(city, officer, manager, role):
    requested(officer)
    decided(manager, "consented")
    assert Browser(city).come_in(role).get(path("paper")).status_code in (403, 404)


def test_a_notice_that_was_exchanged_is_found_and_not_handed_out(city, officer, manager):
    requested(officer)
    decided(manager, "consented")
    city.change("UPDATE papers_on_file SET content = :content", content=b"another paper")
    said = city.run("verify")
    assert said.exit_code == 1
    assert MAIN in said.output + said.stderr
    assert officer.get(path("paper")).location == path()
    assert "出したときと変わっています" in officer.get(path()).text
