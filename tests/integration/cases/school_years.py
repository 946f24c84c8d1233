"""The years of case 1 after the last row: every month, every summer and every autumn the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from app.holidays import Holidays
from tests.integration.cases.city import City
from tests.integration.cases.clerk import Clerk
from tests.integration.cases.closing_work import waive
from tests.integration.cases.office_work import certify, note, owed, report_handlers
from tests.integration.cases.school_rows import (
    ISMS,
    MARK,
    NUMBER,
    OURS,
    SAFEGUARDS,
    STAFF,
    month_before,
)
from tests.integration.cases.visit_work import (
    answer_sheet,
    approve_report,
    conclude,
    open_sheet,
    plan_year,
)

Happening = Callable[[City, date], object]

YEARS = (2022, 2023, 2024, 2025)
# The days that the plan of each year proposes, which suit everybody.
VISITS = (date(2022, 9, 20), date(2023, 9, 20), date(2024, 9, 19), date(2025, 9, 19))
CLOSED = Holidays()
SATURDAY, APRIL = 5, 4
TRAINED, TOLD_OF_THE_LOG = "S3", "S4"
NEXT_MARK = date(2027, 7, 31)
TRAINING = "校内の情報担当者への研修"
WORDS = {TRAINED: "情報担当者を研修", TOLD_OF_THE_LOG: "ログの取得を周知"}
NO_TRAINING = "次のシステムへの移行の研修に替えた"


def the_years_go_by(city: City) -> None:
    """To the end of March 2026, with whatever happens on the day it happens."""
    for day, what in sorted(what_happens(), key=lambda one: one[0]):
        city.on(day)
        what(city, day)


def what_happens() -> Iterator[tuple[date, Happening]]:
    for year in YEARS:
        for month in range(12):
            yield reporting_day(year + (month + 3) // 12, (month + 3) % 12 + 1), a_report_comes
        yield reporting_day(year, 4), the_year_is_planned
        yield reporting_day(year, 7), the_schools_are_trained_and_told
    for visited in VISITS:
        yield visited, a_visit_on_site
    yield date(2023, 4, 3), somebody_else_is_responsible
    yield date(2025, 6, 11), the_mark_ends_soon
    yield date(2025, 8, 1), the_mark_has_ended
    yield date(2025, 8, 6), the_mark_is_renewed


def reporting_day(year: int, month: int) -> date:
    """The 8th, or the first day after it on which the city hall is open."""
    return open_day(date(year, month, 8))


def open_day(day: date) -> date:
    while day.weekday() >= SATURDAY or day in CLOSED:
        day += timedelta(days=1)
    return day


def a_report_comes(city: City, day: date) -> None:
    """One press in the list of this year's reports; that for March is in the list of the last."""
    officer = city.officers[OURS].follow("契約").follow("定期報告")
    if day.month == APRIL:
        officer.fill("年度", f"{day.year - 1}年度").press("絞り込む")
    officer.press(f"今日受領（{NUMBER} {month_before(day)}）")
    officer.sees("今日受け取った報告として記録しました。")


def the_year_is_planned(city: City, _: date) -> None:
    plan_year(city.officers[OURS], city.managers[OURS], OURS, 1)


def the_schools_are_trained_and_told(city: City, day: date) -> None:
    """In the last year only of the log: whoever will use the next system is trained for that."""
    keep_promise(city.officers[OURS], day, TOLD_OF_THE_LOG)
    if day.year < YEARS[-1]:
        keep_promise(city.officers[OURS], day, TRAINED)
    else:
        waive(city.managers[OURS], NUMBER, f"個別の約束 {TRAINING}", NO_TRAINING)


def keep_promise(officer: Clerk, day: date, number: str, year: str = "") -> None:
    """Heads and teachers were trained, or told of the log; both were promised for every year."""
    what = {"内容": WORDS[number], "相手方": "各学校", "確認者": "指導係", "日付": day}
    note(officer, NUMBER, "打合せ", {**what, "確かめた対策": number, "対象の期間": year})


def a_visit_on_site(city: City, day: date) -> None:
    """With the sheet of that year: all that was told to the council, and the data centre's part."""
    officer = city.officers[OURS]
    open_sheet(officer, NUMBER, visit=f"{day.year}-1")
    all_that_was_told_is_asked(answer_sheet(officer, {}))
    conclude(officer, {"実施日": day, "方法": "実地", "調査職員": STAFF}, "総合判定 適")
    approve_report(officer, city.managers[OURS], NUMBER, "受託者", f"{day.year}-1")


def all_that_was_told_is_asked(asked: dict[str, str]) -> None:
    """Each safeguard with where it comes from, and the eight items of a data centre."""
    for number, by, _, text, _ in SAFEGUARDS:
        [around] = [said for question, said in asked.items() if text in question]
        assert f"審議会への報告 {number}（付議・{by}）" in around
    assert len([said for said in asked.values() if "データセンター" in said]) >= 8


def somebody_else_is_responsible(city: City, day: date) -> None:
    who = {"区分": "責任者", "所属・役職": "公共事業部長", "人数": 1, "作業場所": "本社開発室"}
    report_handlers(city.officers[OURS], NUMBER, {"受領日": day, **who}).sees("公共事業部長")


def the_mark_ends_soon(city: City, day: date) -> None:
    """50 days before its last day: the officer finds it among what there is to do, and calls."""
    officer = city.officers[OURS]
    assert ("期限間近", "R7.7.31", f"求める認証 {MARK}") in owed(officer, NUMBER, day, "2025年度")
    officer.arrive().sees(f"求める認証 {MARK}")
    said = {"内容": f"{MARK}は更新審査中と聞いた", "相手方": "品質管理室", "確認者": "指導係"}
    note(officer, NUMBER, "電話確認", said)


def the_mark_has_ended(city: City, day: date) -> None:
    """The day after its last day it is overdue, and nothing else is."""
    this_year = owed(city.officers[OURS], NUMBER, day, "2025年度")
    late = [one for one in this_year if "超過" in one[0]]
    assert late == [("1日超過", "R7.7.31", f"求める認証 {MARK}")]


def the_mark_is_renewed(city: City, day: date) -> None:
    """One that outlasts the contract is on file: nothing is owed of it any more."""
    officer = city.officers[OURS]
    new = {"制度": MARK, "登録番号": "10000001(09)", "有効期限": NEXT_MARK}
    certify(officer, NUMBER, new).sees(MARK, "10000001(09)", ISMS)
    assert not [one for one in owed(officer, NUMBER, day, "2025年度") if "認証" in one[2]]
