"""記録の下書き: which entries of the record the rows of each table leave, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.acts.draft_kinds import DISPOSAL_ENTRIES, NOTE_ENTRIES, RECEIPT_ENTRIES
from app.acts.draft_media import came_from, media_words
from app.records.base import Fact
from app.records.certificates import CertificateRow
from app.records.contracts import ContractTermsRow, SubcontractRow
from app.records.council_matters import CouncilMatterRow
from app.records.data_items import DataItemRow, DisposalRow
from app.records.handlers import HandlerReportRow
from app.records.incidents import IncidentRow
from app.records.inspections import FindingRow, InspectionRow
from app.records.notes import NoteRow
from app.records.reports import ReceiptRow, RequestRow
from audits import wording
from audits.council import CouncilResult
from audits.engagement import PRIME_BRANCH
from audits.entry import EntryKind
from audits.erasure import Confirmation, Disposal, Origin
from audits.fiscal_year import FiscalYear
from audits.handler import HandlerRole
from audits.inspection import Judgement, Method
from audits.report import ReportKind
from audits.safeguard import NoteKind
from audits.wareki import short_wareki

Values = Mapping[str, Any]
GAP = "　"


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before it has its number.

    `slot` tells the entries of one row apart; `fields` are the columns that the entry is bound to.
    `on` None: the day of the act is not known, the day of writing stands for it.
    `fields_version` numbers that list of columns; `earlier_fields` are the lists before it.
    """

    slot: str
    kind: EntryKind
    on: date | None
    text: str
    fields: tuple[str, ...]
    other_party: str = ""
    officer: str = ""
    method: str = ""
    place: str = ""
    fields_version: int = 1
    earlier_fields: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What a draft takes from outside its row.

    `clause_set` is the edition of the row's clause set (2021年版); `inspected_on` the day of the
    inspection that a finding belongs to, `told` what stands in no column of the row.
    """

    branch: int = PRIME_BRANCH
    clause_set: str = ""
    inspected_on: date | None = None
    told: str = ""

    @property
    def party(self) -> str:
        return "受託者" if self.branch == PRIME_BRANCH else f"再委託先{self.branch}"


def drafts_of(table: type[Fact], values: Values, about: About) -> list[Draft]:
    """The entries that a row of this table leaves in the record; most tables leave none or one."""
    make = DRAFTS.get(table)
    return list(make(values, about)) if make else []


def _joined(*parts: str | None) -> str:
    return GAP.join(part for part in parts if part)


def _count(count: int | None, unit: str = "件") -> str | None:
    return f"{count:,}{unit}" if count is not None else None


def _of_contract(values: Values, about: About) -> Iterator[Draft]:
    bound = tuple(f for f in ContractTermsRow.FACTS if f not in ("remarks", "came_to_nothing_on"))
    if values["contractor"]:
        term = f"{short_wareki(values['starts_on'])}～{short_wareki(values['ends_on'])}"
        yield Draft(
            "concluded",
            EntryKind.CONCLUDED,
            values["concluded_on"] or values["starts_on"],
            _joined(term, f"特記事項 {about.clause_set}"),
            bound,
            about.party,
            method="書面",
        )
    if values["came_to_nothing_on"]:
        yield Draft(
            "came_to_nothing",
            EntryKind.CAME_TO_NOTHING,
            values["came_to_nothing_on"],
            values["remarks"] or "契約は成立しませんでした。",
            ("came_to_nothing_on",),
        )


def _of_subcontract(values: Values, about: About) -> Iterator[Draft]:
    if values["consented_on"]:
        yield Draft(
            "consented",
            EntryKind.CONSENTED,
            values["consented_on"],
            values["description"] or values["contractor"],
            SubcontractRow.FACTS,
            about.party,
            method="書面",
            place=values["consent_document"] or "",
        )


def _of_council_matter(values: Values, _about: About) -> Iterator[Draft]:
    on, text = values["held_on"], _joined(_session(values), values["title"], _result(values))
    yield Draft(
        "held", EntryKind.COUNCIL, on, text, CouncilMatterRow.FACTS, "審議会", method="会議"
    )


def council_answer(values: Values) -> str:
    """What stands in the record when the council's result is entered after the matter itself."""
    return _joined(_session(values), f"結果：{_result(values)}")


