"""登録ブックを読み込む: reads, works out, and writes in one transaction, or writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from app.acts import operation_log, projection, publishing, record
from app.acts.filing import after_closing
from app.acts.loading.change import Change, Plan, SheetCount
from app.acts.loading.outcome import fingerprint
from app.acts.loading.plan import Book, plan_loading
from app.acts.loading.sheets import INSPECTIONS
from app.acts.loading.warning import violation_warnings
from app.acts.loading.write import write
from app.acts.photographing import hang_on_judged
from app.clock import day_of
from app.records import revisions, violations
from app.records.database import reading, transaction
from app.records.operation_log import last_operation
from app.records.scope import EVERYTHING, Scope
from app.workbooks.limits import DEFAULT_LIMITS, Limits
from app.workbooks.problem import Problem, bounded
from app.workbooks.registration_reader import ReadBook, read_registration

# Stage in words, how far, of how many.
Progress = Callable[[str, int, int], None]
READING, COMPARING = "ブックを読んでいます", "台帳と照らし合わせています"
WRITING, COMPUTING = "書き込んでいます", "期限を計算しています"
TRYING, CHECKING = "読み込んだときの様子を試しています", "違反のおそれがないか調べています"


@dataclass(frozen=True, slots=True)
class Loading:
    """What became of a book: counts by sheet, errors (then nothing was written), warnings.

    `outcome` stands for exactly these changes and errors. `differs`: it is not what was shown, so
    that nothing was written.
    """

    sheets: dict[str, SheetCount] = field(default_factory=dict)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    outcome: str = ""
    differs: bool = False
    written: bool = False

    @property
    def updates(self) -> list[Change]:
        return [change for change in self.changes if change.previous]


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a book is loaded.

    `scope`: the departments of whoever loads it. `shown`: the outcome that was agreed to; any other
    one is only shown. `and_then`: done in the same transaction once everything is written; what it
    raises takes everything back.
    """

    dry_run: bool = False
    scope: Scope = EVERYTHING
    shown: str | None = None
    address: str | None = None
    and_then: Callable[[Session, Loading], None] | None = None


def load_workbook(
    path: Path,
    *,
    by: str,
    at: datetime,
    dry_run: bool = False,
    terms: Terms | None = None,
    limits: Limits = DEFAULT_LIMITS,
    on_progress: Progress | None = None,
) -> Loading:
    """Loads a 登録ブック (workbook.md 1).

    A dry run writes what is needed to see what rules would be broken, and takes it back.
    """
    say = on_progress or (lambda _stage, _done, _of: None)
    say(READING, 0, 1)
    read = read_registration(path, limits, _stage(say, READING))
    return _Load(read, terms or Terms(dry_run), by, at, limits, say).done()


@dataclass(frozen=True, slots=True)
class _Loader:
    """Who writes what a book brings about; no officer confirms it."""

    actor: str
    name: str = ""


class _Load:
    def __init__(
        self, read: ReadBook, terms: Terms, by: str, at: datetime, limits: Limits, say: Progress
    ) -> None:
        self._read = read
        self._terms = terms
        self._by = by
        self._at = at
        self._limits = limits
        self._say = say

    def done(self) -> Loading:
        read = self._read
        if read.problems:
            counts = {name: SheetCount(read=len(rows)) for name, rows in read.sheets.items()}
            unread = Plan(counts=counts, errors=list(read.problems))
            return self._told(unread)
        self._say(COMPARING, 0, 1)
        with reading() as session:
            seen = last_operation(session)
            plan = self._planned(session, read.sheets)
        if plan.errors:
            return self._told(plan)
        return self._carried_out(plan, seen)

    def _planned(self, session: Session, book: Book) -> Plan:
        return plan_loading(session, book, on=day_of(self._at), scope=self._terms.scope)

    def _carried_out(self, plan: Plan, seen: int | None) -> Loading:
        with transaction() as session:
            revisions.lock_records(session)
            if last_operation(session) != seen:
                # Somebody wrote in between: what was worked out may no longer hold.
                plan = self._planned(session, self._read.sheets)
            if plan.errors:
                return self._told(plan)
            writes = not self._terms.dry_run and not self._differs(plan)
            reopening = after_closing.reopening(session, plan.changes, day_of(self._at))
            if plan.changes:
                self._write(session, plan, reopening, for_good=writes)
            plan.warnings += after_closing.warnings_of(reopening)
            plan.warnings += _violations(session, plan, self._at)
            told = self._told(plan, written=writes and bool(plan.changes))
            if not writes:
                session.rollback()
            elif self._terms.and_then is not None:
                self._terms.and_then(session, told)
        return told

    def _write(
        self, session: Session, plan: Plan, reopening: Sequence[Change], *, for_good: bool
    ) -> None:
        stage = WRITING if for_good else TRYING
        self._say(stage, 0, len(plan.changes))
        publishing.publish_shipped(session, at=self._at)
        touched = write(
            session,
            plan,
            by=self._by,
            at=self._at,
            on_progress=_stage(self._say, stage),
            with_record=for_good,
        )
        stage = COMPUTING if for_good else CHECKING
        projection.rebuild(session, touched, _stage(self._say, stage), with_due_items=for_good)
        if not for_good:
            return
        judged = {c.place.contract for c in plan.changes if c.sheet is INSPECTIONS}
        loader = _Loader(record.from_workbook(self._by))
        hang_on_judged(session, {one for one in judged if one}, by=loader, at=self._at)
        day = day_of(self._at)
        after_closing.reopen_all(session, reopening, on=day, by=self._by, at=self._at)
        operation_log.note(
            session,
            by=self._by,
            act="load_workbook",
            subject=f"登録ブック（{len(plan.changes):,}行）",
            at=self._at,
            address=self._terms.address,
        )

    def _differs(self, plan: Plan) -> bool:
        return self._terms.shown is not None and fingerprint(plan) != self._terms.shown

    def _told(self, plan: Plan, *, written: bool = False) -> Loading:
        most = self._limits.problems
        return Loading(
            plan.counts,
            bounded(plan.errors, most),
            bounded([*self._read.warnings, *plan.warnings], most),
            plan.changes,
            outcome=fingerprint(plan),
            differs=self._differs(plan),
            written=written,
        )


def _violations(session: Session, plan: Plan, at: datetime) -> list[Problem]:
    on_file = revisions.contracts_by_number(session, plan.contracts)
    ids = [key for key, _, _ in on_file.values()]
    return list(violation_warnings(plan, violations.of_contracts(session, day_of(at), ids)))


def _stage(say: Progress, stage: str) -> Callable[[int, int], None]:
    return lambda done, of: say(stage, done, of)
