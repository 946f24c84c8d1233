"""やることの事実: the four groups of the drawing."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.web.table import Column

TODAY = date(2026, 11, 20)
TASK_COLUMNS = (
    Column("状態"),
    Column("期限", "when"),
    Column("すること"),
    Column("契約"),
    Column("受託者"),
    Column("操作"),
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
