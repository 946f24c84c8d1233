"""契約関係のシート: 契約, 再委託, 外部結合, 認証, 取扱者."""

from __future__ import annotations

from app.acts.loading.sheet_map import SheetMap, Subject, cells, choice, rhythm
from app.records.certifications import CertificationRow
from app.records.connections import ConnectionRow
from app.records.contracts import ContractTermsRow, SubcontractRow
from app.records.handlers import HandlerReportRow
from audits import wording

DEFAULT_SUBCONTRACT_CLAUSE_SET = "subcontract-2021"

CONTRACTS = SheetMap(
    "契約",
    ContractTermsRow,
    Subject.CONTRACT,
    (),
    cells(
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
        ("定期報告", "periodic_report", None, rhythm),
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
    cells(
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
    cells(
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

CERTIFICATIONS = SheetMap(
    "認証",
    CertificationRow,
    Subject.NOTHING,
    ("事業者名", "制度", "登録番号", "有効期限"),
    cells(
        ("事業者名", "contractor"),
        ("制度", "scheme"),
        ("登録番号", "registration_number", ""),
        ("有効期限", "valid_until"),
        ("契約番号", "contracts", [], list),
    ),
)

HANDLERS = SheetMap(
    "取扱者",
    HandlerReportRow,
    Subject.ENGAGEMENT,
    (),
    cells(
        ("受領日", "received_on"),
        ("区分", "role", None, choice(wording.HANDLER_ROLE)),
        ("所属・役職", "position"),
        ("人数", "headcount"),
        ("作業場所", "workplace"),
        ("備考", "remarks"),
    ),
)
