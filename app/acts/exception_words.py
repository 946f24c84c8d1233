"""例外の承諾の記録の文: how the record tells what was decided, and where the copy went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.acts.drafts import GAP
from audits.consent import ConsentDecision
from audits.exception import CopyEnd, ExceptionKind, ExceptionStep
from audits.wareki import short_wareki
from audits.wording import CONSENT_DECISION, COPY_END, EXCEPTION_KIND

Values = Mapping[str, Any]


def told(step: ExceptionStep, values: Values) -> str:
    """複写・複製　宛名データの写し　100件　期間 R8.11.20～R8.12.20　申請1."""
    telling = _of_copy if step is ExceptionStep.END_COPY else _of_decision
    return GAP.join(part for part in (*telling(values), f"申請{values['number']}") if part)


def _of_decision(values: Values) -> Iterator[str]:
    decision = ConsentDecision(values["decision"])
    if decision is not ConsentDecision.CONSENTED:
        yield f"例外の{CONSENT_DECISION[decision]}"
    yield EXCEPTION_KIND[ExceptionKind(values["kind"])]
    yield values["what"]
    if values["count"] is not None:
        yield f"{values['count']:,}件"
    if decision.gives_consent:
        first, last = short_wareki(values["starts_on"]), short_wareki(values["ends_on"])
        yield f"期間 {first}～{last}"
        yield "、".join(values["conditions"])
    else:
        yield f"理由 {values['decision_reason']}"


def _of_copy(values: Values) -> Iterator[str]:
    yield f"承諾した{EXCEPTION_KIND[ExceptionKind(values['kind'])]}の始末"
    yield COPY_END[CopyEnd(values["copy_end"])]
    yield values["what"]
    yield values["copy_ended_words"]
