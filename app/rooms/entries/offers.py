"""選べるもの: what the boxes of forms offer, from what is on file of the contract."""

from __future__ import annotations

from collections.abc import Mapping

from app.web.filing.context import Context, Option
from app.workbooks.hand_row import Typed
from audits.fiscal_year import FiscalYear
from audits.number_series import number_after
from audits.roles import Act
from audits.safeguard import Frequency
from audits.wareki import short_wareki


def branches(context: Context) -> list[Option]:
    """受託者 and the subcontractors."""
    subcontracts = [
        (str(row.branch), f"再委託先{row.branch}　{row.values['contractor']}")
        for row in context.of("再委託", whole_contract=True)
    ]
    return [("0", "受託者"), *subcontracts]


def departments(context: Context) -> list[Option]:
    return [(name, name) for name in own_departments(context)]


def own_departments(context: Context) -> list[str]:
    """Those in use for which the person may enter something."""
    scope = context.person.scope_of(Act.ENTER)
    return [n for n in context.departments if scope.everything or n in scope.departments]


def clause_sets(context: Context) -> list[Option]:
    return list(context.clause_sets)


def data_numbers(context: Context) -> list[Option]:
    return [
        (row.values["number"], f"{row.values['number']}　{row.values['name']}")
        for row in context.of("データ")
    ]


def certificate_numbers(context: Context) -> list[Option]:
    return [
        (
            row.values["number"],
            f"{row.values['number']}（{short_wareki(row.values['received_on'])}受領）",
        )
        for row in context.of("消去証明")
    ]


def requests(context: Context) -> list[Option]:
    return [
        (row.values["number"], f"{row.values['number']}　{row.values['text']}")
        for row in context.of("報告依頼")
    ]


def commitments(context: Context) -> list[Option]:
    """The safeguards that something has to be confirmed of again and again."""
    return [
        (row.values["number"], f"{row.values['number']}　{row.values['text']}")
        for row in context.of("保護対策")
        if row.values["frequency"] != Frequency.NONE.value
    ]


def fiscal_years(context: Context) -> list[Option]:
    """The years of the contract's term, and this one and the next."""
    this = FiscalYear.of(context.on).start
    years = {this, this + 1}
    if context.terms:
        first = FiscalYear.of(context.terms["starts_on"]).start
        years |= set(range(first, FiscalYear.of(context.terms["ends_on"]).start + 1))
    return [(str(year), str(FiscalYear(year))) for year in sorted(years)]


def next_number(context: Context, sheet: str, first: str) -> str:
    """The number after the last one on the sheet: D-3 → D-4."""
    numbers = [str(row.values["number"]) for row in context.of(sheet)]
    return number_after(numbers, first)


def place(context: Context) -> Mapping[str, Typed]:
    """Where a row belongs, which no form asks again."""
    return {"契約番号": context.number, "枝番": str(context.branch)}
