"""操作の記録を持ち出す: the lines that were asked for as Excel; that they were taken is noted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from app.acts import operation_log as acts
from app.clock import JAPAN
from app.records import operation_log
from app.records.database import reading, transaction
from app.records.operation_log import OperationLine, WantedOperations
from app.workbooks.operation_log_book import write_operation_log

MOST_LINES = 20_000  # some seconds; who needs more takes it month by month
Words = Callable[[OperationLine], tuple[str, str, str]]


class TooManyLinesError(ValueError):
    """More lines were asked for than one file takes; the message says what to do."""

    def __init__(self, found: int) -> None:
        super().__init__(
            f"{found:,}件あります。一度に持ち出せるのは{MOST_LINES:,}件までです。"
            "期間を短くするか、条件を加えてください。"
        )


def take_operation_log(
    path: Path,
    wanted: WantedOperations,
    conditions: Sequence[tuple[str, str]],
    words: Words,
    *,
    by: str,
    at: datetime,
    address: str,
) -> None:
    """Writes the file. `words`: what was done, to what, with what result, as the page says it."""
    with reading() as session:
        lines = operation_log.operations(session, wanted, offset=0, limit=MOST_LINES + 1)
        if len(lines) > MOST_LINES:
            raise TooManyLinesError(operation_log.count_operations(session, wanted))
    rows = (
        (line.at.astimezone(JAPAN), line.actor, *words(line), line.address or "") for line in lines
    )
    write_operation_log(path, rows, conditions, at.astimezone(JAPAN).date())
    subject = " ".join((conditions[0][1], *(value for _, value in conditions[1:] if value)))
    with transaction() as session:
        acts.note(
            session,
            by=by,
            act="take_operation_log",
            subject=f"{subject} {len(lines):,}件",
            at=at,
            address=address,
        )
