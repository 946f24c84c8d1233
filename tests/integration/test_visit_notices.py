"""実施通知と文書番号: numbers without gap or double, and notices that never change."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from app.clock import today
from audits.fiscal_year import FiscalYear
from tests.integration.browser import Browser, log_lines
from tests.integration.installation import Installation
from tests.integration.visiting import (
    FIRST,
    LATER,
    SECOND,
    SHARED,
    arranged,
    filled,
    give_sign,
    issued,
    make_city,
    notice_fields,
)
from tests.unit.papers_read_back import page_texts

YEAR = FiscalYear.of(today()).short_label.removeprefix("令和").removesuffix("年度")


@pytest.fixture
def city(installation: Installation) -> Installation:
    made = make_city(installation)
    give_sign(made)
    return made


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def numbers(city: Installation) -> list[str]:
    return [row[0] for row in city.rows("SELECT number FROM document_numbers ORDER BY id")]


def pdf(browser: Browser, visit_id: int, notice_id: int = 1) -> bytes:
    answer = browser.get(f"/visits/{visit_id}/notices/{notice_id}")
    assert answer.mimetype == "application/pdf"
    return bytes(answer.data)


def test_numbers_run_on_without_gap_or_double_and_pass_over_what_was_typed(officer, city):
    visit = arranged(officer)
    assert issued(officer, visit) == 303
    assert issued(officer, visit, number=f"{YEAR}教支第3号") == 303
    assert issued(officer, visit, number="特第1号") == 303
    for _ in range(2):
        assert issued(officer, visit) == 303
    assert numbers(city) == [
        f"{YEAR}教支第1号",
        f"{YEAR}教支第3号",
        "特第1号",
        f"{YEAR}教支第2号",
        f"{YEAR}教支第4号",
    ]


def test_a_number_that_was_used_is_refused_with_a_sentence(officer, city):
    visit = arranged(officer)
    issued(officer, visit)
    path = f"/visits/{visit}/notice"
    fields = notice_fields(officer.get(path).text, number=f" {YEAR}教支第1号 ")
    assert "すでに使われています" in officer.send_as_is(path, **fields).text
    assert len(numbers(city)) == 1


def test_a_year_of_its_own_begins_with_one_again(officer, city):
    visit = arranged(officer)
    issued(officer, visit)
    later = {"issued_on-year": "2031", "issued_on-month": "4", "issued_on-day": "1"}
    assert issued(officer, visit, **later) == 303
    assert numbers(city)[-1] == "13教支第1号"


def test_two_people_at_once_never_get_the_same_number(officer, city):
    visits = [arranged(officer, one, inspections=[one]) for one in (FIRST, SECOND, LATER)]
    browsers = [Browser(city).come_in(login) for login in ("officer", "manager", "officer")]
    forms = [
        (
            browser,
            f"/visits/{visit}/notice",
            notice_fields(browser.get(f"/visits/{visit}/notice").text),
        )
        for visit, browser in zip(visits, browsers, strict=True)
    ]

    def send(form):
        browser, path, fields = form
        return browser.send_as_is(path, **fields).status_code

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(send, forms)) == [303, 303, 303]
    assert sorted(numbers(city)) == [f"{YEAR}教支第{n}号" for n in (1, 2, 3)]


def test_a_double_click_takes_one_number(officer, city):
    visit = arranged(officer)
    path = f"/visits/{visit}/notice"
    fields = notice_fields(officer.get(path).text)
    assert [officer.send_as_is(path, **fields).status_code for _ in range(2)] == [303, 303]
    assert len(numbers(city)) == 1


def test_what_cannot_be_issued_takes_no_number(officer, city):
    visit = arranged(officer)
    path = f"/visits/{visit}/notice"
    fields = notice_fields(officer.get(path).text)
    for changes in ({"issued_on-day": "99"}, {"number": "号" * 100}, {"seen": "7"}, {"seen": "x"}):
        assert officer.send_as_is(path, **fields | changes).status_code == 200
    assert numbers(city) == []


def test_without_a_sign_the_number_has_to_be_typed(installation):
    city = make_city(installation)
    officer = Browser(city).come_in("officer")
    visit = arranged(officer)
    path = f"/visits/{visit}/notice"
    page = officer.get(path).text
    assert "記号が決まっていないため" in page
    assert "記号が決まっていません" in officer.send_as_is(path, **notice_fields(page)).text
    assert issued(officer, visit, number="8教支第77号") == 303


def test_a_sign_belongs_to_one_department(city):
    [(key,)] = city.rows("SELECT id FROM departments WHERE name = '収納課'")
    admin = Browser(city).come_in("admin")
    assert "教育支援課が使っています" in admin.send(f"/departments/{key}/sign", sign="教支").text
    assert admin.send(f"/departments/{key}/sign", sign="収" * 30).status_code == 200
    assert admin.send("/departments/999999/sign", sign="収").status_code == 404
    assert ("set_document_sign", "教育支援課 教支") in [line[1:3] for line in log_lines(city)]


def test_a_notice_says_what_the_visit_is_and_on_what_ground(officer):
    visit = arranged(officer, attendants="髙橋 様", preparation="取扱者名簿")
    issued(officer, visit)
    text = "".join(page_texts(pdf(officer, visit)))
    for words in (
        f"{YEAR}教支第1号",
        "ことり配信株式会社",
        "13:30～15:00",
        "本社2階",
        "髙橋様",
        "取扱者名簿",
        "第19監査等（年度当たり1回以上）",
        "A組織的安全管理措置",
        "（公印省略）",
        *(FIRST, SECOND, SHARED),
    ):
        assert words in text, words
    assert LATER not in text


def test_a_notice_that_was_issued_stays_what_it_was_when_the_visit_changes(officer, city):
    visit = arranged(officer)
    issued(officer, visit)
    before = pdf(officer, visit)
    path = f"/visits/{visit}/change"
    officer.send_as_is(path, **filled(officer.get(path).text, place="工場", starts_at="10:00"))
    city.load_sheets(契約=[{"契約番号": FIRST, "件名": "改めた件名"}])
    assert pdf(officer, visit) == before
    assert "この後に訪問が変わりました" in officer.get(f"/visits/{visit}").text


def test_a_command_prints_the_same_notice(officer, city):
    visit = arranged(officer)
    issued(officer, visit)
    out = city.folder / "notice.pdf"
    assert city.run("print", "visit-notice", f"{YEAR}教支第1号", out).exit_code == 0
    assert out.read_bytes() == pdf(officer, visit)
    assert city.run("print", "visit-notice", "無い番号", out).exit_code == 1


def test_each_department_issues_its_own_notice_of_a_joint_visit(officer, city):
    visit = arranged(officer)
    issued(officer, visit)
    give_sign(city, "収", "収納課")
    other = Browser(city).come_in("other")
    assert issued(other, visit) == 303
    assert numbers(city)[-1] == f"{YEAR}収第1号"
    text = "".join(page_texts(pdf(other, visit, 2)))
    assert SHARED in text
    assert FIRST not in text
    assert other.get(f"/visits/{visit}/notices/1").status_code == 404
    assert f"{YEAR}教支第1号" not in other.get(f"/visits/{visit}").text


def test_no_notice_is_issued_of_a_visit_that_was_called_off(officer, city):
    visit = arranged(officer)
    fields = notice_fields(officer.get(f"/visits/{visit}/notice").text)
    officer.send(f"/visits/{visit}/call-off", seen="0", reason="台風のため")
    assert officer.get(f"/visits/{visit}/notice").status_code == 303
    assert officer.send_as_is(f"/visits/{visit}/notice", **fields).status_code == 303
    assert numbers(city) == []


def test_the_report_of_the_inspection_says_where_when_and_who_was_there(officer, city):
    arranged(officer, attendants="髙橋 様", **{"held_on-day": "2", "held_on-month": "11"})
    done = {"契約番号": FIRST, "枝番": 0, "年度": 2026, "回": 1, "予定日": "2026-11-02"}
    loaded = city.load_sheets(
        契約=[], 立入調査=[{**done, "実施日": "2026-11-02", "方法": "実地", "総合判定": "適"}]
    )
    assert loaded.written, loaded.errors
    report = city.printed("inspection-report", FIRST, "--fiscal-year", 2026)
    text = "".join(page_texts(report))
    for words in ("本社2階", "13時30分から15時まで", "髙橋様"):
        assert words in text, words


def test_what_was_agreed_for_another_day_is_not_said_of_this_one(officer, city):
    arranged(officer, attendants="髙橋 様")
    done = {"契約番号": FIRST, "枝番": 0, "年度": 2026, "回": 1, "予定日": "2026-12-03"}
    made = {**done, "実施日": "2026-11-02", "方法": "実地", "総合判定": "適"}
    assert city.load_sheets(契約=[], 立入調査=[made]).written
    text = "".join(page_texts(city.printed("inspection-report", FIRST, "--fiscal-year", 2026)))
    assert "本社2階" not in text


def test_the_day_of_these_tests_lies_where_they_think():
    assert date(2026, 4, 1) <= today()
