"""外部結合の変更: whether a change of a connection can be, and what is kept of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.acts.filing.amending import CHANGED_ON, SEEN_BEFORE, out_of_order
from app.acts.filing.hand_entry import Outcome, Remark
from app.acts.loading.amended_words import changed_columns
from app.acts.loading.change import Amendment, Change
from app.records import connection_amendments, revisions
from app.records.connection_amendments import ConnectionAmendmentRow
from audits.wareki import wareki

AFTER_THE_END = "変更日が終了日（{}）より後です。正しいか確かめてください。"
TO_COME = "変更日（{}）は先の日です。{}"


def look_at_change(
    session: Session, amendment: Amendment | None, outcome: Outcome, *, on: date
) -> None:
    """Adds to the outcome what is to be said of the day of a change, if it is one."""
    change = outcome.change
    if amendment is None or change is None or outcome.errors:
        return
    fact = connection_amendments.through(session, _key(session, change))
    headings = {n: change.sheet.headings[n] for n in changed_columns(change, list(change.values))}
    outcome.errors += out_of_order(fact.steps, amendment.on, headings)
    outcome.warnings += _doubtful(amendment.on, change.values["ends_on"], on)


def keep_change(
    session: Session, amendment: Amendment | None, change: Change, *, by: str, at: datetime
) -> None:
    """Puts day, reason and matter on file beside the revision that the change makes."""
    previous = change.previous
    if amendment is None or previous is None:
        return
    values = values_of(amendment, previous.revision + 1)
    add_row(session, _key(session, change), values, by=by, at=at)


def values_of(amendment: Amendment, fact_revision: int) -> dict[str, Any]:
    return {
        "fact_revision": fact_revision,
        "on": amendment.on,
        "reason": amendment.reason,
        "matter": amendment.matter or None,
    }


def add_row(
    session: Session,
    connection_id: int,
    values: Mapping[str, Any],
    *,
    by: str,
    at: datetime,
    replaces: tuple[int, int, int] | None = None,
) -> None:
    """`replaces`: id, first id and revision of what it puts right."""
    row_id, first_id, revision = replaces or (0, None, 0)
    if replaces:
        revisions.supersede(session, ConnectionAmendmentRow, [row_id])
    row = {
        **values,
        "connection_id": connection_id,
        "is_current": True,
        "written_at": at,
        "written_by": by,
        "revision": revision + 1,
        "first_id": first_id,
    }
    revisions.add_rows(session, ConnectionAmendmentRow, [row])


def _key(session: Session, change: Change) -> int:
    return revisions.connections_by_number(session)[change.place.connection or ""]


def _doubtful(day: date, ends_on: date | None, on: date) -> Iterator[Remark]:
    """A day that is filed all the same, but should be looked at."""
    if ends_on is not None and day > ends_on:
        yield Remark(CHANGED_ON, AFTER_THE_END.format(wareki(ends_on)))
    elif day > on:
        yield Remark(CHANGED_ON, TO_COME.format(wareki(day), SEEN_BEFORE))
