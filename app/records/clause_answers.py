"""条項への答え: what the concluded check sheets of a contract answered to each clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.records.sheets import concluded_sheets
from audits.verdict import Verdict
from checklists.composing import ComposedItem, ItemOrigin

# Of several items on one clause the gravest answer is the clause's: 適 only where none is open.
GRAVEST = (Verdict.NOT_MET, Verdict.UNCONFIRMED, Verdict.MET, Verdict.NOT_APPLICABLE)
VisitName = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class ClauseAnswer:
    """The answer to a clause, and the item of the sheet that decided it."""

    verdict: Verdict
    item: str
    group: str


ClauseAnswers = Mapping[VisitName, Mapping[int, ClauseAnswer]]


def clause_answers(session: Session, contract_id: int) -> ClauseAnswers:
    """By branch, fiscal year and round of the visit, then by the clause's number."""
    return {
        (branch, sheet.year.start, sheet.round): _by_clause(
            (item, sheet.answer(item).verdict) for item in sheet.composed.items
        )
        for branch, sheet in concluded_sheets(session, contract_id)
    }


def _by_clause(answers: Iterable[tuple[ComposedItem, Verdict]]) -> Mapping[int, ClauseAnswer]:
    found: dict[int, list[ClauseAnswer]] = defaultdict(list)
    for item, verdict in answers:
        for source in item.sources:
            if source.origin is ItemOrigin.CLAUSE:
                answer = ClauseAnswer(verdict, item.key, item.group)
                found[int(source.number)].append(answer)
    return {
        number: min(given, key=lambda answer: GRAVEST.index(answer.verdict))
        for number, given in found.items()
    }
