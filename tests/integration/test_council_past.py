"""付議資料 printed again: a matter that is over shows what was on file on its day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.clock import today
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.contract_pages import words as words_of_page
from tests.integration.council_city import day, words_of
from tests.integration.entry_forms import boxes, send
from tests.integration.installation import Installation
from tests.unit.papers_read_back import marked_words

MAIN, LINK, DEPARTMENT = "R7-001", "K-1", "教育支援課"
FIRST, SECOND, THIRD = "F-1", "F-2", "F-3"
HELD = {FIRST: date(2025, 5, 28), SECOND: date(2025, 9, 11), THIRD: date(2026, 2, 12)}
TERM = {"開始日": "2025-04-01", "終了日": "2027-03-31"}
NOTE = "令和7年5月28日の審議会の時点の登録内容"


def at(year: int, month: int, of_month: int) -> datetime:
    return datetime(year, month, of_month, 1, 2, 3, tzinfo=UTC)


def contract(**cells: Any) -> dict[str, Any]:
    kept = {"件名": "配信の委託", "所管課": DEPARTMENT, "情報項目": "氏名、住所", **TERM}
    return contract_cells(MAIN, **{**kept, **cells})


def load(city: Installation, moment: datetime, **sheets: Any) -> None:
    loaded = city.load_sheets(at=moment, **{"契約": [contract()], **sheets})
    assert loaded.written, loaded.errors


def matter(number: str, *before: str, **cells: Any) -> dict[str, Any]:
    kept = {"付議番号": number, "開催日": HELD[number].isoformat(), "区分": "報告"}
    kept |= {"件名": "配信について", "契約番号": MAIN, "前回付議": "、".join(before)}
    return {**kept, **cells}


def promise(number: str, text: str) -> dict[str, Any]:
    cells = {"契約番号": MAIN, "番号": number, "実施者": "受託者", "区分": "運用上"}
    return {**cells, "対策": text, "由来": "付議"}


def subcontract(branch: int, name: str, starts_on: str) -> dict[str, Any]:
    term = {"開始日": starts_on, "終了日": "2027-03-31"}
    return {"契約番号": MAIN, "枝番": branch, "再委託先名": name, "情報項目": "氏名", **term}


def connection(**cells: Any) -> dict[str, Any]:
    kept = {"結合番号": LINK, "件名": "配信の結合", "所管課": DEPARTMENT}
    return {**kept, "結合の相手方": "県の機関", "情報項目": "氏名", **cells}


def enter_people(city: Installation) -> None:
    add_person(city, "officer", (Role.OFFICER, DEPARTMENT), name="宮野 さくら")


@pytest.fixture
def city(installation: Installation) -> Installation:
    """Entered in April 2025, told to the council three times since."""
    load(
        installation,
        at(2025, 4, 10),
        再委託=[subcontract(1, "みなと運送", "2025-04-01")],
        保護対策=[promise("S1", "操作の記録を見る")],
        付議=[matter(FIRST), matter(SECOND, FIRST), matter(THIRD, SECOND)],
    )
    enter_people(installation)
    return installation


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def amend(officer: Browser, on: date, told: str = "", branch: int = 0, **typed: str) -> None:
    """A 契約変更, entered today."""
    page = officer.get(f"/contracts/{MAIN}?view=overview")
    assert page.status_code == 200
    path = f"/entries/contract-change/{MAIN}?key="
    if branch:
        path = f"/entries/subcontract-change/{MAIN}?branch={branch}"
    fields = {**boxes(officer.get(path).text), "amendment": "amended"}
    fields |= day("amended_on", on.year, on.month, on.day)
    fields |= {"amended_reason": "対象が広がったため", "amended_matter": told, **typed}
    answer = send(officer, path, fields)
    assert answer.status_code == 303, words_of_page(answer.text)


def sheet(officer: Browser, number: str) -> bytes:
    answer = officer.get(f"/council/sheet/{number}")
    assert answer.status_code == 200
    content: bytes = answer.data
    return content


def test_a_sheet_says_as_of_which_day_it_is(city, officer):
    assert NOTE in words_of(sheet(officer, FIRST))
    coming = {"付議番号": "F-9", "開催日": (today() + timedelta(days=9)).isoformat()}
    load(city, at(2025, 4, 11), 付議=[{**matter(FIRST), **coming}])
    words = words_of(sheet(officer, "F-9"))
    assert "現在の登録内容" in words
    assert "審議会の時点" not in words


def test_a_change_told_in_one_matter_is_on_its_sheet_and_later_ones_and_new_only_there(officer):
    amend(officer, date(2025, 10, 1), SECOND, items="氏名\n旧氏\n住所")
    assert "旧氏" not in words_of(sheet(officer, FIRST))
    second, third = sheet(officer, SECOND), sheet(officer, THIRD)
    assert "氏名、旧氏、住所" in words_of(second)
    assert marked_words(second) == "旧氏"
    assert "氏名、旧氏、住所" in words_of(third)
    assert marked_words(third) == ""


def test_a_change_that_no_matter_names_is_on_the_sheets_from_its_day_on(officer):
    amend(officer, date(2025, 10, 1), person_count="1200")
    assert "1,200人" not in words_of(sheet(officer, SECOND))
    third = sheet(officer, THIRD)
    assert "1,200人" in words_of(third)
    assert marked_words(third) == "1,200人"


def test_a_changed_subcontract_is_shown_as_it_was(officer):
    amend(officer, date(2025, 10, 1), THIRD, branch=1, items="氏名\n住所")
    assert "再委託先に処理させる情報項目氏名情報" in words_of(sheet(officer, SECOND))
    third = sheet(officer, THIRD)
    assert "再委託先に処理させる情報項目氏名、住所" in words_of(third)
    assert marked_words(third) == "住所"


def test_what_was_put_right_later_is_as_if_it_had_always_been_so(city, officer):
    load(city, at(2026, 4, 1), 契約=[contract(情報項目="氏名、所在地")])
    for number in HELD:
        assert "氏名、所在地" in words_of(sheet(officer, number))
        assert marked_words(sheet(officer, number)) == ""


def test_what_was_put_right_between_two_matters_is_marked_on_the_second(city, officer):
    load(city, at(2025, 8, 1), 契約=[contract(情報項目="氏名、所在地")])
    assert marked_words(sheet(officer, SECOND)) == "所在地（削除：住所）"
    assert marked_words(sheet(officer, THIRD)) == ""


def test_safeguards_that_came_later_are_on_later_sheets_only(city, officer):
    load(city, at(2025, 8, 1), 保護対策=[promise("S1", "操作の記録を月に一度見る")])
    load(city, at(2025, 12, 1), 保護対策=[promise("S2", "端末の数を数える")])
    first, second = words_of(sheet(officer, FIRST)), words_of(sheet(officer, SECOND))
    assert "操作の記録を見る" in first
    assert "操作の記録を月に一度見る" in second
    assert "端末の数を数える" not in second
    assert marked_words(sheet(officer, THIRD)) == "端末の数を数える"


def test_a_subcontractor_that_came_later_has_no_sheet_and_is_named(city, officer):
    load(city, at(2026, 1, 20), 再委託=[subcontract(2, "白樺印刷", "2026-02-01")])
    first = words_of(sheet(officer, FIRST))
    assert "みなと運送" in first
    assert "※審議会の後の再委託先（白樺印刷）は載せていない。" in first
    assert "再委託先2" not in first
    third = sheet(officer, THIRD)
    assert "白樺印刷" in marked_words(third)
    assert "載せていない" not in words_of(third)


def test_a_contract_entered_after_the_session_shows_what_was_entered_first_and_says_so(
    installation,
):
    late = at(2025, 7, 1)
    load(
        installation,
        late,
        再委託=[subcontract(1, "みなと運送", "2025-06-20"), subcontract(2, "東雲便", "2025-10-01")],
        付議=[matter(FIRST), matter(SECOND, FIRST)],
    )
    load(installation, at(2025, 7, 2), 保護対策=[promise("S1", "操作の記録を見る")])
    enter_people(installation)
    officer = Browser(installation).come_in("officer")
    first = words_of(sheet(officer, FIRST))
    said = "※審議会の後の令和7年7月1日に登録した。はじめに登録した内容から、"
    assert said in first
    for words in ("氏名、住所", "操作の記録を見る", "みなと運送"):
        assert words in first
    assert "（東雲便）は載せていない" in first
    second = sheet(officer, SECOND)
    assert said not in words_of(second)
    assert "東雲便" in words_of(second)


def test_a_contract_entered_after_both_sessions_marks_no_promise_as_new(installation):
    load(
        installation,
        at(2026, 4, 1),
        再委託=[subcontract(1, "みなと運送", "2025-10-01")],
        付議=[matter(FIRST), matter(SECOND, FIRST), matter(THIRD, SECOND)],
    )
    load(installation, at(2026, 4, 8), 保護対策=[promise("S1", "操作の記録を見る")])
    enter_people(installation)
    officer = Browser(installation).come_in("officer")
    assert "みなと運送" in marked_words(sheet(officer, SECOND))
    third = sheet(officer, THIRD)
    assert "操作の記録を見る" in words_of(third)
    assert marked_words(third) == ""


def test_the_contract_that_follows_shows_the_one_before_as_the_council_knew_it(city, officer):
    """An item that the first contract got after the last matter about it is new on the sheet."""
    amend(officer, date(2026, 1, 10), items="氏名\n旧氏\n住所")
    after = {"開始日": "2027-04-01", "終了日": "2028-03-31", "前契約番号": MAIN}
    follows = contract_cells(
        "R9-001", 件名="配信の委託", 所管課=DEPARTMENT, 情報項目="氏名、旧氏、住所", **after
    )
    load(
        city,
        at(2026, 1, 20),
        契約=[contract(情報項目="氏名、旧氏、住所"), follows],
        付議=[matter(THIRD, SECOND, 契約番号="R9-001")],
    )
    bold = marked_words(sheet(officer, THIRD))
    assert "旧氏" in bold
    assert "氏名" not in bold


def test_a_connection_is_shown_as_it_stood_and_marked_where_it_was_told(city, officer):
    told = {"結合番号": LINK}
    load(
        city,
        at(2025, 4, 12),
        外部結合=[connection()],
        付議=[
            matter(FIRST, **told),
            matter(SECOND, FIRST, **told),
            matter(THIRD, SECOND, **told),
        ],
    )
    path = f"/council/department/connection-change/connection/{LINK}"
    fields = {**boxes(officer.get(path).text), "amendment": "amended", "items": "氏名、旧氏"}
    fields |= {**day("amended_on", 2025, 11, 5), "amended_reason": "法令の改正による"}
    assert send(officer, path, {**fields, "amended_matter": SECOND}).status_code == 303
    assert "旧氏" not in words_of(sheet(officer, FIRST))
    assert marked_words(sheet(officer, SECOND)) == "旧氏"
    third = sheet(officer, THIRD)
    assert "氏名、旧氏" in words_of(third)
    assert marked_words(third) == ""
