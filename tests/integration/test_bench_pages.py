"""bin/bench opens pages: the plain one as it is laid down, and every page of the product."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.workflows.load_workbook import load_workbook
from tests.bench import pages, plain_page
from tests.bench.installation import Installation as BenchInstallation
from tests.bench.invented_book import write_book
from tests.bench.works import AT, BY
from tests.integration.installation import Installation

CONTRACTS = 60


@pytest.fixture
def invented(installation: Installation, database_url: str, font_dir: Path) -> BenchInstallation:
    """The product with an invented city on it, as bin/bench has it."""
    book = installation.folder / "登録ブック.xlsx"
    write_book(book, CONTRACTS, seed=1)
    with installation.app.app_context():
        assert load_workbook(book, by=BY, at=AT).written
    return BenchInstallation(database_url, installation.folder, font_dir)


def test_the_plain_page_is_a_table_of_fifty_rows_and_eight_columns(tmp_path):
    plain_page.make_database(tmp_path / "plain.sqlite3", 1_000)
    page = plain_page.app.test_client().get("/").text
    assert page.count("<tr>") == 50
    assert page.count("<td>") == 50 * 8
    assert "<td>51</td>" in page


def test_every_page_is_opened_by_somebody_who_is_signed_in_and_is_timed(invented):
    opening = pages.open_pages(invented, CONTRACTS, rounds=1)
    assert {pages.PLAIN, "contracts", "home of an officer", "one contract"} <= set(opening.pages)
    assert set(opening.goals) == set(opening.pages) - {pages.PLAIN}
    assert all(opened.seconds > 0 for opened in opening.pages.values())
    assert opening.megabytes > 20


def test_a_page_that_is_not_there_is_no_measurement(invented, monkeypatch):
    missing = pages.Page("missing", ("/contracts/no-such-number",))
    monkeypatch.setattr(pages, "pages_there", lambda _app, _contracts: [missing])
    with pytest.raises(AssertionError, match="404"):
        pages.open_pages(invented, CONTRACTS, rounds=1)
