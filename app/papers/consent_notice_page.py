"""What stands on a 再委託承諾通知書 or 再委託不承諾通知書, as it is issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NoticedPoint:
    """One point that was confirmed before the decision: how it stands, and since when."""

    words: str
    standing: str
    on: date | None


@dataclass(frozen=True, slots=True)
class ConsentNotice:
    """Everything on the notice; `terms`: what was asked for, in words, line by line.

    `conditions`: what the consent depends on; `reason`: why there is none.
    """

    number: str
    issued_on: date
    addressee: str
    sender: str
    department: str
    received_on: date
    consents: bool
    clause_set: str
    basis: str
    terms: tuple[tuple[str, str], ...]
    conditions: tuple[str, ...]
    reason: str
    points: tuple[NoticedPoint, ...]
