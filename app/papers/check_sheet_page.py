"""What stands on a 調査票: the contract, the visit, and every item with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.papers.record_page import Head

# The answers and the 総合判定 as they are printed.
MET, NOT_MET, NOT_APPLICABLE, UNCONFIRMED = "適", "否", "該当なし", "未確認"
VERDICTS = (MET, NOT_MET, NOT_APPLICABLE, UNCONFIRMED)
METHODS = ("実地", "遠隔", "書面")
JUDGEMENTS = ("適", "指摘あり")


@dataclass(frozen=True, slots=True)
class Tag:
    """Where an item comes from; `must_be_seen` is framed so that nobody skips it."""

    words: str
    must_be_seen: bool = False


@dataclass(frozen=True, slots=True)
class SheetItem:
    """One statement, with room for the answer; blank where none was given yet."""

    place: str  # C8
    text: str
    tags: tuple[Tag, ...] = ()
    verdict: str = ""
    comment: str = ""
    set_due_on: date | None = None  # 是正期限
    photographs: int = 0


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """One part of the sheet, by its letter."""

    code: str
    name: str
    items: tuple[SheetItem, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """The inspection as far as it is known; what is not stays blank, to be written in."""

    party: str  # 受託者　みなと通信株式会社
    year: str  # 令和8年度
    round: int
    due_on: date | None = None
    planned_on: date | None = None
    carried_out_on: date | None = None
    method: str = ""
    reason: str = ""  # why it is not 実地
    officers: str = ""
    judgement: str = ""


@dataclass(frozen=True, slots=True)
class CheckSheetPaper:
    """Everything on one 調査票; `edition` names the standard sheet that it was made from.

    `unfinished_on`: answers were given by that day and the visit is not concluded; `concluded_on`:
    no answer has changed since. On a blank sheet neither stands.
    """

    head: Head
    contractor: str  # whom the visit is to, for the head of later pages
    visit: Visit
    groups: tuple[SheetGroup, ...]
    edition: str
    unfinished_on: date | None = None
    concluded_on: date | None = None
    answered_by: str = ""  # 宮野 さくら（officer）80項目

    @property
    def is_filled(self) -> bool:
        return self.unfinished_on is not None or self.concluded_on is not None

    @property
    def items(self) -> int:
        return sum(len(group.items) for group in self.groups)
