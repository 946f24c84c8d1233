"""Dossiers for tests: what pages are given of a contract, from its facts and a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from app.records.dossier import Dossier
from app.records.due_items import DueOnDay
from app.records.filed import Filed
from audits.contract import Contract
from audits.due import DueItem, days_overdue, state_on
from audits.duties import due_items
from audits.engagement import PRIME_BRANCH, Engagement
from audits.entry import Entry, EntryKind
from tests.builders import CITY, WRITTEN_AT, Day, day

KEY = 1


def a_dossier(
    contract: Contract,
    on: Day,
    *,
    contractor: str | None = "ことり配信株式会社",
    entries: Sequence[Entry] = (),
    planned: Sequence[tuple[int, Day]] = (),
    counts: Mapping[str, int] | None = None,
) -> Dossier:
    """`planned`: branch and day of visits that are only planned; `counts`: of data, by number."""
    today = day(on)
    return Dossier(
        on=today,
        contract=contract,
        terms={"contractor": contractor, "title": "一斉メール配信業務", "last_hash": ""},
        subcontracts=[
            Filed(e.branch, {"contractor": f"再委託{e.branch}"})
            for e in contract.engagements
            if e.branch != PRIME_BRANCH
        ],
        data=[*_filed(contract, lambda e: (_data(item, e, counts or {}) for item in e.data))],
        disposals=[*_filed(contract, lambda e: map(_disposal, e.disposals))],
        certificates=[*_filed(contract, lambda e: map(_certificate, e.certificates))],
        inspections=[
            *_filed(contract, lambda e: map(_visit, e.inspections)),
            *(Filed(branch, _planned(day(on))) for branch, on in planned),
        ],
        findings=[],
        due_items=[_on_day(item, today) for item in _owed(contract, today)],
        violations=[],
        entries=list(entries),
        last_hash="",
    )


def a_check(
    on: Day,
    number: int = 1,
    *,
    kind: EntryKind = EntryKind.TELEPHONED,
    text: str = "名簿の保管を確認。異常なし。",
    corrects: int | None = None,
) -> Entry:
    """The entry of a telephone check; its place in a chain does not matter here."""
    return Entry(
        contract="2026-0001",
        number=number,
        on=day(on),
        kind=kind,
        text=text,
        written_at=WRITTEN_AT,
        written_by="職員",
        hash_before="",
        officer="宮野",
        corrects=corrects,
    )


Values = Mapping[str, Any]


def _filed(contract: Contract, of: Callable[[Engagement], Any]) -> Iterator[Filed]:
    for engagement in contract.engagements:
        for values in of(engagement):
            yield Filed(engagement.branch, values)


def _data(item: Any, engagement: Engagement, counts: Mapping[str, int]) -> Values:
    return {
        "number": item.number,
        "name": f"名簿{engagement.branch}",
        "count": counts.get(item.number),
        "origin": item.origin.value,
        "on": item.on,
        "officer": "宮野",
    }


def _disposal(act: Any) -> Values:
    return {
        "data_number": act.data_number,
        "disposal": act.disposal.value,
        "on": act.on,
        "certificate_number": act.certificate_number,
    }


def _certificate(found: Any) -> Values:
    return {
        "number": found.number,
        "received_on": found.received_on,
        "confirmed_on": found.confirmed_on,
        "backup_gone_on": found.backup_gone_on,
        "officer": "宮野",
    }


def _visit(visit: Any) -> Values:
    return {
        "fiscal_year": visit.fiscal_year,
        "round": visit.round,
        "planned_on": None,
        "carried_out_on": visit.carried_out_on,
        "method": visit.method.value,
        "officers": "宮野・水城",
        "judgement": visit.judgement.value if visit.judgement else None,
    }


def _planned(on: date) -> Values:
    nothing = {"carried_out_on": None, "officers": None, "judgement": None}
    return {"planned_on": on, "method": "on_site", "fiscal_year": on.year, "round": 9, **nothing}


def _owed(contract: Contract, on: date) -> list[DueItem]:
    found = [item for item in due_items(contract, CITY) if item.exists(on)]
    return sorted(found, key=lambda item: item.sort_key)


def _on_day(item: DueItem, on: date) -> DueOnDay:
    state = state_on(item, on)
    closed = item.closed_on is not None and item.closed_on <= on
    return DueOnDay(
        contract_id=KEY,
        contract=item.contract,
        branch=item.branch,
        kind=item.kind,
        basis=item.basis,
        fiscal_year=item.fiscal_year,
        period=item.period,
        due_on=item.due_on,
        state=state,
        days_overdue=days_overdue(item.due_on, on, state),
        closed_on=item.closed_on if closed else None,
        on_site=item.on_site_on is not None and item.on_site_on <= on,
    )
