"""完了: what is missing before a contract can be closed (rules.md 5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from audits.contract import Contract
from audits.due import OPEN_STATES, DueItem, State
from audits.engagement import Engagement
from audits.erasure import disposed_on
from audits.kind import Kind
from audits.rule import Level
from audits.stage import Stage, stage_on
from audits.violations import Violation
from audits.wording import KIND

__all__ = ["Missing", "Stage", "missing_before_closing", "stage_on"]


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing before 完了, in plain words; `branch` says of which engagement.

    `kind`: what is owed by that; None for a violation.
    `item`: the due item that it is; `data`: the number of the data that are still out.
    """

    branch: int
    sentence: str
    kind: Kind | None = field(default=None, compare=False)
    item: DueItem | None = field(default=None, compare=False)
    data: str = field(default="", compare=False)


def missing_before_closing(
    contract: Contract,
    items: Iterable[tuple[DueItem, State]],
    unsettled: Iterable[Violation],
) -> list[Missing]:
    """Everything that rules.md 5 asks for and that is not there yet; empty: it can be closed.

    `items`: those that exist on the day, with their states on it.
    `unsettled`: the violations since that day or earlier that no manager has settled.
    """
    missing: list[Missing] = []
    for engagement in contract.engagements:
        missing += _unfinished(engagement)
    for item, state in items:
        if state in OPEN_STATES:
            sentence = f"{_named(item)}が終わっていません。"
            missing.append(Missing(item.branch, sentence, item.kind, item=item))
    for violation in unsettled:
        if violation.level is Level.VIOLATION:
            sentence = f"違反のおそれが処理されていません。{violation.detail}"
            missing.append(Missing(violation.branch, sentence))
    return missing


def _unfinished(engagement: Engagement) -> Iterator[Missing]:
    branch = engagement.branch
    for data in engagement.data:
        if disposed_on(data.number, engagement.disposals, engagement.certificates) is None:
            sentence = f"データ{data.number}が返還・消去されていません。"
            yield Missing(branch, sentence, Kind.DATA_DISPOSAL, data=data.number)
    for certificate in engagement.certificates:
        if certificate.confirmed_on is None:
            sentence = f"消去証明書{certificate.number}が確認されていません。"
            yield Missing(branch, sentence, Kind.ERASURE_CONFIRMATION)
        if certificate.backup_expires_on and certificate.backup_gone_on is None:
            sentence = f"消去証明書{certificate.number}の控えの消滅が確認されていません。"
            yield Missing(branch, sentence, Kind.BACKUP_EXPIRY)
    for finding in engagement.findings:
        if finding.put_right_on is None:
            sentence = f"指摘{finding.name}の是正が確認されていません。"
            yield Missing(branch, sentence, Kind.CORRECTIVE_ACTION)


def _named(item: DueItem) -> str:
    parts = (item.basis, item.period, f"{item.fiscal_year}年度" if item.fiscal_year else None)
    about = "・".join(part for part in parts if part)
    return f"{KIND[item.kind]}（{about}）" if about else KIND[item.kind]
