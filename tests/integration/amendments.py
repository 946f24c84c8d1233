"""A city with one contract for tests of amendments: what it says, and changing it as an officer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from app.clock import today
from audits.roles import Role
from audits.wareki import short_wareki
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.entry_forms import boxes, send
from tests.integration.installation import Installation

MAIN, OTHER, DEPARTMENT, ELSEWHERE = "R8-001", "R8-002", "教育支援課", "収納課"
MATTER, LATER = "F-12", "F-15"
STARTED = today() - timedelta(days=100)
ADDED = today() - timedelta(days=40)
TAKEN = today() - timedelta(days=10)
ENDS = today() + timedelta(days=200)


def make_city(installation: Installation) -> Installation:
    """A contract with one subcontract, two matters about it, and a contract of other people."""
    matter = {"会議": "令和8年度", "区分": "報告", "結果": "了承", "契約番号": MAIN}
    term = {"開始日": STARTED.isoformat(), "終了日": ENDS.isoformat()}
    loaded = installation.load_sheets(
        契約=[
            contract_cells(MAIN, 情報項目="氏名、住所", 記録媒体="紙", 本人数=300, **term),
            contract_cells(OTHER, 所管課=ELSEWHERE, **term),
        ],
        再委託=[
            {
                "契約番号": MAIN,
                "枝番": 1,
                "再委託先名": "北空ソフト株式会社",
                "業務の内容": "配信の設定",
                "承諾日": (STARTED + timedelta(days=5)).isoformat(),
                "特記事項明記": "有",
                "情報項目": "氏名",
                **(term | {"開始日": (STARTED + timedelta(days=10)).isoformat()}),
            }
        ],
        取扱者=[
            {
                "契約番号": MAIN,
                "受領日": ADDED.isoformat(),
                "区分": "責任者",
                "所属・役職": "運用課長",
                "人数": 1,
            }
        ],
        付議=[
            {"付議番号": MATTER, "開催日": ADDED.isoformat(), "件名": "項目の追加", **matter},
            {"付議番号": LATER, "開催日": TAKEN.isoformat(), "件名": "後の報告", **matter},
        ],
    )
    assert loaded.written, loaded.errors
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT), name="宮野 さくら")
    add_person(installation, "other", (Role.OFFICER, ELSEWHERE), name="髙橋 二郎")
    add_person(installation, "auditor", Role.AUDITOR)
    return installation


@pytest.fixture
def city(installation: Installation) -> Installation:
    return make_city(installation)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def day_boxes(name: str, day: date) -> dict[str, str]:
    return {f"{name}-{part}": str(getattr(day, part)) for part in ("year", "month", "day")}


def way_to_change(city: Installation, branch: int = 0) -> str:
    """The form for what was agreed, as it stands now."""
    if branch:
        return f"/entries/subcontract-change/{MAIN}?branch={branch}"
    query = "SELECT t.id FROM contract_terms t JOIN contracts c ON c.id = t.contract_id"
    [(key,)] = city.rows(f"{query} WHERE c.number = :number AND t.is_current", number=MAIN)
    return f"/entries/contract-change/{MAIN}?id={key}"


def change(
    city: Installation, officer: Browser, on: date | None, branch: int = 0, **typed: Any
) -> TestResponse:
    """Sends the form: a 契約変更 from a day on, or without one a correction."""
    path = way_to_change(city, branch)
    fields = boxes(officer.get(path).text)
    fields |= {"amendment": "amended" if on else "corrected"}
    fields |= day_boxes("amended_on", on) if on else {}
    fields |= {"amended_reason": "申込みの方法が変わったため"} if on else {}
    answer: TestResponse = send(officer, path, {**fields, **typed})
    return answer


def add_item(city: Installation, officer: Browser, **typed: str) -> None:
    """電話番号 from ADDED on, as the council was told in MATTER."""
    items = {"items": "氏名\n住所\n電話番号", "amended_matter": MATTER}
    assert change(city, officer, ADDED, **{**items, **typed}).status_code == 303


def history(browser: Browser) -> str:
    answer = browser.get(f"/contracts/{MAIN}?view=changes")
    assert answer.status_code == 200
    return answer.text


def as_of(browser: Browser, day: date | str, number: str = MAIN) -> str:
    said = day if isinstance(day, str) else day.isoformat()
    answer = browser.get(f"/contracts/as-of/{number}", query_string={"on": said})
    assert answer.status_code == 200
    return answer.text


def short(day: date) -> str:
    return short_wareki(day)
