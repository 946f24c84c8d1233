"""Case 4: seven towns share their core system; a monthly meeting, a yearly visit, a lost sheet."""

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
    record_as_missed,
    record_on_one_page,
    two_confirm,
)
from tests.integration.cases.council_work import Laid, hear, hold_session, lay, open_matter
from tests.integration.cases.office_work import (
    NO_SUBCONTRACTING,
    Facts,
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
    NOT_APPLICABLE,
    Answer,
    answer_sheet,
    approve_report,
    conclude,
    move_visit,
    open_sheet,
    plan_year,
)
from tests.unit.papers_read_back import page_texts

OURS, NUMBER = "情報政策課", "R1-情政-005"
SESSION, TOLD = "令和元年度", date(2019, 8, 5)
SEVEN = "7市町の共同利用。各市町は、自らの情報について責任を負う"
CONTRACT = {
    "契約番号": NUMBER,
    "件名": "自治体クラウド基幹系システム共同利用",
    "実施機関": "市長",
    "登録業務の名称": "住民基本台帳・税・国保等の基幹業務",
    "受託者名": "せとうち電算株式会社",
    "委託の内容": "基幹系システムの提供、サービスデスク",
    "委託理由": "7市町の共同利用で保守を1か所に集めるため",
    "契約日": date(2019, 9, 1),
    "開始日": date(2019, 10, 1),
    "終了日": date(2024, 9, 30),
    "契約期間の表示": "5年間",
    "特記事項の版": NO_SUBCONTRACTING,
    "対象者": "住民",
    "情報項目": ["住民票情報", "税情報", "国民健康保険情報", "個人番号"],
    "記録媒体": ["データセンターのサーバ"],
    "本人数": 165000,
    "個人番号を取り扱う": True,
    "要配慮個人情報を取り扱う": True,
    "定期報告": "毎月",
    "求める認証": ["プライバシーマーク"],
    "備考": SEVEN,
}
MEETING = "月例会でセキュリティ管理の報告を受ける"
SAFEGUARDS = (
    ("S1", "受託者", MEETING, "付議", "毎月"),
    ("S2", "受託者", "監視カメラ映像を3か月保存する", "付議", "なし"),
    ("S3", "受託者", "アクセスログを5年以上保存する", "付議", "なし"),
    ("S4", "受託者", "印刷は色紙とし室内で裁断する", "委員意見", "なし"),
    ("S5", "実施機関", "特定個人情報保護評価書を更新する", "付議", "期日"),
)


def test_the_shared_core_system_from_the_council_to_its_erasure(city: City) -> None:
    names = {"officer-1": "青葉 りく", "manager-1": "緑野 あお"}
    city.begin(date(2019, 7, 22), [OURS], names)
    two_confirm(city.admin)
    the_council_is_asked_and_the_system_begins(city)
    the_monthly_meetings_stop_after_january(city)
    what_is_owed_on_the_first_of_april(city)
    a_printed_sheet_is_lost(city)
    what_was_left_undone_is_made_up_for(city)
    the_yearly_visit_asks_what_the_council_was_told(city)
    the_towns_move_on_and_the_contract_is_closed(city)
    what_the_papers_say(city)


