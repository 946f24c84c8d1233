"""何に結ばれているか: the columns that entries are bound to, written down list by list.

An entry says of a row what it was bound to when it was written. A list that changes without a new
number would let `verify` ask old entries for what they never said: give the changed list the next
`fields_version` in app/acts/drafts.py, keep the old one among `earlier_fields`, write both down in
docs/record-format.md, and then here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.acts.drafts import DRAFTS, About, drafts_of
from app.records.acts_on_file import TABLES
from app.records.base import Fact
from audits.erasure import Disposal, Origin
from audits.handler import HandlerRole
from audits.inspection import Judgement, Method
from audits.report import ReportKind
from audits.safeguard import NoteKind

# (table, which of its entries, number of the list) → columns
DRAFTED: Mapping[tuple[str, str, int], str] = {
    ("contract_terms", "concluded", 1): (
        "title agency department co_departments registered_business contractor corporate_number "
        "description reason concluded_on starts_on ends_on stated_length subjects items media "
        "person_count my_number sensitive clause_set periodic_report demanded_schemes legal_basis "
        "previous_contract_number"
    ),
    ("contract_terms", "came_to_nothing", 1): "came_to_nothing_on",
    ("subcontracts", "consented", 1): (
        "parent_branch contractor corporate_number description reason starts_on ends_on "
        "consented_on consent_document flow_down staff_told_on items media clause_set"
    ),
    ("council_matters", "held", 1): (
        "number held_on session document_number matter legal_basis title result contracts "
        "connections previous changes"
    ),
    ("handler_reports", "received", 1): "received_on role position headcount workplace remarks",
    ("data_items", "came", 1): (
        "number name items media medium_numbers count origin on means officer"
    ),
    ("data_items", "came", 2): (
        "number name items media medium_numbers count origin on means officer carried_from "
        "carried_number"
    ),
    ("data_items", "to_lessor", 1): "number lessor lessor_returned_on",
    ("disposals", "disposed", 1): (
        "data_number disposal on means count certificate_number successor_number"
    ),
    ("disposals", "disposed", 2): (
        "data_number disposal on means count certificate_number successor_number instructed_on "
        "instruction_document"
    ),
    ("disposals", "disposed", 3): (
        "data_number disposal on means count certificate_number successor_number instructed_on "
        "instruction_document medium_numbers means_reason failed_numbers failed_why failed_plan "
        "failed_keeper failed_due_on"
    ),
    ("erasure_certificates", "received", 1): (
        "number issued_on received_on responsible_position witnessed backup_expires_on"
    ),
    ("erasure_certificates", "confirmed", 1): "number confirmed_on confirmation officer",
    ("erasure_certificates", "backup_gone", 1): "number backup_gone_on",
    ("inspections", "concluded", 1): (
        "fiscal_year round carried_out_on method reason officers judgement"
    ),
    ("findings", "found", 1): "fiscal_year round number text cause set_due_on",
    ("findings", "found", 2): "fiscal_year round number text cause set_due_on item_key",
    ("findings", "answered", 1): "fiscal_year round number answered_on",
    ("findings", "put_right", 1): "fiscal_year round number put_right_on",
    ("report_requests", "requested", 1): "number requested_on text due_on",
    ("report_receipts", "received", 1): "kind period request received_on summary",
    ("incidents", "notified", 1): (
        "number happened_on known_on outline person_count reportable improper_purpose"
    ),
    ("incidents", "report_received", 1): "number report_received_on",
    ("incidents", "preliminary", 1): "number preliminary_on",
    ("incidents", "final", 1): "number final_on",
    ("notes", "written", 1): ("on kind text other_party officer safeguard occurrence place"),
}
# Tables of which an entry is bound to everything that a row says; they have one list each so far.
WHOLE: Mapping[str, str] = {
    "council_opinions": "matter number said_by text answer promised",
    "certificate_comparisons": (
        "certificate_number data_number filed_medium_numbers filed_count_out filed_count_erased "
        "filed_count_gone stated_medium_numbers stated_count result reason"
    ),
    "incident_accounts": (
        "number known_time notified_by notified_way received_by discovered_by course "
        "decision_reason decided_by preliminary_number final_number cause harm measures "
        "prevention_done prevention_planned other persons_words publication_words closing_words "
        "closed_by happening cause_by persons_told publication publication_way sensitive "
        "property_damage improper my_number is_suspected is_estimate is_overridden decided_on "
        "persons_told_on published_on closed_on items media visits findings"
    ),
    "excuses": "branch kind basis occurrence decision on reason",
    "settlements": "branch rule basis since on reason",
    "closings": "decision on reason",
    "approved_reports": (
        "fiscal_year round edition facts_sha256 paper_sha256 submitted_on submitted_by "
        "approved_on approved_by alone"
    ),
    "improvement_orders": (
        "fiscal_year round numbers document_number issued_on answer_by sealed demand published "
        "paper_sha256"
    ),
    "finding_steps": ("fiscal_year round number turn act on text place due_before due_on"),
    "consent_requests": (
        "number branch parent_branch received_on contractor corporate_number address "
        "representative description reason starts_on ends_on items media workplace certification "
        "security supervision clause_set"
    ),
    "consent_checks": "number point standing remark on written_by",
    "consent_decisions": (
        "number branch decision on reason conditions document_number paper_sha256"
    ),
    "exceptions": (
        "number branch kind asked_on what items media count reason other_party place safety "
        "starts_on ends_on decision decided_on decided_by decision_reason conditions "
        "document_number copy_end copy_ended_on copy_ended_words"
    ),
    "handler_terms": "report starts_on ends_on trained_on remarks",
    "attachments": "entry_number item name kind size sha256",
    "attachment_withdrawals": "attachment_id on reason",
    "paper_places": "entry_number binder place document_number",
    "amendments": "fact_table fact_id fact_revision on reason matter",
}
CHOICES: Mapping[str, Any] = {
    "origin": Origin.PROVIDED.value,
    "disposal": Disposal.ERASED.value,
    "judgement": next(iter(Judgement)).value,
    "method": Method.ON_SITE.value,
    "role": next(iter(HandlerRole)).value,
    "fiscal_year": 2026,
    **dict.fromkeys(("round", "count", "headcount", "person_count"), 1),
    **dict.fromkeys(("result", "confirmation", "medium_numbers", "failed_numbers")),
    "carried_from": None,
}
KINDS = {
    "report_receipts": next(iter(ReportKind)).value,
    "notes": next(iter(NoteKind)).value,
}


def a_row(table: type[Fact]) -> dict[str, Any]:
    """A row of which everything is known, so that it leaves every entry that it can."""
    values: dict[str, Any] = {name: name for name in table.FACTS}
    days = (name for name in values if name == "on" or name.endswith("_on"))
    known = {name: value for name, value in CHOICES.items() if name in values}
    values |= dict.fromkeys(days, date(2026, 4, 1)) | known
    return values | {"kind": KINDS.get(table.__tablename__)}


def test_no_list_of_columns_that_entries_are_bound_to_has_changed_without_a_number():
    found = {
        (table.__tablename__, draft.slot, number): " ".join(fields)
        for table in DRAFTS
        for draft in drafts_of(table, a_row(table), About())
        for number, fields in enumerate((*draft.earlier_fields, draft.fields), start=1)
    }
    assert found == DRAFTED


def test_the_newest_list_has_the_last_number():
    for table in DRAFTS:
        for draft in drafts_of(table, a_row(table), About()):
            assert draft.fields_version == len(draft.earlier_fields) + 1, table


def test_no_table_that_entries_are_bound_to_as_a_whole_has_changed():
    drafted = {table.__tablename__ for table in DRAFTS}
    found = {name: " ".join(table.FACTS) for name, table in TABLES.items() if name not in drafted}
    assert found == WHOLE
