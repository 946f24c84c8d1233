"""完了の後: only corrections go into the record, and an incident reopens it (rules.md 5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.acts.closing import decide_closing
from app.acts.filing.hand_entry import HandEntry
from app.acts.loading.change import Change
from app.acts.loading.sheets import INCIDENTS
from app.acts.operation_log import Caller
from app.records import revisions, rows_on_file
from app.records.decisions import ClosingKind
from app.workbooks.problem import Problem, shown

CLOSED = (
    "この契約は完了しています。管理記録に加えられるのは訂正だけです。"
    "新しく記録することがあるときは、所属長が契約を再開してください。"
)


def is_closed(session: Session, contract_id: int, on: date) -> bool:
    """Whether the contract is closed on the day."""
    day = rows_on_file.closed_on(session, contract_id)
    return day is not None and day <= on


def is_allowed(entry: HandEntry) -> bool:
    """A correction of what is on file; an incident that became known."""
    return reopens(entry) or (entry.seen is not None and entry.amendment is None)


def reopens(entry: HandEntry) -> bool:
    """Whether it is an incident that was not on file."""
    return entry.sheet is INCIDENTS and entry.seen is None


def reopen(
    session: Session, entry: HandEntry, *, on: date, by: str, at: datetime, caller: Caller
) -> None:
    """Leaves an entry of its own, after that of the incident."""
    incident = entry.row["事故番号"]
    _reopen(session, entry.contract, incident, on=on, by=by, at=at, caller=caller)


def reopening(session: Session, changes: Sequence[Change], on: date) -> list[Change]:
    """The incidents of a book that open a closed contract again: of each the first."""
    added = {
        change.place.contract: change
        for change in reversed(changes)
        if change.sheet is INCIDENTS and not change.previous and change.place.contract
    }
    on_file = revisions.contracts_by_number(session, sorted(added))
    closed = {number for number, (key, _, _) in on_file.items() if is_closed(session, key, on)}
    return [change for number, change in added.items() if number in closed]


def reopen_all(
    session: Session, incidents: Sequence[Change], *, on: date, by: str, at: datetime
) -> None:
    """Leaves an entry in the record of each of these contracts, after those of the book."""
    for change in incidents:
        number = change.values["number"]
        _reopen(session, str(change.place.contract), number, on=on, by=by, at=at)


def warnings_of(incidents: Sequence[Change]) -> Iterator[Problem]:
    """What the person is told before the book is loaded."""
    for change in incidents:
        number = change.place.contract
        sentence = f"契約{number}は完了しています。読み込むと、この事故によって再開されます。"
        named = shown(change.values["number"])
        yield Problem(INCIDENTS.sheet, change.row, "事故番号", named, sentence)


def _reopen(
    session: Session,
    contract: str,
    incident: str,
    *,
    on: date,
    by: str,
    at: datetime,
    caller: Caller | None = None,
) -> None:
    reason = f"完了の後に事故（{incident}）を知ったため"
    kind = ClosingKind.REOPENED
    decide_closing(session, contract, kind, on=on, reason=reason, by=by, at=at, caller=caller)
