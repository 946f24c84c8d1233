"""Visits for tests: a city with planned inspections, and forms filled in as a clerk would."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation

DEPARTMENT, ELSEWHERE = "教育支援課", "収納課"
CONTRACTOR = "ことり配信株式会社"
PLANNED, NEAR, FAR = "2026-12-03", "2026-12-10", "2027-02-10"
FIRST, SECOND, LATER, ALONE, SHARED = "R8-001", "R8-002", "R8-003", "R8-004", "R8-005"
BOX = re.compile(r'<input type="checkbox"[^>]*name="inspections" value="([^"]*)"( checked)?')
TEXTS = re.compile(r'<textarea [^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>')
FIELD = re.compile(r'<input [^>]*name="([^"]+)"[^>]*value="([^"]*)"')


def make_city(installation: Installation) -> Installation:
    """Inspections at one contractor for two departments, and one at another; people of both."""
    elsewhere = {"所管課": ELSEWHERE}
    loaded = installation.load_sheets(
        契約=[
            contract_cells(FIRST, 件名="見守り配信", 実施機関="教育委員会"),
            contract_cells(SECOND, 件名="欠席連絡", 実施機関="教育委員会"),
            contract_cells(LATER, 件名="給食案内", 実施機関="教育委員会"),
            contract_cells(ALONE, 件名="かわせみ収納業務", **elsewhere),
            contract_cells(SHARED, 件名="ひぐらし連携業務", 共管課=DEPARTMENT, **elsewhere),
            contract_cells("R8-006", 件名="別の相手の業務", 受託者名="白樺印刷株式会社"),
        ],
        立入調査=[
            planned(FIRST, PLANNED),
            planned(SECOND, NEAR),
            planned(LATER, FAR),
            planned(ALONE, PLANNED),
            planned(SHARED, PLANNED),
            planned("R8-006", PLANNED),
        ],
    )
    assert loaded.written, loaded.errors
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT), name="宮野 さくら")
    add_person(installation, "manager", (Role.MANAGER, DEPARTMENT), name="𠮷田 一")
    add_person(installation, "other", (Role.OFFICER, ELSEWHERE), name="髙橋 二郎")
    for role in (Role.SECRETARIAT, Role.AUDITOR, Role.ADVISOR, Role.ADMIN):
        add_person(installation, role.value, role)
    installation.run("settings", "set", "city_name", "青葉野市")
    return installation


def planned(contract: str, day: str, **more: Any) -> dict[str, Any]:
    return {"契約番号": contract, "枝番": 0, "年度": 2026, "回": 1, "予定日": day, **more}


def new_path(contract: str = FIRST) -> str:
    return f"/visits/new?contract={contract}&branch=0&year=2026"


def ticked(page: str) -> list[str]:
    """The inspections that a form proposes."""
    return [unescape(name).split()[0] for name, checked in BOX.findall(page) if checked]


def offered(page: str) -> list[str]:
    return [unescape(name).split()[0] for name, _ in BOX.findall(page)]


def filled(page: str, *, inspections: list[str] | None = None, **changes: str) -> dict[str, Any]:
    """What the form sends: as it stands, but for these changes."""
    fields: dict[str, Any] = {
        unescape(name): unescape(value)
        for name, value in FIELD.findall(page)
        if name not in ("q", "inspections")
    }
    fields |= {unescape(name): unescape(text).lstrip("\r\n") for name, text in TEXTS.findall(page)}
    fields |= {"method": "on_site", "starts_at": "13:30", "ends_at": "15:00", "place": "本社2階"}
    names = [unescape(name) for name, checked in BOX.findall(page) if checked]
    if inspections is not None:
        every = [unescape(name) for name, _ in BOX.findall(page)]
        names = [name for name in every if name.split()[0] in inspections]
    return {**fields, "inspections": names, **changes}


def arranged(browser: Browser, contract: str = FIRST, **changes: Any) -> int:
    """Makes a visit through the page; its number."""
    path = new_path(contract)
    answer = browser.send_as_is(path, **filled(browser.get(path).text, **changes))
    assert answer.status_code == 303, answer.text
    return int(answer.location.rpartition("/")[2])


def issued(browser: Browser, visit_id: int, **changes: str) -> int:
    """Issues the notice of a visit; the status of the answer."""
    path = f"/visits/{visit_id}/notice"
    return browser.send_as_is(path, **notice_fields(browser.get(path).text, **changes)).status_code


def notice_fields(page: str, **changes: str) -> dict[str, str]:
    fields = {unescape(name): unescape(value) for name, value in FIELD.findall(page)}
    return {**{name: value for name, value in fields.items() if name != "q"}, **changes}


def give_sign(installation: Installation, sign: str = "教支", department: str = DEPARTMENT) -> None:
    """The department's sign, as the administrator gives it on its page."""
    [(key,)] = installation.rows("SELECT id FROM departments WHERE name = :n", n=department)
    answer = Browser(installation).come_in("admin").send(f"/departments/{key}/sign", sign=sign)
    assert answer.status_code == 303


def days(installation: Installation) -> dict[str, str]:
    """The planned day of each contract's inspection."""
    query = (
        "SELECT c.number, i.planned_on FROM inspections i"
        " JOIN engagements e ON e.id = i.engagement_id JOIN contracts c ON c.id = e.contract_id"
        " WHERE i.is_current"
    )
    return {number: str(day) for number, day in installation.rows(query)}
