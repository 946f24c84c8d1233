"""見本の事実: the invented city of the drawings on 20 November 2026."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.web.navigation import Tab
from app.web.table import Column
from audits.due import Alert, State
from audits.inspection import Judgement
from audits.rule import Level
from audits.stage import Stage

TODAY = date(2026, 11, 20)
STATES = tuple(State)
ALERTS = tuple(Alert)
LEVELS = tuple(Level)
STAGES = tuple(Stage)
JUDGEMENTS = tuple(Judgement)

TASK_COLUMNS = (
    Column("状態"),
    Column("期限", "when"),
    Column("すること"),
    Column("契約"),
    Column("受託者"),
    Column("操作"),
)
LIST_COLUMNS = (
    Column("番号", "number", "number"),
    Column("契約", "", "title"),
    Column("所管課", "", "department"),
    Column("期限", "when", "due"),
    Column("本人数", "number", "people"),
)


class Task(NamedTuple):
    """A row of やること: how long, when, what, of which contract, and the one thing to do."""

    words: str
    due: date | None
    deed: str
    contract: str
    contractor: str
    act: str
    series: str = ""
    children: tuple[tuple[str, date, str], ...] = ()


class Group(NamedTuple):
    """A group of やること, and why its rows are there."""

    mark: str
    tone: str
    words: str
    why: str
    tasks: tuple[Task, ...]
    from_then: bool = False


AFTER_SCHOOL = "学童クラブ入退室管理運用委託"
NURSERY = "保育業務支援システム運用保守委託"
HALLS = "児童館予約システム運用委託"
EXTENDED = "延長保育管理システム改修委託"
GROUPS = (
    Group(
        "overdue",
        "red",
        "期限超過",
        "期限を過ぎています。所属長にも知らせています（7日目から）。",
        (
            Task(
                "2件超過",
                date(2026, 10, 13),
                "定期報告（毎月） 2件",
                AFTER_SCHOOL,
                "あさぎり情報",
                "2件の受領を記録",
                "monthly",
                (
                    ("38日超過", date(2026, 10, 13), "令和8年9月分"),
                    ("10日超過", date(2026, 11, 10), "令和8年10月分"),
                ),
            ),
            Task(
                "21日超過",
                date(2026, 10, 30),
                "是正措置　指摘 2026-1-2",
                NURSERY,
                "つばめ野システム",
                "是正を確認",
            ),
            Task(
                "7日超過",
                date(2026, 11, 13),
                "消去の確認　証明書 第14号",
                "入園案内封入封緘業務委託",
                "みなも印刷",
                "証明書を照合",
            ),
            Task(
                "5日超過",
                date(2026, 11, 15),
                "再委託の承諾　枝番2",
                HALLS,
                "北都ノ森データ",
                "承諾を記録",
            ),
        ),
    ),
    Group(
        "violation",
        "red",
        "違反のおそれ",
        "事情を記録し、所属長が処理するまで残ります。",
        (
            Task(
                "5日目",
                date(2026, 11, 16),
                "承諾のない再委託　枝番2",
                HALLS,
                "北都ノ森データ",
                "事情を記録",
            ),
        ),
        from_then=True,
    ),
    Group(
        "soon",
        "amber",
        "期限間近",
        "立入調査と認証は60日前、返還・消去は30日前、ほかは14日前から出ます。",
        (
            Task(
                "あと4日",
                date(2026, 11, 24),
                "個別の約束　一斉配信の無事故報告",
                "子育てフォーラム運営委託",
                "はなみずき企画",
                "報告を記録",
            ),
            Task(
                "あと10日",
                date(2026, 11, 30),
                "求めた報告　依頼3 アクセス記録",
                EXTENDED,
                "せせらぎ計算",
                "受領を記録",
            ),
            Task(
                "あと38日",
                date(2026, 12, 28),
                "立入調査　未計画",
                "年末一時保育受付委託",
                "せせらぎ計算",
                "日程を決める",
            ),
            Task(
                "あと41日",
                date(2026, 12, 31),
                "認証　プライバシーマークの期限",
                "一斉メール配信サービス委託",
                "こだま台メーリング",
                "新しい認証を登録",
            ),
        ),
    ),
    Group(
        "waiting",
        "ink2",
        "返事待ち",
        "こちらの手は離れています。予定の日を過ぎると上に移ります。",
        (
            Task(
                "2日目",
                date(2026, 11, 27),
                "調査報告　所属長の承認待ち",
                EXTENDED,
                "せせらぎ計算",
                "報告を見る",
            ),
            Task(
                "1日目",
                None,
                "付議書　事務局の確認待ち",
                "園務連絡アプリ試行委託",
                "北都ノ森データ",
                "付議書を見る",
            ),
        ),
    ),
)
CONTRACTS = (
    (1, NURSERY, "保育課", date(2026, 10, 30), 634),
    (2, AFTER_SCHOOL, "保育課", date(2026, 10, 13), 1180),
    (3, HALLS, "保育課", date(2026, 11, 15), 12034),
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
DEPARTMENTS = (
    ("総務課", 9, 8, 11, 8, (0, 0, 0, 0, 0)),
    ("情報政策課", 14, 15, 22, 13, (1, 2, 0, 0, 1)),
    ("税務課", 17, 14, 21, 12, (3, 2, 1, 1, 2)),
    ("福祉課", 16, 9, 18, 8, (4, 1, 2, 0, 3)),
    ("保育課", 31, 22, 36, 20, (5, 3, 1, 1, 2)),
    ("健康推進課", 15, 6, 17, 5, (6, 2, 4, 0, 5)),
    ("防災課", 5, 5, 5, 5, (0, 0, 0, 0, 0)),
)
HEAT_WORDS = (
    ("期限", "超過"),
    ("未是正", "の指摘"),
    ("残る", "データ"),
    ("違反の", "おそれ"),
    ("未計画", "の調査"),
)
MONTHS = (
    ("4月", 4, 4), ("5月", 9, 9), ("6月", 14, 12), ("7月", 18, 17), ("8月", 12, 11),
    ("9月", 26, 25), ("10月", 31, 29), ("11月", 24, 20), ("12月", 15, None),
    ("1月", 20, None), ("2月", 12, None), ("3月", 3, None),
)  # fmt: skip
LONGEST_NUMBER = 9


def page_number(text: str) -> int:
    """A page as the address asks for it; the first where it is no number."""
    return int(text[:LONGEST_NUMBER]) if text.isascii() and text.isdigit() else 1


ENTRY_COLUMNS = (
    Column("番号", "number"),
    Column("年月日"),
    Column("区分"),
    Column("内容"),
    Column("相手方"),
    Column("確認者"),
    Column("方法"),
    Column("資料の所在"),
)
YEARS = (
    (6, 2024, "調査 2024-1　実地 R7.2.13"),
    (7, 2025, "調査 2025-1　実地 R8.1.22"),
    (8, 2026, "調査 2026-1　実地 R8.10.22"),
)
SECTIONS = (
    ("A 組織的", "18/18", False),
    ("B 人的", "12/12", False),
    ("C 物理的", "9/16", True),
    ("D 技術的", "0/16", False),
    ("E 再委託", "0/6", False),
    ("F 返還・消去", "0/4", False),
)
BEFORE = "前年度 適（R8.2.12）　事業者の事前点検 適"
ITEMS = (
    (
        "C8",
        "管理区域と取扱区域を分け、表示している。",
        ("標準 34", "特記事項第8"),
        "",
        BEFORE,
        "met",
    ),
    ("C9", "入退室の記録を漏れなく残している。", ("標準 35", "特記事項第8"), "", BEFORE, "failed"),
    (
        "C10",
        "監視カメラの映像を3か月保存し、期間後に消している。",
        (),
        "審議会への報告　R7.2.20 資料3",
        "前年度 該当なし（R8.2.12）　事業者の事前点検 適",
        "unseen",
    ),
)


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


def engagement_tabs() -> tuple[Tab, ...]:
    """The engagements of one contract."""
    return (
        Tab("受託者　北都ノ森データ", "#content", current=True),
        Tab("再委託先1　あさぎり情報", "#content"),
        Tab("再委託先2　せせらぎ計算", "#content"),
    )
