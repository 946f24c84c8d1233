"""再委託の承諾: a request, its points, the decision, and what becomes of the contract by it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.clock import today
from tests.integration.browser import Browser, log_lines
from tests.integration.consents import (
    FOREIGN,
    MAIN,
    NEW,
    STRICT,
    asked,
    boxes_of,
    confirmed,
    decided,
    hidden,
    make_city,
    points,
    ready,
    request_path,
    requested,
    sent,
)
from tests.integration.installation import Installation
from tests.unit.papers_read_back import page_texts


@pytest.fixture
def city(installation: Installation) -> Installation:
    return make_city(installation)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


@pytest.fixture
def manager(city: Installation) -> Browser:
    return Browser(city).come_in("manager")


def subcontracts(city: Installation) -> dict[int, tuple[str, str | None, bool]]:
    """Branch → name, number of the consent's paper, whether the clauses are written in."""
    query = (
        "SELECT e.branch, s.contractor, s.consent_document, s.flow_down FROM subcontracts s"
        " JOIN engagements e ON e.id = s.engagement_id JOIN contracts c ON c.id = e.contract_id"
        " WHERE s.is_current AND c.number = :n ORDER BY e.branch"
    )
    found = city.rows(query, n=MAIN)
    return {branch: (name, paper, bool(flow)) for branch, name, paper, flow in found}


def due(city: Installation, branch: int, kind: str) -> list[tuple[str, str | None]]:
    query = (
        "SELECT due_on, closed_on FROM due_items WHERE contract = :n AND branch = :b"
        " AND kind = :k ORDER BY due_on"
    )
    rows = city.rows(query, n=MAIN, b=branch, k=kind)
    return [(str(day), str(closed) if closed else None) for day, closed in rows]


def broken(city: Installation, branch: int, contract: str = MAIN) -> list[str]:
    query = "SELECT rule FROM violations WHERE contract = :n AND branch = :b ORDER BY rule"
    return [rule for (rule,) in city.rows(query, n=contract, b=branch)]


def last_entries(city: Installation, count: int) -> list[tuple[str, str, str]]:
    found = [(row.kind, row.text, row.place) for row in city.entries(MAIN)]
    return found[-count:]


def notice(browser: Browser, number: int = 1) -> str:
    answer = browser.get(request_path(number, "paper"))
    assert answer.mimetype == "application/pdf"
    return "".join(page_texts(answer.data))


def test_a_request_that_is_consented_to_becomes_the_subcontract_without_typing_it_again(
    city, officer, manager
):
    page = ready(officer)
    assert "北空ソフト" not in officer.get(page).text
    assert 2 not in subcontracts(city)
    assert decided(manager, "consented").status_code == 303
    document = f"{today().year - 2018 - (today().month < 4)}教支第1号"
    assert subcontracts(city)[2] == ("南風データ株式会社", document, True)
    first = today() + timedelta(days=10)
    consents = due(city, 2, "subcontract_consent")
    assert consents == [(str(first - timedelta(days=1)), str(today()))]
    assert broken(city, 2) == []
    [entry] = last_entries(city, 1)
    assert entry == ("再委託承諾", "利用者登録票の入力", document)
    assert city.run("verify").exit_code == 0


def test_the_notice_says_who_may_do_what_for_how_long_and_on_what_ground(officer, manager):
    ready(officer, certification="Pマーク 第12345号")
    decided(manager, "consented")
    text = notice(officer)
    for words in (
        "再委託承諾通知書",
        "教支第1号",
        "ことり配信株式会社",
        "南風データ株式会社",
        "青葉野市南町1-2-3",
        "利用者登録票の入力",
        "氏名、電話番号",
        "（公印省略）",
        "再委託の制限",
        "Pマーク第12345号",
        "確認した事項",
    ):
        assert words in text, words


def test_a_request_about_a_subcontract_on_file_fulfils_what_is_owed_for_it(city, officer, manager):
    assert broken(city, 1) == ["flow_down_missing", "subcontract_without_consent"]
    page = officer.get(f"{NEW}?branch=1").text
    assert 'value="北空ソフト株式会社"' in page
    changes = boxes_of("starts_on", today() + timedelta(days=1))
    requested(officer, f"{NEW}?branch=1", contractor="北空ソフト株式会社", **changes)
    confirmed(officer)
    decided(manager, "consented")
    assert sorted(subcontracts(city)) == [1]
    assert due(city, 1, "subcontract_consent") == [(str(today()), str(today()))]
    assert broken(city, 1) == []


