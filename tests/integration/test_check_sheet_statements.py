"""調査票の問い合わせの数: the page of a sheet asks no more the more it shows."""

from __future__ import annotations

import re
from datetime import date

import pytest

from app.clock import today
from audits.fiscal_year import FiscalYear
from audits.roles import Role
from checklists.library import modules
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation
from tests.integration.statements import statements

DEPARTMENT, SMALL, LARGE = "教育支援課", "R8-001", "R8-002"
YEAR = FiscalYear.of(today())
BEFORE = FiscalYear(YEAR.start - 1)
# To compose a sheet that nobody has opened, the whole contract is read.
COMPOSED, KEPT = 40, 25
KEY = re.compile(r'data-item="([^"]+)"')


@pytest.fixture
def officer(installation: Installation) -> Browser:
    """One contract of the standard only; one with promises, modules, findings and last year."""
    days = {"開始日": BEFORE.days.first.isoformat(), "終了日": YEAR.days.last.isoformat()}
    promised = [
        {"契約番号": LARGE, "番号": f"S{number}", "実施者": "受託者", "区分": "運用上"}
        | {"対策": f"約束その{number}を守る。", "由来": "付議", "頻度": "なし"}
        for number in range(1, 31)
    ]
    found = [
        {"契約番号": LARGE, "年度": BEFORE.start, "指摘番号": f"{n}", "内容": f"A{n}　空欄{n}。"}
        for n in range(1, 9)
    ]
    made_on = date(BEFORE.start, 6, 2)
    visit = {"契約番号": LARGE, "年度": BEFORE.start, "実施日": made_on, "総合判定": "指摘あり"}
    contracts = [contract_cells(number, 所管課=DEPARTMENT, **days) for number in (SMALL, LARGE)]
    loaded = installation.load_sheets(
        契約=contracts, 保護対策=promised, 立入調査=[visit], 指摘=found
    )
    assert loaded.written, loaded.errors
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT))
    browser = Browser(installation).come_in("officer")
    assert browser.send(f"/sheet-modules/{LARGE}", module=list(modules())).status_code == 303
    return browser


def sheet(number: str, path: str = "") -> str:
    return f"/check-sheets/{path}{number}?branch=0&year={YEAR.start}&round=1&group=A"


def asked(installation: Installation, officer: Browser, path: str) -> int:
    officer.get(path)  # what is only read once is read
    with statements(installation) as sent:
        assert officer.get(path).status_code == 200
    return len(sent)


@pytest.mark.parametrize("path", ["", "conclusion/"])
def test_the_page_of_a_sheet_asks_as_often_for_many_items_as_for_few(officer, installation, path):
    few = asked(installation, officer, sheet(SMALL, path))
    many = asked(installation, officer, sheet(LARGE, path))
    assert many == few <= COMPOSED


@pytest.mark.parametrize("path", ["", "conclusion/"])
def test_a_sheet_with_answers_asks_as_often_for_many_answers_as_for_one(
    officer, installation, path
):
    first, *others = KEY.findall(officer.get(sheet(LARGE)).text)
    answer = {"verdict": "not_met", "comment": "空欄がある。", "due": ""}
    officer.send(sheet(LARGE, "answer/"), item=first, **answer)
    one = asked(installation, officer, sheet(LARGE, path))
    for key in others:
        officer.send(sheet(LARGE, "answer/"), item=key, **answer)
    assert asked(installation, officer, sheet(LARGE, path)) == one <= KEPT
