"""Case 1 as the rows of its workbook have it: each row, entered by hand on its day.

契約 1, 外部結合 1, 付議 1 and 保護対策 4 in `the_council_is_asked_before_anybody_is_chosen`
(the contractor and 契約日, with 認証 2, in `a_contractor_with_both_certifications_is_chosen`),
取扱者 1 in `the_contractor_names_who_is_responsible`, データ 1 in `the_pupils_are_handed_over`,
報告受領 14 by `receive` on the days of `REPORTS`; 立入調査 2 by `plan_visit` and in each story
with `ON_SITE`, `REMOTE` and the 指摘 `FOUND`.
`as_a_workbook` gives the rows themselves, to be held against what is on file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import load_workbook

from tests.books import CASES
from tests.integration.cases.city import City
from tests.integration.cases.clerk import Clerk
from tests.integration.cases.council_work import (
    Laid,
    Link,
    connect,
    hold_session,
    lay,
    open_connection,
)
from tests.integration.cases.office_work import (
    NO_SUBCONTRACTING,
    amend,
    certify,
    enter,
    hand_over,
    look_at,
    promise,
    register_contract,
    report_handlers,
)
from tests.integration.cases.visit_work import move_visit, plan_year

OURS, NUMBER, K1 = "教育指導課", "R3-教指-001", "K-001"
CHOSEN = "あさひ校務システム株式会社"
SESSION, TOLD = "令和2年度第1回", date(2020, 5, 28)
MATTER = "F-R2-01"
NOT_CHOSEN = "未定（プロポーザル競技で決定）"
MARK, ISMS = "プライバシーマーク", "ISMS"
CONTRACT = {
    "契約番号": NUMBER,
    "件名": "統合型校務支援システムの提供",
    "実施機関": "教育委員会",
    "登録業務の名称": "学校校務の支援",
    "委託の内容": "統合型校務支援システムの構築・提供・運用保守",
    "委託理由": "庁舎内に構築するより費用と水準で有利なため",
    "根拠": "条例第12条第1項ただし書",
    "開始日": date(2021, 1, 4),
    "終了日": date(2026, 3, 31),
    "特記事項の版": NO_SUBCONTRACTING,
    "対象者": "児童、生徒及び教職員",
    "情報項目": [
        *("氏名", "読み", "生年月日", "住所", "電話番号"),
        *("学籍情報", "成績情報", "健康診断情報"),
    ],
    "記録媒体": ["データセンターのサーバ"],
    "本人数": 16500,
    "要配慮個人情報": True,
    "定期報告": "毎月",
    "求める認証": [MARK, ISMS],
}
LINK = Link(
    K1,
    "校務支援システムと外部データセンターの結合",
    NOT_CHOSEN,
    ("氏名、成績情報、健康診断情報",),
    ("クラウドで提供されるため",),
    "仮想専用ネットワーク",
    date(2021, 1, 4),
    NUMBER,
)
SAFEGUARDS = (
    ("S1", "実施機関", "システム上", "利用端末はICカード認証を経たものに限る", "なし"),
    ("S2", "受託者", "運用上", "利用状況とサーバ稼働の月次報告", "なし"),
    ("S3", "実施機関", "運用上", "校内の情報担当者への研修", "毎年度"),
    ("S4", "実施機関", "運用上", "アクセスログの取得を教職員へ周知", "毎年度"),
)
CERTIFICATIONS = (
    (MARK, "10000001(08)", date(2025, 7, 31)),
    (ISMS, "IS 000001", date(2027, 3, 31)),
)
# The day on which each month's report came, from January 2021 on: the 8th, but once.
REPORTS = (
    date(2021, 2, 8),
    date(2021, 3, 8),
    date(2021, 4, 8),
    date(2021, 5, 8),
    date(2021, 6, 8),
    date(2021, 7, 20),
    date(2021, 8, 8),
    date(2021, 9, 8),
    date(2021, 10, 8),
    date(2021, 11, 8),
    date(2021, 12, 8),
    date(2022, 1, 8),
    date(2022, 2, 8),
    date(2022, 3, 8),
)
SUMMARY = "利用状況、稼働率"
VISITED, FROM_AFAR = date(2021, 3, 10), date(2022, 2, 3)
STAFF = "指導係2名"
ON_SITE = {"実施日": VISITED, "方法": "実地", "調査職員": STAFF}
REMOTE = {"実施日": FROM_AFAR, "方法": "遠隔", "調査職員": STAFF}
WHY_REMOTE = {"実地でない理由": "感染症の拡大により訪問できない"}
FOUND = "退職者のIDが残っている"


def the_council_is_asked_before_anybody_is_chosen(city: City) -> None:
    officer, secretariat = city.officers[OURS], city.secretariat
    register_contract(officer, CONTRACT).sees("受託者 未定", "再委託禁止", "16,500人")
    connect(officer, LINK)
    city.on(TOLD)
    hold_session(secretariat, TOLD, SESSION)
    title, basis = "電子計算組織の結合について", "第12条第1項"
    told = ([NUMBER], [K1])
    lay(secretariat, Laid(MATTER, TOLD, SESSION, "諮問", title, "1", basis, *told, result="承認"))
    for number, by, category, text, rhythm in SAFEGUARDS:
        facts = {"番号": number, "対策の内容": text, "実施者": by, "区分": category}
        promise(officer, NUMBER, {**facts, "由来": "付議", "確かめる時期": rhythm})


def a_contractor_with_both_certifications_is_chosen(city: City) -> None:
    officer, chosen_on = city.officers[OURS], date(2020, 9, 15)
    city.on(chosen_on)
    chosen = {"受託者名": CHOSEN, "契約日": chosen_on}
    amend(officer, NUMBER, chosen_on, "プロポーザル競技で決めた", chosen).sees(CHOSEN)
    officer.follow("付議").follow("外部結合").follow("これから").follow(K1)
    officer.follow("内容を改める").fill("結合の相手方", CHOSEN)
    if officer.has_choice("変更の種類"):
        officer.choose("変更の種類", "外部結合の内容が変わった（変更）")
        officer.fill("変更日", chosen_on).fill("変更の理由", "プロポーザル競技で決めた")
    enter(officer, "保存する", "外部結合の内容を改めました。", CHOSEN)
    for scheme, number, last in CERTIFICATIONS:
        facts = {"制度": scheme, "登録番号": number, "有効期限": last}
        certify(officer, NUMBER, facts).sees(scheme, number)


def end_link(officer: Clerk, day: date) -> None:
    """The connection ends with the contract; the rows leave its last day open."""
    open_connection(officer, K1).follow("結合を終える").fill("結合の最後の日", day)
    if "変更の理由" in officer.told():
        officer.fill("変更日", day).fill("変更の理由", "契約の終了")
    enter(officer, "終了を登録する", "外部結合の終了を登録しました。")


def the_contractor_names_who_is_responsible(city: City) -> None:
    officer, day = city.officers[OURS], date(2020, 12, 25)
    city.on(day)
    who = {"区分": "責任者", "所属・役職": "教育事業部長", "人数": 1, "作業場所": "本社開発室"}
    report_handlers(officer, NUMBER, {"受領日": day, **who}).sees("教育事業部長")


def the_pupils_are_handed_over(city: City) -> None:
    officer, day = city.officers[OURS], date(2021, 1, 12)
    city.on(day)
    hand_over(
        officer,
        NUMBER,
        {
            "データ番号": "D1",
            "データ名": "学籍初期データ",
            "情報項目": ["氏名", "読み", "生年月日", "学籍情報"],
            "記録媒体": ["データセンターのサーバ"],
            "件数": 16500,
            "区分": "提供",
            "引き渡した日": day,
            "引渡方法": "専用線",
            "職員": "指導係",
        },
    )


def plan_visit(city: City, day: date, why: str) -> None:
    """The proposal for the year is accepted; then the visit moves to the day it had in the end."""
    plan_year(city.officers[OURS], city.managers[OURS], OURS, 1)
    move_visit(city.officers[OURS], NUMBER, OURS, day, why)


def receive(officer: Clerk, month: str) -> None:
    """The report has come today: from the list of what there is to do, with what it says."""
    officer.arrive().follow("受領を記録", f"定期報告 {month}").fill("要旨", SUMMARY)
    officer.press("受領を記録する").sees("報告の受領を記録しました。")


def month_before(day: date) -> str:
    """令和3年1月分 in February: of which month the report is that comes on this day."""
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    return f"令和{year - 2018}年{month}月分"


def as_a_data_centre(officer: Clerk) -> None:
    """The sheet of the visits asks for what a data centre outside must have."""
    look_at(officer, NUMBER, "概要").follow("選ぶ").fill("データセンター", True).press("保存する")
    officer.sees("特別な場合の項目を保存しました。")


def as_a_workbook() -> dict[str, Sequence[Mapping[str, Any]]]:
    """Every row of the workbook that is about this contract, its connection or its contractor."""
    book = load_workbook(CASES, read_only=True)
    found: dict[str, Sequence[Mapping[str, Any]]] = {}
    for sheet in book:
        headings, *rows = sheet.iter_rows(values_only=True)
        ours = [row for row in rows if {NUMBER, CHOSEN} & set(row)]
        if ours:
            found[sheet.title] = [dict(zip(map(str, headings), row, strict=True)) for row in ours]
    book.close()
    return found
