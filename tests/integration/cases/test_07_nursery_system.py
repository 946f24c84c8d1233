"""Case 7: a system is changed in three stages. Three departments share it and attend by turns."""

from __future__ import annotations

from datetime import date

from tests.integration.cases.book_work import left_of_the_rows
from tests.integration.cases.city import City
from tests.integration.cases.closing_work import (
    close,
    everything_is_sound,
    kinds_on_record,
    missing,
    record_on_one_page,
)
from tests.integration.cases.council_work import (
    Laid,
    answer_opinion,
    hear,
    hold_session,
    lay,
    open_matter,
)
from tests.integration.cases.golden_days import due_in_the_golden_answers, due_on_the_page
from tests.integration.cases.office_work import (
    NO_SUBCONTRACTING,
    enter,
    fill_in,
    look_at,
    note,
    promise,
    register_contract,
    report_handlers,
)
from tests.integration.cases.visit_work import (
    answer_sheet,
    approve_report,
    conclude,
    move_visit,
    open_sheet,
    plan_year,
)
from tests.unit.papers_read_back import page_texts

OURS, GUIDING, SCHOOLS = "保育課", "保育指導課", "学校運営課"
NOBODYS = "福祉課"
SYSTEM = "R1-保育-022"
TOLD = date(2019, 9, 9)
SESSION = "令和元年度第4回"
MATTER = Laid(
    *("F-R1-22", TOLD, SESSION, "諮問", "保育業務システムの改修等", "22"),
    contracts=[SYSTEM],
    result="承認",
)
ON_PAPER = {
    "契約番号": SYSTEM,
    "件名": "保育業務システム改修及び保守",
    "所管課": OURS,
    "共管課": [GUIDING, SCHOOLS],
    "実施機関": "区長",
    "登録業務の名称": "保育",
    "受託者名": "わかば事務機株式会社",
    "開始日": date(2019, 10, 1),
    "終了日": date(2020, 3, 31),
    "特記事項の版": NO_SUBCONTRACTING,
    "対象者": "利用児童及び保護者",
    "情報項目": ["氏名", "認定区分", "給付実績"],
    "記録媒体": ["区のサーバ"],
    "本人数": 7000,
}
ATTENDED = "データ移行に職員が立ち会う"
NO_MEDIA = "USB等の記録媒体を接続させず、作業の開始時に職員が携帯していないか確かめる"
OUR_DATA = "実データを使用した検証作業は区の職員が行う"
ASKED = "立会いは、作業の間ずっと一緒にいるのか、時々見に行くのか"
ANSWERED = "開始時に機器の携帯を確かめ、その後は執務室で常に目に入る範囲で見る"
STAGES = (date(2019, 10, 10), date(2020, 1, 15), date(2020, 3, 10))
APRIL = date(2020, 4, 1)


def test_three_departments_share_the_system_and_an_official_attends_each_migration(
    city: City,
) -> None:
    city.begin(date(2019, 9, 2), [OURS, GUIDING, SCHOOLS, NOBODYS])
    the_three_departments_see_it_and_no_other(city)
    a_member_asks_how_officials_attend(city)
    the_first_stage_begins_in_october(city)
    what_is_owed_in_november(city)
    the_second_stage_is_the_day_of_the_visit(city)
    the_third_stage_ends_it(city)
    what_is_owed_on_the_first_of_april(city)
    nothing_left_the_house_and_it_is_closed(city)
    what_the_papers_say(city)


def the_three_departments_see_it_and_no_other(city: City) -> None:
    register_contract(city.officers[OURS], ON_PAPER)
    for department in (OURS, GUIDING, SCHOOLS):
        look_at(city.officers[department], SYSTEM, "概要").sees(f"共管課 {GUIDING}、{SCHOOLS}")
    stranger = city.officers[NOBODYS].arrive()
    stranger.fill("契約をさがす", SYSTEM).press("さがす").sees("この条件に合う契約はありません。")


def a_member_asks_how_officials_attend(city: City) -> None:
    officer = city.officers[OURS]
    city.on(TOLD)
    hold_session(city.secretariat, TOLD, SESSION)
    lay(city.secretariat, MATTER)
    hear(city.secretariat, MATTER.number, "委員", ASKED)
    answer_opinion(officer, MATTER.number, ASKED, ANSWERED)
    days = {"確かめる時期": "指定日", "期日": [day.isoformat() for day in STAGES]}
    ours = {"実施者": "実施機関", "区分": "運用上", "由来": "付議"}
    promise(officer, SYSTEM, {"番号": "S1", "対策の内容": ATTENDED, **ours, **days})
    promise(officer, SYSTEM, {"番号": "S2", "対策の内容": NO_MEDIA, **ours, "実施者": "受託者"})
    promise(officer, SYSTEM, {"番号": "S3", "対策の内容": OUR_DATA, **ours})


def the_first_stage_begins_in_october(city: City) -> None:
    officer, day = city.officers[OURS], date(2019, 10, 1)
    city.on(day)
    told = {"受領日": day, "区分": "責任者", "所属・役職": "システム部長", "人数": 1}
    report_handlers(officer, SYSTEM, told)
    plan_year(officer, city.managers[OURS], OURS, 1)
    move_visit(officer, SYSTEM, OURS, STAGES[1], "2回目のデータ移行の作業を見るため")
    _attend(city, OURS, STAGES[0])


