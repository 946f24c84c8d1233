"""違反のおそれ・要確認: rules that are broken rather than late (rules.md 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from audits.contract import Contract
from audits.engagement import PRIME_BRANCH, Engagement
from audits.erasure import DataItem, Disposal, Origin
from audits.fiscal_year import FiscalYear
from audits.inspection import Inspection
from audits.rule import Level, Rule
from audits.stated_length import StatedLength
from audits.wareki import wareki
from audits.wording import DISPOSAL, METHOD, ORIGIN
from audits.words import folded
from checklists.clause_set import Subcontracting

__all__ = ["Level", "Rule", "Violation", "violations"]


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule. `basis` names what broke it (a data number …), `detail` says it in words."""

    contract: str
    branch: int
    rule: Rule
    since: date
    detail: str
    basis: str = ""

    @property
    def level(self) -> Level:
        return self.rule.level

    @property
    def sort_key(self) -> tuple[str, int, str, date, str]:
        return (self.contract, self.branch, self.rule.value, self.since, self.detail)


Broken = Iterator[tuple[Rule, date, str, str]]


def violations(contract: Contract) -> list[Violation]:
    """All violations of a contract, whatever the day; on a day those count whose `since` has come.

    A contract that came to nothing has none.
    """
    if contract.came_to_nothing_on is not None:
        return []
    found = [
        Violation(contract.number, engagement.branch, rule, since, detail, basis)
        for engagement in contract.engagements
        for broken_by in RULES
        for rule, since, basis, detail in broken_by(contract, engagement)
    ]
    return sorted(found, key=lambda violation: violation.sort_key)


def by_subcontracting(contract: Contract, engagement: Engagement) -> Broken:
    """Forbidden, without consent, or consented to too late; clause set not written in."""
    if engagement.branch == PRIME_BRANCH:
        return
    first = engagement.term.first
    if contract.parent_clause_set(engagement).subcontracting is Subcontracting.FORBIDDEN:
        detail = "再委託を禁止する特記事項のもとで再委託をしています。"
        yield Rule.SUBCONTRACTING_FORBIDDEN, first, "", detail
        return
    consented_on = engagement.consented_on
    if consented_on is None:
        detail = "再委託の承諾が記録されていません。"
        yield Rule.SUBCONTRACT_WITHOUT_CONSENT, first, "", detail
    elif consented_on >= first:
        detail = f"承諾日({wareki(consented_on)})が再委託の開始日以後です。"
        yield Rule.CONSENT_AFTER_START, first, "", detail
    if not engagement.flow_down:
        detail = "再委託契約に特記事項を明記したことが確認されていません。"
        yield Rule.FLOW_DOWN_MISSING, first, "", detail


def by_period(contract: Contract, engagement: Engagement) -> Broken:
    """The stated length differs from the dates; a subcontract lies outside its contract."""
    term, first = engagement.term, engagement.term.first
    if engagement.branch != PRIME_BRANCH:
        if first < contract.term.first or term.last > contract.term.last:
            detail = "再委託の期間が契約期間の外に出ています。"
            yield Rule.ENGAGEMENT_OUTSIDE_CONTRACT, first, "", detail
        return
    stated = StatedLength.parse(contract.stated_length or "")
    if stated is not None and not stated.agrees_with(term):
        detail = f"契約期間の表示「{contract.stated_length}」が開始日・終了日と合いません。"
        yield Rule.PERIOD_MISMATCH, first, "", detail


