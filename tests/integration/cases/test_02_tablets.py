"""Case 2: tablets for pupils: three clouds, a contractor and two subcontractors in one sitting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

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
    record_as_missed,
    settle,
)
from tests.integration.cases.consent_work import (
    ALL_BUT_THE_STAFF,
    confirm_points,
    decide_on,
    name_city,
    request_consent,
)
from tests.integration.cases.council_work import (
    Laid,
    Link,
    advise,
    answer_advice,
    connect,
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
    enter,
    fill_in,
    look_at,
    note,
    owed,
    register_contract,
)
from tests.integration.cases.visit_work import (
    NOT_APPLICABLE,
    Answer,
    answer_sheet,
    approve_report,
    conclude,
    open_sheet,
    plan_year,
)
from tests.unit.papers_read_back import page_texts

OURS, NUMBER = "教育支援課", "R2-教支-034"
SESSION, TOLD = "令和2年度第8回", date(2020, 12, 17)
FIRST_DAY, LAST_DAY = date(2021, 3, 1), date(2023, 2, 28)
CONTRACT = {
    "契約番号": NUMBER,
    "件名": "教育用システム運用保守等業務",
    "実施機関": "教育委員会",
    "登録業務の名称": "教育用システム環境運用保守",
    "委託の内容": "サポートデスク、運用保守、再委託先の監督",
    "委託理由": "構築事業者であり安全かつ効率的に行えるため",
    "根拠": "条例第14条第1項",
    "開始日": FIRST_DAY,
    "終了日": LAST_DAY,
    "契約期間の表示": "36か月",
    "特記事項の版": WITH_CONSENT,
    "対象者": "区立学校の児童・生徒及び教員",
    "情報項目": ["学校名", "学年", "学級", "氏名", "ユーザID", "端末管理番号"],
    "記録媒体": ["委託先のパソコン", "委託先のサーバ"],
    "本人数": 15000,
}
CLOUDS = (
    ("K-011", "ログイン認証クラウドとの結合", "クラウド提供者1"),
    ("K-012", "デジタルドリルとの結合", "クラウド提供者2"),
    ("K-013", "協働学習ソフトウェアとの結合", "クラウド提供者3"),
)
SHARED = ("ユーザID、学校名、学年、学級、氏名、学習履歴",)
PRIME, SOUTH, EM = "受託者", "再委託先1", "再委託先2"
TECHNO, DOCUMENT, WHY = "株式会社みなとテクノ南", "2教支第120号", "現行の修理対応の実績"
OF_BOTH = {
    "開始日": FIRST_DAY,
    "終了日": LAST_DAY,
    "情報項目": ["学校名", "氏名", "ユーザID", "端末管理番号"],
    "記録媒体": ["再委託先のパソコン"],
}
BACKUP = "サーバ監視及びデータバックアップ"
SAFEGUARDS = (
    (PRIME, "S1", "運用上", "情報を取り扱う者への定期的な指導", "付議", "半期"),
    (PRIME, "S2", "システム上", "USB等の外部記録媒体を接続できない設定", "付議", "なし"),
    (PRIME, "S3", "システム上", BACKUP, "助言", "四半期"),
    (SOUTH, "S4", "システム上", BACKUP, "助言", "なし"),
)


def test_the_tablets_from_three_clouds_to_the_last_erasure(city: City) -> None:
    city.begin(date(2020, 12, 1), [OURS], {"officer-1": "青葉 りく", "manager-1": "緑野 あお"})
    name_city(city.admin)
    the_council_hears_of_clouds_and_companies(city)
    consents_are_given_one_in_time_and_one_too_late(city)
    the_work_begins_and_is_inspected(city)
    what_is_owed_and_broken_on_the_fifteenth_of_april(city)
    what_was_broken_is_settled(city)
    two_more_years_go_by(city)
    every_party_erases_and_the_contract_is_closed(city)
    what_the_papers_say(city)


def for_party(officer: Clerk, tab: str, link: str, party: str, facts: Facts) -> Clerk:
    """A form of the contract, for the contractor or one of the subcontractors."""
    look_at(officer, NUMBER, tab).follow(link)
    if party != PRIME:
        officer.follow(party)
    return fill_in(officer, facts)


def the_council_hears_of_clouds_and_companies(city: City) -> None:
    officer, secretariat = city.officers[OURS], city.secretariat
    register_contract(officer, CONTRACT).sees("再委託承諾制")
    why = ("家庭での学習機会の保障",)
    for number, title, cloud in CLOUDS:
        link = (number, title, cloud, SHARED, why, "インターネット", FIRST_DAY, NUMBER)
        connect(officer, Link(*link))
    city.on(TOLD)
    hold_session(secretariat, TOLD, SESSION)
    links = [number for number, _, _ in CLOUDS]
    title, basis = "教育用システムに係る外部結合", "第17条第1項第4号"
    asked = Laid("F-R2-34", TOLD, SESSION, "諮問", title, "34", basis, (), links)
    lay(secretariat, replace(asked, result="承認"))
    title, basis = "運用保守等業務の委託及び再委託", "第14条第1項"
    told = Laid("F-R2-34-2", TOLD, SESSION, "報告", title, "34", basis, [NUMBER])
    lay(secretariat, replace(told, result="了承"))
    asked_for = "サーバ監視とデータバックアップを行わせること"
    advise(open_matter(city.advisor, "F-R2-34-2"), date(2020, 12, 10), asked_for)
    for party, *facts in SAFEGUARDS[:3]:
        promised(officer, party, *facts)
    look_at(officer, NUMBER, "付議と対策")
    answer_advice(officer, asked_for, "仕様書に記載する", ["S3"])
    sheets = "".join(page_texts(open_matter(officer, "F-R2-34").download("付議資料（PDF）")))
    assert "【諮問】" in sheets
    for _, _, cloud in CLOUDS:
        assert cloud in sheets


def promised(
    officer: Clerk, party: str, number: str, category: str, text: str, origin: str, rhythm: str
) -> None:
    by = PRIME if party == PRIME else "再委託先"
    facts = {"番号": number, "対策の内容": text, "実施者": by, "区分": category, "由来": origin}
    facts["確かめる時期"] = rhythm
    for_party(officer, "付議と対策", "保護対策を登録", party, facts)
    enter(officer, "登録する", "保護対策を登録しました。")


def consents_are_given_one_in_time_and_one_too_late(city: City) -> None:
    officer, signed = city.officers[OURS], date(2021, 2, 15)
    city.on(signed)
    who = {"受託者名": "みなと通信株式会社", "契約日": signed}
    amend(officer, NUMBER, signed, "構築した事業者と契約した", who)
    # The paper says 36 months where they are 24: the product warns, and keeps what was written.
    look_at(officer, NUMBER, "概要").sees("36か月", "令和3年3月1日～令和5年2月28日")
    the_first_is_asked_for_and_consented_to_on_a_condition(city)
    promised(officer, *SAFEGUARDS[3])
    city.on(date(2021, 2, 26))
    handlers(officer, PRIME, date(2021, 2, 26), "公共営業部 部長")
    city.on(FIRST_DAY)
    # By a document that names both; it has its number already, so no second notice is printed.
    too_late = {"承諾日": FIRST_DAY, "承諾文書番号": DOCUMENT}
    subcontract(officer, "株式会社みなとエムイー", "盗難・紛失等の問合せ対応", too_late)
    look_at(officer, NUMBER, "再委託").sees("明記の確認なし", "これより先の再委託は不可")


def the_first_is_asked_for_and_consented_to_on_a_condition(city: City) -> None:
    """Its staff is told only after the consent; the notice says so."""
    officer, asked, decided = city.officers[OURS], date(2021, 2, 18), date(2021, 2, 20)
    city.on(asked)
    named = {"再委託先の名称": TECHNO, "所在地": "北浜町2-1", "再委託する者": PRIME}
    why = {"業務の範囲": "端末の故障問合せ対応・修理手配", "再委託する理由": WHY}
    request_consent(officer, NUMBER, {"受付日": asked, **named, **why, **OF_BOTH})
    confirm_points(officer, ALL_BUT_THE_STAFF)
    city.on(decided)
    condition = "業務を始める前に、従事者に守ることと罰則を知らせる"
    notice = decide_on(city.managers[OURS], NUMBER, TECHNO, decided, DOCUMENT, condition)
    for words in (DOCUMENT, TECHNO, "令和3年2月20日", condition, "端末管理番号"):
        assert words in notice, (words, notice)
    told = date(2021, 2, 25)
    city.on(told)
    look_at(officer, NUMBER, "再委託").follow(f"改める（{TECHNO}）")
    officer.choose("変更の種類", "契約の内容が変わった（契約変更）")
    known = {"変更日": told, "変更の理由": "従事者への周知を確かめた"}
    fill_in(officer, {**known, "従事者への周知を確かめた日": told})
    enter(officer, "保存する", "再委託の内容を改めました。")


def subcontract(officer: Clerk, name: str, work: str, facts: Facts) -> None:
    look_at(officer, NUMBER, "再委託").follow("再委託を登録")
    why = {"業務の内容": work, "再委託理由": WHY}
    fill_in(officer, {"再委託先名": name, **why, **OF_BOTH, **facts})
    enter(officer, "登録する", "再委託を登録しました。", name)


def handlers(officer: Clerk, party: str, day: date, post: str) -> None:
    facts = {"受領日": day, "区分": "責任者", "所属・役職": post, "人数": 1}
    for_party(officer, "概要", "取扱者の報告を登録", party, facts)
    enter(officer, "登録する", "取扱責任者・取扱者の報告を登録しました。")


def the_work_begins_and_is_inspected(city: City) -> None:
    officer, manager = city.officers[OURS], city.managers[OURS]
    users = {"データ名": "利用者一覧", "情報項目": ["学校名", "氏名", "ユーザID"]}
    online = {"記録媒体": ["委託先のサーバ"], "引渡方法": "暗号化してオンライン"}
    handed(officer, PRIME, FIRST_DAY, {**users, **online})
    city.on(date(2021, 3, 3))
    tablets = {"データ名": "端末一覧", "情報項目": ["学校名", "氏名", "端末管理番号"]}
    onward = {"記録媒体": ["再委託先のパソコン"], "引渡方法": "受託者を経由"}
    handed(officer, SOUTH, date(2021, 3, 3), {**tablets, **onward})
    plan_year(officer, manager, OURS, 3)  # the contractor and both subcontractors
    city.on(date(2021, 3, 5))
    handlers(officer, SOUTH, date(2021, 3, 5), "保守課長")
    city.on(date(2021, 3, 25))
    open_sheet(officer, NUMBER, PRIME, "2020-1")
    first = Answer(NOT_APPLICABLE, "はじめての調査である")
    asked = answer_sheet(officer, {"前回の立入調査で指摘した": first})
    for party, number, _, text, origin, _ in SAFEGUARDS[:3]:
        [around] = [said for question, said in asked.items() if text in question]
        assert f"審議会への報告 {number}（{origin}・{party}）" in around
    visited = {"実施日": date(2021, 3, 25), "方法": "実地", "調査職員": "支援係2名"}
    conclude(officer, visited, "総合判定 適")
    approve_report(officer, manager, NUMBER)
    city.on(date(2021, 3, 26))
    # The rows have no reason; the page does not let a visit on paper go without one.
    facts = {"実施日": date(2021, 3, 26), "方法": "書面", "調査職員": "支援係1名"}
    look_at(officer, NUMBER, "立入調査").follow(f"結果を記録（{SOUTH}", "2020-1")
    fill_in(officer, {**facts, "総合判定": "適"}).press("記録する")
    assert any("実地でない理由を書いてください" in one for one in officer.faults())
    officer.fill("実地でない理由", "感染症の拡大")
    enter(officer, "記録する", "立入調査の結果を記録しました。")
    city.on(date(2021, 4, 1))
    look_at(officer, NUMBER, "期限").follow("報告を求める")
    what = {"依頼番号": "I1", "求める報告の内容": "アクセス権限の一覧"}
    fill_in(officer, {**what, "依頼日": date(2021, 4, 1), "期限": date(2021, 4, 14)})
    enter(officer, "登録する", "報告の依頼を登録しました。期限に加わりました。")


def handed(officer: Clerk, party: str, day: date, facts: Facts) -> None:
    number = {"データ番号": "D1", "件数": 15000, "区分": "提供", "職員": "支援係"}
    given = {**number, **facts, "引き渡した日": day}
    for_party(officer, "データと消去", "データの引渡しを記録", party, given)
    enter(officer, "記録する", "データの引渡しを記録しました。")


def what_is_owed_and_broken_on_the_fifteenth_of_april(city: City) -> None:
    officer, today = city.officers[OURS], date(2021, 4, 15)
    city.on(today)
    # The data that the rows know to be of no use from August on are not known to be so yet.
    assert due_on_the_page(officer, NUMBER, today) == due_in_the_golden_answers(NUMBER, today)
    expected = violations_in_the_golden_answers(NUMBER, today)
    on_paper = [one for one in expected if "実地以外" in one[0]]
    assert violations_today(officer, NUMBER) == [one for one in expected if one not in on_paper]


def what_was_broken_is_settled(city: City) -> None:
    officer, manager, today = city.officers[OURS], city.managers[OURS], date(2021, 4, 20)
    city.on(today)
    look_at(officer, NUMBER, "期限").follow("報告の受領を記録")
    came = {"種別": "求めた報告", "どの依頼への報告か": "I1", "受領日": today, "要旨": "一覧を受領"}
    enter(fill_in(officer, came), "受領を記録する", "報告の受領を記録しました。")
    handlers(officer, EM, today, "窓口課長")
    met(city, today, "S1", "2020下")
    met(city, today, "S3", "2020Q4")
    record_as_missed(manager, NUMBER, "立入調査", "年度内に行けなかった")
    settle(manager, NUMBER, "開始日以後の承諾", "業務の前日に口頭で承諾した")
    settle(manager, NUMBER, "特記事項の明記なし", "明記した契約書を受け取った")
    settle(manager, NUMBER, "取扱者の報告前のデータ提供", "報告は2日後に届いた")
    left = violations_today(officer, NUMBER)
    assert [rule for rule, _, _ in left] == ["契約期間の表示と日付の不一致"]
    plan_year(officer, manager, OURS, 3)


def met(city: City, day: date, safeguard: str, period: str) -> None:
    words = "監視とバックアップの実施結果を受領" if safeguard == "S3" else "指導の実施結果を受領"
    what = {"内容": words, "相手方": "公共営業部", "確認者": "支援係"}
    facts = {**what, "日付": day, "確かめた対策": safeguard, "対象の期間": period}
    note(city.officers[OURS], NUMBER, "打合せ", facts)


def two_more_years_go_by(city: City) -> None:
    officer, manager = city.officers[OURS], city.managers[OURS]
    city.on(date(2021, 5, 10))
    officer.open_contract(NUMBER).follow("電話確認を記録")
    asked = {"内容": "利用者一覧の保管状況を確認", "相手方": "サポートデスク", "確認者": "支援係"}
    enter(fill_in(officer, {**asked, "確かめた日": date(2021, 5, 10)}), "記録する", "電話確認")
    city.on(date(2021, 6, 28))
    met(city, date(2021, 6, 28), "S3", "")  # of the quarter that it falls into
    the_list_of_tablets_is_of_no_more_use(city)
    for day, quarter, half in (
        (date(2021, 9, 28), "2021Q2", "2021上"),
        (date(2021, 12, 22), "2021Q3", ""),
        (date(2022, 3, 25), "2021Q4", "2021下"),
        (date(2022, 6, 28), "2022Q1", ""),
        (date(2022, 9, 28), "2022Q2", "2022上"),
        (date(2022, 12, 22), "2022Q3", ""),
        (date(2023, 2, 20), "2022Q4", "2022下"),
    ):
        city.on(day)
        met(city, day, "S3", quarter)
        if half:
            met(city, day, "S1", half)
        if quarter.endswith("Q4"):
            all_three_are_visited(officer, day, f"{quarter[:4]}-1")
        if day == date(2022, 6, 28):
            plan_year(officer, manager, OURS, 3)


def the_list_of_tablets_is_of_no_more_use(city: City) -> None:
    """Clause set A and C want it gone at once: thirty days after the third of August."""
    officer, manager, today = city.officers[OURS], city.managers[OURS], date(2021, 8, 3)
    city.on(today)
    look_at(officer, NUMBER, "データと消去").follow("不要になった日（D1）", "端末一覧")
    enter(officer.fill("不要になった日", today), "登録する", "不要になった日を登録しました。")
    assert ("期限前", "R3.9.2", "不要データの返還・消去 D1") in owed(officer, NUMBER, today)
    erased(city, SOUTH, "MT-2021-08", date(2021, 8, 20), "物理的破壊")
    city.on(date(2021, 8, 27))
    confirm(manager, NUMBER, "MT-2021-08", date(2021, 8, 27), "書面", "支援係長")


def all_three_are_visited(officer: Clerk, day: date, visit: str) -> None:
    for party in (PRIME, SOUTH, EM):
        look_at(officer, NUMBER, "立入調査").follow(f"結果を記録（{party}", visit)
        facts = {"実施日": day, "方法": "実地", "調査職員": "支援係2名", "総合判定": "適"}
        enter(fill_in(officer, facts), "記録する", "立入調査の結果を記録しました。")


def erased(city: City, party: str, certificate: str, day: date, way: str) -> None:
    """The certificate arrives five days after the erasure; both are entered on that day."""
    officer, came = city.officers[OURS], day + timedelta(days=5)
    city.on(came)
    paper = {"証明書番号": certificate, "証明日": day, "受領日": came}
    for_party(officer, "データと消去", "消去証明書の受領を記録", party, paper)
    enter(officer, "記録する", "消去証明書の受領を記録しました。")
    gone = {"データ": "D1", "区分": "消去", "行った日": day, "方法": way, "件数": 15000}
    linked = {**gone, "消去証明書": certificate}
    for_party(officer, "データと消去", "返還・消去を記録", party, linked)
    enter(officer, "記録する", "返還・消去を記録しました。")
    look_over(officer, NUMBER, certificate, {"D1": 15000})


def every_party_erases_and_the_contract_is_closed(city: City) -> None:
    officer, manager = city.officers[OURS], city.managers[OURS]
    city.on(date(2023, 3, 10))
    before = missing(manager, NUMBER)
    assert len([one for one in before if "返還・消去と証明書" in one]) == 2, before
    none = {"日付": date(2023, 3, 10), "内容": "持出しなし", "確認者": "支援係"}
    for_party(officer, "データと消去", "対象データなしを記録", EM, none)
    enter(officer, "記録する", "対象データなしを管理記録に書きました。")
    erased(city, PRIME, "MN-2023-03", date(2023, 3, 15), "暗号化消去")
    # A certificate of 20 March is to be confirmed within fourteen days: 3 April, a Monday.
    today = date(2023, 3, 20)
    assert ("期限間近", "R5.4.3", "消去の確認 MN-2023-03") in owed(officer, NUMBER, today)
    confirm(manager, NUMBER, "MN-2023-03", today, "現地", "支援係長")
    close(manager, NUMBER, "三者の消去まで見届けた")


def what_the_papers_say(city: City) -> None:
    officer = city.officers[OURS]
    kinds = [kind for _, kind in kinds_on_record(officer, NUMBER)]
    assert kinds.count("立入調査") == 8  # three a year, but one in the first
    assert kinds.count("再委託承諾") == 2
    assert kinds.count("違反の処理") == 3
    assert kinds[-2:] == ["消去確認", "完了"]
    officer.open_contract(NUMBER)
    pages = page_texts(officer.download("管理記録を印刷"))
    assert len(pages) == 2  # eight visits and two years do not go on one page
    look_at(officer, NUMBER, "データと消去")
    for certificate, words in (("MT-2021-08", "物理的破壊"), ("MN-2023-03", "暗号化消去")):
        paper = "".join(page_texts(officer.download(f"消去確認書（PDF） {certificate}")))
        assert certificate in paper
        assert words in paper
    sheet = "".join(page_texts(open_matter(officer, "F-R2-34-2").download("付議資料（PDF）")))
    assert "【報告】" in sheet
    for words in (PRIME, *(facts[3] for facts in SAFEGUARDS[:3])):
        assert words in sheet
    assert left_of_the_rows(city, NUMBER) == []
    everything_is_sound(city)
