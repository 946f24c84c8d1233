"""事前点検票を受け取る: what a contractor's book says, checked item by item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.records.pre_checks import PreCheck, SelfAnswer
from app.records.sheets import Sheet
from app.workbooks.check_sheet_book import (
    ANSWERED_LINE,
    CONTRACTOR_LINE,
    DOCUMENT,
    EXPLANATION,
    ITEM_ID,
    LONGEST_DOCUMENT,
    LONGEST_WORDS,
    PERSON_LINE,
    PRE_CHECK,
    RESPONDENT,
    SAID,
)
from app.workbooks.check_sheet_reader import ReadSheet
from app.workbooks.problem import Problem, shown
from app.workbooks.row import Row
from audits.self_check import SelfCheck
from audits.wording import SELF_CHECK
from checklists.composing import ComposedItem

NOT_ON_SHEET = "この調査の項目にない番号です。受け取った票の項目IDのままにしてください。"
WITHOUT_CHOICE = "自己点検が選ばれていません。できている、できていないなどを選んでください。"
BY_WORDS = {words: said for said, words in SELF_CHECK.items()}
MOST: Mapping[str, int] = {EXPLANATION: LONGEST_WORDS, DOCUMENT: LONGEST_DOCUMENT}


@dataclass(frozen=True)
class ReadPreCheck:
    """What was read, and what is wrong with it; with problems it is only looked at."""

    given: PreCheck
    problems: Sequence[Problem]
    unanswered: Sequence[ComposedItem]


def pre_check_in(read: ReadSheet, sheet: Sheet) -> ReadPreCheck:
    """The contractor's answers, and everything that has to be put right before they are kept."""
    items = {item.key: item for item in sheet.composed.items}
    answers: dict[str, SelfAnswer] = {}
    problems = list(read.problems)
    faulty = {(one.sheet, one.row) for one in read.problems}
    for row in read.rows:
        key = str(row["key"])
        if key not in items:
            problems.append(_problem(row, ITEM_ID, key, NOT_ON_SHEET))
        elif (PRE_CHECK.name, row.number) not in faulty:
            found = _answer(row)
            if isinstance(found, Problem):
                problems.append(found)
            elif found is not None:
                answers[key] = found
    who = read.respondent
    problems += _missing_lines(read, any_answer=bool(answers))
    given = PreCheck(
        who.contractor.strip(), who.person.strip(), who.answered_on, who.due_on, answers
    )
    unanswered = [item for key, item in items.items() if key not in answers]
    return ReadPreCheck(given, sorted(problems, key=_place), unanswered)


def _answer(row: Row) -> SelfAnswer | Problem | None:
    """None where nothing was filled in."""
    words, paper = str(row["explanation"] or ""), str(row["document"] or "")
    for heading, text in ((EXPLANATION, words), (DOCUMENT, paper)):
        if len(text) > MOST[heading]:
            message = f"{heading}は{MOST[heading]:,}文字以内にしてください。"
            return _problem(row, heading, text, message)
    if row["said"] is None:
        return _problem(row, SAID, "", WITHOUT_CHOICE) if words or paper else None
    return SelfAnswer(BY_WORDS[row["said"]], words.replace("\r\n", "\n").strip(), paper.strip())


def _missing_lines(read: ReadSheet, *, any_answer: bool) -> list[Problem]:
    """Who answered, and when, has to be said; and something answered."""
    who = read.respondent
    named = {problem.message.partition("：")[0] for problem in read.problems}
    lines = (
        (CONTRACTOR_LINE, who.contractor.strip()),
        (PERSON_LINE, who.person.strip()),
        (ANSWERED_LINE, who.answered_on),
    )
    found = [
        Problem(RESPONDENT, None, words, "", f"{words}を書いてもらってください。")
        for words, value in lines
        if not value and words not in named
    ]
    if not any_answer and not read.problems:
        sentence = "どの項目にも回答がありません。書き込んだファイルを選んでください。"
        found.append(Problem(PRE_CHECK.name, None, SAID, "", sentence))
    return found


def said_not_done(given: PreCheck | None, items: Sequence[ComposedItem]) -> list[ComposedItem]:
    """The items of which the contractor says できていない, in the sheet's order."""
    if given is None:
        return []
    wanted = {key for key, one in given.answers.items() if one.said is SelfCheck.NOT_DONE}
    return [item for item in items if item.key in wanted]


def _problem(row: Row, column: str, value: str, message: str) -> Problem:
    return Problem(row.spec.name, row.number, column, shown(value), message)


def _place(problem: Problem) -> tuple[bool, int, str]:
    return (problem.sheet == PRE_CHECK.name, problem.row or 0, problem.column)
