"""答えの数: how many items of each sheet had which verdict at a moment."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.records.contracts import EngagementRow
from app.records.sheets import AnswerRow, SheetRow
from audits.verdict import Verdict

SHEETS_AT_ONCE = 100


class Visit(NamedTuple):
    """立入調査 by its contract's id, branch, fiscal year and round."""

    contract_id: int
    branch: int
    fiscal_year: int
    round: int


def answer_counts(
    session: Session, ids: Sequence[int], until: datetime
) -> Mapping[Visit, Mapping[Verdict, int]]:
    """For each visit of these contracts whose sheet was opened before the moment.

    What had no answer before it is 未確認.
    """
    sheet, engagement = SheetRow, EngagementRow
    of = (engagement.contract_id, engagement.branch, sheet.fiscal_year, sheet.round)
    query = (
        select(sheet.id, sheet.composed, *of)
        .join(engagement, engagement.id == sheet.engagement_id)
        .where(engagement.contract_id.in_(ids), sheet.opened_at < until)
    )
    answered = _answered(session, ids, until)
    found: dict[Visit, Mapping[Verdict, int]] = {}
    for key, composed, *visit in session.execute(query).yield_per(SHEETS_AT_ONCE):
        counts = answered.get(key, Counter())
        items = len(json.loads(composed)["items"])
        answers = sum(counts[verdict] for verdict in Verdict if verdict is not Verdict.UNCONFIRMED)
        found[Visit(*visit)] = {**counts, Verdict.UNCONFIRMED: items - answers}
    return found


def _answered(
    session: Session, ids: Sequence[int], until: datetime
) -> Mapping[int, Counter[Verdict]]:
    """Verdicts counted by the sheet's id."""
    row, sheet, engagement = AnswerRow, SheetRow, EngagementRow
    query = (
        select(row.sheet_id, row.verdict, func.count())
        .join(sheet, sheet.id == row.sheet_id)
        .join(engagement, engagement.id == sheet.engagement_id)
        .where(engagement.contract_id.in_(ids), row.answered_at < until)
        .group_by(row.sheet_id, row.verdict)
    )
    found: dict[int, Counter[Verdict]] = {}
    for key, verdict, count in session.execute(query).tuples():
        found.setdefault(key, Counter())[Verdict(verdict)] = count
    return found