def _session(values: Values) -> str:
    number = values["document_number"]
    return " ".join(p for p in (values["session"], f"資料{number}" if number else None) if p)


def _result(values: Values) -> str | None:
    result = values["result"]
    return wording.COUNCIL_RESULT[CouncilResult(result)] if result else None


def _of_handler_report(values: Values, about: About) -> Iterator[Draft]:
    role = wording.HANDLER_ROLE[HandlerRole(values["role"])]
    yield Draft(
        "received",
        EntryKind.HANDLER_REPORTED,
        values["received_on"],
        f"{role}{_count(values['headcount'], '名') or ''}（{values['position']}）",
        HandlerReportRow.FACTS,
        about.party,
        method="書面",
    )


def _of_data_item(values: Values, about: About) -> Iterator[Draft]:
    provided = values["origin"] == Origin.PROVIDED.value
    yield Draft(
        "came",
        EntryKind.DATA_PROVIDED if provided else EntryKind.DATA_COLLECTED,
        values["on"],
        _joined(f"{values['number']} {values['name']}", _count(values["count"]), came_from(values)),
        DataItemRow.CAME,
        about.party,
        values["officer"] or "",
        values["means"] or "",
        fields_version=2,
        earlier_fields=(DataItemRow.FIRST_FACTS,),
    )
    if values["lessor_returned_on"]:
        yield Draft(
            "to_lessor",
            EntryKind.OTHER,
            values["lessor_returned_on"],
            _joined(f"{values['number']}の機器を貸主へ返却", values["lessor"]),
            ("number", "lessor", "lessor_returned_on"),
            about.party,
        )


def _of_disposal(values: Values, about: About) -> Iterator[Draft]:
    successor, instructed_on = values["successor_number"], values["instructed_on"]
    yield Draft(
        "disposed",
        DISPOSAL_ENTRIES[Disposal(values["disposal"])],
        values["on"],
        _joined(
            values["data_number"],
            media_words(values),
            _count(values["count"]),
            values["means"],
            f"証明書 {values['certificate_number']}" if values["certificate_number"] else None,
            f"{successor}へ" if successor else None,
            f"指示日{short_wareki(instructed_on)}" if instructed_on else None,
        ),
        DisposalRow.FACTS,
        about.party,
        place=values["instruction_document"] or "",
        fields_version=3,
        earlier_fields=(DisposalRow.FIRST_FACTS, DisposalRow.SECOND_FACTS),
    )


def _of_certificate(values: Values, about: About) -> Iterator[Draft]:
    expires_on = values["backup_expires_on"]
    yield Draft(
        "received",
        EntryKind.CERTIFICATE_RECEIVED,
        values["received_on"],
        _joined(
            values["number"],
            f"証明日{short_wareki(values['issued_on'])}",
            "立会いあり" if values["witnessed"] else None,
            f"控えの消滅日{short_wareki(expires_on)}" if expires_on else None,
        ),
        CERTIFICATE_FIELDS,
        about.party,
        method="書面",
    )
    if values["confirmed_on"]:
        how = values["confirmation"]
        yield Draft(
            "confirmed",
            EntryKind.ERASURE_CONFIRMED,
            values["confirmed_on"],
            _joined(f"証明書 {values['number']}", about.told or None),
            ("number", "confirmed_on", "confirmation", "officer"),
            about.party,
            values["officer"] or "",
            wording.CONFIRMATION[Confirmation(how)] if how else "",
        )
    if values["backup_gone_on"]:
        yield Draft(
            "backup_gone",
            EntryKind.BACKUP_GONE,
            values["backup_gone_on"],
            f"証明書 {values['number']}の控え",
            ("number", "backup_gone_on"),
            about.party,
        )


CERTIFICATE_FIELDS = CertificateRow.FACTS[:6]  # what the paper says; the rest is the city's


def _of_inspection(values: Values, about: About) -> Iterator[Draft]:
    if values["judgement"] and values["carried_out_on"]:
        judged = wording.JUDGEMENT[Judgement(values["judgement"])]
        year = FiscalYear(values["fiscal_year"]).short_label
        reason = values["reason"]
        yield Draft(
            "concluded",
            EntryKind.INSPECTED,
            values["carried_out_on"],
            _joined(
                f"{year}第{values['round']}回",
                about.told,
                f"総合判定 {judged}",
                f"理由 {reason}" if reason else None,
            ),
            tuple(f for f in InspectionRow.FACTS if f != "planned_on"),
            about.party,
            values["officers"] or "",
            wording.METHOD[Method(values["method"])],
        )


