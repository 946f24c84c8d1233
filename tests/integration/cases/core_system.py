"""Case 4 on paper: what the rows of the workbook say of R1-情政-005, and where it happens.

| sheet, row | where in the story |
|---|---|
| 契約 R1-情政-005 | the council is asked and the system begins |
| 付議 F-U-R1-1 (2019-08-05, 諮問, 承認) | the same |
| 保護対策 S1–S5 | the same |
| 認証 プライバシーマーク to 2022-05-31 | the same; renewed in 2022 and, late, in 2024 |
| 記録 2019-10-25 … 2020-01-25, 月例会 (S1) | the monthly meetings stop after January |
| 事故 J-2020-1 (04-24, 速報 04-28, 報告書 04-30) | a printed sheet is lost |

There the rows end. They have no visit, no monthly report, nobody who handles the data, no 確報 and
no new 評価書: the golden answers of both days hold, and only then the city catches up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from tests.integration.cases.book_work import load_book
from tests.integration.cases.city import City
from tests.integration.cases.clerk import Clerk
from tests.integration.cases.office_work import NO_SUBCONTRACTING, look_at, note

OURS, NUMBER = "情報政策課", "R1-情政-005"
CONTRACTOR = "せとうち電算株式会社"
SESSION, TOLD = "令和元年度", date(2019, 8, 5)
SEVEN = (
    "7市町の共同利用。各市町は、自らの情報について責任を負う。サービスデスクは県外、専用線で結ぶ"
)
FIRST_DAY, LAST_DAY = date(2019, 10, 1), date(2024, 9, 30)
CONTRACT = {
    "契約番号": NUMBER,
    "件名": "自治体クラウド基幹系システム共同利用",
    "実施機関": "市長",
    "登録業務の名称": "住民基本台帳・税・国保等の基幹業務",
    "受託者名": CONTRACTOR,
    "委託の内容": "基幹系システムの提供、サービスデスク",
    "委託理由": "7市町の共同利用で保守を1か所に集めるため",
    "契約日": date(2019, 9, 1),
    "開始日": FIRST_DAY,
    "終了日": LAST_DAY,
    "契約期間の表示": "5年間",
    "特記事項の版": NO_SUBCONTRACTING,
    "対象者": "住民",
    "情報項目": ["住民票情報", "税情報", "国民健康保険情報", "個人番号"],
    "記録媒体": ["データセンターのサーバ"],
    "本人数": 165000,
    "個人番号を取り扱う": True,
    "要配慮個人情報を取り扱う": True,
    "定期報告": "毎月",
    "求める認証": ["プライバシーマーク"],
    "備考": SEVEN,
}
MEETING, COLOURED = "月例会でセキュリティ管理の報告を受ける", "印刷は色紙とし室内で裁断する"
SAFEGUARDS = (
    ("S1", "受託者", MEETING, "付議", "毎月"),
    ("S2", "受託者", "監視カメラ映像を3か月保存する", "付議", "なし"),
    ("S3", "受託者", "アクセスログを5年以上保存する", "付議", "なし"),
    ("S4", "受託者", COLOURED, "委員意見", "なし"),
    ("S5", "実施機関", "特定個人情報保護評価書を更新する", "付議", "期日"),
)
# Neither stands in the rows; but the end is about the residents' data, and about who saw them.
DATABASE = {
    "データ番号": "D1",
    "データ名": "基幹系データベース",
    "情報項目": ["住民票情報", "個人番号"],
    "記録媒体": ["データセンターのサーバ"],
    "件数": 165000,
    "区分": "作成",
    "職員": "政策係",
}
ACCESS_LOG = {**DATABASE, "データ番号": "D2", "データ名": "アクセスログ", "件数": 60}
SATURDAY, COMING_OF_AGE = 5, date(2024, 1, 8)
# What a book has to say of a contract that is on file already.
KNOWN = {
    "契約番号": NUMBER,
    "件名": CONTRACT["件名"],
    "所管課": OURS,
    "開始日": FIRST_DAY,
    "終了日": LAST_DAY,
    "特記事項": "prime-no-subcontracting-2019",
}


def meet(city: City, day: date) -> None:
    """A monthly meeting."""
    said = {"内容": "月例会", "相手方": "サービスデスク", "確認者": "情報政策係"}
    facts = {**said, "日付": day, "確かめた対策": "S1"}
    note(city.officers[OURS], NUMBER, "打合せ", facts).sees("月例会 ［S1］")


def receive_the_next_report(city: City) -> None:
    """One press beside the earliest monthly report that is owed."""
    officer = look_at(city.officers[OURS], NUMBER, "期限").press("今日受領（定期報告")
    officer.sees("今日受け取った報告として記録しました。")


def receive_the_reports_of(officer: Clerk, year: str, months: Sequence[str]) -> None:
    """One press after the other in the list of a fiscal year's reports."""
    officer.follow("契約").follow("定期報告").fill("年度", year).press("絞り込む")
    for month in months:
        officer.press(f"今日受領（{NUMBER} {month}分）")
        officer.sees("今日受け取った報告として記録しました。")


def a_month_goes_by(city: City, year: int, month: int) -> None:
    """On the day of the meeting the report of the month before comes too."""
    day = day_of_the_meeting(year, month)
    city.on(day)
    receive_the_next_report(city)
    meet(city, day)


def day_of_the_meeting(year: int, month: int) -> date:
    """The eighth, or the open day before it."""
    day = date(year, month, 8)
    while day.weekday() >= SATURDAY or day == COMING_OF_AGE:
        day -= timedelta(days=1)
    return day


def the_list_of_the_towns(city: City, first: date, last: date) -> None:
    """The seven towns keep one list of their meetings and reports; it comes in as a book."""
    meetings, reports = [], []
    before = first - timedelta(days=1)
    for month in _months(first, last):
        day = day_of_the_meeting(month.year, month.month)
        meetings.append(a_meeting(day))
        came = {"契約番号": NUMBER, "種別": "定期報告", "受領日": day, "要旨": "稼働率、事故の有無"}
        reports.append({**came, "対象期間": f"{before:%Y-%m}"})
        before = month
    load_book(city, city.officers[OURS], 契約=[KNOWN], 記録=meetings, 報告受領=reports)


def a_meeting(day: date, month: str = "") -> dict[str, Any]:
    """A row of the list; `month`: which meeting it makes up for, where it is not the day's own."""
    said = {"区分": "打合せ", "内容": "月例会", "相手方": "サービスデスク", "職員": "情報政策係"}
    return {"契約番号": NUMBER, "日付": day, **said, "対策番号": "S1", "対象": month}


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)
