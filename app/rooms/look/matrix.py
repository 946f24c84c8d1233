"""条項の確認の事実: clause by year."""

from __future__ import annotations

from typing import NamedTuple

from app.web.navigation import Tab


class Cell(NamedTuple):
    """Clause by year: what was last confirmed, when, by what."""

    mark: str
    tone: str
    words: str
    on: str = ""
    by: str = ""
    kind: str = ""


MET = Cell("done", "green", "適", "R8.10.22", "立入調査")
NOT_CONCERNED = Cell("none", "ink2", "該当なし")
MATRIX = (
    (1, "基本的事項", "乙", "常時", (MET, MET, MET)),
    (6, "持出しの禁止", "乙", "常時",
     (Cell("late", "green", "否・是正済", "R7.3.21", "指摘 2024-1-1", "link"), MET, MET)),
    (8, "適正な管理", "乙", "常時",
     (MET, MET, Cell("failed", "red", "否・未是正", "R8.10.22", "指摘 2026-1-1", "acts"))),
    (9, "複写等の禁止", "乙", "常時",
     (MET, MET, Cell("unseen", "ink", "未確認", "R8.10.22", "調査 2026-1", "unseen"))),
    (14, "資料等の返還等", "乙", "終了時等",
     (NOT_CONCERNED, NOT_CONCERNED, Cell("planned", "ink2", "期限前", "R9.4.30", "残り 3件"))),
    (17, "業務に関する報告", "乙", "毎月",
     (MET, MET, Cell("overdue", "red", "受領 6/7", "R8.11.10", "10月分 未着", "acts"))),
    (18, "監査等", "甲", "毎年度", (MET, MET, MET)),
    (24, "損害の賠償", "乙", "事由ごと", (NOT_CONCERNED, NOT_CONCERNED, NOT_CONCERNED)),
)  # fmt: skip
LEGEND = (
    ("done", "green", "適・済"),
    ("late", "green", "是正・遅れて済"),
    ("failed", "red", "否"),
    ("overdue", "red", "期限超過"),
    ("unseen", "ink2", "未確認"),
    ("none", "ink2", "該当なし"),
    ("planned", "ink2", "期限前"),
)
YEARS = (
    (6, 2024, "調査 2024-1　実地 R7.2.13"),
    (7, 2025, "調査 2025-1　実地 R8.1.22"),
    (8, 2026, "調査 2026-1　実地 R8.10.22"),
)


def engagement_tabs() -> tuple[Tab, ...]:
    """The engagements of one contract."""
    return (
        Tab("受託者　北都ノ森データ", "#content", current=True),
        Tab("再委託先1　あさぎり情報", "#content"),
        Tab("再委託先2　せせらぎ計算", "#content"),
    )
