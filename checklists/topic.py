"""主題: what a clause and a check item are about, the same word in every clause set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

# Each topic with the broader one that holds it: a clause set that says in one clause what another
# says in three still answers to the items of all three.
BROADER: Mapping[str, str | None] = {
    "basic": None,
    "definitions": None,
    "secrecy": None,
    "fair_collection": None,
    "collection_from_person": "fair_collection",
    "prohibited_collection": "fair_collection",
    "taking_out": None,
    "purpose_and_provision": None,
    "safe_keeping": None,
    "copying": None,
    "subcontracting": None,
    "subcontractor_supervision": "subcontracting",
    "subcontractor_awareness": "subcontractor_supervision",
    "direct_inspection": "subcontractor_supervision",
    "flow_down": "subcontractor_supervision",
    "return_and_erasure": None,
    "erasure_proof": "return_and_erasure",
    "handlers": None,
    "reporting": None,
    "inspection": None,
    "inspection_yearly": "inspection",
    "inspection_cooperation": "inspection",
    "inspection_by_prime": "inspection",
    "training": None,
    "incident": None,
    "guidance_and_publication": "inspection",
    "damages": None,
    "other": None,
}
TOPICS = frozenset(BROADER)
NAMES: Mapping[str, str] = {
    "basic": "基本的事項",
    "definitions": "用語の意義",
    "secrecy": "秘密の保持",
    "fair_collection": "適正な収集",
    "collection_from_person": "本人からの収集",
    "prohibited_collection": "収集の禁止",
    "taking_out": "持出し・作業場所",
    "purpose_and_provision": "目的外の利用と提供",
    "safe_keeping": "適正な管理",
    "copying": "複写",
    "subcontracting": "再委託",
    "subcontractor_supervision": "再委託先の監督",
    "subcontractor_awareness": "再委託先への周知",
    "direct_inspection": "再委託先の直接調査",
    "flow_down": "特記事項の明記",
    "return_and_erasure": "返還・消去",
    "erasure_proof": "消去の記録と証明",
    "handlers": "責任者・取扱者",
    "reporting": "業務の報告",
    "inspection": "立入調査",
    "inspection_yearly": "年度ごとの立入調査",
    "inspection_cooperation": "立入調査への協力",
    "inspection_by_prime": "受託者による調査",
    "training": "従事者の教育",
    "incident": "事故への対応",
    "guidance_and_publication": "指導・公表",
    "damages": "損害の賠償",
    "other": "その他",
}


def from_narrow_to_broad(topic: str) -> Iterator[str]:
    """The topic itself, then each broader one; refuses (KeyError) an unknown topic."""
    step: str | None = topic
    while step is not None:
        yield step
        step = BROADER[step]
