"""What integration tests are given: an installation, empty or with the golden book loaded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import make_url

from tests import databases
from tests.books import contract_cells
from tests.integration.installation import GOLDEN_BOOK, Installation

# A password takes its time on purpose. Here nobody guesses any, and hundreds of people are put on
# file; the real figures have their tests in tests/unit/test_password_rules.py.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
Factory = pytest.TempPathFactory
Apps = Iterator[Flask]


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that are hashed with the least that argon2 takes."""
    monkeypatch.setattr("app.acts.passwords._hasher", QUICK)


@pytest.fixture
def installation(application: Flask, tmp_path: Path) -> Installation:
    """The product on an empty database of its own."""
    return Installation(application, tmp_path)


@pytest.fixture
def golden(
    kind: str, tmp_path: Path, font_dir: Path, request: pytest.FixtureRequest
) -> Iterator[Installation]:
    """The product with the golden book loaded, on a database of the test's own."""
    ready = request.getfixturevalue(f"golden_{kind}")
    folder = tmp_path / "golden"
    folder.mkdir()
    with _running(kind, ready, folder, font_dir) as made:
        yield Installation(made, folder)


@pytest.fixture
def golden_to_read(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Installation:
    """The same on a database that all tests share: for those that change nothing in it."""
    return Installation(request.getfixturevalue(f"shared_golden_{kind}"), tmp_path)


@pytest.fixture
def occupied(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Installation:
    """A shared database with one contract: for books that are refused."""
    return Installation(request.getfixturevalue(f"shared_occupied_{kind}"), tmp_path)


@pytest.fixture(scope="session")
def shared_golden_sqlite(golden_sqlite: str, tmp_path_factory: Factory, font_dir: Path) -> Apps:
    with _running("sqlite", golden_sqlite, tmp_path_factory.mktemp("g"), font_dir) as made:
        yield made


@pytest.fixture(scope="session")
def shared_golden_postgresql(
    golden_postgresql: str, tmp_path_factory: Factory, font_dir: Path
) -> Apps:
    with _running("postgresql", golden_postgresql, tmp_path_factory.mktemp("g"), font_dir) as made:
        yield made


@pytest.fixture(scope="session")
def shared_occupied_sqlite(ready_sqlite: str, tmp_path_factory: Factory, font_dir: Path) -> Apps:
    with _occupied("sqlite", ready_sqlite, tmp_path_factory.mktemp("o"), font_dir) as made:
        yield made


@pytest.fixture(scope="session")
def shared_occupied_postgresql(
    ready_postgresql: str, tmp_path_factory: Factory, font_dir: Path
) -> Apps:
    with _occupied("postgresql", ready_postgresql, tmp_path_factory.mktemp("o"), font_dir) as made:
        yield made


@pytest.fixture(scope="session")
def golden_sqlite(ready_sqlite: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An SQLite database with the golden book, to be copied."""
    with _loaded("sqlite", ready_sqlite, tmp_path_factory.mktemp("golden")) as name:
        yield name


@pytest.fixture(scope="session")
def golden_postgresql(
    ready_postgresql: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A PostgreSQL database with the golden book, to be copied."""
    with _loaded("postgresql", ready_postgresql, tmp_path_factory.mktemp("golden")) as name:
        yield name


@contextmanager
def _running(kind: str, like: str, folder: Path, font_dir: Path) -> Apps:
    with databases.fresh(kind, folder, like=like) as url:
        config = databases.settings_on(url, folder, font_dir)
        with databases.application_on(config) as made:
            yield made


@contextmanager
def _occupied(kind: str, like: str, folder: Path, font_dir: Path) -> Apps:
    with _running(kind, like, folder, font_dir) as made:
        Installation(made, folder).load_sheets(契約=[contract_cells("R7-900")])
        yield made


@contextmanager
def _loaded(kind: str, like: str, folder: Path) -> Iterator[str]:
    with databases.fresh(kind, folder, like=like) as url:
        with databases.application_on(databases.settings_on(url, folder, folder)) as made:
            loading = Installation(made, folder).load(GOLDEN_BOOK)
            assert loading.written, loading.errors
        yield str(make_url(url).database)