def the_council_is_asked_and_the_system_begins(city: City) -> None:
    officer, secretariat = city.officers[OURS], city.secretariat
    city.on(TOLD)
    hold_session(secretariat, TOLD, SESSION)
    title = "基幹系システムの共同利用に係る業務委託"
    lay(secretariat, Laid("F-U-R1-1", TOLD, SESSION, "諮問", title, "1", result="承認"))
    hear(secretariat, "F-U-R1-1", "委員", "印刷した紙の扱いを定めるべきではないか")
    city.on(date(2019, 9, 2))
    register_contract(officer, CONTRACT)
    open_matter(secretariat, "F-U-R1-1").follow("改める・結果を入れる")
    secretariat.fill("契約番号", [NUMBER]).press("保存する")
    secretariat.sees("付議の内容を改めました。", NUMBER)
    for number, by, text, origin, rhythm in SAFEGUARDS:
        facts = {"番号": number, "対策の内容": text, "実施者": by, "区分": "運用上"}
        day = ["R1.12.27"] if rhythm == "期日" else []
        promise(officer, NUMBER, {**facts, "由来": origin, "確かめる時期": rhythm, "期日": day})
    mark = {"制度": "プライバシーマーク", "登録番号": "10000002(05)"}
    certify(officer, NUMBER, {**mark, "有効期限": date(2022, 5, 31)})
    look_at(officer, NUMBER, "概要").sees(SEVEN, "個人番号 あり", "要配慮個人情報 あり", "5年間")
    look_at(officer, NUMBER, "概要").follow("選ぶ")
    for module in ("コールセンター", "データセンター", "紙の封入封緘"):
        officer.fill(module, True)
    officer.press("保存する").sees("特別な場合の項目を保存しました。")


def the_monthly_meetings_stop_after_january(city: City) -> None:
    officer, first = city.officers[OURS], date(2019, 10, 1)
    city.on(first)
    made = {
        "データ番号": "D1",
        "データ名": "基幹系データベース",
        "情報項目": ["住民票情報", "個人番号"],
    }
    where = {
        "記録媒体": ["データセンターのサーバ"],
        "件数": 165000,
        "区分": "作成",
        "職員": "政策係",
    }
    hand_over(officer, NUMBER, {**made, **where, "引き渡した日": first})
    for year, month in ((2019, 10), (2019, 11), (2019, 12), (2020, 1)):
        day = date(year, month, 25)
        city.on(day)
        meet(city, day)


def meet(city: City, day: date, month: str = "") -> None:
    said = {"内容": "月例会", "相手方": "受託者", "確認者": "政策係"}
    facts = {**said, "日付": day, "確かめた対策": "S1", "対象の期間": month}
    note(city.officers[OURS], NUMBER, "打合せ", facts).sees("月例会 ［S1］")


def what_is_owed_on_the_first_of_april(city: City) -> None:
    officer, today = city.officers[OURS], date(2020, 4, 1)
    city.on(today)
    # Nobody reported who handles the data, no monthly report came, nobody went there; the
    # assessment report was promised for 27 December (96 days ago), 10 November was a Sunday.
    assert owed(officer, NUMBER, today, "2019年度") == {
        ("183日超過", "R1.10.1", "取扱責任者・取扱者の報告"),
        ("完了", "R1.10.31", "個別の約束 S1 令和元年10月分"),
        ("142日超過", "R1.11.11", "定期報告 令和元年10月分"),
        ("完了", "R1.11.30", "個別の約束 S1 令和元年11月分"),
        ("113日超過", "R1.12.10", "定期報告 令和元年11月分"),
        ("96日超過", "R1.12.27", "個別の約束 S5 令和元年12月27日"),
        ("完了", "R1.12.31", "個別の約束 S1 令和元年12月分"),
        ("82日超過", "R2.1.10", "定期報告 令和元年12月分"),
        ("完了", "R2.1.31", "個別の約束 S1 令和2年1月分"),
        ("51日超過", "R2.2.10", "定期報告 令和2年1月分"),
        ("32日超過", "R2.2.29", "個別の約束 S1 令和2年2月分"),
        ("22日超過", "R2.3.10", "定期報告 令和2年2月分"),
        ("1日超過", "R2.3.31", "個別の約束 S1 令和2年3月分"),
        ("1日超過", "R2.3.31", "立入調査 令和元年度"),
    }


