"""Case 1: a school system in a data centre outside, told of before any contractor is chosen."""

from __future__ import annotations

from datetime import date

from tests.integration.cases.city import City
from tests.integration.cases.clerk import Clerk
from tests.integration.cases.closing_work import (
    close,
    confirm,
    everything_is_sound,
    kinds_on_record,
    look_over,
    missing,
    record_on_one_page,
)
from tests.integration.cases.council_work import (
    Laid,
    Link,
    connect,
    hold_session,
    lay,
    open_matter,
)
from tests.integration.cases.office_work import (
    NO_SUBCONTRACTING,
    amend,
    certify,
    dispose,
    enter,
    fill_in,
    hand_over,
    look_at,
    note,
    owed,
    promise,
    receive_certificate,
    receive_today,
    register_contract,
    report_handlers,
)
from tests.integration.cases.visit_work import (
    FAILED,
    NOT_APPLICABLE,
    Answer,
    answer_finding,
    answer_sheet,
    approve_report,
    check_finding,
    conclude,
    move_visit,
    open_sheet,
    plan_year,
)
from tests.unit.papers_read_back import page_texts

OURS, NUMBER, K1 = "教育指導課", "R3-教指-001", "K-001"
CHOSEN = "あさひ校務システム株式会社"
SESSION, TOLD = "令和2年度第1回", date(2020, 5, 28)
NOT_CHOSEN = "未定（プロポーザル競技で決定）"
OF_PUPILS = ("氏名", "読み", "生年月日", "住所", "電話番号", "学籍情報", "成績情報", "健康診断情報")
CONTRACT = {
    "契約番号": NUMBER,
    "件名": "統合型校務支援システムの提供",
    "実施機関": "教育委員会",
    "登録業務の名称": "学校校務の支援",
    "委託の内容": "統合型校務支援システムの構築・提供・運用保守",
    "委託理由": "庁舎内に構築するより費用と水準で有利なため",
    "根拠": "条例第12条第1項ただし書",
    "開始日": date(2021, 1, 4),
    "終了日": date(2026, 3, 31),
    "特記事項の版": NO_SUBCONTRACTING,
    "対象者": "児童、生徒及び教職員",
    "情報項目": list(OF_PUPILS),
    "記録媒体": ["データセンターのサーバ"],
    "本人数": 16500,
    "要配慮個人情報": True,
    "定期報告": "毎月",
    "求める認証": ["プライバシーマーク", "ISMS"],
}
LINK = Link(
    K1,
    "校務支援システムと外部データセンターの結合",
    NOT_CHOSEN,
    ("氏名", "成績情報", "健康診断情報"),
    ("クラウドで提供されるため",),
    "仮想専用ネットワーク",
    date(2021, 1, 4),
    NUMBER,
)
CARDS = "利用端末はICカード認証を経たものに限る"
MONTHLY = "利用状況とサーバ稼働の月次報告"
TRAINING = "校内の情報担当者への研修"
LOGGED = "アクセスログの取得を教職員へ周知"
SAFEGUARDS = (
    ("S1", "実施機関", "システム上", CARDS, "なし"),
    ("S2", "受託者", "運用上", MONTHLY, "なし"),
    ("S3", "実施機関", "運用上", TRAINING, "毎年度"),
    ("S4", "実施機関", "運用上", LOGGED, "毎年度"),
)
# The day on which each month's report came: always on the 8th, but once.
REPORTS = (
    (date(2021, 5, 8), "令和3年4月分"),
    (date(2021, 6, 8), "令和3年5月分"),
    (date(2021, 7, 20), "令和3年6月分"),
    (date(2021, 8, 8), "令和3年7月分"),
    (date(2021, 9, 8), "令和3年8月分"),
    (date(2021, 10, 8), "令和3年9月分"),
    (date(2021, 11, 8), "令和3年10月分"),
    (date(2021, 12, 8), "令和3年11月分"),
    (date(2022, 1, 8), "令和3年12月分"),
)


def test_the_school_system_from_before_a_contractor_to_its_erasure(city: City) -> None:
    names = {"officer-1": "青葉 りく", "manager-1": "緑野 あお"}
    city.begin(date(2020, 5, 11), [OURS], names)
    the_council_is_asked_before_anybody_is_chosen(city)
    a_contractor_with_both_certifications_is_chosen(city)
    the_trial_begins_and_is_inspected(city)
    what_is_owed_in_the_first_spring(city)
    every_month_is_reported_with_one_click(city)
    a_year_without_going_there_has_its_reason_and_a_finding(city)
    the_contract_ends_early_and_is_closed(city)
    what_the_papers_say(city)


