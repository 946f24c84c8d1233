"""証拠を受け取る: hands an attached file out as it is kept, and notes who has taken it."""

from __future__ import annotations

from datetime import datetime

from app.acts import operation_log
from app.acts.evidence import EvidenceError, NoEntryError
from app.records import attachments, evidence_contents
from app.records.attachments import Attachment
from app.records.database import transaction
from app.records.people import Person
from audits.wareki import short_wareki

CHANGED = (
    "控えたファイルが、添付したときと変わっているか、なくなっています。管理者に知らせてください。"
)


def take_evidence(
    attachment_id: int, *, by: Person, at: datetime, address: str | None = None
) -> tuple[Attachment, bytes]:
    """The file and its bytes. Raises NoEntryError; EvidenceError where there is nothing to hand."""
    with transaction() as session:
        found = attachments.one(session, attachment_id, by.scope)
        if found is None:
            raise NoEntryError(attachment_id)
        contract, file = found
        if file.withdrawal is not None:
            on = short_wareki(file.withdrawal.on)
            raise EvidenceError(f"「{file.name}」は、{on}に取り下げたため、ありません。")
        content = evidence_contents.content_of(session, file.sha256)
        if content is None or not evidence_contents.is_sound(content, file.sha256):
            raise EvidenceError(CHANGED)
        subject = f"{contract} {file.entry_number}号 {file.sha256[:16]}"
        operation_log.note(
            session, by=by.actor, act="take_evidence", subject=subject, at=at, address=address
        )
    return file, content
