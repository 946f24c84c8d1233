"""付議資料 from the register: its sheets, and what has changed since the council was last told."""

from __future__ import annotations

import ctypes
from datetime import UTC, datetime
from typing import Any

import pypdfium2
import pytest

from tests.books import contract_cells
from tests.integration.council_city import (
    ASKED,
    LINK,
    LINK_CANARY,
    NOT_KEPT,
    OWN,
    OWN_CANARY,
    TOLD,
    as_,
    make_council,
    words_of,
)
from tests.integration.installation import Installation

LATER = datetime(2026, 12, 1, 1, 2, 3, tzinfo=UTC)
CONTRACT = {"件名": OWN_CANARY, "所管課": "教育支援課"}
SECOND = {"開催日": "2026-12-10", "会議": "令和8年度第5回", "区分": "報告", "件名": "変更について"}


@pytest.fixture
def city(installation: Installation) -> Installation:
    return make_council(installation)


def marked(pdf: bytes) -> str:
    """Everything that is set in the bold weight, without spaces."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        signs = range(text.count_chars())
        found += [text.get_text_range(place, 1) for place in signs if _is_bold(text, place)]
    return "".join("".join(found).split())


def _is_bold(text: Any, place: int) -> bool:
    name = ctypes.create_string_buffer(200)
    pypdfium2.raw.FPDFText_GetFontInfo(text.raw, place, name, len(name), None)
    return b"Bold" in name.value


def test_the_sheet_of_a_contract_says_what_is_on_file_of_it(city):
    answer = as_(city, "officer").get(f"/council/sheet/{TOLD}")
    assert answer.mimetype == "application/pdf"
    words = words_of(answer.data)
    for expected in ("【報告】", TOLD, "【業務委託】", OWN_CANARY, "氏名、住所", NOT_KEPT):
        assert expected in words
    assert "（委員の意見による）" in words
    assert "※太字" not in words


def test_a_matter_on_a_connection_prints_its_sheet(city):
    words = words_of(as_(city, "secretariat").get(f"/council/sheet/{ASKED}").data)
    for expected in ("【諮問】", "【外部結合】", LINK_CANARY, "県の機関", "（助言による）"):
        assert expected in words


def test_the_form_for_a_system_is_added_where_it_is_asked_for(city):
    browser = as_(city, "secretariat")
    assert "【システム開発】" in words_of(browser.get(f"/council/sheet/{TOLD}?system=1").data)
    assert "【システム開発】" not in words_of(browser.get(f"/council/sheet/{TOLD}").data)


def test_what_has_changed_since_the_last_matter_is_bold_and_explained(city):
    changed = contract_cells(OWN, **CONTRACT, 情報項目="氏名、旧氏、住所", 受託者名="白樺印刷")
    loaded = city.load_sheets(
        at=LATER,
        契約=[changed],
        再委託=[
            {
                "契約番号": OWN,
                "枝番": "1",
                "再委託先名": "みなと運送",
                "開始日": "2026-12-02",
                "終了日": "2027-03-31",
            }
        ],
        付議=[{"付議番号": "F-8", **SECOND, "契約番号": OWN, "前回付議": TOLD}],
        保護対策=[
            {
                "契約番号": OWN,
                "番号": "S9",
                "実施者": "受託者",
                "区分": "システム上",
                "対策": "旧氏を暗号化する",
                "由来": "付議",
            }
        ],
    )
    assert loaded.written, loaded.errors
    pdf = as_(city, "secretariat").get("/council/sheet/F-8").data
    words, bold = words_of(pdf), marked(pdf)
    assert "※太字（下線）は、令和8年度第1回の付議からの変更を表す。" in words
    for new in ("旧氏", "白樺印刷", "旧氏を暗号化する", "みなと運送"):
        assert new in bold
    for old in ("住所", NOT_KEPT):
        assert old in words
        assert old not in bold
    assert "【再委託】" in words


def test_the_contract_that_follows_is_compared_with_the_one_the_council_knows(city):
    after = {**CONTRACT, "開始日": "2027-04-01", "終了日": "2028-03-31", "前契約番号": OWN}
    loaded = city.load_sheets(
        at=LATER,
        契約=[contract_cells("R9-001", **after, 情報項目="氏名、住所、電話番号")],
        付議=[{"付議番号": "F-8", **SECOND, "契約番号": "R9-001", "前回付議": TOLD}],
    )
    assert loaded.written, loaded.errors
    pdf = as_(city, "secretariat").get("/council/sheet/F-8").data
    bold = marked(pdf)
    assert "電話番号" in bold
    assert "令和9年4月1日から令和10年3月31日まで" in bold
    assert "住所" not in bold


def test_items_that_are_gone_are_told(city):
    loaded = city.load_sheets(
        at=LATER,
        契約=[contract_cells(OWN, **CONTRACT, 情報項目="氏名")],
        付議=[{"付議番号": "F-8", **SECOND, "契約番号": OWN, "前回付議": TOLD}],
    )
    assert loaded.written, loaded.errors
    assert "（削除：住所）" in words_of(as_(city, "officer").get("/council/sheet/F-8").data)


def test_a_connection_that_has_changed_is_marked_too(city):
    cells = {"件名": "配信の結合", "所管課": "教育支援課", "結合の相手方": "県の機関"}
    matter = {"区分": "諮問", "件名": "結合について", "結合番号": LINK}
    loaded = city.load_sheets(
        契約=[contract_cells(OWN, **CONTRACT)],
        付議=[{"付議番号": "F-6", "開催日": "2026-11-26", **matter}],
    )
    assert loaded.written, loaded.errors
    loaded = city.load_sheets(
        at=LATER,
        契約=[contract_cells(OWN, **CONTRACT)],
        外部結合=[{"結合番号": LINK, **cells, "情報項目": "旧氏", "契約番号": OWN}],
        付議=[{"付議番号": "F-7", "開催日": "2026-12-10", **matter, "前回付議": "F-6"}],
    )
    assert loaded.written, loaded.errors
    bold = marked(as_(city, "officer").get("/council/sheet/F-7").data)
    assert "旧氏" in bold
    assert "県の機関" not in bold


def test_nothing_is_marked_where_the_council_was_never_told_of_the_contract(city):
    loaded = city.load_sheets(
        at=LATER,
        契約=[contract_cells("R9-009", **CONTRACT)],
        付議=[{"付議番号": "F-8", **SECOND, "契約番号": "R9-009", "前回付議": TOLD}],
    )
    assert loaded.written, loaded.errors
    words = words_of(as_(city, "secretariat").get("/council/sheet/F-8").data)
    assert "※太字" not in words
    assert "前回の付議" in words


def test_the_command_line_prints_the_same_paper_or_says_that_there_is_no_such_matter(city):
    out = city.folder / "sheet.pdf"
    assert city.run("print", "council-sheet", TOLD, out).exit_code == 0
    assert out.read_bytes() == as_(city, "secretariat").get(f"/council/sheet/{TOLD}").data
    refused = city.run("print", "council-sheet", "F-404", out)
    assert refused.exit_code == 1
    assert "F-404" in refused.stderr


@pytest.mark.parametrize("login", ["advisor", "admin"])
def test_who_takes_nothing_away_gets_no_paper(city, login):
    browser = as_(city, login)
    for path in (f"/council/sheet/{TOLD}", "/council/promises.pdf"):
        assert browser.get(path).status_code == 403
