"""台帳の画面: what the sheets of a register hold, and the registers that somebody has made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.acts.jobs import KEPT
from app.acts.register.wish import RegisterWish
from app.clock import JAPAN
from app.records.jobs import Job, JobState
from app.records.scope import Scope
from app.web.table import Column
from audits.wareki import short_wareki

COLUMNS = (
    Column("状態"),
    Column("頼んだ日時", "when"),
    Column("年度"),
    Column("所管課"),
    Column("基準日", "when"),
    Column("すること"),
)
ALL_DEPARTMENTS = "すべての所管課"
# Sheet by sheet in the order of the file, in the words of those who open it.
SHEETS: Mapping[str, str] = {
    "台帳": "契約と再委託を1行ずつ。段階、警告、最後の調査、残っているデータの数など。",
    "期限": "まだ果たされていない期限項目。基準日の状態と超過日数。",
    "立入調査": "調査の予定日、実施日、方法、総合判定。",
    "指摘是正": "指摘の内容と、是正の期限、報告、確認。",
    "データ": "渡したデータと集めたデータ。返還、消去、確認の日。",
    "管理記録": "管理記録のすべての行。",
    "違反": "違反のおそれと要確認。処理の日と理由。",
    "集計": "所管課ごとの契約数、実施率、期限超過などの数。",
    "コード表": "区分や状態に使う言葉の意味。",
    "項目定義": "それぞれの列の意味と形式。",
}
# State → sign, colour, word.
LOOKS: Mapping[JobState, tuple[str, str, str]] = {
    JobState.WAITING: ("waiting", "ink2", "順番待ち"),
    JobState.RUNNING: ("partial", "ink2", "作成中"),
    JobState.DONE: ("done", "green", "できました"),
    JobState.FAILED: ("failed", "red", "作れませんでした"),
}


@dataclass(frozen=True, slots=True)
class MadeRegister:
    """One register that somebody asked for, as the page tells of it."""

    job_id: int
    state: JobState
    asked_at: str
    year: str
    whose: str
    on: date
    kept_until: str = ""
    bytes: int | None = None

    @property
    def look(self) -> tuple[str, str, str]:
        return LOOKS[self.state]

    @property
    def has_file(self) -> bool:
        return self.state is JobState.DONE and self.bytes is not None

    @property
    def size(self) -> str:
        """1.2MB; at least 1KB."""
        kilobytes = max(1, (self.bytes or 0) // 1024)
        return f"{kilobytes / 1024:.1f}MB" if kilobytes >= 1024 else f"{kilobytes}KB"


def made_register(job: Job, reach: Scope) -> MadeRegister:
    wish = RegisterWish.of(job.question)
    return MadeRegister(
        job_id=job.id,
        state=job.state,
        asked_at=_moment(job.asked_at),
        year=wish.year_words,
        whose=wish.scope(reach).department_words or ALL_DEPARTMENTS,
        on=wish.on,
        kept_until=_moment(job.ended_at + KEPT) if job.ended_at else "",
        bytes=job.file_bytes,
    )


def _moment(at: datetime) -> str:
    """R8.11.20 10:42, in Japanese time."""
    here = at.astimezone(JAPAN)
    return f"{short_wareki(here.date())} {here:%H:%M}"
