"""シートと表: which table the rows of a sheet of the 登録ブック become, column by column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from app.records.base import Fact
from app.records.certificates import CertificateRow
from app.records.certifications import CertificationRow
from app.records.connections import ConnectionRow
from app.records.contracts import ContractTermsRow, SubcontractRow
from app.records.council_matters import CouncilMatterRow
from app.records.data_items import DataItemRow, DisposalRow
from app.records.handlers import HandlerReportRow
from app.records.incidents import IncidentRow
from app.records.inspections import FindingRow, InspectionRow
from app.records.notes import NoteRow
from app.records.reports import ReceiptRow, RequestRow
from app.records.safeguards import AdviceRow, SafeguardRow
from audits import wording
from audits.inspection import Method
from audits.safeguard import Frequency

DEFAULT_SUBCONTRACT_CLAUSE_SET = "subcontract-2021"
NO_REPORTS = "なし"

Convert = Callable[[Any], Any]


class Subject(Enum):
    """What a sheet's rows belong to."""

    CONTRACT = "contract"
    ENGAGEMENT = "engagement"
    CONNECTION = "connection"
    ENGAGEMENT_OR_CONNECTION = "engagement or connection"
    CONTRACT_OR_CONNECTION = "contract or connection"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of a sheet: which column of the table it fills, and what a blank means at first."""

    heading: str
    column: str
    default: Any = None
    convert: Convert | None = None

    def stored(self, value: Any) -> Any:
        """The value as the table keeps it; None for a blank."""
        return self.convert(value) if value is not None and self.convert else value


@dataclass(frozen=True, slots=True)
class SheetMap:
    """A sheet, its table, and what tells its rows apart (no `keys`: the whole row does)."""

    sheet: str
    table: type[Fact]
    subject: Subject
    keys: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def keyless(self) -> bool:
        return not self.keys and self.table not in (
            ContractTermsRow,
            SubcontractRow,
            ConnectionRow,
        )

    @property
    def key_columns(self) -> tuple[str, ...]:
        """The table's columns that tell the rows of one subject apart."""
        return tuple(cell.column for cell in self.cells if cell.heading in self.keys)

    @property
    def headings(self) -> Mapping[str, str]:
        """The heading of each column of the table."""
        return {cell.column: cell.heading for cell in self.cells}


def _choice(words: Mapping[Any, str]) -> Convert:
    values = {word: member.value for member, word in words.items()}
    return lambda word: values[word]


def _rhythm(word: str) -> str | None:
    """定期報告: なし is none at all."""
    return None if word == NO_REPORTS else str(_choice(wording.RHYTHM)(word))


def _iso(days: tuple[date, ...]) -> list[str]:
    return [day.isoformat() for day in days]


def _cells(*cells: tuple[Any, ...]) -> tuple[Cell, ...]:
    return tuple(Cell(*cell) for cell in cells)


