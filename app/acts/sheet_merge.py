"""調査票の突き合わせ: the answers of a file beside those on file, since it was taken along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from app.acts.answering import LONGEST_COMMENT, NEEDS_COMMENT, AnswerError, mark_of
from app.acts.sheet_of_visit import NamedVisit
from app.records.sheets import NOT_YET, Answer, Sheet
from app.workbooks.check_sheet_book import CHECK_SHEET, BookIdentity, BookKind
from app.workbooks.check_sheet_reader import ReadSheet
from app.workbooks.problem import Problem, shown
from app.workbooks.row import Row
from audits.verdict import Verdict
from audits.wording import VERDICT
from checklists.composing import ComposedItem

NEED_WORDS = "否と該当なしには、所見が要ります。"
NOT_ON_SHEET = "この調査票にない項目です。受け取った票の項目IDのままにしてください。"
VERSION_LENGTH = 16
BY_WORDS = {words: verdict for verdict, words in VERDICT.items()}


class Side(Enum):
    """Which side has another answer than when the file was taken along."""

    NEITHER = "neither"
    FILE = "file"
    SERVER = "server"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Difference:
    """One item: what is on file now, and what the file says."""

    item: ComposedItem
    on_file: Answer
    in_file: Answer
    side: Side

    @property
    def mark(self) -> str:
        """Stands for the answer on file that is shown."""
        return mark_of(self.on_file)

    @property
    def lacks_words(self) -> bool:
        """Whether it cannot be kept before somebody says why."""
        return self.in_file.verdict in NEEDS_COMMENT and not self.in_file.comment.strip()


@dataclass(frozen=True)
class Comparison:
    """A file beside the sheet: what differs, what cannot be taken, how many items it leaves out."""

    differences: Sequence[Difference] = ()
    problems: Sequence[Problem] = ()
    unchanged: int = 0
    left_out: Sequence[ComposedItem] = field(default_factory=tuple)

    def on(self, *sides: Side) -> list[Difference]:
        """The items that changed on one of these sides."""
        return [one for one in self.differences if one.side in sides]


def foreign(identity: BookIdentity, visit: NamedVisit) -> str:
    """What to say of a book of another inspection; "" for one of this."""
    own = (visit.contract, visit.branch, visit.year.start, visit.round)
    if (identity.contract, identity.branch, identity.year, identity.round) == own:
        return ""
    here = BookIdentity(identity.kind, *own, identity.edition).named
    return f"ほかの調査のファイルです（{identity.named}）。ここで読み込めるのは、{here}です。"


def refusal(read: ReadSheet, visit: NamedVisit, sheet: Sheet) -> str:
    """Why the whole file cannot be taken, in a sentence; "" where its rows can be looked at."""
    if read.identity is None:
        return ""
    if sentence := foreign(read.identity, visit):
        return sentence
    if read.identity.kind is BookKind.CHECK_SHEET and sheet.concluded_at is not None:
        return "結論を出した調査票の答えは変えられません。"
    if read.identity.edition != sheet.composed.edition:
        return "調査票の版が変わっています。もう一度Excelの票を受け取り、書き写してください。"
    return ""


def compared(read: ReadSheet, sheet: Sheet) -> Comparison:
    """Three ways: as it was taken along, as it stands now, as the file says."""
    items = {item.key: item for item in sheet.composed.items}
    kept = {str(row["key"]): row for row in read.kept}
    differences, problems = [], list(read.problems)
    faulty = {(one.sheet, one.row) for one in read.problems}
    seen = set()
    for row in read.rows:
        item = items.get(str(row["key"]))
        if item is None:
            problems.append(_problem(row, "項目ID", str(row["key"]), NOT_ON_SHEET))
            continue
        seen.add(item.key)
        if (CHECK_SHEET.name, row.number) in faulty:
            continue
        given = answer_in(row)
        if len(given.comment) > LONGEST_COMMENT:
            message = f"所見は{LONGEST_COMMENT:,}文字以内にしてください。"
            problems.append(_problem(row, "所見", given.comment, message))
            continue
        on_file = sheet.answer(item)
        side = _side(kept.get(item.key), on_file, given)
        differences.append(Difference(item, on_file, given, side))
    left_out = [item for key, item in items.items() if key not in seen]
    changed = [one for one in differences if one.side is not Side.NEITHER]
    return Comparison(
        changed, sorted(problems, key=_place), len(differences) - len(changed), left_out
    )


def answer_in(row: Row) -> Answer:
    """What a row says; a blank verdict is 未確認."""
    verdict = BY_WORDS.get(row["verdict"] or "", Verdict.UNCONFIRMED)
    return Answer(verdict, _lines(row["comment"] or ""), row["due_on"])


def side_of(base: str, on_file: Answer, given: Answer) -> Side:
    """For an answer that a file has changed; `base`: the mark of the answer that it had before."""
    if said(on_file) == said(given):
        return Side.NEITHER
    return Side.FILE if version_of(on_file) == base else Side.BOTH


def version_of(answer: Answer) -> str:
    """Tells in a file which answer it was made with; short enough to be no nuisance there."""
    return mark_of(answer)[:VERSION_LENGTH]


def said(answer: Answer) -> tuple[Verdict, str, object]:
    """What it says, whatever kind of line ends and blanks around a program has written."""
    return (answer.verdict, _lines(answer.comment).strip(), answer.set_due_on)


def check_explained(item: ComposedItem, given: Answer) -> None:
    """Raises AnswerError where 否 or 該当なし come without a word on why."""
    if given.verdict in NEEDS_COMMENT and not given.comment.strip():
        raise AnswerError(f"{item.place}：{NEED_WORDS}")


def marks_in(read: ReadSheet) -> Mapping[str, str]:
    """The mark of the answer that each item had when the file was taken along."""
    return {str(row["key"]): str(row["mark"] or "") for row in read.kept}


def _side(kept: Row | None, on_file: Answer, given: Answer) -> Side:
    if said(on_file) == said(given):
        return Side.NEITHER
    base = answer_in(kept) if kept is not None else NOT_YET
    mark = str(kept["mark"] or "") if kept is not None else version_of(NOT_YET)
    if said(given) == said(base):
        return Side.SERVER
    return side_of(mark, on_file, given)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _problem(row: Row, column: str, value: str, message: str) -> Problem:
    return Problem(row.spec.name, row.number, column, shown(value), message)


def _place(problem: Problem) -> tuple[int, str]:
    return (problem.row or 0, problem.column)
