"""登録ブックの監督関係: 立入調査, 指摘, 報告依頼, 報告受領, 記録."""

from __future__ import annotations

from app.workbooks import registration_codes as code
from app.workbooks.column import Column, Kind, SheetSpec
from app.workbooks.registration_shared import BRANCH, CONTRACT, FISCAL_YEAR, ROUND

INSPECTIONS = SheetSpec(
    "立入調査",
    key=("contract_number", "branch", "fiscal_year", "round"),
    columns=(
        CONTRACT,
        BRANCH,
        FISCAL_YEAR,
        ROUND,
        Column("予定日", "planned_on", Kind.DATE, "調査を予定した日"),
        Column("実施日", "carried_out_on", Kind.DATE, "調査を行った日"),
        Column("方法", "method", Kind.CHOICE, "調査の方法。空欄は実地", codes=code.METHOD),
        Column("方法の理由", "reason", Kind.TEXT, "実地でないときの理由"),
        Column("調査職員", "officers", Kind.TEXT, "調査した職員（係と人数など）"),
        Column(
            "総合判定",
            "judgement",
            Kind.CHOICE,
            "調査の結論。空欄はまだ結論が出ていない",
            codes=code.JUDGEMENT,
        ),
    ),
)

FINDINGS = SheetSpec(
    "指摘",
    key=("contract_number", "branch", "fiscal_year", "round", "number"),
    columns=(
        CONTRACT,
        BRANCH,
        FISCAL_YEAR,
        ROUND,
        Column("指摘番号", "number", Kind.KEY, "指摘の番号", required=True),
        Column("内容", "text", Kind.TEXT, "指摘の内容", required=True),
        Column("根拠", "clause", Kind.TEXT, "根拠となる特記事項の項目など"),
        Column("是正期限", "set_due_on", Kind.DATE, "是正を求めた期限"),
        Column("是正報告日", "answered_on", Kind.DATE, "事業者が是正を報告した日"),
        Column("是正確認日", "put_right_on", Kind.DATE, "職員が是正を確かめた日"),
    ),
)

REQUESTS = SheetSpec(
    "報告依頼",
    key=("contract_number", "branch", "number"),
    columns=(
        CONTRACT,
        BRANCH,
        Column("依頼番号", "number", Kind.KEY, "依頼の番号", required=True),
        Column("依頼日", "requested_on", Kind.DATE, "報告を求めた日", required=True),
        Column("内容", "text", Kind.TEXT, "求めた報告の内容", required=True),
        Column("期限", "due_on", Kind.DATE, "報告の期限", required=True),
    ),
)

RECEIPTS = SheetSpec(
    "報告受領",
    key=(),
    columns=(
        CONTRACT,
        BRANCH,
        Column("種別", "kind", Kind.CHOICE, "報告の種類", required=True, codes=code.REPORT_KIND),
        Column("対象期間", "period", Kind.PERIOD, "報告が対象とする期間"),
        Column("依頼番号", "request", Kind.KEY, "求めた報告の依頼番号（求めた報告には必要）"),
        Column("受領日", "received_on", Kind.DATE, "報告を受け取った日", required=True),
        Column("要旨", "summary", Kind.TEXT, "報告のあらまし"),
    ),
)

NOTES = SheetSpec(
    "記録",
    key=(),
    columns=(
        CONTRACT,
        BRANCH,
        Column("日付", "on", Kind.DATE, "行った日", required=True),
        Column("区分", "kind", Kind.CHOICE, "記録の種類", required=True, codes=code.NOTE_KIND),
        Column("内容", "text", Kind.TEXT, "行った内容", required=True),
        Column("相手方", "other_party", Kind.TEXT, "相手の所属や役職"),
        Column("職員", "officer", Kind.TEXT, "行った職員（役職や係）"),
        Column("対策番号", "safeguard", Kind.KEY, "果たした個別の約束の対策番号"),
        Column("対象", "occurrence", Kind.OCCURRENCE, "約束のどの回を果たしたか"),
        Column("根拠資料", "place", Kind.TEXT, "資料の所在（綴りや場所）"),
    ),
)
