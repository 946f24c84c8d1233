"""Case 6: a system is changed. 諮問 and 報告 of one contract; each operation approved first."""

from __future__ import annotations

from datetime import date

from tests.integration.cases.book_work import left_of_the_rows
from tests.integration.cases.city import City
from tests.integration.cases.closing_work import (
    close,
    everything_is_sound,
    kinds_on_record,
    missing,
    record_as_missed,
    record_on_one_page,
    waive,
)
from tests.integration.cases.council_work import (
    Laid,
    advise,
    answer_advice,
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
    FAILED,
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

OURS = "子ども家庭課"
SYSTEM = "R1-子家-021"
TOLD = date(2019, 9, 9)
SESSION = "令和元年度第4回"
ASKED = Laid(
    *("F-R1-21", TOLD, SESSION, "諮問", "児童扶養手当システムの改修等", "21"),
    contracts=[SYSTEM],
    result="承認",
)
REPORTED = Laid(
    *("F-R1-21-2", TOLD, SESSION, "報告", "改修等の業務の委託", "21", "第14条第1項"),
    contracts=[SYSTEM],
    result="了承",
)
ON_PAPER = {
    "契約番号": SYSTEM,
    "件名": "児童扶養手当システム改修及び保守",
    "所管課": OURS,
    "実施機関": "区長",
    "登録業務の名称": "児童扶養手当",
    "受託者名": "ふたば電算株式会社",
    "開始日": date(2019, 10, 1),
    "終了日": date(2020, 3, 31),
    "特記事項の版": NO_SUBCONTRACTING,
    "対象者": "申請者",
    "情報項目": ["氏名", "住所", "支給情報"],
    "記録媒体": ["区のサーバ"],
    "本人数": 1200,
}
APPROVED = "操作前に作業内容の報告を受け承認する"
TEST_DATA = "受託者の検証はテストデータで行い、実データを使う検証は職員だけが行う"
STAYS = "改修のプログラムを区のサーバに適用し、データの持出しは行わない"
ADVICE = "実データを使用した検証作業は区が行うなどの対策を徹底すること"
OPERATIONS = (date(2019, 10, 15), date(2019, 11, 5), date(2019, 12, 2))
VISIT = date(2020, 3, 26)
APRIL = date(2020, 4, 1)


def test_the_system_is_asked_about_and_reported_and_each_operation_approved_beforehand(
    city: City,
) -> None:
    city.begin(date(2019, 9, 2), [OURS])
    one_contract_two_matters_of_different_kind(city)
    the_promises_and_the_first_operation(city)
    what_is_owed_in_november(city)
    the_visit_finds_an_operation_that_nobody_approved(city)
    what_is_owed_on_the_first_of_april(city)
    what_was_left_is_reported_waived_or_recorded_as_missed(city)
    the_finding_is_put_right_and_the_contract_closed(city)
    what_the_papers_say(city)


def one_contract_two_matters_of_different_kind(city: City) -> None:
    """The change of the system is approved (承認), its outsourcing taken note of (了承)."""
    officer = city.officers[OURS]
    register_contract(officer, ON_PAPER).sees("段階準備中")
    city.on(TOLD)
    hold_session(city.secretariat, TOLD, SESSION)
    lay(city.secretariat, ASKED)
    lay(city.secretariat, REPORTED)
    told = look_at(officer, SYSTEM, "付議と対策").rows("審議会への付議")
    assert sorted((row[1], row[2], row[6]) for row in told) == [
        ("F-R1-21", "諮問", "承認"),
        ("F-R1-21-2", "報告", "了承"),
    ]
    advise(open_matter(city.advisor, ASKED.number), TOLD, ADVICE)


def the_promises_and_the_first_operation(city: City) -> None:
    officer = city.officers[OURS]
    days = {"確かめる時期": "指定日", "期日": [day.isoformat() for day in OPERATIONS]}
    ours = {"実施者": "実施機関", "区分": "運用上", "由来": "付議"}
    promise(officer, SYSTEM, {"番号": "S1", "対策の内容": APPROVED, **ours, **days})
    promise(officer, SYSTEM, {**ours, "番号": "S2", "対策の内容": TEST_DATA, "由来": "助言"})
    theirs = {"実施者": "受託者", "区分": "運用上", "由来": "付議"}
    promise(officer, SYSTEM, {"番号": "S3", "対策の内容": STAYS, **theirs})
    look_at(officer, SYSTEM, "付議と対策")
    answer_advice(officer, ADVICE, "実データを使う検証は区の職員が行う", ["S2"])
    city.on(date(2019, 10, 1))
    plan_year(officer, city.managers[OURS], OURS, 1)
    move_visit(officer, SYSTEM, OURS, VISIT, "最後の改修の後に、作業の記録をまとめて見るため")
    city.on(OPERATIONS[0])
    facts = {"日付": OPERATIONS[0], "内容": "作業内容の承認", "相手方": "", "確認者": "手当係"}
    note(officer, SYSTEM, "その他", {**facts, "確かめた対策": f"S1 {APPROVED}"})


def what_is_owed_in_november(city: City) -> None:
    """Nobody has said who handles the data, and the second operation was not approved."""
    day = date(2019, 11, 20)
    city.on(day)
    assert due_on_the_page(city.officers[OURS], SYSTEM, day) == sorted(
        [
            ("50日超過", "R1.10.1", "取扱責任者・取扱者の報告", 0),
            ("完了", "R1.10.15", "個別の約束", 0),
            ("15日超過", "R1.11.5", "個別の約束", 0),
            ("期限間近", "R1.12.2", "個別の約束", 0),  # 12 days: warned from 14
            ("期限前", "R2.3.31", "立入調査", 0),
            ("期限前", "R2.4.30", "返還・消去と証明書", 0),
        ]
    )


def the_visit_finds_an_operation_that_nobody_approved(city: City) -> None:
    """The sheet asks about each promise to the council; it is concluded a week later."""
    city.on(VISIT)
    failed = Answer(FAILED, "11月5日の作業は、承認を受けずに始めていた。", "R2.4.30")
    asked = answer_sheet(open_sheet(city.officers[OURS], SYSTEM), {APPROVED: failed})
    for safeguard in (APPROVED, TEST_DATA, STAYS):
        [around] = [found for question, found in asked.items() if safeguard in question]
        assert "審議会への報告" in around, around


def what_is_owed_on_the_first_of_april(city: City) -> None:
    officer = city.officers[OURS]
    city.on(APRIL)
    assert due_on_the_page(officer, SYSTEM, APRIL) == due_in_the_golden_answers(SYSTEM, APRIL)


def what_was_left_is_reported_waived_or_recorded_as_missed(city: City) -> None:
    officer, manager, day = city.officers[OURS], city.managers[OURS], date(2020, 4, 2)
    city.on(day)
    party = "受託者 ふたば電算株式会社："
    assert missing(manager, SYSTEM) == [
        f"{party}取扱責任者・取扱者の報告が終わっていません。",
        f"{party}個別の約束 {APPROVED}（令和元年11月5日）が終わっていません。",
        f"{party}個別の約束 {APPROVED}（令和元年12月2日）が終わっていません。",
        f"{party}立入調査（令和元年度）が終わっていません。",
        f"{party}返還・消去と証明書が終わっていません。",
    ]
    open_sheet(officer, SYSTEM).follow("結論を出す")
    facts = {"実施日": VISIT, "方法": "実地", "調査職員": "手当係2名"}
    conclude(officer, facts, "否 1", "総合判定 指摘あり")
    approve_report(officer, manager, SYSTEM)
    told = {"受領日": day, "区分": "責任者", "所属・役職": "保守課長", "人数": 1}
    report_handlers(officer, SYSTEM, told)
    heard = {"確かめた日": day, "内容": "12月2日の作業は行われなかったとのこと", "確認者": "手当係"}
    note(officer, SYSTEM, "電話確認", heard)
    # What happened without approval cannot be approved any more; what never happened need not be.
    operation = f"個別の約束 {APPROVED}"
    late = "11月5日の作業は、承認の前に行われた"
    record_as_missed(manager, SYSTEM, f"{operation} 令和元年11月5日", late)
    waive(manager, SYSTEM, f"{operation} 令和元年12月2日", "12月2日の作業は行われなかった")


def the_finding_is_put_right_and_the_contract_closed(city: City) -> None:
    officer, manager = city.officers[OURS], city.managers[OURS]
    city.on(date(2020, 4, 3))
    look_at(officer, SYSTEM, "データと消去").follow("対象データなしを記録")
    said = {"日付": date(2020, 4, 3), "内容": "データの持出しなし", "相手方": ""}
    fill_in(officer, {**said, "確認者": "手当係"})
    enter(officer, "記録する", "データの持出しなし")
    city.on(date(2020, 4, 10))
    assert len(missing(manager, SYSTEM)) == 2  # the finding, and its due item
    measures = "作業の届けに承認の欄を設け、欄が空のままでは入室させない"
    answer_finding(officer, SYSTEM, "2019-1-1", date(2020, 4, 10), measures)
    check_finding(officer, SYSTEM, "2019-1-1", date(2020, 4, 10), "新しい届けを見た")
    close(manager, SYSTEM, "データの持出しがなく、指摘も是正されたため")
    day = date(2021, 4, 15)
    city.on(day)
    # By day: the handlers, the operation without approval, the one that never took place.
    stands = {"R1.10.1": "遅延完了", "R1.11.5": "未実施", "R1.12.2": "免除"}
    golden = due_in_the_golden_answers(SYSTEM, day)
    closed = [(stands.get(due, "完了"), due, what, of) for _, due, what, of in golden]
    closed.append(("完了", "R2.4.30", "是正措置", 0))
    assert due_on_the_page(officer, SYSTEM, day) == sorted(closed)


def what_the_papers_say(city: City) -> None:
    officer = city.officers[OURS]
    assert kinds_on_record(officer, SYSTEM) == [
        ("R1.9.9", "付議"),
        ("R1.9.9", "付議"),
        ("R1.10.1", "契約締結"),
        ("R1.10.15", "その他"),
        ("R2.3.26", "立入調査"),
        ("R2.3.26", "指摘"),
        ("R2.4.2", "その他"),  # the report of the visit, approved
        ("R2.4.2", "取扱者届出"),
        ("R2.4.2", "電話確認"),
        ("R2.4.2", "未実施の記録"),
        ("R2.4.2", "免除"),
        ("R2.4.3", "対象データなし"),
        ("R2.4.10", "是正報告"),
        ("R2.4.10", "是正確認"),
        ("R2.4.10", "完了"),
    ]
    page = record_on_one_page(officer, SYSTEM)
    assert "付議令和元年度第4回資料21児童扶養手当システムの改修等承認" in page
    assert "付議令和元年度第4回資料21改修等の業務の委託了承" in page
    assert "その他作業内容の承認［S1］" in page
    assert "指摘1件うち未是正0違反0件うち未処理0記録15件後日記載0訂正0" in page
    assert "未" not in page.partition("番号年月日区分")[0]  # none of the chair's four questions
    secretariat = open_matter(city.secretariat, ASKED.number)
    change, outsourcing = page_texts(secretariat.download("システム開発の様式も付ける"))
    promised = f"1{APPROVED}2{TEST_DATA}（助言による）"
    assert "【システム開発】" in change
    assert "【業務委託】" in outsourcing
    for paper in (change, outsourcing):
        assert "【諮問】" in paper
        assert promised in paper
    secretariat = open_matter(city.secretariat, REPORTED.number)
    [sheet] = page_texts(secretariat.download("付議資料（PDF）"))
    assert "審議会付議資料【報告】" in sheet
    assert "条例の根拠第14条第1項" in sheet
    assert f"受託者に行わせる情報保護対策【運用上の対策】1{STAYS}" in sheet
    assert left_of_the_rows(city, SYSTEM) == []
    everything_is_sound(city)
