"""立入調査と指摘是正: the visits of one contract, and what they found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from app.acts.register.scope import Scope
from app.records.filed import Filed
from audits.inspection import Judgement, Method
from audits.verdict import Verdict
from audits.wording import JUDGEMENT, METHOD

Line = Sequence[Any]

# Year and round within a branch → how many items have which verdict; none without a sheet.
Counts = Callable[[int, int, int], Mapping[Verdict, int] | None]


def inspection_lines(
    number: str, visits: Sequence[Filed], counts: Counts, scope: Scope
) -> Iterator[Line]:
    """適, 否, 該当なし and 未確認 stay blank where the visit had no sheet of ours."""
    for filed in visits:
        values = filed.values
        if not _in_scope(values, scope):
            continue
        judgement = values["judgement"]
        counted = counts(filed.branch, values["fiscal_year"], values["round"])
        yield (
            number,
            filed.branch,
            values["fiscal_year"],
            values["round"],
            values["planned_on"],
            values["carried_out_on"],
            METHOD[Method(values["method"])],
            values["reason"],
            values["officers"],
            JUDGEMENT[Judgement(judgement)] if judgement else None,
            *(None if counted is None else counted.get(v, 0) for v in Verdict),
        )


def finding_lines(
    number: str, findings: Sequence[Filed], visits: Sequence[Filed], scope: Scope
) -> Iterator[Line]:
    by_key = {(v.branch, v.values["fiscal_year"], v.values["round"]): v.values for v in visits}
    for filed in findings:
        values = filed.values
        if not _in_scope(by_key[filed.branch, values["fiscal_year"], values["round"]], scope):
            continue
        yield (
            number,
            filed.branch,
            values["fiscal_year"],
            values["round"],
            values["number"],
            values["text"],
            values["cause"],
            values["set_due_on"],
            values["answered_on"],
            values["put_right_on"],
            _finding_state(values, scope.on),
        )


def _in_scope(visit: Mapping[Any, Any], scope: Scope) -> bool:
    """By the day it was carried out, else planned, else by the year it is meant for."""
    day, year = visit["carried_out_on"] or visit["planned_on"], scope.fiscal_year
    return scope.holds(day) if day or year is None else visit["fiscal_year"] == year.start


def _finding_state(values: Mapping[Any, Any], on: date) -> str:
    if values["put_right_on"] and values["put_right_on"] <= on:
        return "是正確認済"
    answered = values["answered_on"] and values["answered_on"] <= on
    return "是正報告済" if answered else "未是正"
