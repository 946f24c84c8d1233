"""調査票の写真: added to and taken off an item; on the inspection once it is concluded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.acts import attaching, evidence, operation_log
from app.acts.answering import item_named
from app.acts.attaching import Attached
from app.acts.evidence import EvidenceError, Subject, Writer
from app.acts.file_check.content import CheckedFile
from app.acts.sheet_of_visit import NamedVisit
from app.records import attachments, evidence_contents, photographs, sheets
from app.records.entry_subjects import entry_of_inspection, entry_subject
from app.records.inspection_standing import inspection_standing
from app.records.people import Person
from app.records.photographs import Photograph, PhotographRow
from app.records.revisions import contracts_by_number
from app.records.sheets import Sheet
from audits.fiscal_year import FiscalYear
from audits.lifecycles.inspection import InspectionState

MOST_OF_ITEM = 10
CONCLUDED = "結論を出した調査票の写真は、足すことも外すこともできません。"


def add(
    session: Session,
    visit: NamedVisit,
    sheet: Sheet,
    key: str,
    files: Sequence[CheckedFile],
    *,
    by: Person,
    at: datetime,
    address: str | None,
) -> None:
    """Keeps photographs for an item. Raises EvidenceError and AnswerError."""
    evidence.check_switched_on(session)
    item = item_named(sheet, key)
    _check_open(session, visit, sheet)
    there = {one.sha256 for one in photographs.of_sheet(session, sheet.id) if one.item == key}
    fresh = {file.sha256: file for file in files if file.sha256 not in there}
    if len(there) + len(fresh) > MOST_OF_ITEM:
        raise EvidenceError(f"1つの項目に付けられる写真は、{MOST_OF_ITEM}枚までです。")
    for file in fresh.values():
        evidence_contents.keep(session, file.sha256, file.content, at)
        session.add(
            PhotographRow(
                sheet_id=sheet.id,
                item=key,
                name=file.name,
                kind=file.kind.value,
                size=file.size,
                sha256=file.sha256,
                written_at=at,
                written_by=by.actor,
            )
        )
        _note(session, "add_photograph", visit, item.place, file.sha256, by, at, address)


def remove(
    session: Session,
    visit: NamedVisit,
    sheet: Sheet,
    photograph_id: int,
    *,
    by: Person,
    at: datetime,
    address: str | None,
) -> None:
    """Takes a photograph off its item; one that is off already stays off. Raises EvidenceError."""
    _check_open(session, visit, sheet)
    found = [one for one in photographs.of_sheet(session, sheet.id) if one.id == photograph_id]
    for one in found:
        photographs.forget(session, sheet.id, one.id)
        evidence_contents.forget_unused(session, one.sha256)
        _note(session, "remove_photograph", visit, one.item, one.sha256, by, at, address)


def hang_on_judged(
    session: Session, contracts: Collection[str], *, by: Writer, at: datetime
) -> None:
    """However a judgement of theirs came on file: no photograph stays outside the record."""
    for one in photographs.waiting(session, contracts):
        year = FiscalYear(one.fiscal_year)
        sheet = sheets.sheet_of(session, one.engagement_id, year, one.round)
        if sheet is not None:
            visit = NamedVisit(one.contract, one.branch, year, one.round)
            hang_on_inspection(session, visit, sheet, by=by, at=at)


def hang_on_inspection(
    session: Session, visit: NamedVisit, sheet: Sheet, *, by: Writer, at: datetime
) -> None:
    """Once it is concluded: its photographs are on file for good, in one entry of the record."""
    found = photographs.of_sheet(session, sheet.id)
    subject = _subject(session, visit) if found else None
    if subject is None:
        return
    files = [
        Attached(one.name, one.kind, one.size, one.sha256, sheet.id, one.item) for one in found
    ]
    words = f"調査票の写真{len(found)}枚を添付", _by_item(sheet, found)
    attaching.put_on_file(session, subject, files, words, by=by, at=at)
    photographs.forget(session, sheet.id)


def taken_for(session: Session, sheet: Sheet) -> Counter[str]:
    """How many photographs each item of the sheet has, by its key: drafts, and those on file."""
    on_file = attachments.of_sheet(session, sheet.id)
    taken = Counter(one.item for one in photographs.of_sheet(session, sheet.id))
    taken.update(one.item for one in on_file if one.withdrawal is None)
    return taken


def _subject(session: Session, visit: NamedVisit) -> Subject | None:
    contract_id, _, _ = contracts_by_number(session, [visit.contract])[visit.contract]
    number = entry_of_inspection(session, contract_id, visit.branch, visit.year.start, visit.round)
    entry = entry_subject(session, contract_id, number) if number is not None else None
    return Subject(contract_id, visit.contract, entry) if entry is not None else None


def _by_item(sheet: Sheet, found: Sequence[Photograph]) -> str:
    """A-3 2枚、C-1 1枚, in the order of the sheet."""
    counts = Counter(one.item for one in found)
    items = [item for item in sheet.composed.items if item.key in counts]
    return "、".join(f"{item.place} {counts[item.key]}枚" for item in items)


def may_change(session: Session, visit: NamedVisit, sheet: Sheet) -> bool:
    """The judgement may be on file without the sheet: 「結果を記録」 and books give it, too."""
    place = (visit.contract, visit.branch, visit.year.start, visit.round)
    state = inspection_standing(session, *place)
    return sheet.concluded_at is None and state is not InspectionState.CONCLUDED


def _check_open(session: Session, visit: NamedVisit, sheet: Sheet) -> None:
    if not may_change(session, visit, sheet):
        raise EvidenceError(CONCLUDED)


def _note(
    session: Session,
    act: str,
    visit: NamedVisit,
    item: str,
    digest: str,
    by: Person,
    at: datetime,
    address: str | None,
) -> None:
    subject = f"{visit.contract} {visit.branch} {visit.year} {visit.round} {item} {digest[:16]}"
    operation_log.note(session, by=by.actor, act=act, subject=subject, at=at, address=address)
