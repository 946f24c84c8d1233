"""The year's plan, the visit with its own check sheet, the report, and what had to be put right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tests.integration.cases.clerk import Clerk
from tests.integration.cases.office_work import Facts, enter, fill_in, look_at

MET, FAILED, NOT_APPLICABLE = "適", "否", "該当なし"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of an item that is not simply 適; `due`: by when it is to be put right."""

    verdict: str
    comment: str
    due: str = ""


def plan_year(officer: Clerk, manager: Clerk, department: str, made: int) -> Clerk:
    """The officer takes the proposal for the year as it is, the manager accepts it."""
    officer.follow("立入調査").follow("日程を決める")
    officer.press("印を付けた行の日程を登録する").sees(f"立入調査{made}件の日程を登録しました。")
    manager.follow("立入調査").follow("日程を決める").follow(department)
    manager.press("この日程を承認する")
    return manager.sees("を承認しました。", "承認済")


def move_visit(officer: Clerk, number: str, department: str, day: date, reason: str) -> Clerk:
    """A planned visit moves; after the manager's approval only with a reason."""
    officer.follow("立入調査").follow("日程を決める").follow(department)
    officer.follow(f"日を変える（{number}").fill("新しい予定日", day)
    officer.fill("日を変える理由", reason).press("予定日を変える")
    if officer.offers("この日にする"):  # the page asks again, for instance close to the due date
        officer.press("この日にする")
    return officer.sees("予定日を変えました。", reason)


def open_sheet(officer: Clerk, number: str, party: str = "受託者", visit: str = "") -> Clerk:
    """The check sheet of a visit; `party`: 受託者 or 再委託先1; `visit`: 2020-1, of several."""
    return look_at(officer, number, "立入調査").follow(f"調査票に答える（{party}", visit)


def answer_sheet(officer: Clerk, others: Mapping[str, Answer]) -> dict[str, str]:
    """Goes through every part of the open sheet: all 適 but `others`, by words of their question.

    The answer: every item of the sheet, by its question, with all that stands around it.
    """
    asked: dict[str, str] = {}
    while not asked or officer.offers("保存して次へ"):
        if asked:
            officer.press("保存して次へ")
        for question in officer.legends():
            _answer_one(officer, question, others)
            asked[question] = officer.around(question)
    officer.press("保存して結論へ").sees("未確認 0")
    left = [words for words in others if not any(words in one for one in asked)]
    assert not left, left
    return asked


def conclude(officer: Clerk, facts: Facts, *said: str) -> Clerk:
    """The visit is concluded from its sheet; the page of the conclusion stands open."""
    fill_in(officer, facts).sees(*said).press("結論を管理記録に書く")
    return officer.sees("立入調査の結果を管理記録に書きました。")


def approve_report(
    officer: Clerk, manager: Clerk, number: str, party: str = "受託者", visit: str = ""
) -> Clerk:
    """The officer hands in the report of the visit (2021-1), and the manager approves it."""
    link = f"報告書の提出・承認 {party}"
    look_at(officer, number, "立入調査").follow(link, visit).press("所属長に提出する")
    officer.sees("報告書を提出しました。所属長の承認を待ちます。")
    look_at(manager, number, "立入調査").follow(link, visit).press("承認する")
    return manager.sees("承認しました。")


def answer_finding(officer: Clerk, number: str, finding: str, day: date, measures: str) -> Clerk:
    """The contractor has answered what it did; that alone does not close the finding."""
    look_at(officer, number, "立入調査").follow(f"改善報告を記録（{finding}）")
    fill_in(officer, {"報告を受けた日": day, "講じた措置": measures})
    return enter(officer, "報告の受領を記録する", measures)


def check_finding(officer: Clerk, number: str, finding: str, day: date, seen: str) -> Clerk:
    """The officer has seen that it was put right."""
    look_at(officer, number, "立入調査").follow(f"是正を確認（{finding}）")
    fill_in(officer, {"確かめた日": day, "効果の確認": "済（是正された）", "確かめたこと": seen})
    return enter(officer, "確認を記録する", seen)


def _answer_one(officer: Clerk, question: str, others: Mapping[str, Answer]) -> None:
    said = next((one for words, one in others.items() if words in question), Answer(MET, ""))
    officer.choose(question, said.verdict)
    if said.verdict != MET:
        officer.fill("コメント", said.comment, question)
        officer.fill("是正期限", said.due, question)
