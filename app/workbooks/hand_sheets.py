"""手で書くシート: the sheets as forms ask for them, some with more columns than a book has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.workbooks.column import Column, Kind, SheetSpec
from app.workbooks.registration import REGISTRATION
from app.workbooks.registration_data import DATA_ITEMS, DISPOSALS

_BESIDE = (
    Column("貸主", "lessor", Kind.TEXT, "データを記録した機器の貸主（リース会社）"),
    Column("貸主への返却日", "lessor_returned_on", Kind.DATE, "機器を貸主へ返した日"),
    Column("引継元契約番号", "carried_from", Kind.KEY, "データを引き継いだ前の契約の番号"),
    Column("引継元データ番号", "carried_number", Kind.KEY, "前の契約でのデータの番号"),
)
_INSTRUCTION = (
    Column("指示日", "instructed_on", Kind.DATE, "引継ぎを市が指示した日"),
    Column("文書番号", "instruction_document", Kind.TEXT, "引継ぎを指示した文書の番号"),
)
_MEDIA = (
    Column("対象の媒体番号", "medium_numbers", Kind.TEXT, "一部の媒体だけのときの、その番号"),
    Column("表にないときの理由", "means_reason", Kind.TEXT, "市の消去方法の表にないときの理由"),
    Column("消去できなかった媒体", "failed_numbers", Kind.TEXT, "消去できなかった媒体の番号"),
    Column("消去できなかった理由", "failed_why", Kind.TEXT, "故障など"),
    Column("その後の扱い", "failed_plan", Kind.TEXT, "消去できなかった媒体をどうするか"),
    Column("保管する者", "failed_keeper", Kind.TEXT, "それまで媒体を保管する者"),
    Column("処理の期限", "failed_due_on", Kind.DATE, "いつまでに処理するか"),
)
_MORE: Mapping[str, tuple[Column, ...]] = {
    DATA_ITEMS.name: _BESIDE,
    DISPOSALS.name: (*_INSTRUCTION, *_MEDIA),
}

HAND_SHEETS: Mapping[str, SheetSpec] = {
    name: replace(sheet, columns=(*sheet.columns, *_MORE.get(name, ())))
    for name, sheet in REGISTRATION.items()
}
