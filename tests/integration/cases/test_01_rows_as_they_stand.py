"""Case 1 as the rows alone have it: after the second visit nobody looked after it any more.

Five years later the city catches up, and what can no longer be done stays on the record.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

from audits.fiscal_year import FiscalYear
from tests.books import a_book
from tests.integration.cases.city import City
from tests.integration.cases.closing_work import (
    close,
    confirm,
    everything_is_sound,
    kinds_on_record,
    look_over,
    record_as_missed,
)
from tests.integration.cases.golden_days import (
    GOLDEN,
    due_in_the_golden_answers,
    due_on_the_page,
    violations_in_the_golden_answers,
    violations_today,
)
from tests.integration.cases.office_work import (
    Facts,
    dispose,
    enter,
    fill_in,
    look_at,
    note,
    receive_certificate,
)
from tests.integration.cases.school_rows import (
    FOUND,
    FROM_AFAR,
    NUMBER,
    ON_SITE,
    OURS,
    REMOTE,
    REPORTS,
    SAFEGUARDS,
    VISITED,
    WHY_REMOTE,
    a_contractor_with_both_certifications_is_chosen,
    as_a_workbook,
    month_before,
    plan_visit,
    receive,
    the_contractor_names_who_is_responsible,
    the_council_is_asked_before_anybody_is_chosen,
    the_pupils_are_handed_over,
)
from tests.integration.cases.visit_work import answer_finding, check_finding
from tests.unit.papers_read_back import page_texts

UNVISITED = range(2022, 2026)
MONTHS_OF_A_YEAR, FIRST_MONTH = (*range(4, 13), 1, 2, 3), 4
TRAINING, LOG = (text for *_, text, rhythm in SAFEGUARDS if rhythm == "毎年度")
NOBODY_WENT, NOT_DONE = "担当者の交代で引き継がれず、訪ねなかった", "行った記録がない"
CERTIFICATE = "AK-2026-12"
FIRST_DAY, SECOND_DAY, LAST_DAY = date(2020, 4, 1), date(2021, 4, 15), date(2026, 11, 20)


def test_the_rows_of_the_school_system_as_they_stand(city: City) -> None:
    names = {"officer-1": "青葉 りく", "manager-1": "緑野 あお"}
    city.begin(date(2020, 5, 11), [OURS], names)
    the_council_is_asked_before_anybody_is_chosen(city)
    a_contractor_with_both_certifications_is_chosen(city)
    the_contractor_names_who_is_responsible(city)
    the_pupils_are_handed_over(city)
    plan_visit(city, VISITED, "仮稼働の様子を見る")
    reports_until(city, VISITED)
    visit(city, VISITED, {**ON_SITE, "総合判定": "適"})
    reports_until(city, SECOND_DAY)
    stands_as_in_the_golden_answers(city, SECOND_DAY)
    plan_visit(city, FROM_AFAR, "感染症の収まりを待つ")
    reports_until(city, FROM_AFAR)
    visit(city, FROM_AFAR, {**REMOTE, **WHY_REMOTE, "総合判定": "指摘あり"})
    something_was_found(city)
    reports_until(city, LAST_DAY)
    stands_as_in_the_golden_answers(city, LAST_DAY)
    every_row_is_on_file(city)
    the_city_catches_up(city)
    the_contract_is_closed(city)
    what_was_missed_stays_to_be_seen(city)


def reports_until(city: City, last: date) -> None:
    first = max((day for day in (VISITED, SECOND_DAY, FROM_AFAR) if day < last), default=date.min)
    for day in REPORTS:
        if first < day <= last:
            city.on(day)
            receive(city.officers[OURS], month_before(day))


def visit(city: City, day: date, facts: Facts) -> None:
    """Noted as the row has it, without a check sheet."""
    city.on(day)
    officer = look_at(city.officers[OURS], NUMBER, "立入調査")
    year = FiscalYear.of(day).start
    fill_in(officer.follow("結果を記録", f"{year}-1"), facts)
    enter(officer, "記録する", "立入調査の結果を記録しました。")


def something_was_found(city: City) -> None:
    officer = look_at(city.officers[OURS], NUMBER, "立入調査").follow("指摘を登録")
    fill_in(officer, {"内容": FOUND, "根拠": "8"})
    enter(officer, "登録する", "指摘を登録しました。是正の期限に加わりました。")


def stands_as_in_the_golden_answers(city: City, today: date) -> None:
    """On this day, and still of the days before it."""
    city.on(today)
    officer = city.officers[OURS]
    for day in (FIRST_DAY, SECOND_DAY, LAST_DAY):
        if day <= today:
            expected = due_in_the_golden_answers(NUMBER, day)
            assert due_on_the_page(officer, NUMBER, day) == expected, day
            assert told(city, "due", day, "--state", "all") == golden("due", day)
            assert told(city, "violations", day) == golden("violations", day) == []
    assert violations_today(officer, NUMBER) == violations_in_the_golden_answers(NUMBER, today)


def told(city: City, command: str, day: date, *options: str) -> list[Any]:
    """What the command line says of the contract: to the letter, with basis, period and days."""
    found = city.installation.told(command, "--on", day, *options)
    return [one for one in found if one["contract"] == NUMBER]


def golden(command: str, day: date) -> list[Any]:
    found = json.loads((GOLDEN / f"{command}-{day}.json").read_text(encoding="utf-8"))
    return [one for one in found if one["contract"] == NUMBER]


def every_row_is_on_file(city: City) -> None:
    """Loading the rows themselves on top would change nothing."""
    rows = as_a_workbook()
    assert {sheet: len(found) for sheet, found in rows.items()} == {
        "契約": 1,
        "外部結合": 1,
        "付議": 1,
        "保護対策": 4,
        "取扱者": 1,
        "認証": 2,
        "データ": 1,
        "立入調査": 2,
        "指摘": 1,
        "報告受領": 14,
    }
    book = a_book(city.installation.folder, **rows)
    loading = city.installation.told("workbook", "load", book, "--dry-run")
    assert loading["errors"] == [], loading["errors"]
    changed = {
        sheet: counts
        for sheet, counts in loading["sheets"].items()
        if counts["created"] or counts["updated"]
    }
    assert changed == {}


def the_city_catches_up(city: City) -> None:
    """What can still be had is had; what can no longer be done is recorded as missed."""
    officer, manager = city.officers[OURS], city.managers[OURS]
    day = date(2026, 11, 24)
    city.on(day)
    asked = {"内容": "残る報告と消去証明書を求めた", "相手方": "公共事業部", "確認者": "指導係"}
    note(officer, NUMBER, "電話確認", asked)
    answer_finding(officer, NUMBER, "2021-1-1", day, "契約の終了時に全IDを消した")
    check_finding(officer, NUMBER, "2021-1-1", day, "消去の記録を見た")
    for year in UNVISITED:
        record_as_missed(manager, NUMBER, f"立入調査 令和{year - 2018}年度", NOBODY_WENT)
    for year in range(2020, 2026):
        for promised in (TRAINING, LOG):
            item = f"個別の約束 {promised} 令和{year - 2018}年度分"
            record_as_missed(manager, NUMBER, item, NOT_DONE)
    day = date(2026, 12, 1)
    city.on(day)
    for year in range(2021, 2026):
        officer.follow("契約").follow("定期報告").fill("年度", f"{year}年度").press("絞り込む")
        for month in MONTHS_OF_A_YEAR:
            press = f"今日受領（{NUMBER} {month_of(year, month)}）"
            if officer.offers(press):
                officer.press(press).sees("今日受け取った報告として記録しました。")
    late = [line for line in due_on_the_page(officer, NUMBER, day) if "超過" in line[0]]
    assert late == [("215日超過", "R8.4.30", "返還・消去と証明書", 0)]


def month_of(year: int, month: int) -> str:
    return f"令和{year - 2018 + (month < FIRST_MONTH)}年{month}月分"


def the_contract_is_closed(city: City) -> None:
    officer, manager, day = city.officers[OURS], city.managers[OURS], date(2026, 12, 7)
    city.on(day)
    papers = {"証明書番号": CERTIFICATE, "証明日": date(2026, 12, 4), "受領日": day}
    receive_certificate(officer, NUMBER, {**papers, "消去責任者の役職": "教育事業部長"})
    way = {"区分": "消去", "行った日": date(2026, 12, 3), "方法": "暗号化消去"}
    facts = {"データ": "D1", "件数": 16500, **way, "消去証明書": CERTIFICATE}
    dispose(officer, NUMBER, facts)
    look_over(officer, NUMBER, CERTIFICATE, {"D1": 16500})
    confirm(manager, NUMBER, CERTIFICATE, day, "書面", "指導係長")
    close(manager, NUMBER, "残っていた個人情報の消去を見届けた")


def what_was_missed_stays_to_be_seen(city: City) -> None:
    """No visit, no promise that was missed goes away, on the list or on paper."""
    officer = city.officers[OURS]
    found = Counter(state for state, *_ in due_on_the_page(officer, NUMBER, date(2026, 12, 7)))
    assert found["未実施"] == len(UNVISITED) + 12
    assert set(found) == {"完了", "遅延完了", "未実施"}
    kinds = Counter(kind for _, kind in kinds_on_record(officer, NUMBER))
    assert (kinds["未実施の記録"], kinds["立入調査"], kinds["定期報告"]) == (16, 2, 63)
    officer.open_contract(NUMBER)
    pages = page_texts(officer.download("管理記録を印刷"))
    assert sum(page.count("未実施の記録") for page in pages) == found["未実施"]
    assert "定期報告49件2026-12、最終12/1" in "".join(pages)
    assert "計621" in pages[-1]  # six visits were owed, two made, one of them on site
    everything_is_sound(city)
