"""審議会の連なり: from the session over advice and promises to the record, from both ends."""

from __future__ import annotations

import pytest

from tests.books import contract_cells
from tests.integration.browser import log_lines
from tests.integration.council_city import (
    KEPT,
    LONELY,
    NOT_KEPT,
    OWN,
    OWN_CANARY,
    TOLD,
    as_,
    day,
    fill_in,
    make_council,
    words_of,
)
from tests.integration.entry_forms import boxes
from tests.integration.installation import Installation


@pytest.fixture
def city(installation: Installation) -> Installation:
    return make_council(installation)


def state_of(page: str, promise: str) -> str:
    """The row of a promise, up to its text."""
    before = page[: page.index(promise)]
    return before[before.rindex("<tr>") :]


def test_a_matter_told_of_a_contract_stands_in_its_record_and_on_its_page(city):
    browser = as_(city, "secretariat")
    typed = {"number": "F-9", "session": "令和8年度第3回", "title": "対象の拡大について"}
    answer = fill_in(
        browser,
        "/council/secretariat/matter",
        **typed,
        **day("held_on", 2026, 9, 10),
        matter="報告",
        contracts=OWN,
        previous=TOLD,
        changes="対象を全校に拡大",
    )
    assert answer.status_code == 303
    assert answer.location.endswith("/council/matters/F-9")
    last = city.entries(OWN)[-1]
    assert last.kind == "付議"
    assert "対象の拡大について" in last.text
    assert "F-9" in as_(city, "officer").get(f"/contracts/{OWN}?view=council").text
    assert "F-9" in browser.get(f"/council/matters/{TOLD}").text
    assert log_lines(city)[-1][1:3] == ("file_council_matters", "F-9")
    assert city.run("verify").exit_code == 0


def test_the_result_that_is_entered_later_is_an_entry_of_its_own_and_strikes_nothing(city):
    browser = as_(city, "secretariat")
    typed = {"number": "F-9", "session": "令和8年度第3回", "title": "対象の拡大について"}
    said = typed | day("held_on", 2026, 9, 10) | {"matter": "報告", "contracts": OWN}
    fill_in(browser, "/council/secretariat/matter", **said)
    laid = city.entries(OWN)[-1]
    change = "/council/secretariat/matter-change/F-9"
    assert fill_in(browser, change, result="了承").status_code == 303
    last = city.entries(OWN)[-1]
    assert (last.number, last.kind, last.corrects) == (laid.number + 1, "付議", None)
    assert last.text == "令和8年度第3回　結果：了承"
    assert (last.on, last.other_party) == (laid.on, "審議会")
    assert "了承" in browser.get("/council/matters/F-9").text
    assert city.run("verify").exit_code == 0


def test_a_result_that_was_entered_wrongly_is_put_right_by_a_correction(city):
    browser = as_(city, "secretariat")
    was = city.entries(OWN)[-1]
    answer = fill_in(browser, f"/council/secretariat/matter-change/{TOLD}", result="継続")
    assert answer.status_code == 303
    last = city.entries(OWN)[-1]
    assert last.number == was.number + 1
    assert last.corrects is not None
    assert "継続" in last.text
    assert "継続" in browser.get(f"/council/matters/{TOLD}").text


def test_a_contract_that_came_after_its_matter_is_added_to_it(city):
    browser = as_(city, "secretariat")
    typed = {"number": "F-9", "title": "まだ相手の決まらない業務について", "matter": "諮問"}
    fill_in(browser, "/council/secretariat/matter", **typed, **day("held_on", 2026, 9, 10))
    assert "まだ決まっていません" in browser.get("/council/matters/F-9").text
    answer = fill_in(browser, "/council/secretariat/matter-change/F-9", contracts=OWN)
    assert answer.status_code == 303
    assert city.entries(OWN)[-1].kind == "付議"


def test_advice_goes_from_the_advisor_over_the_answer_to_the_check_sheet(city):
    advised = fill_in(
        as_(city, "advisor"),
        f"/council/advisor/advice/contract/{OWN}",
        text="外部からの接続を見張ること",
    )
    assert advised.status_code == 303
    secretariat, officer = as_(city, "secretariat"), as_(city, "officer")
    promised = fill_in(
        secretariat,
        f"/council/secretariat/safeguard/contract/{OWN}",
        number="S8",
        text="接続の記録を見る",
        origin="助言",
        frequency="毎月",
    )
    assert promised.status_code == 303
    answered = fill_in(
        officer,
        f"/council/department/advice-answer/contract/{OWN}?key=J2",
        answer="毎月、接続の記録を見ます。",
        promised="S8",
    )
    assert answered.status_code == 303
    page = officer.get(f"/council/matters/{TOLD}").text
    assert "外部からの接続を見張ること" in page
    assert "毎月、接続の記録を見ます。" in page
    assert "接続の記録を見る" in page
    sheet = officer.get(f"/check-sheets/{OWN}?year=2026&round=1").text
    assert "接続の記録を見る" in sheet
    assert "審議会への報告 S8" in sheet


