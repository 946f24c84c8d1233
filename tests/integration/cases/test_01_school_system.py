"""Case 1: a school system in a data centre outside, from before any contractor was chosen.

Its rows are in `school_rows`, the years that come after the last of them in `school_years`.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from tests.integration.cases.city import City
from tests.integration.cases.closing_work import (
    close,
    confirm,
    everything_is_sound,
    kinds_on_record,
    look_over,
    missing,
    two_confirm,
)
from tests.integration.cases.council_work import open_matter
from tests.integration.cases.golden_days import (
    due_in_the_golden_answers,
    due_on_the_page,
    violations_in_the_golden_answers,
    violations_today,
)
from tests.integration.cases.office_work import (
    dispose,
    fill_in,
    look_at,
    owed,
    receive_certificate,
    receive_today,
)
from tests.integration.cases.school_rows import (
    CHOSEN,
    CONTRACT,
    FOUND,
    FROM_AFAR,
    MATTER,
    NOT_CHOSEN,
    NUMBER,
    ON_SITE,
    OURS,
    REMOTE,
    REPORTS,
    TOLD,
    VISITED,
    WHY_REMOTE,
    a_contractor_with_both_certifications_is_chosen,
    end_link,
    month_before,
    plan_visit,
    receive,
    the_contractor_names_who_is_responsible,
    the_council_is_asked_before_anybody_is_chosen,
    the_pupils_are_handed_over,
)
from tests.integration.cases.school_years import (
    TOLD_OF_THE_LOG,
    TRAINED,
    all_that_was_told_is_asked,
    keep_promise,
    the_years_go_by,
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
    open_sheet,
)
from tests.unit.papers_read_back import page_texts, qr_texts

FIRST_DAY, SECOND_DAY = date(2020, 4, 1), date(2021, 4, 15)
LAST, CERTIFICATE = date(2026, 3, 31), "AK-2026-04"
ROUTINE = ("定期報告", "打合せ")
EXPECTED = [
    ("R2.5.28", "付議"),
    ("R2.9.15", "契約締結"),
    ("R2.12.25", "取扱者届出"),
    ("R3.1.12", "データ引渡し"),
    ("R3.3.10", "立入調査"),
    ("R3.3.10", "その他"),  # the manager approved the report, here and after each visit
    ("R4.2.3", "立入調査"),
    ("R4.2.3", "指摘"),
    ("R4.2.3", "その他"),
    ("R4.3.4", "是正報告"),
    ("R4.3.4", "是正確認"),
    ("R4.9.20", "立入調査"),
    ("R4.9.20", "その他"),
    ("R5.4.3", "取扱者届出"),
    ("R5.9.20", "立入調査"),
    ("R5.9.20", "その他"),
    ("R6.9.19", "立入調査"),
    ("R6.9.19", "その他"),
    ("R7.6.11", "電話確認"),
    ("R7.7.8", "免除"),
    ("R7.9.19", "立入調査"),
    ("R7.9.19", "その他"),
    ("R8.4.2", "引渡し"),
    ("R8.4.9", "消去"),
    ("R8.4.10", "消去証明書"),
    ("R8.4.20", "消去確認"),
    ("R8.4.20", "完了"),
]
CONDENSED = (
    "定期報告2件2021-02–2021-03、最終3/8",
    "定期報告12件2021-04–2022-03、最終3/8",
    "定期報告12件2022-04–2023-03、最終3/8",
    "定期報告12件2023-04–2024-03、最終3/8",
    "定期報告12件2024-04–2025-03、最終3/10",
    "定期報告12件2025-04–2026-03、最終3/9",
    "打合せ4件2021-04–2022-03、最終3/8",
    "打合せ2件2022-07、最終7/8",
    "打合せ2件2023-07、最終7/10",
    "打合せ2件2024-07、最終7/8",
)
UNCONDENSED = (
    "データ引渡しD1学籍初期データ16,500件",
    *(f"立入調査令和{year}年度第1回適" for year in range(2, 8)),
    "指摘2021-1-1B10退職者のIDが残っている",
    "是正報告2021-1-1",
    "是正確認2021-1-1",
    "引渡しD116,500件専用線受託者",
    "消去D116,500件暗号化消去",
    f"消去証明書{CERTIFICATE}証明日R8.4.9",
    f"消去確認証明書{CERTIFICATE}",
)


def test_the_school_system_from_before_a_contractor_to_its_erasure(city: City) -> None:
    names = {"officer-1": "青葉 りく", "manager-1": "緑野 あお"}
    city.begin(date(2020, 5, 11), [OURS], names)
    two_confirm(city.admin)
    the_council_is_asked_before_anybody_is_chosen(city)
    what_is_demanded_of_whoever_will_be_chosen(city)
    a_contractor_with_both_certifications_is_chosen(city)
    only_the_mark_is_to_be_renewed(city)
    the_trial_begins_and_is_inspected(city)
    both_golden_days_stand(city)
    every_month_is_reported_with_one_click(city)
    a_year_without_going_there_has_its_reason_and_a_finding(city)
    the_years_go_by(city)
    the_contract_ends_and_is_closed(city)
    what_the_record_says(city)
    what_the_papers_say(city)


def what_is_demanded_of_whoever_will_be_chosen(city: City) -> None:
    """Owed from the first day on, of whoever it will be."""
    officer = city.officers[OURS]
    assert owed(officer, NUMBER, TOLD, "2020年度") >= {
        ("期限前", "R3.1.4", "求める認証 プライバシーマーク"),
        ("期限前", "R3.1.4", "求める認証 ISMS"),
    }
    words = "".join(page_texts(open_matter(officer, MATTER).download("付議資料（PDF）")))
    for said in ("【諮問】", "仮想専用ネットワーク", NOT_CHOSEN):
        assert said in words


def only_the_mark_is_to_be_renewed(city: City) -> None:
    """ISMS outlives the contract, and nothing is owed of it; the mark ends in 2025."""
    officer, today = city.officers[OURS], date(2020, 9, 15)
    assert not [one for one in owed(officer, NUMBER, today, "2020年度") if "認証" in one[2]]
    in_2025 = owed(officer, NUMBER, today, "2025年度")
    assert [one for one in in_2025 if "認証" in one[2]] == [
        ("期限前", "R7.7.31", "求める認証 プライバシーマーク")
    ]
    look_at(officer, NUMBER, "概要").follow("選ぶ").fill("データセンター", True).press("保存する")
    officer.sees("特別な場合の項目を保存しました。")


def the_trial_begins_and_is_inspected(city: City) -> None:
    """The sheet asks for each promise made to the council, and for what a data centre must have."""
    officer = city.officers[OURS]
    the_contractor_names_who_is_responsible(city)
    the_pupils_are_handed_over(city)
    plan_visit(city, VISITED, "仮稼働の様子を見る")
    reports_of(city, date(2021, 1, 1), VISITED)
    city.on(VISITED)
    open_sheet(officer, NUMBER, visit="2020-1")
    first = Answer(NOT_APPLICABLE, "はじめての調査である")
    all_that_was_told_is_asked(answer_sheet(officer, {"前回の立入調査で指摘した": first}))
    conclude(officer, ON_SITE, "総合判定 適")
    approve_report(officer, city.managers[OURS], NUMBER)
    reports_of(city, VISITED, SECOND_DAY)


def reports_of(city: City, after: date, until: date) -> None:
    for day in REPORTS:
        if after < day <= until:
            city.on(day)
            receive(city.officers[OURS], month_before(day))


def both_golden_days_stand(city: City) -> None:
    """Every item to the end of 2026, as of today and as of a day before there was a contract."""
    officer = city.officers[OURS]
    city.on(SECOND_DAY)
    for day in (FIRST_DAY, SECOND_DAY):
        assert due_on_the_page(officer, NUMBER, day) == due_in_the_golden_answers(NUMBER, day)
    assert violations_today(officer, NUMBER) == violations_in_the_golden_answers(NUMBER, SECOND_DAY)
    # The two yearly promises ended with March, 15 days ago; everything else was done in time.
    assert owed(officer, NUMBER, SECOND_DAY, "2020年度") == {
        ("完了", "R3.1.4", "取扱責任者・取扱者の報告"),
        ("完了", "R3.2.10", "定期報告 令和3年1月分"),
        ("完了", "R3.3.10", "定期報告 令和3年2月分"),
        ("15日超過", "R3.3.31", "個別の約束 S3 令和2年度分"),
        ("15日超過", "R3.3.31", "個別の約束 S4 令和2年度分"),
        ("完了", "R3.3.31", "立入調査 令和2年度"),
    }


def every_month_is_reported_with_one_click(city: City) -> None:
    """Here the rows end for the promises: they are made up for, and the next year's are kept."""
    officer, day = city.officers[OURS], date(2021, 4, 20)
    city.on(day)
    for number in (TRAINED, TOLD_OF_THE_LOG):
        keep_promise(officer, day, number, "2020年度")
    plan_visit(city, FROM_AFAR, "感染症の収まりを待つ")
    for day in REPORTS:
        if SECOND_DAY < day < FROM_AFAR:
            city.on(day)
            receive_today(officer, NUMBER, month_before(day), "2021年度")


