"""保存と廃棄の部屋: its blueprint, and what can be done with chosen contracts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from flask import Blueprint

from app.records.retention_list import RetentionTab
from app.web.filing.key import row_number
from audits.retention import RetentionStep
from audits.roles import Act

room = Blueprint("retention", __name__, url_prefix="/retention")
ROWS = 100  # of a page, and at most so many at once
LAST_ROW = 2**31 - 1  # what a column of numbers of rows holds


class Deed(Enum):
    """What can be done; the value is the last part of its address."""

    FIRST = "first"
    SECOND = "second"
    EXTEND = "extend"
    TAKE_BACK = "take-back"


@dataclass(frozen=True, slots=True)
class DeedWords:
    """A deed in words: its page, its buttons, the reason as proposed, and what follows from it.

    `step`: None where it is the disposal itself.
    """

    act: Act
    step: RetentionStep | None
    choose: str
    title: str
    button: str
    reason: str
    lead: str
    done: str


DEEDS: Mapping[Deed, DeedWords] = {
    Deed.FIRST: DeedWords(
        Act.CONFIRM_DISPOSAL,
        RetentionStep.CONFIRMED,
        "第1の確認に進む",
        "廃棄の第1の確認",
        "廃棄してよいことを確認する",
        "保存期限が過ぎ、引き続き保存する必要がないため。",
        "まだ何も消えません。この後、事務局の別の人が第2の確認をすると、廃棄されます。"
        "それまでに管理記録が加わったり、保存年限が延びたりすると、この確認は効かなくなります。",
        "第1の確認をしました。事務局の第2の確認を待っています。",
    ),
    Deed.SECOND: DeedWords(
        Act.DISPOSE_OF_CONTRACT,
        None,
        "第2の確認と廃棄に進む",
        "第2の確認と廃棄",
        "廃棄する",
        "保存期限が過ぎたことと、第1の確認を確かめたため。",
        "押すと、その場で廃棄します。元には戻せません。",
        "廃棄しました。廃棄簿に控えが残っています。",
    ),
    Deed.EXTEND: DeedWords(
        Act.KEEP_LONGER,
        RetentionStep.EXTENDED,
        "保存を延長する",
        "保存の延長",
        "保存を延長する",
        "",
        "その日までは廃棄の対象から外れます。済んでいた第1の確認は、やり直しになります。",
        "保存を延長しました。",
    ),
    Deed.TAKE_BACK: DeedWords(
        Act.KEEP_LONGER,
        RetentionStep.TAKEN_BACK,
        "確認・延長を取り下げる",
        "確認・延長の取下げ",
        "取り下げる",
        "",
        "第1の確認又は保存の延長を取り下げ、まだ何も決めていない状態に戻します。",
        "取り下げました。",
    ),
}
# On which tab which deeds make sense, in the order of their buttons.
OF_TABS: Mapping[RetentionTab, tuple[Deed, ...]] = {
    RetentionTab.PROPOSED: (Deed.FIRST, Deed.EXTEND),
    RetentionTab.WAITING: (Deed.SECOND, Deed.EXTEND, Deed.TAKE_BACK),
    RetentionTab.EXTENDED: (Deed.EXTEND, Deed.TAKE_BACK),
    RetentionTab.DISPOSED: (),
}


def ids_said(said: Iterable[str]) -> tuple[int, ...]:
    """The contracts that an address or a form names, each once, at most those of a page."""
    numbers = (row_number(one) for one in list(said)[:ROWS])
    found = dict.fromkeys(n for n in numbers if n is not None and n <= LAST_ROW)
    return tuple(sorted(found))
