"""再委託の承諾のことば; audits.wording hands them on."""

from __future__ import annotations

from collections.abc import Mapping

from audits.consent import ConsentDecision, ConsentPoint, PointStanding

CONSENT_POINT: Mapping[ConsentPoint, str] = {
    ConsentPoint.FLOW_DOWN: "再委託の契約に特記事項が明記されている",
    ConsentPoint.STAFF_TOLD: "再委託先の従事者に、守ることと罰則が周知されている",
    ConsentPoint.SUPERVISION: "受託者が再委託先を監督する方法が定まっている",
    ConsentPoint.NECESSITY: "再委託が業務の遂行に必要である",
    ConsentPoint.ITEMS: "渡す情報項目が必要な範囲に限られている",
    ConsentPoint.PLACE: "作業場所と保管場所の安全が確かめられている",
    ConsentPoint.CERTIFICATION: "求める認証を再委託先が持っている",
}
POINT_STANDING: Mapping[PointStanding, str] = {
    PointStanding.CONFIRMED: "確認した",
    PointStanding.NOT_APPLICABLE: "該当なし",
    PointStanding.OPEN: "未確認",
}
CONSENT_DECISION: Mapping[ConsentDecision, str] = {
    ConsentDecision.CONSENTED: "承諾",
    ConsentDecision.WITH_CONDITIONS: "条件付承諾",
    ConsentDecision.REFUSED: "不承諾",
    ConsentDecision.WITHDRAWN: "取下げ",
}
