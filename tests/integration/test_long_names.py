"""長い件名と名称: names far longer than a line, loaded, shown on the pages, printed in full."""

from __future__ import annotations

import pytest

from tests.books import contract_cells
from tests.integration.contract_pages import VIEWS, a_secretariat, view, words
from tests.integration.installation import Installation
from tests.unit.papers_read_back import page_texts

NUMBER = "R8-長名-001"
PAPERS = (
    ("record",),
    ("erasure-confirmation",),
    ("erasure-certificate-form",),
    ("return-list",),
    ("check-sheet", "--fiscal-year", 2025),
    ("check-sheet", "--fiscal-year", 2025, "--blank"),
    ("inspection-report", "--fiscal-year", 2025),
)
LISTS = (
    *("/", "/contracts", "/contractors", "/contractors/1", "/due-items?state=all"),
    *("/inspections", "/findings?which=all", "/data", "/council", "/certifications"),
    *("/council/connections?which=all", "/council/connections/K-1", "/violations", "/dashboard"),
)
LONGEST = 4_000
LONGEST_DEPARTMENT = 200


def name_of(seed: int, length: int) -> str:
    """Signs in no order, so that a database finds nothing to pack."""
    return "".join(chr(0x4E00 + (seed + n) ** 3 * 7919 % 20_000) for n in range(length))


def sheets_with_names(length: int) -> dict[str, list[dict[str, object]]]:
    of_contract = {"契約番号": NUMBER}
    days = {"開始日": "2025-04-01", "終了日": "2026-03-31"}
    names = {
        "件名": name_of(1, length),
        "受託者名": name_of(2, length),
        "実施機関": name_of(3, length),
        "登録業務の名称": name_of(4, length),
    }
    connection = {"件名": name_of(6, length), "結合の相手方": name_of(7, length)}
    matter = {"件名": name_of(8, length), "会議": name_of(9, length)}
    item = {"データ名": name_of(10, length), "区分": "提供", "日付": "2025-04-01"}
    visit = {"年度": 2025, "実施日": "2025-10-01", "総合判定": "適", "調査職員": "山田"}
    return {
        "契約": [contract_cells(NUMBER, **days, **names)],
        "再委託": [{**of_contract, **days, "枝番": 1, "再委託先名": name_of(5, length)}],
        "外部結合": [{**of_contract, "結合番号": "K-1", "所管課": "教育支援課", **connection}],
        "付議": [
            {**of_contract, "付議番号": "F-1", "開催日": "2025-03-01", "区分": "諮問", **matter}
        ],
        "認証": [{"事業者名": names["受託者名"], "制度": "ISMS", "有効期限": "2027-03-31"}],
        "データ": [{**of_contract, "データ番号": "D1", **item}],
        "立入調査": [{**of_contract, **visit}],
    }


@pytest.mark.parametrize("length", [201, LONGEST])
def test_no_book_is_refused_for_its_long_names_and_every_page_bears_them(
    installation: Installation, length: int
) -> None:
    loaded = installation.load_sheets(**sheets_with_names(length))
    assert not loaded.errors
    assert loaded.written
    browser = a_secretariat(installation)
    for name in VIEWS:
        assert name_of(1, length) in words(view(browser, NUMBER, name))
    for path in LISTS:
        assert browser.get(path).status_code == 200
    assert name_of(2, length) in browser.get("/contractors").text
    again = installation.load_sheets(**sheets_with_names(length))
    assert not again.written, "the contractor is found by its name, however long"


def test_a_paper_says_three_hundred_signs_of_a_title_to_the_last(
    installation: Installation,
) -> None:
    sheets = sheets_with_names(20)
    sheets["契約"][0] |= {"件名": "給食" * 150, "受託者名": "共同" * 100}
    assert installation.load_sheets(**sheets).written
    for form, *options in PAPERS:
        first = page_texts(installation.printed(form, NUMBER, *options))[0]
        assert first.count("給食") >= 148, form  # two may be cut by the end of a line
        assert "給食…" not in first.replace("\n", "")


@pytest.mark.parametrize("heading", ["所管課", "共管課"])
def test_a_department_of_more_than_two_hundred_signs_is_no_name_of_one(
    installation: Installation, heading: str
) -> None:
    """Departments are part of what lists are sorted by, where a database has its own limits."""
    fits = contract_cells(NUMBER, **{heading: name_of(1, LONGEST_DEPARTMENT)})
    assert not installation.load_sheets(契約=[fits], dry_run=True).errors
    long = contract_cells(NUMBER, **{heading: name_of(1, LONGEST_DEPARTMENT + 1)})
    [problem] = installation.load_sheets(契約=[long]).errors
    assert (problem.column, problem.message) == (
        heading,
        "課の名前は200文字までで入力してください。",
    )
