"""所属長の決定: waivers, records of missing and settlements, with their entries of the record.

Every function works in the caller's transaction, which holds the lock on the records.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.acts import operation_log, record
from app.acts.drafts import Draft
from app.acts.operation_log import Caller
from app.records import contracts, entries, projection, revisions
from app.records.base import Base
from app.records.decisions import ClosingRow, ExcuseKind, ExcuseRow, SettlementRow
from app.records.due_items import DueOnDay, Wanted, due_items
from app.records.inspection_standing import waits_for_conclusion
from app.records.violations import ViolationOnDay
from app.records.violations import violations as broken_rules
from audits.due import OPEN_STATES, DueItem, State
from audits.engagement import PRIME_BRANCH
from audits.entry import EntryKind
from audits.fiscal_year import FiscalYear
from audits.kind import Kind
from audits.lifecycles.inspection import INSPECTION, InspectionAct, InspectionState
from audits.lifecycles.lifecycle import NotAllowedError
from audits.record import Head
from audits.wareki import short_wareki
from audits.wording import INSPECTION_STATE, KIND, RULE


class DecisionError(ValueError):
    """A decision that cannot be made; the message says why."""


def excuse(
    session: Session,
    item: DueOnDay,
    decision: ExcuseKind,
    *,
    on: date,
    reason: str,
    by: str,
    at: datetime,
    caller: Caller | None = None,
) -> None:
    """Waives a due item, or records it as missed (rules.md 3). Refuses what is not open on `on`."""
    check_reason(reason)
    _check_excuse(_still_there(session, item, on), decision)
    if decision is ExcuseKind.MISSED and item.kind is Kind.INSPECTION:
        _check_not_carried_out(session, item, on)
    row = ExcuseRow(
        contract_id=item.contract_id,
        branch=item.branch,
        kind=item.kind.value,
        basis=item.basis or "",
        occurrence=facts_of(item).occurrence,
        decision=decision.value,
        on=on,
        reason=reason,
        written_at=at,
        written_by=by,
    )
    kind = EntryKind.WAIVED if decision is ExcuseKind.WAIVED else EntryKind.MISSED
    text = f"{_named(item)}（期限{short_wareki(item.due_on)}）　{reason}"
    fields, party = ExcuseRow.FACTS, _party(item.branch)
    draft = Draft(decision.value, kind, on, text, fields, other_party=party, officer=by)
    write(session, item.contract, item.branch, row, draft, by=by, at=at, caller=caller)
    projection.note_excuses(session, item.contract_id)


def settle(
    session: Session,
    violation: ViolationOnDay,
    *,
    on: date,
    reason: str,
    by: str,
    at: datetime,
    caller: Caller | None = None,
) -> None:
    """Settles a violation (rules.md 4). Refuses a second time."""
    check_reason(reason)
    _check_unsettled(session, violation, on)
    row = SettlementRow(
        contract_id=violation.contract_id,
        branch=violation.branch,
        rule=violation.rule.value,
        basis=violation.basis,
        since=violation.since,
        on=on,
        reason=reason,
        written_at=at,
        written_by=by,
    )
    text = f"{RULE[violation.rule]}　{reason}"
    fields, party = SettlementRow.FACTS, _party(violation.branch)
    draft = Draft(
        "settled",
        EntryKind.VIOLATION_SETTLED,
        on,
        text,
        fields,
        other_party=party,
        officer=by,
    )
    place = (violation.contract, violation.branch)
    write(session, *place, row, draft, by=by, at=at, caller=caller)


def write(
    session: Session,
    contract: str,
    branch: int,
    row: ExcuseRow | SettlementRow | ClosingRow,
    draft: Draft,
    *,
    by: str,
    at: datetime,
    caller: Caller | None = None,
) -> None:
    """The row, its entry of the record, and the line of the operation log."""
    session.add(row)
    session.flush()
    contract_id, count, last_hash = revisions.contracts_by_number(session, [contract])[contract]
    values = {name: getattr(row, name) for name in draft.fields}
    act = record.Act(contract, branch, draft, _table(row), row.id, row.id, values)
    chain = record.Chain(contract_id, contract, Head(count, last_hash))
    added, chain = record.linked(chain, [act], by=by, at=at)
    entries.add(session, added)
    contracts.set_heads(session, [(contract_id, chain.head)])
    who = caller or Caller(by)
    operation_log.note(
        session, by=who.actor, act=draft.slot, subject=contract, at=at, address=who.address
    )


def _party(branch: int) -> str:
    """Whose item or violation it is: the same visit is owed of each of several companies."""
    return "受託者" if branch == PRIME_BRANCH else f"再委託先{branch}"


def _table(row: Base) -> str:
    return str(row.__tablename__)


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise DecisionError("理由を入れてください。")


def _check_unsettled(session: Session, violation: ViolationOnDay, on: date) -> None:
    found = broken_rules(session, on, [violation.contract_id])
    same = [one for one in found if replace(one, settled_on=None, reason=None) == violation]
    if not same:
        raise DecisionError("この違反のおそれは、その日の台帳にありません。")
    if same[0].settled_on is not None:
        raise DecisionError("この違反のおそれは、すでに処理されています。")


def _still_there(session: Session, item: DueOnDay, on: date) -> DueOnDay:
    """The item as it stands on the day of the decision: somebody else may have been quicker."""
    for found in due_items(session, Wanted(on, contract_ids=[item.contract_id])):
        if _key(found) == _key(item):
            return found
    raise DecisionError("この期限は、その日の台帳にありません。")


def _key(item: DueOnDay) -> tuple[object, ...]:
    return (item.branch, item.kind, item.basis, item.fiscal_year, item.period, item.due_on)


def _check_excuse(item: DueOnDay, decision: ExcuseKind) -> None:
    if item.state not in OPEN_STATES:
        raise DecisionError("終わった期限は、免除することも未実施とすることもできません。")
    if decision is ExcuseKind.WAIVED and item.kind is Kind.INSPECTION:
        raise DecisionError("立入調査は免除できません。")
    if decision is ExcuseKind.MISSED and item.state is not State.OVERDUE:
        raise DecisionError("未実施とするのは、期限が過ぎた後です。")


def _check_not_carried_out(session: Session, item: DueOnDay, on: date) -> None:
    """What was made is concluded, not given up."""
    year = FiscalYear(item.fiscal_year or FiscalYear.of(item.due_on).start)
    waits = waits_for_conclusion(session, item.contract, item.branch, year, on)
    state = InspectionState.CARRIED_OUT if waits else InspectionState.OWED
    try:
        INSPECTION.after(state, InspectionAct.RECORD_AS_MISSED)
    except NotAllowedError:
        raise DecisionError(
            f"{year.short_label}の立入調査は、いま「{INSPECTION_STATE[state]}」です。"
            "実施した調査は、未実施とせずに結論を出してください。"
        ) from None


def _named(item: DueOnDay) -> str:
    year = f"{item.fiscal_year}年度" if item.fiscal_year else None
    about = "・".join(part for part in (item.basis, item.period, year) if part)
    return f"{KIND[item.kind]}（{about}）" if about else KIND[item.kind]


def facts_of(item: DueOnDay) -> DueItem:
    """The due item as the rules know it."""
    return DueItem(
        item.contract,
        item.branch,
        item.kind,
        item.due_on,
        basis=item.basis,
        fiscal_year=item.fiscal_year,
        period=item.period,
        closed_on=item.closed_on,
    )