def a_printed_sheet_is_lost(city: City) -> None:
    officer, known = city.officers[OURS], date(2020, 4, 24)
    city.on(known)
    look_at(officer, NUMBER, "概要").follow("事故を登録")
    what = {"概要": "印刷物1枚の所在不明", "本人の数": 1, "事故番号": "J-2020-1"}
    fill_in(officer, {**what, "発生日": date(2020, 4, 23), "覚知日": known})
    officer.press("登録する").sees("報告の要否がまだ決まっていません。")
    officer.follow("書く（報告の要否）")
    unknown = {"財産的被害が生じるおそれ": "ない", "特定個人情報（マイナンバー）": "ない"}
    fill_in(officer, {"要配慮個人情報": "ある", "不正の目的で行われたおそれ": "ない", **unknown})
    officer.fill("決めた日", known).press("決定を記録する").sees(
        "報告の対象（要配慮個人情報が含まれる）"
    )
    # The day itself is the first: the fifth is the 28th. The third open day after it is the 30th,
    # as the 29th is a holiday. The thirtieth day is a Saturday: 25 May.
    officer.sees("個人情報保護委員会 速報 R2.4.28", "事故報告書 R2.4.30", "確報 R2.5.25")
    for day, step in (
        (date(2020, 4, 28), "委員会への速報"),
        (date(2020, 4, 30), "事故報告書の受領"),
    ):
        city.on(day)
        incident_step(officer, step, {"受領日" if "受領" in step else "報告した日": day})
    city.on(date(2020, 5, 26))
    assert owed(officer, NUMBER, date(2020, 5, 26), "2020年度") >= {
        ("完了", "R2.4.28", "個人情報保護委員会 速報 J-2020-1"),
        ("完了", "R2.4.30", "事故報告書 J-2020-1"),
        ("1日超過", "R2.5.25", "個人情報保護委員会 確報 J-2020-1"),
    }
    incident_step(officer, "委員会への確報", {"報告した日": date(2020, 5, 26)})


def incident_step(officer: Clerk, step: str, facts: Facts) -> None:
    """One step of what follows on the incident, from its own page."""
    officer.follow("事故").follow("J-2020-1").follow(f"書く（{step}）")
    fill_in(officer, facts).press("記録する")
    assert not officer.faults(), officer.faults()


def what_was_left_undone_is_made_up_for(city: City) -> None:
    officer, today = city.officers[OURS], date(2020, 6, 1)
    city.on(today)
    who = {"区分": "責任者", "所属・役職": "公共事業部長", "人数": 1}
    report_handlers(officer, NUMBER, {"受領日": today, **who})
    for month in (
        "令和元年10月",
        "令和元年11月",
        "令和元年12月",
        "令和2年1月",
        "令和2年2月",
        "令和2年3月",
    ):
        receive_today(officer, NUMBER, f"{month}分", "2019年度")
    receive_today(officer, NUMBER, "令和2年4月分", "2020年度")
    for month in ("2020-02", "2020-03", "2020-04", "2020-05"):
        meet(city, today, month)
    updated = {"内容": "評価書を更新", "相手方": "市長", "確認者": "政策係"}
    names = {"日付": today, "確かめた対策": "S5", "対象の期間": "2019-12-27"}
    note(officer, NUMBER, "その他", {**updated, **names}).sees("評価書を更新 ［S5］")
    record_as_missed(city.managers[OURS], NUMBER, "立入調査", "年度を過ぎた")
    done = owed(officer, NUMBER, today, "2019年度")
    assert ("未実施", "R2.3.31", "立入調査 令和元年度") in done
    assert not [one for one in done if "超過" in one[0]]


def the_yearly_visit_asks_what_the_council_was_told(city: City) -> None:
    officer, manager, today = city.officers[OURS], city.managers[OURS], date(2020, 7, 15)
    city.on(date(2020, 6, 25))
    meet(city, date(2020, 6, 25))
    plan_year(officer, manager, OURS, 1)
    move_visit(officer, NUMBER, OURS, today, "事故の後であり早める")
    city.on(today)
    open_sheet(officer, NUMBER, visit="2020-1")
    first = Answer(NOT_APPLICABLE, "はじめての調査である")
    asked = answer_sheet(officer, {"前回の立入調査で指摘した": first})
    for number, by, text, origin, _ in SAFEGUARDS:
        [around] = [said for question, said in asked.items() if text in question]
        assert f"審議会への報告 {number}（{origin}・{by}）" in around
    for module, items in (("コールセンター", 9), ("データセンター", 8), ("紙の封入封緘", 8)):
        assert len([said for said in asked.values() if module in said]) >= items, module
    visited = {"実施日": today, "方法": "実地", "調査職員": "政策係2名"}
    conclude(officer, visited, "総合判定 適")
    approve_report(officer, manager, NUMBER)


