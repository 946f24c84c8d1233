"""やることの行（審議会）: advice to be answered, and connections' safeguards to be checked."""

from __future__ import annotations

from datetime import date

from app.records.council_tasks import AdviceTask, CheckTask
from app.web.deeds import WHERE
from app.web.page_address import address
from app.web.task_lines import HOME, NOBODY, TaskLine

LONGEST_BEGUN = 60
ANSWER_CONTRACT = "council.department_advice-answer_contract"
ANSWER_CONNECTION = "council.department_advice-answer_connection"


def advice_line(task: AdviceTask, on: date, *, city: bool) -> TaskLine:
    """Advice that waits for the department's answer, on a contract or a connection."""
    days = (on - task.on).days + 1 if task.on else 0
    asked = {"key": task.advice, "back": HOME}
    page = address(WHERE, number=task.number, view="council")
    answer = address(ANSWER_CONTRACT, number=task.number, **asked)
    if task.is_linked:
        page = _connection(task.number)
        answer = address(ANSWER_CONNECTION, connection=task.number, **asked)
    return TaskLine(
        state=f"{days:,}日目" if days > 0 else "未対応",
        due_on=task.on,
        since=task.on is not None,
        what=f"助言 {task.advice}　{_begun(task.text)}",
        branch=0,
        number=task.number,
        title=task.title,
        contract=page,
        beside=task.department if city else NOBODY,
        act="対応を登録",
        href=answer,
    )


def check_line(task: CheckTask, *, city: bool) -> TaskLine:
    """A connection without a contract, some of whose safeguards are to be checked this year."""
    page = _connection(task.number)
    wanting = f"実施されていない{task.not_in_place:,}件" if task.not_in_place else ""
    return TaskLine(
        state=wanting or "未確認",
        due_on=None,
        since=False,
        what=f"今年度の実施の確認が要る保護対策　{task.unchecked:,}件",
        branch=0,
        number=task.number,
        title=task.title,
        contract=page,
        beside=task.department if city else NOBODY,
        act="実施を確認",
        href=f"{page}#became",
    )


def _begun(text: str) -> str:
    """The beginning of a long text; the page that is led to has the whole of it."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_BEGUN else f"{line[:LONGEST_BEGUN]}…"


def _connection(number: str) -> str:
    return address("council.connection", connection=number)
