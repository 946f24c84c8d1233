"""役割の言葉: every act that a role may do."""

from __future__ import annotations

from collections.abc import Mapping

from audits.roles import Act

ACT: Mapping[Act, str] = {
    Act.SEE_HOME: "やることを見る",
    Act.SEE_LOOK: "画面の部品を見る",
    Act.CHANGE_OWN_PASSWORD: "自分のパスワードを変える",
    Act.SIGN_OUT: "サインアウトする",
    Act.SEE_CONTRACTS: "契約を見る",
    Act.SEE_DUE_ITEMS: "期限項目を見る",
    Act.SEE_VIOLATIONS: "違反のおそれを見る",
    Act.SEE_DASHBOARD: "状況を見る",
    Act.TAKE_AWAY: "書類と台帳を取り出す",
    Act.SEE_OPERATION_LOG: "操作ログを見る",
    Act.SEE_SEND_LOG: "送信の記録を見る",
    Act.ENTER: "契約の事務を入力する",
    Act.LOAD_WORKBOOK: "登録ブックを読み込む",
    Act.APPROVE_PLAN: "年間計画を承認する",
    Act.APPROVE_INSPECTION_REPORT: "立入調査の報告を承認する",
    Act.WAIVE: "免除する",
    Act.RECORD_AS_MISSED: "未実施とする",
    Act.SETTLE_VIOLATION: "違反のおそれを処理する",
    Act.TICK_OFF: "要確認を確かめたと記録する",
    Act.DECIDE_CONSENT: "再委託の承諾を決める",
    Act.DECIDE_INCIDENT: "事故の報告の要否を規則と違えて決め、対応を結了とする",
    Act.EXTEND_FINDING: "是正期限を延ばす",
    Act.REOPEN_FINDING: "是正済の指摘を戻す",
    Act.WITHDRAW_EVIDENCE: "証拠のファイルを取り下げる",
    Act.CLOSE_CONTRACT: "契約を完了とする",
    Act.REOPEN_CONTRACT: "完了を取り消す",
    Act.CONFIRM_DISPOSAL: "契約の廃棄を確認する（第1の確認）",
    Act.DISPOSE_OF_CONTRACT: "契約を廃棄する（第2の確認）",
    Act.KEEP_LONGER: "契約の保存を延ばす・廃棄の確認を取り下げる",
    Act.SEND_REMINDERS: "督促する",
    Act.ENTER_COUNCIL_MATTER: "付議を入力する",
    Act.MAKE_ANNUAL_REPORT: "運用状況報告を作る",
    Act.PUBLISH_CLAUSE_SET: "特記事項の版を定める",
    Act.PUBLISH_CHECK_SHEET: "チェックシートの版を定める",
    Act.KEEP_ERASURE_METHODS: "消去方法の表を定める",
    Act.GIVE_ADVICE: "助言する",
    Act.MANAGE_PEOPLE: "利用者を管理する",
    Act.MANAGE_DEPARTMENTS: "所管課を管理する",
    Act.CHANGE_SETTINGS: "市の設定を変える",
    Act.CHANGE_RISK_WEIGHTS: "リスクの点を変える",
}
