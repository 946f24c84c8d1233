"""Requests for consent in tests: a city whose contracts have subcontracts, and their forms."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from werkzeug.test import TestResponse

from app.clock import today
from audits.consent import ConsentPoint
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation
from tests.integration.visiting import DEPARTMENT, ELSEWHERE, give_sign

MAIN, STRICT, FOREIGN = "R8-101", "R8-102", "R8-103"
NEW = f"/consents/new/{MAIN}"
FIELD = re.compile(
    r'<input [^>]*name="(form_key|seen|[a-z_0-9]+-(?:year|month|day|was|was-remark))"'
    r'[^>]*value="([^"]*)"'
)


def term() -> dict[str, date]:
    """A contract that runs today, whenever that is."""
    return {"開始日": today() - timedelta(days=100), "終了日": today() + timedelta(days=200)}


def make_city(installation: Installation) -> Installation:
    """A contract whose clauses ask for consent and one whose clauses forbid; people of both roles.

    再委託先1 has started tomorrow; nobody has consented to it yet.
    """
    own = national_subcontract(上位枝番=None, 枝番=1, 再委託先名="北空ソフト株式会社")
    loaded = installation.load_sheets(
        契約=[
            contract_cells(MAIN, 特記事項="national-act-2023", **term()),
            contract_cells(STRICT, 特記事項="prime-no-subcontracting-2019", **term()),
            contract_cells(FOREIGN, 所管課=ELSEWHERE, 件名="かわせみ収納業務", **term()),
        ],
        再委託=[own],
    )
    assert loaded.written, loaded.errors
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT), name="宮野 さくら")
    add_person(installation, "manager", (Role.MANAGER, DEPARTMENT), name="𠮷田 一")
    add_person(installation, "deputy", (Role.MANAGER, DEPARTMENT), name="水城 あおい")
    add_person(installation, "other", (Role.MANAGER, ELSEWHERE), name="髙橋 二郎")
    for role in (Role.AUDITOR, Role.ADMIN):
        add_person(installation, role.value, role)
    installation.run("settings", "set", "city_name", "青葉野市")
    give_sign(installation)
    return installation


def national_subcontract(**changes: Any) -> dict[str, Any]:
    return {
        "契約番号": MAIN,
        "業務の内容": "配信設備の保守",
        "開始日": today() + timedelta(days=1),
        "終了日": today() + timedelta(days=150),
        "特記事項": "national-act-2023",
        **changes,
    }


def boxes_of(name: str, day: date) -> dict[str, str]:
    parts = {"year": day.year, "month": day.month, "day": day.day}
    return {f"{name}-{part}": str(value) for part, value in parts.items()}


def asked(**changes: str) -> dict[str, str]:
    """A request as a clerk types it."""
    return {
        "parent_branch": "0",
        "contractor": "南風データ株式会社",
        "corporate_number": "",
        "address": "青葉野市南町1-2-3",
        "representative": "代表取締役　青木 一",
        "description": "利用者登録票の入力",
        "reason": "専門の設備を持つため",
        "items": "氏名\n電話番号",
        "media": "USBメモリ",
        "workplace": "南町事務所2階 入力室",
        "security": "入退室の記録、媒体の施錠保管",
        "supervision": "月1回の報告と、半年に1回の立入り",
        "clause_set": "national-act-2023",
        **boxes_of("received_on", today()),
        **boxes_of("starts_on", today() + timedelta(days=10)),
        **boxes_of("ends_on", today() + timedelta(days=100)),
        **changes,
    }


def hidden(page: str) -> dict[str, str]:
    """What stands in a page's forms before anybody types: keys and proposed days."""
    return dict(FIELD.findall(page))


def sent(browser: Browser, path: str, form: str = "", **fields: str) -> TestResponse:
    """Sends what a page's form would; `form`: where the form stands, if not at the path itself."""
    page = browser.get(form or path)
    assert page.status_code == 200, page.text
    return browser.send(path, **{**hidden(page.text), **fields})


def request_path(number: int = 1, act: str = "of", contract: str = MAIN) -> str:
    return f"/consents/{act}/{contract}?request={number}"


def requested(browser: Browser, path: str = NEW, **changes: str) -> str:
    """Puts a request on file; the page of it."""
    answer = sent(browser, path, **asked(**changes))
    assert answer.status_code == 303, answer.text
    return answer.location


def points(**changes: str) -> dict[str, str]:
    """Every point confirmed, but for the changes."""
    return {point.value: "confirmed" for point in ConsentPoint} | changes


def confirmed(browser: Browser, number: int = 1, **changes: str) -> TestResponse:
    path = request_path(number)
    return sent(browser, request_path(number, "check"), path, **points(**changes))


def decided(browser: Browser, decision: str, number: int = 1, **fields: str) -> TestResponse:
    return sent(browser, request_path(number, "decide"), decision=decision, **fields)


def ready(officer: Browser, **changes: str) -> str:
    """A request with all its points confirmed."""
    path = requested(officer, **changes)
    assert confirmed(officer).status_code == 303
    return path
