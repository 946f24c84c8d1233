"""版の公開: brings the editions that come with the product into the database."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import cache

from sqlalchemy.orm import Session

from app.records import editions
from app.records.editions import CheckSheetRow, ClauseSetRow
from checklists.loader import load_clause_set, load_sheet, shipped_texts

CLAUSE_SETS = "clause_sets"


class ChangedEditionError(RuntimeError):
    """A shipped edition differs from the published one of the same id."""


def missing_editions(session: Session) -> list[str]:
    """The ids of shipped editions that are not published yet. Refuses a changed one."""
    known = editions.published_sums(session)
    for key, edition in _shipped():
        if known.get(key, edition["sha256"]) != edition["sha256"]:
            raise ChangedEditionError(f"公開済みの版「{key}」の内容が製品のものと違います。")
    return [key for key, _ in _shipped() if key not in known]


def publish_shipped(session: Session, *, at: datetime) -> list[str]:
    """Adds what is not there yet; the ids that were added. A published edition never changes."""
    missing = missing_editions(session)
    for key, edition in _shipped():
        if key in missing:
            table = ClauseSetRow if edition["folder"] == CLAUSE_SETS else CheckSheetRow
            columns = {name: edition[name] for name in ("title", "body", "sha256")}
            session.add(table(id=key, published_at=at, **columns))
    session.flush()  # what follows in this transaction may refer to them
    return missing


def clause_set_ids(session: Session) -> frozenset[str]:
    """Every clause set that a contract may name: published, or published with the next act."""
    shipped = frozenset(key for key, edition in _shipped() if edition["folder"] == CLAUSE_SETS)
    return shipped | frozenset(editions.clause_set_ids(session))


@cache
def _shipped() -> list[tuple[str, dict[str, str]]]:
    found = []
    for folder, load in ((CLAUSE_SETS, load_clause_set), ("sheets", load_sheet)):
        for name, body in shipped_texts(folder):
            edition = load(body, name=name)
            sha256 = hashlib.sha256(body.encode("utf-8")).hexdigest()
            values = {"folder": folder, "title": edition.title, "body": body, "sha256": sha256}
            found.append((edition.id, values))
    return found
