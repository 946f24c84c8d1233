"""証拠: files and places of papers beside entries of a record, each with an entry of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy.orm import Session

from app.acts import record
from app.acts.city import EVIDENCE_FILES, EVIDENCE_MEGABYTES, YES, several_values
from app.acts.drafts import Draft
from app.acts.filing.after_closing import CLOSED, is_closed
from app.records.attachments import AttachmentRow, WithdrawalRow
from app.records.entry_subjects import EntrySubject, entry_subject
from app.records.paper_places import PaperPlaceRow
from app.records.people import Person
from app.records.reachable import reachable
from audits.entry import Snapshot
from audits.roles import Act

KIB = 1024
SWITCHED_OFF = (
    "この市では、ファイルの添付を使っていません。紙の場所（綴り・場所・文書番号）は書けます。"
)


class EvidenceError(ValueError):
    """Evidence that cannot be taken; the message says why."""


class NoEntryError(LookupError):
    """There is no such contract for this person, or no such entry in its record."""


@dataclass(frozen=True, slots=True)
class FileRules:
    """Whether this city takes files as evidence, and how big each may be."""

    on: bool
    megabytes: int


@dataclass(frozen=True, slots=True)
class Subject:
    """The entry of a contract's record that evidence is about."""

    contract_id: int
    contract: str
    entry: EntrySubject


class Writer(Protocol):
    """Who writes: a person, or whoever loads a book."""

    @property
    def name(self) -> str: ...

    @property
    def actor(self) -> str: ...


def file_rules(session: Session) -> FileRules:
    on, megabytes = several_values(session, EVIDENCE_FILES, EVIDENCE_MEGABYTES)
    return FileRules(on == YES, int(megabytes))


def check_switched_on(session: Session) -> None:
    """Raises EvidenceError where the city takes no files."""
    if not file_rules(session).on:
        raise EvidenceError(SWITCHED_OFF)


def size_words(size: int) -> str:
    """820バイト, 12.3KB, 1.2MB."""
    if size < KIB:
        return f"{size}バイト"
    if size < KIB * KIB:
        return f"{size / KIB:.1f}KB"
    return f"{size / KIB / KIB:.1f}MB"


def subject_of(session: Session, contract: str, entry: int, by: Person, act: Act) -> Subject:
    """The entry, for whoever may do this with its contract. Raises NoEntryError."""
    contract_id = reachable(session, contract, by.scope_of(act))
    found = entry_subject(session, contract_id, entry) if contract_id is not None else None
    if contract_id is None or found is None:
        raise NoEntryError(contract)
    return Subject(contract_id, contract, found)


def check_subject(subject: Subject) -> None:
    """Raises EvidenceError where the entry tells of evidence for another one."""
    if not subject.entry.takes_evidence:
        raise EvidenceError(
            "証拠について書いた行には、証拠を付けられません。もとの行に付けてください。"
        )


def check_open(session: Session, subject: Subject, on: date) -> None:
    """Raises EvidenceError where the contract is closed: its record takes only corrections."""
    if is_closed(session, subject.contract_id, on):
        raise EvidenceError(CLOSED)


def values_of(row: Any, fields: Sequence[str]) -> dict[str, Any]:
    """These columns of a row."""
    return {name: getattr(row, name) for name in fields}


def write(
    session: Session,
    subject: Subject,
    draft: Draft,
    row: AttachmentRow | WithdrawalRow | PaperPlaceRow,
    *,
    by: Writer,
    at: datetime,
    more: tuple[Snapshot, ...] = (),
    files: tuple[str, ...] = (),
) -> None:
    """An entry bound to its row, to `more` besides, and to the hashes of `files`."""
    act = record.Act(
        subject.contract,
        subject.entry.branch,
        draft,
        row.__tablename__,
        row.id,
        row.id,
        values_of(row, draft.fields),
        rests_on=more,
        evidence=files,
    )
    record.append(session, [act], by=by.actor, at=at)
