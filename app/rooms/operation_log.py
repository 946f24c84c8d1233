"""操作の記録: who did what, when and from where; for reading only, and itself never changed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.clock import JAPAN, end_of_day, today
from app.records import operation_log
from app.records.database import reading
from app.records.operation_log import Result, WantedOperations
from app.web.asked import Asked
from app.web.moments import moment
from app.web.operation_words import (
    OPERATION,
    operation_words,
    subject_words,
    subjects_named,
)
from app.web.paging import Page
from app.web.permissions import allowed
from app.web.table import Column
from audits.roles import Act

room = Blueprint("operation_log", __name__, url_prefix="/operation-log")
ROWS = 100
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


@room.get("")
@allowed(Act.SEE_OPERATION_LOG)
def index() -> ResponseReturnValue:
    """The newest first; looking at it is no act that the log would tell of."""
    asked = Asked(request.args)
    first, last = _days(asked)
    act = _act(asked)
    wanted = WantedOperations(
        _morning(first),
        end_of_day(last),
        actor=asked.text("person"),
        acts=_named_alike(act),
        words=(words := asked.text("subject")),
        subjects=subjects_named(words),
        result=asked.member("result", Result),
    )
    with reading() as session:
        page = Page(asked.page(), ROWS, operation_log.count_operations(session, wanted))
        lines = operation_log.operations(session, wanted, offset=page.offset, limit=ROWS)
    return render_template(
        "operation_log/index.html",
        lines=lines,
        page=page,
        wanted=wanted,
        act=act,
        columns=COLUMNS,
        looks=LOOKS,
        act_choices=_act_choices(),
        result_choices=RESULTS,
        operation_words=operation_words,
        subject_words=subject_words,
        from_boxes=asked.boxes("from", first),
        to_boxes=asked.boxes("to", last),
        earlier=first - timedelta(days=365) if first.year > FIRST_DAY.year else None,
        moment=moment,
        problems=asked.problems,
    )


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
