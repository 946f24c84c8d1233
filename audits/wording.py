"""ことば: the Japanese wording of every enum member, in one place.

The kinds of entry are not here: their values are the words on the paper (entry.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from audits.act_wording import ACT as ACT
from audits.certificate_comparison import Match, Point
from audits.clause_cell import SourceKind, Standing
from audits.clause_cut_wording import CUT_REMARK as CUT_REMARK
from audits.clause_cut_wording import NUMBER_STYLE as NUMBER_STYLE
from audits.consent_wording import CONSENT_DECISION as CONSENT_DECISION
from audits.consent_wording import CONSENT_POINT as CONSENT_POINT
from audits.consent_wording import POINT_STANDING as POINT_STANDING
from audits.council import CouncilResult, Matter
from audits.council_wording import CHECKED_AS as CHECKED_AS
from audits.council_wording import PROMISE_STATE as PROMISE_STATE
from audits.council_wording import SHEET_KIND as SHEET_KIND
from audits.due import Alert, State
from audits.erasure import Confirmation, Disposal, Origin
from audits.erasure_wording import FIT as FIT
from audits.erasure_wording import MEDIUM as MEDIUM
from audits.erasure_wording import SECRECY as SECRECY
from audits.erasure_wording import SHARE as SHARE
from audits.exception_wording import COPY_END as COPY_END
from audits.exception_wording import EXCEPTION_KIND as EXCEPTION_KIND
from audits.exception_wording import EXCEPTION_STATE as EXCEPTION_STATE
from audits.exception_wording import EXCEPTION_STEP as EXCEPTION_STEP
from audits.file_kind_wording import FILE_KIND as FILE_KIND
from audits.handler import HandlerRole
from audits.incident_wording import ANSWER as ANSWER
from audits.incident_wording import CAUSE_BY as CAUSE_BY
from audits.incident_wording import GROUND as GROUND
from audits.incident_wording import HAPPENING as HAPPENING
from audits.incident_wording import INCIDENT_STATE as INCIDENT_STATE
from audits.incident_wording import INCIDENT_STEP as INCIDENT_STEP
from audits.incident_wording import NINE_ITEM as NINE_ITEM
from audits.incident_wording import PERSONS_TOLD as PERSONS_TOLD
from audits.incident_wording import PUBLICATION as PUBLICATION
from audits.incident_wording import PUBLICATION_WAY as PUBLICATION_WAY
from audits.incident_wording import REPORT_DUTY as REPORT_DUTY
from audits.inspection import Judgement, Method
from audits.inspection_result import FindingStanding, Outcome
from audits.kind import Kind
from audits.lifecycles.wording import FINDING_ACT as FINDING_ACT
from audits.lifecycles.wording import FINDING_STATE as FINDING_STATE
from audits.lifecycles.wording import INSPECTION_ACT as INSPECTION_ACT
from audits.lifecycles.wording import INSPECTION_STATE as INSPECTION_STATE
from audits.lifecycles.wording import REPORT_ACT as REPORT_ACT
from audits.lifecycles.wording import REPORT_STATE as REPORT_STATE
from audits.period import Rhythm
from audits.planning.approval import Cause, PlanChange, PlanStanding, PlanState
from audits.planning.objection import Objection
from audits.planning.owed import AHEAD_DAYS
from audits.reminder import Threshold
from audits.report import ReportKind
from audits.retention_wording import DONE_AS as DONE_AS
from audits.retention_wording import RETENTION_STANDING as RETENTION_STANDING
from audits.retention_wording import RETENTION_STEP as RETENTION_STEP
from audits.risk import Danger
from audits.roles import Role
from audits.rule import Level, Rule
from audits.safeguard import CarriedOutBy, Category, Frequency, NoteKind, SafeguardOrigin
from audits.self_check import SelfCheck
from audits.stage import Stage
from audits.verdict import Verdict
from checklists.clause import Duty, Evidence, Party
from checklists.clause_set import Subcontracting
from checklists.composing import ItemOrigin
from checklists.diff import Changed

KIND: Mapping[Kind, str] = {
    Kind.INSPECTION: "立入調査",
    Kind.HANDLER_REPORT: "取扱責任者・取扱者の報告",
    Kind.TRAINING: "従事者教育の確認",
    Kind.PERIODIC_REPORT: "定期報告",
    Kind.REQUESTED_REPORT: "求めた報告",
    Kind.SUBCONTRACT_CONSENT: "再委託の承諾",
    Kind.DATA_DISPOSAL: "不要データの返還・消去",
    Kind.ERASURE_CERTIFICATE: "返還・消去と証明書",
    Kind.ERASURE_CONFIRMATION: "消去の確認",
    Kind.BACKUP_EXPIRY: "控えの消滅の確認",
    Kind.CORRECTIVE_ACTION: "是正措置",
    Kind.INCIDENT_REPORT: "事故報告書",
    Kind.PPC_PRELIMINARY: "個人情報保護委員会 速報",
    Kind.PPC_FINAL: "個人情報保護委員会 確報",
    Kind.CERTIFICATION: "求める認証",
    Kind.COMMITMENT: "個別の約束",
}
STATE: Mapping[State, str] = {
    State.DONE: "完了",
    State.DONE_LATE: "遅延完了",
    State.WAIVED: "免除",
    State.MISSED: "未実施",
    State.OVERDUE: "期限超過",
    State.DUE_SOON: "期限間近",
    State.PLANNED: "期限前",
}
ALERT: Mapping[Alert, str] = {Alert.RED: "期限超過", Alert.YELLOW: "注意", Alert.GREEN: "正常"}
METHOD: Mapping[Method, str] = {
    Method.ON_SITE: "実地",
    Method.REMOTE: "遠隔",
    Method.DOCUMENT: "書面",
}
JUDGEMENT: Mapping[Judgement, str] = {Judgement.MET: "適", Judgement.FINDINGS: "指摘あり"}
OUTCOME: Mapping[Outcome, str] = {
    Outcome.MET: "適",
    Outcome.UNCONFIRMED_LEFT: "未確認あり",
    Outcome.TO_BE_PUT_RIGHT: "是正を要する",
    Outcome.UNDECIDED: "判定待ち",
}
FINDING_STANDING: Mapping[FindingStanding, str] = {
    FindingStanding.AWAITING_ANSWER: "回答待ち",
    FindingStanding.AWAITING_CHECK: "確認待ち",
    FindingStanding.OVERDUE: "期限超過",
    FindingStanding.PUT_RIGHT: "是正済",
    FindingStanding.PUT_RIGHT_LATE: "期限後に是正済",
}
VERDICT: Mapping[Verdict, str] = {
    Verdict.MET: "適",
    Verdict.NOT_MET: "否",
    Verdict.NOT_APPLICABLE: "該当なし",
    Verdict.UNCONFIRMED: "未確認",
}
SELF_CHECK: Mapping[SelfCheck, str] = {
    SelfCheck.DONE: "できている",
    SelfCheck.NOT_DONE: "できていない",
    SelfCheck.NOT_APPLICABLE: "該当なし",
    SelfCheck.UNKNOWN: "わからない",
}
ITEM_ORIGIN: Mapping[ItemOrigin, str] = {
    ItemOrigin.STANDARD: "標準",
    ItemOrigin.MODULE: "特別な場合",
    ItemOrigin.CLAUSE: "特記事項",
    ItemOrigin.COUNCIL: "審議会への報告",
    ItemOrigin.CONTRACT: "契約での約束",
    ItemOrigin.ADVICE: "助言",
    ItemOrigin.EARLIER_FINDING: "以前の指摘",
}
CHANGED: Mapping[Changed, str] = {
    Changed.ADDED: "追加",
    Changed.REMOVED: "削除",
    Changed.REWORDED: "文言の変更",
    Changed.DETAILS: "付記の変更",
    Changed.MOVED: "移動",
}
STANDING: Mapping[Standing, str] = {
    Standing.CONFIRMED: "適・済",
    Standing.CONFIRMED_LATE: "是正・遅れて済",
    Standing.NOT_MET: "否",
    Standing.OVERDUE: "期限超過",
    Standing.UNCONFIRMED: "未確認",
    Standing.NOT_APPLICABLE: "該当なし",
    Standing.PLANNED: "期限前",
    Standing.WAIVED: "免除",
    Standing.MISSED: "未実施",
}
SOURCE_KIND: Mapping[SourceKind, str] = {
    SourceKind.INSPECTION: "立入調査",
    SourceKind.ANSWER: "調査票の答え",
    SourceKind.FINDING: "指摘",
    SourceKind.VIOLATION: "違反のおそれ",
    SourceKind.SUBCONTRACT: "再委託",
    SourceKind.EXCEPTION: "例外の承諾",
    SourceKind.DATA: "データ",
    SourceKind.CERTIFICATE: "消去証明書",
    SourceKind.DUE_ITEM: "期限項目",
    SourceKind.ENTRY: "管理記録",
}
ORIGIN: Mapping[Origin, str] = {
    Origin.PROVIDED: "提供",
    Origin.COLLECTED: "収集",
    Origin.CREATED: "作成",
}
DISPOSAL: Mapping[Disposal, str] = {
    Disposal.RETURNED: "返還",
    Disposal.HANDED_OVER: "引渡し",
    Disposal.CARRIED_OVER: "引継ぎ",
    Disposal.ERASED: "消去",
}
CONFIRMATION: Mapping[Confirmation, str] = {
    Confirmation.WITNESSED: "立会い",
    Confirmation.ON_SITE: "現地",
    Confirmation.PHOTOGRAPH: "写真",
    Confirmation.DOCUMENT: "書面",
}
MATCH: Mapping[Match, str] = {
    Match.SAME: "一致",
    Match.READ_AS_SAME: "読み替えて一致",
    Match.DIFFERENT: "相違",
}
POINT: Mapping[Point, str] = {
    Point.MEDIUM_NUMBERS: "媒体番号",
    Point.COUNT: "件数",
    Point.REMAINDER: "データと返還・消去の件数",
}
REPORT_KIND: Mapping[ReportKind, str] = {
    ReportKind.PERIODIC: "定期報告",
    ReportKind.TRAINING: "教育",
    ReportKind.REQUESTED: "求めた報告",
    ReportKind.OTHER: "その他",
}
NOTE_KIND: Mapping[NoteKind, str] = {
    NoteKind.TELEPHONE: "電話確認",
    NoteKind.MEETING: "打合せ",
    NoteKind.NO_DATA: "対象データなし",
    NoteKind.OTHER: "その他",
}
FREQUENCY: Mapping[Frequency, str] = {
    Frequency.NONE: "なし",
    Frequency.BY_DATE: "期日",
    Frequency.MONTHLY: "毎月",
    Frequency.QUARTERLY: "四半期",
    Frequency.HALF_YEARLY: "半期",
    Frequency.SCHOOL_TERM: "学期",
    Frequency.YEARLY: "毎年度",
    Frequency.ON_DATES: "指定日",
}
RHYTHM: Mapping[Rhythm, str] = {
    Rhythm.MONTHLY: "毎月",
    Rhythm.QUARTERLY: "四半期",
    Rhythm.HALF_YEARLY: "半期",
    Rhythm.YEARLY: "毎年度",
}
CARRIED_OUT_BY: Mapping[CarriedOutBy, str] = {
    CarriedOutBy.AGENCY: "実施機関",
    CarriedOutBy.CONTRACTOR: "受託者",
    CarriedOutBy.SUBCONTRACTOR: "再委託先",
}
CATEGORY: Mapping[Category, str] = {
    Category.OPERATIONAL: "運用上",
    Category.TECHNICAL: "システム上",
}
SAFEGUARD_ORIGIN: Mapping[SafeguardOrigin, str] = {
    SafeguardOrigin.MATTER: "付議",
    SafeguardOrigin.ADVICE: "助言",
    SafeguardOrigin.OPINION: "委員意見",
    SafeguardOrigin.CONTRACT: "契約",
}
HANDLER_ROLE: Mapping[HandlerRole, str] = {
    HandlerRole.SUPERVISOR: "責任者",
    HandlerRole.HANDLER: "取扱者",
}
MATTER: Mapping[Matter, str] = {Matter.CONSULTATION: "諮問", Matter.REPORT: "報告"}
COUNCIL_RESULT: Mapping[CouncilResult, str] = {
    CouncilResult.APPROVED: "承認",
    CouncilResult.NOTED: "了承",
    CouncilResult.CONTINUED: "継続",
    CouncilResult.REJECTED: "不承認",
}
STAGE: Mapping[Stage, str] = {
    Stage.IN_PREPARATION: "準備中",
    Stage.RUNNING: "履行中",
    Stage.ENDED: "履行終了",
    Stage.CLOSED: "完了",
    Stage.CAME_TO_NOTHING: "不成立",
}
LEVEL: Mapping[Level, str] = {Level.VIOLATION: "違反のおそれ", Level.CHECK: "要確認"}
RULE: Mapping[Rule, str] = {
    Rule.SUBCONTRACTING_FORBIDDEN: "禁止されている再委託",
    Rule.SUBCONTRACT_WITHOUT_CONSENT: "承諾のない再委託",
    Rule.CONSENT_AFTER_START: "開始日以後の承諾",
    Rule.FLOW_DOWN_MISSING: "再委託契約への特記事項の明記なし",
    Rule.DATA_OUTSIDE_PERIOD: "業務の期間外のデータ",
    Rule.DATA_BEFORE_HANDLER_REPORT: "取扱者の報告前のデータ提供",
    Rule.MEDIUM_NOT_LISTED: "契約に挙げていない記録媒体",
    Rule.ITEM_NOT_LISTED: "契約に挙げていない情報項目",
    Rule.PERIOD_MISMATCH: "契約期間の表示と日付の不一致",
    Rule.ENGAGEMENT_OUTSIDE_CONTRACT: "契約期間の外に出た再委託",
    Rule.ERASURE_BEFORE_HANDOVER: "データを渡す前の返還・消去",
    Rule.CERTIFICATE_WITHOUT_DATA: "対象のデータがない消去証明書",
    Rule.NOT_ON_SITE_WITHOUT_REASON: "理由のない実地以外の調査",
    Rule.NOT_ON_SITE_TWO_YEARS: "二年度続けて実地でない調査",
}
PARTY: Mapping[Party, str] = {
    Party.AGENCY: "実施機関",
    Party.PRIME: "受託者",
    Party.SUBCONTRACTOR: "再委託先",
}
DUTY: Mapping[Duty, str] = {
    Duty.CONTINUING: "常に",
    Duty.ONCE: "一度",
    Duty.YEARLY: "毎年度",
    Duty.ON_REQUEST: "求めに応じて",
    Duty.ON_EVENT: "事があったとき",
    Duty.NONE: "なし",
}
EVIDENCE: Mapping[Evidence, str] = {
    Evidence.VISIT_ANSWER: "チェックシートの回答",
    Evidence.CONSENT: "承諾",
    Evidence.AWARENESS: "周知の確認",
    Evidence.FLOW_DOWN: "特記事項の明記",
    Evidence.HANDLER_REPORT: "取扱責任者・取扱者の報告",
    Evidence.TRAINING_REPORT: "教育の報告",
    Evidence.REPORT: "報告",
    Evidence.INSPECTION: "立入調査",
    Evidence.DISPOSAL: "返還・消去",
    Evidence.CERTIFICATE: "消去証明書",
    Evidence.ERASURE_CONFIRMATION: "消去の確認",
    Evidence.INCIDENT_REPORT: "事故報告書",
    Evidence.RECORD: "管理記録",
}
SUBCONTRACTING: Mapping[Subcontracting, str] = {
    Subcontracting.FORBIDDEN: "認めない",
    Subcontracting.WITH_CONSENT: "承諾があれば認める",
}
THRESHOLD: Mapping[Threshold, str] = {
    Threshold.DUE_SOON: "期限が近いもの",
    Threshold.DUE: "今日が期限のもの",
    Threshold.OVERDUE: "期限を過ぎたもの",
    Threshold.OVERDUE_FOR_A_WEEK: "期限を7日以上過ぎたもの",
    Threshold.OVERDUE_FOR_A_MONTH: "期限を30日以上過ぎたもの",
}
ROLE: Mapping[Role, str] = {
    Role.OFFICER: "担当者",
    Role.MANAGER: "所属長",
    Role.SECRETARIAT: "事務局",
    Role.ADVISOR: "助言者",
    Role.AUDITOR: "監査",
    Role.ADMIN: "管理者",
}
OBJECTION: Mapping[Objection, str] = {
    Objection.TOO_EARLY: "契約の開始日、または年度の初めより前です。",
    Objection.OVERDUE: "期限より後です。",
    Objection.CLOSED: "閉庁日です。",
    Objection.LATE: f"期限まで{AHEAD_DAYS}日ありません。",
    Objection.FULL: "この週は、所管課の訪問が上限に達しています。",
}
DANGER: Mapping[Danger, str] = {
    Danger.PEOPLE: "本人数",
    Danger.MY_NUMBER: "個人番号",
    Danger.SENSITIVE: "要配慮個人情報",
    Danger.DEPTH: "再委託",
    Danger.CONNECTION: "外部結合",
    Danger.FINDINGS: "未是正の指摘",
    Danger.NOT_ON_SITE: "前年度に実地なし",
    Danger.NOT_CERTIFIED: "認証なし",
}
PLAN_STATE: Mapping[PlanState, str] = {
    PlanState.NOT_APPROVED: "未承認",
    PlanState.APPROVED: "承認済",
    PlanState.CHANGED: "承認後に変更あり",
}
PLAN_STANDING: Mapping[PlanStanding, str] = {
    PlanStanding.MADE: "実施済",
    PlanStanding.PLANNED: "予定あり",
    PlanStanding.LEFT_OPEN: "予定を入れない",
    PlanStanding.MISSED: "未実施の記録",
    PlanStanding.UNDECIDED: "未計画",
}
PLAN_CHANGE: Mapping[PlanChange, str] = {
    PlanChange.MOVED: "日の変更",
    PlanChange.ADDED: "追加",
    PlanChange.TAKEN_OUT: "取りやめ",
    PlanChange.LEFT_OPEN: "予定を入れない",
    PlanChange.TAKEN_BACK: "「予定を入れない」の取消し",
}
CAUSE: Mapping[Cause, str] = {
    Cause.APPROVED: "年間計画の承認の後の変更です。理由を入れてください。",
    Cause.CLOSED: "閉庁日です。その日にする理由を入れてください。",
}
