"""所属長の決定: waiving, recording as missed, settling, closing and reopening on pages."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlencode

import pytest

from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.entry_forms import boxes as entry_boxes
from tests.integration.installation import Installation

DEPARTMENT = "教育支援課"
ENDED = "R2-001"


@pytest.fixture
def city(installation: Installation) -> Installation:
    """A contract that ended years ago and of which nothing was ever done."""
    contract = contract_cells(ENDED, 所管課=DEPARTMENT, 開始日="2020-04-01", 終了日="2021-03-31")
    assert installation.load_sheets(契約=[contract]).written
    add_person(installation, "manager", (Role.MANAGER, DEPARTMENT))
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT))
    return installation


@pytest.fixture
def manager(city: Installation) -> Browser:
    return Browser(city).come_in("manager")


def owed(city: Installation) -> list[tuple[str, str, str]]:
    """(kind, basis, occurrence) of everything still open."""
    query = "SELECT kind, basis, occurrence FROM due_items WHERE closed_on IS NULL ORDER BY id"
    return [(kind, basis or "", occurrence) for kind, basis, occurrence in city.rows(query)]


def address(act: str, kind: str, basis: str, occurrence: str) -> str:
    named = {"branch": 0, "kind": kind, "basis": basis, "occurrence": occurrence}
    return f"/decisions/{act}/{ENDED}?{urlencode(named)}"


def test_a_visit_is_recorded_as_missed_and_never_waived(manager, city):
    [visit] = [item for item in owed(city) if item[0] == "inspection"]
    refused = manager.send(address("waive", *visit), on="2026-11-20", reason="昔のこと")
    assert "立入調査は免除できません" in refused.text
    done = manager.send(address("missed", *visit), on="2026-11-20", reason="調査をしなかった")
    assert done.status_code == 303
    entry = city.entries(ENDED)[-1]
    assert entry.kind == "未実施の記録"
    assert "調査をしなかった" in entry.text


def test_the_operation_log_says_with_which_account_and_from_where_it_was_decided(manager, city):
    """Two managers may have one name; the record itself says the name alone."""
    [visit] = [item for item in owed(city) if item[0] == "inspection"]
    said = {"on": "2026-11-20", "reason": "調査をしなかった"}
    assert manager.send(address("missed", *visit), **said).status_code == 303
    for item in [one for one in owed(city) if one[0] != "inspection"]:
        assert manager.send(address("waive", *item), **said).status_code == 303
    assert manager.send(f"/decisions/close/{ENDED}", **said).status_code == 303
    assert manager.send(f"/decisions/reopen/{ENDED}", **said).status_code == 303
    query = "SELECT act, actor, address FROM operation_log WHERE subject = :subject"
    lines = {act: (who, where) for act, who, where in city.rows(query, subject=ENDED)}
    assert {"missed", "waived", "closed", "reopened"} <= set(lines)
    assert {
        who.endswith("（manager）") and where == "192.0.2.7" for who, where in lines.values()
    } == {True}


def test_a_decision_needs_its_reason_and_a_day(manager, city):
    [visit] = [item for item in owed(city) if item[0] == "inspection"]
    before = len(city.entries(ENDED))
    answer = manager.send(address("missed", *visit), on="2026-02-30", reason="")
    assert "入力してください" in answer.text
    assert "暦にない日" in answer.text
    assert len(city.entries(ENDED)) == before


def test_a_second_click_decides_nothing_more(manager, city):
    [item] = [item for item in owed(city) if item[0] == "handler_report"]
    path = address("waive", *item)
    assert manager.send(path, on="2026-11-20", reason="旧制度").status_code == 303
    again = manager.send(path, on="2026-11-20", reason="旧制度")
    assert "終わった期限は" in again.text
    assert city.count("excuses") == 1


def test_what_is_missing_before_closing_is_said_in_plain_words(manager):
    page = manager.get(f"/decisions/close/{ENDED}").text
    assert "完了の前に、まだ必要なこと" in page
    assert "立入調査（令和2年度）が終わっていません。" in page
    assert "完了とする</button>" not in page


def test_a_contract_is_closed_when_nothing_is_missing_and_opened_again(manager, city):
    for kind, basis, occurrence in owed(city):
        act = "missed" if kind == "inspection" else "waive"
        path = address(act, kind, basis, occurrence)
        assert manager.send(path, on="2026-11-20", reason="整理").status_code == 303, kind
    path = f"/decisions/close/{ENDED}"
    assert manager.send(path, on="2026-11-21", reason="すべて確かめた").status_code == 303
    assert city.entries(ENDED)[-1].kind == "完了"
    reopened = manager.send(f"/decisions/reopen/{ENDED}", on="2026-11-21", reason="証明書が届いた")
    assert reopened.status_code == 303
    assert city.entries(ENDED)[-1].kind == "再開"
    assert city.run("verify").exit_code == 0


def test_an_item_that_is_not_there_is_not_found(manager):
    assert manager.get(address("missed", "inspection", "", "1999")).status_code == 404
    assert manager.get(f"/decisions/settle/{ENDED}?rule=nothing").status_code == 404


def test_an_officer_decides_nothing(city):
    officer = Browser(city).come_in("officer")
    for act in ("waive", "missed", "close", "reopen"):
        assert officer.get(f"/decisions/{act}/{ENDED}").status_code == 403


def to_settle(browser: Browser, contract: str, rule: str) -> str:
    """Where the contract's page lets this person settle a violation of the rule, or nowhere."""
    page = unescape(browser.get(f"/contracts/{contract}?view=due").text)
    ways = re.findall(r'href="(/decisions/settle/[^"]+)"', page)
    return next((way for way in ways if f"rule={rule}&" in way), "")


