"""市の特記事項を使う: a published set of the city's own works wherever a shipped one does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

import pytest
from openpyxl import load_workbook

from app.clock import today
from audits.fiscal_year import FiscalYear
from audits.roles import Role
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation
from tests.integration.statements import statements
from tests.integration.test_clause_sets import (
    ADDRESS,
    SHIPPED,
    cells,
    city,
    keeper,
    published,
)

__all__ = ["city", "keeper"]  # fixtures

NUMBER, OTHER = "R8-100", "R8-101"
YEAR = FiscalYear.of(today())
WHERE = f"{NUMBER}?branch=0&year={YEAR.start}&round=1"
GROUPS = "ABCDEF"


@pytest.fixture
def in_use(keeper: Browser, city: Installation) -> Installation:
    """A contract that holds the city's own set, loaded from a workbook."""
    published(keeper)
    loaded = city.load_sheets(契約=[cells(NUMBER, 特記事項="own-1")])
    assert loaded.written, loaded.errors
    add_person(city, "auditor", Role.AUDITOR)
    return city


def told(browser: Browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return unescape(answer.text)


def items_of(officer: Browser, group: str) -> Sequence[str]:
    return re.findall(r'data-item="([^"]+)"', officer.get(sheet(group)).text)


def sheet(group: str) -> str:
    return f"/check-sheets/{WHERE}&group={group}"


def answered(officer: Browser, other: str, verdict: str) -> None:
    """A concluded visit with everything 適 but for one item."""
    for group in GROUPS:
        items = items_of(officer, group)
        fields = {f"verdict {item}": "met" for item in items}
        fields |= {f"comment {item}": "" for item in items}
        fields |= {f"due {item}": "" for item in items}
        if other in items:
            fields |= {f"verdict {other}": verdict, f"comment {other}": "記録がない。"}
        assert officer.send(sheet(group), **fields).status_code == 303
    done = officer.send(
        f"/check-sheets/conclusion/{WHERE}",
        form_key="k",
        carried_out_on=today().isoformat(),
        method="on_site",
        officers="宮野",
    )
    assert done.status_code == 303, unescape(done.text)


def test_a_contract_form_offers_the_own_sets_before_the_shipped_ones(keeper, city):
    published(keeper)
    officer = Browser(city).come_in("officer")
    page = told(officer, "/entries/contract")
    own = page.index("市の特記事項（2027年版）")
    assert own < page.index("個人情報取扱特記事項（2023年版")
    assert "年度ごとに2回以上" in page


def test_only_a_published_set_may_stand_in_a_workbook(keeper, city):
    refused = city.load_sheets(契約=[cells(NUMBER, 特記事項="own-1")])
    assert "登録されていない特記事項" in str(refused.errors)
    published(keeper)
    assert city.load_sheets(契約=[cells(NUMBER, 特記事項="own-1")]).written
    unknown = city.load_sheets(契約=[cells(OTHER, 特記事項="own-2")])
    assert "own-1" in str(unknown.errors)


def test_the_list_says_how_many_contracts_hold_a_set_and_only_those_in_reach(in_use, keeper):
    in_use.load_sheets(契約=[{**cells(OTHER, 特記事項="own-1"), "所管課": "収納課"}])
    row = re.compile(r"市の特記事項（2027年版）</a></td>(.*?)</tr>", re.DOTALL)
    [seen] = row.findall(told(keeper, ADDRESS))
    assert re.findall(r'<td class="number">(\d+)</td>', seen) == ["10", "2"]
    [seen] = row.findall(told(Browser(in_use).come_in("officer"), ADDRESS))
    assert re.findall(r'<td class="number">(\d+)</td>', seen) == ["10", "1"]


def test_what_is_owed_follows_the_settings_of_the_own_set(in_use):
    query = "SELECT kind FROM due_items WHERE contract = :number"
    kinds = {kind for (kind,) in in_use.rows(query, number=NUMBER)}
    assert "training" in kinds
    assert "inspection" in kinds


def test_the_matrix_and_the_contract_page_show_the_own_clauses(in_use):
    officer = Browser(in_use).come_in("officer")
    page = told(officer, f"/contracts/{NUMBER}?view=clauses")
    assert "市の特記事項" in page
    assert "（10条項）" in page
    assert "持出しの禁止" in page
    assert "市の2027年版" in told(officer, f"/contracts/{NUMBER}")


def test_the_check_sheet_asks_by_the_own_clauses(in_use):
    officer = Browser(in_use).come_in("officer")
    pages = "".join(told(officer, sheet(group)) for group in GROUPS)
    assert "特記事項第3" in pages
    assert "特記事項第10" in pages
    assert "特記事項第11" not in pages


def test_the_register_and_the_record_name_the_own_set(in_use):
    out = in_use.folder / "register.xlsx"
    assert in_use.run("register", out).exit_code == 0
    words = {
        str(value)
        for page in load_workbook(out).worksheets
        for row in page.iter_rows(values_only=True)
        for value in row
    }
    assert "市の2027年版" in words
    [first, *_] = in_use.entries(NUMBER)
    assert "特記事項 2027年版" in first.text
    assert in_use.run("verify").exit_code == 0


def test_a_contract_keeps_its_version_when_a_new_one_is_published(in_use, keeper):
    again = {"title": "市の特記事項", "edition": "2028", "short_title": "市の2028年版"}
    copied = keeper.send(f"{ADDRESS}/own-1/copy", form_key="again").location
    page = keeper.get(f"{copied}/settings").text
    assert "2027の写し" in page
    assert published(keeper, **again) == f"{ADDRESS}/own-2"
    officer = Browser(in_use).come_in("officer")
    assert "市の2027年版" in told(officer, f"/contracts/{NUMBER}")
    changed = in_use.load_sheets(契約=[cells(NUMBER, 特記事項="own-2")])
    assert changed.written, changed.errors
    assert "市の2028年版" in told(officer, f"/contracts/{NUMBER}")


def test_each_cell_of_the_matrix_leads_to_the_item_that_answered_the_clause(in_use):
    officer = Browser(in_use).come_in("officer")
    page = told(officer, sheet("C"))
    tagged = page.index("特記事項第3")
    [item] = re.findall(r'data-item="([^"]+)"', page[:tagged])[-1:]
    answered(officer, item, "not_met")
    matrix = told(officer, f"/contracts/{NUMBER}?view=clauses")
    cell = re.compile(rf'id="clause-0-2-{YEAR.start}".*?<a href="([^"]+)"', re.DOTALL)
    [secrecy] = cell.findall(matrix)[:1]
    assert secrecy.startswith(f"/check-sheets/{NUMBER}?")
    assert "group=B" in secrecy
    anchor = secrecy.partition("#")[2]
    assert f'id="{anchor}"' in officer.get(secrecy).text
    own = matrix[matrix.index(f'id="clause-0-3-{YEAR.start}"') :]
    assert "否" in own[: own.index("</div>")]


def test_who_may_not_open_the_sheet_is_led_to_the_visit_instead(in_use):
    officer = Browser(in_use).come_in("officer")
    answered(officer, items_of(officer, "A")[0], "not_met")
    auditor = Browser(in_use).come_in("auditor")
    matrix = told(auditor, f"/contracts/{NUMBER}?view=clauses")
    cell = re.compile(rf'id="clause-0-2-{YEAR.start}".*?<a href="([^"]+)"', re.DOTALL)
    [secrecy] = cell.findall(matrix)[:1]
    assert secrecy == f"/contracts/{NUMBER}?view=inspections#inspection-0-{YEAR.start}-1"
    assert auditor.get(secrecy).status_code == 200
    assert "check-sheets" not in matrix


def test_an_item_left_open_confirms_none_of_its_clauses(in_use):
    officer = Browser(in_use).come_in("officer")
    page = told(officer, sheet("B"))
    tagged = page.index("特記事項第2")
    [item] = re.findall(r'data-item="([^"]+)"', page[:tagged])[-1:]
    officer.send(f"/check-sheets/answer/{WHERE}", item=item, verdict="unconfirmed", comment="")
    for group in GROUPS:
        items = [one for one in items_of(officer, group) if one != item]
        fields = {f"verdict {one}": "met" for one in items}
        fields |= {f"comment {one}": "" for one in items} | {f"due {one}": "" for one in items}
        officer.send(sheet(group), **fields)
    flaw = {"item": "standard-1", "verdict": "not_met", "comment": "名簿がない。", "due": ""}
    officer.send(f"/check-sheets/answer/{WHERE}", **flaw)
    given = {"form_key": "k", "carried_out_on": today().isoformat(), "method": "on_site"}
    given |= {"officers": "宮野", "with_unconfirmed": "y"}
    done = officer.send(f"/check-sheets/conclusion/{WHERE}", **given)
    assert done.status_code == 303, unescape(done.text)
    matrix = told(officer, f"/contracts/{NUMBER}?view=clauses")
    own = matrix[matrix.index(f'id="clause-0-2-{YEAR.start}"') :]
    assert "未確認" in own[: own.index("</div>")]


def test_lists_and_the_matrix_ask_no_more_however_much_there_is(in_use, keeper):
    officer = Browser(in_use).come_in("officer")
    with statements(in_use) as before:
        keeper.get(ADDRESS)
    again = {"title": "市の特記事項", "edition": "2029", "short_title": "別"}
    keeper.send(f"{ADDRESS}/{SHIPPED}/copy", form_key="more")
    published(keeper, **again)
    with statements(in_use) as after:
        keeper.get(ADDRESS)
    assert len(after) == len(before) <= 12
    answered(officer, items_of(officer, "A")[0], "met")
    with statements(in_use) as shown:
        officer.get(f"/contracts/{NUMBER}?view=clauses")
    assert len(shown) <= 25
