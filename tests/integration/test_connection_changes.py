"""Changes of a connection: from a day on, for a reason, as the council was told in a matter."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.clock import today
from tests.books import contract_cells
from tests.integration.browser import Browser
from tests.integration.connection_changes import (
    AUGUST,
    JULY,
    JUNE,
    WHY,
    change,
    history,
    mend,
    on_day,
    way,
)
from tests.integration.council_city import (
    ASKED,
    FOREIGN,
    LINK,
    LINK_CANARY,
    LONELY,
    OWN,
    TOLD,
    as_,
    day,
    fill_in,
    make_council,
)
from tests.integration.entry_forms import boxes, send
from tests.integration.installation import Installation

TABLE = "connection_amendments"
KEPT = "SELECT fact_revision, reason, matter FROM connection_amendments"
LATER = datetime(2026, 12, 1, 1, 2, 3, tzinfo=UTC)


@pytest.fixture
def city(installation: Installation) -> Installation:
    return make_council(installation)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return as_(city, "officer")


def test_a_change_says_since_when_why_and_in_which_matter_the_council_was_told(city, officer):
    answer = change(officer, JUNE, items="氏名、旧氏", amended_matter=ASKED)
    assert answer.status_code == 303
    told = history(officer)
    for words in ("変更1件", "R8.6.1", "変更", "情報項目 追加 旧氏", WHY, f"付議 {ASKED}"):
        assert words in told
    assert "宮野 さくら" in told
    assert "後日記載" in told
    assert city.rows(KEPT) == [(2, WHY, ASKED)]


def test_a_correction_is_as_if_it_had_always_been_so(city, officer):
    assert change(officer, None, counterpart="県の情報政策課").status_code == 303
    assert city.count(TABLE) == 0
    told = history(officer)
    assert "変更0件" in told
    assert "訂正" in told
    assert "県の機関 → 県の情報政策課" in told
    page = on_day(officer, JUNE - timedelta(days=60))
    assert "県の情報政策課" in page
    assert "後の令和8年11月20日に登録しました" in page


def test_what_was_blank_is_filled_in_rather_than_put_right(officer):
    assert change(officer, None, form="専用線").status_code == 303
    assert "記載の補い" in history(officer)
    assert "なし → 専用線" in history(officer)


def test_the_connection_of_any_day_is_shown_with_the_day_since_when_it_is_so(officer):
    assert change(officer, JUNE, counterpart="国の機関", amended_matter=ASKED).status_code == 303
    before = on_day(officer, JUNE - timedelta(days=1))
    assert "県の機関" in before
    assert "国の機関" not in before
    since = on_day(officer, JUNE)
    assert "国の機関" in since
    assert "R8.6.1 から" in since
    assert ASKED in since


def test_whoever_does_not_say_whether_it_is_a_change_is_asked(city, officer):
    answer = fill_in(officer, way(), counterpart="国の機関")
    assert answer.status_code == 200
    assert "error-summary" in answer.text
    assert city.count("connections") == 3


@pytest.mark.parametrize(
    ("blank", "asked_for"),
    [
        ({"amended_reason": " "}, "変更のときは、変更の理由を入れてください。"),
        (dict.fromkeys(day("amended_on", 1, 1, 1), ""), "変更のときは、変更日を入れてください。"),
    ],
)
def test_a_change_needs_its_day_and_its_reason(city, officer, blank, asked_for):
    answer = change(officer, JUNE, items="氏名、旧氏", **blank)
    assert answer.status_code == 200
    assert asked_for in answer.text
    assert city.count(TABLE) == 0


def test_a_matter_is_one_about_this_connection(city, officer):
    assert f'value="{TOLD}"' not in officer.get(way()).text
    assert change(officer, JUNE, items="氏名、旧氏", amended_matter=TOLD).status_code == 200
    assert city.count(TABLE) == 0


def test_a_change_that_changes_nothing_is_not_kept(city, officer):
    answer = change(officer, JUNE)
    assert "変わったところがないため" in answer.text
    assert city.count(TABLE) == 0


def test_a_form_that_is_sent_twice_changes_once(city, officer):
    fields = {**boxes(officer.get(way()).text), "amendment": "amended", "form": "VPN"}
    fields |= {**day("amended_on", 2026, 6, 1), "amended_reason": WHY}
    assert [send(officer, way(), fields).status_code for _ in range(2)] == [303, 303]
    assert city.count(TABLE) == 1


def test_the_days_of_changes_stand_in_the_order_of_their_entering(city, officer):
    assert change(officer, JULY, counterpart="国の機関").status_code == 303
    answer = change(officer, JUNE, counterpart="町の機関")
    assert "結合の相手方は令和8年7月1日の変更で改めてあります。" in answer.text
    assert change(officer, JUNE, items="旧氏").status_code == 303
    assert city.count(TABLE) == 2


def test_a_day_to_come_and_one_after_the_end_are_pointed_out(city, officer):
    coming = today() + timedelta(days=30)
    path = f"/council/connections/{LONELY}"
    assert change(officer, coming, form="VPN").status_code == 303
    page = officer.get(path).text
    assert "は先の日です。" in page
    assert "予定" in page
    ended = fill_in(
        officer,
        way(form="connection-end"),
        **day("ends_on", 2026, 6, 30),
        amended_reason="回線をやめるため",
    )
    assert ended.status_code == 303
    assert "変更日が終了日（令和8年6月30日）より後です。" in officer.get(path).text


def test_the_end_of_a_connection_is_a_change_with_a_day_and_a_reason(city, officer):
    end = way(form="connection-end")
    refused = fill_in(officer, end, **day("ends_on", 2026, 12, 31))
    assert refused.status_code == 200
    assert "error-summary" in refused.text
    typed = {**day("ends_on", 2026, 12, 31), "amended_reason": "回線をやめるため"}
    assert fill_in(officer, end, **typed).status_code == 303
    assert "なし → R8.12.31" in history(officer)
    assert "回線をやめるため" in history(officer)
    assert "R8.12.31" not in on_day(officer, JUNE)


def test_the_matter_can_be_added_later_by_the_department_and_by_the_secretariat(city, officer):
    change(officer, JUNE, items="氏名、旧氏")
    assert "付議を書き加える" in history(officer)
    assert mend(officer, matter=ASKED).status_code == 303
    assert f"付議 {ASKED}" in history(officer)
    secretariat = as_(city, "secretariat")
    moved = mend(secretariat, who="secretariat", **day("on", 2026, 7, 1), reason="通知による")
    assert moved.status_code == 303
    told = history(officer)
    for words in ("R8.7.1", "通知による", f"付議 {ASKED}", "変更1件"):
        assert words in told
    kept = "SELECT revision, is_current FROM connection_amendments ORDER BY revision"
    assert [(n, bool(now)) for n, now in city.rows(kept)] == [(1, False), (2, False), (3, True)]
    done = "SELECT actor FROM operation_log WHERE act = 'mend_connection_change'"
    assert len(city.rows(done)) == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "変わったところがないため"),
        ({"reason": " "}, "理由"),
        (day("on", 2026, 2, 30), "error-summary"),
        (day("on", 2026, 8, 2), "令和8年8月1日の変更で改めてあります"),
        ({"matter": TOLD}, "error-summary"),
        ({"seen": "0"}, "ほかの人がこの変更の記載を直しました"),
    ],
)
def test_what_cannot_be_of_a_change_is_refused_with_a_sentence(city, officer, typed, sentence):
    change(officer, JUNE, items="氏名、旧氏")
    change(officer, AUGUST, items="氏名")
    answer = mend(officer, **typed)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert city.count(TABLE) == 2


def test_a_mended_change_that_is_sent_twice_is_mended_once(city, officer):
    change(officer, JUNE, items="氏名、旧氏")
    path = f"/council/department/connection-mending/{LONELY}?revision=2"
    fields = {**boxes(officer.get(path).text), "reason": "通知による"}
    assert [send(officer, path, fields).status_code for _ in range(2)] == [303, 303]
    assert city.count(TABLE) == 2


def test_who_does_not_look_after_the_connection_changes_nothing_of_it(city, officer):
    change(officer, JUNE, items="氏名、旧氏")
    mending = f"/council/department/connection-mending/{LONELY}"
    stranger, auditor = as_(city, "other"), as_(city, "auditor")
    assert stranger.get(f"{mending}?revision=2").status_code == 404
    assert stranger.get(f"/council/connection-on-day/{LONELY}").status_code == 404
    assert auditor.get(f"{mending}?revision=2").status_code == 403
    assert "旧氏" in history(auditor)
    assert "付議を書き加える" not in history(auditor)
    assert officer.get(f"/council/connection-on-day/{FOREIGN}").status_code == 404
    for revision in ("", "1", "3", "0", "-1", "x", "99999999999999999999"):
        assert officer.get(f"{mending}?revision={revision}").status_code == 404


def test_a_day_that_cannot_be_read_is_told_and_taken_for_today(officer):
    page = officer.get(f"/council/connection-on-day/{LONELY}?on=2026-13-40")
    assert page.status_code == 200
    assert "notice" in page.text
    assert LINK_CANARY in page.text


def test_a_loaded_book_puts_right_what_is_on_file(city, officer):
    """登録ブック tell no day of a change: what they say counts as if it had always been so."""
    change(officer, JUNE, LINK, items="氏名、旧氏")
    cells = {"件名": "配信の結合", "所管課": "教育支援課", "結合の相手方": "国の機関"}
    loaded = city.load_sheets(
        at=LATER,
        契約=[contract_cells(OWN, 件名="こだぬき見守り業務", 所管課="教育支援課")],
        外部結合=[{"結合番号": LINK, **cells, "契約番号": OWN}],
    )
    assert loaded.written, loaded.errors
    assert city.count(TABLE) == 1
    told = history(officer, LINK)
    assert "変更1件" in told
    assert "県の機関 → 国の機関" in told
    before = on_day(officer, JUNE - timedelta(days=1), LINK)
    assert "国の機関" in before
    assert "旧氏" not in before
