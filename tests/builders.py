"""Facts for tests: each builder asks only for what matters to the test; days may be ISO strings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from app.holidays import Holidays
from audits.certification import Certification
from audits.city import DEFAULT_TERM_DATES, City
from audits.contract import Contract
from audits.due import DueItem
from audits.duties import due_items
from audits.engagement import PRIME_BRANCH, Engagement
from audits.entry import Entry, EntryKind, first_hash_before
from audits.erasure import Certificate, DataItem, Disposal, DisposalAct, Origin
from audits.finding import Finding
from audits.incident import Incident
from audits.inspection import Inspection, Judgement, Method
from audits.kind import Kind
from audits.open_days import OpenDays
from audits.period import Rhythm
from audits.record import Head
from audits.report import Receipt, ReportKind, Request
from audits.rule import Rule
from audits.safeguard import Frequency, Note, NoteKind, Safeguard
from audits.term import Term
from audits.violations import Violation, violations
from checklists.clause_set import KindSetting
from checklists.loader import shipped_clause_sets

Day = date | str
Days = tuple[Day, Day]

A = "prime-consent-2021"
B = "prime-no-subcontracting-2019"
C = "subcontract-2021"
D = "national-act-2023"
THIS_YEAR: Days = ("2026-04-01", "2027-03-31")
HOLIDAYS = Holidays()


def day(text: Day) -> date:
    return text if isinstance(text, date) else date.fromisoformat(text)


def maybe(text: Day | None) -> date | None:
    return None if text is None else day(text)


def a_term(first: Day, last: Day) -> Term:
    return Term(day(first), day(last))


def a_city(
    *,
    oversight_start: Day | None = None,
    closed: Iterable[Day] = (),
    term_dates: tuple[tuple[int, int], ...] = DEFAULT_TERM_DATES,
) -> City:
    """A city with Japan's holidays; `closed` are the days that it adds."""
    holidays = Holidays(frozenset(map(day, closed))) if closed else HOLIDAYS
    return City(OpenDays(holidays), maybe(oversight_start), term_dates)


CITY = a_city()


def an_engagement(
    term: Days = THIS_YEAR,
    *,
    branch: int = PRIME_BRANCH,
    clause_set: str = A,
    consented_on: Day | None = None,
    reported: Sequence[Day] = (),
    **facts: Any,
) -> Engagement:
    """`reported`: the days on which a report of handlers was received. `facts`: see Engagement."""
    told: dict[str, Any] = {
        name: tuple(rows) if isinstance(rows, list) else rows for name, rows in facts.items()
    }
    return Engagement(
        branch,
        a_term(*term),
        shipped_clause_sets()[clause_set],
        consented_on=maybe(consented_on),
        handler_reports=tuple(map(day, reported)),
        **told,
    )


def a_subcontract(
    term: Days = THIS_YEAR, *, branch: int = 1, clause_set: str = C, **facts: Any
) -> Engagement:
    return an_engagement(term, branch=branch, clause_set=clause_set, **{"parent": 0, **facts})


def a_contract(
    term: Days = THIS_YEAR,
    clause_set: str = A,
    *,
    number: str = "2026-0001",
    subcontracts: Sequence[Engagement] = (),
    stated_length: str | None = None,
    listed_items: tuple[str, ...] = (),
    listed_media: tuple[str, ...] = (),
    periodic_report: Rhythm | None = None,
    demanded: tuple[str, ...] = (),
    came_to_nothing_on: Day | None = None,
    closed_on: Day | None = None,
    kinds: Mapping[str, KindSetting] | None = None,
    **facts: Any,
) -> Contract:
    """`facts` are those of 乙, branch 0; `demanded`: the schemes of certification asked for."""
    prime = an_engagement(term, clause_set=clause_set, **facts)
    return Contract(
        number,
        (prime, *subcontracts),
        stated_length,
        listed_items,
        listed_media,
        periodic_report,
        demanded,
        maybe(came_to_nothing_on),
        maybe(closed_on),
        kinds or {},
    )


def a_visit(
    on: Day | None,
    *,
    concluded: bool = True,
    method: Method = Method.ON_SITE,
    reason: str = "",
    fiscal_year: int = 2026,
    round: int = 1,
    training_met: bool = False,
) -> Inspection:
    judgement = Judgement.MET if concluded else None
    return Inspection(fiscal_year, round, maybe(on), method, reason, judgement, training_met)


