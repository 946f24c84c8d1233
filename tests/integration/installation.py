"""An installation under test: its command line, its loads, and its tables as they stand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from click.testing import Result
from flask import Flask
from sqlalchemy import text

from app.records.base import Base
from app.records.database import db
from app.workflows.load_workbook import Loading, load_workbook
from tests.books import Cells, a_book

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
GOLDEN_BOOK = GOLDEN / "cases.xlsx"
GOLDEN_DAYS = ("2020-04-01", "2021-04-15", "2026-11-20")
BY = "試験"
AT = datetime(2026, 11, 20, 1, 2, 3, 4, tzinfo=UTC)
NEXT_DAY = datetime(2026, 11, 21, 1, 2, 3, tzinfo=UTC)

Tables = Mapping[str, Sequence[tuple[Any, ...]]]


@dataclass(frozen=True)
class Installation:
    """The product on one database, with a folder for files."""

    app: Flask
    folder: Path

    def run(self, *arguments: object) -> Result:
        """A command of the command line; what it does not catch, the test sees."""
        runner = self.app.test_cli_runner(catch_exceptions=False)
        return runner.invoke(args=[str(argument) for argument in arguments])

    def told(self, *arguments: object) -> Any:
        """The JSON that a command answers with."""
        done = self.run(*arguments, "--json")
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    def printed(self, form: str, contract: str, *options: object) -> bytes:
        """A paper of a contract, as `print` writes it."""
        out = self.folder / "out.pdf"
        out.unlink(missing_ok=True)
        done = self.run("print", form, contract, out, *options)
        assert done.exit_code == 0, done.output
        return out.read_bytes()

    def load(self, path: Path, *, at: datetime = AT, dry_run: bool = False) -> Loading:
        with self.app.app_context():
            return load_workbook(path, by=BY, at=at, dry_run=dry_run)

    def load_sheets(
        self, /, *, at: datetime = AT, dry_run: bool = False, **sheets: Sequence[Cells]
    ) -> Loading:
        """Loads a 登録ブック of these sheets."""
        return self.load(a_book(self.folder, **sheets), at=at, dry_run=dry_run)

    def tables(self, *, without: Sequence[str] = ()) -> Tables:
        """Every row of every table as the database holds it."""
        names = sorted(set(Base.metadata.tables) - set(without))
        return {name: sorted(self._whole(name), key=repr) for name in names}

    def rows(self, query: str, **values: object) -> list[Any]:
        """What a query of plain SQL gives."""
        with self.app.app_context(), db.engine.connect() as connection:
            return list(connection.execute(text(query), values))

    def change(self, *statements: str, **values: object) -> None:
        """Changes tables behind the product's back, foreign keys or not."""
        with self.app.app_context():
            off = "PRAGMA foreign_keys=OFF"
            if db.engine.dialect.name == "postgresql":
                off = "SET session_replication_role = replica"
            with db.engine.connect() as connection:
                connection.connection.cursor().execute(off)
                for statement in statements:
                    connection.execute(text(statement), values)
                connection.commit()
            db.engine.dispose()  # the connection that forgot its keys goes

    def entries(self, contract: str) -> list[Any]:
        """The record of a contract."""
        query = "SELECT * FROM entries WHERE contract = :contract ORDER BY number"
        return self.rows(query, contract=contract)

    def count(self, table: str) -> int:
        [(found,)] = self.rows(f"SELECT count(*) FROM {table}")  # noqa: S608 — our own names
        return int(found)

    def _whole(self, table: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.rows(f"SELECT * FROM {table}")]  # noqa: S608
