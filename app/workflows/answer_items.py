"""調査票に答える: keeps the answers to some items of a sheet, each in place of an earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from app.acts.answering import check_answer, check_not_answered_meanwhile, item_named
from app.acts.sheet_of_visit import NamedVisit, kept_sheet
from app.clock import day_of
from app.records import revisions, sheets
from app.records.database import transaction
from app.records.people import Person
from app.records.sheets import Answer, Sheet


def answer_items(
    visit: NamedVisit,
    answers: Mapping[str, Answer],
    *,
    by: Person,
    at: datetime,
    address: str | None = None,
    shown: Mapping[str, str] | None = None,
) -> Sheet:
    """The sheet as it stands afterwards; what is answered as before is left alone.

    `shown`: the marks of the answers that the page showed; one that is another by now is not
    replaced unseen. Raises AnswerError, and then keeps none of the answers; NoVisitError where
    there is no visit.
    """
    with transaction() as session:
        revisions.lock_records(session)
        sheet = kept_sheet(session, visit, by, day_of(at), at, address=address)
        for key, given in answers.items():
            before = sheet.answer(item_named(sheet, key))
            if before.said != given.said:
                if before.answered_by != by.actor:  # everybody may change their own mind
                    check_not_answered_meanwhile(before, given, (shown or {}).get(key, ""))
                check_answer(sheet, given)
                sheets.answer(session, sheet.id, key, given, by=by.actor, at=at)
        return kept_sheet(session, visit, by, day_of(at), at, address=address)
