"""すべての記入: every deed by the name that its address has."""

from __future__ import annotations

from collections.abc import Mapping

from app.rooms.entries import contract_deeds, data_deeds, record_deeds, visit_deeds
from app.web.filing.deed import Deed

CONTRACT = "contract"

DEEDS: Mapping[str, Deed] = {
    "telephone": record_deeds.TELEPHONE,
    "meeting": record_deeds.MEETING,
    "no-data": record_deeds.NO_DATA,
    "other": record_deeds.OTHER,
    "note-change": record_deeds.NOTE_CHANGE,
    "request": record_deeds.REQUEST,
    "request-change": record_deeds.REQUEST_CHANGE,
    "receipt": record_deeds.RECEIPT,
    "receipt-change": record_deeds.RECEIPT_CHANGE,
    "handler": record_deeds.HANDLER,
    "handler-change": record_deeds.HANDLER_CHANGE,
    "incident-change": record_deeds.INCIDENT_CHANGE,
    "handover": data_deeds.HANDOVER,
    "data-change": data_deeds.DATA_CHANGE,
    "no-longer-needed": data_deeds.NO_LONGER_NEEDED,
    "to-lessor": data_deeds.TO_LESSOR,
    "disposal": data_deeds.DISPOSE,
    "disposal-change": data_deeds.DISPOSAL_CHANGE,
    "certificate": data_deeds.CERTIFICATE,
    "certificate-change": data_deeds.CERTIFICATE_CHANGE,
    "confirmation-change": data_deeds.CONFIRMATION_CHANGE,
    "backup-gone": data_deeds.BACKUP_GONE,
    "plan": visit_deeds.PLAN,
    "replan": visit_deeds.REPLAN,
    "visit": visit_deeds.VISIT,
    "conclusion": visit_deeds.CONCLUDE,
    "finding": visit_deeds.FINDING,
    "finding-change": visit_deeds.FINDING_CHANGE,
    "finding-days": visit_deeds.FINDING_DAYS,
    CONTRACT: contract_deeds.CONTRACT,
    "contract-change": contract_deeds.CONTRACT_CHANGE,
    "contract-end": contract_deeds.CONTRACT_END,
    "came-to-nothing": contract_deeds.CAME_TO_NOTHING,
    "subcontract": contract_deeds.SUBCONTRACT,
    "subcontract-change": contract_deeds.SUBCONTRACT_CHANGE,
    "subcontract-end": contract_deeds.SUBCONTRACT_END,
    "consent": contract_deeds.CONSENT,
    "safeguard": contract_deeds.SAFEGUARD,
    "safeguard-change": contract_deeds.SAFEGUARD_CHANGE,
    "certification": contract_deeds.CERTIFICATION,
    "certification-change": contract_deeds.CERTIFICATION_CHANGE,
}