def the_towns_move_on_and_the_contract_is_closed(city: City) -> None:
    """The rows leave it running to 2024; here it is seen to its end within one page of record."""
    officer, manager = city.officers[OURS], city.managers[OURS]
    for day in (date(2020, 7, 27), date(2020, 8, 25), date(2020, 9, 25)):
        city.on(day)
        meet(city, day)
    look_at(officer, NUMBER, "概要").follow("契約期間を変える")
    officer.choose("変更の種類", "契約の内容が変わった（契約変更）")
    why = {"変更日": date(2020, 9, 25), "変更の理由": "移行する"}
    fill_in(officer, {**why, "新しい終了日": date(2020, 9, 30)})
    enter(officer, "保存する", "契約期間を変えました。", "令和元年10月1日～令和2年9月30日")
    today = date(2020, 10, 8)
    city.on(today)
    for number in range(5, 10):
        receive_today(officer, NUMBER, f"令和2年{number}月分", "2020年度")
    before = missing(manager, NUMBER)
    assert any("返還・消去と証明書" in one for one in before), before
    certificate = {"証明書番号": "SE-1", "証明日": date(2020, 10, 7), "受領日": today}
    receive_certificate(officer, NUMBER, {**certificate, "消去責任者の役職": "センター長"})
    way = {"区分": "消去", "行った日": date(2020, 10, 6), "方法": "暗号化消去", "件数": 165000}
    dispose(officer, NUMBER, {"データ": "D1", **way, "消去証明書": "SE-1"})
    look_over(officer, NUMBER, "SE-1", {"D1": 165000})
    city.on(date(2020, 10, 12))
    confirm(manager, NUMBER, "SE-1", date(2020, 10, 12), "現地", "政策係長")
    # The page tells of what nobody wrote down of the lost sheet; it does not stand in the way.
    assert missing(manager, NUMBER) == []
    manager.sees("事故J-2020-1の対応が結了していません。")
    close(manager, NUMBER, "消去まで見届けた")


def what_the_papers_say(city: City) -> None:
    officer = city.officers[OURS]
    routine = ("定期報告", "打合せ")  # condensed on paper, a year in a row
    kinds = [one for one in kinds_on_record(officer, NUMBER) if one[1] not in routine]
    assert kinds == [
        ("R1.8.5", "付議"),
        ("R1.9.1", "契約締結"),
        ("R1.10.1", "データ収集・作成"),
        ("R2.4.24", "事故通知"),
        ("R2.4.24", "その他"),
        ("R2.4.28", "委員会報告"),
        ("R2.4.30", "事故報告"),
        ("R2.5.26", "委員会報告"),
        ("R2.6.1", "取扱者届出"),
        ("R2.6.1", "その他"),
        ("R2.6.1", "未実施の記録"),
        ("R2.7.15", "立入調査"),
        ("R2.7.15", "その他"),  # the manager approved the report
        ("R2.9.25", "契約変更"),
        ("R2.10.6", "消去"),
        ("R2.10.8", "消去証明書"),
        ("R2.10.12", "消去確認"),
        ("R2.10.12", "完了"),
    ]
    page = record_on_one_page(officer, NUMBER)
    assert "打合せ8件" in page
    sheet = "".join(page_texts(open_matter(officer, "F-U-R1-1").download("付議資料（PDF）")))
    for _, _, text, _, _ in SAFEGUARDS:
        assert text in sheet
    look_at(officer, NUMBER, "データと消去")
    [paper] = page_texts(officer.download("消去確認書（PDF）"))
    assert "SE-1" in paper
    everything_is_sound(city)
