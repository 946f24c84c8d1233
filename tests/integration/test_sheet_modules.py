"""特別な場合と以前の答え: what a contract adds to its sheet, and what stands beside an item."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from app.clock import today
from audits.fiscal_year import FiscalYear
from audits.roles import Role
from checklists.library import modules
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person, log_lines
from tests.integration.entry_forms import boxes, send
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


def renew(officer: Browser, **fields: str) -> Any:
    """The next year's contract, made from the form for it."""
    path = f"/entries/contract?from={NUMBER}"
    given = boxes(officer.get(path).text) | {"number": "R9-001"} | fields
    answer = send(officer, path, given)
    assert answer.status_code == 303, answer.text
    return answer


def modules_of(city: Installation, number: str) -> list[str]:
    query = "SELECT m.module FROM contract_modules m JOIN contracts c ON c.id = m.contract_id"
    query += " WHERE c.number = :number ORDER BY m.module"
    return [name for (name,) in city.rows(query, number=number)]


def addresses_of(city: Installation, subject: str) -> list[str | None]:
    """From where the operation log says that something came."""
    query = "SELECT address FROM operation_log WHERE subject = :subject"
    return [where for (where,) in city.rows(query, subject=subject)]


def test_a_successor_takes_over_the_special_cases_and_the_form_says_so(officer, city):
    officer.send(HERE, module=["cloud", "printing"])
    page = officer.get(f"/entries/contract?from={NUMBER}").text
    names = f"{modules()['printing'].name}、{CLOUD.name}"
    both = (names, "、".join(reversed(names.split("、"))))
    assert any(f"特別な場合の項目（{said}）も引き継ぎます" in page for said in both)
    renew(officer)
    assert modules_of(city, "R9-001") == ["cloud", "printing"]
    assert modules_of(city, NUMBER) == ["cloud", "printing"]
    told = [(act, subject) for _, act, subject in (line[:3] for line in log_lines(city))]
    assert ("switch_module_on", "R9-001 cloud") in told
    assert addresses_of(city, "R9-001 cloud") == ["192.0.2.7"]
    assert CLOUD.name in officer.get("/contracts/R9-001?view=overview").text


def test_a_contract_that_follows_none_or_one_out_of_reach_takes_over_nothing(officer, city):
    officer.send(HERE, module="cloud")
    add_person(city, "elsewhere", (Role.OFFICER, "収納課"))
    Browser(city).come_in("elsewhere").send("/sheet-modules/R8-002", module="printing")
    renew(officer, previous_contract_number="")
    assert modules_of(city, "R9-001") == []
    page = officer.get("/entries/contract").text
    assert "も引き継ぎます" not in page
    renew(officer, number="R9-002", previous_contract_number="R8-002")
    assert modules_of(city, "R9-002") == []
