"""資料の所在の記載: where the papers of an entry are, noted whatever its form asked for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.acts import operation_log
from app.acts.drafts import GAP, Draft
from app.acts.evidence import EvidenceError, Subject, check_open, check_subject, write
from app.clock import day_of
from app.records import paper_places
from app.records.paper_places import PaperPlace, PaperPlaceRow
from app.records.people import Person
from audits.entry import EntryKind


def note_place(
    session: Session,
    subject: Subject,
    said: PaperPlace,
    *,
    by: Person,
    at: datetime,
    address: str | None,
) -> None:
    """Notes where the papers of an entry are. Raises EvidenceError; the caller holds the lock."""
    check_subject(subject)
    check_open(session, subject, day_of(at))
    if not said.words:
        raise EvidenceError("綴り、場所、文書番号のどれかを書いてください。")
    before = paper_places.of_contract(session, subject.contract_id, subject.entry.number)
    if before and before[-1].words == said.words:
        raise EvidenceError("いまの記載と同じです。")
    row = PaperPlaceRow(
        contract_id=subject.contract_id,
        entry_number=subject.entry.number,
        binder=said.binder,
        place=said.place,
        document_number=said.document_number,
        written_at=at,
        written_by=by.actor,
    )
    session.add(row)
    session.flush()
    text = GAP.join(("資料の所在を記載", subject.entry.name))
    draft = Draft(
        "place_noted",
        EntryKind.OTHER,
        day_of(at),
        text,
        PaperPlaceRow.FACTS,
        officer=by.name,
        place=said.words,
    )
    write(session, subject, draft, row, by=by, at=at)
    note = f"{subject.contract} {subject.entry.number}号"
    operation_log.note(
        session, by=by.actor, act="note_paper_place", subject=note, at=at, address=address
    )
