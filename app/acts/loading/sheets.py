"""シート: all sheets of the 登録ブック that become rows of tables, in their order."""

from __future__ import annotations

from app.acts.loading.contract_sheets import (
    CERTIFICATIONS,
    CONNECTIONS,
    CONTRACTS,
    HANDLERS,
    SUBCONTRACTS,
)
from app.acts.loading.council_sheets import ADVICES, COUNCIL_MATTERS, SAFEGUARDS
from app.acts.loading.data_sheets import (
    CERTIFICATES,
    DATA,
    DATA_BY_HAND,
    DISPOSALS,
    DISPOSALS_BY_HAND,
)
from app.acts.loading.oversight_sheets import (
    FINDINGS,
    INCIDENTS,
    INSPECTIONS,
    NOTES,
    RECEIPTS,
    REQUESTS,
)
from app.acts.loading.sheet_map import Cell, SheetMap, Subject

__all__ = [
    "ADVICES",
    "CERTIFICATES",
    "CERTIFICATIONS",
    "CONNECTIONS",
    "CONTRACTS",
    "COUNCIL_MATTERS",
    "DATA",
    "DATA_BY_HAND",
    "DISPOSALS",
    "DISPOSALS_BY_HAND",
    "FINDINGS",
    "HANDLERS",
    "INCIDENTS",
    "INSPECTIONS",
    "NOTES",
    "RECEIPTS",
    "REQUESTS",
    "SAFEGUARDS",
    "SHEETS",
    "SUBCONTRACTS",
    "Cell",
    "SheetMap",
    "Subject",
]

# In the order of the 登録ブック, which is also the order in which the rows are written.
SHEETS: tuple[SheetMap, ...] = (
    CONTRACTS,
    SUBCONTRACTS,
    CONNECTIONS,
    COUNCIL_MATTERS,
    SAFEGUARDS,
    ADVICES,
    HANDLERS,
    CERTIFICATIONS,
    DATA,
    DISPOSALS,
    CERTIFICATES,
    INSPECTIONS,
    FINDINGS,
    REQUESTS,
    RECEIPTS,
    INCIDENTS,
    NOTES,
)
