"""データ関係のシート: データ, 返還消去, 消去証明."""

from __future__ import annotations

from dataclasses import replace

from app.acts.loading.sheet_map import Cell, SheetMap, Subject, cells, choice
from app.records.certificates import CertificateRow
from app.records.data_items import DataItemRow, DisposalRow
from audits import wording

DATA = SheetMap(
    "データ",
    DataItemRow,
    Subject.ENGAGEMENT,
    ("データ番号",),
    cells(
        ("データ番号", "number"),
        ("データ名", "name"),
        ("情報項目", "items", [], list),
        ("記録媒体", "media", [], list),
        ("媒体番号", "medium_numbers"),
        ("件数", "count"),
        ("区分", "origin", None, choice(wording.ORIGIN)),
        ("日付", "on"),
        ("引渡方法", "means"),
        ("職員", "officer"),
        ("不要日", "no_longer_needed_on"),
    ),
)

# Forms ask also for what the device that it lies on is; the sheet has no column for that.
DATA_BY_HAND = replace(
    DATA,
    cells=(
        *DATA.cells,
        Cell("貸主", "lessor", in_book=False),
        Cell("貸主への返却日", "lessor_returned_on", in_book=False),
        Cell("引継元契約番号", "carried_from", in_book=False),
        Cell("引継元データ番号", "carried_number", in_book=False),
    ),
)

DISPOSALS = SheetMap(
    "返還消去",
    DisposalRow,
    Subject.ENGAGEMENT,
    (),
    cells(
        ("データ番号", "data_number"),
        ("区分", "disposal", None, choice(wording.DISPOSAL)),
        ("日付", "on"),
        ("方法", "means"),
        ("件数", "count"),
        ("証明書番号", "certificate_number"),
        ("引継先契約番号", "successor_number"),
    ),
)

# A form asks more of a carry-over and of an erasure than the sheet has columns for.
DISPOSALS_BY_HAND = replace(
    DISPOSALS,
    cells=(
        *DISPOSALS.cells,
        Cell("指示日", "instructed_on", in_book=False),
        Cell("文書番号", "instruction_document", in_book=False),
        Cell("対象の媒体番号", "medium_numbers", in_book=False),
        Cell("表にないときの理由", "means_reason", in_book=False),
        Cell("消去できなかった媒体", "failed_numbers", in_book=False),
        Cell("消去できなかった理由", "failed_why", in_book=False),
        Cell("その後の扱い", "failed_plan", in_book=False),
        Cell("保管する者", "failed_keeper", in_book=False),
        Cell("処理の期限", "failed_due_on", in_book=False),
    ),
)

CERTIFICATES = SheetMap(
    "消去証明",
    CertificateRow,
    Subject.ENGAGEMENT,
    ("証明書番号",),
    cells(
        ("証明書番号", "number"),
        ("証明日", "issued_on"),
        ("受領日", "received_on"),
        ("消去責任者の役職", "responsible_position"),
        ("立会い", "witnessed", False),
        ("控えの消滅日", "backup_expires_on"),
        ("控えの消滅確認日", "backup_gone_on"),
        ("確認日", "confirmed_on"),
        ("確認方法", "confirmation", None, choice(wording.CONFIRMATION)),
        ("確認職員", "officer"),
    ),
)
