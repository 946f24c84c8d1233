"""例外の承諾・不承諾の通知書に載せる事実: what was asked for, what was decided, by which clause."""

from __future__ import annotations

from collections.abc import Iterator

from app.acts.paper_facts.visit_notice_facts import sender_words
from app.papers.decision_notice_page import DecisionNotice, exception_asked
from app.records.dossier import Dossier
from app.records.filed import Values
from audits.consent import ConsentDecision
from audits.exception import ExceptionKind
from audits.wareki import wareki
from audits.wording import EXCEPTION_KIND
from checklists.clause_set import ClauseSet

UNKNOWN = "（受託者未定）"
NONE = "なし"


def exception_notice_facts(dossier: Dossier, values: Values, city_name: str) -> DecisionNotice:
    """`values`: the exception as it is decided on.

    The notice goes to 受託者, also where it is a subcontractor who asks.
    """
    decision, kind = ConsentDecision(values["decision"]), ExceptionKind(values["kind"])
    clause_set = dossier.contract.engagement(values["branch"]).clause_set
    return DecisionNotice(
        number=values["document_number"],
        issued_on=values["decided_on"],
        addressee=dossier.contract.prime.contractor or UNKNOWN,
        sender=sender_words(city_name, {dossier.terms["agency"] or ""}),
        department=dossier.terms["department"],
        asked=exception_asked(
            values["asked_on"], EXCEPTION_KIND[kind], leaves_copy=kind.leaves_copy
        ),
        consents=decision.gives_consent,
        clause_set=f"個人情報取扱特記事項（{clause_set.short_title}）",
        basis=basis_of(clause_set, kind),
        terms=tuple(_terms(dossier, values)),
        conditions=tuple(values["conditions"]),
        reason=values["decision_reason"],
    )


def basis_of(clause_set: ClauseSet, kind: ExceptionKind) -> str:
    """第6（持出しの禁止）; blank where no clause is about it.

    Those that know of an exception go before those that only forbid.
    """
    about = [one for one in clause_set.clauses if one.topic in kind.topics]
    clauses = [one for one in about if one.exception_by_consent] or about
    return "、".join(f"第{one.number}（{one.heading}）" for one in clauses)


def _terms(dossier: Dossier, values: Values) -> Iterator[tuple[str, str]]:
    engagement = dossier.contract.engagement(values["branch"])
    yield "業務", f"{dossier.contract.number}　{dossier.terms['title']}"
    yield "申請者", engagement.contractor or UNKNOWN
    yield "種類", EXCEPTION_KIND[ExceptionKind(values["kind"])]
    yield "対象", values["what"]
    if values["count"] is not None:
        yield "件数", f"{values['count']:,}件"
    yield "情報項目", "、".join(values["items"]) or NONE
    yield "記録媒体", "、".join(values["media"]) or NONE
    yield "目的", values["reason"]
    yield "期間", f"{wareki(values['starts_on'])}から{wareki(values['ends_on'])}まで"
    for label, column in (("相手方", "other_party"), ("場所", "place"), ("対策", "safety")):
        if values[column]:
            yield label, values[column]
