"""登録ブックのデータ関係: データ, 返還消去, 消去証明."""

from __future__ import annotations

from app.workbooks import registration_codes as code
from app.workbooks.column import Column, Kind, SheetSpec
from app.workbooks.registration_shared import BRANCH, CONTRACT

DATA_ITEMS = SheetSpec(
    "データ",
    key=("contract_number", "branch", "number"),
    columns=(
        CONTRACT,
        BRANCH,
        Column("データ番号", "number", Kind.KEY, "データの番号", required=True),
        Column("データ名", "name", Kind.NAME, "データの名称", required=True),
        Column("情報項目", "items", Kind.LIST, "データに含まれる個人情報の項目"),
        Column("記録媒体", "media", Kind.LIST, "データを記録した媒体"),
        Column("媒体番号", "medium_numbers", Kind.TEXT, "媒体に付けた番号"),
        Column("件数", "count", Kind.COUNT, "データの件数"),
        Column("区分", "origin", Kind.CHOICE, "データの生じ方", required=True, codes=code.ORIGIN),
        Column("日付", "on", Kind.DATE, "引き渡した、集めた、または作った日", required=True),
        Column("引渡方法", "means", Kind.TEXT, "引き渡した方法"),
        Column("職員", "officer", Kind.TEXT, "引き渡した職員（役職や係）"),
        Column("不要日", "no_longer_needed_on", Kind.DATE, "業務に要らなくなった日"),
    ),
)

DISPOSALS = SheetSpec(
    "返還消去",
    key=(),
    columns=(
        CONTRACT,
        BRANCH,
        Column("データ番号", "data_number", Kind.KEY, "対象のデータの番号", required=True),
        Column(
            "区分",
            "disposal",
            Kind.CHOICE,
            "返還、引渡し、引継ぎ、消去の別",
            required=True,
            codes=code.DISPOSAL,
        ),
        Column("日付", "on", Kind.DATE, "行った日", required=True),
        Column("方法", "means", Kind.TEXT, "行った方法"),
        Column("件数", "count", Kind.COUNT, "対象の件数"),
        Column("証明書番号", "certificate_number", Kind.KEY, "消去を証明する消去証明書の番号"),
        Column(
            "引継先契約番号", "successor_number", Kind.KEY, "引き継いだ先の契約（引継ぎには必要）"
        ),
    ),
)

CERTIFICATES = SheetSpec(
    "消去証明",
    key=("contract_number", "branch", "number"),
    columns=(
        CONTRACT,
        BRANCH,
        Column("証明書番号", "number", Kind.KEY, "消去証明書の番号", required=True),
        Column("証明日", "issued_on", Kind.DATE, "消去証明書の日付", required=True),
        Column("受領日", "received_on", Kind.DATE, "消去証明書を受け取った日", required=True),
        Column("消去責任者の役職", "responsible_position", Kind.TEXT, "消去の責任者の役職"),
        Column("立会い", "witnessed", Kind.YES_NO, "消去に職員が立ち会ったか"),
        Column(
            "控えの消滅日", "backup_expires_on", Kind.DATE, "最後の控え（バックアップ）が消える日"
        ),
        Column("控えの消滅確認日", "backup_gone_on", Kind.DATE, "控えが消えたことを確かめた日"),
        Column("確認日", "confirmed_on", Kind.DATE, "職員が消去を確かめた日"),
        Column(
            "確認方法", "confirmation", Kind.CHOICE, "消去を確かめた方法", codes=code.CONFIRMATION
        ),
        Column("確認職員", "officer", Kind.TEXT, "消去を確かめた職員（役職や係）"),
    ),
)
