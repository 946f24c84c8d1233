"""例外の承諾: a request, the decision, the end of the copy, and what the record says of each."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from app.clock import today
from tests.integration.browser import Browser, log_lines
from tests.integration.consents import FOREIGN, MAIN, boxes_of, hidden, sent
from tests.integration.exceptions import (
    NEW,
    asked,
    decided,
    ended,
    lapsed,
    path,
    requested,
)
from tests.integration.installation import Installation
from tests.integration.test_consents import city, manager, officer

__all__ = ["city", "manager", "officer"]  # fixtures
MARK = re.compile(r"返却・消去が[^<]*(<[^>]*>)*未確認</span>")


def entries(city: Installation) -> list[tuple[str, str]]:
    """Kind and text of the entries that came after the loading."""
    query = (
        "SELECT e.kind, e.text FROM entries e JOIN contracts c ON c.id = e.contract_id"
        " WHERE c.number = :n AND e.act_table = 'exceptions' ORDER BY e.number"
    )
    return [(kind, text) for kind, text in city.rows(query, n=MAIN)]


def test_a_request_waits_for_the_manager_and_leaves_no_entry(city, officer):
    page = officer.get(requested(officer)).text
    assert "申請中" in page
    assert "宛名データの写し" in page
    assert "決定する" not in page
    assert entries(city) == []
    assert log_lines(city)[-1][1:3] == ("register_exception", f"{MAIN} 例外の申請1")


def test_a_consent_stands_in_the_record_with_its_period(city, officer, manager):
    requested(officer)
    assert decided(manager, "consented", document_number="８教支第３号").status_code == 303
    [(kind, text)] = entries(city)
    assert kind == "複写等の承諾"
    assert "複写・複製　宛名データの写し　120件　期間 R" in text
    page = officer.get(path()).text
    assert "期間中" in page
    assert "8教支第3号" in page
    assert "𠮷田 一" in page


def test_conditions_are_told_and_needed_where_the_consent_has_some(city, officer, manager):
    requested(officer)
    page = decided(manager, "with_conditions").text
    assert "条件を入れてください。" in page
    said = "2人で扱う\n\n月末に枚数を数える"
    assert decided(manager, "with_conditions", conditions=said).status_code == 303
    [(_, text)] = entries(city)
    assert "例外の条件付承諾" in text
    assert "2人で扱う、月末に枚数を数える" in text


def test_a_refusal_needs_its_reason_and_is_no_consent_in_the_record(city, officer, manager):
    requested(officer)
    assert "理由を入れてください。" in decided(manager, "refused").text
    assert decided(manager, "refused", decision_reason="要らないため").status_code == 303
    assert entries(city) == [
        ("その他", "例外の不承諾　複写・複製　宛名データの写し　120件　理由 要らないため　申請1")
    ]
    assert "不承諾" in officer.get(path()).text


def test_the_manager_finds_the_request_among_what_is_to_do(officer, manager):
    requested(officer, what="宛名の写し")
    page = manager.get("/").text
    assert "複写・複製の承諾の申請　宛名の写し" in page
    assert path("decide") in page
    assert path() in officer.get("/").text
    decided(manager, "consented")
    assert "宛名の写し" not in manager.get("/").text


def test_an_officer_does_not_decide_and_does_not_put_a_decision_right(officer, manager):
    requested(officer)
    assert officer.get(path("decide")).status_code == 403
    decided(manager, "consented")
    assert officer.get(path("correct")).status_code == 403
    assert officer.get(path("change")).location == path()


def test_a_request_is_put_right_before_the_decision_without_an_entry(city, officer):
    requested(officer)
    changed = asked(what="宛名ラベルの写し")
    assert sent(officer, path("change"), **changed).status_code == 303
    page = officer.get(path()).text
    assert "宛名ラベルの写し" in page
    assert "宛名データの写し" not in page
    assert entries(city) == []


def test_what_somebody_else_has_changed_meanwhile_is_said(officer, manager):
    requested(officer)
    old = hidden(manager.get(path("decide")).text)
    sent(officer, path("change"), **asked(what="別の写し"))
    answer = manager.send(path("decide"), **{**old, "decision": "consented"})
    assert answer.status_code == 200
    assert "ほかの人がこの申請を変えました" in answer.text


def test_a_form_that_is_sent_twice_acts_once(city, officer, manager):
    page = officer.get(NEW).text
    fields = {**hidden(page), **asked()}
    first, second = officer.send(NEW, **fields), officer.send(NEW, **fields)
    assert first.location == second.location
    assert city.count("exceptions") == 1
    fields = {**hidden(manager.get(path("decide")).text), "decision": "consented"}
    manager.send(path("decide"), **fields)
    assert manager.send(path("decide"), **fields).status_code == 303
    assert len(entries(city)) == 1


def test_a_copy_that_nobody_saw_go_after_the_end_is_marked_until_it_is_told(city, officer, manager):
    requested(officer, **lapsed())
    decided(manager, "consented", **boxes_of("decided_on", today() - timedelta(days=35)))
    for page in (path(), f"/contracts/{MAIN}?view=data", "/exceptions?which=copy_out"):
        assert MARK.search(officer.get(page).text)
    assert "返却・消去を記録" in officer.get("/").text
    assert ended(officer).status_code == 303
    kind, text = entries(city)[-1]
    assert (kind, text) == (
        "その他",
        "承諾した複写・複製の始末　消去・廃棄　宛名データの写し　裁断。立会い　申請1",
    )
    for page in (path(), f"/contracts/{MAIN}?view=data"):
        assert not MARK.search(officer.get(page).text)
    assert "返却・消去を記録" not in officer.get("/").text
    assert (
        "返却・消去を確かめていない写しはありません"
        in officer.get("/exceptions?which=copy_out").text
    )


def test_what_was_decided_is_put_right_by_a_correction(city, officer, manager):
    requested(officer)
    decided(manager, "consented")
    changed = {**asked(count="210"), "document_number": "8教支第7号"}
    assert sent(manager, path("correct"), **changed).status_code == 303
    kind, text = entries(city)[-1]
    assert kind == "訂正"
    assert "210件" in text
    page = manager.get(path()).text
    assert "210" in page
    assert "8教支第7号" in page
    assert city.run("verify").exit_code == 0


def test_the_end_of_a_copy_said_again_is_a_correction(city, officer, manager):
    requested(officer)
    decided(manager, "consented")
    ended(officer)
    assert ended(officer, copy_end="returned").status_code == 303
    assert [kind for kind, _ in entries(city)] == ["複写等の承諾", "その他", "訂正"]
    assert "市へ返却" in officer.get(path()).text
    assert city.run("verify").exit_code == 0


def test_a_request_is_taken_back_with_a_reason_and_without_an_entry(city, officer, manager):
    requested(officer)
    assert sent(officer, path("withdraw"), decision_reason="").status_code == 200
    assert sent(officer, path("withdraw"), decision_reason="誤り").status_code == 303
    assert "取下げ" in officer.get(path()).text
    assert manager.get(path("decide")).location == path()
    assert entries(city) == []


def test_clauses_that_know_of_no_exception_are_named_and_nothing_is_refused(officer, manager):
    requested(officer, kind="provision", other_party="県")
    sentence = "第三者への提供を承諾により認める定めがありません"
    assert sentence in officer.get(path()).text
    assert sentence in manager.get(path("decide")).text
    assert decided(manager, "consented").status_code == 303
    requested(officer, kind="taking_out")
    assert "定めがありません" not in manager.get(path("decide", 2)).text


def test_another_departments_manager_reaches_nothing(city, officer):
    requested(officer)
    other = Browser(city).come_in("other")
    for act in ("of", "decide", "copy", "change", "correct", "withdraw"):
        assert other.get(path(act)).status_code == 404
    assert other.get(NEW).status_code == 404
    assert other.get(f"/exceptions/new/{FOREIGN}").status_code == 200
    assert "宛名データの写し" not in other.get("/exceptions").text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"what": ""}, "入力してください。"),
        ({"what": "写" * 5_000}, "4000文字以内"),
        ({"reason": "a" * 1_000_000}, "4000文字以内"),
        ({"count": "-1"}, "0から"),
        ({"count": "9" * 30}, "0から"),
        ({"count": "たくさん"}, "数"),
        ({"kind": "flying"}, "選"),
        ({"branch": "77"}, "選"),
        ({"branch": "x"}, "選"),
        ({"ends_on-year": "2026", "ends_on-month": "2", "ends_on-day": "30"}, "暦にない日"),
        ({"ends_on-year": "1990", "ends_on-month": "2", "ends_on-day": "3"}, "始まりの日以後"),
        (boxes_of("asked_on", today() + timedelta(days=1)), "まだ来ていない日"),
    ],
)
def test_what_cannot_be_is_a_sentence_beside_its_field(city, officer, fields, sentence):
    answer = sent(officer, NEW, **asked(**fields))
    assert answer.status_code == 200
    assert sentence in answer.text
    assert city.count("exceptions") == 0


def test_a_decision_or_an_end_that_cannot_be_is_a_sentence(officer, manager):
    requested(officer)
    tomorrow = today() + timedelta(days=1)
    early = today() - timedelta(days=1)
    assert (
        "まだ来ていない日" in decided(manager, "consented", **boxes_of("decided_on", tomorrow)).text
    )
    assert "申請の日（" in decided(manager, "consented", **boxes_of("decided_on", early)).text
    decided(manager, "consented")
    assert "まだ来ていない日" in ended(officer, **boxes_of("copy_ended_on", tomorrow)).text
    assert "承諾の期間の始まり" in ended(officer, **boxes_of("copy_ended_on", early)).text


@pytest.mark.parametrize("number", ["0", "-1", "9" * 30, "x", "2"])
def test_an_exception_that_is_not_there_is_not_found(officer, number):
    requested(officer)
    for act in ("of", "change", "copy", "withdraw"):
        assert officer.get(f"/exceptions/{act}/{MAIN}?request={number}").status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        "exceptions SET what = '別の写し'",
        "exceptions SET count = 1200",
        "exceptions SET ends_on = '2099-01-01'",
        "exceptions SET decision = 'refused'",
        "exceptions SET conditions = '[\"x\"]'",
        "exceptions SET copy_ended_on = '2026-01-01', copy_end = 'erased'",
        "exceptions SET is_current = (1 = 0)",
    ],
)
def test_what_was_changed_behind_the_products_back_is_found(city, officer, manager, change):
    requested(officer)
    decided(manager, "consented")
    assert city.run("verify").exit_code == 0
    city.change(f"UPDATE {change} WHERE decision IS NOT NULL")
    assert city.run("verify").exit_code == 1


def test_a_decision_that_no_entry_speaks_of_is_found(city, officer):
    requested(officer)
    assert city.run("verify").exit_code == 0
    city.change("UPDATE exceptions SET decision = 'consented', decided_on = asked_on")
    said = city.run("verify")
    assert said.exit_code == 1
    assert "記録がない例外の承諾の決定" in said.output + said.stderr