def test_an_officer_ticks_off_what_is_only_to_be_checked(city):
    odd = contract_cells("R2-002", 所管課=DEPARTMENT, 契約期間の表示="36か月")
    odd |= {"開始日": "2020-04-01", "終了日": "2022-03-31"}
    assert city.load_sheets(契約=[odd]).written
    officer = Browser(city).come_in("officer")
    way = to_settle(officer, "R2-002", "period_mismatch")
    assert "要確認を処理する" in officer.get(way).text
    said = {"on": "2026-11-20", "reason": "契約書の誤記と受託者に確かめた"}
    assert officer.send(way, **said).status_code == 303
    assert city.entries("R2-002")[-1].kind == "違反の処理"
    assert to_settle(officer, "R2-002", "period_mismatch") == ""
    assert city.run("verify").exit_code == 0


def test_an_officer_settles_nothing_that_waits_for_the_manager(city, manager):
    late = contract_cells("R2-003", 所管課=DEPARTMENT, 特記事項="prime-no-subcontracting-2019")
    branch = {"契約番号": "R2-003", "枝番": 1, "再委託先名": "こはる運輸株式会社"}
    branch |= {"開始日": "2020-04-01", "終了日": "2020-09-30"}
    assert city.load_sheets(契約=[late], 再委託=[branch]).written
    officer = Browser(city).come_in("officer")
    assert to_settle(officer, "R2-003", "subcontracting_forbidden") == ""
    way = to_settle(manager, "R2-003", "subcontracting_forbidden")
    assert officer.get(way).status_code == 403
    assert officer.send(way, on="2026-11-20", reason="処理した").status_code == 403
    assert manager.get(way).status_code == 200


def test_a_double_click_decides_once_and_shows_no_error(manager, city):
    [visit] = [item for item in owed(city) if item[0] == "inspection"]
    path = address("missed", *visit)
    fields = entry_boxes(manager.get(path).text) | {"reason": "調査をしなかった"}
    before = len(city.entries(ENDED))
    for _ in range(2):
        assert manager.send_as_is(path, **fields).status_code == 303
    assert len(city.entries(ENDED)) == before + 1
    later = manager.send_as_is(path, **{**fields, "reason": "別の理由"})
    assert "終わった期限" in later.text


def test_each_thing_that_is_missing_before_the_end_leads_to_where_it_is_done(manager):
    page = manager.get(f"/decisions/close/{ENDED}").text
    missing = page[page.index("まだ必要なこと") :]
    missing = missing[: missing.index("</section>")]
    links = re.findall(r'<li><a href="([^"]+)">', missing)
    assert len(links) == missing.count("<li>") > 1
    for href in links:
        assert manager.get(unescape(href)).status_code == 200


def test_what_is_missing_says_whose_it_is_and_never_the_same_twice(manager, city):
    term = {"開始日": "2020-04-01", "終了日": "2021-03-31"}
    place = {"契約番号": ENDED}
    loaded = city.load_sheets(
        契約=[contract_cells(ENDED, 所管課=DEPARTMENT, **term)],
        再委託=[
            {"枝番": number, "再委託先名": name, "特記事項明記": "有", **place, **term}
            for number, name in ((1, "つばめ運送"), (2, "ひばり倉庫"))
        ],
        保護対策=[
            {
                "番号": "S3",
                "実施者": "受託者",
                "区分": "運用上",
                "対策": "サーバの監視",
                "由来": "付議",
                "頻度": "四半期",
                **place,
            }
        ],
        データ=[
            {
                "データ番号": "D2",
                "枝番": 1,
                "データ名": "利用者一覧",
                "区分": "提供",
                "日付": "2020-05-01",
                **place,
            }
        ],
    )
    assert loaded.written, loaded.errors
    page = unescape(manager.get(f"/decisions/close/{ENDED}").text)
    lines = re.findall(r"<li><a[^>]*>(.*?)</a></li>", page[page.index('id="missing"') :])
    assert "再委託先1 つばめ運送：データ D2 利用者一覧が返還・消去されていません。" in lines
    assert any(
        "個別の約束 サーバの監視（令和2年度第3四半期分）が終わっていません。" in line
        for line in lines
    )
    assert any(line.startswith("再委託先2 ひばり倉庫：立入調査（令和2年度）") for line in lines)
    assert len(lines) == len(set(lines))
    assert not [line for line in lines if "2020Q3" in line or "S3" in line]


def test_an_officer_writes_down_how_a_violation_came_about_where_it_stands(manager, city):
    forbids = contract_cells(ENDED, 所管課=DEPARTMENT, 特記事項="prime-no-subcontracting-2019")
    forbids |= {"開始日": "2020-04-01", "終了日": "2021-03-31"}
    branch = {"契約番号": ENDED, "枝番": 1, "再委託先名": "こはる運輸株式会社"}
    branch |= {"開始日": "2020-04-01", "終了日": "2020-09-30"}
    assert city.load_sheets(契約=[forbids], 再委託=[branch]).written
    officer = Browser(city).come_in("officer")
    view = f"/contracts/{ENDED}?view=due"
    page = officer.get(view).text
    found = re.search(r'href="(/entries/other/[^"]+)"[^>]*>事情を記録', page)
    assert found is not None
    path = unescape(found[1])
    fields = entry_boxes(officer.get(path).text) | {"text": "受託者が市に知らせずに頼んだ。"}
    done = officer.send_as_is(path, **fields)
    assert (done.status_code, done.location) == (303, view)
    assert city.entries(ENDED)[-1].text == "受託者が市に知らせずに頼んだ。"
    told = manager.get(view).text
    assert "処理を記録" in told
    assert "事情を記録" not in told
