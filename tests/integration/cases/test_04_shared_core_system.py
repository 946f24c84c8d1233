"""Case 4: seven towns share their core system for five years; a lost sheet, a year left undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.integration.cases.book_work import load_book
from tests.integration.cases.city import City
from tests.integration.cases.clerk import Clerk
from tests.integration.cases.closing_work import (
    close,
    confirm,
    confirm_backup_gone,
    look_over,
    missing,
    record_as_missed,
    two_confirm,
)
from tests.integration.cases.core_system import (
    ACCESS_LOG,
    COLOURED,
    CONTRACT,
    CONTRACTOR,
    DATABASE,
    FIRST_DAY,
    KNOWN,
    LAST_DAY,
    MEETING,
    NUMBER,
    OURS,
    SAFEGUARDS,
    SESSION,
    SEVEN,
    TOLD,
    a_meeting,
    a_month_goes_by,
    meet,
    receive_the_next_report,
    receive_the_reports_of,
    the_list_of_the_towns,
)
from tests.integration.cases.core_system_record import (
    what_the_other_papers_say,
    what_the_record_says,
)
from tests.integration.cases.council_work import (
    Laid,
    hear,
    hold_session,
    lay,
    name_contracts,
)
from tests.integration.cases.golden_days import (
    due_in_the_golden_answers,
    due_on_the_page,
    violations_in_the_golden_answers,
    violations_today,
)
from tests.integration.cases.office_work import (
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

CAUGHT_UP, VISITED = date(2021, 4, 16), date(2021, 7, 15)
NOBODY_MET = ("令和2年2月分", "令和2年3月分", "令和2年4月分", "令和2年5月分")
HEARD_LATE = (
    *("2020-06", "2020-07", "2020-08", "2020-09", "2020-10", "2020-11"),
    *("2021-01", "2021-02", "2021-03"),
)
MONTHS_OF_2019 = (
    *("令和元年10月", "令和元年11月", "令和元年12月"),
    *("令和2年1月", "令和2年2月", "令和2年3月"),
)
MONTHS_OF_2020 = (
    *(f"令和2年{month}月" for month in range(4, 13)),
    *("令和3年1月", "令和3年2月", "令和3年3月"),
)
INFECTION = "感染症の拡大で行わなかった"
MARK = {"制度": "プライバシーマーク", "登録番号": "10000002(05)"}
FIRST_MARK = {**MARK, "事業者名": CONTRACTOR, "有効期限": date(2022, 5, 31), "契約番号": NUMBER}


def test_the_shared_core_system_from_the_council_to_its_erasure(city: City) -> None:
    names = {"officer-1": "青葉 りく", "manager-1": "緑野 あお"}
    city.begin(date(2019, 7, 22), [OURS], names)
    two_confirm(city.admin)
    the_council_is_asked_and_the_system_begins(city)
    the_monthly_meetings_stop_after_january(city)
    all_stands_as_in_the_golden_answers(city, date(2020, 4, 1))
    a_printed_sheet_is_lost(city)
    all_stands_as_in_the_golden_answers(city, date(2021, 4, 15))
    what_was_left_undone_is_made_up_for(city)
    the_incident_is_brought_to_its_end(city)
    the_first_visit_asks_what_the_council_was_told(city)
    the_years_go_by(city)
    the_towns_move_on(city)
    the_erasure_is_confirmed_by_two(city)
    nothing_of_the_golden_answers_is_left(city)
    what_the_record_says(city)
    what_the_other_papers_say(city)


def the_council_is_asked_and_the_system_begins(city: City) -> None:
    officer, secretariat = city.officers[OURS], city.secretariat
    city.on(TOLD)
    hold_session(secretariat, TOLD, SESSION)
    title = "基幹系システムの共同利用に係る業務委託"
    lay(secretariat, Laid("F-U-R1-1", TOLD, SESSION, "諮問", title, "1", result="承認"))
    hear(secretariat, "F-U-R1-1", "委員", "印刷した紙の扱いを定めるべきではないか")
    city.on(date(2019, 9, 2))
    register_contract(officer, CONTRACT)
    name_contracts(secretariat, "F-U-R1-1", [NUMBER])
    for number, by, text, origin, rhythm in SAFEGUARDS:
        facts = {"番号": number, "対策の内容": text, "実施者": by, "区分": "運用上"}
        day = ["R1.12.27"] if rhythm == "期日" else []
        promise(officer, NUMBER, {**facts, "由来": origin, "確かめる時期": rhythm, "期日": day})
    # That a mark counts for this contract only is said in a book; no form asks for it.
    load_book(city, officer, 契約=[KNOWN], 認証=[FIRST_MARK])
    look_at(officer, NUMBER, "概要").sees(SEVEN, "個人番号 あり", "要配慮個人情報 あり", "5年間")
    officer.follow("選ぶ")
    for module in ("コールセンター", "データセンター", "紙の封入封緘"):
        officer.fill(module, True)
    officer.press("保存する").sees("特別な場合の項目を保存しました。")


def the_monthly_meetings_stop_after_january(city: City) -> None:
    city.on(FIRST_DAY)
    for data in (DATABASE, ACCESS_LOG):
        hand_over(city.officers[OURS], NUMBER, {**data, "引き渡した日": FIRST_DAY})
    for year, month in ((2019, 10), (2019, 11), (2019, 12), (2020, 1)):
        day = date(year, month, 25)
        city.on(day)
        meet(city, day)


def all_stands_as_in_the_golden_answers(city: City, day: date) -> None:
    """Nobody reported who handles the data, no monthly report came, nobody went there."""
    officer = city.officers[OURS]
    city.on(day)
    assert due_on_the_page(officer, NUMBER, day) == due_in_the_golden_answers(NUMBER, day)
    assert violations_today(officer, NUMBER) == violations_in_the_golden_answers(NUMBER, day)


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
        (date(2020, 4, 28), "書く（委員会への速報）"),
        (date(2020, 4, 30), "書く（事故報告書の受領）"),
    ):
        city.on(day)
        incident_step(officer, step, {"受領日" if "受領" in step else "報告した日": day})


def incident_step(person: Clerk, step: str, facts: Facts, button: str = "記録する") -> None:
    """One step of what follows on the incident, from its own page."""
    person.follow("事故").follow("J-2020-1").follow(step)
    fill_in(person, facts).press(button)
    assert not person.faults(), person.faults()


def what_was_left_undone_is_made_up_for(city: City) -> None:
    """In the new year somebody else sits at the desk, and finds it all."""
    officer, manager = city.officers[OURS], city.managers[OURS]
    city.on(CAUGHT_UP)
    who = {"区分": "責任者", "所属・役職": "公共事業部長", "人数": 1}
    report_handlers(officer, NUMBER, {"受領日": CAUGHT_UP, **who})
    receive_the_reports_of(officer, "2019年度", MONTHS_OF_2019)
    receive_the_reports_of(officer, "2020年度", MONTHS_OF_2020)
    # The December meeting took place, and nobody wrote it down; of nine other months the service
    # desk brings the security reports now, and their list; in four nobody met at all.
    meet(city, date(2020, 12, 25))
    meetings = [a_meeting(CAUGHT_UP, month) for month in HEARD_LATE]
    load_book(city, officer, 契約=[KNOWN], 記録=meetings)
    for words in NOBODY_MET:
        record_as_missed(manager, NUMBER, f"個別の約束 {MEETING} {words}", INFECTION)
    for year in ("令和元年度", "令和2年度"):
        record_as_missed(manager, NUMBER, f"立入調査 {year}", "年度を過ぎた")
    updated = {"内容": "評価書を更新", "相手方": "市長", "確認者": "政策係", "日付": CAUGHT_UP}
    names = {"確かめた対策": "S5", "対象の期間": "2019-12-27"}
    note(officer, NUMBER, "その他", {**updated, **names}).sees("評価書を更新 ［S5］")
    meet(city, CAUGHT_UP)


def the_incident_is_brought_to_its_end(city: City) -> None:
    officer, manager = city.officers[OURS], city.managers[OURS]
    found = {"原因の主体": "受託者", "原因": "白い紙に印刷し、色紙の束に混ざらず見落とした"}
    done = {"講じた措置（回収など）": "室内を探し、裁断の袋から見つけた", "二次被害": "なし"}
    planned = {"再発防止（実施済み）": "色紙のほかは印刷機に入れない"}
    incident_step(officer, "書く（措置・原因・再発防止）", {**found, **done, **planned}, "保存する")
    told = {"本人への通知": "通知した", "通知した日": CAUGHT_UP, "方法と内容": "訪問"}
    incident_step(officer, "書く（本人への対応）", told, "保存する")
    why = {"公表": "公表しない", "内容、公表しない理由": "1人であり、本人に知らせた"}
    incident_step(officer, "書く（公表）", why, "保存する")
    incident_step(officer, "書く（委員会への確報）", {"報告した日": CAUGHT_UP})
    incident_step(manager, "結了とする", {"結了の日": CAUGHT_UP}, "結了とする")
    late = owed(officer, NUMBER, CAUGHT_UP, "2020年度") | owed(
        officer, NUMBER, CAUGHT_UP, "2019年度"
    )
    assert not [one for one in late if "超過" in one[0]], late
    assert {
        ("遅延完了", "R2.5.25", "個人情報保護委員会 確報 J-2020-1"),
        ("未実施", "R2.3.31", "立入調査 令和元年度"),
        ("未実施", "R2.5.31", "個別の約束 S1 令和2年5月分"),
        ("遅延完了", "R2.6.30", "個別の約束 S1 令和2年6月分"),
        ("完了", "R2.12.31", "個別の約束 S1 令和2年12月分"),
        ("遅延完了", "R1.12.27", "個別の約束 S5 令和元年12月27日"),
    } <= late


def the_first_visit_asks_what_the_council_was_told(city: City) -> None:
    officer, manager = city.officers[OURS], city.managers[OURS]
    plan_year(officer, manager, OURS, 1)
    move_visit(officer, NUMBER, OURS, VISITED, "事故の後であり早める")
    for month in (5, 6, 7):
        a_month_goes_by(city, 2021, month)
    city.on(VISITED)
    open_sheet(officer, NUMBER, visit="2021-1")
    first = Answer(NOT_APPLICABLE, "はじめての調査である")
    white = Answer(FAILED, "白い紙の印刷物が机に残っていた", "R3.8.31")
    asked = answer_sheet(officer, {"前回の立入調査で指摘した": first, COLOURED: white})
    for number, by, text, origin, _ in SAFEGUARDS:
        [around] = [said for question, said in asked.items() if text in question]
        assert f"審議会への報告 {number}（{origin}・{by}）" in around
    for module, items in (("コールセンター", 9), ("データセンター", 8), ("紙の封入封緘", 8)):
        assert len([said for said in asked.values() if module in said]) >= items, module
    visited = {"実施日": VISITED, "方法": "実地", "調査職員": "政策係2名"}
    conclude(officer, visited, "総合判定 指摘あり").sees("2021-1-1")
    approve_report(officer, manager, NUMBER)
    a_month_goes_by(city, 2021, 8)
    answer_finding(officer, NUMBER, "2021-1-1", date(2021, 8, 6), "白い紙を部屋から無くした")
    city.on(date(2021, 8, 27))
    check_finding(officer, NUMBER, "2021-1-1", date(2021, 8, 27), "印刷機と裁断を現地で見た")


def the_years_go_by(city: City) -> None:
    """Each month has its meeting and its report, each year its visit; the mark is renewed twice."""
    officer = city.officers[OURS]
    city.on(date(2022, 4, 8))
    late = [one for one in owed(officer, NUMBER, date(2022, 4, 8), "2021年度") if "超過" in one[0]]
    assert len(late) == 2 * 7, late  # seven meetings, and the reports of August to February
    the_list_of_the_towns(city, date(2021, 9, 1), date(2022, 3, 31))
    done = owed(officer, NUMBER, date(2022, 4, 8), "2021年度")
    assert [what for state, _, what in done if state != "完了"] == ["定期報告 令和3年3月分"]
    a_year_is_planned_and_visited(city, date(2022, 9, 8), the_mark_is_about_to_end)
    city.on(date(2023, 4, 10))
    the_list_of_the_towns(city, date(2022, 4, 1), date(2023, 3, 31))
    a_year_is_planned_and_visited(city, date(2023, 9, 8))
    city.on(date(2024, 4, 8))
    the_list_of_the_towns(city, date(2023, 4, 1), date(2024, 3, 31))
    a_year_is_planned_and_visited(city, date(2024, 9, 6), the_mark_has_ended)


def a_year_is_planned_and_visited(
    city: City, day: date, in_between: Callable[[City], None] | None = None
) -> None:
    officer = city.officers[OURS]
    plan_year(officer, city.managers[OURS], OURS, 1)
    if in_between is not None:
        in_between(city)
    city.on(day)
    look_at(officer, NUMBER, "立入調査").follow("結果を記録（受託者", f"{day.year}-1")
    facts = {"実施日": day, "方法": "実地", "調査職員": "政策係2名", "総合判定": "適"}
    enter(fill_in(officer, facts), "記録する", "立入調査の結果を記録しました。")


def the_mark_is_about_to_end(city: City) -> None:
    officer, day = city.officers[OURS], date(2022, 5, 6)
    city.on(day)
    owed_now = ("期限間近", "R4.5.31", "求める認証 プライバシーマーク")
    assert owed_now in owed(officer, NUMBER, day, "2022年度")
    certify(officer, NUMBER, {**MARK, "登録番号": "10000002(06)", "有効期限": date(2024, 5, 31)})
    assert owed_now not in owed(officer, NUMBER, day, "2022年度")


def the_mark_has_ended(city: City) -> None:
    """A week too late; the new one lasts longer than the contract, and nothing is owed any more."""
    officer, day = city.officers[OURS], date(2024, 6, 7)
    city.on(day)
    missed = ("7日超過", "R6.5.31", "求める認証 プライバシーマーク")
    assert missed in owed(officer, NUMBER, day, "2024年度")
    certify(officer, NUMBER, {**MARK, "登録番号": "10000002(07)", "有効期限": date(2026, 5, 31)})
    assert not any("求める認証" in what for _, _, what in owed(officer, NUMBER, day, "2024年度"))


def the_towns_move_on(city: City) -> None:
    """On the last day the access log goes to the city; the residents' data are erased."""
    officer = city.officers[OURS]
    city.on(LAST_DAY)
    the_list_of_the_towns(city, date(2024, 4, 1), LAST_DAY)
    logs = {"データ": "D2", "区分": "引渡し", "行った日": LAST_DAY, "方法": "手渡し", "件数": 60}
    dispose(officer, NUMBER, logs)
    today = date(2024, 10, 8)
    city.on(today)
    receive_the_next_report(city)
    before = missing(city.managers[OURS], NUMBER)
    assert f"受託者 {CONTRACTOR}：返還・消去と証明書が終わっていません。" in before
    paper = {"証明書番号": "SE-1", "証明日": date(2024, 10, 7), "受領日": today}
    gone = {"消去責任者の役職": "センター長", "最後の控えが消える日": date(2024, 11, 5)}
    receive_certificate(officer, NUMBER, {**paper, **gone})
    way = {"区分": "消去", "行った日": date(2024, 10, 7), "方法": "暗号化消去", "件数": 165000}
    dispose(officer, NUMBER, {"データ": "D1", **way, "消去証明書": "SE-1"})
    assert owed(officer, NUMBER, today, "2024年度") >= {
        ("完了", "R6.10.30", "返還・消去と証明書"),
        ("期限間近", "R6.10.22", "消去の確認 SE-1"),
        ("期限前", "R6.11.5", "控えの消滅の確認 SE-1"),
    }


