"""Excelの答えを保存する: the answers of a file that somebody chose, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from app.acts import operation_log
from app.acts.answering import check_answer, check_not_answered_meanwhile, item_named
from app.acts.sheet_merge import check_explained
from app.acts.sheet_of_visit import NamedVisit, kept_sheet
from app.clock import day_of
from app.records import forms_sent, revisions, sheets
from app.records.database import transaction
from app.records.people import Person
from app.records.sheets import Answer


def save_sheet_file(
    visit: NamedVisit,
    answers: Mapping[str, Answer],
    shown: Mapping[str, str],
    *,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> int:
    """How many answers are others now; a form that was sent before saves nothing again.

    `key`: stands for the form and all that it says. `shown`: the marks of the answers that stood
    beside them. What a file says never replaces another answer unseen, not even one's own from
    the tablet. Raises AnswerError and NoVisitError.
    """
    with transaction() as session:
        revisions.lock_records(session)
        sent = forms_sent.key_of(key, visit)
        if forms_sent.was_sent(session, sent):
            return 0
        sheet = kept_sheet(session, visit, by, day_of(at), at, address=address)
        changed = 0
        for name, given in answers.items():
            item = item_named(sheet, name)
            before = sheet.answer(item)
            check_answer(sheet, given)
            check_explained(item, given)
            if before.said != given.said:
                check_not_answered_meanwhile(before, given, shown[name])
                sheets.answer(session, sheet.id, name, given, by=by.actor, at=at)
                changed += 1
        forms_sent.note(session, sent, at)
        subject = f"{visit.contract} {visit.branch} {visit.year} {visit.round}（{changed}項目）"
        operation_log.note(
            session, by=by.actor, act="save_sheet_file", subject=subject, at=at, address=address
        )
    return changed
