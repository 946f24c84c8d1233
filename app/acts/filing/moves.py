"""動きの確かめ: whether the lifecycle of an inspection or a finding has what a form would do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.acts.filing.hand_entry import HandEntry, Remark
from app.acts.loading.sheets import FINDINGS, INSPECTIONS
from app.records.inspection_standing import correction_due_on, is_given_up
from audits.fiscal_year import FiscalYear
from audits.inspection import Judgement
from audits.lifecycles.finding import FindingState, state_of_finding
from audits.lifecycles.inspection import (
    INSPECTION,
    InspectionAct,
    InspectionState,
    state_of_inspection,
)
from audits.lifecycles.lifecycle import NotAllowedError
from audits.wareki import short_wareki
from audits.wording import FINDING_STATE, INSPECTION_ACT, INSPECTION_STATE

Values = Mapping[str, Any]
CARRIED_OUT_ON = "実施日"
SET_DUE_ON = "是正期限"
NOT_TAKEN_BACK = "決めた是正期限を空欄に戻すことはできません。正しい日を入れてください。"
EXTEND = "延ばすときは、所属長が指摘の画面の「是正期限を延ばす」から、理由を付けて延ばします。"
NO_CONCLUSION_TAKEN_BACK = (
    "出した結論を「なし」に戻すことはできません。違うときは、正しい総合判定に訂正してください。"
)
BY_ROUNDS = (
    "改善報告を受けたことと是正を確認したことは、指摘の画面の「経過」に一つずつ記録してください。"
    "ここで訂正できるのは、記録してある日付だけです。"
)


def refused_moves(
    session: Session, entry: HandEntry, values: Values, before: Values | None
) -> Iterator[Remark]:
    """`before`: the fact on file, seen or not, that the form names; None: there is none."""
    if entry.sheet is INSPECTIONS:
        yield from _of_inspection(session, entry, values, before)
    elif entry.sheet is FINDINGS and before is not None:
        yield from _of_finding(values, before)
        yield from _of_due_day(session, entry, values, before)


def sentence(year: int, visit: int, state: InspectionState, act: InspectionAct) -> str:
    """What is said of a move that the table of inspections does not have."""
    return (
        f"{FiscalYear(year).short_label}第{visit}回の立入調査は、いま「{INSPECTION_STATE[state]}」"
        f"です。「{INSPECTION_ACT[act]}」ことはできません。{HINTS.get(state, '')}"
    )


HINTS: Mapping[InspectionState, str] = {
    InspectionState.MISSED: "後から調査したときは、「結果を記録」から実施日を入れてください。",
    InspectionState.CARRIED_OUT: "違うところは、「結果を記録」から訂正してください。",
    InspectionState.CONCLUDED: "違うところは、「記録を訂正」から訂正してください。",
}


def _of_inspection(
    session: Session, entry: HandEntry, values: Values, before: Values | None
) -> Iterator[Remark]:
    year, visit = values["fiscal_year"], values["round"]
    missed = is_given_up(session, entry.contract, entry.branch, year)
    state = _state(before or NOTHING, missed=missed)
    act = _act(entry, values, before, state)
    try:
        after = INSPECTION.after(state, act)
    except NotAllowedError:
        yield Remark("", sentence(year, visit, state, act))
        return
    if act is InspectionAct.CORRECT and _state(values) is not after:
        yield Remark("総合判定", NO_CONCLUSION_TAKEN_BACK)


NOTHING: Values = dict.fromkeys(("planned_on", "carried_out_on", "judgement"))


def _state(values: Values, *, missed: bool = False) -> InspectionState:
    judged = Judgement(values["judgement"]) if values["judgement"] else None
    return state_of_inspection(
        values["planned_on"], values["carried_out_on"], judged, missed=missed
    )


def _act(
    entry: HandEntry, values: Values, before: Values | None, state: InspectionState
) -> InspectionAct:
    """A form that does not ask for the day of the visit is one for its date."""
    if CARRIED_OUT_ON not in entry.asked:
        is_planned = before is not None and before["planned_on"] is not None
        is_anew = is_planned and entry.seen is not None
        return InspectionAct.PLAN_ANEW if is_anew else InspectionAct.PLAN
    concludes = values["judgement"] is not None and state is not InspectionState.CONCLUDED
    if entry.seen is not None and before is not None and before["carried_out_on"] is not None:
        return InspectionAct.CONCLUDE if concludes else InspectionAct.CORRECT
    return InspectionAct.CONCLUDE if values["judgement"] else InspectionAct.CARRY_OUT


def _of_finding(values: Values, before: Values) -> Iterator[Remark]:
    """A correction moves nothing: answers and checks are the steps of its rounds."""
    state, after = _finding_state(before), _finding_state(values)
    if state is not after:
        said = f"この指摘は、いま「{FINDING_STATE[state]}」です。"
        yield Remark("", f"{said}{BY_ROUNDS}")


def _of_due_day(
    session: Session, entry: HandEntry, values: Values, before: Values
) -> Iterator[Remark]:
    """A later day is an extension: the manager's, and with a reason."""
    name = f"{before['fiscal_year']}-{before['round']}-{before['number']}"
    due_on = correction_due_on(session, entry.contract, entry.branch, name)
    set_on = values["set_due_on"]
    if set_on is None and before["set_due_on"] is not None:
        yield Remark(SET_DUE_ON, NOT_TAKEN_BACK)
    elif set_on is not None and due_on is not None and set_on > due_on:
        yield Remark(
            SET_DUE_ON, f"いまの是正期限（{short_wareki(due_on)}）より後の日です。{EXTEND}"
        )


def _finding_state(values: Values) -> FindingState:
    return state_of_finding(values["answered_on"], values["put_right_on"], is_ordered=False)
