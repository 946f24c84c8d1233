"""What may stand on file: strategies for facts, kept near each other so that they meet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from audits.contract import Contract
from audits.due import Excuse
from audits.engagement import Engagement
from audits.erasure import Certificate, DataItem, Disposal, DisposalAct, Origin
from audits.finding import Finding
from audits.incident import Incident
from audits.inspection import Inspection, Judgement, Method
from audits.period import Rhythm
from audits.report import Receipt, ReportKind, Request
from audits.safeguard import Frequency, Note, NoteKind, Safeguard
from audits.term import Term
from checklists.loader import shipped_clause_sets

any_day = st.dates()
near_days = st.dates(date(2025, 1, 1), date(2029, 12, 31))
maybe_days = st.none() | near_days
clause_sets = st.sampled_from(sorted(shipped_clause_sets().values(), key=lambda found: found.id))
numbers = st.sampled_from(["1", "2", "3"])
periods = st.none() | st.sampled_from(["2026-04", "2026-10", "2026Q3", "2026上", "2026年度"])


@st.composite
def terms(draw: st.DrawFn, days: st.SearchStrategy[date] = near_days, longest: int = 1500) -> Term:
    first = draw(days)
    span = draw(st.integers(0, longest))
    return Term(first, min(date.max, first + timedelta(min(span, (date.max - first).days))))


def rows(of: st.SearchStrategy[Any], most: int = 4) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=most).map(tuple)


def numbered(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=3, unique_by=lambda row: row.number).map(tuple)


inspections = st.builds(
    Inspection,
    fiscal_year=st.integers(2024, 2029),
    round=st.integers(1, 3),
    carried_out_on=maybe_days,
    method=st.sampled_from(Method),
    reason=st.sampled_from(["", "遠方"]),
    judgement=st.none() | st.sampled_from(Judgement),
    training_met=st.booleans(),
)
data_items = st.builds(
    DataItem,
    number=numbers,
    origin=st.sampled_from(Origin),
    on=near_days,
    items=st.just(()),
    media=st.just(()),
    no_longer_needed_on=maybe_days,
)
disposals = st.builds(
    DisposalAct,
    data_number=numbers,
    disposal=st.sampled_from(Disposal),
    on=near_days,
    certificate_number=st.none() | numbers,
)
certificates = st.builds(
    Certificate,
    number=numbers,
    received_on=near_days,
    backup_expires_on=maybe_days,
    backup_gone_on=maybe_days,
    confirmed_on=maybe_days,
)
findings = st.builds(
    Finding,
    fiscal_year=st.just(2026),
    round=st.just(1),
    number=numbers,
    inspected_on=maybe_days,
    set_due_on=maybe_days,
    answered_on=maybe_days,
    put_right_on=maybe_days,
)
requests = st.builds(Request, number=numbers, requested_on=near_days, due_on=near_days)
receipts = st.builds(
    Receipt,
    kind=st.sampled_from(ReportKind),
    received_on=near_days,
    period=periods,
    request=st.none() | numbers,
)
incidents = st.builds(
    Incident,
    number=numbers,
    known_on=near_days,
    reportable=st.booleans(),
    improper_purpose=st.booleans(),
    report_received_on=maybe_days,
    preliminary_on=maybe_days,
    final_on=maybe_days,
)
safeguards = st.builds(
    Safeguard,
    number=numbers,
    frequency=st.sampled_from(Frequency),
    dates=rows(near_days, most=6),
)
notes = st.builds(
    Note,
    on=near_days,
    kind=st.sampled_from(NoteKind),
    safeguard=st.none() | numbers,
    occurrence=periods,
)
excuses = st.builds(Excuse, waived_on=maybe_days, missed_on=maybe_days)


@st.composite
def engagements(draw: st.DrawFn, branch: int = 0) -> Engagement:
    return Engagement(
        branch,
        draw(terms()),
        draw(clause_sets),
        parent=0 if branch else None,
        consented_on=draw(maybe_days),
        flow_down=draw(st.booleans()),
        handler_reports=draw(rows(near_days)),
        data=draw(numbered(data_items)),
        disposals=draw(rows(disposals)),
        certificates=draw(numbered(certificates)),
        inspections=draw(rows(inspections)),
        findings=draw(numbered(findings)),
        requests=draw(numbered(requests)),
        receipts=draw(rows(receipts)),
        incidents=draw(numbered(incidents)),
        safeguards=draw(numbered(safeguards)),
        notes=draw(rows(notes, most=8)),
    )


@st.composite
def contracts(draw: st.DrawFn) -> Contract:
    branches = [draw(engagements())]
    branches += [draw(engagements(n)) for n in range(1, 1 + draw(st.integers(0, 2)))]
    rhythm = draw(st.none() | st.sampled_from(Rhythm))
    schemes = ("ISMS",)
    return Contract("2026-0001", tuple(branches), periodic_report=rhythm, demanded_schemes=schemes)
