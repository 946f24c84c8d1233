"""What stands on a 改善指示書, and on the form for the contractor's 改善報告書 behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OrderedFinding:
    """A finding that is to be put right; `note`: 再指摘 and of which earlier one."""

    name: str  # 2026-1-1
    text: str
    cause: str
    due_on: date | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ImprovementOrder:
    """Everything on one 改善指示書.

    `published`: the city will make the findings public. `demand`: what is asked for besides.
    """

    number: str
    issued_on: date
    answer_by: date
    addressee: str
    sender: str
    sealed: bool
    contact: str
    contract_number: str
    title: str
    party: str
    basis: str  # 個人情報取扱特記事項第18（監査等）
    visited_on: date
    visit: str  # 令和8年度 第1回
    demand: str
    published: bool
    findings: tuple[OrderedFinding, ...]
