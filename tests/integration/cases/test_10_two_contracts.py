"""Case 10: two contracts under one matter, which adds an item; the contractor was chosen before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.integration.cases.book_work import left_of_the_rows
from tests.integration.cases.city import City
from tests.integration.cases.closing_work import (
    close,
    confirm,
    everything_is_sound,
    kinds_on_record,
    look_over,
    missing,
    record_on_one_page,
    settle,
    two_confirm,
)
from tests.integration.cases.council_work import (
    Laid,
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
    NO_SUBCONTRACTING,
    amend,
    dispose,
    enter,
    fill_in,
    hand_over,
    look_at,
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
from tests.unit.papers_read_back import marked_words, page_texts

OURS = "戸籍住民課"
MOVES, CARDS = "R1-戸住-025", "R1-戸住-026"
BOTH = (MOVES, CARDS)
CONTRACTOR = "ひびきコミュニケーションズ株式会社"
ALIKE = {
    "実施機関": "区長",
    "登録業務の名称": "住民基本台帳",
    "受託者名": CONTRACTOR,
    "開始日": date(2019, 4, 1),
    "終了日": date(2022, 3, 31),
    "特記事項の版": NO_SUBCONTRACTING,
    "対象者": "住民基本台帳に記録されている者",
    "記録媒体": ["区のパソコン"],
    "本人数": 346000,
    "定期報告": "半期",
}
TITLES = {MOVES: "住民異動届等入出力処理業務", CARDS: "マイナンバーカード交付予約受付等業務"}
BEFORE = {MOVES: ["氏名", "住所", "生年月日", "異動情報"], CARDS: ["氏名", "住所", "予約日時"]}
SINCE_2019 = {
    MOVES: ["氏名", "旧氏", "住所", "生年月日", "異動情報"],
    CARDS: ["氏名", "旧氏", "住所", "予約日時"],
}
PROMISES = {
    MOVES: "出力物は区の職員が内容を確認してから交付する",
    CARDS: "交付の前に区の職員が本人確認を行う",
}
S2009, S2019 = "平成21年度第7回", "令和元年度第4回"
FIRST = Laid(
    "F-H21-07",
    date(2010, 1, 21),
    S2009,
    "報告",
    "住民異動届等入出力処理業務等の委託",
    basis="第14条第1項",
    contracts=BOTH,
    result="了承",
)
SECOND = Laid(
    "F-R1-25",
    date(2019, 9, 9),
    S2019,
    "報告",
    "住民異動届等入出力処理業務等の委託(情報項目の追加)",
    document="25",
    basis="第14条第1項",
    contracts=BOTH,
    previous=(FIRST.number,),
    changes="旧氏を追加",
    result="了承",
)
QUESTION = "入札は要らないのでは。"
REPLY = "入札は済んでいる。"
NEVER_ON_SITE = "二年度続けて実地でない調査"
TOLD = [
    ("H22.1.21", "付議"),
    ("H31.3.29", "取扱者届出"),
    ("H31.4.1", "契約締結"),
]
OF_THE_MATTER = [
    ("R1.9.9", "付議"),
    ("R1.9.10", "その他"),  # what a member asked
]
OF_MOVES = [
    *TOLD,
    ("H31.4.1", "データ引渡し"),
    *OF_THE_MATTER,
    ("R1.10.10", "定期報告"),
    ("R1.11.5", "契約変更"),
    ("R1.12.3", "立入調査"),
    ("R2.4.6", "教育"),
    ("R2.12.3", "立入調査"),
    *[("R3.4.16", "定期報告")] * 3,
    ("R3.10.8", "定期報告"),
    ("R3.11.16", "立入調査"),
    ("R3.11.16", "その他"),  # its report was approved
    ("R4.3.31", "返還"),
    ("R4.4.11", "定期報告"),
    ("R4.5.10", "違反の処理"),
    ("R4.5.10", "完了"),
]
OF_CARDS = [
    *TOLD,
    ("H31.4.1", "データ収集・作成"),
    *OF_THE_MATTER,
    ("R1.11.5", "契約変更"),
    ("R2.3.30", "立入調査"),
    *[("R3.4.16", "定期報告")] * 4,
    ("R3.4.16", "未実施の記録"),
    ("R3.10.8", "定期報告"),
    ("R3.11.16", "立入調査"),
    ("R3.11.16", "その他"),
    ("R4.4.6", "消去"),
    ("R4.4.11", "定期報告"),
    ("R4.4.11", "消去証明書"),
    ("R4.4.18", "消去確認"),
    ("R4.5.10", "完了"),
]
DAYS = (date(2020, 4, 1), date(2021, 4, 15))


def test_two_contracts_under_one_matter_to_the_printed_records(city: City) -> None:
    city.begin(date(2019, 3, 29), [OURS])
    two_confirm(city.admin)
    both_contracts_begin_with_the_contractor_of_the_tender(city)
    one_matter_adds_the_former_name_to_both(city)
    the_first_two_years_are_those_of_the_golden_answers(city)
    what_was_left_open_is_made_good(city)
    both_are_visited_on_one_day(city)
    data_come_back_or_are_erased(city)
    both_are_closed(city)
    each_record_is_one_page(city)
    assert left_of_the_rows(city, *BOTH) == []
    everything_is_sound(city)


def both_contracts_begin_with_the_contractor_of_the_tender(city: City) -> None:
    officer = city.officers[OURS]
    for number in BOTH:
        named = {"契約番号": number, "件名": TITLES[number], "情報項目": BEFORE[number]}
        register_contract(officer, {**named, **ALIKE})
        report_handlers(officer, number, {"区分": "責任者", "所属・役職": "業務統括", "人数": 1})
        kept = {"実施者": "実施機関", "区分": "運用上", "由来": "付議"}
        promise(officer, number, {"番号": "S1", "対策の内容": PROMISES[number], **kept})
    hold_session(city.secretariat, FIRST.held_on, S2009)
    lay(city.secretariat, FIRST)
    city.on(date(2019, 4, 1))
    given = {"データ番号": "D1", "データ名": "住民異動届等", "区分": "提供"}
    hand_over(officer, MOVES, {**given, "件数": 52000, "引渡方法": "手渡し", "職員": "住民係"})
    taken = {"データ番号": "D1", "データ名": "交付の予約", "区分": "収集", "件数": 31000}
    hand_over(
        officer,
        CARDS,
        {**taken, "情報項目": BEFORE[CARDS], "記録媒体": ["区のパソコン"], "職員": "住民係"},
    )


def one_matter_adds_the_former_name_to_both(city: City) -> None:
    """旧氏, from 5 November 2019: two sheets, each with this one word in bold and underlined."""
    city.on(date(2019, 9, 10))
    officer, secretariat = city.officers[OURS], city.secretariat
    hold_session(secretariat, SECOND.held_on, S2019)
    lay(secretariat, SECOND)
    for number in BOTH:
        told = {"審議会への付議": SECOND.number, "情報項目": SINCE_2019[number]}
        amend(officer, number, date(2019, 11, 5), "旧氏の併記", told)
    sheet = open_matter(secretariat, SECOND.number).download("付議資料（PDF）")
    moves, cards = page_texts(sheet)
    for number, page in ((MOVES, moves), (CARDS, cards)):
        assert f"【業務委託】{TITLES[number]}{number}" in page
        assert f"※太字（下線）は、{S2009}の付議からの変更を表す。" in page
        assert PROMISES[number] in page
    assert marked_words(sheet) == f"{SECOND.changes}旧氏旧氏"
    hear(secretariat, SECOND.number, "委員", QUESTION, REPLY)
    secretariat.sees(*BOTH, *PROMISES.values(), QUESTION, REPLY, f"前の付議{FIRST.number}")


def the_first_two_years_are_those_of_the_golden_answers(city: City) -> None:
    """One contract is reported and visited from afar, the other visited without a conclusion."""
    city.on(date(2019, 10, 10))
    _receive(city, MOVES, {"種別": "定期報告", "対象期間": "2019上", "要旨": "処理件数"})
    city.on(date(2019, 12, 3))
    reason = "窓口の混雑期で立入りを避けた"
    _visit(city, MOVES, "R2.3.31", {"方法": "遠隔", "実地でない理由": reason, "総合判定": "適"})
    city.on(date(2020, 3, 30))
    _visit(city, CARDS, "R2.3.31", {"方法": "実地", "調査職員": "住民係2名"})
    _stands_as_in_the_golden_answers(city, DAYS[0])
    city.on(date(2020, 4, 6))
    _receive(city, MOVES, {"種別": "教育", "対象期間": "2019年度", "要旨": "全員受講"})
    city.on(date(2020, 12, 3))
    by_paper = {"方法": "書面", "実地でない理由": "感染症の拡大", "総合判定": "適"}
    _visit(city, MOVES, "R3.3.31", by_paper)
    _stands_as_in_the_golden_answers(city, DAYS[1])
    assert [rule for rule, *_ in violations_today(city.officers[OURS], MOVES)] == [NEVER_ON_SITE]


def _receive(city: City, number: str, facts: dict[str, str]) -> None:
    officer = look_at(city.officers[OURS], number, "期限").follow("報告の受領を記録")
    enter(fill_in(officer, facts), "受領を記録する", "報告の受領を記録しました。")


def _visit(city: City, number: str, due: str, facts: dict[str, str]) -> None:
    """The visit that is owed by a day, noted without a check sheet."""
    officer = look_at(city.officers[OURS], number, "立入調査")
    officer.follow("結果を記録", f"期限 {due}")
    fill_in(officer, {"調査職員": "住民係1名", **facts})
    enter(officer, "記録する", "立入調査の実施を記録しました。")


def _stands_as_in_the_golden_answers(city: City, day: date) -> None:
    city.on(day)
    officer = city.officers[OURS]
    for number in BOTH:
        assert due_on_the_page(officer, number, day) == due_in_the_golden_answers(number, day)
        broken = violations_in_the_golden_answers(number, day)
        assert violations_today(officer, number) == broken


def what_was_left_open_is_made_good(city: City) -> None:
    """The reports come all at once; the visit of March 2020 is concluded, that of 2020 was none."""
    city.on(date(2021, 4, 16))
    officer, manager = city.officers[OURS], city.managers[OURS]
    _received_today(city, "令和元年度上半期分", [CARDS])
    for half in ("令和元年度下半期分", "令和2年度上半期分", "令和2年度下半期分"):
        _received_today(city, half, BOTH)
    look_at(officer, CARDS, "立入調査").follow("結果を記録", "R2.3.30").fill(
        "実施日", date(2020, 3, 30)
    )
    enter(officer.fill("総合判定", "適"), "記録する", "立入調査の結果を記録しました。")
    look_at(manager, CARDS, "期限").follow("未実施（立入調査 令和2年度）")
    manager.sees(f"受託者 {CONTRACTOR} 立入調査 令和2年度（期限 R3.3.31）")
    manager.fill("理由", "感染症の拡大").press("未実施として記録する")
    done = due_on_the_page(officer, CARDS, date(2021, 4, 16))
    assert ("完了", "R2.3.31", "立入調査", 0) in done  # concluded late, made in time
    assert ("未実施", "R3.3.31", "立入調査", 0) in done
    assert ("遅延完了", "R1.10.10", "定期報告", 0) in done


def _received_today(city: City, half: str, numbers: Sequence[str]) -> None:
    """One click in the list of what is due."""
    for number in numbers:
        officer = city.officers[OURS].follow("期限").fill("状態", "すべて").press("絞り込む")
        officer.press(f"今日受領（{number} 定期報告 {half}）")
        officer.sees("今日受け取った報告として記録しました。")


def both_are_visited_on_one_day(city: City) -> None:
    """One contractor: the proposal has both visits on one day; each has its own sheet."""
    officer, manager = city.officers[OURS], city.managers[OURS]
    plan_year(officer, manager, OURS, made=2)
    [first, second] = manager.rows("年度の日程")
    assert first[0] == second[0]
    city.on(date(2021, 10, 8))
    _received_today(city, "令和3年度上半期分", BOTH)
    day = date(2021, 11, 16)
    city.on(day)
    for number in BOTH:
        open_sheet(officer, number, "受託者", "2021-1")
        asked = answer_sheet(officer, {})
        [told] = [around for words, around in asked.items() if PROMISES[number] in words]
        assert "審議会への報告 S1" in told
        assert not any(words in asked for words in PROMISES.values() if words not in told)
        conclude(officer, {"実施日": day, "方法": "実地", "調査職員": "住民係2名"})
        approve_report(officer, manager, number, visit="2021-1")


def data_come_back_or_are_erased(city: City) -> None:
    """The papers of the moves come back; the bookings are erased, looked over, confirmed by two."""
    officer, manager = city.officers[OURS], city.managers[OURS]
    city.on(date(2022, 3, 31))
    dispose(officer, MOVES, {"データ": "D1", "区分": "返還", "方法": "窓口で受領", "件数": 52000})
    city.on(date(2022, 4, 11))
    _received_today(city, "令和3年度下半期分", BOTH)
    paper = {"証明書番号": "HB-1", "証明日": date(2022, 4, 7), "消去責任者の役職": "業務統括"}
    receive_certificate(officer, CARDS, paper)
    erased = {"行った日": date(2022, 4, 6), "方法": "暗号化消去", "件数": 31000}
    dispose(officer, CARDS, {"データ": "D1", "区分": "消去", **erased, "消去証明書": "HB-1"})
    city.on(date(2022, 4, 18))
    look_over(officer, CARDS, "HB-1", {"D1": 31000})
    confirm(manager, CARDS, "HB-1", date(2022, 4, 18), "現地", "戸籍住民課長")


def both_are_closed(city: City) -> None:
    manager = city.managers[OURS]
    city.on(date(2022, 5, 10))
    [broken] = missing(manager, MOVES)
    assert broken.startswith(f"受託者 {CONTRACTOR}：違反のおそれが処理されていません。")
    settle(manager, MOVES, NEVER_ON_SITE, "令和3年度は実地で調べた。")
    for number in BOTH:
        close(manager, number, "データの始末を確かめた。")


def each_record_is_one_page(city: City) -> None:
    """Three years with the matter, visits and reports: only the reports are put together."""
    officer = city.officers[OURS]
    assert kinds_on_record(officer, MOVES) == OF_MOVES
    assert kinds_on_record(officer, CARDS) == OF_CARDS
    for number, entries, late, broken, reports in ((MOVES, 21, 1, 1, 4), (CARDS, 21, 2, 0, 5)):
        page = record_on_one_page(officer, number)
        for words in (
            "返還・消去1件中1件",
            "H22.1.21後日記載付議平成21年度第7回",
            "R1.11.5契約変更情報項目（追加旧氏）旧氏の併記付議F-R1-25受託者",
            f"定期報告{reports}件",
            "完了データの始末を確かめた。",
            f"違反{broken}件うち未処理0",
            f"記録{entries}件後日記載{late}訂正0",
        ):
            assert words in page, (words, page)
    look_at(officer, CARDS, "データと消去")
    [page] = page_texts(officer.download("消去確認書（PDF）"))
    for words in (
        "D1交付の予約区のパソコン31,000件31,000件R4.4.6暗号化消去一致",
        "確認者1戸籍住民課自署照合戸籍住民課担当",
        "確認者2戸籍住民課自署確認戸籍住民課長",
    ):
        assert words in page, words
