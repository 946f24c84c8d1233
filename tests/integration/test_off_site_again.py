"""二年度続けて実地でない調査: said before the conclusion, and shown wherever violations are."""

from __future__ import annotations

import re
from datetime import date

from app.clock import today
from audits.fiscal_year import FiscalYear
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.entry_forms import boxes
from tests.integration.installation import Installation

DEPARTMENT, NUMBER = "教育支援課", "R8-001"
YEAR = FiscalYear.of(today())
BEFORE = FiscalYear(YEAR.start - 1)
SHEET = f"{NUMBER}?branch=0&year={YEAR.start}&round=1"
RULE = "二年度続けて実地でない調査"
WARNED = f"前の年度（{BEFORE.short_label}）も実地ではありません"
LISTED = f"{BEFORE.short_label}と翌年度の調査がいずれも実地ではありません"
KEY = re.compile(r'data-item="([^"]+)"')


def visit(method: str, year: FiscalYear = BEFORE) -> dict[str, object]:
    made = {"実施日": date(year.start, 6, 3), "総合判定": "適", "方法": method}
    return {"契約番号": NUMBER, "年度": year.start, "方法の理由": "遠方のため", **made}


def a_city(installation: Installation, method: str) -> Browser:
    """A contract of two years whose first visit was made in this way; its officer."""
    term = {"開始日": BEFORE.days.first.isoformat(), "終了日": YEAR.days.last.isoformat()}
    contract = contract_cells(NUMBER, 所管課=DEPARTMENT, **term)
    assert installation.load_sheets(契約=[contract], 立入調査=[visit(method)]).written
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT))
    add_person(installation, "secretariat", Role.SECRETARIAT)
    return Browser(installation).come_in("officer")


def answer_everything(officer: Browser) -> None:
    for group in "ABCDEF":
        page = officer.get(f"/check-sheets/{SHEET}&group={group}").text
        fields = {f"verdict {key}": "met" for key in KEY.findall(page)}
        assert officer.send(f"/check-sheets/{SHEET}&group={group}", **fields).status_code == 303


def conclude(officer: Browser, **more: str):
    given = {
        "form_key": "k",
        "carried_out_on": today().isoformat(),
        "method": "remote",
        "reason": "遠方のため",
        "officers": "宮野",
    }
    return officer.send(f"/check-sheets/conclusion/{SHEET}", **{**given, **more})


def test_a_second_year_off_site_is_said_before_it_is_filed_and_then_shown_everywhere(installation):
    officer = a_city(installation, "遠隔")
    answer_everything(officer)
    opened = officer.get(f"/check-sheets/conclusion/{SHEET}").text
    assert WARNED in opened
    assert RULE in opened
    refused = conclude(officer)
    assert refused.status_code == 200
    assert "この欄に印を付けてください" in refused.text
    assert installation.count("inspections") == 1
    assert conclude(officer, off_site_again="y").status_code == 303
    assert RULE in officer.get(f"/contracts/{NUMBER}?view=due").text
    assert LISTED in officer.get("/violations").text
    assert RULE in officer.get("/").text
    secretariat = Browser(installation).come_in("secretariat")
    assert LISTED in secretariat.get("/violations").text
    figure = r'href="/violations\?[^"]*level=violation"><span[^>]*>違反のおそれ\s*</span>1件'
    assert re.search(figure, secretariat.get("/dashboard").text)


def test_a_visit_on_site_needs_no_second_word(installation):
    officer = a_city(installation, "書面")
    answer_everything(officer)
    assert WARNED in officer.get(f"/check-sheets/conclusion/{SHEET}").text
    assert conclude(officer, method="on_site", reason="").status_code == 303
    assert LISTED not in officer.get("/violations").text


def test_after_a_year_on_site_nothing_is_said(installation):
    officer = a_city(installation, "実地")
    answer_everything(officer)
    assert WARNED not in officer.get(f"/check-sheets/conclusion/{SHEET}").text
    assert conclude(officer).status_code == 303
    assert LISTED not in officer.get("/violations").text


def test_the_form_without_a_sheet_says_it_before_it_is_filed_too(installation):
    officer = a_city(installation, "遠隔")
    path = f"/entries/visit/{NUMBER}?year={YEAR.start}"
    made = {"method": "遠隔", "reason": "遠方のため", "officers": "宮野", "judgement": "適"}
    asked = officer.send_as_is(path, **(boxes(officer.get(path).text) | made))
    assert asked.status_code == 200
    assert "まだ保存していません" in asked.text
    assert RULE in asked.text
    assert installation.count("inspections") == 1
