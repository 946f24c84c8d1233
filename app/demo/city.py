"""お試しの市: gives contracts their numbers, and puts contracts, subcontracts and matters down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.demo.book import Book
from app.demo.calendar import Calendar, spread
from app.demo.council import COUNCIL_MONTHS, era_year, last_session, session_on
from app.demo.departments import Department
from app.demo.engagement import Engagement
from app.demo.job import Job
from audits.fiscal_year import FiscalYear
from audits.term import Term


@dataclass
class City:
    """The book of the fictitious city as it grows."""

    calendar: Calendar
    book: Book = field(default_factory=Book)
    _last: dict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(int))
    _matters: dict[date, int] = field(default_factory=lambda: defaultdict(int))

    def number(self, department: Department, first: date, title: str) -> str:
        """The next number of the department in the fiscal year, as R8-教支-004."""
        start = FiscalYear.of(first).start
        key = department.short, start
        self._last[key] += 1 + spread(title, 6)
        return f"{era_year(start)}-{department.short}-{self._last[key]:03}"

    def contract(
        self,
        job: Job,
        term: Term,
        *,
        previous: str | None = None,
        came_to_nothing_on: date | None = None,
        remarks: str = "",
    ) -> Engagement:
        """Puts a contract down; gives the part of its contractor."""
        number = self.number(job.department, term.first, job.title)
        signed = term.first - timedelta(days=4 + spread(job.title, 20))
        signed = self.calendar.open_before(min(signed, self.calendar.on))
        self.book.add(
            "契約",
            {
                "契約番号": number,
                "件名": job.title,
                "実施機関": job.department.agency,
                "所管課": job.department.name,
                "共管課": job.co_departments,
                "登録業務の名称": job.business,
                "受託者名": job.contractor,
                "委託の内容": job.description,
                "委託理由": job.reason,
                "契約日": signed if job.contractor else None,
                "開始日": term.first,
                "終了日": term.last,
                "契約期間の表示": job.stated_length,
                "対象者": job.subjects,
                "情報項目": job.items,
                "記録媒体": job.media,
                "本人数": job.persons,
                "個人番号": "有" if job.my_number else "無",
                "要配慮個人情報": "有" if job.sensitive else "無",
                "特記事項": job.clause_set,
                "定期報告": job.reports,
                "求める認証": job.schemes,
                "根拠": job.basis,
                "前契約番号": previous,
                "不成立日": came_to_nothing_on,
                "備考": remarks,
            },
        )
        return Engagement(self.book, self.calendar, job, number, 0, term)

    def subcontract(
        self,
        of: Engagement,
        branch: int,
        contractor: str,
        description: str,
        term: Term | None = None,
        *,
        parent: int | None = None,
        consented_on: date | None = None,
        written_in: bool = True,
        clause_set: str = "",
    ) -> Engagement:
        """Puts a subcontract down, for the whole term of its contract unless said otherwise."""
        term = term or of.term
        consent = f"{of.job.department.short}第{100 + of.chance(contractor, 800)}号"
        self.book.add(
            "再委託",
            {
                "契約番号": of.number,
                "枝番": branch,
                "上位枝番": parent,
                "再委託先名": contractor,
                "業務の内容": description,
                "再委託理由": "専門の設備と経験を持つ者に行わせるため",
                "開始日": term.first,
                "終了日": term.last,
                "承諾日": consented_on,
                "承諾文書番号": consent if consented_on else None,
                "特記事項明記": "有" if written_in else "無",
                "周知確認日": self.calendar.open_after(consented_on) if consented_on else None,
                "情報項目": of.job.items,
                "記録媒体": of.job.media,
                "特記事項": clause_set,
            },
        )
        return Engagement(self.book, self.calendar, of.job, of.number, branch, term)

    def matter(
        self,
        title: str,
        before: date,
        *,
        contracts: Sequence[str] = (),
        connections: Sequence[str] = (),
        kind: str = "報告",
        previous: str | None = None,
        changes: str = "",
    ) -> str | None:
        """Lays a matter before the council's last session before a day; its number, once held."""
        held_on = last_session(before)
        if self.calendar.come(held_on) is None:
            return None
        self._matters[held_on] += 1
        year = FiscalYear.of(held_on)
        nth = sum(session_on(year.start, month) <= held_on for month in COUNCIL_MONTHS)
        number = f"F-{era_year(year.start)}-{nth}-{self._matters[held_on]:02}"
        self.book.add(
            "付議",
            {
                "付議番号": number,
                "開催日": held_on,
                "会議": f"{year.short_label}第{nth}回",
                "資料番号": str(self._matters[held_on]),
                "区分": kind,
                "件名": title,
                "結果": "承認" if kind == "諮問" else "了承",
                "契約番号": "、".join(contracts),
                "結合番号": "、".join(connections),
                "前回付議": previous,
                "変更点": changes,
            },
        )
        return number

    def connection(self, number: str, of: Engagement, counterpart: str, form: str) -> str:
        """An external connection that a contract needs."""
        self.book.add(
            "外部結合",
            {
                "結合番号": number,
                "契約番号": of.number,
                "所管課": of.job.department.name,
                "件名": f"{of.job.title}に係る{counterpart}との結合",
                "結合の相手方": counterpart,
                "情報項目": of.job.items,
                "結合する理由": "業務に必要な情報を安全に受け渡すため",
                "結合の形態": form,
                "開始日": of.term.first,
            },
        )
        return number

    def certification(self, contractor: str, scheme: str, valid_until: date) -> None:
        prefix = "IS " if scheme == "ISMS" else ""
        name = f"{contractor}{scheme}"
        self.book.add(
            "認証",
            {
                "事業者名": contractor,
                "制度": scheme,
                "登録番号": f"{prefix}お試し{spread(name, 9000) + 1000}",
                "有効期限": valid_until,
            },
        )
