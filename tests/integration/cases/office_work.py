"""What officers and managers do with a contract in the order of its life, and what they see."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.integration.cases.clerk import Clerk

Facts = Mapping[str, Any]

NOT_YET = "まだ保存していません"
CLAUSES = "個人情報取扱特記事項"
NO_SUBCONTRACTING = f"{CLAUSES}（2019年版・再委託を認めない受託者用）"
WITH_CONSENT = f"{CLAUSES}（2021年版・承諾があれば再委託できる受託者用）"
FOR_SUBCONTRACTORS = f"{CLAUSES}（2021年版・再委託先用）"
NATIONAL_ACT = f"{CLAUSES}（2023年版・国の法律に準拠した受託者用）"


def fill_in(clerk: Clerk, facts: Facts) -> Clerk:
    """Every box of the form before the clerk, under its label; radio buttons under their legend."""
    for label, value in facts.items():
        if isinstance(value, str) and clerk.has_choice(label):
            clerk.choose(label, value)
        else:
            clerk.fill(label, value)
    return clerk


def enter(clerk: Clerk, button: str, *said: str) -> Clerk:
    """Sends the form; agrees where the page first shows what would change. `said`: its answer."""
    clerk.press(button)
    if NOT_YET in clerk.told():
        clerk.press(f"この内容で{button}")
    return clerk.sees(*said)


def look_at(clerk: Clerk, number: str, tab: str) -> Clerk:
    """The page of the contract, with one of its views open: 概要, 期限, データと消去 …"""
    if not clerk.stands_at(f"/contracts/{number}"):
        clerk.open_contract(number)
    return clerk.turn_to(tab)


def register_contract(officer: Clerk, facts: Facts) -> Clerk:
    """A contract with the facts of its paper; its page stands open afterwards."""
    fill_in(officer.follow("契約").follow("契約を登録する"), facts)
    return enter(officer, "登録する", "契約を登録しました。", facts["契約番号"], facts["件名"])


def renew(officer: Clerk, number: str, facts: Facts) -> Clerk:
    """The contract of the next year; what carries over stands in the form already."""
    look_at(officer, number, "概要").follow("次年度更新（次の契約を登録）")
    fill_in(officer, facts)
    return enter(officer, "登録する", "契約を登録しました。", facts["契約番号"])


def amend(officer: Clerk, number: str, day: date, reason: str, facts: Facts) -> Clerk:
    """The contract is changed from a day on."""
    look_at(officer, number, "概要").follow("契約の内容を改める")
    officer.choose("変更の種類", "契約の内容が変わった（契約変更）")
    fill_in(officer, {"変更日": day, "変更の理由": reason, **facts})
    return enter(officer, "保存する", "契約の内容を改めました。")


def promise(officer: Clerk, number: str, facts: Facts) -> Clerk:
    """A safeguard of the contract."""
    look_at(officer, number, "付議と対策").follow("保護対策を登録")
    fill_in(officer, facts)
    return enter(officer, "登録する", "保護対策を登録しました。", facts["対策の内容"])


def report_handlers(officer: Clerk, number: str, facts: Facts) -> Clerk:
    """The contractor has said who is responsible for the data, or who handles them."""
    look_at(officer, number, "概要").follow("取扱者の報告を登録")
    fill_in(officer, facts)
    return enter(officer, "登録する", "取扱責任者・取扱者の報告を登録しました。")


def certify(officer: Clerk, number: str, facts: Facts) -> Clerk:
    """A certification that the contractor has shown."""
    look_at(officer, number, "概要").follow("認証を登録")
    fill_in(officer, facts)
    return enter(officer, "登録する", "認証を登録しました。")


def hand_over(officer: Clerk, number: str, facts: Facts) -> Clerk:
    """Data went to the contractor, were collected or made."""
    look_at(officer, number, "データと消去").follow("データの引渡しを記録")
    fill_in(officer, facts)
    return enter(officer, "記録する", "データの引渡しを記録しました。", facts["データ名"])


def dispose(officer: Clerk, number: str, facts: Facts) -> Clerk:
    """Data came back, went to the next contract, or were erased."""
    look_at(officer, number, "データと消去").follow("返還・消去を記録")
    fill_in(officer, facts)
    return enter(officer, "記録する", "返還・消去を記録しました。")


def receive_certificate(officer: Clerk, number: str, facts: Facts) -> Clerk:
    """The contractor's certificate of erasure has arrived."""
    look_at(officer, number, "データと消去").follow("消去証明書の受領を記録")
    fill_in(officer, facts)
    return enter(officer, "記録する", "消去証明書の受領を記録しました。確認の期限に加わりました。")


def receive_today(officer: Clerk, number: str, month: str, year: str) -> Clerk:
    """One press in the list of reports that are owed; `month`: 令和3年1月分, `year`: 2020年度."""
    officer.follow("契約").follow("定期報告").fill("年度", year).press("絞り込む")
    officer.press(f"今日受領（{number} {month}）")
    return officer.sees("今日受け取った報告として記録しました。")


def note(officer: Clerk, number: str, words: str, facts: Facts) -> Clerk:
    """A line of the record that only a person knows; `words`: 打合せ or その他."""
    look_at(officer, number, "管理記録").follow(f"{words}を記録")
    fill_in(officer, facts)
    return enter(officer, "記録する", f"{words}を管理記録に書きました。")


def owed(clerk: Clerk, number: str, day: date, year: str = "") -> set[tuple[str, str, str]]:
    """Every due item of the contract as the list of due items has it on a day: state, day, what.

    `year`: only those of a fiscal year.
    """
    clerk.follow("期限").fill("状態", "すべて").fill("基準日", day).fill("年度", year)
    rows = all_rows(clerk.press("絞り込む"), "期限の一覧")
    return {(state, due, what) for state, due, what, of, *_ in rows if of.startswith(number)}


def all_rows(clerk: Clerk, caption: str) -> list[list[str]]:
    """The rows of a table that goes over several pages, up to the last of them."""
    rows = clerk.rows(caption)
    while clerk.offers("次へ"):
        rows += clerk.follow("次へ").rows(caption)
    return rows
