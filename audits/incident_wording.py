"""事故のことば; audits.wording hands them on."""

from __future__ import annotations

from collections.abc import Mapping

from audits.incident_handling import (
    CauseBy,
    Happening,
    IncidentState,
    IncidentStep,
    NineItem,
    PersonsTold,
    Publication,
    PublicationWay,
)
from audits.reportable import Answer, Ground, ReportDuty

ANSWER: Mapping[Answer, str] = {
    Answer.YES: "ある",
    Answer.NO: "ない",
    Answer.UNKNOWN: "未確認",
}
GROUND: Mapping[Ground, str] = {
    Ground.MANY_PERSONS: "本人の数が100人を超える",
    Ground.SENSITIVE: "要配慮個人情報が含まれる",
    Ground.PROPERTY: "財産的被害が生じるおそれがある",
    Ground.IMPROPER_PURPOSE: "不正の目的で行われたおそれがある",
    Ground.MY_NUMBER: "特定個人情報（マイナンバー）が含まれる",
}
REPORT_DUTY: Mapping[ReportDuty, str] = {
    ReportDuty.REPORTABLE: "報告の対象",
    ReportDuty.NOT_REPORTABLE: "報告の対象でない",
    ReportDuty.UNDECIDED: "未確認の事情がある",
}
INCIDENT_STEP: Mapping[IncidentStep, str] = {
    IncidentStep.NOTICE: "第一報",
    IncidentStep.CONTENT: "発生した事案",
    IncidentStep.DECISION: "報告の要否",
    IncidentStep.PRELIMINARY: "委員会への速報",
    IncidentStep.REPORT: "事故報告書の受領",
    IncidentStep.CAUSE: "措置・原因・再発防止",
    IncidentStep.PERSONS: "本人への対応",
    IncidentStep.PUBLICATION: "公表",
    IncidentStep.FINAL: "委員会への確報",
    IncidentStep.LINKS: "調査と指摘",
    IncidentStep.CLOSE: "結了",
    IncidentStep.REOPEN: "対応の再開",
}
HAPPENING: Mapping[Happening, str] = {
    Happening.LEAKED: "漏えい",
    Happening.LOST: "滅失",
    Happening.DAMAGED: "毀損",
}
CAUSE_BY: Mapping[CauseBy, str] = {
    CauseBy.CITY: "市（報告者）",
    CauseBy.CONTRACTOR: "受託者",
    CauseBy.SUBCONTRACTOR: "再委託先",
    CauseBy.OTHER: "その他・不明",
}
PERSONS_TOLD: Mapping[PersonsTold, str] = {
    PersonsTold.TOLD: "通知した",
    PersonsTold.PLANNED: "通知する予定",
    PersonsTold.NOT_NEEDED: "通知しない",
}
PUBLICATION: Mapping[Publication, str] = {
    Publication.PUBLISHED: "公表した",
    Publication.PLANNED: "公表する予定",
    Publication.NOT_PUBLISHED: "公表しない",
}
PUBLICATION_WAY: Mapping[PublicationWay, str] = {
    PublicationWay.HOMEPAGE: "ホームページ",
    PublicationWay.PRESS: "記者発表",
    PublicationWay.OTHER: "その他",
}
NINE_ITEM: Mapping[NineItem, str] = {
    NineItem.OUTLINE: "概要",
    NineItem.ITEMS: "個人情報の項目",
    NineItem.PERSONS: "本人の数",
    NineItem.CAUSE: "原因",
    NineItem.HARM: "二次被害又はそのおそれの有無と内容",
    NineItem.TO_PERSONS: "本人への対応の実施状況",
    NineItem.PUBLICATION: "公表の実施状況",
    NineItem.PREVENTION: "再発防止のための措置",
    NineItem.OTHER: "その他参考となる事項",
}
INCIDENT_STATE: Mapping[IncidentState, str] = {
    IncidentState.UNDECIDED: "要否が未決定",
    IncidentState.HANDLED: "対応中",
    IncidentState.CLOSED: "結了",
}
