"""委員の意見の記録: what the management records of a matter's contracts say of an opinion.

An opinion belongs to a matter, and a matter to no contract by itself: each contract that it is
about keeps its own entry, bound to the opinion. A matter of external connections alone has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.acts import record
from app.acts.drafts import GAP, Draft
from app.records.council_opinions import OpinionRow
from audits.engagement import PRIME_BRANCH
from audits.entry import EntryKind

Values = Mapping[str, Any]
TOLD_WHOLE = 200
COUNCIL = "審議会"


@dataclass(frozen=True, slots=True)
class KeptOpinion:
    """A revision of an opinion; `before`: what the revision before said, None: it is the first."""

    row: int
    first_id: int
    values: Values
    before: Values | None


def note_opinion(
    session: Session, kept: KeptOpinion, contracts: Sequence[str], *, by: str, at: datetime
) -> None:
    """An entry for each of the contracts. The caller holds the lock on the records."""
    text = GAP.join(_told(kept.values, kept.before))
    fields = OpinionRow.FACTS
    draft = Draft("opinion", EntryKind.OTHER, None, text, fields, COUNCIL, method="会議")
    table = OpinionRow.__tablename__
    for contract in contracts:
        act = record.Act(contract, PRIME_BRANCH, draft, table, kept.row, kept.first_id, kept.values)
        record.append(session, [act], by=by, at=at)


def _told(values: Values, before: Values | None) -> Iterator[str]:
    """付議 F-8　委員の意見1（会長）　鍵はだれが持つのか　対応：課長が持つ　約束した対策：S1."""
    who = f"（{values['said_by']}）" if values["said_by"] else ""
    yield f"付議 {values['matter']}"
    yield f"委員の意見{values['number']}{who}"
    said = ("number", "said_by", "text")
    if before is None:
        yield _whole(values["text"], "意見の内容を登録")
    elif any(before[name] != values[name] for name in said):
        yield f"記載を改めた：{_whole(values['text'], '意見の内容')}"
    was = before or {"answer": None, "promised": []}
    if was["answer"] != values["answer"]:
        answer = values["answer"]
        yield f"対応：{_whole(answer, '登録')}" if answer else "対応を取り消した"
    if list(was["promised"]) != list(values["promised"]):
        yield f"約束した対策：{'、'.join(values['promised']) or 'なし'}"


def _whole(text: str, named: str) -> str:
    """A long text is only named; the opinion itself, which the entry is bound to, holds it."""
    return text if len(text) <= TOLD_WHOLE else named
