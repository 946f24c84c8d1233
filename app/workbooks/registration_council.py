"""登録ブックの審議会関係: 付議, 保護対策, 助言."""

from __future__ import annotations

from app.workbooks import registration_codes as code
from app.workbooks.column import Column, Kind, SheetSpec

COUNCIL_MATTERS = SheetSpec(
    "付議",
    key=("number",),
    columns=(
        Column("付議番号", "number", Kind.KEY, "付議を一つに定める番号", required=True),
        Column("開催日", "held_on", Kind.DATE, "審議会を開いた日", required=True),
        Column("会議", "session", Kind.NAME, "審議会の回"),
        Column("資料番号", "document_number", Kind.TEXT, "審議会の資料の番号"),
        Column("区分", "matter", Kind.CHOICE, "諮問か報告か", required=True, codes=code.MATTER),
        Column("根拠条項", "legal_basis", Kind.TEXT, "付議の根拠となる条項"),
        Column("件名", "title", Kind.NAME, "付議の件名", required=True),
        Column("結果", "result", Kind.CHOICE, "審議会の結果", codes=code.COUNCIL_RESULT),
        Column("契約番号", "contracts", Kind.KEYS, "付議した契約の番号"),
        Column("結合番号", "connections", Kind.KEYS, "付議した外部結合の番号"),
        Column("前回付議", "previous", Kind.KEYS, "前に付議したときの付議番号"),
        Column("変更点", "changes", Kind.TEXT, "前回の付議から変えた点"),
    ),
)

SAFEGUARDS = SheetSpec(
    "保護対策",
    key=("contract_number", "connection_number", "branch", "number"),
    columns=(
        Column("契約番号", "contract_number", Kind.KEY, "契約の番号（結合番号とどちらか一方）"),
        Column(
            "結合番号", "connection_number", Kind.KEY, "外部結合の番号（契約番号とどちらか一方）"
        ),
        Column("枝番", "branch", Kind.BRANCH, "対策を約束した者の枝番。空欄は受託者"),
        Column("番号", "number", Kind.KEY, "対策の番号", required=True),
        Column(
            "実施者",
            "carried_out_by",
            Kind.CHOICE,
            "対策を行う者",
            required=True,
            codes=code.CARRIED_OUT_BY,
        ),
        Column("区分", "category", Kind.CHOICE, "対策の種類", required=True, codes=code.CATEGORY),
        Column("対策", "text", Kind.TEXT, "対策の内容", required=True),
        Column(
            "由来",
            "origin",
            Kind.CHOICE,
            "対策を行うことになったもと",
            required=True,
            codes=code.SAFEGUARD_ORIGIN,
        ),
        Column(
            "頻度",
            "frequency",
            Kind.CHOICE,
            "確かめる時期。なし以外は契約番号のある行だけ",
            codes=code.FREQUENCY,
        ),
        Column("期日", "dates", Kind.DATES, "頻度が期日、指定日のときの日付"),
    ),
)

ADVICE = SheetSpec(
    "助言",
    key=("contract_number", "connection_number", "number"),
    columns=(
        Column("契約番号", "contract_number", Kind.KEY, "契約の番号（結合番号とどちらか一方）"),
        Column(
            "結合番号", "connection_number", Kind.KEY, "外部結合の番号（契約番号とどちらか一方）"
        ),
        Column("番号", "number", Kind.KEY, "助言の番号", required=True),
        Column("助言日", "on", Kind.DATE, "助言を受けた日"),
        Column("助言", "text", Kind.TEXT, "助言の内容", required=True),
        Column("担当課の対応", "answer", Kind.TEXT, "助言に対する所管課の答え"),
        Column("約束した対策番号", "promised", Kind.KEYS, "助言を受けて約束した対策の番号"),
    ),
)
