"""承諾と台帳: what a consent changes of the subcontract that is on file already.

The notice consents to what the request says, so that is what the ledger holds afterwards; whoever
decides sees beforehand what differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.acts.consent_on_file import ConsentCase
from app.acts.loading.sheets import SUBCONTRACTS
from audits.wareki import short_wareki

NOTHING = "なし"
# What a request says of a subcontract; the rest of one (承諾日 …) comes with the decision.
COLUMNS = (
    "parent_branch",
    "contractor",
    "corporate_number",
    "description",
    "reason",
    "starts_on",
    "ends_on",
    "items",
    "media",
    "clause_set",
)


@dataclass(frozen=True, slots=True)
class LedgerChange:
    """One heading of the subcontract: what is on file, and what the request says."""

    heading: str
    before: str
    after: str


def ledger_changes(case: ConsentCase, clause_sets: Mapping[str, str]) -> list[LedgerChange]:
    """Nothing where the subcontract is put on file by the consent itself, or once it is decided.

    `clause_sets`: the title of each clause set.
    """
    on_file = case.on_file
    if on_file is None or case.request.decided is not None:
        return []
    return [
        LedgerChange(
            SUBCONTRACTS.headings[name],
            _words(name, on_file[name], clause_sets),
            _words(name, case.values[name], clause_sets),
        )
        for name in COLUMNS
        if (on_file[name] or None) != (case.values[name] or None)
    ]


def _words(name: str, value: Any, clause_sets: Mapping[str, str]) -> str:
    if name == "clause_set":
        return clause_sets.get(value, value)
    if isinstance(value, date):
        return short_wareki(value)
    if isinstance(value, list | tuple):
        return "、".join(value) or NOTHING
    return str(value) if value not in (None, "") else NOTHING
