"""調査の番地: which inspection an address names."""

from __future__ import annotations

from flask import abort, request

from app.acts.sheet_of_visit import NamedVisit
from app.clock import today
from app.web.page_address import address
from audits.fiscal_year import FiscalYear

MOST_ROUNDS, MOST_BRANCHES, LONGEST_YEAR = 100, 10_000, 20


def named_visit(number: str) -> NamedVisit:
    """Of this contract, as the address says; what cannot be one is not found."""
    given = request.args.get("year", "")[:LONGEST_YEAR]
    return visit_of_year(number, FiscalYear.parse(given) if given else FiscalYear.of(today()))


def visit_of_year(number: str, year: FiscalYear | None) -> NamedVisit:
    """Of this contract and year, the branch and the round that the address says."""
    branch = request.args.get("branch", 0, type=int)
    visit = request.args.get("round", 1, type=int)
    if year is None or not 0 < visit < MOST_ROUNDS or not 0 <= branch < MOST_BRANCHES:
        abort(404)
    return NamedVisit(number, branch, year, visit)


def visit_address(endpoint: str, visit: NamedVisit, **more: object) -> str:
    """The address of a page about this inspection."""
    return address(
        endpoint,
        number=visit.contract,
        branch=visit.branch or None,
        year=visit.year.start,
        round=visit.round,
        **more,
    )
