"""What integration tests are given: an installation, empty or with the golden book loaded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import make_url

from tests import databases
from tests.integration.installation import GOLDEN_BOOK, Installation


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
    with databases.fresh(kind, folder, like=ready) as url:
        config = databases.settings_on(url, folder, font_dir)
        with databases.application_on(config) as made:
            yield Installation(made, folder)


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
def _loaded(kind: str, like: str, folder: Path) -> Iterator[str]:
    with databases.fresh(kind, folder, like=like) as url:
        with databases.application_on(databases.settings_on(url, folder, folder)) as made:
            loading = Installation(made, folder).load(GOLDEN_BOOK)
            assert loading.written, loading.errors
        yield str(make_url(url).database)
