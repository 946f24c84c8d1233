"""登録ブックのコード: the choices of the columns that are brought in, and what they mean."""

from __future__ import annotations

from app.workbooks.code import CodeList, codes, described
from audits import wording
from audits.council import CouncilResult, Matter
from audits.erasure import Confirmation, Disposal, Origin
from audits.handler import HandlerRole
from audits.inspection import Judgement, Method
from audits.report import ReportKind
from audits.safeguard import (
    CarriedOutBy,
    Category,
    Frequency,
    NoteKind,
    SafeguardOrigin,
)

NO_PERIODIC_REPORT = "なし"

YES_NO = codes(("有", "当てはまる"), ("無", "当てはまらない"))
PERIODIC_REPORT = CodeList(
    (
        (NO_PERIODIC_REPORT, "契約で定期の報告を求めていない"),
        *((word, f"{word}の報告を契約で求めている") for word in wording.RHYTHM.values()),
    )
)
MATTER = described(
    wording.MATTER,
    {Matter.CONSULTATION: "審議会に意見を求めた", Matter.REPORT: "審議会に報告した"},
)
COUNCIL_RESULT = described(
    wording.COUNCIL_RESULT,
    {
        CouncilResult.APPROVED: "諮問した内容が認められた",
        CouncilResult.NOTED: "報告した内容が了承された",
        CouncilResult.CONTINUED: "次回以降も審議する",
        CouncilResult.REJECTED: "諮問した内容が認められなかった",
    },
)
CARRIED_OUT_BY = described(
    wording.CARRIED_OUT_BY,
    {
        CarriedOutBy.AGENCY: "市の実施機関が行う",
        CarriedOutBy.CONTRACTOR: "受託者が行う",
        CarriedOutBy.SUBCONTRACTOR: "再委託先が行う",
    },
)
CATEGORY = described(
    wording.CATEGORY,
    {
        Category.OPERATIONAL: "人の手順や体制による対策",
        Category.TECHNICAL: "機器やソフトウェアによる対策",
    },
)
SAFEGUARD_ORIGIN = described(
    wording.SAFEGUARD_ORIGIN,
    {
        SafeguardOrigin.MATTER: "審議会への付議で示した",
        SafeguardOrigin.ADVICE: "助言者の助言による",
        SafeguardOrigin.OPINION: "審議会の委員の意見による",
        SafeguardOrigin.CONTRACT: "契約で定めた",
    },
)
FREQUENCY = described(
    wording.FREQUENCY,
    {
        Frequency.NONE: "時期を決めた確認はしない",
        Frequency.BY_DATE: "期日の列の日付までに行う",
        Frequency.MONTHLY: "月に1回行う",
        Frequency.QUARTERLY: "年度の四半期ごとに行う",
        Frequency.HALF_YEARLY: "年度の上半期と下半期に行う",
        Frequency.SCHOOL_TERM: "市が定めた学期の始まりごとに行う",
        Frequency.YEARLY: "年度に1回行う",
        Frequency.ON_DATES: "期日の列に並べた日付ごとに行う",
    },
)
HANDLER_ROLE = described(
    wording.HANDLER_ROLE,
    {
        HandlerRole.SUPERVISOR: "取扱責任者",
        HandlerRole.HANDLER: "取扱者（責任者でない従事者）",
    },
)
ORIGIN = described(
    wording.ORIGIN,
    {
        Origin.PROVIDED: "市から引き渡した",
        Origin.COLLECTED: "事業者が本人などから集めた",
        Origin.CREATED: "事業者が業務の中で作った",
    },
)
DISPOSAL = described(
    wording.DISPOSAL,
    {
        Disposal.RETURNED: "市から受け取ったものを市へ返した",
        Disposal.HANDED_OVER: "事業者が集めた、または作ったものを市へ渡した",
        Disposal.CARRIED_OVER: "市の指示で次の契約へ移した",
        Disposal.ERASED: "復元できないように消した",
    },
)
CONFIRMATION = described(
    wording.CONFIRMATION,
    {
        Confirmation.WITNESSED: "消去に職員が立ち会った",
        Confirmation.ON_SITE: "消去の後に現地で確かめた",
        Confirmation.PHOTOGRAPH: "写真で確かめた",
        Confirmation.DOCUMENT: "証明書などの書面で確かめた",
    },
)
METHOD = described(
    wording.METHOD,
    {
        Method.ON_SITE: "事業者の作業場所を訪れて調べた",
        Method.REMOTE: "映像などで離れた場所から調べた",
        Method.DOCUMENT: "書面の提出を受けて調べた",
    },
)
JUDGEMENT = described(
    wording.JUDGEMENT,
    {
        Judgement.MET: "調査を終え、指摘がなかった",
        Judgement.FINDINGS: "調査を終え、指摘があった",
    },
)
REPORT_KIND = described(
    wording.REPORT_KIND,
    {
        ReportKind.PERIODIC: "契約で求めた定期の報告",
        ReportKind.TRAINING: "従事者への教育の報告",
        ReportKind.REQUESTED: "依頼番号を付けて求めた報告",
        ReportKind.OTHER: "そのほかの報告",
    },
)
NOTE_KIND = described(
    wording.NOTE_KIND,
    {
        NoteKind.TELEPHONE: "電話で管理の状況を確かめた",
        NoteKind.MEETING: "会議や面談で管理の状況を確かめた",
        NoteKind.NO_DATA: "返還や消去の対象となるデータがないことを確かめた",
        NoteKind.OTHER: "そのほかの記録",
    },
)
