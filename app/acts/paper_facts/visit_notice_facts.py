"""立入調査実施通知書に載せる事実: what a visit says to its contractor, and keeping it as issued."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.acts.paper_facts.check_sheet_paper import WantedVisit, contractor_of
from app.papers.visit_notice_page import NoticedInspection, VisitNotice
from app.records.arranged_visits import ArrangedVisit
from app.records.dossier import Dossier
from app.records.reachable import reachable
from app.records.scope import Scope
from audits.engagement import PRIME_BRANCH
from audits.inspection import Method
from audits.wording import METHOD
from checklists.clause import Evidence
from checklists.clause_set import ClauseSet
from checklists.composing import ComposedSheet

HEADS = ("市長", "区長", "町長", "村長", "長")


@dataclass(frozen=True, slots=True)
class ToInspect:
    """An inspection of the visit: its contract, which one it is, and what its sheet asks."""

    dossier: Dossier
    wanted: WantedVisit
    composed: ComposedSheet


def visit_notice_facts(
    visit: ArrangedVisit,
    parts: Sequence[ToInspect],
    *,
    number: str,
    issued_on: date,
    department: str,
    city_name: str,
) -> VisitNotice:
    """The notice to the contractor of a visit; `parts`: its inspections, in order."""
    said = visit.arrangement
    agencies = {one.dossier.terms["agency"] or "" for one in parts}
    return VisitNotice(
        number=number,
        issued_on=issued_on,
        addressee=_addressee(visit, parts),
        sender=sender_words(city_name, agencies),
        department=department,
        held_on=said.held_on,
        hours=said.hours,
        place=said.place,
        method=METHOD[said.method],
        is_on_site=said.method is Method.ON_SITE,
        reason=said.reason,
        officers=said.officers,
        attendants=said.attendants,
        preparation=said.preparation,
        contact=said.contact,
        inspections=tuple(map(_noticed, parts)),
    )


def sender_words(city_name: str, agencies: Iterable[str]) -> str:
    """青葉野市教育委員会 where all contracts are its own, else 青葉野市長."""
    named = sorted(set(agencies))
    agency = named[0] if len(named) == 1 else ""
    if not agency or agency in HEADS:
        return f"{city_name}長" if city_name else agency
    return agency if agency.startswith(city_name) else f"{city_name}{agency}"


def basis_of(clause_set: ClauseSet) -> tuple[str, ...]:
    """第19　監査等（年度当たり1回以上）: the clauses that a visit fulfils."""
    found = (one for one in clause_set.clauses if Evidence.INSPECTION in one.confirmed_by)
    return tuple(f"第{clause.number}　{clause.heading}" for clause in found)


def kept(notice: VisitNotice) -> str:
    """All that stands on it, as text."""
    return json.dumps(asdict(notice), ensure_ascii=False, default=date.isoformat)


def as_kept(text: str) -> VisitNotice:
    """The notice that was kept."""
    said = json.loads(text)
    parts = tuple(
        NoticedInspection(**{**one, "basis": tuple(one["basis"]), "groups": tuple(one["groups"])})
        for one in said.pop("inspections")
    )
    for name in ("issued_on", "held_on"):
        said[name] = date.fromisoformat(said[name])
    return VisitNotice(**said, inspections=parts)


def is_for(session: Session, text: str, scope: Scope) -> bool:
    """Whether every contract on a notice that was kept is within the scope."""
    named = {one.contract_number for one in as_kept(text).inspections}
    return all(reachable(session, number, scope) is not None for number in named)


def _addressee(visit: ArrangedVisit, parts: Sequence[ToInspect]) -> str:
    """As its contracts name it now; a company that was renamed since is told by its new name."""
    names = {contractor_of(one.dossier, one.wanted.branch) for one in parts}
    return names.pop() if len(names) == 1 else visit.contractor


def _noticed(part: ToInspect) -> NoticedInspection:
    wanted, clause_set = (
        part.wanted,
        part.dossier.contract.engagement(part.wanted.branch).clause_set,
    )
    prime = wanted.branch == PRIME_BRANCH
    return NoticedInspection(
        contract_number=part.dossier.contract.number,
        title=part.dossier.terms["title"],
        party="受託者" if prime else f"再委託先{wanted.branch}",
        year=f"{wanted.year.short_label}　第{wanted.round}回",
        basis=basis_of(clause_set),
        clause_set=clause_set.short_title,
        groups=tuple(f"{group.code}　{group.name}" for group in part.composed.groups),
    )
