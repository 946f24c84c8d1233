"""計る相手: the product on one database, as a process of a measurement finds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from app.records.database import transaction
from tests import databases


@dataclass(frozen=True)
class Installation:
    """A database's URL and the folder of everything else; can be sent to another process."""

    url: str
    folder: Path
    font_dir: Path

    @property
    def register(self) -> Path:
        return self.folder / "監査台帳.xlsx"

    @contextmanager
    def running(self) -> Iterator[None]:
        """The product on this database."""
        config = databases.settings_on(self.url, self.folder, self.font_dir)
        with databases.application_on(config) as application, application.app_context():
            yield


def note_sizes(installation: Installation) -> None:
    """Lets the database look at its tables once, as PostgreSQL's autovacuum does after a load."""
    with installation.running(), transaction() as session:
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("ANALYZE"))
