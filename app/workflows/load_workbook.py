"""登録ブックを読み込む: reads, works out, and writes in one transaction, or writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from app.acts import operation_log, projection, publishing
from app.acts.loading.change import Change, Plan, SheetCount
from app.acts.loading.plan import Book, plan_loading
from app.acts.loading.warning import violation_warnings
from app.acts.loading.write import write
from app.clock import day_of
from app.records import revisions, violations
from app.records.database import reading, transaction
from app.records.operation_log import last_operation
from app.workbooks.limits import DEFAULT_LIMITS, Limits
from app.workbooks.problem import Problem, bounded
from app.workbooks.registration_reader import read_registration

# Stage in words, how far, of how many.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Loading:
    """What became of a book: counts by sheet, errors (then nothing was written), warnings."""

    sheets: dict[str, SheetCount] = field(default_factory=dict)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    updates: list[Change] = field(default_factory=list)
    written: bool = False


def load_workbook(
    path: Path,
    *,
    by: str,
    at: datetime,
    dry_run: bool = False,
    limits: Limits = DEFAULT_LIMITS,
    on_progress: Progress | None = None,
) -> Loading:
    """Loads a 登録ブック (workbook.md 1). A dry run does everything and then takes it back."""
    say = on_progress or (lambda _stage, _done, _of: None)
    say("ブックを読んでいます", 0, 1)
    read = read_registration(path, limits)
    if read.problems:
        counts = {name: SheetCount(read=len(rows)) for name, rows in read.sheets.items()}
        return Loading(counts, list(read.problems), list(read.warnings))
    say("台帳と照らし合わせています", 0, 1)
    with reading() as session:
        seen = last_operation(session)
        plan = plan_loading(session, read.sheets, on=day_of(at))
    if not plan.errors:
        plan = _write(read.sheets, plan, seen, by=by, at=at, dry_run=dry_run, say=say)
    return Loading(
        plan.counts,
        bounded(plan.errors, limits.problems),
        bounded([*read.warnings, *plan.warnings], limits.problems),
        plan.updates,
        written=bool(plan.changes) and not plan.errors and not dry_run,
    )


def _write(
    book: Book,
    plan: Plan,
    seen: int | None,
    *,
    by: str,
    at: datetime,
    dry_run: bool,
    say: Progress,
) -> Plan:
    with transaction() as session:
        revisions.lock_records(session)
        if last_operation(session) != seen:
            # Somebody wrote in between: what was worked out may no longer hold.
            plan = plan_loading(session, book, on=day_of(at))
        if plan.errors:
            return plan
        if plan.changes:
            say("書き込んでいます", 0, len(plan.changes))
            publishing.publish_shipped(session, at=at)
            touched = write(session, plan, by=by, at=at)
            projection.rebuild(session, touched, _stage(say, "期限を計算しています"))
            subject = f"登録ブック（{len(plan.changes):,}行）"
            operation_log.note(session, by=by, act="load_workbook", subject=subject, at=at)
        plan.warnings += _violations(session, plan, at)
        if dry_run:
            session.rollback()
    return plan


def _violations(session: Session, plan: Plan, at: datetime) -> list[Problem]:
    on_file = revisions.contracts_by_number(session, plan.contracts)
    ids = [key for key, _, _ in on_file.values()]
    return list(violation_warnings(plan, violations.of_contracts(session, day_of(at), ids)))


def _stage(say: Progress, stage: str) -> Callable[[int, int], None]:
    return lambda done, of: say(stage, done, of)
