"""The invented book of bin/bench: sound, the same for the same seed, and of the stated mix."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask

from app.acts.city import city_on_file
from app.records import editions, facts
from app.records.database import reading
from app.workflows.load_workbook import Loading, load_workbook
from audits.duties import due_items
from tests.bench.invented_book import write_book
from tests.bench.invented_contract import DEPARTMENTS, rows_of
from tests.bench.works import AT, BY

CONTRACTS = 60


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "登録ブック.xlsx"
    write_book(path, CONTRACTS, seed=1)
    return path


def load(application: Flask, book: Path) -> Loading:
    with application.app_context():
        return load_workbook(book, by=BY, at=AT)


def test_the_invented_book_loads_and_only_its_departments_are_new(application, book):
    loading = load(application, book)

    assert loading.written
    assert loading.errors == []
    assert {warning.value for warning in loading.warnings} <= set(DEPARTMENTS)


def test_loading_the_invented_book_a_second_time_changes_nothing(application, book):
    load(application, book)

    again = load(application, book)

    assert not again.written
    assert all(count.unchanged == count.read for count in again.sheets.values())


def test_an_invented_contract_owes_about_twenty_five_things(application, book):
    load(application, book)

    with application.app_context(), reading() as session:
        ids = facts.contract_ids(session)
        on_file = facts.contracts_on_file(session, ids, editions.clause_sets(session))
        owed = sum(len(due_items(found, city_on_file(session))) for _, found in on_file)

    assert 20 * CONTRACTS < owed < 30 * CONTRACTS


def test_the_same_seed_makes_the_same_book(tmp_path, book):
    again = tmp_path / "again.xlsx"

    write_book(again, CONTRACTS, seed=1)

    assert _parts(again) == _parts(book)


def _parts(path: Path) -> dict[str, bytes]:
    """What is inside; the time at which a part was packed says nothing about the book."""
    with ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_another_seed_makes_another_city():
    assert list(rows_of(1, seed=1)) != list(rows_of(1, seed=2))


def test_a_contract_stays_what_it_is_however_many_there_are(tmp_path):
    small, large = (write_book(tmp_path / f"{n}.xlsx", n) for n in (10, 11))

    assert large - small == len(list(rows_of(11, seed=1)))


def test_a_tenth_of_the_contracts_has_a_subcontract():
    sheets = Counter(sheet for place in range(1, 101) for sheet, _ in rows_of(place, seed=1))

    assert sheets["契約"] == 100
    assert sheets["再委託"] == 10
