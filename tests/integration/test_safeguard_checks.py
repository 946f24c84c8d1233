"""実施の確認: what was promised for a connection without a contract, confirmed and put right."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask_migrate import downgrade, upgrade

from app.clock import today
from app.records import report_tasks, revisions
from app.records.database import reading, transaction
from app.records.safeguard_checks import SafeguardCheckRow
from app.records.scope import NOTHING, Scope
from tests.books import contract_cells
from tests.integration.browser import Browser, log_lines
from tests.integration.council_city import (
    ASKED,
    DEPARTMENT,
    LINK,
    LINK_CANARY,
    LONELY,
    OWN,
    OWN_CANARY,
    as_,
    day,
    fill_in,
    make_council,
    words_of,
)
from tests.integration.entry_forms import boxes
from tests.integration.installation import Installation
from tests.integration.statements import statements

CHECK = f"/council/department/safeguard-check/connection/{LONELY}?key=S1"
CHANGE = f"/council/department/safeguard-check-change/connection/{LONELY}?key=S1&check=1"
PAGE = f"/council/connections/{LONELY}"
PROMISE = "更新を毎月確かめる"
IN_PLACE, NOT_IN_PLACE = "in_place", "not_in_place"
GOOD = {
    "result": IN_PLACE,
    "text": "端末の更新の記録を画面で見た",
    "officer": "宮野 さくら",
    "place": "教育支援課の綴り12",
    **day("on", 2026, 6, 10),
}


@pytest.fixture
def city(installation: Installation) -> Installation:
    return make_council(installation)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return as_(city, "officer")


def waiting(city: Installation, on: date, department: str = DEPARTMENT):
    scope = Scope(everything=False, departments=frozenset({department}))
    with city.app.app_context(), reading() as session:
        return report_tasks.waiting_tasks(session, scope, NOTHING, on)


def load_link(city: Installation, **changes: str) -> None:
    """The connection without a contract, changed by a workbook."""
    cells = {"結合番号": LONELY, "件名": LINK_CANARY, "所管課": DEPARTMENT, "開始日": "2026-04-01"}
    cells |= {"結合の相手方": "県の機関", "情報項目": "氏名", **changes}
    contract = contract_cells(OWN, 件名=OWN_CANARY, 所管課=DEPARTMENT, 情報項目="氏名、住所")
    loaded = city.load_sheets(契約=[contract], 外部結合=[cells])
    assert loaded.written, loaded.errors


def test_what_was_seen_stands_on_every_page_about_the_promise_and_in_the_printed_list(
    city, officer
):
    before = officer.get("/council/promises?on=2026-11-20").text
    assert "実施の確認はまだありません" in before
    answer = fill_in(officer, CHECK, **GOOD)
    assert answer.status_code == 303
    assert answer.location.endswith(PAGE)
    page = officer.get(PAGE).text
    for words in ("実施の確認を登録しました。", "実施の確認　1件", *list(GOOD.values())[1:4]):
        assert words in page
    for path in ("/council/promises?on=2026-11-20", f"/council/matters/{ASKED}"):
        told = officer.get(path).text
        assert "確認済" in told
        assert "R8.6.10" in told
        assert f'href="{PAGE}#check-S1-1">実施の確認　実施されている　宮野 さくら</a>' in told
        assert f"/council/matters/{ASKED}" in told
    words = words_of(officer.get("/council/promises.pdf?on=2026-11-20").data)
    assert "R8.6.10実施の確認実施されている宮野さくら" in words
    assert log_lines(city)[-1][1:3] == ("check_safeguard", f"{LONELY} S1")
    assert city.run("verify").exit_code == 0


def test_what_is_not_carried_out_is_said_so_until_it_is_seen_to_be(city, officer):
    fill_in(officer, CHECK, **GOOD)
    fill_in(officer, CHECK, **{**GOOD, **day("on", 2026, 9, 1), "result": NOT_IN_PLACE})
    told = officer.get("/council/promises?on=2026-11-20&state=not_met").text
    assert "確認 R8.9.1　実施されていない　宮野 さくら" in told
    assert "R8.6.10" in told, "the day on which it was last in place"
    words = words_of(officer.get("/council/promises.pdf?on=2026-11-20&state=not_met").data)
    assert "実施されていない" in words
    fill_in(officer, CHECK, **{**GOOD, **day("on", 2026, 9, 20)})
    assert PROMISE not in officer.get("/council/promises?on=2026-11-20&state=not_met").text
    assert "実施の確認　3件" in officer.get(PAGE).text


def test_the_list_of_an_earlier_day_does_not_know_what_was_seen_later(city, officer):
    fill_in(officer, CHECK, **GOOD)
    assert "実施の確認はまだありません" in officer.get("/council/promises?on=2026-06-09").text
    assert "R8.6.10" in officer.get("/council/promises?on=2026-06-10").text


def test_a_check_is_put_right_with_a_reason_and_what_it_said_stays(city, officer):
    fill_in(officer, CHECK, **GOOD)
    without = fill_in(officer, CHANGE, text="記録の写しを見た")
    assert without.status_code == 200
    assert "か所を直してください" in without.text
    changed = fill_in(officer, CHANGE, text="記録の写しを見た", reason="画面ではなかった")
    assert changed.status_code == 303
    page = officer.get(PAGE).text
    for words in (f"<s>{GOOD['text']}</s>", "記録の写しを見た", "訂正の理由：画面ではなかった"):
        assert words in page
    assert "実施の確認　1件" in page
    rows = city.rows("SELECT revision, number, is_current FROM safeguard_checks ORDER BY id")
    assert [(row[0], row[1], bool(row[2])) for row in rows] == [(1, 1, False), (2, 1, True)]
    assert log_lines(city)[-1][1] == "correct_safeguard_check"
    again = fill_in(officer, CHANGE, reason="同じ内容")
    assert again.status_code == 303
    assert city.count("safeguard_checks") == 2


def test_a_promise_that_is_worded_anew_leaves_its_earlier_words_with_the_check(city, officer):
    fill_in(officer, CHECK, **GOOD)
    change = f"/council/department/safeguard-change/connection/{LONELY}?key=S1"
    assert fill_in(officer, change, text="更新を毎週確かめる").status_code == 303
    assert f"このときの対策：{PROMISE}" in officer.get(PAGE).text


def test_the_secretariat_confirms_and_the_page_offers_it_to_nobody_else(city):
    path = CHECK.replace("department", "secretariat")
    assert fill_in(as_(city, "secretariat"), path, **GOOD).status_code == 303
    for login, offered in (
        ("officer", True),
        ("manager", True),
        ("secretariat", True),
        ("advisor", False),
        ("auditor", False),
    ):
        assert ("実施を確認した" in as_(city, login).get(PAGE).text) is offered, login


def test_another_department_cannot_confirm_it(city):
    other = as_(city, "other")
    assert other.get(CHECK).status_code == 404
    assert other.get(CHANGE).status_code == 404
    for login in ("advisor", "auditor", "admin"):
        assert as_(city, login).get(CHECK).status_code == 403
        assert as_(city, login).get(CHECK.replace("department", "secretariat")).status_code == 403


def test_what_a_contract_stands_behind_is_left_to_its_visits(city, officer):
    """A number that is not on file (any more) is no contract: nobody visits for it."""
    path = f"/council/department/safeguard/connection/{LINK}"
    assert fill_in(officer, path, text="回線を見張る").status_code == 303
    assert "実施を確認した" not in officer.get(f"/council/connections/{LINK}").text
    answer = fill_in(officer, CHECK.replace(LONELY, LINK), **GOOD)
    assert "立入調査の調査票で確かめます" in answer.text
    assert city.count("safeguard_checks") == 0
    assert "実施を確認した" in officer.get(PAGE).text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"on-year": "2199"}, "まだ来ていない日です"),
        ({"on-day": "99"}, "か所を直してください"),
        ({"result": ""}, "選んでください"),
        ({"result": "perhaps"}, "か所を直してください"),
        ({"text": ""}, "か所を直してください"),
        ({"text": "あ" * 5_000}, "文字以内にしてください"),
        ({"officer": "\u202eさかさま"}, "使えない文字"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(city, officer, typed, sentence):
    answer = fill_in(officer, CHECK, **{**GOOD, **typed})
    assert answer.status_code == 200
    assert sentence in answer.text
    assert city.count("safeguard_checks") == 0


@pytest.mark.parametrize("query", ["", "?key=", "?key=S9", "?key=S1&check=9", "?key=S1&check=x"])
def test_what_the_address_names_and_is_not_there_is_not_found(city, officer, query):
    fill_in(officer, CHECK, **GOOD)
    assert officer.get(f"{CHANGE.partition('?')[0]}{query}").status_code == 404
    if "S1" not in query:
        assert officer.get(f"{CHECK.partition('?')[0]}{query}").status_code == 404


def test_the_same_form_sent_twice_confirms_once(city, officer):
    fields = {**boxes(officer.get(CHECK).text), **GOOD}
    assert officer.send_as_is(CHECK, **fields).status_code == 303
    assert officer.send_as_is(CHECK, **fields).status_code == 303
    assert city.count("safeguard_checks") == 1


def test_who_is_slower_with_a_correction_sees_both(city, officer):
    fill_in(officer, CHECK, **GOOD)
    slower = boxes(officer.get(CHANGE).text)
    fill_in(officer, CHANGE, text="先に直した内容", reason="先に")
    late = {**slower, "text": "後から直した内容", "reason": "後から"}
    answer = officer.send_as_is(CHANGE, **late)
    assert answer.status_code == 200
    assert "先に直した内容" in answer.text
    assert "後から直した内容" in answer.text
    again = officer.send_as_is(CHANGE, **{**boxes(answer.text), "text": "後から直した内容"})
    assert again.status_code == 303
    for seen in ("", "x", "999999"):
        unseen = {**late, "text": "また別の内容", "seen": seen}
        assert officer.send_as_is(CHANGE, **unseen).status_code == 404


def test_a_connection_whose_checks_are_not_confirmed_this_year_is_one_line_in_the_home(
    city, officer
):
    autumn = date(2026, 11, 20)
    path = f"/council/department/safeguard/connection/{LONELY}"
    fill_in(officer, path, number="S2", text="操作者を見直す")
    [task] = waiting(city, autumn).checks
    assert (task.number, task.unchecked, task.not_in_place) == (LONELY, 2, 0)
    fill_in(officer, CHECK, **GOOD)
    assert [one.unchecked for one in waiting(city, autumn).checks] == [1]
    second = CHECK.replace("S1", "S2")
    fill_in(officer, second, **{**GOOD, "result": NOT_IN_PLACE})
    assert [one.not_in_place for one in waiting(city, autumn).checks] == [1]
    fill_in(officer, second, **{**GOOD, **day("on", 2026, 7, 1)})
    assert waiting(city, autumn).checks == []
    assert [one.unchecked for one in waiting(city, date(2027, 4, 1)).checks] == [2]
    assert waiting(city, date(2026, 3, 31)).checks == [], "it has not begun"
    load_link(city, 終了日="2027-03-31")
    assert waiting(city, date(2027, 4, 1)).checks == [], "it has ended"


def test_advice_without_an_answer_is_a_line_in_the_departments_home(city, officer):
    page = officer.get("/").text
    assert "助言への対応待ち 2件" in page
    assert "記録を見直すこと" in page
    assert "助言への対応待ち" not in as_(city, "other").get("/").text
    assert "助言への対応待ち" not in as_(city, "secretariat").get("/").text
    of_link = f"/council/department/advice-answer/connection/{LONELY}?key=J1&back=/"
    assert of_link.replace("&", "&amp;") in page
    answered = fill_in(officer, of_link, answer="毎月見直します。")
    assert answered.location == "/"
    assert "助言への対応待ち 1件" in officer.get("/").text
    [left] = waiting(city, today()).advices
    assert (left.number, left.is_linked) == (OWN, False)
    assert (
        officer.get(f"/council/department/advice-answer/contract/{OWN}?key=J1").status_code == 200
    )


def test_advice_on_a_contract_that_came_to_nothing_waits_for_nobody(city):
    loaded = city.load_sheets(
        契約=[contract_cells(OWN, 件名=OWN_CANARY, 所管課=DEPARTMENT, 不成立日="2026-05-20")]
    )
    assert loaded.written, loaded.errors
    assert [one.number for one in waiting(city, today()).advices] == [LONELY]


def test_the_home_asks_no_more_questions_for_the_council(city, officer):
    with statements(city) as sent:
        page = officer.get("/").text
    assert "実施の確認 1件" in page
    assert f'href="{PAGE}#became"' in page
    assert len(sent) <= 12, sent


def test_what_was_seen_before_a_contract_came_counts_until_a_later_visit(city, officer):
    fill_in(officer, CHECK, **GOOD)
    load_link(city, 契約番号=OWN)
    told = officer.get("/council/promises?on=2026-11-20").text
    assert "実施の確認　実施されている" in told
    page = officer.get(PAGE).text
    assert "実施の確認　1件" in page
    assert "実施を確認した" not in page
    assert waiting(city, today()).checks == []


def test_the_checks_are_another_tables_and_going_back_takes_nothing_else(city, officer):
    fill_in(officer, CHECK, **GOOD)
    names = ("safeguards", "advices", "connections", "council_matters", "entries")
    before = {name: city.tables()[name] for name in names}
    with city.app.app_context():
        downgrade(revision="0029")
        upgrade()
    assert {name: city.tables()[name] for name in names} == before
    assert city.count("safeguard_checks") == 0
    assert fill_in(officer, CHECK, **GOOD).status_code == 303
    assert city.run("verify").exit_code == 0


def test_the_history_is_shown_a_page_at_a_time(city, officer):
    with city.app.app_context():
        _many(city, 60)
    first = officer.get(PAGE).text
    assert "60件のうち 1～50件" in first
    assert "60件のうち 51～60件" in officer.get(f"{PAGE}?page=2").text
    with statements(city) as sent:
        officer.get(PAGE)
    assert len(sent) <= 25, sent


def _many(city: Installation, count: int) -> None:
    """Checks of one promise, one a day."""
    [(key,)] = city.rows("SELECT id FROM external_connections WHERE number = :n", n=LONELY)
    at = datetime(2026, 11, 20, 3, tzinfo=UTC)
    said = {"safeguard": "S1", "result": IN_PLACE, "text": "見た", "officer": "係長"}
    rows = [
        {
            **said,
            "connection_id": key,
            "number": number,
            "place": None,
            "promised": PROMISE,
            "on": date.fromordinal(date(2026, 5, 1).toordinal() + number),
            "reason": None,
            "is_current": True,
            "revision": 1,
            "first_id": None,
            "written_at": at,
            "written_by": "係長（officer）",
        }
        for number in range(1, count + 1)
    ]
    with transaction() as session:
        revisions.add_rows(session, SafeguardCheckRow, rows)
