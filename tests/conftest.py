"""What tests are given: a database of each kind, settings, an application, fonts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings as hypothesis_settings

from config import Config
from tests import databases
from tests.running.steps import font_folder

KINDS = ["sqlite"]
if databases.POSTGRES_URL:
    KINDS.append("postgresql")

# Machines are shared: a slow moment is no fault of the code.
hypothesis_settings.register_profile("house", deadline=None, print_blob=True)
hypothesis_settings.load_profile("house")


@pytest.fixture(params=[pytest.param(k, marks=getattr(pytest.mark, k)) for k in KINDS])
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of database; a test that asks for a database runs once for each kind."""
    return str(request.param)


@pytest.fixture
def empty_database_url(kind: str, tmp_path: Path) -> Iterator[str]:
    """A database of the test's own, without any table."""
    with databases.fresh(kind, tmp_path) as url:
        yield url


@pytest.fixture
def database_url(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database of the test's own, as `flask db upgrade` leaves a new one."""
    ready = request.getfixturevalue(f"ready_{kind}")
    with databases.fresh(kind, tmp_path, like=ready) as url:
        yield url


@pytest.fixture
def config(database_url: str, tmp_path: Path, font_dir: Path) -> Config:
    """The settings of an installation on that database."""
    return databases.settings_on(database_url, tmp_path, font_dir)


@pytest.fixture
def application(config: Config) -> Iterator[Flask]:
    """The product on that database; its connections are closed afterwards."""
    with databases.application_on(config) as made:
        yield made


@pytest.fixture(scope="session")
def ready_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A migrated SQLite database that every test's own is a copy of."""
    with databases.migrated("sqlite", tmp_path_factory.mktemp("ready")) as name:
        yield name


@pytest.fixture(scope="session")
def ready_postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A migrated PostgreSQL database that every test's own is a copy of."""
    with databases.migrated("postgresql", tmp_path_factory.mktemp("ready")) as name:
        yield name


@pytest.fixture(scope="session")
def font_dir() -> Path:
    """The papers' fonts; made by the first run that needs them and kept between runs."""
    return Path(os.environ.get("MITODOKE_TEST_FONT_DIR") or font_folder())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without LibreOffice its tests say so; bin/test installs it or counts it as left out."""
    if shutil.which("soffice") is None:
        for item in items:
            if item.get_closest_marker("libreoffice"):
                item.add_marker(pytest.mark.skip(reason="LibreOffice is not on this machine"))
