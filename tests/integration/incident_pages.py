"""Incidents for the tests: a contract to have them, and the forms as a clerk fills them in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from app.clock import today
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.entry_forms import boxes
from tests.integration.installation import Installation
from tests.integration.visit_reports import (
    DEPARTMENT,
    NUMBER,
    OTHER,
    TERM,
    YEAR,
    finding_cells,
    visit_cells,
)

ELSEWHERE = "収納課"
VISITED = max(YEAR.days.first, today() - timedelta(days=60))
KNOWN = max(YEAR.days.first, today() - timedelta(days=3))
HERE = f"{NUMBER}?incident=1"
PAGE = f"/incidents/of/{HERE}"
CIRCUMSTANCES = ("sensitive", "property_damage", "improper", "my_number")


def a_city(installation: Installation, **sheets: Any) -> Installation:
    """Two departments; the first one's contract has a subcontractor, a visit and a finding."""
    loaded = installation.load_sheets(
        契約=[
            contract_cells(NUMBER, 共管課="", **TERM),
            contract_cells(OTHER, 所管課=ELSEWHERE, **TERM),
        ],
        再委託=[
            {
                "契約番号": NUMBER,
                "枝番": 1,
                "再委託先名": "かえで印刷株式会社",
                "特記事項": "subcontract-2021",
                **TERM,
            }
        ],
        立入調査=[visit_cells(実施日=VISITED)],
        指摘=[finding_cells("1")],
        **sheets,
    )
    assert loaded.written, loaded.errors
    for login, role, place, name in (
        ("officer", Role.OFFICER, DEPARTMENT, "髙橋 𠮷男"),
        ("manager", Role.MANAGER, DEPARTMENT, "宮野 さくら"),
        ("elsewhere", Role.MANAGER, ELSEWHERE, "沢村 ひなた"),
    ):
        add_person(installation, login, (role, place), name=name)
    add_person(installation, "secretariat", Role.SECRETARIAT)
    return installation


def on(name: str, day: date | None) -> dict[str, str]:
    """The boxes of a day, said whole in the first one."""
    whole = day.isoformat() if day else ""
    return {f"{name}-year": whole, f"{name}-month": "", f"{name}-day": ""}


def register(browser: Browser, contract: str = NUMBER, **more: str) -> Any:
    """Opens the form of the first notice, fills it in and sends it."""
    path = f"/incidents/new/{contract}"
    fields = boxes(browser.get(path).text) | on("known_on", KNOWN)
    told = {
        "outline": "名簿を別の学校に送った",
        "known_time": "14時30分",
        "notified_by": "受託者の運用部長",
        "notified_way": "電話",
        "discovered_by": "別の学校の職員",
    }
    return browser.send_as_is(path, **{**fields, **told, **more})


def step(browser: Browser, name: str, where: str = HERE, **fields: Any) -> Any:
    """Opens the form of a step, fills it in and sends it."""
    own = ("close", "reopen")
    path = f"/incidents/{name}/{where}" if name in own else f"/incidents/step/{name}/{where}"
    opened = browser.get(path)
    assert opened.status_code == 200, opened.status_code
    return browser.send_as_is(path, **{**boxes(opened.text), **fields})


def decide(browser: Browser, **said: Any) -> Any:
    """No to everything and one person, but for what is said."""
    no = dict.fromkeys(CIRCUMSTANCES, "no")
    return step(browser, "decision", **{**no, "person_count": "1", "wanted": "rules", **said})


def done(told: Any) -> Any:
    assert told.status_code == 303, told.text
    return told


def refused(told: Any) -> str:
    """What the form says against it; nothing was written."""
    assert told.status_code == 200
    return str(told.text)