def test_who_confirmed_a_point_and_when_stands_beside_it(officer, city):
    path = requested(officer)
    earlier = today() - timedelta(days=3)
    confirmed(officer, certification="not_applicable", **{"certification-remark": "求めていない"})
    assert "宮野 さくら" in officer.get(path).text
    colleague = Browser(city).come_in("manager")
    answer = sent(
        colleague,
        request_path(act="check"),
        path,
        **points(place="open", certification="not_applicable"),
        **boxes_of("on", earlier),
        **{"certification-remark": "求めていない"},
    )
    assert answer.status_code == 303
    rows = city.rows("SELECT point, standing, written_by FROM consent_checks ORDER BY id")
    assert len(rows) == 8
    assert tuple(rows[-1]) == ("place", "open", "𠮷田 一（manager）")
    assert "6／7" in officer.get(path).text


def test_without_every_point_there_is_no_consent_but_one_under_conditions(city, officer, manager):
    requested(officer)
    confirmed(officer, place="open")
    refused = decided(manager, "consented")
    assert refused.status_code == 200
    assert "作業場所と保管場所の安全" in refused.text
    assert "まだ確認していない事項があります" in refused.text
    assert "条件を入れてください" in decided(manager, "with_conditions").text
    day = today() + timedelta(days=40)
    answer = decided(
        manager,
        "with_conditions",
        condition_1="入力室の施錠を確かめて報告すること",
        condition_2="データを持ち出さないこと",
        **boxes_of("condition_due_1", day),
    )
    assert answer.status_code == 303
    assert due(city, 2, "commitment") == [(str(day), None)]
    kinds = [entry[0] for entry in last_entries(city, 2)]
    assert kinds == ["再委託承諾", "その他"]
    assert "条件-1 入力室の施錠を確かめて報告すること" in last_entries(city, 1)[0][1]
    text = notice(manager)
    assert "次の条件を付けて承諾します" in text
    assert "データを持ち出さないこと" in text
    assert city.run("verify").exit_code == 0


def test_a_condition_is_due_within_the_subcontract(officer, manager):
    ready(officer)
    late = boxes_of("condition_due_1", today() + timedelta(days=150))
    told = decided(manager, "with_conditions", condition_1="報告", **late)
    assert "再委託の期間の中の日にしてください" in told.text


def test_a_refusal_needs_a_reason_and_stands_in_the_record(city, officer, manager):
    requested(officer)
    assert "理由を入れてください" in decided(manager, "refused").text
    answer = decided(manager, "refused", reason="必要性が認められない")
    assert answer.status_code == 303
    assert 2 not in subcontracts(city)
    [entry] = last_entries(city, 1)
    assert entry[:2] == ("再委託不承諾", "南風データ株式会社　必要性が認められない")
    text = notice(officer)
    assert "再委託不承諾通知書" in text
    assert "必要性が認められない" in text
    assert city.run("verify").exit_code == 0


def test_a_request_is_decided_on_once(city, officer, manager):
    path = ready(officer)
    deputy = Browser(city).come_in("deputy")
    decide = request_path(act="decide")
    both = [hidden(browser.get(decide).text) for browser in (manager, deputy)]
    first = manager.send(decide, decision="consented", **both[0])
    again = manager.send(decide, decision="consented", **both[0])
    second = deputy.send(decide, decision="refused", reason="必要がない", **both[1])
    assert (first.status_code, again.status_code, second.status_code) == (303, 303, 200)
    assert "すでに決定されています" in second.text
    assert city.count("consent_decisions") == 1
    assert city.count("document_numbers") == 1
    page = officer.get(path).text
    assert "決定する" not in page
    assert confirmed_in_vain(officer, path)


def confirmed_in_vain(browser: Browser, path: str) -> bool:
    """Whether what comes after the decision is refused with a sentence."""
    told = browser.send(request_path(act="check"), seen="", form_key="x", **points())
    assert path.endswith("request=1")
    return told.status_code == 200 and "変えました" in told.text


