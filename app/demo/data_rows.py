"""お試しのデータ: what is handed over, what comes back, and who confirms that it is gone."""

from __future__ import annotations

from datetime import date, timedelta

from app.demo.rows import Rows
from app.demo.words import ERASED, MEANS, POSTS

THREE_DAYS = timedelta(days=3)


class DataRows(Rows):
    """The data of one engagement, from the first day to the erasure."""

    def data(
        self,
        number: str,
        name: str,
        on: date,
        *,
        origin: str = "",
        count: int | None = None,
        not_needed_on: date | None = None,
        items: str | None = None,
        media: str | None = None,
    ) -> None:
        """Data handed over or collected; by default the first items and medium of the contract."""
        if self.calendar.come(on) is None:
            return
        mine = self.job
        provided = (origin or mine.origin) == "提供"
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
                "区分": origin or mine.origin,
                "日付": on,
                "引渡方法": mine.means,
                "職員": self.section if provided else None,
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
                "方法": means or self._means(data, how),
                "件数": count if count is not None else self.job.persons,
                "証明書番号": certificate,
                "引継先契約番号": successor,
            },
        )

    def _means(self, data: str, how: str) -> str:
        """How it was done; an erasure by what the data lies on."""
        if how != "消去":
            return MEANS[how]
        mine = (self.number, self.branch, data)
        rows = (
            cells
            for cells in self.book.rows["データ"]
            if (cells["契約番号"], cells.get("枝番") or 0, cells["データ番号"]) == mine
        )
        medium = str(next(rows, {}).get("記録媒体") or "")
        return next((words for sign, words in ERASED if sign in medium), MEANS[how])

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
