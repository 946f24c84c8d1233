"""Renewing contracts as a browser would, for the tests: a city in which some end this year."""

from __future__ import annotations

import re
from html import unescape

from app.clock import today
from audits.fiscal_year import FiscalYear
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person, log_lines
from tests.integration.installation import Installation

OWN, ELSEWHERE = "教育支援課", "収納課"
YEAR = FiscalYear.of(today())
NEXT = FiscalYear(YEAR.start + 1)
HERE = "/renewals"
MARK = f"{YEAR.start}"
FIRST, SECOND, OTHER = f"{MARK}-教支-1", f"{MARK}-教支-2", f"{MARK}-収納-1"
NEXT_FIRST, NEXT_SECOND = f"{NEXT.start}-教支-1", f"{NEXT.start}-教支-2"


def a_contract(number: str, **changes: object) -> dict[str, object]:
    """One that ends with this fiscal year."""
    return contract_cells(
        number,
        **{
            "所管課": OWN,
            "開始日": YEAR.days.first.isoformat(),
            "終了日": YEAR.days.last.isoformat(),
            **changes,
        },
    )


def a_city(installation: Installation) -> Installation:
    """Two own contracts that end this year, one with everything, and one of another department."""
    term = {"開始日": YEAR.days.first.isoformat(), "終了日": YEAR.days.last.isoformat()}
    a_part = {"契約番号": FIRST, "特記事項明記": "有", "承諾文書番号": "教支第5号", **term}
    loaded = installation.load_sheets(
        契約=[
            a_contract(FIRST, 情報項目="氏名、学年", 備考="今年だけの覚え", 求める認証="ISMS"),
            a_contract(SECOND, 受託者名=None, 件名="見守り業務"),
            a_contract(OTHER, 所管課=ELSEWHERE),
            a_contract("長期-1", 終了日=NEXT.days.last.isoformat()),
        ],
        再委託=[
            {"枝番": 1, "再委託先名": "つばめ運送株式会社", "承諾日": "2020-01-06", **a_part},
            {"枝番": 2, "再委託先名": "ひばり倉庫", "上位枝番": 1, **a_part},
        ],
        保護対策=[
            {
                "契約番号": FIRST,
                "番号": "S-1",
                "実施者": "受託者",
                "区分": "運用上",
                "対策": "名簿を毎月確かめる",
                "由来": "付議",
                "頻度": "毎月",
            },
            {
                "契約番号": FIRST,
                "番号": "S-2",
                "実施者": "受託者",
                "区分": "運用上",
                "対策": "夏の点検",
                "由来": "付議",
                "頻度": "指定日",
                "期日": f"{YEAR.start}-07-01",
            },
        ],
        データ=[
            {
                "契約番号": FIRST,
                "データ番号": "D-1",
                "データ名": "名簿",
                "区分": "提供",
                "日付": YEAR.days.first.isoformat(),
            }
        ],
    )
    assert loaded.written, loaded.errors
    add_person(installation, "officer", (Role.OFFICER, OWN), name="宮野 さくら")
    add_person(installation, "colleague", (Role.MANAGER, OWN), name="水城 あおい")
    return installation


def ids(city: Installation, *numbers: str) -> list[str]:
    found = dict(tuple(row) for row in city.rows("SELECT number, id FROM contracts"))
    return [str(found[number]) for number in numbers]


def as_sent(page: str) -> dict[str, list[str]]:
    """The form below the list, as a browser would send it."""
    form = page[page.index('<form method="post" novalidate>') :]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input\b[^>]*>", form[: form.index("</form>")]):
        name, value = (re.search(rf'\b{what}="([^"]*)"', tag) for what in ("name", "value"))
        if name and ('type="checkbox"' not in tag or "checked" in tag):
            found.setdefault(name[1], []).append(unescape(value[1]) if value else "")
    return found


def press(browser: Browser, page: str, what: str, **changes: object):
    """Sends the form that the page shows, with something changed in it."""
    return browser.send_as_is(HERE, **{**as_sent(page), "press": what, **changes})


def renew(browser: Browser, city: Installation, *numbers: str, **changes: object):
    """Chooses, checks and makes."""
    page = browser.get(HERE).text
    checked = press(browser, page, "check", choose=ids(city, *numbers), **changes)
    assert "まだ登録していません" in checked.text, checked.text
    return press(browser, checked.text, "make")


def terms(city: Installation, number: str):
    [row] = city.rows(
        "SELECT t.* FROM contract_terms t JOIN contracts c ON c.id = t.contract_id"
        " WHERE c.number = :number AND t.is_current",
        number=number,
    )
    return row


def renewals_logged(city: Installation) -> list[str]:
    """Which renewals the operation log tells of: new number, old number."""
    return [subject for _, act, subject, *_ in log_lines(city) if act == "renew_contract"]


def numbers(city: Installation) -> set[str]:
    return {number for (number,) in city.rows("SELECT number FROM contracts")}


def next_year(number: str) -> dict[str, object]:
    """A contract of the next fiscal year."""
    days = NEXT.days
    return a_contract(number, 開始日=days.first.isoformat(), 終了日=days.last.isoformat())


def as_text(page: str) -> str:
    """The list alone: a page says also what was just made."""
    return page[page.index("<table") :]
