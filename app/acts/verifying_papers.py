"""控えの検証: holds kept papers, and what they state, against the entries bound to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from sqlalchemy.orm import Session

from app.records import papers_on_file, visit_reports
from app.records.consent_requests import ConsentDecisionRow
from app.records.exceptions import ExceptionRow
from app.records.finding_steps import ImprovementOrderRow
from app.records.visit_reports import ApprovedReport, ApprovedReportRow
from audits.entry import Entry
from audits.record import Fault

DECIDED = ConsentDecisionRow.__tablename__
WITH_PAPERS = frozenset(
    {
        ApprovedReportRow.__tablename__,
        ImprovementOrderRow.__tablename__,
        ExceptionRow.__tablename__,
        DECIDED,
    }
)
Chain = Sequence[tuple[Entry, str]]


def paper_faults(
    session: Session, numbers: Mapping[int, str], chains: Mapping[int, Chain]
) -> Iterator[Fault]:
    """Of the contracts with these ids and numbers; one paper at a time, whatever its size."""
    bound: set[int] = set()
    for chain in chains.values():
        for entry, _ in chain:
            tables = {snapshot.table: snapshot.row for snapshot in entry.bound_to}
            if ApprovedReportRow.__tablename__ in tables:
                bound.add(tables[ApprovedReportRow.__tablename__])
            if not WITH_PAPERS.isdisjoint(tables):
                yield from _of_entry(session, entry)
    for contract_id, editions in visit_reports.of_contracts(session, list(numbers)).items():
        for row in editions:
            yield from _of_edition(numbers[contract_id], row, is_bound=row.id in bound)


def _of_entry(session: Session, entry: Entry) -> Iterator[Fault]:
    for digest in _papers_of(entry):
        kept = papers_on_file.content_of(session, digest)
        if kept is None:
            yield Fault(entry.contract, entry.number, "控えた書類（PDF）がありません。")
        elif not papers_on_file.is_sound(kept, digest):
            yield Fault(entry.contract, entry.number, "控えた書類（PDF）が変わっています。")


def _papers_of(entry: Entry) -> list[str]:
    """A consent names its paper in the decision's own row, for its entry is a subcontract's."""
    named = (s.values["paper_sha256"] for s in entry.bound_to if s.table == DECIDED)
    return list(dict.fromkeys([*entry.evidence, *(str(one) for one in named if one)]))


def _of_edition(contract: str, row: ApprovedReport, *, is_bound: bool) -> Iterator[Fault]:
    where = f"報告書（approved_reports {row.id}）"
    if not is_bound:
        yield Fault(contract, None, f"承認の記録がない{where}があります。")
    if sha256(row.facts.encode()).hexdigest() != row.facts_sha256:
        yield Fault(contract, None, f"{where}の内容が変わっています。")
