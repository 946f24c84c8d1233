"""引継ぎの指示: when and by which paper the city told a contractor to carry data over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.acts.filing.hand_entry import HandEntry, Remark
from app.acts.loading.sheets import DISPOSALS_BY_HAND
from audits.erasure import Disposal
from audits.wording import DISPOSAL

CARRIED_OVER = DISPOSAL[Disposal.CARRIED_OVER]
ONLY_THEN = f"区分が「{CARRIED_OVER}」のときだけ書きます。空欄にするか、区分を直してください。"
COLUMNS = ("instructed_on", "instruction_document")


def unfit(entry: HandEntry, values: Mapping[str, Any]) -> Iterator[Remark]:
    """Only a carry-over has an instruction."""
    if entry.sheet is not DISPOSALS_BY_HAND or _is_carry_over(values):
        return
    for column in COLUMNS:
        if values[column] is not None:
            yield Remark(entry.sheet.headings[column], ONLY_THEN)


def lacking(entry: HandEntry, values: Mapping[str, Any]) -> Iterator[Remark]:
    """A carry-over without its instruction is filed, for it has happened; but somebody is told."""
    if entry.sheet is not DISPOSALS_BY_HAND or not _is_carry_over(values):
        return
    blank = [entry.sheet.headings[column] for column in COLUMNS if values[column] is None]
    if blank:
        words = "と".join(blank)
        sentence = f"引継ぎの{words}が空欄です。わかったら「訂正」から書き足してください。"
        yield Remark(blank[0], sentence)


def _is_carry_over(values: Mapping[str, Any]) -> bool:
    return bool(values["disposal"] == Disposal.CARRIED_OVER.value)
