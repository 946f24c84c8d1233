"""Databases of the tests' own: SQLite files, and databases on the server that bin/test starts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import ClassVar

import psycopg
from flask import Flask
from flask_migrate import upgrade
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from psycopg import sql
from sqlalchemy import make_url
from werkzeug.routing import Rule

from config import Config

POSTGRES_URL = os.environ.get("MITODOKE_TEST_POSTGRES_URL", "")
STRATEGIES_KNOWN_SINCE = 150000
# Workers of one run share a server, so their databases bear their names.
NAMES = (f"test_{os.environ.get('PYTEST_XDIST_WORKER', os.getpid())}_{n}" for n in count(1))


class CompiledTemplates(BytecodeCache):
    """Templates that are compiled once for all the applications of a run."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key] = bucket.bytecode_to_string()


class RememberedRule(Rule):
    """The rule of an address, compiled once for all the applications of a run."""

    _compiled: ClassVar[dict[str, Callable[..., tuple[str, str]]]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = repr((self._trace, sorted((self.defaults or {}).items()), append_unknown))
        if key not in self._compiled:
            self._compiled[key] = super()._compile_builder(append_unknown)
        return self._compiled[key]


# Thousands of applications are made in a run; most of that time went into these two.
TEMPLATES = CompiledTemplates()
Flask.url_rule_class = RememberedRule


@contextmanager
def fresh(kind: str, folder: Path, like: str | None = None) -> Iterator[str]:
    """The URL of a new database: empty, or a copy of another one of its kind."""
    if kind == "postgresql":
        with _postgres_database(like or "template0") as name:
            yield _postgres_url(name)
        return
    file = folder / "mitodoke.sqlite3"
    if like is not None:
        shutil.copyfile(like, file)
    yield f"sqlite:///{file}"


@contextmanager
def migrated(kind: str, folder: Path) -> Iterator[str]:
    """A database with every table, to be copied: a file's path or a name on the server."""
    with fresh(kind, folder) as url:
        with application_on(settings_on(url, folder, folder)) as made, made.app_context():
            upgrade()
        yield str(make_url(url).database)


def settings_on(url: str, folder: Path, font_dir: Path) -> Config:
    """The settings of an installation that keeps everything else in the folder."""
    return Config(data_dir=folder, database_url=url, secret_key="t" * 32, font_dir=font_dir)


@contextmanager
def application_on(config: Config) -> Iterator[Flask]:
    """The product with these settings; its connections are closed afterwards."""
    # Here, so that an application that does not start fails its own tests, not every test.
    from app import create_app
    from app.records.database import db

    made = create_app(config)
    made.jinja_env.bytecode_cache = TEMPLATES
    try:
        yield made
    finally:
        with made.app_context():
            db.engine.dispose()


@contextmanager
def _postgres_database(like: str) -> Iterator[str]:
    name = next(NAMES)
    own, model = sql.Identifier(name), sql.Identifier(like)
    with _server() as server:
        # Copying files takes a third of the time of copying through the log.
        files = server.info.server_version >= STRATEGIES_KNOWN_SINCE
        strategy = sql.SQL("STRATEGY FILE_COPY" if files else "")
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} {}").format(own, model, strategy))
    try:
        yield name
    finally:
        with _server() as server:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(own))


def _server() -> psycopg.Connection:
    return psycopg.connect(_for_psycopg(POSTGRES_URL), autocommit=True)


def _postgres_url(name: str) -> str:
    return make_url(POSTGRES_URL).set(database=name).render_as_string(hide_password=False)


def _for_psycopg(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://", 1)
