"""預かっているブック: the books that somebody has chosen and not yet loaded or thrown away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.clock import JAPAN
from app.records.jobs import Job, JobState
from app.web.table import Column
from audits.wareki import short_wareki

KEPT_COLUMNS = (
    Column("状態"),
    Column("選んだ日時", "when"),
    Column("ブック"),
    Column("結果"),
    Column("すること"),
)
Look = tuple[str, str, str]
UNDER_WAY: Look = ("partial", "ink2", "処理中")
STOPPED: Look = ("overdue", "red", "止まっています")
WITH_ERRORS: Look = ("failed", "red", "誤りがあります")
LOADED: Look = ("done", "green", "読込み済み")
NOTHING_NEW: Look = ("done", "green", "変わるところなし")
TO_BE_AGREED: Look = ("waiting", "ink2", "確認待ち")


@dataclass(frozen=True, slots=True)
class KeptBook:
    """One book: what it is called, where it stands as a sign, a colour and words, what it says."""

    job_id: int
    name: str
    chosen_at: str
    look: Look
    result: tuple[str, ...]


def kept_book(job: Job, state: JobState) -> KeptBook:
    """`state`: as it stands now, for the process that worked on it may have died."""
    look, result = _said(job, state)
    return KeptBook(job.id, str(job.question.get("name", "")), _moment(job.asked_at), look, result)


def _said(job: Job, state: JobState) -> tuple[Look, tuple[str, ...]]:
    if state is JobState.FAILED:
        return STOPPED, ()
    if state is not JobState.DONE:
        return UNDER_WAY, ()
    answer = job.answer
    changes = (f"新しい行 {answer['created']:,}", f"変わる行 {answer['updated']:,}")
    if answer["written"]:
        return LOADED, changes
    if answer["errors"]:
        return WITH_ERRORS, (f"誤り {answer['errors']:,}件",)
    if not answer["created"] + answer["updated"]:
        return NOTHING_NEW, ()
    return TO_BE_AGREED, changes


def _moment(at: datetime) -> str:
    """R8.11.20 10:42, in Japanese time."""
    here = at.astimezone(JAPAN)
    return f"{short_wareki(here.date())} {here:%H:%M}"