def the_erasure_is_confirmed_by_two(city: City) -> None:
    officer, manager = city.officers[OURS], city.managers[OURS]
    look_over(officer, NUMBER, "SE-1", {"D1": 165000})
    officer.sees("消去の確認は照合した人と別の人が行います。")
    assert not officer.offers("消去を確認したことを記録する")
    city.on(date(2024, 10, 15))
    confirm(manager, NUMBER, "SE-1", date(2024, 10, 15), "現地", "政策係長")
    left = [f"受託者 {CONTRACTOR}：消去証明書SE-1の控えの消滅が確認されていません。"]
    left.append(f"受託者 {CONTRACTOR}：控えの消滅の確認 証明書 SE-1が終わっていません。")
    assert missing(manager, NUMBER) == left
    city.on(date(2024, 11, 6))
    confirm_backup_gone(officer, NUMBER, "SE-1", {"控えの消滅確認日": date(2024, 11, 6)})
    close(manager, NUMBER, "消去まで見届けた")


def nothing_of_the_golden_answers_is_left(city: City) -> None:
    """The same items as in a city that never caught up; here each is done, or said to be missed."""
    today = date(2026, 11, 20)
    city.on(today)
    lived = due_on_the_page(city.officers[OURS], NUMBER, today)
    ours = {("R3.8.31", "是正措置"), ("R6.10.22", "消去の確認"), ("R6.11.5", "控えの消滅の確認")}
    golden = [(due, kind) for _, due, kind, _ in due_in_the_golden_answers(NUMBER, today)]
    assert sorted((due, kind) for _, due, kind, _ in lived) == sorted([*golden, *ours])
    states = [state for state, *_ in lived]
    assert set(states) == {"完了", "遅延完了", "未実施"}
    assert states.count("未実施") == len(NOBODY_MET) + 2
    assert states.count("遅延完了") > len(HEARD_LATE)
    assert violations_today(city.officers[OURS], NUMBER) == []