def a_year_without_going_there_has_its_reason_and_a_finding(city: City) -> None:
    officer, manager = city.officers[OURS], city.managers[OURS]
    city.on(FROM_AFAR)
    open_sheet(officer, NUMBER, visit="2021-1")
    left = Answer(FAILED, FOUND)
    all_that_was_told_is_asked(answer_sheet(officer, {"異動や退職をした人の利用者ID": left}))
    fill_in(officer, REMOTE).press("結論を管理記録に書く")
    assert any("実地でない理由" in one for one in officer.faults())
    conclude(officer, {**REMOTE, **WHY_REMOTE}, "総合判定 指摘あり").sees("2021-1-1", "遠隔")
    approve_report(officer, manager, NUMBER, f"受託者 {CHOSEN} 2021-1")
    # 30 days on is 5 March, a Saturday: owed on Monday, the 7th.
    assert ("期限前", "R4.3.7", "是正措置 2021-1-1") in owed(officer, NUMBER, FROM_AFAR, "2021年度")
    reports_of(city, FROM_AFAR, date(2022, 3, 1))
    day = date(2022, 3, 4)
    city.on(day)
    answer_finding(officer, NUMBER, "2021-1-1", day, "IDを止めた")
    check_finding(officer, NUMBER, "2021-1-1", day, "一覧を見た")
    reports_of(city, day, date(2022, 3, 8))
    # June's report came on the 20th, eight days late; all others in time.
    assert owed(officer, NUMBER, date(2022, 3, 8), "2021年度") >= {
        ("遅延完了", "R3.7.12", "定期報告 令和3年6月分"),
        ("完了", "R3.8.10", "定期報告 令和3年7月分"),
        ("完了", "R4.1.11", "定期報告 令和3年12月分"),
        ("完了", "R4.3.7", "是正措置 2021-1-1"),
    }
    for number in (TRAINED, TOLD_OF_THE_LOG):
        keep_promise(officer, date(2022, 3, 8), number, "2021年度")


