"""認証の一覧: certifications of the contractors whom one sees, and how long each lasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from app.records.certifications import CertificationRow
from app.records.contractor_list import parts
from app.records.contractors import ContractorRow
from app.records.contracts import ContractRow
from app.records.each_of import each_of
from app.records.scope import Scope
from audits.kind import KIND_RULES, Kind
from audits.words import folded

WARNING_DAYS = KIND_RULES[Kind.CERTIFICATION].warning_days


class CertificationFilter(Enum):
    """Which certifications are shown."""

    ALL = "all"
    LAPSED = "lapsed"
    SOON = "soon"
    VALID = "valid"


class CertificationSort(Enum):
    """What the list can be sorted by."""

    UNTIL = "until"
    CONTRACTOR = "contractor"
    SCHEME = "scheme"


@dataclass(frozen=True, slots=True)
class WantedCertifications:
    """Certifications as they stand on a day; `contractor`: a part of its name."""

    on: date
    which: CertificationFilter = CertificationFilter.ALL
    scheme: str = ""
    contractor: str = ""
    sort: CertificationSort = CertificationSort.UNTIL
    descending: bool = False


@dataclass(frozen=True, slots=True)
class CertificationLine:
    """A certification; `contracts` limits it to those, none means all of its contractor."""

    contractor_id: int
    contractor: str
    scheme: str
    registration_number: str
    valid_until: date
    contracts: Sequence[str]
    standing: CertificationFilter
    days_left: int


def certification_lines(
    session: Session, wanted: WantedCertifications, scope: Scope, *, offset: int, limit: int
) -> list[CertificationLine]:
    """One page of the list, as sorted."""
    row, owner = CertificationRow, ContractorRow
    query = select(
        row.contractor_id,
        owner.name.label("contractor"),
        row.scheme,
        row.registration_number,
        row.valid_until,
        row.contracts,
    ).join(owner, owner.id == row.contractor_id)
    query = query.where(*_narrowed(wanted, scope), _is(wanted.which, wanted.on))
    query = query.order_by(*_order(wanted)).offset(offset).limit(limit)
    return [_line(found._mapping, wanted.on) for found in session.execute(query)]


def count_each(
    session: Session, wanted: WantedCertifications, scope: Scope
) -> Mapping[CertificationFilter, int]:
    """How many each filter shows, in one question."""
    counts = [
        func.count().filter(_is(which, wanted.on)).label(which.value)
        for which in CertificationFilter
    ]
    query = select(*counts).select_from(CertificationRow)
    query = query.join(ContractorRow, ContractorRow.id == CertificationRow.contractor_id)
    found = session.execute(query.where(*_narrowed(wanted, scope))).one()._mapping
    return {which: found[which.value] for which in CertificationFilter}


def schemes_on_file(session: Session) -> list[str]:
    """Every 制度 that some certification has."""
    row = CertificationRow
    query = select(row.scheme).where(row.is_current).distinct().order_by(row.scheme)
    return list(session.scalars(query))


def _narrowed(wanted: WantedCertifications, scope: Scope) -> list[ColumnElement[bool]]:
    row, mine = CertificationRow, parts(scope).subquery("mine")
    conditions: list[Any] = [row.is_current, row.contractor_id.in_(select(mine.c.contractor_id))]
    if not scope.everything:
        conditions.append(_counts_here(scope))
    if wanted.scheme:
        conditions.append(row.scheme == wanted.scheme)
    if wanted.contractor:
        words = folded(wanted.contractor)
        conditions.append(ContractorRow.folded_name.contains(words, autoescape=True))
    return conditions


def _counts_here(scope: Scope) -> ColumnElement[bool]:
    """Limited to some contracts, it is seen by who sees one of them."""
    row, mine = CertificationRow, parts(scope).subquery("here")
    each = each_of(row.contracts, "limited_to")
    named = select(each.c.value).join(ContractRow, ContractRow.number == each.c.value)
    named = named.where(ContractRow.id.in_(select(mine.c.contract_id)))
    return or_(func.json_array_length(row.contracts) == 0, named.correlate(row).exists())


def _is(which: CertificationFilter, on: date) -> ColumnElement[bool]:
    row = CertificationRow
    lapsed = row.valid_until < on
    near = row.valid_until <= on + timedelta(days=WARNING_DAYS)
    return {
        CertificationFilter.ALL: row.id.is_not(None),
        CertificationFilter.LAPSED: lapsed,
        CertificationFilter.SOON: and_(not_(lapsed), near),
        CertificationFilter.VALID: not_(near),
    }[which]


def _order(wanted: WantedCertifications) -> list[ColumnElement[Any]]:
    row = CertificationRow
    columns: Mapping[CertificationSort, Any] = {
        CertificationSort.UNTIL: row.valid_until,
        CertificationSort.CONTRACTOR: ContractorRow.folded_name,
        CertificationSort.SCHEME: row.scheme,
    }
    column = columns[wanted.sort]
    first = column.desc() if wanted.descending else column.asc()
    return [first, row.valid_until.asc(), ContractorRow.folded_name.asc(), row.id.asc()]


def _line(found: Mapping[Any, Any], on: date) -> CertificationLine:
    left = (found["valid_until"] - on).days
    standing = CertificationFilter.VALID if left > WARNING_DAYS else CertificationFilter.SOON
    return CertificationLine(
        **found, standing=CertificationFilter.LAPSED if left < 0 else standing, days_left=left
    )
