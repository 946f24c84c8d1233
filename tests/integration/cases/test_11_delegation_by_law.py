"""Case 11: work delegated by law to a national body, which itself hires a company."""

from __future__ import annotations

import re
from datetime import date

from tests.integration.cases.book_work import left_of_the_rows
from tests.integration.cases.city import City
from tests.integration.cases.closing_work import (
    close,
    everything_is_sound,
    kinds_on_record,
    missing,
    record_on_one_page,
    settle,
)
from tests.integration.cases.council_work import (
    Laid,
    decide,
    hold_session,
    lay,
    name_contracts,
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
    amend,
    enter,
    fill_in,
    look_at,
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
from tests.unit.papers_read_back import marked_words, page_texts

OURS = "戸籍住民課"
NUMBER = "H26-戸住-026"
BODY, MAKER = "全国カード機構", "カード製造株式会社"
BASIS = "総務省令第35条第1項"
BEFORE = ["氏名", "住所", "個人番号"]
SINCE_2019 = ["氏名", "旧氏", "住所", "個人番号"]
CONTRACT = {
    "契約番号": NUMBER,
    "件名": "通知カード・個人番号カード関連事務の委任",
    "実施機関": "区長",
    "登録業務の名称": "個人番号カード",
    "受託者名": BODY,
    "根拠": BASIS,
    "開始日": date(2015, 10, 5),
    "終了日": date(2021, 3, 31),
    "特記事項の版": WITH_CONSENT,
    "対象者": "住民基本台帳に記録されている者",
    "情報項目": BEFORE,
    "記録媒体": ["機構のサーバ"],
    "本人数": 346000,
    "個人番号を取り扱う": True,
}
COMPANY = {
    "再委託先名": MAKER,
    "業務の内容": "カードの製造",
    "開始日": date(2015, 10, 5),
    "終了日": date(2021, 3, 31),
    "情報項目": BEFORE,
    "記録媒体": ["機構のサーバ"],
}
S2014, S2019 = "平成26年度第6回", "令和元年度第4回"
FIRST = Laid(
    "F-H26-06-2",
    date(2014, 10, 9),
    S2014,
    "報告",
    "通知カード・個人番号カード関連事務の委任",
    basis="第14条第1項",
)
SECOND = Laid(
    "F-R1-26",
    date(2019, 9, 9),
    S2019,
    "報告",
    "通知カード・個人番号カード関連事務の委任等(情報項目の追加)",
    document="26",
    basis="第14条第1項",
    contracts=(NUMBER,),
    previous=(FIRST.number,),
    changes="旧氏を追加",
    result="了承",
)
BY_LAW = f"{BASIS}による委任"
NO_DATA = "機構が法令により自ら管理する。"
IN_WRITING = "再委託の契約書に、再委託先用の特記事項"
RETURNED = "不要になった個人情報を、ためずに"
FIRST_DAY, SECOND_DAY, BEGINNING = date(2020, 4, 1), date(2021, 4, 15), date(2020, 4, 1)
EXPECTED = [
    ("H26.10.9", "付議"),
    ("H27.10.5", "契約締結"),
    ("R1.9.9", "付議"),
    ("R1.11.5", "契約変更"),
    ("R1.11.5", "契約変更"),
    ("R2.6.24", "立入調査"),
    ("R2.6.24", "その他"),  # its report was approved
    ("R2.12.7", "立入調査"),
    ("R2.12.7", "その他"),
    ("R3.4.20", "対象データなし"),
    ("R3.4.20", "対象データなし"),
    ("R3.5.10", "違反の処理"),
    ("R3.5.10", "違反の処理"),
    ("R3.5.10", "完了"),
]


def test_what_the_law_delegates_from_the_first_matter_to_the_printed_record(city: City) -> None:
    city.begin(date(2014, 10, 1), [OURS])
    the_council_hears_of_it_before_there_is_a_contract(city)
    the_body_begins_with_a_company_that_the_city_did_not_choose(city)
    the_former_name_is_added(city)
    on_the_first_golden_day_all_is_overdue(city)
    oversight_begins_with_this_year(city)
    both_are_visited_for_the_first_time(city)
    on_the_second_golden_day_the_visits_are_done(city)
    nothing_is_there_to_give_back(city)
    the_manager_settles_what_the_law_has_arranged(city)
    the_record_is_one_page(city)
    assert left_of_the_rows(city, NUMBER) == []
    everything_is_sound(city)


def the_council_hears_of_it_before_there_is_a_contract(city: City) -> None:
    """Fiscal 2014, the 6th session: a report (報告), taken note of (了承)."""
    hold_session(city.secretariat, FIRST.held_on, S2014)
    lay(city.secretariat, FIRST)
    city.secretariat.sees("契約も外部結合も、まだ決まっていません。")
    city.on(date(2014, 10, 10))
    decide(city.secretariat, FIRST.number, "了承")


def the_body_begins_with_a_company_that_the_city_did_not_choose(city: City) -> None:
    officer = city.officers[OURS]
    city.on(date(2015, 10, 2))
    register_contract(officer, CONTRACT)
    name_contracts(city.secretariat, FIRST.number, [NUMBER])
    look_at(officer, NUMBER, "概要").sees(f"受託者 {BODY}", f"根拠 {BASIS}", "個人番号 あり")
    look_at(officer, NUMBER, "再委託").follow("再委託を登録")
    fill_in(officer, COMPANY).press("登録する")
    officer.sees("増える期限項目：9件", "H27.10.4 再委託の承諾（再委託先1）")
    officer.press("この内容で登録する").sees("再委託を登録しました。")
    [_, hired] = officer.rows("受託者と再委託先")
    assert hired[0].startswith(f"{MAKER}再委託先1")
    assert hired[3] == "承諾なし期限 H27.10.4"
    city.on(date(2015, 10, 5))
    officer.arrive().sees("承諾のない再委託", "再委託契約への特記事項の明記なし")


def the_former_name_is_added(city: City) -> None:
    """旧氏, of both, from 5 November 2019; the sheet sets it in bold and underlined."""
    city.on(date(2019, 9, 10))
    officer, secretariat = city.officers[OURS], city.secretariat
    hold_session(secretariat, SECOND.held_on, S2019)
    lay(secretariat, SECOND)
    told = {"審議会への付議": SECOND.number, "情報項目": SINCE_2019}
    amend(officer, NUMBER, date(2019, 11, 5), "旧氏の併記", told)
    officer.sees("氏名、住所、個人番号旧氏 R1.11.5からの予定")
    look_at(officer, NUMBER, "再委託").follow(f"改める（{MAKER}）")
    officer.choose("変更の種類", "契約の内容が変わった（契約変更）")
    fill_in(officer, {"変更日": date(2019, 11, 5), "変更の理由": "旧氏の併記", **told})
    enter(officer, "保存する", "再委託の内容を改めました。")
    sheet = open_matter(secretariat, SECOND.number).download("付議資料（PDF）")
    text = "".join(page_texts(sheet))
    assert "【業務委託】" in text
    assert "【再委託】" in text
    assert f"※太字（下線）は、{S2014}の付議からの変更を表す。" in text
    assert marked_words(sheet) == f"{SECOND.changes}旧氏旧氏"
    secretariat.sees(f"前の付議{FIRST.number}")


def on_the_first_golden_day_all_is_overdue(city: City) -> None:
    city.on(FIRST_DAY)
    officer = city.officers[OURS]
    expected = due_in_the_golden_answers(NUMBER, FIRST_DAY)
    assert due_on_the_page(officer, NUMBER, FIRST_DAY) == expected
    assert len(expected) == 17
    broken = violations_in_the_golden_answers(NUMBER, FIRST_DAY)
    assert violations_today(officer, NUMBER) == broken
    look_at(officer, NUMBER, "概要").sees("旧氏 R1.11.5から（付議 F-R1-26）")


def oversight_begins_with_this_year(city: City) -> None:
    """Nobody can visit 2015 any more: the city looks after what is due from today on."""
    city.admin.follow("設定").follow("市の設定").fill("監督開始日", BEGINNING)
    enter(city.admin, "保存する", "設定を変えました：監督開始日")
    officer = city.officers[OURS]
    expected = due_in_the_golden_answers(NUMBER, FIRST_DAY, since=BEGINNING)
    assert due_on_the_page(officer, NUMBER, FIRST_DAY) == expected
    assert len(expected) == 4
    officer.follow("立入調査").follow("日程を決める")
    officer.sees(f"{NUMBER} の予定日", f"{NUMBER} 枝番1 の予定日")
    plan_year(officer, city.managers[OURS], OURS, made=2)


def both_are_visited_for_the_first_time(city: City) -> None:
    """Each with its own sheet: of the body by its clauses, of the company by those for 再委託先."""
    officer, manager = city.officers[OURS], city.managers[OURS]
    visit = {"方法": "実地", "調査職員": "住民係2名"}
    city.on(date(2020, 6, 24))
    open_sheet(officer, NUMBER, "再委託先1", "2020-1")
    asked = answer_sheet(officer, {})
    assert all("標準" in around or "特記事項第" in around for around in asked.values())
    assert not any("審議会への報告" in around for around in asked.values())
    assert _clause(asked, RETURNED) == "特記事項第12"
    conclude(officer, {"実施日": date(2020, 6, 24), **visit})
    approve_report(officer, manager, NUMBER, "再委託先1")
    city.on(date(2020, 12, 7))
    open_sheet(officer, NUMBER, "受託者", "2020-1")
    by_law = Answer(NOT_APPLICABLE, BY_LAW)
    asked = answer_sheet(officer, {"市の承諾を得ていない再委託がない": by_law, IN_WRITING: by_law})
    assert _clause(asked, RETURNED) == "特記事項第14"
    conclude(officer, {"実施日": date(2020, 12, 7), **visit}, "適 101・否 0・該当なし 2")
    approve_report(officer, manager, NUMBER)


def _clause(asked: dict[str, str], words: str) -> str:
    """The clause that stands beside the question with these words."""
    [around] = [text for question, text in asked.items() if words in question]
    [clause] = re.findall(r"特記事項第\d+", around)
    return str(clause)


def on_the_second_golden_day_the_visits_are_done(city: City) -> None:
    """The golden city had visited nobody in 2020 either; ours has, and all else is the same."""
    city.on(SECOND_DAY)
    officer = city.officers[OURS]
    expected = due_in_the_golden_answers(NUMBER, SECOND_DAY, since=BEGINNING)
    visits = [line for line in expected if line[1:3] == ("R3.3.31", "立入調査")]
    assert [line[0] for line in visits] == ["15日超過", "15日超過"]
    made = [("完了", *line[1:]) if line in visits else line for line in expected]
    assert due_on_the_page(officer, NUMBER, SECOND_DAY) == sorted(made)
    broken = violations_in_the_golden_answers(NUMBER, SECOND_DAY)
    assert violations_today(officer, NUMBER) == broken


def nothing_is_there_to_give_back(city: City) -> None:
    """The register of the cards is the body's own by law: neither holds data of the city."""
    city.on(date(2021, 4, 20))
    officer = city.officers[OURS]
    for party in ("受託者", "再委託先1"):
        look_at(officer, NUMBER, "データと消去").follow("対象データなしを記録").follow(party)
        fill_in(officer, {"内容": NO_DATA, "相手方": party, "確認者": "住民係"})
        enter(officer, "記録する", "対象データなしを管理記録に書きました。")


def the_manager_settles_what_the_law_has_arranged(city: City) -> None:
    city.on(date(2021, 5, 10))
    manager = city.managers[OURS]
    broken = f"再委託先1 {MAKER}：違反のおそれが処理されていません。"
    assert missing(manager, NUMBER) == [
        f"{broken}再委託契約に特記事項を明記したことが確認されていません。",
        f"{broken}再委託の承諾が記録されていません。",
    ]
    settle(manager, NUMBER, "再委託契約への特記事項の明記なし", BY_LAW)
    settle(manager, NUMBER, "承諾のない再委託", BY_LAW)
    close(manager, NUMBER, "機構への委任を終えた。")


def the_record_is_one_page(city: City) -> None:
    """From 2014 to 完了; only the matter that came before its contract is entered afterwards."""
    page = record_on_one_page(city.officers[OURS], NUMBER)
    for words in (
        f"受託者{BODY}",
        f"再委託先1{MAKER}（承諾の記録なし）",
        "消去の確認済最終R3.4.20対象データの記録なし",
        "H26.10.9後日記載付議平成26年度第6回",
        "R1.11.5契約変更情報項目（追加旧氏）旧氏の併記付議F-R1-26受託者",
        "R1.11.5契約変更情報項目（追加旧氏）旧氏の併記付議F-R1-26再委託先1",
        "記録14件後日記載1訂正0",
        "違反2件うち未処理0",
    ):
        assert words in page, (words, page)
    assert kinds_on_record(city.officers[OURS], NUMBER) == EXPECTED
