"""証拠の検証: holds attached files, and what was noted of them, against their entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from app.records import attachments, evidence_contents, paper_places
from app.records.attachments import Attachment, AttachmentRow, WithdrawalRow
from app.records.paper_places import PaperPlaceRow
from audits.entry import Entry
from audits.record import Fault

FILES = AttachmentRow.__tablename__
WITHDRAWALS = WithdrawalRow.__tablename__
PLACES = PaperPlaceRow.__tablename__
Chain = Sequence[tuple[Entry, str]]


def file_faults(
    session: Session, numbers: Mapping[int, str], chains: Mapping[int, Chain]
) -> Iterator[Fault]:
    """Of the contracts with these ids and numbers; one file at a time, whatever its size."""
    bound = _bound(chains)
    withdrawn = set()
    for contract_id, row_id, attachment_id in attachments.withdrawals_of(session, list(numbers)):
        if row_id in bound[WITHDRAWALS]:
            withdrawn.add(attachment_id)
        else:
            yield _unrecorded(numbers[contract_id], "取下げ", WITHDRAWALS, row_id)
    for contract_id, row_id in paper_places.ids_of_contracts(session, list(numbers)):
        if row_id not in bound[PLACES]:
            yield _unrecorded(numbers[contract_id], "資料の所在", PLACES, row_id)
    for file in attachments.of_contracts(session, list(numbers)):
        contract, entry = numbers[file.contract_id], bound[FILES].get(file.id)
        if entry is None:
            yield _unrecorded(contract, "添付", FILES, file.id)
        elif file.id not in withdrawn:
            yield from _of_file(session, entry, file)


def _bound(chains: Mapping[int, Chain]) -> Mapping[str, Mapping[int, Entry]]:
    """Table → row → the entry that is bound to it."""
    found: dict[str, dict[int, Entry]] = defaultdict(dict)
    for chain in chains.values():
        for entry, _ in chain:
            for snapshot in entry.bound_to:
                found[snapshot.table][snapshot.row] = entry
    return found


def _of_file(session: Session, entry: Entry, file: Attachment) -> Iterator[Fault]:
    if file.sha256 not in entry.evidence:
        yield Fault(entry.contract, entry.number, f"添付のハッシュが記録と違います：{file.name}")
        return
    content = evidence_contents.content_of(session, file.sha256)
    if content is None:
        yield Fault(entry.contract, entry.number, f"添付したファイルがありません：{file.name}")
    elif not evidence_contents.is_sound(content, file.sha256):
        yield Fault(entry.contract, entry.number, f"添付したファイルが変わっています：{file.name}")


def _unrecorded(contract: str, what: str, table: str, row_id: int) -> Fault:
    return Fault(contract, None, f"記録のない{what}（{table} {row_id}）があります。")
