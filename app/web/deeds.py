"""すること: what a due item or a violation asks for, in words, and where that is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from audits.fiscal_year import FiscalYear
from audits.kind import KIND_RULES, Kind
from audits.period import Period, Rhythm
from audits.rule import Rule
from audits.wareki import wareki, year_in_era
from audits.wording import KIND

WHERE = "contracts.show"


@dataclass(frozen=True, slots=True)
class Deed:
    """An act as a button says it, and the view of the contract's page where it is done.

    `several`: the button of a series, with the number of its items in front.
    """

    words: str
    view: str
    several: str = ""
    endpoint: str = WHERE


DEEDS: Mapping[Kind, Deed] = {
    Kind.INSPECTION: Deed("日程を決める", "inspections", "件の調査を見る"),
    Kind.HANDLER_REPORT: Deed("報告を登録", "due", "件の報告を登録"),
    Kind.TRAINING: Deed("教育の報告を記録", "due", "件の教育を記録"),
    Kind.PERIODIC_REPORT: Deed("受領を記録", "due", "件の受領を記録"),
    Kind.REQUESTED_REPORT: Deed("受領を記録", "due", "件の受領を記録"),
    Kind.SUBCONTRACT_CONSENT: Deed("承諾を記録", "subcontracts", "件の承諾を記録"),
    Kind.DATA_DISPOSAL: Deed("返還・消去を記録", "data", "件の処分を記録"),
    Kind.ERASURE_CERTIFICATE: Deed("返還・消去を記録", "data", "件の処分を記録"),
    Kind.ERASURE_CONFIRMATION: Deed("証明書を照合", "data", "件を照合"),
    Kind.BACKUP_EXPIRY: Deed("控えの消滅を確認", "data", "件の消滅を確認"),
    Kind.CORRECTIVE_ACTION: Deed("是正を確認", "inspections", "件の是正を確認"),
    Kind.INCIDENT_REPORT: Deed("報告書を記録", "due", "件の報告書を記録"),
    Kind.PPC_PRELIMINARY: Deed("速報を記録", "due", "件の速報を記録"),
    Kind.PPC_FINAL: Deed("確報を記録", "due", "件の確報を記録"),
    Kind.CERTIFICATION: Deed("新しい認証を登録", "due", "件の認証を登録"),
    Kind.COMMITMENT: Deed("実施を記録", "council", "件の実施を記録"),
}
PLANNED_VISIT = Deed("調査を記録", "inspections", "件の調査を見る")
# While the contractor's answer is awaited there is nothing to do but to look.
AWAITED: Mapping[Kind, Deed] = {
    Kind.CORRECTIVE_ACTION: Deed("指摘を見る", "inspections"),
    Kind.REQUESTED_REPORT: Deed("依頼を見る", "due"),
    Kind.DATA_DISPOSAL: Deed("データを見る", "data"),
    Kind.BACKUP_EXPIRY: Deed("証明書を見る", "data"),
}
WAITED_FOR: Mapping[Kind, str] = {
    Kind.CORRECTIVE_ACTION: "受託者の回答待ち",
    Kind.REQUESTED_REPORT: "受託者の報告待ち",
    Kind.DATA_DISPOSAL: "返還・消去待ち",
    Kind.BACKUP_EXPIRY: "消える日待ち",
}
# What a basis is the number or the name of.
BASES: Mapping[Kind, str] = {
    Kind.REQUESTED_REPORT: "依頼 ",
    Kind.DATA_DISPOSAL: "データ ",
    Kind.ERASURE_CONFIRMATION: "証明書 ",
    Kind.BACKUP_EXPIRY: "証明書 ",
    Kind.CORRECTIVE_ACTION: "指摘 ",
    Kind.INCIDENT_REPORT: "事故 ",
    Kind.PPC_PRELIMINARY: "事故 ",
    Kind.PPC_FINAL: "事故 ",
    Kind.COMMITMENT: "対策 ",
}
VIEWS_OF_RULES: Mapping[Rule, str] = {
    Rule.SUBCONTRACTING_FORBIDDEN: "subcontracts",
    Rule.SUBCONTRACT_WITHOUT_CONSENT: "subcontracts",
    Rule.CONSENT_AFTER_START: "subcontracts",
    Rule.FLOW_DOWN_MISSING: "subcontracts",
    Rule.ENGAGEMENT_OUTSIDE_CONTRACT: "subcontracts",
    Rule.DATA_OUTSIDE_PERIOD: "data",
    Rule.DATA_BEFORE_HANDLER_REPORT: "data",
    Rule.MEDIUM_NOT_LISTED: "data",
    Rule.ITEM_NOT_LISTED: "data",
    Rule.ERASURE_BEFORE_HANDOVER: "data",
    Rule.CERTIFICATE_WITHOUT_DATA: "data",
    Rule.PERIOD_MISMATCH: "due",
    Rule.NOT_ON_SITE_WITHOUT_REASON: "inspections",
    Rule.NOT_ON_SITE_TWO_YEARS: "inspections",
}
SETTLE, EXPLAIN, LOOK = "処理を決める", "事情を記録", "内容を見る"


def about_words(kind: Kind, basis: str | None, text: str | None = None) -> str:
    """是正措置　指摘 2026-1-2: the kind, and which one or what was promised or asked for."""
    which = "" if basis is None else f"{BASES.get(kind, '')}{basis}"
    if text:
        which = text if kind is Kind.COMMITMENT else f"{which} {text}"
    return f"{KIND[kind]}　{which}" if which else KIND[kind]


def occurrence_words(period: str | None, fiscal_year: int | None) -> str:
    """令和8年9月分, 令和8年度: which of a series; blank where there is only one of it."""
    if period is not None:
        return period_words(period)
    return FiscalYear(fiscal_year).short_label if fiscal_year is not None else ""


def which_words(kind: Kind, occurrence: str, due_on: date) -> str:
    """The same from what tells the items of a series apart (audits.due.DueItem.occurrence)."""
    if occurrence.isdecimal():
        return occurrence_words(None, int(occurrence))
    if kind is not Kind.COMMITMENT and occurrence == due_on.isoformat():
        return ""  # it has no other name than its date, which stands beside it
    return period_words(occurrence)


def period_words(name: str) -> str:
    """A period or an occurrence in words: 令和8年9月分, 令和8年度第3四半期分, 令和8年9月1日."""
    period = Period.parse(name)
    if period is None:
        return _day_words(name)
    if period.rhythm is Rhythm.MONTHLY:
        return f"{year_in_era(period.days.first)}年{period.number}月分"
    year = FiscalYear(period.year).short_label
    if period.rhythm is Rhythm.QUARTERLY:
        return f"{year}第{period.number}四半期分"
    part = f"{'上下'[period.number - 1]}半期" if period.rhythm is Rhythm.HALF_YEARLY else ""
    return f"{year}{part}分"


def warning_words() -> str:
    """From which day on each kind is due soon; the days that most kinds have come last."""
    kinds: dict[int, list[str]] = {}
    for kind, rule in KIND_RULES.items():
        kinds.setdefault(rule.warning_days, []).append(KIND[kind])
    usual = max(kinds, key=lambda days: len(kinds[days]))
    parts = [f"{'と'.join(kinds[d])}は{d}日前" for d in sorted(kinds, reverse=True) if d != usual]
    return "、".join([*parts, f"ほかは{usual}日前から出ます。"])


def _day_words(name: str) -> str:
    """A date that an occurrence is named by; a name of any other form as it is."""
    try:
        return wareki(date.fromisoformat(name))
    except ValueError:
        return name
