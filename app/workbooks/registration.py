"""登録ブック: what a department already has, brought in; every sheet and column as data."""

from __future__ import annotations

from collections.abc import Mapping

from app.workbooks.column import SheetSpec
from app.workbooks.registration_contractors import CERTIFICATIONS, HANDLERS, INCIDENTS
from app.workbooks.registration_contracts import CONNECTIONS, CONTRACTS, SUBCONTRACTS
from app.workbooks.registration_council import ADVICE, COUNCIL_MATTERS, SAFEGUARDS
from app.workbooks.registration_data import CERTIFICATES, DATA_ITEMS, DISPOSALS
from app.workbooks.registration_oversight import (
    FINDINGS,
    INSPECTIONS,
    NOTES,
    RECEIPTS,
    REQUESTS,
)

CODE_TABLE = "コード表"
DEFINITIONS = "項目定義"
EXPLAINING_SHEETS = frozenset({CODE_TABLE, DEFINITIONS})

REGISTRATION: Mapping[str, SheetSpec] = {
    spec.name: spec
    for spec in (
        CONTRACTS,
        SUBCONTRACTS,
        CONNECTIONS,
        COUNCIL_MATTERS,
        SAFEGUARDS,
        ADVICE,
        HANDLERS,
        CERTIFICATIONS,
        DATA_ITEMS,
        DISPOSALS,
        CERTIFICATES,
        INSPECTIONS,
        FINDINGS,
        REQUESTS,
        RECEIPTS,
        INCIDENTS,
        NOTES,
    )
}