def the_council_is_asked_before_anybody_is_chosen(city: City) -> None:
    officer, secretariat = city.officers[OURS], city.secretariat
    register_contract(officer, CONTRACT).sees("受託者 未定", "再委託禁止", "16,500人")
    connect(officer, LINK)
    city.on(TOLD)
    hold_session(secretariat, TOLD, SESSION)
    matter, basis = "電子計算組織の結合について", "第12条第1項"
    told = ([NUMBER], [K1])
    lay(
        secretariat,
        Laid("F-R2-01", TOLD, SESSION, "諮問", matter, "1", basis, *told, result="承認"),
    )
    for number, by, category, text, rhythm in SAFEGUARDS:
        facts = {"番号": number, "対策の内容": text, "実施者": by, "区分": category}
        promise(officer, NUMBER, {**facts, "由来": "付議", "確かめる時期": rhythm})
    # What is demanded of whoever will be chosen is owed from the first day on.
    assert owed(officer, NUMBER, TOLD, "2020年度") >= {
        ("期限前", "R3.1.4", "求める認証 プライバシーマーク"),
        ("期限前", "R3.1.4", "求める認証 ISMS"),
    }
    pages = page_texts(open_matter(officer, "F-R2-01").download("付議資料（PDF）"))
    words = "".join(pages)
    assert "【諮問】" in words
    assert "仮想専用ネットワーク" in words
    assert NOT_CHOSEN in words


def a_contractor_with_both_certifications_is_chosen(city: City) -> None:
    officer, chosen_on = city.officers[OURS], date(2020, 9, 15)
    city.on(chosen_on)
    chosen = {"受託者名": CHOSEN, "契約日": chosen_on}
    amend(officer, NUMBER, chosen_on, "プロポーザル競技で決めた", chosen).sees(CHOSEN)
    officer.follow("付議").follow("外部結合").follow("これから").follow(K1).follow("内容を改める")
    officer.fill("結合の相手方", CHOSEN)
    enter(officer, "保存する", CHOSEN)
    for scheme, number, last in (
        ("プライバシーマーク", "10000001(08)", date(2025, 7, 31)),
        ("ISMS", "IS 000001", date(2027, 3, 31)),
    ):
        facts = {"制度": scheme, "登録番号": number, "有効期限": last}
        certify(officer, NUMBER, facts).sees(scheme, number)
    # ISMS outlives the contract, and nothing is owed of it; the mark is to be renewed in 2025.
    assert not [one for one in owed(officer, NUMBER, chosen_on, "2020年度") if "認証" in one[2]]
    in_2025 = owed(officer, NUMBER, chosen_on, "2025年度")
    assert [one for one in in_2025 if "認証" in one[2]] == [
        ("期限前", "R7.7.31", "求める認証 プライバシーマーク")
    ]
    look_at(officer, NUMBER, "概要").follow("選ぶ").fill("データセンター", True).press("保存する")
    officer.sees("特別な場合の項目を保存しました。")


def the_trial_begins_and_is_inspected(city: City) -> None:
    officer, manager = city.officers[OURS], city.managers[OURS]
    city.on(date(2020, 12, 25))
    who = {"区分": "責任者", "所属・役職": "教育事業部長", "人数": 1, "作業場所": "本社開発室"}
    report_handlers(officer, NUMBER, {"受領日": date(2020, 12, 25), **who}).sees("教育事業部長")
    city.on(date(2021, 1, 12))
    hand_over(
        officer,
        NUMBER,
        {
            "データ番号": "D1",
            "データ名": "学籍初期データ",
            "情報項目": ["氏名", "読み", "生年月日", "学籍情報"],
            "記録媒体": ["データセンターのサーバ"],
            "件数": 16500,
            "区分": "提供",
            "引き渡した日": date(2021, 1, 12),
            "引渡方法": "専用線",
            "職員": "指導係",
        },
    )
    plan_year(officer, manager, OURS, 1)
    move_visit(officer, NUMBER, OURS, date(2021, 3, 10), "仮稼働の様子を見る")
    for day, month in ((date(2021, 2, 8), "令和3年1月分"), (date(2021, 3, 8), "令和3年2月分")):
        city.on(day)
        receive_today(officer, NUMBER, month, "2020年度")
    city.on(date(2021, 3, 10))
    open_sheet(officer, NUMBER, visit="2020-1")
    first = Answer(NOT_APPLICABLE, "はじめての調査である")
    asked = answer_sheet(officer, {"前回の立入調査で指摘した": first})
    all_that_was_told_is_asked(asked)
    visited = {"実施日": date(2021, 3, 10), "方法": "実地", "調査職員": "指導係2名"}
    conclude(officer, visited, "総合判定 適")
    approve_report(officer, manager, NUMBER)
    city.on(date(2021, 4, 8))
    receive_today(officer, NUMBER, "令和3年3月分", "2020年度")


