"""証拠の様子: what evidence an entry of a record has, and what somebody may do with it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.acts.evidence import FileRules, NoEntryError, Subject, file_rules, subject_of
from app.acts.filing.after_closing import is_closed
from app.clock import today
from app.records import attachments, entry_subjects, paper_places
from app.records.attachments import Attachment
from app.records.entry_subjects import EntrySubject
from app.records.paper_places import PaperPlace
from app.records.people import Person
from app.records.reachable import reachable
from audits.roles import Act


@dataclass(frozen=True, slots=True)
class EntryEvidence:
    """An entry with its evidence, and what a person may do with it."""

    subject: Subject
    title: str
    files: list[Attachment]
    places: list[PaperPlace]
    rules: FileRules
    enters: bool
    withdraws: bool
    is_closed: bool

    @property
    def place(self) -> str:
        """Where the papers are, as last said."""
        return self.places[-1].words if self.places else self.subject.entry.place


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry that has evidence: where its papers are, and its files in force."""

    entry: EntrySubject
    place: str
    files: tuple[Attachment, ...]


@dataclass(frozen=True, slots=True)
class ContractEvidence:
    """All evidence of a contract, entry by entry."""

    title: str
    lines: list[EntryLine]


def of_entry(session: Session, number: str, entry: int, person: Person, act: Act) -> EntryEvidence:
    """For whoever may do this with the contract. Raises NoEntryError."""
    subject = subject_of(session, number, entry, person, act)
    key = subject.contract_id
    closed = is_closed(session, key, today())
    enters = subject.entry.takes_evidence and not closed
    return EntryEvidence(
        subject,
        entry_subjects.title_of(session, key),
        attachments.of_contract(session, key, entry),
        paper_places.of_contract(session, key, entry),
        file_rules(session),
        enters and _reaches(session, number, person, Act.ENTER),
        _reaches(session, number, person, Act.WITHDRAW_EVIDENCE),
        closed,
    )


def of_contract(session: Session, number: str, person: Person) -> ContractEvidence:
    """For whoever may see the contract. Raises NoEntryError."""
    key = _seen(session, number, person)
    noted = paper_places.newest_words(session, key)
    files = attachments.of_contract(session, key)
    with_files = (file.entry_number for file in files)
    with_place = entry_subjects.entries_with_place(session, key)
    found = entry_subjects.entry_subjects(session, key, {*noted, *with_files, *with_place})
    lines = [
        EntryLine(
            entry,
            noted.get(place, entry.place),
            tuple(f for f in files if f.entry_number == place and f.withdrawal is None),
        )
        for place, entry in sorted(found.items())
    ]
    return ContractEvidence(entry_subjects.title_of(session, key), lines)


def entry_of_act(
    session: Session, number: str, table: str, row_id: int, person: Person
) -> int | None:
    """The number of the first entry that a fact of this contract has left. Raises NoEntryError."""
    return entry_subjects.entry_of_act(session, _seen(session, number, person), table, row_id)


def _seen(session: Session, number: str, person: Person) -> int:
    found = reachable(session, number, person.scope)
    if found is None:
        raise NoEntryError(number)
    return found


def _reaches(session: Session, number: str, person: Person, act: Act) -> bool:
    return person.may(act) and reachable(session, number, person.scope_of(act)) is not None