def the_contract_ends_and_is_closed(city: City) -> None:
    """On the day of the rows; the data go back to the city first, and are erased then."""
    officer, manager = city.officers[OURS], city.managers[OURS]
    city.on(LAST)
    end_link(officer, LAST)
    city.on(date(2026, 4, 8))
    receive(officer, "令和8年3月分")
    look_at(officer, NUMBER, "概要").sees("段階履行終了")
    assert [one for one in missing(manager, NUMBER) if "返還・消去と証明書" in one]
    d1 = {"データ": "D1", "件数": 16500}
    back = {"区分": "引渡し", "行った日": date(2026, 4, 2), "方法": "専用線"}
    dispose(officer, NUMBER, {**d1, **back})
    city.on(date(2026, 4, 10))
    papers = {"証明日": date(2026, 4, 9), "受領日": date(2026, 4, 10)}
    receive_certificate(
        officer, NUMBER, {"証明書番号": CERTIFICATE, **papers, "消去責任者の役職": "公共事業部長"}
    )
    way = {"区分": "消去", "行った日": date(2026, 4, 9), "方法": "暗号化消去"}
    dispose(officer, NUMBER, {**d1, **way, "消去証明書": CERTIFICATE})
    # Two look at it: whoever laid the certificate beside the data does not confirm the erasure.
    look_over(officer, NUMBER, CERTIFICATE, {"D1": 16500})
    day = date(2026, 4, 20)
    city.on(day)
    confirm(manager, NUMBER, CERTIFICATE, day, "書面", "指導係長")
    close(manager, NUMBER, "消去まで見届けた")
    found = due_on_the_page(officer, NUMBER, day)
    assert {state for state, *_ in found} == {"完了", "遅延完了", "免除"}
    assert violations_today(officer, NUMBER) == []


def what_the_record_says(city: City) -> None:
    """Every act on its day; the routine, which is condensed on paper, beside it."""
    kinds = kinds_on_record(city.officers[OURS], NUMBER)
    assert [one for one in kinds if one[1] not in ROUTINE] == EXPECTED
    assert Counter(kind for _, kind in kinds if kind in ROUTINE) == {"定期報告": 63, "打合せ": 11}


def what_the_papers_say(city: City) -> None:
    """Five years and a quarter need two pages, the routine of each year being one row."""
    officer = city.officers[OURS].open_contract(NUMBER)
    pdf = officer.download("管理記録を印刷")
    first, second = pages = page_texts(pdf)
    assert first.startswith(f"管理記録令和8年4月20日現在契約番号{NUMBER}")
    small = f"管理記録{NUMBER}{CONTRACT['件名']}{CHOSEN}番号年月日区分"
    assert second.startswith(small)
    for words in (*CONDENSED, *UNCONDENSED):
        assert sum(page.count(words) for page in pages) == 1, words
    assert "定期報告2026-03利用状況、稼働率" in second  # the only one of its fiscal year
    assert "記録101件後日記載0訂正0" in second
    [code] = qr_texts(pdf)
    assert code.startswith(f"{NUMBER},101,")
    look_at(officer, NUMBER, "データと消去")
    erased, *_ = page_texts(officer.download("消去確認書（PDF）"))
    assert CERTIFICATE in erased
    everything_is_sound(city)