def what_is_owed_in_november(city: City) -> None:
    """A department that shares the contract sees the same as the one that keeps it."""
    day = date(2019, 11, 20)
    city.on(day)
    for department in (OURS, SCHOOLS):
        assert due_on_the_page(city.officers[department], SYSTEM, day) == sorted(
            [
                ("完了", "R1.10.1", "取扱責任者・取扱者の報告", 0),
                ("完了", "R1.10.10", "個別の約束", 0),
                ("期限前", "R2.1.15", "個別の約束", 0),
                ("期限前", "R2.3.10", "個別の約束", 0),
                ("期限前", "R2.3.31", "立入調査", 0),
                ("期限前", "R2.4.30", "返還・消去と証明書", 0),
            ]
        )


def the_second_stage_is_the_day_of_the_visit(city: City) -> None:
    """保育指導課 attends, 保育課 inspects; the sheet asks for every promise."""
    officer = city.officers[OURS]
    _attend(city, GUIDING, STAGES[1])
    asked = answer_sheet(open_sheet(officer, SYSTEM), {})
    for safeguard in (ATTENDED, NO_MEDIA, OUR_DATA):
        [around] = [found for question, found in asked.items() if safeguard in question]
        assert "審議会への報告" in around, around
    facts = {"実施日": STAGES[1], "方法": "実地", "調査職員": "保育課2名"}
    conclude(officer, facts, "否 0・該当なし 0・未確認 0", "総合判定 適")
    approve_report(officer, city.managers[OURS], SYSTEM)


def the_third_stage_ends_it(city: City) -> None:
    _attend(city, SCHOOLS, STAGES[2])
    day = date(2020, 3, 31)
    city.on(day)
    heard = {"確かめた日": day, "内容": "改修した機能がすべて動いているとのこと", "確認者": SCHOOLS}
    note(city.officers[SCHOOLS], SYSTEM, "電話確認", heard)


def what_is_owed_on_the_first_of_april(city: City) -> None:
    """The items of the golden answers; but here everything was done on its day."""
    city.on(APRIL)
    golden = due_in_the_golden_answers(SYSTEM, APRIL)
    assert [state for state, *_ in golden].count("期限間近") == 1
    stands = {"返還・消去と証明書": "期限間近"}
    lived = sorted((stands.get(what, "完了"), due, what, of) for _, due, what, of in golden)
    assert due_on_the_page(city.officers[GUIDING], SYSTEM, APRIL) == lived


def nothing_left_the_house_and_it_is_closed(city: City) -> None:
    officer, manager, day = city.officers[OURS], city.managers[OURS], date(2020, 4, 6)
    city.on(day)
    party = "受託者 わかば事務機株式会社："
    assert missing(manager, SYSTEM) == [f"{party}返還・消去と証明書が終わっていません。"]
    look_at(officer, SYSTEM, "データと消去").follow("対象データなしを記録")
    words = "作業はすべて庁舎の区のサーバで行い、データは渡していない"
    fill_in(officer, {"日付": day, "内容": words, "確認者": OURS})
    enter(officer, "記録する", words)
    close(manager, SYSTEM, "3回の移行に立ち会い、渡したデータがないため")
    city.on(date(2021, 4, 15))
    found = due_on_the_page(city.officers[SCHOOLS], SYSTEM, date(2021, 4, 15))
    assert {state for state, *_ in found} == {"完了"}


def what_the_papers_say(city: City) -> None:
    officer = city.officers[SCHOOLS]
    assert kinds_on_record(officer, SYSTEM) == [
        ("R1.9.9", "付議"),
        ("R1.9.9", "その他"),  # what a member asked
        ("R1.9.9", "その他"),  # what the department answered
        ("R1.10.1", "契約締結"),
        ("R1.10.1", "取扱者届出"),
        ("R1.10.10", "その他"),
        ("R2.1.15", "その他"),
        ("R2.1.15", "立入調査"),
        ("R2.1.15", "その他"),  # the report of the visit, approved
        ("R2.3.10", "その他"),
        ("R2.3.31", "電話確認"),
        ("R2.4.6", "対象データなし"),
        ("R2.4.6", "完了"),
    ]
    page = record_on_one_page(officer, SYSTEM)
    assert "付議令和元年度第4回資料22保育業務システムの改修等承認" in page
    attended = "その他データ移行に立会い。開始時にUSB等の携帯なし［S1］わかば事務機株式会社"
    for department in (OURS, GUIDING, SCHOOLS):
        assert f"{attended}{department}" in page
    assert "違反0件うち未処理0記録13件後日記載0訂正0" in page
    assert "未" not in page.partition("番号年月日区分")[0]  # none of the chair's four questions
    secretariat = open_matter(city.secretariat, MATTER.number)
    change, outsourcing = page_texts(secretariat.download("システム開発の様式も付ける"))
    assert f"【運用上の対策】1{ATTENDED}2{NO_MEDIA}3{OUR_DATA}" in change
    assert f"市が行う情報保護対策【運用上の対策】1{ATTENDED}2{OUR_DATA}" in outsourcing
    assert f"受託者に行わせる情報保護対策【運用上の対策】1{NO_MEDIA}" in outsourcing
    assert left_of_the_rows(city, SYSTEM) == []
    everything_is_sound(city)


def _attend(city: City, department: str, day: date) -> None:
    """The official of that department's turn looks for media at the start, and stays in sight."""
    city.on(day)
    facts = {
        "日付": day,
        "内容": "データ移行に立会い。開始時にUSB等の携帯なし",
        "確認者": department,
        "確かめた対策": f"S1 {ATTENDED}",
    }
    note(city.officers[department], SYSTEM, "その他", facts)
