"""監督関係のシート: 立入調査, 指摘, 報告依頼, 報告受領, 事故, 記録."""

from __future__ import annotations

from app.acts.loading.sheet_map import SheetMap, Subject, cells, choice
from app.records.incidents import IncidentRow
from app.records.inspections import FindingRow, InspectionRow
from app.records.notes import NoteRow
from app.records.reports import ReceiptRow, RequestRow
from audits import wording
from audits.inspection import Method

INSPECTIONS = SheetMap(
    "立入調査",
    InspectionRow,
    Subject.ENGAGEMENT,
    ("年度", "回"),
    cells(
        ("年度", "fiscal_year", None, lambda year: year.start),
        ("回", "round", 1),
        ("予定日", "planned_on"),
        ("実施日", "carried_out_on"),
        ("方法", "method", Method.ON_SITE.value, choice(wording.METHOD)),
        ("方法の理由", "reason"),
        ("調査職員", "officers"),
        ("総合判定", "judgement", None, choice(wording.JUDGEMENT)),
    ),
)

FINDINGS = SheetMap(
    "指摘",
    FindingRow,
    Subject.ENGAGEMENT,
    ("年度", "回", "指摘番号"),
    cells(
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
    cells(
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
    cells(
        ("種別", "kind", None, choice(wording.REPORT_KIND)),
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
    cells(
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
    cells(
        ("日付", "on"),
        ("区分", "kind", None, choice(wording.NOTE_KIND)),
        ("内容", "text"),
        ("相手方", "other_party"),
        ("職員", "officer"),
        ("対策番号", "safeguard"),
        ("対象", "occurrence"),
        ("根拠資料", "place"),
    ),
)
