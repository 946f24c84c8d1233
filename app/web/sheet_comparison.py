"""比較の様式: the items in which a file and the sheet differ, and what somebody chose of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from flask import request

from app.acts.answering import LONGEST_COMMENT, mark_of
from app.acts.sheet_merge import NEED_WORDS, Comparison, Difference, Side, side_of
from app.records.sheets import Answer, Sheet
from app.web import csrf
from app.web.date_field import DayError, read_day
from audits.verdict import Verdict

FILE, SERVER = "file", "server"
CHOOSE = "台帳とファイルのどちらにするかを選んでください。"
CHANGED_NOW = "この画面を開いている間に、台帳の答えが変わりました。もう一度選んでください。"
UNREADABLE = "答えが読み取れません。ファイルをもう一度選んでください。"


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """An item on the page: `base` is the mark of the answer that the file was made with.

    `asks_words`: there is a box for the words that 否 and 該当なし need.
    """

    difference: Difference
    base: str
    choice: str = ""
    asks_words: bool = False
    wrong: str = ""

    @property
    def key(self) -> str:
        return self.difference.item.key

    @property
    def is_taken(self) -> bool:
        return self.choice == FILE


def rows_of(comparison: Comparison, marks: Mapping[str, str]) -> list[ComparedRow]:
    """As the page shows them first: what only the file changed is proposed, both are asked."""
    return [
        ComparedRow(
            one,
            marks.get(one.item.key, ""),
            FILE if one.side is Side.FILE else "",
            one.lacks_words,
        )
        for one in comparison.on(Side.FILE, Side.BOTH)
    ]


def sent_rows(sheet: Sheet) -> list[ComparedRow]:
    """As they were sent, beside the answers as they stand now."""
    return list(_sent(sheet))


def chosen(rows: Sequence[ComparedRow]) -> tuple[dict[str, Answer], dict[str, str]]:
    """The answers to be saved, and the marks of those that stood beside them."""
    taken = [row for row in rows if row.is_taken]
    return (
        {row.key: row.difference.in_file for row in taken},
        {row.key: row.difference.mark for row in taken},
    )


def as_sent() -> str:
    """Stands for the form with everything that it says, so that a second press is known."""
    said = sorted((name, text) for name, text in request.form.items() if name != csrf.FIELD)
    return sha256(repr(said).encode("utf-8", "replace")).hexdigest()


def _sent(sheet: Sheet) -> Iterator[ComparedRow]:
    form = request.form
    for item in sheet.composed.items:
        if f"verdict {item.key}" not in form:
            continue
        given, wrong = _given(item.key)
        on_file, base = sheet.answer(item), form.get(f"base {item.key}", "")
        side = side_of(base, on_file, given)
        if side is Side.NEITHER and not wrong:
            continue  # somebody has saved the same meanwhile
        choice = form.get(f"take {item.key}", "")
        difference = Difference(item, on_file, given, side)
        yield ComparedRow(
            difference,
            base,
            choice,
            f"asks {item.key}" in form or difference.lacks_words,
            wrong or _wrong(difference, choice, form.get(f"shown {item.key}", "")),
        )


def _given(key: str) -> tuple[Answer, str]:
    """What the form carries of an item, and what is wrong with it."""
    form, wrong = request.form, ""
    said = form.get(f"verdict {key}", "")
    comment = form.get(f"comment {key}", "").replace("\r\n", "\n")
    verdict = next((one for one in Verdict if one.value == said), None)
    try:
        due_on = read_day(form.get(f"due {key}", ""), "", "")
    except DayError:
        due_on, wrong = None, UNREADABLE
    if verdict is None:
        wrong = UNREADABLE
    if len(comment) > LONGEST_COMMENT:
        wrong = f"所見は{LONGEST_COMMENT:,}文字以内にしてください。"
    return Answer(verdict or Verdict.UNCONFIRMED, comment, due_on), wrong


def _wrong(one: Difference, choice: str, shown: str) -> str:
    """Why the row cannot be saved as it was sent; "" where it can."""
    if choice != SERVER and shown != mark_of(one.on_file):
        return CHANGED_NOW
    if one.side is Side.BOTH and choice not in (FILE, SERVER):
        return CHOOSE
    return NEED_WORDS if choice == FILE and one.lacks_words else ""
