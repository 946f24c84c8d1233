"""A visit that was concluded, the people of its department, and the pages of its report."""

from __future__ import annotations

import re
from datetime import timedelta
from hashlib import sha256
from typing import Any

from app.clock import today
from audits.fiscal_year import FiscalYear
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation

NUMBER, OTHER, DEPARTMENT = "R8-001", "R8-002", "教育支援課"
YEAR = FiscalYear.of(today())
WHERE = f"{NUMBER}?year={YEAR.start}&round=1"
TERM = {
    "開始日": (YEAR.days.first - timedelta(days=400)).isoformat(),
    "終了日": YEAR.days.last.isoformat(),
}
MARK = re.compile(r'name="shown" value="([0-9a-f]{64})"')
KEY = re.compile(r'name="form_key" value="([^"]*)"')


def visit_cells(**cells: Any) -> dict[str, Any]:
    made = {"実施日": today(), "総合判定": "指摘あり", "調査職員": "髙橋"}
    return {"契約番号": NUMBER, "年度": YEAR.start, **made, **cells}


def finding_cells(number: str = "1", **cells: Any) -> dict[str, Any]:
    about = {"契約番号": NUMBER, "年度": YEAR.start, "指摘番号": number}
    return {**about, "内容": f"A2　鍵の貸出簿に空欄がある{number}。", "根拠": "第8", **cells}


def a_city(installation: Installation, *findings: dict[str, Any], **sheets: Any) -> Installation:
    """One contract with a concluded visit of this year, an officer and two managers."""
    contracts = [contract_cells(NUMBER, **TERM), contract_cells(OTHER, 所管課="収納課", **TERM)]
    visits = sheets.pop("立入調査", [visit_cells()])
    loaded = installation.load_sheets(
        契約=contracts, 立入調査=visits, 指摘=list(findings), **sheets
    )
    assert loaded.written, loaded.errors
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT), name="髙橋 𠮷男")
    add_person(installation, "manager", (Role.MANAGER, DEPARTMENT), name="宮野 さくら")
    add_person(installation, "elsewhere", (Role.MANAGER, "収納課"), name="沢村 ひなた")
    return installation


def second_manager(city: Installation) -> None:
    add_person(city, "deputy", (Role.MANAGER, DEPARTMENT), name="水城 あおい")


def report_page(browser: Browser, where: str = WHERE) -> str:
    told = browser.get(f"/reports/visit/{where}")
    assert told.status_code == 200, told.text
    return told.text


def step(browser: Browser, act: str, comment: str = "", where: str = WHERE, **more: str) -> Any:
    """Opens the report's page and presses a button of it."""
    page = report_page(browser, where)
    mark, key = MARK.search(page), KEY.search(page)
    fields = {"shown": mark[1] if mark else "", "form_key": key[1] if key else "once"}
    return browser.send(f"/reports/{act}/{where}", comment=comment, **{**fields, **more})


def done(told: Any) -> None:
    assert told.status_code == 303, told.text


def paper(browser: Browser, query: str = "") -> bytes:
    told = browser.get(f"/papers/inspection-report/{WHERE}{query}")
    assert (told.status_code, told.mimetype) == (200, "application/pdf")
    content: bytes = told.data
    return content


def kept_hashes(city: Installation) -> list[str]:
    query = "SELECT paper_sha256 FROM approved_reports ORDER BY id"
    return [row[0] for row in city.rows(query)]


def digest(pdf: bytes) -> str:
    return sha256(pdf).hexdigest()


def mark_of(page: str) -> str:
    """Stands for the report that the page shows."""
    found = MARK.search(page)
    assert found is not None
    return found[1]
