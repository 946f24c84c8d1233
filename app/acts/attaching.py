"""証拠の添付: files put beside an entry of the record, and taken back where it was a mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.acts import operation_log, record
from app.acts.drafts import GAP, Draft
from app.acts.evidence import (
    EvidenceError,
    Subject,
    Writer,
    check_open,
    check_subject,
    check_switched_on,
    size_words,
    values_of,
    write,
)
from app.acts.file_check.content import CheckedFile
from app.clock import day_of
from app.records import attachments, evidence_contents
from app.records.attachments import Attachment, AttachmentRow, WithdrawalRow
from app.records.people import Person
from audits.entry import EntryKind, Snapshot
from audits.file_kind import FileKind
from audits.wareki import short_wareki

MOST_BESIDE_ONE = 50
FIGURES = 16  # of a hash, as they stand on paper


@dataclass(frozen=True, slots=True)
class Attached:
    """One file on its way onto file; `sheet_id` and `item`: what a photograph was taken for."""

    name: str
    kind: FileKind
    size: int
    sha256: str
    sheet_id: int | None = None
    item: str = ""

    @property
    def words(self) -> str:
        """契約書.pdf（1.2MB、SHA-256 0123456789abcdef）."""
        return f"{self.name}（{size_words(self.size)}、SHA-256 {self.sha256[:FIGURES]}）"


def attach(
    session: Session,
    subject: Subject,
    files: Sequence[CheckedFile],
    *,
    by: Person,
    at: datetime,
    address: str | None,
) -> None:
    """Puts files beside an entry. Raises EvidenceError. The caller holds the lock on records."""
    check_switched_on(session)
    check_subject(subject)
    check_open(session, subject, day_of(at))
    there = attachments.of_contract(session, subject.contract_id, subject.entry.number)
    _check_files(there, files)
    for file in files:
        evidence_contents.keep(session, file.sha256, file.content, at)
    found = [Attached(file.name, file.kind, file.size, file.sha256) for file in files]
    words = "証拠を添付", "、".join(one.words for one in found)
    put_on_file(session, subject, found, words, by=by, at=at)
    for one in found:
        note = f"{subject.contract} {subject.entry.number}号 {one.sha256[:FIGURES]}"
        operation_log.note(
            session, by=by.actor, act="attach_evidence", subject=note, at=at, address=address
        )


def put_on_file(
    session: Session,
    subject: Subject,
    files: Sequence[Attached],
    words: tuple[str, str],
    *,
    by: Writer,
    at: datetime,
) -> None:
    """The rows of files whose contents are kept, and one entry bound to all of them.

    `words`: what was done, and with what.
    """
    rows = [
        AttachmentRow(
            contract_id=subject.contract_id,
            entry_number=subject.entry.number,
            sheet_id=file.sheet_id,
            item=file.item,
            name=file.name,
            kind=file.kind.value,
            size=file.size,
            sha256=file.sha256,
            written_at=at,
            written_by=by.actor,
        )
        for file in files
    ]
    session.add_all(rows)
    session.flush()
    bound = [_snapshot(row, AttachmentRow.FACTS) for row in rows]
    done, what = words
    text = GAP.join((done, subject.entry.name, what))
    draft = Draft(
        "attached", EntryKind.OTHER, day_of(at), text, AttachmentRow.FACTS, officer=by.name
    )
    evidence = tuple(file.sha256 for file in files)
    write(session, subject, draft, rows[0], by=by, at=at, more=tuple(bound[1:]), files=evidence)


def withdraw(
    session: Session,
    subject: Subject,
    file: Attachment,
    reason: str,
    *,
    by: Person,
    at: datetime,
    address: str | None,
) -> bool:
    """Takes a file back that was a mistake; whether its bytes are gone, too.

    They stay while another attachment has the very same. What was a mistake is put right after 完了
    as well (rules.md 5). Raises EvidenceError. The caller holds
    the lock on the records.
    """
    if file.withdrawal is not None:
        raise EvidenceError(
            f"このファイルは、{short_wareki(file.withdrawal.on)}に取り下げてあります。"
        )
    row = WithdrawalRow(
        contract_id=subject.contract_id,
        attachment_id=file.id,
        on=day_of(at),
        reason=reason,
        written_at=at,
        written_by=by.actor,
    )
    session.add(row)
    session.flush()
    words = f"{file.name}（SHA-256 {file.sha256[:FIGURES]}）"
    text = GAP.join(("証拠を取下げ", subject.entry.name, words, f"理由 {reason}"))
    draft = Draft("withdrawn", EntryKind.OTHER, row.on, text, WithdrawalRow.FACTS, officer=by.name)
    write(session, subject, draft, row, by=by, at=at)
    is_gone = evidence_contents.forget_unused(session, file.sha256)
    note = f"{subject.contract} {subject.entry.number}号 {file.sha256[:FIGURES]}"
    operation_log.note(
        session, by=by.actor, act="withdraw_evidence", subject=note, at=at, address=address
    )
    return is_gone


def _check_files(there: Sequence[Attachment], files: Sequence[CheckedFile]) -> None:
    in_force = {file.sha256: file.name for file in there if file.withdrawal is None}
    if len(in_force) + len(files) > MOST_BESIDE_ONE:
        raise EvidenceError(f"1つの行に付けられるファイルは、{MOST_BESIDE_ONE}個までです。")
    for file in files:
        if file.sha256 in in_force:
            raise EvidenceError(
                f"{file.name}：同じ中身のファイルが、もう付いています（{in_force[file.sha256]}）。"
            )
        in_force[file.sha256] = file.name


def _snapshot(row: AttachmentRow, fields: Sequence[str]) -> Snapshot:
    return record.snapshot_of(row.__tablename__, row.id, values_of(row, fields), fields)
