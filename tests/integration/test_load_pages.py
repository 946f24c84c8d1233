"""登録ブックの読込みの画面: chosen, tried, looked at, agreed to, loaded, or thrown away."""

from __future__ import annotations

import re

import pytest

from app.web.load_sheets import SHEET_WORDS
from app.workbooks.registration import REGISTRATION
from tests.books import contract_cells
from tests.integration.browser import Browser, log_lines
from tests.integration.installation import Installation
from tests.integration.statements import statements
from tests.integration.uploads import LOAD, a_city, agree, book, read, tried, words

JOBS = ("jobs", "job_parts", "sessions", "operation_log")
NOTE = {"契約番号": "R8-001", "日付": "2026-05-01", "区分": "電話確認", "内容": "状況を確認"}


@pytest.fixture
def city(installation: Installation) -> Installation:
    return a_city(installation)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def test_a_book_is_tried_shown_and_loaded_once_somebody_agrees(city, officer):
    before = city.tables(without=JOBS)
    changed = contract_cells(件名="改めた件名", 本人数=1300)
    sheets = {"契約": [changed, contract_cells("R8-002")], "記録": [NOTE]}
    path, page = tried(city, officer, book(city, "学務の登録.xlsx", **sheets))
    assert city.tables(without=JOBS) == before
    assert "学務の登録.xlsx" in page
    assert "件名 一斉メール配信業務 改めた件名" in words(page)
    assert "本人数 1,200 1,300" in words(page)
    assert "契約 2 1 （契約の新しい行） 1 （契約の変わる行） 0" in words(page)
    done = agree(officer, path, page)
    assert (done.status_code, done.location) == (303, path)
    result = read(city, officer, path)
    assert "読み込みました（新しい行 2、変わる行 1）" in result
    assert 'href="/contracts/R8-001"' in result
    assert 'href="/contracts/R8-002"' in result
    assert LOAD not in result
    assert [e.kind for e in city.entries("R8-001")] == ["契約締結", "電話確認", "訂正"]
    assert {e.written_by for e in city.entries("R8-002")} == {
        "登録ブックから（宮野 さくら（officer））"
    }
    assert ("load_workbook", "192.0.2.7") in [(line[1], line[4]) for line in log_lines(city)]
    assert city.run("verify").exit_code == 0


def test_what_was_uploaded_goes_when_it_has_been_loaded(city, officer):
    path, page = tried(city, officer, book(city, 契約=[contract_cells("R8-002")]))
    given = "SELECT count(*) FROM job_parts WHERE role = 'given'"
    assert [tuple(row) for row in city.rows(given)] == [(1,)]
    agree(officer, path, page)
    read(city, officer, path)
    assert [tuple(row) for row in city.rows(given)] == [(0,)]


def test_a_book_that_was_loaded_already_changes_nothing_and_says_so(city, officer):
    page = tried(city, officer, book(city, 契約=[contract_cells(本人数=1200)]))[1]
    assert "変わるところはありません。" in page
    assert LOAD not in page


def test_each_error_stands_with_its_sheet_row_column_and_value(city, officer):
    bad = contract_cells("R8-002", 開始日="2026-02-30")
    before = city.tables(without=JOBS)
    path, page = tried(city, officer, book(city, 契約=[contract_cells(), bad]))
    assert re.search(r"契約 3 開始日 2026-02-30 [^。]*日付で入力してください", words(page))
    assert "誤りが1件あるため" in page
    assert LOAD not in page
    assert officer.send(f"{path}/load", outcome="").status_code == 303
    assert "誤りが1件あるため" in read(city, officer, path)
    assert city.tables(without=JOBS) == before


def test_what_is_odd_but_possible_stands_apart_as_something_to_check(city, officer):
    late = {**NOTE, "日付": "2999-01-01"}
    path, page = tried(city, officer, book(city, 契約=[contract_cells()], 記録=[late]))
    assert LOAD in page
    told = words(officer.get(f"{path}?view=warnings").text)
    assert re.search(r"記録 2 日付 2999-01-01 [^。]*今日より後の日付です", told)


def test_many_new_rows_are_counted_and_listed_page_by_page(city, officer):
    many = [contract_cells(f"R8-{n:03}", 件名=f"業務{n}番") for n in range(2, 122)]
    path, page = tried(city, officer, book(city, 契約=many))
    assert "新しい行 120" in page
    first = officer.get(f"{path}?view=new&sheet=契約").text
    assert "120件のうち 1～50件" in first
    assert "業務2番" in first
    assert "業務52番" not in first
    last = officer.get(f"{path}?view=new&sheet=契約&page=3").text
    assert "業務121番" in last
    assert "120件のうち 101～120件" in last


@pytest.mark.parametrize(
    "query",
    [
        "view=nothing",
        "view=new&sheet=nothing",
        "view=updates&page=1000000000",
        "view=new&page=-3",
        "page=x&sheet=" + "あ" * 500,
    ],
)
def test_an_odd_address_shows_the_page_all_the_same(city, officer, query):
    path, _ = tried(city, officer, book(city, 契約=[contract_cells("R8-002")]))
    assert officer.get(f"{path}?{query}").status_code == 200


def test_choices_dates_and_yes_or_no_are_told_in_the_words_of_the_book(city, officer):
    visit = {"契約番号": "R8-001", "年度": 2026, "実施日": "2026-10-05", "方法": "実地"}
    assert city.load_sheets(契約=[contract_cells()], 立入調査=[visit]).written
    changed = {**visit, "実施日": "2026-10-06", "方法": "遠隔", "方法の理由": "大雪のため"}
    cells = contract_cells(個人番号="有", 情報項目="氏名、住所")
    path, _ = tried(city, officer, book(city, 契約=[cells], 立入調査=[changed]))
    told = words(officer.get(f"{path}?view=updates&sheet=立入調査").text)
    assert "R8.10.5 R8.10.6" in told
    assert "方法 実地 遠隔" in told
    told = words(officer.get(f"{path}?view=updates&sheet=契約").text)
    assert "個人番号 無 有" in told
    assert "情報項目 （空欄） 氏名、住所" in told


def test_pages_ask_few_questions_however_big_the_book_is(city, officer):
    def asked(count: int) -> tuple[int, int]:
        many = [contract_cells(f"R8-{n:04}") for n in range(1000, 1000 + count)]
        path, _ = tried(city, officer, book(city, f"{count}.xlsx", 契約=many))
        with statements(city) as of_page:
            officer.get(f"{path}?view=new")
        with statements(city) as of_list:
            officer.get("/loads")
        return len(of_page), len(of_list)

    small, big = asked(2), asked(130)
    assert small == big
    assert max(small) <= 12


def test_every_sheet_of_the_book_is_explained(city, officer):
    assert list(SHEET_WORDS) == list(REGISTRATION)
    page = officer.get("/loads").text
    assert all(sentence in page for sentence in SHEET_WORDS.values())
