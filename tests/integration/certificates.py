"""A contract whose data was erased with a certificate, and the page that compares the two."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from app.records.certificates import CertificateRow
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation

DEPARTMENT = "教育支援課"
NUMBER, CERTIFICATE = "R8-001", "KT-1"
WHERE = f"/erasures/{NUMBER}?key={CERTIFICATE}"
SAVE, CONFIRM = "save", "confirm"


def erased(number: str, count: Any = "", certificate: str = CERTIFICATE, **more: Any) -> Any:
    return {
        "契約番号": NUMBER,
        "データ番号": number,
        "区分": "消去",
        "日付": "2026-11-02",
        "方法": "データ消去ソフトで上書き",
        "件数": count,
        "証明書番号": certificate,
        **more,
    }


def handed_over(number: str, name: str, media: str = "", count: Any = "") -> Any:
    return {
        "契約番号": NUMBER,
        "データ番号": number,
        "データ名": name,
        "記録媒体": "外付けHDD",
        "媒体番号": media,
        "件数": count,
        "区分": "提供",
        "日付": "2026-04-10",
    }


def certificate_cells(number: str = CERTIFICATE, **more: Any) -> Any:
    return {
        "契約番号": NUMBER,
        "証明書番号": number,
        "証明日": "2026-11-04",
        "受領日": "2026-11-10",
        "消去責任者の役職": "運用部長",
        "立会い": "有",
        "控えの消滅日": "2026-12-18",
        **more,
    }


def a_city(installation: Installation, **certificate: Any) -> Installation:
    """Two data items on one certificate, one that is still out, and three people."""
    loaded = installation.load_sheets(
        契約=[
            contract_cells(NUMBER, 所管課=DEPARTMENT),
            contract_cells("R8-002", 所管課="収納課"),
        ],
        データ=[
            handed_over("D1", "利用者一覧", "HDD-001、HDD-002", 1_500),
            handed_over("D2", "端末一覧"),
            handed_over("D3", "問合せの記録", "USB-7", 320),
        ],
        返還消去=[erased("D1", 1_500), erased("D2")],
        消去証明=[certificate_cells(**certificate)],
    )
    assert loaded.written, loaded.errors
    place = (Role.OFFICER, DEPARTMENT)
    add_person(installation, "officer", place, name="宮野 さくら")
    add_person(installation, "colleague", place, name="水城 あおい")
    add_person(installation, "elsewhere", (Role.OFFICER, "収納課"), name="沢村 ひなた")
    return installation


def load_more(city: Installation, /, **sheets: Any) -> None:
    """Loads another 登録ブック with these sheets."""
    loaded = city.load_sheets(**{"契約": [], **sheets})
    assert loaded.written, loaded.errors


def boxes(page: str) -> dict[str, str]:
    """What a browser would send of the form as it stands."""
    form = page[page.index('<form class="compare"') :]
    form = form[: form.index("</form>")]
    found: dict[str, str] = {}
    for tag in re.findall(r"<input\b[^>]*>", form):
        name, value = re.search(r'\bname="([^"]+)"', tag), re.search(r'\bvalue="([^"]*)"', tag)
        unticked = ("radio" in tag or "checkbox" in tag) and "checked" not in tag
        if name is not None and not unticked:
            found[name[1]] = unescape(value[1]) if value else ""
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S):
        found[name] = unescape(text).lstrip("\r\n")
    return found


def box(page: str, number: str, kind: str) -> str:
    """The name of a line's box: as_filed, numbers, count, match or reason."""
    line = page[page.index(f"<b>{number}　") :]
    found = re.search(rf'name="({kind}_[0-9a-f]+)"', line)
    assert found is not None
    return found[1]


def fill(page: str, lines: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The form with these boxes of these data items filled in."""
    fields = boxes(page)
    for number, said in lines.items():
        for kind, value in said.items():
            fields[box(page, number, kind)] = value
    return fields


AS_FILED: Mapping[str, Mapping[str, str]] = {"D1": {"as_filed": "y"}, "D2": {"as_filed": "y"}}


def send(browser: Browser, lines: Mapping[str, Mapping[str, str]], go: str, **more: str) -> Any:
    """Opens the page, fills in these boxes and presses one of its buttons."""
    fields = fill(browser.get(WHERE).text, lines)
    return browser.send_as_is(WHERE, **{**fields, **more, "go": go})


def results(city: Installation) -> list[tuple[str, str, int]]:
    """(data number, result, revision) of the comparisons in force."""
    query = (
        "SELECT data_number, result, revision FROM certificate_comparisons"
        " WHERE is_current ORDER BY data_number"
    )
    return [tuple(row) for row in city.rows(query)]


def confirmed_on(city: Installation) -> str | None:
    table = CertificateRow.__tablename__
    query = f"SELECT confirmed_on FROM {table} WHERE is_current AND number = :n"  # noqa: S608
    [(day,)] = city.rows(query, n=CERTIFICATE)
    return None if day is None else str(day)
