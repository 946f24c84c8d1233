"""廃棄: what goes with a contract, what stays, and that nothing of it is left anywhere."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from app.demo.demonstration import make_demonstration
from app.records import disposal
from app.records.base import Base
from app.records.database import db, transaction
from app.workflows.rebuild_due_items import rebuild_due_items
from tests.integration import retaining
from tests.integration.installation import BY, Installation
from tests.integration.retaining import NEXT, OLD, TITLE

# Every table that stays when contracts go, and why.
STAYS = {
    "calendar_feeds": "of people",
    "calendar_fetches": "of people",
    "certifications": "of contractors",
    "check_sheets": "of the city",
    "clause_set_drafts": "of the city",
    "clause_sets": "of the city",
    "connection_amendments": "of external connections, with or without a contract",
    "connections": "of external connections, with or without a contract",
    "contractors": "of all contracts",
    "council_matters": "of the council, about several contracts",
    "council_opinions": "of the council",
    "council_sessions": "of the council",
    "departments": "of the city",
    "disposed_contracts": "the stubs",
    "disposed_co_departments": "who may see them",
    "document_numbers": "of departments; never given twice",
    "document_signs": "of departments",
    "erasure_methods": "of the city",
    "evidence_contents": "by content: go when nothing has them any more",
    "external_connections": "of the city",
    "figure_steps": "sums, computed anew",
    "forms_sent": "hashes of forms",
    "job_parts": "of people; thrown away by themselves",
    "jobs": "of people; thrown away by themselves",
    "listing_steps": "sums, computed anew",
    "mails": "of people",
    "mornings": "of the product",
    "operation_log": "who did what",
    "papers_on_file": "by content: go when nothing names them any more",
    "people": "of people",
    "roles": "of people",
    "safeguard_checks": "of external connections, with or without a contract",
    "sessions": "of people",
    "settings": "of the city",
    "sheet_drafts": "of the city",
    "sign_in_attempts": "of people",
    "told_thresholds": "of people",
    "visit_notices": "go with the last contract that was visited",
    "visits": "go with the last contract that was visited",
    "year_plans": "of departments",
}


@pytest.fixture
def city(installation: Installation) -> Installation:
    retaining.set_up(installation)
    return installation


def test_of_every_table_somebody_has_decided_whether_it_goes_with_a_contract():
    goes = {table.name for table in disposal.going()}
    assert goes.isdisjoint(STAYS)
    assert goes | set(STAYS) == set(Base.metadata.tables)
    by_themselves = {*disposal.LEFT_ALONE, *disposal.BY_CONTENT}
    assert by_themselves <= set(STAYS)


def said_anywhere(city: Installation, words: list[str]) -> dict[str, list[str]]:
    """Table → the columns of the tables that go (or partly go) in which one of the words stands."""
    tables = [table.name for table in disposal.going()]
    found: dict[str, list[str]] = {}
    for name in (*tables, *disposal.LEFT_ALONE):
        for row in city.rows(f"SELECT * FROM {name}"):  # noqa: S608 — our own names
            for column, value in row._mapping.items():
                if any(word in json.dumps(str(value), ensure_ascii=False) for word in words):
                    found.setdefault(name, []).append(column)
    return found


def test_everything_of_each_contract_of_the_golden_book_goes(golden):
    """One after the other: what is left is each time what belongs to the others."""
    every = golden.rows("SELECT id, number FROM contracts ORDER BY number")
    titles = dict(golden.rows("SELECT contract_id, title FROM contract_terms WHERE is_current"))
    texts = golden.count("entries")
    for key, _ in every[:-1]:
        with golden.app.app_context(), transaction() as session:
            before = disposal.count_each(session, [key])
            assert before["contracts"] == 1
            disposal.remove(session, [key])
            assert set(disposal.count_each(session, [key]).values()) == {0}
        assert golden.count("entries") == (texts := texts - before["entries"])
        assert golden.run("verify").exit_code == 0
    [(last, number)] = every[-1:]
    gone = [titles[key] for key, _ in every[:-1] if titles[key] not in titles[last]]
    assert said_anywhere(golden, gone) == {}
    with golden.app.app_context(), transaction() as session:
        disposal.remove(session, [last])
    left = {table.name: golden.count(table.name) for table in disposal.going()}
    # What is promised and advised for external connections stays with them.
    assert {name for name, count in left.items() if count} == {"safeguards", "advices"}
    for name in ("safeguards", "advices"):
        assert golden.rows(f"SELECT * FROM {name} WHERE connection_id IS NULL") == []  # noqa: S608
    assert golden.count("figure_steps") == golden.count("listing_steps") == 0
    assert golden.count("visits") == golden.count("papers_on_file") == 0
    assert number


@pytest.mark.slow
def test_of_half_the_fictitious_city_nothing_is_left_and_the_other_half_is_whole(
    installation, font_dir
):
    """With check sheets, visits, notices, approved papers, consents, exceptions and amendments."""
    with installation.app.app_context():
        at = datetime(2026, 11, 20, 3, tzinfo=UTC)
        make_demonstration(by=BY, at=at, font_dir=font_dir)
    titles: dict[str, list[int]] = {}
    for key, title in installation.rows(
        "SELECT contract_id, title FROM contract_terms WHERE is_current ORDER BY contract_id"
    ):
        titles.setdefault(title, []).append(key)
    gone = sorted(titles)[::2]
    filled = {table.name for table in disposal.going() if installation.count(table.name)}
    assert len(filled) > 40, filled
    with installation.app.app_context(), transaction() as session:
        disposal.remove(session, [key for title in gone for key in titles[title]])
    assert installation.run("verify").exit_code == 0
    found = said_anywhere(installation, gone)
    # A notice of a visit to two contracts stays as long as one of them does.
    assert set(found) <= {"visit_notices"}
    with installation.app.app_context():
        rebuild_due_items(by=BY, at=at)
    rest = [key for title in sorted(titles)[1::2] for key in titles[title]]
    with installation.app.app_context(), transaction() as session:
        disposal.remove(session, rest)
    for name in ("figure_steps", "listing_steps", "visits", "visit_notices", "papers_on_file"):
        assert installation.count(name) == 0, name


def test_a_disposed_contract_leaves_its_stub_and_nothing_else(city):
    entries = [entry.hash for entry in city.entries(OLD)]
    retaining.confirm_and_dispose(city, OLD)
    [stub] = city.rows("SELECT * FROM disposed_contracts")
    assert (stub.contract, stub.entries, stub.last_hash) == (OLD, len(entries), entries[-1])
    hashes = json.loads(stub.hashes) if isinstance(stub.hashes, str) else stub.hashes
    assert hashes == entries
    assert stub.first_by == "課長 一郎（manager）"
    assert stub.second_by == "事務 花子（secretariat）"
    assert said_anywhere(city, [TITLE]) == {}
    # The next one names it, and its first entry has that from it.
    assert set(said_anywhere(city, [OLD])) == {"contract_terms", "entries"}
    assert city.count("contracts") == 3
    assert city.run("verify").exit_code == 0
    assert city.rows("SELECT number FROM contracts WHERE number = :n", n=NEXT)


def test_no_byte_of_its_title_is_left_in_the_file_of_sqlite(city):
    with city.app.app_context():
        if db.engine.dialect.name != "sqlite":
            pytest.skip("a file of one's own is SQLite's")
        path = db.engine.url.database
        retaining.confirm_and_dispose(city, OLD)
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        assert path is not None
        with open(path, "rb") as file:
            assert TITLE.encode() not in file.read()
