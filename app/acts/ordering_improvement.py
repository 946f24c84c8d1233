"""改善の指示: issues a 改善指示書 for findings of one inspection; it is kept as it was issued."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from app.acts import document_numbers, operation_log, record
from app.acts.document_numbers import DocumentNumberError
from app.acts.drafts import Draft
from app.acts.finding_on_file import FindingOnFile, FindingsOfVisit
from app.acts.paper_facts.check_sheet_paper import contractor_of
from app.acts.putting_right import FindingError, Said, add_step, check, party_of
from app.clock import day_of
from app.papers.fonts import fonts_in
from app.papers.improvement_order import improvement_order
from app.papers.improvement_order_page import ImprovementOrder, OrderedFinding
from app.records import papers_on_file
from app.records.finding_steps import ImprovementOrderRow
from app.records.people import Person
from audits.entry import EntryKind
from audits.lifecycles.finding import FindingAct
from audits.wareki import short_wareki
from checklists.clause_set import ClauseSet

PAPER = "improvement_order"
UNKNOWN = "（受託者未定）"
CLAUSES, LOOKING = "特記事項", "inspection"
NUMBERED = re.compile(r"第[0-9０-９]")


@dataclass(frozen=True, slots=True)
class OrderSaid:
    """What the form of an order says; a blank `number` takes the department's next one."""

    numbers: tuple[str, ...]
    number: str
    issued_on: date
    answer_by: date
    sender: str
    contact: str
    demand: str
    sealed: bool
    published: bool


def order(
    session: Session,
    found: FindingsOfVisit,
    said: OrderSaid,
    font_dir: Path,
    *,
    by: Person,
    at: datetime,
    address: str | None,
) -> int:
    """Issues it; its id. Raises FindingError. The caller holds the lock on the records."""
    findings = [one for one in found.findings if one.number in said.numbers]
    _check(found, findings, said, day_of(at))
    number = _number(session, found, said, by=by, at=at)
    pdf = improvement_order(paper_of(found, findings, said, number), fonts_in(font_dir))
    row = _kept(session, found, said, number, papers_on_file.keep(session, pdf, at), by, at)
    step = Said(FindingAct.ORDER, said.issued_on, number)
    steps = tuple(add_step(session, found, one, step, row.id, by=by, at=at) for one in findings)
    names = "、".join(one.name for one in findings)
    draft = Draft(
        "ordered",
        EntryKind.IMPROVEMENT_ORDERED,
        said.issued_on,
        f"改善指示書 {number}　指摘 {names}　報告期限{short_wareki(said.answer_by)}",
        ImprovementOrderRow.FACTS,
        other_party=party_of(found),
        officer=by.name,
        method="書面",
    )
    act = record.Act(
        found.visit.contract,
        found.visit.branch,
        draft,
        ImprovementOrderRow.__tablename__,
        row.id,
        row.id,
        {name: getattr(row, name) for name in ImprovementOrderRow.FACTS},
        rests_on=steps,
        evidence=(row.paper_sha256,),
    )
    record.append(session, [act], by=by.actor, at=at)
    subject = f"{found.visit.contract} {found.visit.branch} {number}"
    operation_log.note(
        session, by=by.actor, act="order_improvement", subject=subject, at=at, address=address
    )
    return row.id


def paper_of(
    found: FindingsOfVisit, findings: Sequence[FindingOnFile], said: OrderSaid, number: str
) -> ImprovementOrder:
    """What stands on the paper."""
    visit, contract = found.visit, found.dossier.contract
    return ImprovementOrder(
        number=number,
        issued_on=said.issued_on,
        answer_by=said.answer_by,
        addressee=contractor_of(found.dossier, visit.branch) or UNKNOWN,
        sender=said.sender,
        sealed=said.sealed,
        contact=said.contact,
        contract_number=contract.number,
        title=found.dossier.terms["title"],
        party=party_of(found),
        basis=_basis(contract.engagement(visit.branch).clause_set),
        visited_on=found.inspected_on,
        visit=f"{visit.year.short_label}第{visit.round}回",
        demand=said.demand,
        published=said.published,
        findings=tuple(_ordered(one) for one in findings),
    )


def _basis(clause_set: ClauseSet) -> str:
    """個人情報取扱特記事項第18（監査等）: the clause by which the city looks and orders."""
    title, _, _ = clause_set.title.partition("（")
    found = clause_set.clauses_on(LOOKING)
    return f"{title}第{found[0].number}（{found[0].heading}）" if found else title


def _cause(cause: str) -> str:
    """第16 is a number of the clauses; said on a paper that the contractor reads by itself."""
    return f"{CLAUSES}{cause}" if NUMBERED.match(cause) else cause


def _ordered(finding: FindingOnFile) -> OrderedFinding:
    values = finding.values
    note = f"再指摘（{'、'.join(finding.repeats)}）" if finding.repeats else ""
    return OrderedFinding(
        finding.name, values["text"], _cause(values["cause"] or ""), finding.due_on, note
    )


def _check(
    found: FindingsOfVisit, findings: Sequence[FindingOnFile], said: OrderSaid, today: date
) -> None:
    if not findings:
        raise FindingError("改善を指示する指摘を選んでください。")
    for one in findings:
        check(found, one, FindingAct.ORDER)
    if said.issued_on > today:
        raise FindingError("指示の日が、まだ来ていない日です。")
    if said.issued_on < found.inspected_on:
        raise FindingError(f"調査の日（{short_wareki(found.inspected_on)}）より前の日です。")
    if said.answer_by < said.issued_on:
        raise FindingError("報告期限は、指示の日以後にしてください。")


def _number(
    session: Session, found: FindingsOfVisit, said: OrderSaid, *, by: Person, at: datetime
) -> str:
    department = found.dossier.terms["department"]
    try:
        _, number = document_numbers.give(
            session,
            department,
            paper=PAPER,
            on=said.issued_on,
            typed=said.number,
            by=by.actor,
            at=at,
        )
    except DocumentNumberError as refused:
        raise FindingError(str(refused)) from refused
    return number


def _kept(
    session: Session,
    found: FindingsOfVisit,
    said: OrderSaid,
    number: str,
    digest: str,
    by: Person,
    at: datetime,
) -> ImprovementOrderRow:
    row = ImprovementOrderRow(
        engagement_id=found.engagement_id,
        fiscal_year=found.visit.year.start,
        round=found.visit.round,
        numbers=sorted(said.numbers),
        document_number=number,
        issued_on=said.issued_on,
        answer_by=said.answer_by,
        sealed=said.sealed,
        demand=said.demand,
        published=said.published,
        paper_sha256=digest,
        written_at=at,
        written_by=by.actor,
    )
    session.add(row)
    session.flush()
    return row
