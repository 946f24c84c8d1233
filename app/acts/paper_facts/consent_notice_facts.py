"""再委託の承諾・不承諾の通知書に載せる事実: what was asked for, what was confirmed and decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from app.acts.paper_facts.visit_notice_facts import sender_words
from app.papers.decision_notice_page import DecisionNotice, NoticedPoint, subcontracting_asked
from app.records.consent_requests import Check, ConsentRequest
from app.records.dossier import Dossier
from app.records.filed import Values
from audits.consent import ConsentPoint, PointStanding
from audits.engagement import PRIME_BRANCH
from audits.engagement_tree import tier_of, tier_words
from audits.wareki import wareki
from audits.wording import CONSENT_POINT, POINT_STANDING
from checklists.clause_set import ClauseSet

UNKNOWN = "（受託者未定）"
NONE = "なし"
TOPIC = "subcontracting"


def consent_notice_facts(
    dossier: Dossier,
    request: ConsentRequest,
    *,
    number: str,
    issued_on: date,
    consents: bool,
    conditions: tuple[str, ...],
    reason: str,
    city_name: str,
) -> DecisionNotice:
    """The notice goes to 受託者, also where one of its subcontractors hands work on.

    Why a consent is given is not said on it.
    """
    terms, prime = dossier.terms, dossier.contract.prime
    parent = dossier.contract.engagement(request.values["parent_branch"])
    return DecisionNotice(
        number=number,
        issued_on=issued_on,
        addressee=prime.contractor or UNKNOWN,
        sender=sender_words(city_name, {terms["agency"] or ""}),
        department=terms["department"],
        asked=subcontracting_asked(request.values["received_on"]),
        consents=consents,
        clause_set=f"個人情報取扱特記事項（{parent.clause_set.short_title}）",
        basis=basis_of(parent.clause_set),
        terms=tuple(_terms(dossier, request.values)),
        conditions=conditions,
        reason="" if consents else reason,
        points=tuple(_point(point, request.checks) for point in ConsentPoint) if consents else (),
    )


def basis_of(clause_set: ClauseSet) -> str:
    """第10（再委託の禁止）; blank where the set has no clause on it."""
    clauses = clause_set.clauses_on(TOPIC)
    return f"第{clauses[0].number}（{clauses[0].heading}）" if clauses else ""


def parents_of(dossier: Dossier) -> Mapping[int, int]:
    """Who has handed work on to whom."""
    return {
        one.branch: one.parent or PRIME_BRANCH
        for one in dossier.contract.engagements
        if one.branch != PRIME_BRANCH
    }


def tier_of_request(dossier: Dossier, values: Values) -> int:
    return tier_of(parents_of(dossier), values["parent_branch"]) + 1


def _terms(dossier: Dossier, values: Values) -> Iterator[tuple[str, str]]:
    yield "業務", f"{dossier.contract.number}　{dossier.terms['title']}"
    yield "再委託先", values["contractor"]
    where = "　".join(part for part in (values["address"], values["representative"]) if part)
    yield "所在地", where or NONE
    by = dossier.contract.engagement(values["parent_branch"]).contractor or UNKNOWN
    yield "段階", f"{tier_words(tier_of_request(dossier, values))}（{by}から）"
    yield "業務範囲", values["description"]
    yield "必要理由", values["reason"]
    yield "期間", f"{wareki(values['starts_on'])}から{wareki(values['ends_on'])}まで"
    yield "情報項目", "、".join(values["items"]) or NONE
    yield "記録媒体", "、".join(values["media"]) or NONE
    for label, column in (
        ("作業場所", "workplace"),
        ("認証", "certification"),
        ("安全管理", "security"),
        ("監督方法", "supervision"),
    ):
        if values[column]:
            yield label, values[column]


def _point(point: ConsentPoint, checks: Mapping[ConsentPoint, Check]) -> NoticedPoint:
    check, words = checks.get(point), CONSENT_POINT[point]
    standing = check.standing if check else PointStanding.OPEN
    day = check.on if check and standing is not PointStanding.OPEN else None
    return NoticedPoint(words, POINT_STANDING[standing], day)
