"""例外の承諾のことば; audits.wording hands them on."""

from __future__ import annotations

from collections.abc import Mapping

from audits.exception import CopyEnd, ExceptionKind, ExceptionState, ExceptionStep

EXCEPTION_KIND: Mapping[ExceptionKind, str] = {
    ExceptionKind.OTHER_SOURCE: "本人以外からの収集",
    ExceptionKind.PROHIBITED_ITEM: "収集禁止事項の収集",
    ExceptionKind.TAKING_OUT: "持出し",
    ExceptionKind.COPYING: "複写・複製",
    ExceptionKind.OTHER_PURPOSE: "目的外の利用",
    ExceptionKind.PROVISION: "第三者への提供",
}
COPY_END: Mapping[CopyEnd, str] = {
    CopyEnd.RETURNED: "市へ返却",
    CopyEnd.ERASED: "消去・廃棄",
    CopyEnd.BROUGHT_BACK: "元の場所に戻した",
}
EXCEPTION_STATE: Mapping[ExceptionState, str] = {
    ExceptionState.WAITING: "申請中",
    ExceptionState.BEFORE: "期間前",
    ExceptionState.RUNNING: "期間中",
    ExceptionState.ENDED: "終了",
    ExceptionState.REFUSED: "不承諾",
    ExceptionState.WITHDRAWN: "取下げ",
}
EXCEPTION_STEP: Mapping[ExceptionStep, str] = {
    ExceptionStep.CHANGE: "内容を改める",
    ExceptionStep.DECIDE: "承諾を決める",
    ExceptionStep.WITHDRAW: "申請を取り下げる",
    ExceptionStep.END_COPY: "返却・消去を記録する",
    ExceptionStep.CORRECT: "訂正する",
}
