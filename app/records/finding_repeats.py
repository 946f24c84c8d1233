"""再指摘: which findings of a list repeat one of an earlier year, asked once for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.contracts import ContractRow, EngagementRow
from app.records.finding_list import FindingLine
from app.records.inspections import FindingRow
from audits.repeated_finding import Found, found_before

Named = tuple[str, int, str]


def repeated(session: Session, lines: Sequence[FindingLine]) -> set[Named]:
    """(contract's number, branch, name) of those of these findings that are 再指摘."""
    contracts = sorted({line.contract for line in lines})
    row, known = FindingRow, defaultdict[tuple[str, int], list[Found]](list)
    query = (
        select(
            ContractRow.number,
            EngagementRow.branch,
            row.fiscal_year,
            row.round,
            row.number.label("finding"),
            row.text,
            row.cause,
            row.item_key,
        )
        .join(EngagementRow, EngagementRow.contract_id == ContractRow.id)
        .join(row, row.engagement_id == EngagementRow.id)
        .where(row.is_current, ContractRow.number.in_(contracts))
    )
    for number, branch, year, visit, finding, text, *of in session.execute(query).tuples():
        name = f"{year}-{visit}-{finding}"
        known[number, branch].append(Found(name, year, text, *(said or "" for said in of)))
    return {
        (number, branch, found.name)
        for (number, branch), every in known.items()
        for found in every
        if found_before(found, every)
    }
