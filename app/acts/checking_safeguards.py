"""実施の確認: what somebody saw of a connection's safeguard, put on file and put right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.acts.filing.hand_entry import ChangedMeanwhileError, NotThereError
from app.clock import day_of
from app.records import connection_list, newest, revisions, safeguard_checks
from app.records.safeguard_checks import SafeguardCheckRow
from audits.promise import CheckedAs

Values = Mapping[Any, Any]
FUTURE = "確認した日が、まだ来ていない日です。"
AT_VISITS = "契約のある外部結合の対策は、立入調査の調査票で確かめます。"
NO_REASON = "なぜ訂正するのかを書いてください。"


@dataclass(frozen=True, slots=True)
class CheckSaid:
    """A check as a form gives it; `number` and `reason`: of the one that is put right."""

    connection: str
    safeguard: str
    on: date
    result: CheckedAs
    text: str
    officer: str
    place: str = ""
    number: int | None = None
    reason: str = ""


class SafeguardCheckError(ValueError):
    """What was entered cannot be so: (the field, blank for all of it; a sentence)."""

    def __init__(self, wrong: Sequence[tuple[str, str]]) -> None:
        super().__init__(" ".join(sentence for _, sentence in wrong))
        self.wrong = tuple(wrong)


def is_asked_at_visits(session: Session, contract: str | None) -> bool:
    """Whether a contract on file stands behind a connection: its visits ask for the safeguards."""
    return bool(contract) and bool(revisions.contracts_by_number(session, [contract or ""]))


def keep(
    session: Session,
    connection: Values,
    said: CheckSaid,
    seen: int | None,
    *,
    by: str,
    at: datetime,
) -> bool:
    """Whether anything has changed. The caller holds the lock on the records.

    Raises SafeguardCheckError, ChangedMeanwhileError, NotThereError.
    """
    key: int = connection["id"]
    promised = {one["number"]: one["text"] for one in connection_list.safeguards_of(session, key)}
    if said.safeguard not in promised:
        raise NotThereError(said.safeguard)
    wrong = list(_wrong(session, connection, said, day_of(at)))
    if wrong:
        raise SafeguardCheckError(wrong)
    if said.number is None:
        number = safeguard_checks.next_number(session, key, said.safeguard)
        values = _values(said, number, promised[said.safeguard])
        _add(session, key, values, None, by, at)
        return True
    on_file = _on_file(session, key, said, seen)
    values = _values(said, said.number, on_file.values["promised"])
    if {**values, "reason": None} == {**on_file.values, "reason": None}:
        return False
    _add(session, key, values, on_file, by, at)
    return True


def _wrong(
    session: Session, connection: Values, said: CheckSaid, today: date
) -> Iterator[tuple[str, str]]:
    if said.on > today:
        yield "on", FUTURE
    if said.number is None and is_asked_at_visits(session, connection["contract_number"]):
        yield "", AT_VISITS
    if said.number is not None and not said.reason:
        yield "reason", NO_REASON


def _on_file(
    session: Session, connection_id: int, said: CheckSaid, seen: int | None
) -> newest.Newest:
    """The check that is put right, as the person saw it."""
    number = said.number or 0
    check = safeguard_checks.check_on_file(session, connection_id, said.safeguard, number)
    found = newest.newest(session, SafeguardCheckRow, seen) if seen is not None else None
    if check is None or found is None or found.id != check.id:
        raise NotThereError(said.safeguard)
    if found.id != seen:
        raise ChangedMeanwhileError(found.values, seen=found.id, by=found.written_by)
    return found


def _values(said: CheckSaid, number: int, promised: str) -> dict[str, Any]:
    return {
        "safeguard": said.safeguard,
        "number": number,
        "on": said.on,
        "result": said.result.value,
        "text": said.text,
        "officer": said.officer,
        "place": said.place or None,
        "promised": promised,
        "reason": said.reason or None,
    }


def _add(
    session: Session,
    connection_id: int,
    values: Mapping[str, Any],
    on_file: newest.Newest | None,
    by: str,
    at: datetime,
) -> None:
    if on_file is not None:
        revisions.supersede(session, SafeguardCheckRow, [on_file.id])
    row = {
        **values,
        "connection_id": connection_id,
        "is_current": True,
        "written_at": at,
        "written_by": by,
        "revision": on_file.revision + 1 if on_file else 1,
        "first_id": on_file.first_id if on_file else None,
    }
    revisions.add_rows(session, SafeguardCheckRow, [row])
