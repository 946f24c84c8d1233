"""指摘の載り方: on which lists of findings each finding stands, and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from app.records.inspections import FindingRow, InspectionRow
from app.records.listing_names import of_findings
from app.records.listings import NO_DATE, Line, lines_of
from app.records.standing import Engaged, days_of, exists_on, has_come, is_still_owed
from audits.fiscal_year import FiscalYear
from audits.kind import Kind


def finding_lines(engaged: Engaged) -> Iterator[Line]:
    """Each finding of a visit that was carried out, of a contract that did not come to nothing."""
    if engaged.came_to_nothing_on is not None or not engaged.rows[FindingRow]:
        return
    visits = {(v.fiscal_year, v.round): v.carried_out_on for v in engaged.rows[InspectionRow]}
    owed = {item.basis: item for item in engaged.owed(Kind.CORRECTIVE_ACTION)}
    for finding in engaged.rows[FindingRow]:
        found_on = visits.get((finding.fiscal_year, finding.round))
        if found_on is None:
            continue
        item = owed.get(f"{finding.fiscal_year}-{finding.round}-{finding.number}")
        yield from _of_finding(engaged, finding, found_on, item)


def _of_finding(engaged: Engaged, finding: Any, found_on: date, item: Any) -> Iterator[Line]:
    year = FiscalYear.of(found_on)

    def at(on: date) -> Mapping[str, date]:
        if on < found_on:
            return {}
        known = item if item is not None and exists_on(item, on) else None
        due_on = NO_DATE if known is None else known.due_on
        put_right = has_come(finding.put_right_on, on)
        conditions = {
            "open": not put_right,
            "overdue": known is not None and due_on < on and is_still_owed(known, on),
            "closed": put_right,
            "all": True,
        }
        return {
            of_findings(which, of): due_on
            for which, holds in conditions.items()
            if holds
            for of in (None, year)
        }

    days = (found_on, finding.put_right_on, *days_of([item] if item is not None else []))
    yield from lines_of(engaged.place(finding.id), days, at)
