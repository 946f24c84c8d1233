"""監査台帳のコード: the words that the register writes, and what they mean."""

from __future__ import annotations

from app.workbooks.code import codes, described
from audits import wording
from audits.due import Alert, State
from audits.entry import EntryKind
from audits.kind import Kind
from audits.rule import Level, Rule
from audits.stage import Stage

ENGAGEMENT = codes(
    ("受託者", "市と契約した者（枝番0）"), ("再委託先", "再委託を受けた者（枝番1以上）")
)
STAGE = described(
    wording.STAGE,
    {
        Stage.IN_PREPARATION: "開始日より前",
        Stage.RUNNING: "開始日から終了日まで",
        Stage.ENDED: "終了日を過ぎ、まだ完了していない",
        Stage.CLOSED: "すべてを終え、所属長が完了とした",
        Stage.CAME_TO_NOTHING: "契約が成立しなかった",
    },
)
ALERT = described(
    wording.ALERT,
    {
        Alert.RED: "主な期限項目が期限を過ぎている",
        Alert.YELLOW: "主な期限項目の期限が近いか、ほかの期限項目が期限を過ぎている",
        Alert.GREEN: "期限を過ぎたものも、主なもので期限の近いものもない",
    },
)
STATE = described(
    wording.STATE,
    {
        State.DONE: "期限までに終えた",
        State.DONE_LATE: "期限を過ぎて終えた",
        State.WAIVED: "所属長が理由を付けて免除した",
        State.MISSED: "行わなかったと所属長が理由を付けて記録した",
        State.OVERDUE: "期限を過ぎ、まだ終えていない",
        State.DUE_SOON: "期限が近い",
        State.PLANNED: "期限までまだ日がある",
    },
)
DUE_KIND = described(
    wording.KIND,
    {
        Kind.INSPECTION: "年度ごとの立入調査",
        Kind.HANDLER_REPORT: "取扱責任者と取扱者の届出の受領",
        Kind.TRAINING: "従事者への教育を年度ごとに確かめること",
        Kind.PERIODIC_REPORT: "契約で求めた定期の報告の受領",
        Kind.REQUESTED_REPORT: "個別に求めた報告の受領",
        Kind.SUBCONTRACT_CONSENT: "再委託が始まる前の承諾",
        Kind.DATA_DISPOSAL: "要らなくなったデータの返還や消去",
        Kind.ERASURE_CERTIFICATE: "終了後の返還や消去と、その証明書の受領",
        Kind.ERASURE_CONFIRMATION: "消去証明書を受けた職員による確認",
        Kind.BACKUP_EXPIRY: "最後の控えが消えたことの確認",
        Kind.CORRECTIVE_ACTION: "指摘の是正の確認",
        Kind.INCIDENT_REPORT: "事故の書面による報告の受領",
        Kind.PPC_PRELIMINARY: "個人情報保護委員会への速報",
        Kind.PPC_FINAL: "個人情報保護委員会への確報",
        Kind.CERTIFICATION: "契約で求めた認証が有効であること",
        Kind.COMMITMENT: "保護対策で約束したことの実施",
    },
)
FINDING_STATE = codes(
    ("未是正", "是正の報告を受けていない"),
    ("是正報告済", "是正の報告を受け、確認はまだである"),
    ("是正確認済", "職員が是正を確かめた"),
)
DATA_STATE = codes(
    ("未消去", "返還、引渡し、引継ぎ、消去のどれもされていない"),
    ("証明書待ち", "消去したが、消去証明書を受け取っていない"),
    ("確認待ち", "消去証明書を受け取り、職員の確認はまだである"),
    ("処理済", "返還などを終えたか、消去を職員が確かめた"),
)
LEVEL = described(
    wording.LEVEL,
    {
        Level.VIOLATION: "所属長が理由を付けて処理するまで残る",
        Level.CHECK: "担当者が一言を付けて確かめ済みにできる",
    },
)
RULE = described(
    wording.RULE,
    {
        Rule.SUBCONTRACTING_FORBIDDEN: "再委託が認められない契約で再委託がある",
        Rule.SUBCONTRACT_WITHOUT_CONSENT: "再委託の承諾が記録されていない",
        Rule.CONSENT_AFTER_START: "再委託の開始日以後に承諾している",
        Rule.FLOW_DOWN_MISSING: "再委託の契約への特記事項の明記が確かめられていない",
        Rule.DATA_OUTSIDE_PERIOD: "履行期間の外でデータを引き渡し、または収集している",
        Rule.DATA_BEFORE_HANDLER_REPORT: "取扱者の報告を受ける前にデータを引き渡している",
        Rule.MEDIUM_NOT_LISTED: "契約や再委託の一覧にない記録媒体を使っている",
        Rule.ITEM_NOT_LISTED: "契約や再委託の一覧にない情報項目を含んでいる",
        Rule.PERIOD_MISMATCH: "契約期間の表示と開始日・終了日が合わない",
        Rule.ENGAGEMENT_OUTSIDE_CONTRACT: "再委託の期間が契約の期間からはみ出している",
        Rule.ERASURE_BEFORE_HANDOVER: "データの日付より前に返還や消去をしている",
        Rule.CERTIFICATE_WITHOUT_DATA: "どの消去にも結び付かない消去証明書がある",
        Rule.NOT_ON_SITE_WITHOUT_REASON: "実地でない調査に理由がない",
        Rule.NOT_ON_SITE_TWO_YEARS: "2つの年度に続けて実地の調査がない",
    },
)
ENTRY_MEANINGS = {
    EntryKind.CONCLUDED: "契約を結んだ",
    EntryKind.AMENDED: "契約の内容を変えた",
    EntryKind.HANDLER_REPORTED: "取扱責任者や取扱者の届出を受けた",
    EntryKind.CONSENTED: "再委託を承諾した",
    EntryKind.CONSENT_REFUSED: "再委託を承諾しなかった",
    EntryKind.DATA_PROVIDED: "データを引き渡した",
    EntryKind.DATA_COLLECTED: "事業者がデータを収集し、または作成した",
    EntryKind.EXCEPTION_CONSENTED: "複写や持出しなどの例外を承諾した",
    EntryKind.INSPECTED: "立入調査を行った",
    EntryKind.FOUND: "調査で指摘した",
    EntryKind.IMPROVEMENT_ORDERED: "改善を指示した",
    EntryKind.CORRECTION_REPORTED: "是正の報告を受けた",
    EntryKind.CORRECTION_CONFIRMED: "是正を確かめた",
    EntryKind.TELEPHONED: "電話で確かめた",
    EntryKind.MET: "打合せをした",
    EntryKind.REPORT_REQUESTED: "報告を求めた",
    EntryKind.PERIODIC_REPORT_RECEIVED: "定期報告を受けた",
    EntryKind.REPORT_RECEIVED: "そのほかの報告を受けた",
    EntryKind.TRAINED: "教育の報告を受けた",
    EntryKind.INCIDENT_NOTIFIED: "事故の通知を受けた",
    EntryKind.INCIDENT_REPORTED: "事故の報告書を受けた",
    EntryKind.COMMISSION_REPORTED: "個人情報保護委員会へ報告した",
    EntryKind.RETURNED: "データが返還された",
    EntryKind.HANDED_OVER: "データが市へ引き渡された",
    EntryKind.CARRIED_OVER: "データが次の契約へ引き継がれた",
    EntryKind.ERASED: "データが消去された",
    EntryKind.CERTIFICATE_RECEIVED: "消去証明書を受けた",
    EntryKind.ERASURE_CONFIRMED: "消去を確かめた",
    EntryKind.BACKUP_GONE: "控えが消えたことを確かめた",
    EntryKind.NO_DATA: "対象のデータがないことを確かめた",
    EntryKind.WAIVED: "期限項目を免除した",
    EntryKind.MISSED: "行わなかったことを記録した",
    EntryKind.VIOLATION_SETTLED: "違反のおそれを処理した",
    EntryKind.COUNCIL: "審議会に付議した",
    EntryKind.CLOSED: "契約を完了とした",
    EntryKind.REOPENED: "完了した契約を再び開いた",
    EntryKind.CAME_TO_NOTHING: "契約が成立しなかった",
    EntryKind.CORRECTED: "前の記録を訂正した",
    EntryKind.OTHER: "そのほかの記録",
}
ENTRY = described({kind: kind.value for kind in EntryKind}, ENTRY_MEANINGS)
