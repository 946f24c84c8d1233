"""再委託の承諾と台帳: the ledger holds what the notice consents to; the manager sees it first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.clock import today
from audits.wareki import short_wareki, wareki
from tests.integration.browser import Browser
from tests.integration.consents import (
    MAIN,
    NEW,
    asked,
    boxes_of,
    confirmed,
    decided,
    hidden,
    points,
    request_path,
    requested,
    sent,
)
from tests.integration.installation import Installation
from tests.integration.test_consents import city, manager, notice, officer, subcontracts

__all__ = ["city", "manager", "officer"]  # fixtures

OTHER = "西山インフォ株式会社"


def on_file(city: Installation, branch: int) -> tuple[str, date, date, str]:
    query = (
        "SELECT s.contractor, s.starts_on, s.ends_on, s.description FROM subcontracts s"
        " JOIN engagements e ON e.id = s.engagement_id JOIN contracts c ON c.id = e.contract_id"
        " WHERE s.is_current AND c.number = :n AND e.branch = :b"
    )
    [(name, first, last, work)] = city.rows(query, n=MAIN, b=branch)
    return name, _day(first), _day(last), work


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def test_a_request_that_was_changed_after_it_was_enlisted_is_consented_to_as_it_reads_now(
    city, officer, manager
):
    path = requested(officer)
    sent(officer, request_path(act="enlist"), path)
    last = today() + timedelta(days=140)
    changed = asked(contractor=OTHER, **boxes_of("ends_on", last))
    assert sent(officer, request_path(act="change"), **changed).status_code == 303
    confirmed(officer)
    page = manager.get(request_path(act="decide")).text
    assert "承諾すると変わる台帳の内容　2件" in page
    assert "南風データ株式会社" in page
    assert short_wareki(today() + timedelta(days=100)) in page
    assert decided(manager, "consented").status_code == 303
    first = today() + timedelta(days=10)
    assert on_file(city, 2) == (OTHER, first, last, "利用者登録票の入力")
    text = notice(officer)
    assert OTHER in text
    assert wareki(last) in text
    assert "承諾すると変わる" not in officer.get(path).text
    assert city.run("verify").exit_code == 0


def test_a_request_about_a_subcontract_on_file_brings_its_days_and_items_into_the_ledger(
    city, officer, manager
):
    path = f"{NEW}?branch=1"
    assert "承諾のときに台帳も申請のとおりに変わります" in officer.get(path).text
    shown = requested(officer, path, contractor="北空ソフト株式会社")
    assert "承諾すると変わる台帳の内容" in officer.get(shown).text
    confirmed(officer)
    decided(manager, "consented")
    first, last = today() + timedelta(days=10), today() + timedelta(days=100)
    assert on_file(city, 1) == ("北空ソフト株式会社", first, last, "利用者登録票の入力")
    assert city.run("verify").exit_code == 0


def test_a_refusal_leaves_the_subcontract_on_file_as_it_is(city, officer, manager):
    before = on_file(city, 1)
    requested(officer, f"{NEW}?branch=1")
    assert decided(manager, "refused", reason="必要がない").status_code == 303
    assert on_file(city, 1) == before


def test_the_clauses_of_the_company_before_are_not_held_to_be_those_of_the_next(
    city, officer, manager
):
    name = {"再委託先名": "北空ソフト株式会社", "特記事項明記": "有"}
    days = {"開始日": today() + timedelta(days=1), "終了日": today() + timedelta(days=150)}
    cells = {"契約番号": MAIN, "枝番": 1, **name, **days}
    assert city.load_sheets(契約=[], 再委託=[cells]).written
    requested(officer, f"{NEW}?branch=1", contractor=OTHER)
    confirmed(officer, flow_down="open")
    assert decided(manager, "with_conditions", condition_1="明記する").status_code == 303
    company, paper, has_clauses = subcontracts(city)[1]
    assert (company, bool(paper), has_clauses) == (OTHER, True, False)


def test_a_decision_is_not_taken_on_a_ledger_that_has_changed_meanwhile(city, officer, manager):
    requested(officer, f"{NEW}?branch=1")
    confirmed(officer)
    seen = hidden(manager.get(request_path(act="decide")).text)
    name = {"再委託先名": "東野ソフト株式会社"}
    days = {"開始日": today() + timedelta(days=1), "終了日": today() + timedelta(days=150)}
    cells = {"契約番号": MAIN, "枝番": 1, **name, **days}
    assert city.load_sheets(契約=[], 再委託=[cells]).written
    told = manager.send(request_path(act="decide"), decision="consented", **seen)
    assert "ほかの人が台帳の再委託を変えました" in told.text
    assert "東野ソフト株式会社" in told.text
    assert city.count("consent_decisions") == 0


@pytest.mark.parametrize(
    "change",
    [
        {"contractor": OTHER},
        {"workplace": "東町倉庫"},
        {"items": "氏名"},
        {"media": "紙"},
        {"clause_set": "prime-no-subcontracting-2019"},
        boxes_of("ends_on", today() + timedelta(days=99)),
    ],
)
def test_what_was_confirmed_of_another_company_or_place_is_open_again(officer, manager, change):
    path = requested(officer)
    confirmed(officer)
    assert "7／7" in officer.get(path).text
    assert sent(officer, request_path(act="change"), **asked(**change)).status_code == 303
    page = officer.get(path).text
    assert "確認した事項7件を未確認に戻しました" in page
    assert "0／7" in page
    assert "まだ確認していない事項があります" in decided(manager, "consented").text


def test_words_put_right_leave_what_was_confirmed(officer):
    path = requested(officer)
    confirmed(officer, place="open")
    changed = asked(reason="専門の設備と人を持つため", representative="代表取締役　青木 二")
    assert sent(officer, request_path(act="change"), **changed).status_code == 303
    page = officer.get(path).text
    assert "6／7" in page
    assert "未確認に戻しました" not in page


def test_a_request_that_is_only_enlisted_keeps_what_was_confirmed(officer):
    path = requested(officer)
    confirmed(officer)
    sent(officer, request_path(act="enlist"), path)
    assert "7／7" in officer.get(path).text


def test_consent_is_given_although_boxes_of_conditions_were_left_filled(city, officer, manager):
    requested(officer)
    confirmed(officer)
    left = {"condition_1": "報告", **boxes_of("condition_due_1", today() + timedelta(days=190))}
    assert decided(manager, "consented", **left).status_code == 303
    assert city.rows("SELECT decision FROM consent_decisions") == [("consented",)]
    assert "次の条件を付けて" not in notice(manager)


def test_a_second_click_leads_to_ones_own_request(city, officer, manager):
    keys = hidden(officer.get(NEW).text)
    first = officer.send(NEW, **{**keys, **asked()})
    requested(manager, contractor=OTHER)
    again = officer.send(NEW, **{**keys, **asked()})
    assert (first.location, again.location) == (request_path(1), request_path(1))
    assert city.count("consent_requests") == 2


def test_who_confirms_second_leaves_what_the_first_has_confirmed(officer, manager, city):
    path = requested(officer)
    both = [hidden(browser.get(path).text) for browser in (officer, manager)]
    check = request_path(act="check")
    nothing = dict.fromkeys(points(), "open")
    first = {**nothing, "flow_down": "confirmed", "staff_told": "confirmed"}
    assert officer.send(check, **both[0], **first).status_code == 303
    second = {**nothing, "place": "confirmed"}
    told = manager.send(check, **both[1], **second)
    assert "ほかの人がこの申請を変えました" in told.text
    assert told.text.count("宮野 さくら") == 2
    chosen = dict.fromkeys(("flow_down", "staff_told", "place"), "confirmed")
    for name in chosen:
        assert f'id="{name}-confirmed" name="{name}" value="confirmed" checked' in told.text
    pressed = {**hidden(told.text), **nothing, **chosen}
    assert manager.send(check, **pressed).status_code == 303
    assert "3／7" in officer.get(path).text
    writers = city.rows("SELECT point, written_by FROM consent_checks ORDER BY id")
    assert [tuple(row) for row in writers] == [
        ("flow_down", "宮野 さくら（officer）"),
        ("staff_told", "宮野 さくら（officer）"),
        ("place", "𠮷田 一（manager）"),
    ]


def test_who_says_otherwise_of_the_same_point_sees_what_the_colleague_said(officer, manager):
    path = requested(officer)
    both = [hidden(browser.get(path).text) for browser in (officer, manager)]
    check = request_path(act="check")
    nothing = dict.fromkeys(points(), "open")
    said = {"place": "not_applicable", "place-remark": "持ち出さない"}
    assert officer.send(check, **both[0], **{**nothing, **said}).status_code == 303
    told = manager.send(check, **both[1], **{**nothing, "place": "confirmed"})
    assert "台帳では：該当なし" in told.text
    assert "備考：持ち出さない" in told.text


def test_who_changes_a_request_second_sees_what_the_first_has_changed(officer, manager):
    requested(officer)
    change = request_path(act="change")
    keys = hidden(manager.get(change).text)
    sent(officer, change, **asked(contractor=OTHER, reason="別の理由"))
    told = manager.send(change, **{**keys, **asked(description="別の業務")})
    table = told.text[told.text.index("いま台帳にある内容との違い") :]
    for words in (OTHER, "南風データ株式会社", "別の理由", "別の業務"):
        assert words in table[: table.index("</table>")], words
    assert 'value="南風データ株式会社"' in told.text
    again = manager.send(change, **{**hidden(told.text), **asked(description="別の業務")})
    assert again.status_code == 303


def test_every_step_of_a_consent_says_where_it_came_from(city, officer, manager):
    path = requested(officer)
    sent(officer, request_path(act="change"), **asked(reason="別の理由"))
    sent(officer, request_path(act="enlist"), path)
    confirmed(officer)
    decided(manager, "consented")
    requested(officer, contractor=OTHER)
    back = request_path(2, "withdraw")
    sent(officer, back, request_path(2), reason="受託者が取り下げた")
    query = "SELECT act, address FROM operation_log WHERE subject LIKE :s ORDER BY id"
    rows = city.rows(query, s=f"{MAIN} 申請%")
    assert [act for act, _ in rows] == [
        "register_consent_request",
        "change_consent_request",
        "enlist_subcontract",
        "check_consent_points",
        "decide_consent",
        "register_consent_request",
        "withdraw_consent_request",
    ]
    assert {where for _, where in rows} == {"192.0.2.7"}


def test_two_people_of_one_name_are_told_apart(city, officer):
    path = requested(officer)
    confirmed(officer)
    writers = city.rows(
        "SELECT written_by FROM consent_requests UNION SELECT written_by FROM consent_checks"
    )
    assert [tuple(row) for row in writers] == [("宮野 さくら（officer）",)]
    assert "（officer）" not in officer.get(path).text
    assert Browser(city).come_in("auditor").get(path).text.count("<td>宮野 さくら</td>") == 7
