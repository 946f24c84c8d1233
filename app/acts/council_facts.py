"""審議会の開催と意見: sessions and opinions put on file, a new revision for each change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.acts.filing.council_entry import moved_matters
from app.acts.filing.hand_entry import ChangedMeanwhileError, NotThereError
from app.acts.opinion_record import KeptOpinion
from app.records import council_sessions, newest, revisions
from app.records.base import Fact
from app.records.council_opinions import OpinionRow, opinions_of
from app.records.council_sessions import CouncilSessionRow


class CouncilError(ValueError):
    """What was entered cannot be so; the message is for the person."""


@dataclass(frozen=True, slots=True)
class SessionSaid:
    """A session as a form gives it; `was`: the day and name that its matters have on file."""

    held_on: date
    name: str
    place: str = ""
    remarks: str = ""
    was: tuple[date, str] | None = None


@dataclass(frozen=True, slots=True)
class OpinionSaid:
    """An opinion as a form gives it."""

    matter: str
    number: str
    said_by: str
    text: str
    answer: str
    promised: tuple[str, ...] = ()


SESSION_TAKEN = "同じ日の同じ会議が、すでに登録されています。"
OPINION_TAKEN = "この番号の意見は、すでに登録されています。別の番号にしてください。"


def keep_session(
    session: Session, said: SessionSaid, seen: int | None, *, by: str, at: datetime
) -> bool:
    """Whether anything has changed. The matters of the session follow it to its new day and name.

    Raises CouncilError, ChangedMeanwhileError, NotThereError.
    """
    here = (said.held_on, said.name)
    known = council_sessions.session_on(session, *here)
    on_file = _on_file(session, CouncilSessionRow, seen)
    if known is not None and (on_file is None or known != on_file.id):
        raise CouncilError(SESSION_TAKEN)
    was = said.was
    if on_file is not None:
        was = (on_file.values["held_on"], on_file.values["name"])
    values = {
        "held_on": said.held_on,
        "name": said.name,
        "place": said.place or None,
        "remarks": said.remarks or None,
    }
    if on_file is not None and dict(on_file.values) == values:
        return False
    _add(session, CouncilSessionRow, values, on_file, by, at)
    if was is not None and was != here:
        ids = council_sessions.matters_of(session, *was)
        moved_matters(session, ids, held_on=said.held_on, name=said.name, by=by, at=at)
    return True


def keep_opinion(
    session: Session, said: OpinionSaid, seen: int | None, *, by: str, at: datetime
) -> KeptOpinion | None:
    """The new revision; None where nothing has changed.

    Raises CouncilError, ChangedMeanwhileError, NotThereError.
    """
    on_file = _on_file(session, OpinionRow, seen)
    if on_file is not None and on_file.values["matter"] != said.matter:
        raise NotThereError(said.matter)
    taken = {one.number: one.id for one in opinions_of(session, said.matter)}
    if said.number in taken and (on_file is None or taken[said.number] != on_file.id):
        raise CouncilError(OPINION_TAKEN)
    values = {
        "matter": said.matter,
        "number": said.number,
        "said_by": said.said_by or None,
        "text": said.text,
        "answer": said.answer or None,
        "promised": list(said.promised),
    }
    if on_file is not None and dict(on_file.values) == values:
        return None
    row = _add(session, OpinionRow, values, on_file, by, at)
    first_id = on_file.first_id if on_file else row
    return KeptOpinion(row, first_id, values, on_file.values if on_file else None)


def _on_file(session: Session, table: type[Fact], seen: int | None) -> newest.Newest | None:
    """The fact as the person saw it; None for a new one."""
    if seen is None:
        return None
    found = newest.newest(session, table, seen)
    if found is None:
        raise NotThereError(str(seen))
    if found.id != seen:
        raise ChangedMeanwhileError(found.values, seen=found.id, by=found.written_by)
    return found


def _add(
    session: Session,
    table: type[Fact],
    values: Mapping[str, Any],
    on_file: newest.Newest | None,
    by: str,
    at: datetime,
) -> int:
    """The number of its row."""
    if on_file is not None:
        revisions.supersede(session, table, [on_file.id])
    row = {
        **values,
        "is_current": True,
        "written_at": at,
        "written_by": by,
        "revision": on_file.revision + 1 if on_file else 1,
        "first_id": on_file.first_id if on_file else None,
    }
    [row_id] = revisions.add_rows(session, table, [row])
    return row_id