def test_the_secretariat_is_told_what_a_promise_with_a_rhythm_makes_due(city):
    browser = as_(city, "secretariat")
    path = f"/council/secretariat/safeguard/contract/{OWN}"
    fields = {**boxes(browser.get(path).text), "text": "月例の報告", "frequency": "毎月"}
    first = browser.send_as_is(path, **fields)
    assert first.status_code == 200
    assert "まだ保存していません" in first.text
    agreed = {**fields, "agreed": boxes(first.text)["agreed"]}
    assert browser.send_as_is(path, **agreed).status_code == 303
    again = browser.send_as_is(path, **agreed)
    assert again.status_code == 303, "a second click does nothing"
    assert "月例の報告" in browser.get(f"/contracts/{OWN}?view=council").text


def test_what_the_record_shows_to_be_kept_is_confirmed_in_the_list(city):
    browser = as_(city, "officer")
    before = browser.get("/council/promises?on=2026-11-20").text
    assert "期限超過" in state_of(before, KEPT)
    assert "まだ確かめていない" in state_of(before, NOT_KEPT)
    loaded = city.load_sheets(
        契約=[contract_cells(OWN, 件名=OWN_CANARY)],
        記録=[
            {
                "契約番号": OWN,
                "日付": "2026-11-10",
                "区分": "電話確認",
                "内容": "記録を見たことを聞いた",
                "対策番号": "S2",
            }
        ],
    )
    assert loaded.written, loaded.errors
    after = browser.get("/council/promises?on=2026-11-20").text
    assert "確認済" in state_of(after, NOT_KEPT)
    assert "R8.11.10" in after
    earlier = browser.get("/council/promises?on=2026-11-09").text
    assert "まだ確かめていない" in state_of(earlier, NOT_KEPT)


@pytest.mark.parametrize(
    ("state", "there", "not_there"),
    [("overdue", KEPT, NOT_KEPT), ("not_yet", NOT_KEPT, KEPT)],
)
def test_the_list_is_narrowed_by_state(city, state, there, not_there):
    page = as_(city, "secretariat").get(f"/council/promises?state={state}&on=2026-11-20").text
    assert there in page
    assert not_there not in page


def test_the_list_is_narrowed_by_department_year_and_origin(city):
    browser = as_(city, "secretariat")
    assert "収納の対策" not in browser.get("/council/promises?department=教育支援課").text
    assert "収納の対策" in browser.get("/council/promises?department=収納課").text
    assert "当てはまる対策はありません" in browser.get("/council/promises?year=2020").text
    assert KEPT in browser.get("/council/promises?year=2026").text
    opinions = browser.get("/council/promises?origin=opinion").text
    assert (NOT_KEPT in opinions, KEPT in opinions) == (True, False)


def test_what_stands_in_the_contract_only_was_not_told_to_the_council(city):
    browser = as_(city, "secretariat")
    for query in ("", "?origin=contract"):
        assert "契約書だけの約束" not in browser.get(f"/council/promises{query}").text


def test_the_printed_list_says_the_same_as_the_page(city):
    browser = as_(city, "officer")
    answer = browser.get("/council/promises.pdf?on=2026-11-20&department=教育支援課")
    assert answer.mimetype == "application/pdf"
    words = words_of(answer.data)
    for expected in (KEPT, NOT_KEPT, "期限超過", "令和8年11月20日現在", "教育支援課", TOLD):
        assert expected in words
    assert "収納の対策" not in words
    only = words_of(browser.get("/council/promises.pdf?state=overdue&on=2026-11-20").data)
    assert (KEPT in only, NOT_KEPT in only) == (True, False)


def test_an_opinion_is_entered_answered_and_put_right(city):
    secretariat, officer = as_(city, "secretariat"), as_(city, "officer")
    said = fill_in(
        secretariat, f"/council/opinion/{TOLD}", said_by="委員", text="記録はだれが見るのか"
    )
    assert said.status_code == 303
    answered = fill_in(
        officer,
        f"/council/opinion-answer/{TOLD}?key=1",
        answer="所管課が月に一度見ます。",
        promised="S2",
    )
    assert answered.status_code == 303
    changed = fill_in(
        secretariat, f"/council/opinion-change/{TOLD}?key=1", text="記録はだれがいつ見るのか"
    )
    assert changed.status_code == 303
    page = officer.get(f"/council/matters/{TOLD}").text
    assert "記録はだれがいつ見るのか" in page
    assert "所管課が月に一度見ます。" in page
    rows = city.rows("SELECT revision, is_current FROM council_opinions ORDER BY id")
    assert [(row[0], bool(row[1])) for row in rows] == [(1, False), (2, False), (3, True)]
    acts = [line[1] for line in log_lines(city)]
    assert acts[-3:] == ["keep_opinion"] * 3


def test_advice_on_a_connection_is_answered_with_its_own_promise(city):
    answer = fill_in(
        as_(city, "officer"),
        f"/council/department/advice-answer/connection/{LONELY}?key=J1",
        answer="毎月見直します。",
        promised="S1",
    )
    assert answer.status_code == 303
    page = as_(city, "advisor").get(f"/council/connections/{LONELY}").text
    assert "毎月見直します。" in page
