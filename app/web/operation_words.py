"""操作の言葉: every act that the operation log can name, in the words of clerks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.web.setting_boxes import sections
from audits.consent import ConsentDecision
from audits.consent_wording import CONSENT_DECISION
from audits.erasure_methods import Medium, Secrecy
from audits.erasure_wording import MEDIUM, SECRECY
from audits.exception import ExceptionStep
from audits.exception_wording import EXCEPTION_STEP
from audits.incident_handling import IncidentStep
from audits.incident_wording import INCIDENT_STEP
from audits.lifecycles.finding import FindingAct
from audits.lifecycles.report import ReportAct
from audits.wording import ACT, FINDING_ACT, REPORT_ACT
from checklists.library import modules

SETTING = "change_setting"
UNNAMED = "そのほかの操作"
_ACCOUNTS = {
    "sign_in": "サインインする",
    "sign_out": "サインアウトする",
    "change_password": "自分のパスワードを変える",
    "renew_password": "はじめのパスワードを作り直す",
    "add_person": "利用者を加える",
    "appoint": "役割を与える",
    "end_role": "役割を終える",
    "deactivate_person": "利用を止める",
    "set_mail": "メールの宛先を決める",
    "add_department": "所管課を加える",
    "retire_department": "所管課の使用を終える",
    "take_up_department": "所管課を再び使う",
    SETTING: "設定を変える",
    "set_document_sign": "文書番号の記号を決める",
    "set_up_city": "お試しの市を作る",
    "forged_request": "この画面からではない送信",
    "renew_calendar_feed": "カレンダーの配信アドレスを作る",
    "end_calendar_feed": "カレンダーの配信をやめる",
    "fetch_calendar": "カレンダーの配信を受け取る",
}
_KEEPING = {
    "seal_records": "記録の封を作る",
    "rebuild_due_items": "期限を計算し直す",
    "make_mails": "督促のメールを作る",
    "load_workbook": "登録ブックを読み込む",
    "take_operation_log": "操作の記録をExcelで持ち出す",
}
_FILED = {
    "contract_terms": "契約",
    "subcontracts": "再委託",
    "connections": "外部結合",
    "council_matters": "付議",
    "safeguards": "保護対策",
    "advices": "助言",
    "handler_reports": "取扱者",
    "certifications": "認証",
    "data_items": "データ",
    "disposals": "返還・消去",
    "erasure_certificates": "消去証明書",
    "inspections": "立入調査",
    "findings": "指摘",
    "report_requests": "報告の求め",
    "report_receipts": "報告の受領",
    "incidents": "事故",
    "notes": "連絡・確認の記録",
}
_CONTRACTS = {
    "waived": "期限を免除する",
    "missed": "未実施とする",
    "settled": "違反のおそれ・要確認を処理する",
    "closed": "契約を完了とする",
    "reopened": "完了を取り消す",
    "mend_amendment": "契約変更の理由などを直す",
    "renew_contract": "次年度の契約を作る",
    "switch_module_on": "調査票の追加項目を使う",
    "switch_module_off": "調査票の追加項目を外す",
    "change_handler_term": "取扱者の担当の期間を変える",
    "register_consent_request": "再委託の申請を受け付ける",
    "change_consent_request": "再委託の申請を改める",
    "check_consent_points": "再委託の承諾の前に確認する",
    "decide_consent": "再委託の承諾を決める",
    "withdraw_consent_request": "再委託の申請を取り下げる",
    "enlist_subcontract": "承諾した再委託を登録する",
    "register_exception": "例外の申請を受け付ける",
    "register_incident": "事故を登録する",
    "compare_certificate": "消去証明書を照合する",
    "confirm_erasure": "消去を確認する",
    "carry_over": "データを次の契約へ引き継ぐ",
    "attach_evidence": "証拠のファイルを付ける",
    "withdraw_evidence": "証拠のファイルを取り下げる",
    "take_evidence": "証拠のファイルを取り出す",
    "note_paper_place": "紙の資料の場所を書く",
    "keep_session": "審議会の開催を登録する",
    "keep_opinion": "審議会の意見を登録する",
    "mend_connection_change": "外部結合の変更の理由などを直す",
    "check_safeguard": "外部結合の保護対策の実施を確認する",
    "correct_safeguard_check": "実施の確認を訂正する",
    "confirm_disposal": "契約の廃棄を確認する（第1の確認）",
    "dispose_of_contract": "契約を廃棄する（第2の確認）",
    "extend_retention": "契約の保存を延長する",
    "take_back_disposal": "廃棄の確認・保存の延長を取り下げる",
}
_INSPECTIONS = {
    "plan_visit": "立入調査の日程を登録する",
    "move_visit": "立入調査の予定日を変える",
    "approve_plan": "日程を承認する",
    "leave_plan_open": "立入調査の予定を入れないことにする",
    "take_back_open": "「予定を入れない」を取り消す",
    "arrange_visit": "訪問を決める",
    "change_visit": "訪問を変える",
    "call_off_visit": "訪問を取りやめる",
    "issue_visit_notice": "実施通知書を出す",
    "open_sheet": "調査票を開く",
    "save_sheet_file": "調査票のExcelから答えを保存する",
    "read_sheet_file": "調査票のExcelを読み込む",
    "take_check_sheet": "調査票のExcelを取り出す",
    "take_pre_check": "事前点検票を取り出す",
    "keep_pre_check": "事前点検票の答えを保存する",
    "conclude_inspection": "立入調査の結論を出す",
    "add_photograph": "調査票に写真を付ける",
    "remove_photograph": "調査票の写真を外す",
    "take_photograph": "調査票の写真を取り出す",
    "order_improvement": "改善指示書を出す",
}
_EDITIONS = {
    "begin_sheet_draft": "チェックシートの下書きを作る",
    "change_sheet_draft": "チェックシートの下書きを直す",
    "discard_sheet_draft": "チェックシートの下書きを捨てる",
    "publish_check_sheet": "チェックシートの版を公開する",
    "keep_erasure_methods": "消去方法の表を変える",
    "bring_in_clause_set": "特記事項を取り込む",
    "begin_clause_set_draft": "特記事項の下書きを作る",
    "change_clause_set_draft": "特記事項の下書きを直す",
    "discard_clause_set_draft": "特記事項の下書きを捨てる",
    "publish_clause_set": "特記事項を公開する",
}


def _every() -> Iterator[tuple[str, str]]:
    """Of two words for one name the later one holds; what is asked for alone comes last."""
    yield from _ACCOUNTS.items()
    yield from _CONTRACTS.items()
    yield from ((f"file_{table}", f"{sheet}を登録・訂正する") for table, sheet in _FILED.items())
    for incident_step in IncidentStep:
        yield f"{incident_step.value}_incident", f"事故：{INCIDENT_STEP[incident_step]}"
    for exception_step in ExceptionStep:
        yield f"{exception_step.value}_exception", f"例外：{EXCEPTION_STEP[exception_step]}"
    yield from _INSPECTIONS.items()
    yield from ((f"{act.value}_finding", f"指摘：{FINDING_ACT[act]}") for act in FindingAct)
    yield from ((f"{act.value}_report", f"調査の報告書：{REPORT_ACT[act]}") for act in ReportAct)
    yield from _EDITIONS.items()
    yield from _KEEPING.items()


DONE_WORDS: Mapping[str, str] = dict(_every())
# Whoever is refused at the door has asked for an act of the roles, mostly just to look.
OPERATION: Mapping[str, str] = {**{act.value: ACT[act] for act in ACT}, **DONE_WORDS}


_VISIT = {"visit": "訪問"}
_MODULES = {one.id: one.name for one in modules().values()}
_IN_SUBJECTS: Mapping[str, Mapping[str, str]] = {
    "decide_consent": {one.value: CONSENT_DECISION[one] for one in ConsentDecision},
    "keep_erasure_methods": {
        **{one.value: MEDIUM[one] for one in Medium},
        **{one.value: SECRECY[one] for one in Secrecy},
    },
    "switch_module_on": _MODULES,
    "switch_module_off": _MODULES,
    "arrange_visit": _VISIT,
    "change_visit": _VISIT,
    "call_off_visit": _VISIT,
    "issue_visit_notice": _VISIT,
}


def operation_words(act: str) -> str:
    return OPERATION.get(act, UNNAMED)


def setting_names() -> dict[str, str]:
    """リスクの点：個人番号 for each setting; those of the risk say what they are points of."""
    return {
        box.name: f"{section.title}：{box.label}" if section.is_risk else box.label
        for section in sections()
        for box in section.boxes
    }


def subject_words(act: str, subject: str) -> str:
    """What the act was about, as the log has it; settings and decisions by their words."""
    if act == SETTING:
        return setting_names().get(subject, subject)
    known = _IN_SUBJECTS.get(act, {})
    return " ".join(known.get(part, part) for part in subject.split(" ")) if known else subject


def subjects_named(words: str) -> tuple[str, ...]:
    """The names of the settings in whose labels these words stand."""
    return tuple(name for name, label in setting_names().items() if words and words in label)
