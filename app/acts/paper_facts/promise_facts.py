"""その後の一覧の材料: promises and what became of them, in the words of the printed list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from app.papers.promise_page import PromiseOnPaper, PromisePaper
from app.records.promise_evidence import Became
from app.records.promise_list import Told, WantedPromises
from audits.promise import CheckedAs, PromiseState
from audits.verdict import Verdict
from audits.wareki import short_wareki
from audits.wording import (
    CARRIED_OUT_BY,
    CATEGORY,
    CHECKED_AS,
    PROMISE_STATE,
    SAFEGUARD_ORIGIN,
    VERDICT,
)

IN_THE_RECORD = "管理記録"
NOT_CHECKED = "実施の確認はまだありません"
NEEDS_ACT = (PromiseState.OVERDUE, PromiseState.NOT_MET)
ALL = "すべての課"


def promise_paper(
    found: Sequence[Became],
    told: Mapping[tuple[str, str], Sequence[Told]],
    wanted: WantedPromises,
    state: PromiseState | None,
    on: date,
    city: str,
) -> PromisePaper:
    counts = Counter(one.evidence.state for one in found)
    return PromisePaper(
        city=city,
        on=on,
        narrowed="　".join(_narrowed(wanted, state)),
        counts=tuple((PROMISE_STATE[one], counts[one]) for one in PromiseState),
        lines=tuple(_line(one, told) for one in found),
    )


def _narrowed(wanted: WantedPromises, state: PromiseState | None) -> Iterator[str]:
    """Which part of all promises the list shows."""
    yield wanted.department or ALL
    if wanted.fiscal_year is not None:
        yield f"{wanted.fiscal_year}に説明したもの"
    if wanted.origin is not None:
        yield f"由来：{SAFEGUARD_ORIGIN[wanted.origin]}"
    if state is not None:
        yield f"状態：{PROMISE_STATE[state]}"


def _line(one: Became, told: Mapping[tuple[str, str], Sequence[Told]]) -> PromiseOnPaper:
    promise, evidence = one.promise, one.evidence
    kind, number = "contract", promise.contract or ""
    if promise.connection:
        kind, number = "connection", promise.connection
    branch = f"（枝番{promise.branch}）" if promise.branch else ""
    state = state_words(one)
    if evidence.overdue > 1:
        state += f"\n{evidence.overdue}件"
    return PromiseOnPaper(
        state=state,
        needs_act=evidence.state in NEEDS_ACT,
        number=promise.number,
        text=promise.text,
        whose=f"{CATEGORY[promise.category]}・{CARRIED_OUT_BY[promise.by]}{branch}"
        f"・{SAFEGUARD_ORIGIN[promise.origin]}",
        subject=f"{number}\n{promise.title}\n{promise.department}",
        told="\n".join(
            f"{one.number}\n{short_wareki(one.held_on)}" for one in told.get((kind, number), ())
        ),
        confirmed_on=evidence.confirmed_on,
        how=how_words(one),
        next_on=evidence.next_on,
    )


def state_words(one: Became) -> str:
    """As the list of states has it; what a check found wanting in the words of the check."""
    if one.evidence.is_not_in_place:
        return CHECKED_AS[CheckedAs.NOT_IN_PLACE]
    return PROMISE_STATE[one.evidence.state]


def how_words(one: Became) -> str:
    """By what it was last confirmed, or found wanting."""
    promise, evidence, seen = one.promise, one.evidence, one.seen
    if one.check is not None:
        # Its day stands beside it already, where it is the day of the confirmation.
        is_good = one.check.on == evidence.confirmed_on
        said = "実施の確認" if is_good else f"確認 {short_wareki(one.check.on)}"
        return f"{said}　{CHECKED_AS[one.check.result]}　{one.check.officer}"
    if seen is None and not one.is_visited:
        return NOT_CHECKED
    is_noted = evidence.kept_on is not None and evidence.kept_on == evidence.confirmed_on
    if is_noted and not promise.connection:
        return IN_THE_RECORD
    if seen is None:
        return ""
    words = f"{seen.fiscal_year}の立入調査　{VERDICT[seen.verdict]}"
    return f"{words}（是正済）" if seen.verdict is Verdict.NOT_MET and seen.put_right else words
