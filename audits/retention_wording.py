"""保存と廃棄の言葉: how a contract came to be done, and how far its disposal is."""

from __future__ import annotations

from collections.abc import Mapping

from audits.disposal import DoneAs
from audits.retention import RetentionStanding, RetentionStep

DONE_AS: Mapping[DoneAs, str] = {
    DoneAs.CLOSED: "完了",
    DoneAs.CAME_TO_NOTHING: "不成立",
}
RETENTION_STEP: Mapping[RetentionStep, str] = {
    RetentionStep.CONFIRMED: "第1の確認",
    RetentionStep.TAKEN_BACK: "取下げ",
    RetentionStep.EXTENDED: "保存の延長",
}
RETENTION_STANDING: Mapping[RetentionStanding, str] = {
    RetentionStanding.PROPOSED: "未確認",
    RetentionStanding.VOID: "確認が無効",
    RetentionStanding.WAITING: "第2の確認待ち",
    RetentionStanding.EXTENDED: "保存を延長中",
}
