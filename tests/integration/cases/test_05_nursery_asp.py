"""Case 5: a pilot in one nursery that grows to all, with a data centre and who houses it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.integration.cases.book_work import left_of_the_rows
from tests.integration.cases.city import City
from tests.integration.cases.clerk import Clerk
from tests.integration.cases.closing_work import (
    close,
    confirm,
    everything_is_sound,
    kinds_on_record,
    look_over,
    missing,
    settle,
)
from tests.integration.cases.council_work import (
    Laid,
    answer_opinion,
    hear,
    hold_session,
    lay,
    open_matter,
)
from tests.integration.cases.golden_days import (
    due_in_the_golden_answers,
    due_on_the_page,
    violations_in_the_golden_answers,
    violations_today,
)
from tests.integration.cases.office_work import (
    WITH_CONSENT,
    Facts,
    amend,
    dispose,
    enter,
    fill_in,
    hand_over,
    look_at,
    note,
    promise,
    receive_certificate,
    register_contract,
    report_handlers,
)
from tests.integration.cases.visit_work import (
    answer_sheet,
    approve_report,
    conclude,
    open_sheet,
    plan_year,
)
from tests.unit.papers_read_back import page_texts

Happening = Callable[[City, date], object]

OURS = "保育幼稚園学童課"
NURSERY = "R2-保幼-011"
MATTER = Laid(
    *("F-U-R1-2", date(2019, 8, 5), "令和元年度", "諮問", "保育業務支援システムの構築", "2"),
    contracts=[NURSERY],
    result="承認",
)
ON_PAPER = {
    "契約番号": NURSERY,
    "件名": "保育業務支援システムの利用",
    "所管課": OURS,
    "実施機関": "市長",
    "登録業務の名称": "保育の実施",
    "受託者名": "はるかぜソフト株式会社",
    "委託の内容": "LGWAN-ASPによる保育業務支援",
    "委託理由": "保育士の事務の効率化",
    "契約日": date(2020, 3, 20),
    "開始日": date(2020, 4, 1),
    "終了日": date(2021, 3, 31),
    "契約期間の表示": "1年",
    "特記事項の版": WITH_CONSENT,
    "対象者": "園児及び保護者",
    "情報項目": ["園児氏名", "保護者氏名", "登降園記録", "保育記録"],
    "記録媒体": ["LGWAN-ASPのサーバ"],
    "本人数": 90,
    "要配慮個人情報を取り扱う": True,
    "定期報告": "四半期",
}
CENTRE, HOUSE = "はるかぜデータセンター株式会社", "北浜ハウジング株式会社"
ALLOWED = date(2020, 3, 25)
BEGIN, END = date(2020, 4, 1), date(2021, 3, 31)
RUNNING = {
    "枝番": "1",
    "再委託した者": "受託者",
    "再委託先名": CENTRE,
    "業務の内容": "サーバの運用",
    "開始日": BEGIN,
    "終了日": date(2021, 4, 30),  # a month longer than the contract
    "承諾日": ALLOWED,
}
HOUSING = {
    "枝番": "2",
    "再委託した者": "再委託先1",  # whose clause set forbids a third tier
    "再委託先名": HOUSE,
    "業務の内容": "機器の設置場所の提供",
    "開始日": BEGIN,
    "終了日": END,
    "承諾日": ALLOWED,
}
ASKED = "市が現地に出向き、管理状況を確認するのか"
ANSWERED = "現地に出向くことも含めて検討し、令和2年9月までに決める"
ON_SITE = "現地確認の実施方法を決める"
BY_POST = "園長、副園長など、職によって見られる情報を制限する"
LOST = "端末をなくしたときは、ICT担当課が使えなくする"
CONSENT = "新しい項目は、保護者の同意を書面で得てから加える"
ALL_NURSERIES = "すべての公立保育園の園児及び保護者"
FORBIDDEN, OUTSIDE = "禁止されている再委託", "契約期間の外に出た再委託"
UNWRITTEN = "再委託契約への特記事項の明記なし"
QUARTERS = (date(2020, 7, 8), date(2020, 10, 9), date(2021, 1, 8))
GROWN = date(2020, 10, 1)
AFTER = date(2021, 4, 15)
CHILDREN = {"D1": 90, "D2": 420}
RECORD = [
    ("R1.8.5", "付議"),  # told long before there was a contract: 後日記載
    ("R2.3.20", "契約締結"),
    ("R2.3.25", "再委託承諾"),
    ("R2.3.25", "再委託承諾"),
    ("R2.4.1", "取扱者届出"),
    ("R2.4.1", "取扱者届出"),
    ("R2.4.1", "取扱者届出"),
    ("R2.4.1", "データ引渡し"),
    ("R2.7.8", "定期報告"),
    ("R2.10.1", "契約変更"),
    ("R2.10.1", "データ引渡し"),
    ("R2.10.9", "定期報告"),
    ("R3.1.8", "定期報告"),
    ("R3.4.8", "消去"),
    ("R3.4.8", "消去"),
    ("R3.4.9", "定期報告"),
    ("R3.4.12", "消去証明書"),
    ("R3.4.20", "消去確認"),
    ("R3.4.20", "対象データなし"),
    ("R3.5.6", "対象データなし"),
    ("R3.5.10", "違反の処理"),
    ("R3.5.10", "違反の処理"),
    ("R3.5.10", "違反の処理"),
    ("R3.5.10", "完了"),
]


def test_the_pilot_is_told_supervised_on_three_tiers_grown_erased_and_closed(city: City) -> None:
    city.begin(date(2019, 8, 1), [OURS])
    the_council_hears_that_the_check_on_site_is_not_decided(city)
    the_contract_and_its_two_tiers(city)
    what_is_owed_on_the_first_of_april(city)
    everybody_says_who_handles_the_data(city)
    the_year_goes_by(city)
    the_data_are_erased(city)
    what_is_owed_on_the_fifteenth_of_april(city)
    the_data_centre_runs_a_month_longer(city)
    the_manager_settles_what_was_broken_and_closes(city)
    what_the_papers_say(city)


def the_council_hears_that_the_check_on_site_is_not_decided(city: City) -> None:
    """There is no contract yet; the answer "still under consideration" becomes a promise later."""
    city.on(MATTER.held_on)
    hold_session(city.secretariat, MATTER.held_on, MATTER.session)
    lay(city.secretariat, MATTER)
    hear(city.secretariat, MATTER.number, "委員", ASKED)


def the_contract_and_its_two_tiers(city: City) -> None:
    officer = city.officers[OURS]
    city.on(date(2020, 3, 20))
    register_contract(officer, ON_PAPER).sees("段階準備中")
    look_at(officer, NURSERY, "付議と対策").sees(MATTER.number, "諮問", "承認")
    answer_opinion(officer, MATTER.number, ASKED, ANSWERED)
    ours = {"実施者": "実施機関", "区分": "運用上"}
    dated = {"確かめる時期": "期日", "期日": ["2020-09-30"]}
    facts: Facts = {"番号": "S1", "対策の内容": ON_SITE, **ours, "由来": "委員意見", **dated}
    promise(officer, NURSERY, facts)
    for number, words in (("S2", BY_POST), ("S3", LOST), ("S4", CONSENT)):
        promise(officer, NURSERY, {"番号": number, "対策の内容": words, **ours, "由来": "付議"})
    city.on(ALLOWED)
    for facts in (RUNNING, HOUSING):
        look_at(officer, NURSERY, "再委託").follow("再委託を登録")
        enter(fill_in(officer, facts), "登録する", "再委託を登録しました。", facts["再委託先名"])
    look_at(officer, NURSERY, "再委託").sees(f"再々委託再委託先1 {CENTRE}から", "再委託は禁止")
    look_at(officer, NURSERY, "概要").follow("選ぶ")
    officer.fill("データセンター", True).fill("LGWAN-ASP", True)
    enter(officer, "保存する", "データセンター", "LGWAN-ASP")


def what_is_owed_on_the_first_of_april(city: City) -> None:
    """As the golden answers have it, with the third tier, the missing clauses and the month."""
    officer = city.officers[OURS]
    city.on(BEGIN)
    assert due_on_the_page(officer, NURSERY, BEGIN) == due_in_the_golden_answers(NURSERY, BEGIN)
    broken = violations_in_the_golden_answers(NURSERY, BEGIN)
    assert len(broken) == len({RUNNING["枝番"], HOUSING["枝番"]}) + 1
    assert violations_today(officer, NURSERY) == broken


def everybody_says_who_handles_the_data(city: City) -> None:
    officer = city.officers[OURS]
    facts = {"受領日": BEGIN, "区分": "責任者", "所属・役職": "運用課長", "人数": 1}
    report_handlers(officer, NURSERY, facts)
    for party in (f"再委託先1 {CENTRE}", f"再委託先2 {HOUSE}"):
        look_at(officer, NURSERY, "概要").follow("取扱者の報告を登録").follow(party)
        done = "取扱責任者・取扱者の報告を登録しました。"
        enter(fill_in(officer, facts), "登録する", done)
    _children_of(city, BEGIN, "D1", "一園の園児情報", 90)
    plan_year(officer, city.managers[OURS], OURS, 3)


def the_year_goes_by(city: City) -> None:
    """Reports, visits on the days that the plan proposed, the decision, and all the nurseries."""
    officer = city.officers[OURS]
    look_at(officer, NURSERY, "立入調査")
    lines = officer.rows("令和2年度 (2020年度)の立入調査")
    planned = {row[1].split()[0]: _day(row[3].removeprefix("2020-1 ")) for row in lines}
    happens: list[tuple[date, Happening]] = [(day, _report_received) for day in QUARTERS]
    happens += [(date(2020, 9, 25), _way_decided), (GROWN, _all_nurseries_join)]
    happens += [(planned["再委託先2"], _housing_by_paper), (planned["再委託先1"], _centre_visited)]
    happens += [(planned["受託者"], _contractor_visited)]
    for day, what in sorted(happens, key=lambda one: one[0]):
        city.on(day)
        what(city, day)


def the_data_are_erased(city: City) -> None:
    officer = city.officers[OURS]
    day = date(2021, 4, 9)
    city.on(day)
    _report_received(city, day)  # of the last quarter
    city.on(date(2021, 4, 12))
    facts = {"証明書番号": "HK-1", "証明日": date(2021, 4, 9), "受領日": date(2021, 4, 12)}
    receive_certificate(officer, NURSERY, {**facts, "消去責任者の役職": "運用課長"})
    for item, count in CHILDREN.items():
        gone = {"データ": item, "区分": "消去", "行った日": date(2021, 4, 8), "件数": count}
        dispose(officer, NURSERY, {**gone, "方法": "暗号化消去", "消去証明書": "HK-1"})


def what_is_owed_on_the_fifteenth_of_april(city: City) -> None:
    """The items of the golden answers, but lived: only what comes after the end is open."""
    city.on(AFTER)
    still = {
        ("R3.4.30", "立入調査", 1): "期限間近",  # a new fiscal year, if only of thirty days
        ("R3.4.30", "返還・消去と証明書", 2): "期限間近",
        ("R3.5.31", "返還・消去と証明書", 1): "期限前",  # 46 days: warned from 30
    }
    golden = due_in_the_golden_answers(NURSERY, AFTER)
    lived = [(still.get(tuple(line[1:]), "完了"), *line[1:]) for line in golden]
    lived.append(("期限間近", "R3.4.26", "消去の確認", 0))  # 12 April + 14 days
    assert due_on_the_page(city.officers[OURS], NURSERY, AFTER) == sorted(lived)


def the_data_centre_runs_a_month_longer(city: City) -> None:
    officer, day = city.officers[OURS], date(2021, 4, 20)
    city.on(day)
    look_over(officer, NURSERY, "HK-1", CHILDREN)
    confirm(officer, NURSERY, "HK-1", day, "現地", "保育係")
    look_at(officer, NURSERY, "立入調査").follow(f"結果を記録（再委託先1 {CENTRE}", "2021年度")
    seen = {"実施日": day, "方法": "実地", "調査職員": "保育係2名", "総合判定": "適"}
    enter(fill_in(officer, seen), "記録する", "立入調査の実施を記録しました。")
    _no_data(officer, f"再委託先2 {HOUSE}", day)
    day = date(2021, 5, 6)
    city.on(day)
    _no_data(officer, f"再委託先1 {CENTRE}", day)


def the_manager_settles_what_was_broken_and_closes(city: City) -> None:
    manager = city.managers[OURS]
    city.on(date(2021, 5, 10))
    assert len(missing(manager, NURSERY)) == 3
    settle(manager, NURSERY, FORBIDDEN, "機器の置き場所だけで、個人情報に触れないことを確かめた")
    settle(manager, NURSERY, OUTSIDE, "消去の作業のための1か月である")
    settle(manager, NURSERY, UNWRITTEN, "覚書で明記させた")
    close(manager, NURSERY, "消去をデータセンターで確かめたため")


def what_the_papers_say(city: City) -> None:
    officer = city.officers[OURS]
    entries = kinds_on_record(officer, NURSERY)
    # The visits and their reports stand on the days that the plan proposed.
    assert [kind for _, kind in entries].count("立入調査") == 4
    assert [one for one in entries if one[1] not in ("立入調査", "その他")] == RECORD
    look_at(officer, NURSERY, "変更の経過").sees(ALL_NURSERIES, "本人数 90人 → 510人")
    officer.open_contract(NURSERY)
    # Three tiers: more than one page holds.
    first, second = page_texts(officer.download("管理記録を印刷"))
    assert "付議令和元年度資料2保育業務支援システムの構築承認（記載R2.3.20）" in first
    assert f"園児及び保護者→{ALL_NURSERIES}、本人数90→510" in first
    assert "［S1］" in first
    assert "要実施うち実地令和2年度332令和3年度111計443" in second
    assert "違反3件うち未処理0記録32件後日記載1訂正0" in second
    look_at(officer, NURSERY, "データと消去")
    erased, *_ = page_texts(officer.download("消去確認書（PDF） HK-1"))
    assert "証明書番号HK-1証明日令和3年4月9日" in erased
    council = open_matter(city.secretariat, MATTER.number)
    sheets = "".join(page_texts(council.download("付議資料（PDF）")))
    promised = f"【運用上の対策】1{ON_SITE}（委員の意見による）2{BY_POST}3{LOST}4{CONSENT}"
    assert promised in sheets, sheets
    # The rows know the pilot only: what they have of it is what was there before it grew.
    left = left_of_the_rows(city, NURSERY)
    assert {one.partition("」")[0] for one in left} == {"契約 「対象者", "契約 「本人数"}, left
    everything_is_sound(city)


def _report_received(city: City, _: date) -> None:
    """The report of the quarter has come today: one press beside what is owed."""
    officer = city.officers[OURS]
    look_at(officer, NURSERY, "期限").press("今日受領（定期報告")
    officer.sees("今日受け取った報告として記録しました。")


def _way_decided(city: City, day: date) -> None:
    words = "年1回、データセンターを現地で、設置場所は書面で確かめることに決めた"
    facts: Facts = {"日付": day, "内容": words, "確認者": "保育係"}
    note(city.officers[OURS], NURSERY, "その他", {**facts, "確かめた対策": f"S1 {ON_SITE}"})


def _all_nurseries_join(city: City, day: date) -> None:
    """What the council was told of from the first: 90 children become 510."""
    facts = {"審議会への付議": MATTER.number, "対象者": ALL_NURSERIES, "本人数": 510}
    amend(city.officers[OURS], NURSERY, day, "対象をすべての公立保育園に広げる", facts)
    _children_of(city, day, "D2", "ほかの園の園児情報", 420)


def _children_of(city: City, day: date, number: str, name: str, count: int) -> None:
    given: Facts = {"データ番号": number, "データ名": name, "区分": "提供", "件数": count}
    held = {"情報項目": ["園児氏名", "保護者氏名"], "記録媒体": ["LGWAN-ASPのサーバ"]}
    when = {"引き渡した日（収集・作成の日）": day, "引渡方法": "LGWAN", "職員": "保育係"}
    hand_over(city.officers[OURS], NURSERY, {**given, **held, **when})


def _housing_by_paper(city: City, day: date) -> None:
    officer = city.officers[OURS]
    look_at(officer, NURSERY, "立入調査").follow(f"結果を記録（再委託先2 {HOUSE}")
    seen = {"実施日": day, "方法": "書面", "調査職員": "保育係1名", "総合判定": "適"}
    why = {"実地でない理由": "設置の要件は、LGWANの運営主体が現地で確かめている"}
    enter(fill_in(officer, {**seen, **why}), "記録する", "立入調査の結果を記録しました。")


def _centre_visited(city: City, day: date) -> None:
    _visited(city, "再委託先1", day)


def _contractor_visited(city: City, day: date) -> None:
    """Its sheet has the promises to the council, and what a data centre and LGWAN ask for."""
    asked = _visited(city, "受託者", day)
    for safeguard in (ON_SITE, BY_POST, LOST, CONSENT):
        [around] = [found for question, found in asked.items() if safeguard in question]
        assert "審議会への報告" in around, around
    for module in ("特別な場合 データセンター", "特別な場合 LGWAN-ASP"):
        assert [around for around in asked.values() if module in around], module


def _visited(city: City, party: str, day: date) -> dict[str, str]:
    officer = city.officers[OURS]
    asked = answer_sheet(open_sheet(officer, NURSERY, party, "2020-1"), {})
    conclude(officer, {"実施日": day, "方法": "実地", "調査職員": "保育係2名"}, "総合判定 適")
    approve_report(officer, city.managers[OURS], NURSERY, party)
    return asked


def _no_data(officer: Clerk, party: str, day: date) -> None:
    look_at(officer, NURSERY, "データと消去").follow("対象データなしを記録").follow(party)
    words = "データは受託者の受持ちで消去し、残っていない"
    fill_in(officer, {"日付": day, "内容": words, "確認者": "保育係"})
    enter(officer, "記録する", words)


def _day(words: str) -> date:
    """R3.1.4"""
    year, month, day = (int(part) for part in words.removeprefix("R").split("."))
    return date(2018 + year, month, day)
