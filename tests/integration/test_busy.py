"""書込みの順番: while a big load writes to SQLite, others are told to wait and lose nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from app.jobs.runner import BUSY, runner
from app.records import database
from app.records.database import BusyError, db, transaction
from tests.books import contract_cells
from tests.integration.browser import Browser
from tests.integration.installation import Installation
from tests.integration.uploads import (
    LOAD,
    a_city,
    agree,
    at_rest,
    book,
    read,
    send_book,
    tried,
)

PATIENCE_SECONDS = 1


@pytest.fixture
def city(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """A city in which nobody waits for long."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_SECONDS", PATIENCE_SECONDS)
    with installation.app.app_context():
        db.engine.dispose()
    return a_city(installation)


@contextmanager
def somebody_writes(city: Installation) -> Iterator[None]:
    """As long as this lasts SQLite lets nobody else write; PostgreSQL lets everybody."""
    with city.app.app_context(), transaction() as session:
        session.execute(text("UPDATE departments SET name = name"))
        yield


def test_a_form_that_cannot_be_saved_now_says_so_and_is_saved_later(city, kind):
    officer = Browser(city).come_in("officer")
    path, _ = tried(city, officer, book(city, 契約=[contract_cells("R8-002")]))
    with somebody_writes(city):
        answer = officer.send(f"{path}/discard")
    if kind == "sqlite":
        assert answer.status_code == 503
        assert "いま送ったものは、まだ保存していません" in answer.text
        assert answer.headers["Retry-After"]
        assert LOAD in officer.get(path).text
        answer = officer.send(f"{path}/discard")
    assert answer.location == "/loads"
    assert city.count("jobs") == 0


def test_a_book_that_comes_while_a_load_writes_is_asked_for_again(city, kind):
    officer = Browser(city).come_in("officer")
    made = book(city, 契約=[contract_cells("R8-002")])
    with somebody_writes(city):
        answer = send_book(officer, made)
    if kind == "sqlite":
        assert answer.status_code == 409
        assert "いま別の読込みが台帳に書き込んでいるため" in answer.text
        answer = send_book(officer, made)
    assert LOAD in read(city, officer, answer.location)


def test_pages_are_read_while_somebody_writes(city):
    officer = Browser(city).come_in("officer")
    with somebody_writes(city):
        assert officer.get("/contracts/R8-001").status_code == 200
        assert officer.get("/loads").status_code == 200


@pytest.mark.slow
def test_a_load_that_cannot_write_for_long_says_so_and_can_be_started_again(city, kind):
    officer = Browser(city).come_in("officer")
    many = [contract_cells(f"R8-{n:04}") for n in range(1000, 1400)]  # takes a moment to compare
    path, page = tried(city, officer, book(city, 契約=many))
    agree(officer, path, page)
    if kind == "sqlite":
        _fail_for_want_of_the_lock(city, officer, path)
        assert BUSY in officer.get(path).text
        officer.send(f"{path}/again")
    assert "読み込みました" in read(city, officer, path)


def _fail_for_want_of_the_lock(city: Installation, officer: Browser, path: str) -> None:
    """Somebody begins to write as soon as the load works out what it would change."""
    with city.app.app_context():
        runner().wake()
    while city.rows("SELECT state FROM jobs")[0].state == "waiting":
        time.sleep(0.001)
    with somebody_writes(city):
        time.sleep(PATIENCE_SECONDS * 4)
    at_rest(city)


def test_whoever_does_not_want_to_wait_is_told_at_once(city, kind):
    with somebody_writes(city):
        if kind == "sqlite":
            started = time.monotonic()
            with city.app.app_context(), pytest.raises(BusyError), transaction(waits=False):
                pass
            assert time.monotonic() - started < PATIENCE_SECONDS
