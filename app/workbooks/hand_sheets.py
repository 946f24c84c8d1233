"""手で書くシート: the sheets as forms ask for them, some with more columns than a book has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.workbooks.column import Column, Kind, SheetSpec
from app.workbooks.registration import REGISTRATION
from app.workbooks.registration_data import DISPOSALS

_INSTRUCTION = (
    Column("指示日", "instructed_on", Kind.DATE, "引継ぎを市が指示した日"),
    Column("文書番号", "instruction_document", Kind.TEXT, "引継ぎを指示した文書の番号"),
)
_DISPOSALS_BY_HAND = replace(DISPOSALS, columns=(*DISPOSALS.columns, *_INSTRUCTION))

HAND_SHEETS: Mapping[str, SheetSpec] = {
    name: _DISPOSALS_BY_HAND if sheet is DISPOSALS else sheet
    for name, sheet in REGISTRATION.items()
}
