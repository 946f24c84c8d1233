"""取扱者の期間を改める: from when, until when, and when they were taught; with its entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.acts import operation_log, record
from app.acts.consent_on_file import ConsentError, NoSuchRequestError, contract_of, party_words
from app.acts.drafts import GAP, Draft
from app.acts.exception_on_file import is_closed
from app.records import entries, handler_terms, revisions
from app.records.dossier import Dossier
from app.records.handler_terms import HandlersOnFile, HandlerTermRow
from app.records.people import Person
from app.records.scope import Scope
from audits.engagement import PRIME_BRANCH
from audits.entry import EntryKind
from audits.handler import HandlerRole
from audits.wareki import short_wareki
from audits.wording import HANDLER_ROLE

TABLE = HandlerTermRow.__tablename__
TERM, ENDED = "term", "ended"
LONGEST_TEXT = 2_000
CLOSED = "完了した契約と不成立の契約では、取扱者の期間を改められません。"
NOTHING_CHANGED = "変わったところがありません。"
TOO_LONG = f"{LONGEST_TEXT:,}文字以内にしてください。"


@dataclass(frozen=True, slots=True)
class HandlerCase:
    """The handlers of a report and the contract that they work for."""

    dossier: Dossier
    on_file: HandlersOnFile

    @property
    def contract(self) -> str:
        return self.dossier.contract.number

    @property
    def party(self) -> str:
        return party_words(self.dossier, self.on_file.branch)

    @property
    def is_closed(self) -> bool:
        return is_closed(self.dossier)

    @property
    def words(self) -> str:
        """取扱者3名（開発課 主任）, as the record tells of the report."""
        report = self.on_file.report
        people = f"{report['headcount']:,}名" if report["headcount"] is not None else ""
        return f"{HANDLER_ROLE[HandlerRole(report['role'])]}{people}（{report['position']}）"


def case_of(session: Session, contract: str, report: int, scope: Scope, on: date) -> HandlerCase:
    """Raises NoSuchRequestError."""
    found = contract_of(session, contract, scope, on)
    on_file = handler_terms.handlers_of(session, found.key, report)
    if on_file is None:
        raise NoSuchRequestError(contract)
    return HandlerCase(found, on_file)


def change(
    session: Session,
    case: HandlerCase,
    said: Mapping[str, Any],
    *,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> None:
    """Raises ConsentError. The caller has locked the records."""
    values = {**case.on_file.term, **said}
    if case.is_closed:
        raise ConsentError(("", CLOSED))
    if wrong := list(_wrong(values, case.dossier.on)):
        raise ConsentError(*wrong)
    if case.on_file.id and values == dict(case.on_file.term):
        raise ConsentError(("", NOTHING_CHANGED))
    row_id, first_id = _add(session, case.on_file, values, by=by, at=at)
    ends = values["ends_on"] is not None and values["ends_on"] != case.on_file.term["ends_on"]
    slot = ENDED if ends else TERM
    act = record.Act(
        case.contract,
        case.on_file.branch,
        _draft(case, slot, values, by),
        TABLE,
        row_id,
        first_id,
        values,
        corrects=_earlier(session, case, slot),
    )
    record.append(session, [act], by=by.actor, at=at)
    subject = f"{case.contract} {case.on_file.branch}"  # no word of what the contract is
    operation_log.note(
        session,
        by=by.actor,
        act="change_handler_term",
        subject=subject,
        at=at,
        address=address,
    )


def _wrong(values: Mapping[str, Any], on: date) -> Iterator[tuple[str, str]]:
    starts_on, ends_on, trained_on = (
        values[name] for name in ("starts_on", "ends_on", "trained_on")
    )
    if ends_on is not None and ends_on < starts_on:
        yield "ends_on", "終わりの日は、始まりの日以後にしてください。"
    if trained_on is not None and trained_on > on:
        yield "trained_on", "教育を受けた日が、まだ来ていない日です。"
    if len(values["remarks"]) > LONGEST_TEXT:
        yield "remarks", TOO_LONG


def _draft(case: HandlerCase, slot: str, values: Mapping[str, Any], by: Person) -> Draft:
    starts_on, ends_on, trained_on = (
        values[name] for name in ("starts_on", "ends_on", "trained_on")
    )
    last = short_wareki(ends_on) if ends_on else ""
    told = (
        case.words,
        f"{short_wareki(starts_on)}～{last}",
        f"教育 {short_wareki(trained_on)}" if trained_on else "",
        "担当の終了" if slot == ENDED else "",
        values["remarks"],
    )
    branch = case.on_file.branch
    return Draft(
        slot,
        EntryKind.HANDLER_REPORTED,
        ends_on if slot == ENDED else starts_on,
        GAP.join(part for part in told if part),
        HandlerTermRow.FACTS,
        other_party="受託者" if branch == PRIME_BRANCH else f"再委託先{branch}",
        officer=by.name,
    )


def _earlier(session: Session, case: HandlerCase, slot: str) -> int | None:
    """The entry that this one puts right, where the same was said before."""
    first_id = case.on_file.first_id
    if not first_id:
        return None
    found = entries.numbers_of_acts(session, TABLE, [first_id])
    return found.get((case.dossier.key, first_id, slot))


def _add(
    session: Session,
    on_file: HandlersOnFile,
    values: Mapping[str, Any],
    *,
    by: Person,
    at: datetime,
) -> tuple[int, int]:
    """The row's number, and that of its first revision."""
    if on_file.id:
        revisions.supersede(session, HandlerTermRow, [on_file.id])
    row = {
        **values,
        "engagement_id": on_file.engagement_id,
        "revision": on_file.revision + 1,
        "first_id": on_file.first_id or None,
        "is_current": True,
        "written_at": at,
        "written_by": by.name,
    }
    [row_id] = revisions.add_rows(session, HandlerTermRow, [row])
    return row_id, on_file.first_id or row_id