def test_of_two_who_confirm_at_once_the_second_is_told(officer, manager):
    path = requested(officer)
    both = [hidden(browser.get(path).text) for browser in (officer, manager)]
    check = request_path(act="check")
    assert officer.send(check, **both[0], **points(place="open")).status_code == 303
    told = manager.send(check, **both[1], **points())
    assert told.status_code == 200
    assert "ほかの人がこの申請を変えました" in told.text


def test_a_decision_on_what_has_changed_meanwhile_is_not_taken(city, officer, manager):
    ready(officer)
    seen = hidden(manager.get(request_path(act="decide")).text)
    changed = sent(officer, request_path(act="change"), **asked(description="別の業務"))
    assert changed.status_code == 303
    told = manager.send(request_path(act="decide"), decision="consented", **seen)
    assert "ほかの人がこの申請を変えました" in told.text
    assert city.count("consent_decisions") == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"contractor": " "}, "入力してください"),
        ({"description": "あ" * 5_000}, "4000文字以内"),
        ({"parent_branch": "77"}, "一覧から選んでください"),
        ({"clause_set": "nothing"}, "一覧から選んでください"),
        ({"items": "項目" * 200}, "200文字以内"),
        ({"starts_on-month": "13"}, "暦にない"),
    ],
)
def test_a_request_that_cannot_be_is_refused_with_a_sentence(city, officer, changes, sentence):
    told = sent(officer, NEW, **asked(**changes))
    assert told.status_code == 200
    assert sentence in told.text
    assert city.count("consent_requests") == 0


def test_the_days_of_a_request_come_in_their_order(city, officer):
    ends = boxes_of("ends_on", today() + timedelta(days=9))
    assert "開始日以後にしてください" in sent(officer, NEW, **asked(**ends)).text
    comes = boxes_of("received_on", today() + timedelta(days=1))
    assert "まだ来ていない日です" in sent(officer, NEW, **asked(**comes)).text
    assert city.count("consent_requests") == 0


def test_the_day_of_a_decision_is_neither_to_come_nor_before_the_request(officer, manager):
    ready(officer)
    for day in (today() + timedelta(days=1), today() - timedelta(days=1)):
        assert decided(manager, "consented", **boxes_of("on", day)).status_code == 200


def test_a_subcontract_is_asked_for_once_at_a_time(officer):
    path = f"{NEW}?branch=1"
    requested(officer, path)
    assert "決定を待つ申請（申請1）があります" in sent(officer, path, **asked()).text
    assert officer.get(f"{NEW}?branch=9").status_code == 404
    assert officer.get(f"{NEW}?branch=x").status_code == 404


def test_where_the_clauses_forbid_it_the_page_says_so_and_nobody_consents(city, officer, manager):
    path = f"/consents/new/{STRICT}"
    assert "再委託を認めていません" in officer.get(path).text
    assert sent(officer, path, **asked()).status_code == 303
    check = request_path(act="check", contract=STRICT)
    sent(officer, check, request_path(contract=STRICT), **points())
    decide = request_path(act="decide", contract=STRICT)
    told = sent(manager, decide, decision="consented")
    assert told.status_code == 200
    assert "承諾できません" in told.text
    assert sent(manager, decide, decision="refused", reason="禁止").status_code == 303


def test_a_forbidden_subcontract_is_a_violation_until_a_manager_settles_it(city, officer, manager):
    days = {"開始日": today() - timedelta(days=5), "終了日": today() + timedelta(days=5)}
    cells = {"契約番号": STRICT, "枝番": 1, "再委託先名": "北空ソフト株式会社", **days}
    assert city.load_sheets(契約=[], 再委託=[cells]).written
    view = f"/contracts/{STRICT}?view=subcontracts"
    assert broken(city, 1, STRICT) == ["subcontracting_forbidden"]
    assert "禁止されている再委託" in officer.get(view).text
    assert "処理を記録" not in officer.get(view).text
    page = manager.get(view).text
    way = page[page.index("/decisions/settle/") :]
    way = way[: way.index('"')].replace("&amp;", "&")
    assert "理由" in sent(manager, way, reason="").text
    assert sent(manager, way, reason="直ちにやめさせ、データを戻させた").status_code == 303
    assert "禁止されている再委託の違反" not in manager.get(view).text
    assert city.entries(STRICT)[-1].kind == "違反の処理"


