"""認証の一覧: which contractors hold what, until when, and whom one sees."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.clock import today
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation
from tests.integration.statements import statements

DEPARTMENT, ELSEWHERE = "教育支援課", "収納課"
OURS, THEIRS = "ことり配信株式会社", "白樺印刷株式会社"
NUMBERS = ("切れた号", "間近の号", "有効な号", "契約限りの号", "よその号")
TERM = {"開始日": today() - timedelta(days=30), "終了日": today() + timedelta(days=300)}


def held(name: str, number: str, days: int, **more: object) -> dict[str, object]:
    until = today() + timedelta(days=days)
    return {"事業者名": name, "制度": "ISMS", "登録番号": number, "有効期限": until, **more}


@pytest.fixture
def city(installation: Installation) -> Installation:
    both = {"契約番号": "R8-303"}
    loaded = installation.load_sheets(
        契約=[
            contract_cells("R8-301", 受託者名=OURS, **TERM),
            contract_cells("R8-302", 受託者名=THEIRS, 所管課=ELSEWHERE, **TERM),
            contract_cells("R8-303", 受託者名=OURS, 所管課=ELSEWHERE, **TERM),
        ],
        認証=[
            held(OURS, NUMBERS[0], -1),
            held(OURS, NUMBERS[1], 60),
            held(OURS, NUMBERS[2], 61, 制度="プライバシーマーク"),
            held(OURS, NUMBERS[3], 200, **both),
            held(THEIRS, NUMBERS[4], 0),
        ],
    )
    assert loaded.written, loaded.errors
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT))
    add_person(installation, "auditor", Role.AUDITOR)
    return installation


@pytest.fixture
def auditor(city: Installation) -> Browser:
    return Browser(city).come_in("auditor")


def shown(browser: Browser, query: str = "") -> list[str]:
    page = browser.get(f"/certifications?{query}").text
    return [number for number in NUMBERS if number in page]


def test_a_department_sees_what_counts_for_its_own_contracts(city, auditor):
    assert shown(auditor) == list(NUMBERS)
    officer = Browser(city).come_in("officer")
    assert shown(officer) == list(NUMBERS[:3])
    assert THEIRS not in officer.get("/certifications").text


def test_what_has_lapsed_lapses_soon_and_lasts_are_lists_of_their_own(auditor):
    assert shown(auditor, "which=lapsed") == [NUMBERS[0]]
    assert shown(auditor, "which=soon") == [NUMBERS[1], NUMBERS[4]]
    assert shown(auditor, "which=valid") == [NUMBERS[2], NUMBERS[3]]
    page = auditor.get("/certifications").text
    for words in ("1日前に切れた", "あと60日", "今日まで", "有効", "1件に限る"):
        assert words in page
    tomorrow = (today() + timedelta(days=1)).isoformat()
    assert shown(auditor, f"which=lapsed&on={tomorrow}") == [NUMBERS[0], NUMBERS[4]]


def test_the_list_is_narrowed_by_scheme_and_contractor(auditor):
    assert shown(auditor, "scheme=プライバシーマーク") == [NUMBERS[2]]
    assert shown(auditor, "contractor=白樺") == [NUMBERS[4]]
    assert shown(auditor, "contractor=%25") == []
    assert 'href="/contractors/' in auditor.get("/certifications").text


@pytest.mark.parametrize(
    "query",
    [
        "sort=nothing",
        "page=1000000000",
        "which=nothing",
        "on=2026-02-31",
        f"on={date(2199, 12, 31).isoformat()}",
        f"contractor={'社' * 5000}",
        "sort=contractor&descending=1",
        "sort=scheme",
        "sort=until&descending=1",
    ],
)
def test_what_cannot_be_asked_is_a_sentence_or_the_first_page(auditor, query):
    assert auditor.get(f"/certifications?{query}").status_code == 200


def test_the_statements_do_not_grow_with_the_rows(city, auditor):
    auditor.get("/certifications")
    with statements(city) as few:
        auditor.get("/certifications")
    assert city.load_sheets(契約=[], 認証=[held(OURS, f"N{n}", n) for n in range(60)]).written
    with statements(city) as many:
        page = auditor.get("/certifications").text
    assert "65件のうち 1～50件" in page
    assert len(few) == len(many) <= 12
