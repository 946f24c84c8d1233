"""What stands on a 立入調査実施通知書: as it was issued, and printed again the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NoticedInspection:
    """One contract that is looked at on the visit: on what ground, and what is asked about."""

    contract_number: str
    title: str
    party: str  # 受託者, 再委託先1
    year: str  # 令和8年度　第1回
    basis: tuple[str, ...]  # 第19　監査等（年度当たり1回以上）
    clause_set: str
    groups: tuple[str, ...]  # A　組織的安全管理措置


@dataclass(frozen=True, slots=True)
class VisitNotice:
    """Everything on one 立入調査実施通知書; what is not known yet is blank."""

    number: str
    issued_on: date
    addressee: str
    sender: str
    department: str
    held_on: date
    hours: str
    place: str
    method: str
    is_on_site: bool
    reason: str
    officers: str
    attendants: str
    preparation: str
    contact: str
    inspections: tuple[NoticedInspection, ...]
