"""お試しの受持ち: what one contractor's part in a contract leaves in the book, act by act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.demo.book import Book
from app.demo.calendar import Calendar, spread
from app.demo.job import Job, Promise
from app.workbooks.filled_registration import Cell
from audits.term import Term


@dataclass(frozen=True)
class Engagement:
    """Writes rows of one engagement. What has not come by the day of the city is left out."""

    book: Book
    calendar: Calendar
    job: Job
    number: str
    branch: int
    term: Term

    @property
    def section(self) -> str:
        return self.job.department.section

    def chance(self, name: str, size: int) -> int:
        """A number below `size` that is always the same for this engagement and name."""
        return spread(f"{self.job.title}{self.term.first.month}{self.branch}{name}", size)

    def add(self, sheet: str, cells: dict[str, Cell]) -> None:
        self.book.add(sheet, {"契約番号": self.number, "枝番": self.branch or None, **cells})

    def handlers(self, on: date | None = None) -> None:
        """The report of who handles the data, some days before the work starts."""
        early = -3 - self.chance("届出", 9)
        day = on or self.calendar.open_before(self.calendar.open_after(self.term.first, early))
        if self.calendar.come(day) is None:
            return
        for role, people in (("責任者", 1), ("取扱者", 2 + self.chance("人数", 8))):
            post = POSTS[self.chance("役職", len(POSTS))]
            position = post if role == "責任者" else f"{post.split()[0]} 担当"
            self.add(
                "取扱者",
                {
                    "受領日": day,
                    "区分": role,
                    "所属・役職": position,
                    "人数": people,
                    "作業場所": PLACES[self.chance("場所", len(PLACES))],
                },
            )

    def data(
        self,
        number: str,
        name: str,
        on: date,
        *,
        origin: str = "提供",
        count: int | None = None,
        not_needed_on: date | None = None,
        items: str | None = None,
        media: str | None = None,
    ) -> None:
        """Data handed over or collected; by default the first items and medium of the contract."""
        if self.calendar.come(on) is None:
            return
        mine = self.job
        paper = "紙" in (media or mine.media.split("、")[0])
        self.add(
            "データ",
            {
                "データ番号": number,
                "データ名": name,
                "情報項目": items or "、".join(mine.items.split("、")[:5]),
                "記録媒体": media or mine.media.split("、")[0],
                "媒体番号": f"箱{self.chance(number, 40) + 1}" if paper else None,
                "件数": count if count is not None else mine.persons,
                "区分": origin,
                "日付": on,
                "引渡方法": mine.means if origin == "提供" else "業務の中で収集",
                "職員": self.section if origin == "提供" else None,
                "不要日": not_needed_on and self.calendar.come(not_needed_on),
            },
        )

    def dispose(
        self,
        data: str,
        how: str,
        on: date,
        *,
        means: str = "",
        certificate: str | None = None,
        successor: str | None = None,
        count: int | None = None,
    ) -> None:
        """Data returned, handed over, carried over or erased."""
        if self.calendar.come(on) is None:
            return
        self.add(
            "返還消去",
            {
                "データ番号": data,
                "区分": how,
                "日付": on,
                "方法": means or MEANS[how],
                "件数": count if count is not None else self.job.persons,
                "証明書番号": certificate,
                "引継先契約番号": successor,
            },
        )

    def certificate(
        self,
        number: str,
        received_on: date,
        *,
        confirmed_on: date | None = None,
        how: str = "書面",
        backup_until: date | None = None,
        backup_gone_on: date | None = None,
        witnessed: bool = False,
    ) -> None:
        """A certificate of erasure, and what the officer made of it so far."""
        if self.calendar.come(received_on) is None:
            return
        confirmed = confirmed_on and self.calendar.come(confirmed_on)
        self.add(
            "消去証明",
            {
                "証明書番号": number,
                "証明日": self.calendar.open_before(received_on - THREE_DAYS),
                "受領日": received_on,
                "消去責任者の役職": POSTS[self.chance("役職", len(POSTS))],
                "立会い": "有" if witnessed else "無",
                "控えの消滅日": backup_until,
                "控えの消滅確認日": backup_gone_on and self.calendar.come(backup_gone_on),
                "確認日": confirmed,
                "確認方法": how if confirmed else None,
                "確認職員": self.section if confirmed else None,
            },
        )

    def visit(
        self,
        year: int,
        planned_on: date | None,
        carried_out_on: date | None = None,
        *,
        method: str = "実地",
        reason: str = "",
        judgement: str | None = "適",
    ) -> None:
        """The visit of a fiscal year: planned, carried out, concluded."""
        done = carried_out_on and self.calendar.come(carried_out_on)
        self.add(
            "立入調査",
            {
                "年度": year,
                "回": 1,
                "予定日": planned_on,
                "実施日": done,
                "方法": method if done else None,
                "方法の理由": reason if done else None,
                "調査職員": f"{self.section}2名" if done else None,
                "総合判定": judgement if done else None,
            },
        )

    def finding(
        self,
        year: int,
        number: str,
        text: str,
        *,
        clause: str = "",
        due_on: date | None = None,
        answered_on: date | None = None,
        put_right_on: date | None = None,
    ) -> None:
        """What a visit found, and how far it was put right."""
        self.add(
            "指摘",
            {
                "年度": year,
                "回": 1,
                "指摘番号": number,
                "内容": text,
                "根拠": clause,
                "是正期限": due_on,
                "是正報告日": answered_on and self.calendar.come(answered_on),
                "是正確認日": put_right_on and self.calendar.come(put_right_on),
            },
        )

    def receipt(
        self, kind: str, on: date, text: str, *, period: str = "", request: str = ""
    ) -> None:
        if self.calendar.come(on) is not None:
            cells: dict[str, Cell] = {"種別": kind, "対象期間": period, "依頼番号": request}
            self.add("報告受領", {**cells, "受領日": on, "要旨": text})

    def request(self, number: str, on: date, text: str, due_on: date) -> None:
        self.add("報告依頼", {"依頼番号": number, "依頼日": on, "内容": text, "期限": due_on})

    def note(
        self,
        on: date,
        kind: str,
        text: str,
        *,
        party: str = "",
        safeguard: str = "",
        occurrence: str = "",
    ) -> None:
        """What only a person knows: a telephone check, a meeting, a promise kept."""
        if self.calendar.come(on) is None:
            return
        self.add(
            "記録",
            {
                "日付": on,
                "区分": kind,
                "内容": text,
                "相手方": party,
                "職員": self.section,
                "対策番号": safeguard,
                "対象": occurrence,
                "根拠資料": f"{self.job.department.short}{self.term.first.year}綴り",
            },
        )

    def promise(self, number: str, made: Promise, dates: tuple[date, ...] = ()) -> None:
        """A safeguard; with a rhythm it is a commitment."""
        self.add(
            "保護対策",
            {
                "番号": number,
                "実施者": made.by,
                "区分": made.category,
                "対策": made.text,
                "由来": made.origin,
                "頻度": made.rhythm,
                "期日": "、".join(day.isoformat() for day in dates),
            },
        )

    def incident(self, number: str, known_on: date, outline: str, **more: Cell) -> None:
        """An incident; `more` by heading: 発生日, 本人数, 報告対象, 速報日 …"""
        self.add("事故", {"事故番号": number, "覚知日": known_on, "概要": outline, **more})


THREE_DAYS = timedelta(days=3)
POSTS = (
    "公共営業部 部長",
    "運用管理部 課長",
    "情報処理センター センター長",
    "公共サービス部 部長",
    "品質管理部 課長",
    "業務受託部 課長",
)
PLACES = ("本社作業室", "情報処理センター", "東部事業所2階", "開発室", "専用作業室")
MEANS = {
    "返還": "受領書と引換えに受領",
    "引渡し": "納品書とともに受領",
    "引継ぎ": "市の指示により次の契約へ引継ぎ",
    "消去": "専用ソフトウェアによる上書き消去",
}
