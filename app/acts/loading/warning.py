"""注意: the violations of the contracts in a book, each with the row that it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.acts.loading.change import Plan
from app.acts.loading.sheets import (
    CERTIFICATES,
    CONTRACTS,
    DATA,
    DISPOSALS,
    INSPECTIONS,
    SUBCONTRACTS,
    SheetMap,
)
from app.records.violations import ViolationOnDay
from app.workbooks.problem import Problem, shown
from audits.violations import Rule
from audits.wording import LEVEL, RULE

# The sheet and heading where the clerk finds what a rule complains of.
FOUND_AT: dict[Rule, tuple[SheetMap, str]] = {
    Rule.SUBCONTRACTING_FORBIDDEN: (SUBCONTRACTS, "再委託先名"),
    Rule.SUBCONTRACT_WITHOUT_CONSENT: (SUBCONTRACTS, "承諾日"),
    Rule.CONSENT_AFTER_START: (SUBCONTRACTS, "承諾日"),
    Rule.FLOW_DOWN_MISSING: (SUBCONTRACTS, "特記事項明記"),
    Rule.DATA_OUTSIDE_PERIOD: (DATA, "日付"),
    Rule.DATA_BEFORE_HANDLER_REPORT: (DATA, "日付"),
    Rule.MEDIUM_NOT_LISTED: (DATA, "記録媒体"),
    Rule.ITEM_NOT_LISTED: (DATA, "情報項目"),
    Rule.PERIOD_MISMATCH: (CONTRACTS, "契約期間の表示"),
    Rule.ENGAGEMENT_OUTSIDE_CONTRACT: (SUBCONTRACTS, "終了日"),
    Rule.ERASURE_BEFORE_HANDOVER: (DISPOSALS, "日付"),
    Rule.CERTIFICATE_WITHOUT_DATA: (CERTIFICATES, "証明書番号"),
    Rule.NOT_ON_SITE_WITHOUT_REASON: (INSPECTIONS, "方法の理由"),
    Rule.NOT_ON_SITE_TWO_YEARS: (INSPECTIONS, "方法"),
}


def violation_warnings(plan: Plan, found: Iterable[ViolationOnDay]) -> Iterator[Problem]:
    """One warning a violation, at its row where the book has one (rules.md 4)."""
    rows = _rows(plan)
    for violation in found:
        sheet, heading = FOUND_AT[violation.rule]
        place = (sheet.sheet, violation.contract, violation.branch)
        row = rows.get((*place, violation.basis), rows.get((*place, "")))
        name = f"{violation.contract} 枝番{violation.branch}"
        message = f"{LEVEL[violation.level]}（{RULE[violation.rule]}）：{violation.detail}"
        yield Problem(sheet.sheet, row, heading, shown(name), message)


def _rows(plan: Plan) -> dict[tuple[str, str, int, str], int]:
    """The first row of each fact, and of each engagement, that the book adds or changes."""
    rows: dict[tuple[str, str, int, str], int] = {}
    for change in plan.changes:
        if change.place.contract is None:
            continue
        values = change.values
        basis = str(values.get("number", values.get("data_number", "")))
        place = (change.sheet.sheet, change.place.contract, change.place.branch)
        for name in (basis, ""):
            rows.setdefault((*place, name), change.row)
    return rows
