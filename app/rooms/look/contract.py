"""契約の頁の事実: standing, tabs, and the management record."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.rooms.look import life
from app.web.contract_boxes import Box
from app.web.contract_boxes import contract_boxes as boxes_of
from app.web.navigation import Tab
from app.web.table import Column
from app.web.timeline import Timeline
from app.web.timeline import timeline as life_of
from audits.due import Alert
from audits.stage import Stage

RUNNING, LATE = Stage.RUNNING, Alert.RED
ENTRY_COLUMNS = (
    Column("番号", "number"),
    Column("年月日", "when"),
    Column("区分"),
    Column("内容", "long"),
    Column("相手方"),
    Column("確認者"),
    Column("方法"),
    Column("資料の所在"),
)


class Entry(NamedTuple):
    """A line of the management record."""

    number: int
    on: date
    kind: str
    content: str
    other_party: str
    officer: str
    method: str
    place: str
    note: str = ""
    corrected_by: int = 0


PARTNER = "つばめ野システム"
ENTRIES = (
    Entry(18, date(2026, 11, 6), "電話確認", "退職者1人の権限抹消を確認。後日、名簿の写しを受領。",
          PARTNER, "宮野", "電話", "契約綴り R8-3"),
    Entry(15, date(2026, 9, 17), "指摘", "2026-1-2　保守用端末の持出し記録がない。期限 R8.10.30。",
          PARTNER, "宮野・水城", "実地", "立入調査綴り R8-1"),
    Entry(13, date(2026, 9, 17), "立入調査", "令和8年度第1回　適 66・否 2・該当なし 4。指摘あり。",
          PARTNER, "宮野・水城", "実地", "立入調査綴り R8-1"),
    Entry(16, date(2026, 8, 20), "電話確認", "夏季の保守体制を確認。異常なし。",
          PARTNER, "宮野", "電話", "—", note="後日記載 R8.9.24"),
    Entry(11, date(2026, 4, 8), "訂正", "No.10 の件数を142件から124件に訂正。",
          PARTNER, "宮野", "—", "受渡簿 R8-2"),
    Entry(10, date(2026, 4, 6), "データ引渡し", "D-3 新入園児　142件、暗号化媒体 U-031。",
          PARTNER, "宮野", "手渡し", "受渡簿 R8-2", corrected_by=11),
)  # fmt: skip


def drawing() -> Timeline:
    """The life of the contract."""
    return life_of(life.dossier())


def contract_boxes() -> tuple[Box, ...]:
    """The four questions about it."""
    return boxes_of(life.dossier())


def contract_tabs() -> tuple[Tab, ...]:
    """The views of one contract."""
    return (
        Tab("概要", "#content"),
        Tab("期限", "#content", overdue=1),
        Tab("立入調査", "#content", count=3),
        Tab("データと消去", "#content", count=3),
        Tab("再委託", "#content", count=1),
        Tab("付議と対策", "#content", count=9),
        Tab("管理記録", "#content", current=True, count=18),
    )
