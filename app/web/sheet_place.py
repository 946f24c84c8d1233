"""調査票の番地: the sheet that an address names, and the address of a page of it."""

from __future__ import annotations

from flask import abort, request, url_for

from app.acts.answering import NoVisitError
from app.acts.sheet_of_visit import NamedVisit, sheet_of_visit
from app.clock import today
from app.records.database import reading
from app.records.sheets import Sheet
from app.web.named_visit import LONGEST_YEAR, visit_of_year
from app.web.permissions import current_person
from audits.fiscal_year import FiscalYear


def sheet_place(number: str) -> NamedVisit:
    """The visit whose sheet is asked for; of the year that runs where no year can be read."""
    given = request.args.get("year", "")[:LONGEST_YEAR]
    return visit_of_year(number, FiscalYear.parse(given) or FiscalYear.of(today()))


def sheet_or_404(place: NamedVisit) -> Sheet:
    """As far as the person may see it."""
    try:
        with reading() as session:
            return sheet_of_visit(session, place, current_person(), today())
    except NoVisitError:
        return abort(404)


def sheet_address(endpoint: str, place: NamedVisit, group: str | None = None) -> str:
    """Of this sheet: a group of it, its conclusion, or its book."""
    return url_for(
        endpoint,
        number=place.contract,
        branch=place.branch,
        year=place.year.start,
        round=place.round,
        group=group,
    )