def all_that_was_told_is_asked(asked: dict[str, str]) -> None:
    """Each safeguard with where it comes from, and the eight items of a data centre."""
    for number, by, _, text, _ in SAFEGUARDS:
        [around] = [said for question, said in asked.items() if text in question]
        assert f"審議会への報告 {number}（付議・{by}）" in around
    assert len([said for said in asked.values() if "データセンター" in said]) >= 8


def what_is_owed_in_the_first_spring(city: City) -> None:
    officer, today = city.officers[OURS], date(2021, 4, 15)
    city.on(today)
    # The two yearly promises ended with March, 15 days ago; everything else was done in time.
    assert owed(officer, NUMBER, today, "2020年度") == {
        ("完了", "R3.1.4", "取扱責任者・取扱者の報告"),
        ("完了", "R3.2.10", "定期報告 令和3年1月分"),
        ("完了", "R3.3.10", "定期報告 令和3年2月分"),
        ("15日超過", "R3.3.31", "個別の約束 S3 令和2年度分"),
        ("15日超過", "R3.3.31", "個別の約束 S4 令和2年度分"),
        ("完了", "R3.3.31", "立入調査 令和2年度"),
    }
    # 10 July 2021 is a Saturday and 10 October a Sunday: the Mondays after them. 10 January 2022
    # is a holiday: the day after. The report for March is owed in April.
    assert owed(officer, NUMBER, today, "2021年度") == {
        ("完了", "R3.4.12", "定期報告 令和3年3月分"),
        ("期限前", "R3.5.10", "定期報告 令和3年4月分"),
        ("期限前", "R3.6.10", "定期報告 令和3年5月分"),
        ("期限前", "R3.7.12", "定期報告 令和3年6月分"),
        ("期限前", "R3.8.10", "定期報告 令和3年7月分"),
        ("期限前", "R3.9.10", "定期報告 令和3年8月分"),
        ("期限前", "R3.10.11", "定期報告 令和3年9月分"),
        ("期限前", "R3.11.10", "定期報告 令和3年10月分"),
        ("期限前", "R3.12.10", "定期報告 令和3年11月分"),
        ("期限前", "R4.1.11", "定期報告 令和3年12月分"),
        ("期限前", "R4.2.10", "定期報告 令和4年1月分"),
        ("期限前", "R4.3.10", "定期報告 令和4年2月分"),
        ("期限前", "R4.3.31", "個別の約束 S3 令和3年度分"),
        ("期限前", "R4.3.31", "個別の約束 S4 令和3年度分"),
        ("期限前", "R4.3.31", "立入調査 令和3年度"),
    }


def every_month_is_reported_with_one_click(city: City) -> None:
    officer = city.officers[OURS]
    city.on(date(2021, 4, 20))
    keep_yearly_promises(officer, date(2021, 4, 20), "2020年度")
    plan_year(officer, city.managers[OURS], OURS, 1)
    for day, month in REPORTS:
        city.on(day)
        receive_today(officer, NUMBER, month, "2021年度")


def keep_yearly_promises(officer: Clerk, day: date, year: str) -> None:
    """Heads and teachers were trained and told of the log; both were promised for every year."""
    for number, text in (("S3", "情報担当者を研修"), ("S4", "ログの取得を周知")):
        what = {"内容": text, "相手方": "各学校", "確認者": "指導係"}
        note(
            officer,
            NUMBER,
            "打合せ",
            {**what, "日付": day, "確かめた対策": number, "対象の期間": year},
        )


