"""一生のことば: the states and acts of the lifecycles; audits.wording hands them on."""

from __future__ import annotations

from collections.abc import Mapping

from audits.lifecycles.finding import FindingAct, FindingState
from audits.lifecycles.inspection import InspectionAct, InspectionState
from audits.lifecycles.report import ReportAct, ReportState

INSPECTION_STATE: Mapping[InspectionState, str] = {
    InspectionState.OWED: "未計画",
    InspectionState.PLANNED: "予定あり",
    InspectionState.CARRIED_OUT: "判定待ち",
    InspectionState.CONCLUDED: "結論済み",
    InspectionState.MISSED: "未実施",
}
INSPECTION_ACT: Mapping[InspectionAct, str] = {
    InspectionAct.PLAN: "日程を決める",
    InspectionAct.PLAN_ANEW: "日程を変える",
    InspectionAct.CARRY_OUT: "実施を記録する",
    InspectionAct.CONCLUDE: "結論を出す",
    InspectionAct.RECORD_AS_MISSED: "未実施とする",
    InspectionAct.CORRECT: "記載を訂正する",
}
FINDING_STATE: Mapping[FindingState, str] = {
    FindingState.FOUND: "指摘",
    FindingState.ORDERED: "改善を指示済み",
    FindingState.ANSWERED: "確認待ち",
    FindingState.PUT_RIGHT: "是正済",
}
FINDING_ACT: Mapping[FindingAct, str] = {
    FindingAct.ORDER: "改善を指示する",
    FindingAct.ANSWER: "改善報告を受ける",
    FindingAct.CONFIRM: "是正を確認する",
    FindingAct.REFUSE: "不十分とする",
    FindingAct.EXTEND: "是正期限を延ばす",
    FindingAct.REOPEN: "指摘に戻す",
}
REPORT_STATE: Mapping[ReportState, str] = {
    ReportState.DRAFT: "作成中",
    ReportState.SUBMITTED: "提出済み",
    ReportState.RETURNED: "差戻し",
    ReportState.APPROVED: "承認済み",
}
REPORT_ACT: Mapping[ReportAct, str] = {
    ReportAct.SUBMIT: "提出する",
    ReportAct.WITHDRAW: "取り下げる",
    ReportAct.RETURN: "差し戻す",
    ReportAct.APPROVE: "承認する",
    ReportAct.MAKE_ANEW: "次の版を作る",
}
