"""完了と再開: closes a contract when nothing is missing, and opens it again (rules.md 5)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from app.acts import decisions
from app.acts.decisions import DecisionError
from app.acts.drafts import Draft
from app.acts.operation_log import Caller
from app.records import revisions
from app.records.decisions import ClosingKind, ClosingRow
from app.records.dossier import Dossier, dossiers
from audits.closing import Missing, missing_before_closing
from audits.engagement import PRIME_BRANCH
from audits.entry import EntryKind
from audits.stage import Stage, stage_on
from audits.violations import Violation


def decide_closing(
    session: Session,
    contract: str,
    decision: ClosingKind,
    *,
    on: date,
    reason: str,
    by: str,
    at: datetime,
    caller: Caller | None = None,
) -> None:
    """Notes 完了, refused where something is missing, or 再開, refused where it is not closed."""
    decisions.check_reason(reason)
    on_file = revisions.contracts_by_number(session, [contract])
    if contract not in on_file:
        raise DecisionError(f"契約番号「{contract}」の契約は台帳にありません。")
    contract_id = on_file[contract][0]
    [found] = dossiers(session, [contract_id], on)
    _check_closing(found, decision)
    row = ClosingRow(
        contract_id=contract_id,
        decision=decision.value,
        on=on,
        reason=reason,
        written_at=at,
        written_by=by,
    )
    kind = EntryKind.CLOSED if decision is ClosingKind.CLOSED else EntryKind.REOPENED
    draft = Draft(decision.value, kind, on, reason, ClosingRow.FACTS, officer=by)
    decisions.write(session, contract, PRIME_BRANCH, row, draft, by=by, at=at, caller=caller)


def _check_closing(found: Dossier, decision: ClosingKind) -> None:
    stage = stage_on(found.contract, found.on)
    if decision is ClosingKind.REOPENED:
        if stage is not Stage.CLOSED:
            raise DecisionError("再開できるのは、完了した契約です。")
        return
    if found.contract.closed_on is not None:  # also on a later day than that of the decision
        raise DecisionError("この契約は、すでに完了しています。")
    if stage is not Stage.ENDED:
        raise DecisionError("完了にできるのは、履行が終わった契約です。")
    missing = missing_of(found)
    if missing:
        raise DecisionError("".join(one.sentence for one in missing))


def missing_of(found: Dossier) -> list[Missing]:
    """What is missing before the contract can be closed on the day of the dossier."""
    items = [(decisions.facts_of(item), item.state) for item in found.due_items]
    unsettled = [
        Violation(one.contract, one.branch, one.rule, one.since, one.detail, one.basis)
        for one in found.violations
        if one.settled_on is None
    ]
    return missing_before_closing(found.contract, items, unsettled)


def open_incidents(found: Dossier) -> list[str]:
    """The numbers of incidents that are still dealt with: no hindrance, but to be known before.

    Of what only a workbook has told of, the clocks that run are owed by themselves.
    """
    return [one.values["number"] for one in found.incidents if one.values["is_dealt_with"]]
