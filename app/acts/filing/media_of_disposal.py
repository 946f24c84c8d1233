"""媒体と消去の方法: what a form may say of the media of a return or erasure, and of its method."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.acts.erasure_methods import (
    judged_erasure,
    methods_on_file,
    not_accepted_words,
    secrecy_of,
)
from app.acts.filing.hand_entry import HandEntry, Remark
from app.acts.loading.sheets import DISPOSALS_BY_HAND
from audits.erasure import Disposal
from audits.erasure_methods import Fit
from audits.media import single_numbers
from audits.wording import DISPOSAL

ONLY_ERASED = f"区分が「{DISPOSAL[Disposal.ERASED]}」のときだけ書きます。空欄にしてください。"
OF_ERASURE = (
    "means_reason",
    "failed_numbers",
    "failed_why",
    "failed_plan",
    "failed_keeper",
    "failed_due_on",
)
OF_METHOD = ("disposal", "means", "means_reason", "medium_numbers", "failed_numbers")
WITHOUT_FAILED = "消去できなかった媒体がないときは、空欄にしてください。"
NEEDED = {
    "failed_plan": "消去できなかった媒体をどうするかを書いてください。例：物理的破壊",
    "failed_due_on": "消去できなかった媒体を、いつまでに処理するかを入れてください。",
}

Values = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class OnFile:
    """What a return or erasure is held against: its data item and contract; and how it was."""

    item: Values | None
    terms: Values | None
    before: Values | None


def unfit_media(
    session: Session, entry: HandEntry, values: Values, on_file: OnFile
) -> Iterator[Remark]:
    """What cannot stand so."""
    item, terms = on_file.item, on_file.terms
    if entry.sheet is not DISPOSALS_BY_HAND or item is None or terms is None:
        return
    if values["disposal"] != Disposal.ERASED.value:
        yield from _of_another_kind(entry, values)
    else:
        yield from _of_failed(entry, values)
        before = on_file.before
        if before is None or any(before[name] != values[name] for name in OF_METHOD):
            yield from _of_method(session, entry, values, item, terms)
    yield from _of_numbers(entry, values, item)


def _of_another_kind(entry: HandEntry, values: Values) -> Iterator[Remark]:
    for column in OF_ERASURE:
        if values[column] is not None:
            yield Remark(entry.sheet.headings[column], ONLY_ERASED)


def _of_failed(entry: HandEntry, values: Values) -> Iterator[Remark]:
    """What could not be erased has to be done with otherwise, by a day."""
    headings = entry.sheet.headings
    if values["failed_numbers"] is not None:
        for column, sentence in NEEDED.items():
            if values[column] is None:
                yield Remark(headings[column], sentence)
        return
    for column in OF_ERASURE[2:]:
        if values[column] is not None:
            yield Remark(headings[column], WITHOUT_FAILED)


def _of_method(
    session: Session, entry: HandEntry, values: Values, item: Values, terms: Values
) -> Iterator[Remark]:
    """A method that the city's table does not accept needs a reason."""
    if values["means_reason"] is not None:
        return
    table = methods_on_file(session)
    found = judged_erasure(table, terms, item, values)
    if found.fit is Fit.NOT_ACCEPTED:
        taken = not_accepted_words(table, found.lacking, secrecy_of(terms))
        reason = entry.sheet.headings["means_reason"]
        sentence = f"市の消去方法の表にない方法です。{taken}このまま記録するときは、「{reason}」を"
        yield Remark(entry.sheet.headings["means"], f"{sentence}書いてください。")


def _of_numbers(entry: HandEntry, values: Values, item: Values) -> Iterator[Remark]:
    """Single media are those of the item, where their numbers are on file."""
    known = set(single_numbers(item["medium_numbers"] or ""))
    for column in ("medium_numbers", "failed_numbers"):
        given = single_numbers(values[column] or "")
        strange = [number for number in given if number not in known]
        if known and strange:
            words = "、".join(strange[:5])
            sentence = f"このデータの媒体番号にありません：{words}。"
            yield Remark(
                entry.sheet.headings[column],
                f"{sentence}台帳の媒体番号は「{item['medium_numbers']}」です。",
            )
