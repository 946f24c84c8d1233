"""操作の記録: who did what, when and from where; to read and to take away, never to change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import JAPAN, end_of_day, now, today
from app.records import operation_log, people
from app.records.database import reading
from app.records.operation_log import OperationLine, Result, WantedOperations
from app.web.asked import Asked
from app.web.kept_file import EXCEL, attachment
from app.web.moments import moment
from app.web.operation_words import (
    OPERATION,
    operation_words,
    subject_words,
    subjects_named,
)
from app.web.page_address import here
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.web.table import Column
from app.workflows.take_operation_log import MOST_LINES, TooManyLinesError, take_operation_log
from audits.roles import Act
from audits.wareki import short_wareki

room = Blueprint("operation_log", __name__, url_prefix="/operation-log")
ROWS = 100
MOST_PEOPLE = 2_000  # proposed while somebody types
DAYS = 30  # shown where nobody says from when
FIRST_DAY = date(2, 1, 1)  # of which every time zone knows
COLUMNS = (
    Column("日時", "when"),
    Column("操作した人"),
    Column("操作"),
    Column("対象"),
    Column("結果", "state"),
    Column("接続元", "key"),
)
LOOKS = {
    Result.DONE: ("done", "green", "実行"),
    Result.REFUSED: ("failed", "red", "拒否・失敗"),
}
RESULTS = [(result.value, look[2]) for result, look in LOOKS.items()]
TURNED = "期間の初めの日が終わりの日より後のため、入れ替えました。"


@dataclass(frozen=True, slots=True)
class Question:
    """What the address asks of the log: the lines, and the boxes as they are shown again."""

    asked: Asked
    first: date
    last: date
    act: str
    wanted: WantedOperations

    @classmethod
    def of_address(cls) -> Question:
        asked = Asked(request.args)
        first, last = _days(asked)
        act, words = _act(asked), asked.text("subject")
        wanted = WantedOperations(
            _morning(first),
            end_of_day(last),
            actor=asked.text("person"),
            acts=_named_alike(act),
            words=words,
            subjects=subjects_named(words),
            result=asked.member("result", Result),
        )
        return cls(asked, first, last, act, wanted)

    @property
    def conditions(self) -> list[tuple[str, str]]:
        """By what the lines were found, in words, as the file says it."""
        wanted = self.wanted
        return [
            ("期間", f"{short_wareki(self.first)}～{short_wareki(self.last)}"),
            ("操作した人", wanted.actor),
            ("操作", operation_words(self.act) if self.act else ""),
            ("対象の言葉", wanted.words),
            ("結果", LOOKS[wanted.result][2] if wanted.result else ""),
        ]


@room.get("")
@allowed(Act.SEE_OPERATION_LOG)
def index() -> ResponseReturnValue:
    """The newest first; looking at it is no act that the log would tell of."""
    asked = Question.of_address()
    with reading() as session:
        count = operation_log.count_operations(session, asked.wanted)
        page = Page(asked.asked.page(), ROWS, count)
        lines = operation_log.operations(session, asked.wanted, offset=page.offset, limit=ROWS)
        offered = people.actors(session, MOST_PEOPLE)
    return render_template(
        "operation_log/index.html",
        lines=lines,
        page=page,
        wanted=asked.wanted,
        act=asked.act,
        people=offered,
        columns=COLUMNS,
        looks=LOOKS,
        act_choices=_act_choices(),
        result_choices=RESULTS,
        operation_words=operation_words,
        subject_words=subject_words,
        from_boxes=asked.asked.boxes("from", asked.first),
        to_boxes=asked.asked.boxes("to", asked.last),
        earlier=asked.first - timedelta(days=365) if asked.first.year > FIRST_DAY.year else None,
        moment=moment,
        most_lines=MOST_LINES,
        problems=asked.asked.problems,
    )


@room.get("/file")
@allowed(Act.SEE_OPERATION_LOG)
def file() -> ResponseReturnValue:
    """The same lines to take away; what was not understood is said first, on the page."""
    asked = Question.of_address()
    if asked.asked.problems:
        return redirect(url_for("operation_log.index") + here(), 303)
    with TemporaryDirectory(prefix="mitodoke-") as folder:
        path = Path(folder) / "operations.xlsx"
        try:
            take_operation_log(
                path,
                asked.wanted,
                asked.conditions,
                _words,
                by=current_person().actor,
                at=now(),
                address=address(),
            )
        except TooManyLinesError as refused:
            flash(str(refused), "warning")
            return redirect(url_for("operation_log.index") + here(), 303)
        name = f"操作の記録_{asked.first:%Y%m%d}-{asked.last:%Y%m%d}.xlsx"
        headers = {"Content-Disposition": attachment(name)}
        return Response(path.read_bytes(), mimetype=EXCEL, headers=headers)


def _words(line: OperationLine) -> tuple[str, str, str]:
    """What was done, to what, and with what result."""
    done = operation_words(line.act)
    return done, subject_words(line.act, line.subject), LOOKS[line.result][2]


def _days(asked: Asked) -> tuple[date, date]:
    """The first and the last day."""
    last = max(asked.day("to", today()), FIRST_DAY)
    first = max(
        asked.day("from", max(last, FIRST_DAY + timedelta(DAYS)) - timedelta(DAYS)), FIRST_DAY
    )
    if first > last:
        asked.problems.append(TURNED)
    return min(first, last), max(first, last)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=JAPAN)


def _act(asked: Asked) -> str:
    """The act that the address names; blank where it names none that there is."""
    act = asked.text("act")
    if act and act not in OPERATION:
        sentence = f"「{act[:40]}」という操作はないため、絞り込みに使いませんでした。"
        asked.problems.append(sentence)
        return ""
    return act


def _named_alike(act: str) -> list[str]:
    """What is called the same on the page is found together."""
    return [name for name, words in OPERATION.items() if act and words == OPERATION[act]]


def _act_choices() -> list[tuple[str, str]]:
    """Each word once, under the first of its names."""
    choices: dict[str, str] = {}
    for name, words in OPERATION.items():
        choices.setdefault(words, name)
    return [(name, words) for words, name in choices.items()]
