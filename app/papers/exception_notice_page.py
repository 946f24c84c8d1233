"""What stands on a 例外承諾通知書 or 例外不承諾通知書, as it is issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ExceptionNotice:
    """Everything on the notice; `terms`: what was asked for, in words, line by line.

    `kind`: what the contractor asks to be allowed to do. `leaves_copy`: something has to be brought
    back or erased afterwards. `conditions`: what the consent depends on; `reason`: why it was
    decided like this, blank where nobody said.
    """

    number: str
    issued_on: date
    addressee: str
    sender: str
    department: str
    asked_on: date
    kind: str
    consents: bool
    leaves_copy: bool
    clause_set: str
    basis: str
    terms: tuple[tuple[str, str], ...]
    conditions: tuple[str, ...]
    reason: str