FOUND_FIRST_FIELDS = ("fiscal_year", "round", "number", "text", "cause", "set_due_on")


def _of_finding(values: Values, about: About) -> Iterator[Draft]:
    name = f"{values['fiscal_year']}-{values['round']}-{values['number']}"
    set_due_on = values["set_due_on"]
    yield Draft(
        "found",
        EntryKind.FOUND,
        about.inspected_on,
        _joined(
            f"{name} {values['text']}",
            f"是正期限{short_wareki(set_due_on)}" if set_due_on else None,
        ),
        (*FOUND_FIRST_FIELDS, "item_key"),
        about.party,
        fields_version=2,
        earlier_fields=(FOUND_FIRST_FIELDS,),
    )
    if values["answered_on"]:
        yield Draft(
            "answered",
            EntryKind.CORRECTION_REPORTED,
            values["answered_on"],
            f"{name} 是正の報告を受領",
            ("fiscal_year", "round", "number", "answered_on"),
            about.party,
        )
    if values["put_right_on"]:
        yield Draft(
            "put_right",
            EntryKind.CORRECTION_CONFIRMED,
            values["put_right_on"],
            f"{name} 是正を確認",
            ("fiscal_year", "round", "number", "put_right_on"),
            about.party,
        )


def _of_request(values: Values, about: About) -> Iterator[Draft]:
    yield Draft(
        "requested",
        EntryKind.REPORT_REQUESTED,
        values["requested_on"],
        _joined(f"{values['number']} {values['text']}", f"期限{short_wareki(values['due_on'])}"),
        RequestRow.FACTS,
        about.party,
    )


def _of_receipt(values: Values, about: About) -> Iterator[Draft]:
    kind = ReportKind(values["kind"])
    about_what = _joined(values["request"], values["period"], values["summary"])
    yield Draft(
        "received",
        RECEIPT_ENTRIES[kind],
        values["received_on"],
        about_what or f"{wording.REPORT_KIND[kind]}を受領",
        ReceiptRow.FACTS,
        about.party,
    )


def _of_incident(values: Values, about: About) -> Iterator[Draft]:
    number = values["number"]
    yield Draft(
        "notified",
        EntryKind.INCIDENT_NOTIFIED,
        values["known_on"],
        _joined(f"{number} {values['outline']}", _count(values["person_count"], "人")),
        INCIDENT_FIELDS,
        about.party,
    )
    for slot, kind, text, party in (
        ("report_received", EntryKind.INCIDENT_REPORTED, "事故報告書を受領", about.party),
        ("preliminary", EntryKind.COMMISSION_REPORTED, "速報", "個人情報保護委員会"),
        ("final", EntryKind.COMMISSION_REPORTED, "確報", "個人情報保護委員会"),
    ):
        column = f"{slot}_on"
        if values[column]:
            fields = ("number", column)
            yield Draft(slot, kind, values[column], f"{number} {text}", fields, party)


INCIDENT_FIELDS = (
    "number",
    "happened_on",
    "known_on",
    "outline",
    "person_count",
    "reportable",
    "improper_purpose",
)


def _of_note(values: Values, about: About) -> Iterator[Draft]:
    kind, method = NOTE_ENTRIES[NoteKind(values["kind"])]
    yield Draft(
        "written",
        kind,
        values["on"],
        _joined(values["text"], f"［{values['safeguard']}］" if values["safeguard"] else None),
        NoteRow.FACTS,
        values["other_party"] or about.party,
        values["officer"] or "",
        method,
        values["place"] or "",
    )


DRAFTS: Mapping[type[Fact], Callable[[Values, About], Iterator[Draft]]] = {
    ContractTermsRow: _of_contract,
    SubcontractRow: _of_subcontract,
    CouncilMatterRow: _of_council_matter,
    HandlerReportRow: _of_handler_report,
    DataItemRow: _of_data_item,
    DisposalRow: _of_disposal,
    CertificateRow: _of_certificate,
    InspectionRow: _of_inspection,
    FindingRow: _of_finding,
    RequestRow: _of_request,
    ReceiptRow: _of_receipt,
    IncidentRow: _of_incident,
    NoteRow: _of_note,
}