def a_year_without_going_there_has_its_reason_and_a_finding(city: City) -> None:
    officer, manager = city.officers[OURS], city.managers[OURS]
    today = date(2022, 2, 3)
    city.on(today)
    open_sheet(officer, NUMBER, visit="2021-1")
    left = Answer(FAILED, "退職者のIDが残っている")
    asked = answer_sheet(officer, {"異動や退職をした人の利用者ID": left})
    all_that_was_told_is_asked(asked)
    remote = {"実施日": today, "方法": "遠隔", "調査職員": "指導係2名"}
    fill_in(officer, remote).press("結論を管理記録に書く")
    assert any("実地でない理由" in one for one in officer.faults())
    reason = {"実地でない理由": "感染症の拡大により訪問できない"}
    conclude(officer, {**remote, **reason}, "総合判定 指摘あり").sees("2021-1-1", "遠隔")
    approve_report(officer, manager, NUMBER, "受託者 あさひ校務システム株式会社 2021-1")
    # 30 days on is 5 March, a Saturday: owed on Monday, the 7th.
    assert ("期限前", "R4.3.7", "是正措置 2021-1-1") in owed(officer, NUMBER, today, "2021年度")
    city.on(date(2022, 2, 8))
    receive_today(officer, NUMBER, "令和4年1月分", "2021年度")
    city.on(date(2022, 3, 4))
    answer_finding(officer, NUMBER, "2021-1-1", date(2022, 3, 4), "IDを止めた")
    check_finding(officer, NUMBER, "2021-1-1", date(2022, 3, 4), "一覧を見た")
    city.on(date(2022, 3, 8))
    receive_today(officer, NUMBER, "令和4年2月分", "2021年度")
    # Six of the seven days were kept; June's report came on the 20th, eight days late.
    assert owed(officer, NUMBER, date(2022, 3, 8), "2021年度") >= {
        ("遅延完了", "R3.7.12", "定期報告 令和3年6月分"),
        ("完了", "R3.8.10", "定期報告 令和3年7月分"),
        ("完了", "R4.1.11", "定期報告 令和3年12月分"),
        ("完了", "R4.3.7", "是正措置 2021-1-1"),
    }
    keep_yearly_promises(officer, date(2022, 3, 8), "2021年度")


def the_contract_ends_early_and_is_closed(city: City) -> None:
    """The rows leave it running to 2026; here it is seen to its end, four years before."""
    officer, manager = city.officers[OURS], city.managers[OURS]
    city.on(date(2022, 3, 8))
    look_at(officer, NUMBER, "概要").follow("契約期間を変える")
    officer.choose("変更の種類", "契約の内容が変わった（契約変更）")
    earlier = {"変更日": date(2022, 3, 8), "変更の理由": "共同調達へ移る"}
    fill_in(officer, {**earlier, "新しい終了日": date(2022, 3, 31)})
    enter(officer, "保存する", "契約期間を変えました。", "令和3年1月4日～令和4年3月31日")
    city.on(date(2022, 4, 8))
    receive_today(officer, NUMBER, "令和4年3月分", "2021年度")
    before = missing(manager, NUMBER)
    assert any("返還・消去と証明書" in one for one in before), before
    papers = {"証明書番号": "AK-2022-04", "証明日": date(2022, 4, 7), "受領日": date(2022, 4, 8)}
    receive_certificate(officer, NUMBER, {**papers, "消去責任者の役職": "教育事業部長"})
    way = {"区分": "消去", "行った日": date(2022, 4, 6), "方法": "暗号化消去", "件数": 16500}
    dispose(officer, NUMBER, {"データ": "D1", **way, "消去証明書": "AK-2022-04"})
    look_over(officer, NUMBER, "AK-2022-04", {"D1": 16500})
    city.on(date(2022, 4, 12))
    confirm(manager, NUMBER, "AK-2022-04", date(2022, 4, 12), "書面", "指導係長")
    close(manager, NUMBER, "消去まで見届けた")


def what_the_papers_say(city: City) -> None:
    officer = city.officers[OURS]
    kinds = [one for one in kinds_on_record(officer, NUMBER) if one[1] != "定期報告"]
    assert kinds == [
        ("R2.5.28", "付議"),
        ("R2.9.15", "契約締結"),
        ("R2.12.25", "取扱者届出"),
        ("R3.1.12", "データ引渡し"),
        ("R3.3.10", "立入調査"),
        ("R3.3.10", "その他"),  # the manager approved the report
        ("R3.4.20", "打合せ"),
        ("R3.4.20", "打合せ"),
        ("R4.2.3", "立入調査"),
        ("R4.2.3", "指摘"),
        ("R4.2.3", "その他"),
        ("R4.3.4", "是正報告"),
        ("R4.3.4", "是正確認"),
        ("R4.3.8", "打合せ"),
        ("R4.3.8", "打合せ"),
        ("R4.3.8", "契約変更"),
        ("R4.4.6", "消去"),
        ("R4.4.8", "消去証明書"),
        ("R4.4.12", "消去確認"),
        ("R4.4.12", "完了"),
    ]
    page = record_on_one_page(officer, NUMBER)
    assert "定期報告12件" in page  # of a whole year, in one row
    assert "後日記載0" in page
    [paper] = page_texts(look_at(officer, NUMBER, "データと消去").download("消去確認書（PDF）"))
    assert "AK-2022-04" in paper
    everything_is_sound(city)
