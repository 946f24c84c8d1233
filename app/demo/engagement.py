"""お試しの受持ち: what one contractor's part in a contract leaves in the book, act by act."""

from __future__ import annotations

from datetime import date

from app.demo.data_rows import DataRows
from app.demo.job import Promise
from app.demo.words import PLACES, POSTS
from app.workbooks.filled_registration import Cell
from checklists.loader import shipped_clause_sets

SUBCONTRACT = "subcontract-2021"


class Engagement(DataRows):
    """The acts of one engagement. What has not come by the day of the city is left out."""

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
        topic: str,
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
                "根拠": f"第{self._clause(topic)}",
                "是正期限": due_on,
                "是正報告日": answered_on and self.calendar.come(answered_on),
                "是正確認日": put_right_on and self.calendar.come(put_right_on),
            },
        )

    def _clause(self, topic: str) -> int:
        """The number of the clause on a topic, in the clause set that binds this contractor."""
        bound_by = SUBCONTRACT if self.branch else self.job.clause_set
        return shipped_clause_sets()[bound_by].clauses_on(topic)[0].number

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
