"""指摘事項: what is wrong with a workbook, one sentence each, with the place it stands at."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

SHOWN_CHARACTERS = 40
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence on one place; without `row` and `column` on the whole sheet or file.

    `column` is the heading; where there is none, the column's letter.
    """

    sheet: str
    row: int | None
    column: str
    value: str
    message: str


class BrokenWorkbookError(Exception):
    """The file cannot be read any further; carries the one sentence that says why."""

    def __init__(
        self, message: str, *, sheet: str = "", row: int | None = None, column: str = ""
    ) -> None:
        super().__init__(message)
        self.problem = Problem(sheet, row, column, "", message)


@dataclass
class ProblemList:
    """Problems up to a bound; the rest is counted, and one closing sentence says how many."""

    bound: int
    kept: list[Problem] = field(default_factory=list)
    dropped: int = 0

    def add(self, problem: Problem) -> None:
        if len(self.kept) < self.bound:
            self.kept.append(problem)
        else:
            self.dropped += 1

    def closed(self) -> list[Problem]:
        """Everything kept, and the sentence on the rest where there is a rest."""
        if not self.dropped:
            return self.kept
        rest = (
            f"ほかに{self.dropped:,}件あります。上の内容を直してから、もう一度読み込んでください。"
        )
        return [*self.kept, Problem("", None, "", "", rest)]


def shown(value: object) -> str:
    """A value as problems show it: one line, printable, at most 40 characters."""
    text = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", str(value)[: SHOWN_CHARACTERS + 1])
    return text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…"


def bounded(problems: Iterable[Problem], bound: int) -> list[Problem]:
    """At most so many problems, and the sentence on the rest where there is a rest."""
    kept = ProblemList(bound)
    for problem in problems:
        kept.add(problem)
    return kept.closed()