def a_data_item(
    number: str = "D1",
    *,
    on: Day = "2026-04-10",
    origin: Origin = Origin.PROVIDED,
    no_longer_needed_on: Day | None = None,
    items: tuple[str, ...] = (),
    media: tuple[str, ...] = (),
) -> DataItem:
    return DataItem(number, origin, day(on), items, media, maybe(no_longer_needed_on))


def a_disposal(
    data: str = "D1",
    *,
    on: Day,
    by: Disposal = Disposal.RETURNED,
    certificate: str | None = None,
) -> DisposalAct:
    return DisposalAct(data, by, day(on), certificate)


def a_certificate(
    number: str = "C1",
    *,
    received_on: Day,
    confirmed_on: Day | None = None,
    backup_expires_on: Day | None = None,
    backup_gone_on: Day | None = None,
) -> Certificate:
    return Certificate(
        number,
        day(received_on),
        maybe(backup_expires_on),
        maybe(backup_gone_on),
        maybe(confirmed_on),
    )


def a_finding(
    *,
    inspected_on: Day | None,
    number: str = "1",
    set_due_on: Day | None = None,
    answered_on: Day | None = None,
    put_right_on: Day | None = None,
) -> Finding:
    later = (maybe(set_due_on), maybe(answered_on), maybe(put_right_on))
    return Finding(2026, 1, number, maybe(inspected_on), *later)


def a_request(number: str = "Q1", *, on: Day, due_on: Day) -> Request:
    return Request(number, day(on), day(due_on))


def a_receipt(
    on: Day,
    kind: ReportKind = ReportKind.PERIODIC,
    *,
    period: str | None = None,
    request: str | None = None,
) -> Receipt:
    return Receipt(kind, day(on), period, request)


def an_incident(
    known_on: Day,
    *,
    number: str = "J1",
    reportable: bool = False,
    improper_purpose: bool = False,
    report_received_on: Day | None = None,
    preliminary_on: Day | None = None,
    final_on: Day | None = None,
) -> Incident:
    stopped = (maybe(report_received_on), maybe(preliminary_on), maybe(final_on))
    return Incident(number, day(known_on), reportable, improper_purpose, *stopped)


def a_safeguard(
    frequency: Frequency, dates: Iterable[Day] = (), *, number: str = "S1"
) -> Safeguard:
    return Safeguard(number, frequency, tuple(map(day, dates)))


def a_note(
    on: Day,
    safeguard: str | None = "S1",
    *,
    occurrence: str | None = None,
    kind: NoteKind = NoteKind.TELEPHONE,
) -> Note:
    return Note(day(on), kind, safeguard, occurrence)


def a_certification(valid_until: Day, scheme: str = "プライバシーマーク") -> Certification:
    return Certification(scheme, day(valid_until))


def owed(
    contract: Contract, kind: Kind, *, branch: int | None = None, city: City = CITY
) -> list[DueItem]:
    """The due items of one kind, of one branch or of all, in their order."""
    items = due_items(contract, city)
    return [i for i in items if i.kind is kind and branch in (None, i.branch)]


def the_only(contract: Contract, kind: Kind, *, city: City = CITY) -> DueItem:
    [item] = owed(contract, kind, city=city)
    return item


def broken(contract: Contract, rule: Rule) -> list[Violation]:
    return [violation for violation in violations(contract) if violation.rule is rule]


WRITTEN_AT = datetime(2026, 11, 20, 1, 2, 3, 4, tzinfo=UTC)


def an_entry(number: int, hash_before: str, contract: str = "2026-0001", **fields: Any) -> Entry:
    told: dict[str, Any] = {
        "on": date(2026, 11, 20),
        "kind": EntryKind.TELEPHONED,
        "text": f"{number}回目の確認",
        "written_at": WRITTEN_AT,
        "written_by": "職員",
    }
    return Entry(contract, number, hash_before=hash_before, **(told | fields))


def a_chain(length: int, contract: str = "2026-0001", **fields: Any) -> list[Entry]:
    """A sound chain of so many entries."""
    entries: list[Entry] = []
    for number in range(1, length + 1):
        before = entries[-1].hash if entries else first_hash_before(contract)
        entries.append(an_entry(number, before, contract, **fields))
    return entries


def head_of(entries: Sequence[Entry], contract: str = "2026-0001") -> Head:
    last = entries[-1].hash if entries else first_hash_before(contract)
    return Head(len(entries), last)