def by_data(contract: Contract, engagement: Engagement) -> Broken:
    """Data outside the period, before the handlers were reported, or not as listed."""
    listed_media = engagement.media or contract.media
    listed_items = engagement.items or contract.items
    for data in engagement.data:
        name = f"データ{data.number}"
        if data.origin is not Origin.CREATED and data.on not in engagement.term:
            detail = f"{name}の{ORIGIN[data.origin]}日が業務の期間の外です。"
            yield Rule.DATA_OUTSIDE_PERIOD, data.on, data.number, detail
        if _before_handler_report(data, engagement):
            detail = f"{name}の提供日までに取扱責任者・取扱者の報告を受けていません。"
            yield Rule.DATA_BEFORE_HANDLER_REPORT, data.on, data.number, detail
        for rule, used, listed, what in (
            (Rule.MEDIUM_NOT_LISTED, data.media, listed_media, "記録媒体"),
            (Rule.ITEM_NOT_LISTED, data.items, listed_items, "情報項目"),
        ):
            if unlisted := _unlisted(used, listed):
                detail = f"{name}の{what}「{'、'.join(unlisted)}」が契約に挙げられていません。"
                yield rule, data.on, data.number, detail


def _before_handler_report(data: DataItem, engagement: Engagement) -> bool:
    reported = any(received_on <= data.on for received_on in engagement.handler_reports)
    return data.origin is Origin.PROVIDED and not reported


def _unlisted(used: Iterable[str], listed: Iterable[str]) -> list[str]:
    """The words that are not listed, compared after NFKC and trimming; none if nothing is."""
    known = {folded(word) for word in listed}
    return [word for word in used if folded(word) not in known] if known else []


def by_erasure(_contract: Contract, engagement: Engagement) -> Broken:
    """Disposed of before it was there; a certificate that no erasure names."""
    came_on = {d.number: d.on for d in engagement.data if d.origin is not Origin.CREATED}
    for act in engagement.disposals:
        if act.data_number in came_on and act.on < came_on[act.data_number]:
            word = DISPOSAL[act.disposal]
            detail = f"データ{act.data_number}の{word}日が引渡し・収集の日より前です。"
            yield Rule.ERASURE_BEFORE_HANDOVER, act.on, act.data_number, detail
    named = {a.certificate_number for a in engagement.disposals if a.disposal is Disposal.ERASED}
    for certificate in engagement.certificates:
        if certificate.number not in named:
            detail = f"証明書{certificate.number}に当たる消去の記録がありません。"
            yield Rule.CERTIFICATE_WITHOUT_DATA, certificate.received_on, certificate.number, detail


def by_inspection(_contract: Contract, engagement: Engagement) -> Broken:
    """Not on site without a reason, or not on site two fiscal years running."""
    years: dict[int, list[Inspection]] = {}
    for visit in engagement.inspections:
        day = visit.concluded_on
        if day is None:
            continue
        years.setdefault(FiscalYear.of(day).start, []).append(visit)
        if not visit.is_on_site and not visit.reason.strip():
            name = f"{visit.fiscal_year}-{visit.round}"
            detail = f"{METHOD[visit.method]}による立入調査({name})に理由がありません。"
            yield Rule.NOT_ON_SITE_WITHOUT_REASON, day, name, detail
    for year, visits in sorted(years.items()):
        both = [*years.get(year - 1, ()), *visits]
        if year - 1 in years and not any(visit.is_on_site for visit in both):
            since = min(visit.concluded_on for visit in visits if visit.concluded_on)
            label = FiscalYear(year - 1).short_label
            detail = f"{label}と翌年度の調査がいずれも実地ではありません。"
            yield Rule.NOT_ON_SITE_TWO_YEARS, since, str(FiscalYear(year)), detail


def is_off_site_again(visits: Iterable[Inspection], on: date) -> bool:
    """Whether a visit of this day that is not on site would make two fiscal years running."""
    year = FiscalYear.of(on)
    last = FiscalYear(year.start - 1)
    days = [(one.concluded_on, one.is_on_site) for one in visits]
    before = [on_site for day, on_site in days if day is not None and day in last.days]
    here = [on_site for day, on_site in days if day is not None and day in year.days]
    return bool(before) and not any([*before, *here])


RULES: tuple[Callable[[Contract, Engagement], Broken], ...] = (
    by_subcontracting,
    by_period,
    by_data,
    by_erasure,
    by_inspection,
)
