"""特別な場合と以前の答え: what a contract adds to its sheet, and what stands beside an item."""

from __future__ import annotations

import re
from datetime import date

import pytest

from app.clock import today
from audits.fiscal_year import FiscalYear
from audits.roles import Role
from checklists.library import modules
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person, log_lines
from tests.integration.installation import Installation

DEPARTMENT, NUMBER = "教育支援課", "R8-001"
YEAR = FiscalYear.of(today())
BEFORE = FiscalYear(YEAR.start - 1)
HERE = f"/sheet-modules/{NUMBER}"
CLOUD = modules()["cloud"]


@pytest.fixture
def city(installation: Installation) -> Installation:
    """A contract of two years, and an officer who looks after it."""
    loaded = installation.load_sheets(
        契約=[
            contract_cells(
                NUMBER,
                所管課=DEPARTMENT,
                開始日=BEFORE.days.first.isoformat(),
                終了日=YEAR.days.last.isoformat(),
                特記事項="national-act-2023",
            ),
            contract_cells("R8-002", 所管課="収納課"),
        ]
    )
    assert loaded.written, loaded.errors
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT), name="宮野 さくら")
    return installation


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def sheet(year: FiscalYear, group: str = "", path: str = "", visit: int = 1) -> str:
    where = f"{NUMBER}?branch=0&year={year.start}&round={visit}"
    return f"/check-sheets/{path}{where}" + (f"&group={group}" if group else "")


def everything(officer: Browser, year: FiscalYear, visit: int = 1) -> str:
    return "".join(officer.get(sheet(year, group, visit=visit)).text for group in "ABCDEF")


def test_a_module_that_is_switched_on_is_asked_with_its_source(officer, city):
    owed = city.rows("SELECT kind, due_on FROM due_items ORDER BY id")
    assert CLOUD.items[2].text not in everything(officer, YEAR)
    assert officer.send(HERE, module="cloud").status_code == 303
    page = everything(officer, YEAR)
    assert CLOUD.items[2].text in page
    assert "特別な場合 クラウド3" in page
    assert CLOUD.items[2].look_at in page
    assert "クラウド" in officer.get(f"/contracts/{NUMBER}?view=overview").text
    assert city.rows("SELECT kind, due_on FROM due_items ORDER BY id") == owed
    assert city.entries(NUMBER)[1:] == []


def test_each_switch_is_in_the_operation_log(officer, city):
    officer.send(HERE, module=["cloud", "printing"])
    officer.send(HERE, module="printing", seen=["cloud", "printing"])
    told = [line[:3] for line in log_lines(city)[-3:]]
    assert [(act, subject) for _, act, subject in told] == [
        ("switch_module_on", f"{NUMBER} cloud"),
        ("switch_module_on", f"{NUMBER} printing"),
        ("switch_module_off", f"{NUMBER} cloud"),
    ]
    assert city.rows("SELECT module FROM contract_modules") == [("printing",)]


def test_a_sheet_that_is_open_stays_as_it_was(officer, city):
    [item, *_] = re.findall(r'data-item="([^"]+)"', officer.get(sheet(YEAR)).text)
    officer.send(sheet(YEAR, path="answer/"), item=item, verdict="met")
    officer.send(HERE, module="cloud")
    assert CLOUD.items[2].text not in everything(officer, YEAR)
    assert CLOUD.items[2].text in everything(officer, YEAR, visit=2)


@pytest.mark.parametrize("module", ["weather", "", "a" * 5000, ["cloud", "weather"]])
def test_a_module_that_does_not_exist_is_refused(officer, city, module):
    refused = officer.send(HERE, module=module)
    assert refused.status_code == 200
    assert "一覧にあるものから" in refused.text
    assert city.count("contract_modules") == 0


def test_two_people_at_once_are_told_and_nothing_chosen_is_lost(officer, city):
    officer.send(HERE, module="cloud")
    refused = officer.send(HERE, module="printing")  # a page from before the cloud
    assert "いまは：クラウド" in refused.text
    assert re.search(r'value="printing"[^>]* checked', refused.text)
    assert city.rows("SELECT module FROM contract_modules") == [("cloud",)]
    seen = re.findall(r'name="seen" value="([^"]+)"', refused.text)
    assert officer.send(HERE, module="printing", seen=seen).status_code == 303


def test_another_departments_contract_cannot_be_switched(officer, city):
    assert officer.get("/sheet-modules/R8-002").status_code == 404
    assert officer.send("/sheet-modules/R8-002", module="cloud").status_code == 404
    assert city.count("contract_modules") == 0


def test_last_years_answer_and_what_is_still_open_stand_beside_the_item(officer, city):
    keys = re.findall(r'data-item="([^"]+)"', officer.get(sheet(BEFORE, "A")).text)
    for group in "ABCDEF":
        found = re.findall(r'data-item="([^"]+)"', officer.get(sheet(BEFORE, group)).text)
        fields = {f"verdict {key}": "met" for key in found}
        if group == "A":
            fields |= {f"verdict {keys[1]}": "not_met", f"comment {keys[1]}": "名簿が古い。"}
        assert officer.send(sheet(BEFORE, group), **fields).status_code == 303
    given = {"form_key": "k", "method": "on_site", "officers": "宮野", "reason": ""}
    made_on = date(BEFORE.start, 6, 2).isoformat()
    done = officer.send(sheet(BEFORE, path="conclusion/"), carried_out_on=made_on, **given)
    assert done.status_code == 303
    page = officer.get(sheet(YEAR, "A")).text
    assert f"{BEFORE.short_label}の答え：<b>否</b>　名簿が古い。" in page
    assert f"未是正の指摘 {BEFORE.start}-1-1" in page
    assert f"以前の指摘 {BEFORE.start}-1-1" in page
    assert page.count(f"{BEFORE.short_label}の答え：<b>適</b>") == len(keys) - 1
    assert "以前に指摘した" not in page  # the item itself is asked again