CONTRACTS = SheetMap(
    "契約",
    ContractTermsRow,
    Subject.CONTRACT,
    (),
    _cells(
        ("件名", "title"),
        ("実施機関", "agency"),
        ("所管課", "department"),
        ("共管課", "co_departments", [], list),
        ("登録業務の名称", "registered_business"),
        ("受託者名", "contractor"),
        ("法人番号", "corporate_number"),
        ("委託の内容", "description"),
        ("委託理由", "reason"),
        ("契約日", "concluded_on"),
        ("開始日", "starts_on"),
        ("終了日", "ends_on"),
        ("契約期間の表示", "stated_length"),
        ("対象者", "subjects"),
        ("情報項目", "items", [], list),
        ("記録媒体", "media", [], list),
        ("本人数", "person_count"),
        ("個人番号", "my_number", False),
        ("要配慮個人情報", "sensitive", False),
        ("特記事項", "clause_set"),
        ("定期報告", "periodic_report", None, _rhythm),
        ("求める認証", "demanded_schemes", [], list),
        ("根拠", "legal_basis"),
        ("前契約番号", "previous_contract_number"),
        ("不成立日", "came_to_nothing_on"),
        ("備考", "remarks"),
    ),
)
SUBCONTRACTS = SheetMap(
    "再委託",
    SubcontractRow,
    Subject.ENGAGEMENT,
    (),
    _cells(
        ("上位枝番", "parent_branch", 0),
        ("再委託先名", "contractor"),
        ("法人番号", "corporate_number"),
        ("業務の内容", "description"),
        ("再委託理由", "reason"),
        ("開始日", "starts_on"),
        ("終了日", "ends_on"),
        ("承諾日", "consented_on"),
        ("承諾文書番号", "consent_document"),
        ("特記事項明記", "flow_down", False),
        ("周知確認日", "staff_told_on"),
        ("情報項目", "items", [], list),
        ("記録媒体", "media", [], list),
        ("特記事項", "clause_set", DEFAULT_SUBCONTRACT_CLAUSE_SET),
    ),
)
CONNECTIONS = SheetMap(
    "外部結合",
    ConnectionRow,
    Subject.CONNECTION,
    (),
    _cells(
        ("契約番号", "contract_number"),
        ("所管課", "department"),
        ("件名", "title"),
        ("結合の相手方", "counterpart"),
        ("情報項目", "items"),
        ("結合する理由", "reason"),
        ("結合の形態", "form"),
        ("開始日", "starts_on"),
        ("終了日", "ends_on"),
    ),
)
COUNCIL_MATTERS = SheetMap(
    "付議",
    CouncilMatterRow,
    Subject.NOTHING,
    ("付議番号",),
    _cells(
        ("付議番号", "number"),
        ("開催日", "held_on"),
        ("会議", "session"),
        ("資料番号", "document_number"),
        ("区分", "matter", None, _choice(wording.MATTER)),
        ("根拠条項", "legal_basis"),
        ("件名", "title"),
        ("結果", "result", None, _choice(wording.COUNCIL_RESULT)),
        ("契約番号", "contracts", [], list),
        ("結合番号", "connections", [], list),
        ("前回付議", "previous", [], list),
        ("変更点", "changes"),
    ),
)
SAFEGUARDS = SheetMap(
    "保護対策",
    SafeguardRow,
    Subject.ENGAGEMENT_OR_CONNECTION,
    ("番号",),
    _cells(
        ("番号", "number"),
        ("実施者", "carried_out_by", None, _choice(wording.CARRIED_OUT_BY)),
        ("区分", "category", None, _choice(wording.CATEGORY)),
        ("対策", "text"),
        ("由来", "origin", None, _choice(wording.SAFEGUARD_ORIGIN)),
        ("頻度", "frequency", Frequency.NONE.value, _choice(wording.FREQUENCY)),
        ("期日", "dates", [], _iso),
    ),
)
ADVICES = SheetMap(
    "助言",
    AdviceRow,
    Subject.CONTRACT_OR_CONNECTION,
    ("番号",),
    _cells(
        ("番号", "number"),
        ("助言日", "on"),
        ("助言", "text"),
        ("担当課の対応", "answer"),
        ("約束した対策番号", "promised", [], list),
    ),
)
HANDLERS = SheetMap(
    "取扱者",
    HandlerReportRow,
    Subject.ENGAGEMENT,
    (),
    _cells(
        ("受領日", "received_on"),
        ("区分", "role", None, _choice(wording.HANDLER_ROLE)),
        ("所属・役職", "position"),
        ("人数", "headcount"),
        ("作業場所", "workplace"),
        ("備考", "remarks"),
    ),
)
CERTIFICATIONS = SheetMap(
    "認証",
    CertificationRow,
    Subject.NOTHING,
    ("事業者名", "制度", "登録番号", "有効期限"),
    _cells(
        ("事業者名", "contractor"),
        ("制度", "scheme"),
        ("登録番号", "registration_number", ""),
        ("有効期限", "valid_until"),
        ("契約番号", "contracts", [], list),
    ),
)
DATA = SheetMap(
    "データ",
    DataItemRow,
    Subject.ENGAGEMENT,
    ("データ番号",),
    _cells(
        ("データ番号", "number"),
        ("データ名", "name"),
        ("情報項目", "items", [], list),
        ("記録媒体", "media", [], list),
        ("媒体番号", "medium_numbers"),
        ("件数", "count"),
        ("区分", "origin", None, _choice(wording.ORIGIN)),
        ("日付", "on"),
        ("引渡方法", "means"),
        ("職員", "officer"),
        ("不要日", "no_longer_needed_on"),
    ),
)
DISPOSALS = SheetMap(
    "返還消去",
    DisposalRow,
    Subject.ENGAGEMENT,
    (),
    _cells(
        ("データ番号", "data_number"),
        ("区分", "disposal", None, _choice(wording.DISPOSAL)),
        ("日付", "on"),
        ("方法", "means"),
        ("件数", "count"),
        ("証明書番号", "certificate_number"),
        ("引継先契約番号", "successor_number"),
    ),
)
CERTIFICATES = SheetMap(
    "消去証明",
    CertificateRow,
    Subject.ENGAGEMENT,
    ("証明書番号",),
    _cells(
        ("証明書番号", "number"),
        ("証明日", "issued_on"),
        ("受領日", "received_on"),
        ("消去責任者の役職", "responsible_position"),
        ("立会い", "witnessed", False),
        ("控えの消滅日", "backup_expires_on"),
        ("控えの消滅確認日", "backup_gone_on"),
        ("確認日", "confirmed_on"),
        ("確認方法", "confirmation", None, _choice(wording.CONFIRMATION)),
        ("確認職員", "officer"),
    ),
)
INSPECTIONS = SheetMap(
    "立入調査",
    InspectionRow,
    Subject.ENGAGEMENT,
    ("年度", "回"),
    _cells(
        ("年度", "fiscal_year", None, lambda year: year.start),
        ("回", "round", 1),
        ("予定日", "planned_on"),
        ("実施日", "carried_out_on"),
        ("方法", "method", Method.ON_SITE.value, _choice(wording.METHOD)),
        ("方法の理由", "reason"),
        ("調査職員", "officers"),
        ("総合判定", "judgement", None, _choice(wording.JUDGEMENT)),
    ),
)
FINDINGS = SheetMap(
    "指摘",
    FindingRow,
    Subject.ENGAGEMENT,
    ("年度", "回", "指摘番号"),
    _cells(
        ("年度", "fiscal_year", None, lambda year: year.start),
        ("回", "round", 1),
        ("指摘番号", "number"),
        ("内容", "text"),
        ("根拠", "cause"),
        ("是正期限", "set_due_on"),
        ("是正報告日", "answered_on"),
        ("是正確認日", "put_right_on"),
    ),
)
REQUESTS = SheetMap(
    "報告依頼",
    RequestRow,
    Subject.ENGAGEMENT,
    ("依頼番号",),
    _cells(
        ("依頼番号", "number"),
        ("依頼日", "requested_on"),
        ("内容", "text"),
        ("期限", "due_on"),
    ),
)
RECEIPTS = SheetMap(
    "報告受領",
    ReceiptRow,
    Subject.ENGAGEMENT,
    (),
    _cells(
        ("種別", "kind", None, _choice(wording.REPORT_KIND)),
        ("対象期間", "period", None, str),
        ("依頼番号", "request"),
        ("受領日", "received_on"),
        ("要旨", "summary"),
    ),
)
INCIDENTS = SheetMap(
    "事故",
    IncidentRow,
    Subject.ENGAGEMENT,
    ("事故番号",),
    _cells(
        ("事故番号", "number"),
        ("発生日", "happened_on"),
        ("覚知日", "known_on"),
        ("概要", "outline"),
        ("本人数", "person_count"),
        ("報告対象", "reportable", False),
        ("不正目的のおそれ", "improper_purpose", False),
        ("報告書受領日", "report_received_on"),
        ("速報日", "preliminary_on"),
        ("確報日", "final_on"),
    ),
)
NOTES = SheetMap(
    "記録",
    NoteRow,
    Subject.ENGAGEMENT,
    (),
    _cells(
        ("日付", "on"),
        ("区分", "kind", None, _choice(wording.NOTE_KIND)),
        ("内容", "text"),
        ("相手方", "other_party"),
        ("職員", "officer"),
        ("対策番号", "safeguard"),
        ("対象", "occurrence"),
        ("根拠資料", "place"),
    ),
)

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