def test_another_department_and_other_roles_reach_nothing_of_it(city, officer):
    requested(officer)
    other = Browser(city).come_in("other")
    for act in ("of", "change", "decide", "paper"):
        assert other.get(request_path(act=act)).status_code == 404
    for act in ("check", "withdraw", "enlist", "decide"):
        assert other.send(request_path(act=act)).status_code == 404
    assert officer.get(f"/consents/new/{FOREIGN}").status_code == 404
    assert officer.get(request_path(act="decide")).status_code == 403
    auditor = Browser(city).come_in("auditor")
    assert "南風データ" in auditor.get(request_path()).text
    assert auditor.send(request_path(act="check")).status_code == 403
    assert Browser(city).come_in("admin").get(request_path()).status_code == 403
    assert officer.get(request_path(99)).status_code == 404
    assert officer.get(f"/consents/of/{MAIN}?request=x").status_code == 404


def test_what_waits_stands_on_the_home_pages(city, officer, manager):
    requested(officer)
    assert "再委託の承諾待ち" in manager.get("/").text
    assert "確認 0／7" in officer.get("/").text
    confirmed(officer)
    page = manager.get("/").text
    assert "確認済み" in page
    assert request_path(act="decide").replace("&", "&amp;") in page
    assert "南風データ" not in Browser(city).come_in("other").get("/").text
    decided(manager, "consented")
    assert "再委託の承諾待ち" not in manager.get("/").text


def test_a_request_that_was_taken_back_waits_no_more(city, officer, manager):
    path = requested(officer)
    take_back = request_path(act="withdraw")
    assert "理由を入れてください" in sent(officer, take_back, path).text
    assert sent(officer, take_back, path, reason="受託者が取り下げた").status_code == 303
    assert "取下げ" in officer.get(path).text
    assert "再委託の承諾待ち" not in manager.get("/").text
    assert manager.get(request_path(act="decide")).status_code == 303
    assert officer.get(request_path(act="paper")).status_code == 404


def test_what_has_begun_is_put_on_file_before_anybody_consents(city, officer, manager):
    path = requested(officer)
    assert sent(officer, request_path(act="enlist"), path).status_code == 303
    assert subcontracts(city)[2] == ("南風データ株式会社", None, False)
    assert due(city, 2, "subcontract_consent")[0][1] is None
    assert "再委託先2" in officer.get(path).text
    confirmed(officer)
    decided(manager, "consented")
    assert sorted(subcontracts(city)) == [1, 2]
    assert due(city, 2, "subcontract_consent")[0][1] == str(today())


def test_every_step_is_in_the_operation_log(city, officer, manager):
    ready(officer)
    decided(manager, "consented")
    acts = [line[1] for line in log_lines(city)]
    for act in ("register_consent_request", "check_consent_points", "decide_consent"):
        assert act in acts


def test_a_notice_that_was_changed_on_file_is_noticed_and_not_handed_out(city, officer, manager):
    path = ready(officer)
    decided(manager, "consented")
    city.change("UPDATE papers_on_file SET content = :content", content=b"another paper")
    verified = city.run("verify")
    assert verified.exit_code == 1
    assert "控えた書類（PDF）が変わっています" in verified.stdout + verified.stderr
    answer = officer.get(request_path(act="paper"))
    assert answer.status_code == 303
    assert "通知書の控えが、出したときと変わっています" in officer.get(path).text


def test_a_consent_that_was_recorded_by_hand_meanwhile_is_not_given_twice(city, officer, manager):
    requested(officer, f"{NEW}?branch=1")
    confirmed(officer)
    cells = {"契約番号": MAIN, "枝番": 1, "承諾日": today(), "承諾文書番号": "8教支第99号"}
    name = {"再委託先名": "北空ソフト株式会社", "特記事項明記": "有"}
    days = {"開始日": today() + timedelta(days=1), "終了日": today() + timedelta(days=150)}
    assert city.load_sheets(契約=[], 再委託=[{**cells, **name, **days}]).written
    told = decided(manager, "consented")
    assert told.status_code == 200
    assert "すでに承諾の記録があります" in told.text
    assert subcontracts(city)[1][1] == "8教支第99号"
