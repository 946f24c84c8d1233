"""契約の流れの事実: one contract as it would be on file, for its drawing and its four boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from app.records.dossier import Dossier
from app.records.due_items import DueOnDay
from app.records.filed import Filed
from audits.contract import Contract
from audits.due import State
from audits.engagement import PRIME_BRANCH, Engagement
from audits.entry import Entry, EntryKind
from audits.erasure import DataItem, Disposal, DisposalAct, Origin
from audits.kind import Kind
from audits.term import Term
from checklists.loader import shipped_clause_sets

NUMBER, TODAY = "R7-保育-012", date(2026, 11, 20)
TERM = Term(date(2025, 4, 1), date(2027, 3, 31))
SUBCONTRACT = 1
DATA = (
    ("D-1", "在園児・保護者台帳", 510, date(2025, 4, 7)),
    ("D-2", "移行用データ", 498, date(2025, 4, 7)),
    ("D-3", "新入園児", 124, date(2026, 4, 6)),
)
RETURNED = DisposalAct("D-2", Disposal.RETURNED, date(2026, 3, 27))
CHECKS = (
    (4, date(2025, 7, 3), "緊急時の連絡網を確認。"),
    (7, date(2025, 10, 9), "障害時の連絡先の変更を確認。"),
    (12, date(2026, 5, 14), "連休明けの稼働状況と連絡網を確認。"),
    (16, date(2026, 8, 20), "夏季の保守体制を確認。異常なし。"),
    (18, date(2026, 11, 6), "退職者1人の権限抹消を確認。後日、名簿の写しを受領。"),
)
FIRST_VISIT, SECOND_VISIT, NEXT_VISIT = date(2026, 2, 12), date(2026, 9, 17), date(2026, 12, 3)
VISITS = (
    (PRIME_BRANCH, None, FIRST_VISIT),
    (SUBCONTRACT, None, FIRST_VISIT),
    (PRIME_BRANCH, None, SECOND_VISIT),
    (SUBCONTRACT, NEXT_VISIT, None),
)


def dossier() -> Dossier:
    """The contract of the drawings: two years, one subcontractor, three data items."""
    return Dossier(
        on=TODAY,
        contract=_contract(),
        terms={"contractor": "つばめ野システム株式会社"},
        subcontracts=(),
        data=tuple(_data()),
        disposals=(Filed(PRIME_BRANCH, _returned()),),
        certificates=(),
        inspections=tuple(_visits()),
        findings=(),
        due_items=tuple(_due_items()),
        violations=(),
        entries=tuple(_checks()),
        last_hash="",
    )


def _contract() -> Contract:
    clause_set = shipped_clause_sets()["prime-consent-2021"]
    data = tuple(DataItem(number, Origin.PROVIDED, on) for number, _, _, on in DATA)
    prime = Engagement(PRIME_BRANCH, TERM, clause_set, data=data, disposals=(RETURNED,))
    return Contract(NUMBER, (prime, Engagement(SUBCONTRACT, TERM, clause_set, parent=0)))


def _data() -> Iterator[Filed]:
    for number, name, count, on in DATA:
        values = {"number": number, "name": name, "count": count, "on": on, "officer": "宮野"}
        yield Filed(PRIME_BRANCH, {**values, "origin": Origin.PROVIDED.value})


def _returned() -> dict[str, object]:
    return {
        "data_number": RETURNED.data_number,
        "disposal": RETURNED.disposal.value,
        "on": RETURNED.on,
        "certificate_number": None,
    }


def _visits() -> Iterator[Filed]:
    for branch, planned_on, carried_out_on in VISITS:
        days = {"planned_on": planned_on, "carried_out_on": carried_out_on}
        made = {"method": "on_site", "officers": "宮野・水城", "judgement": "met"}
        yield Filed(branch, {**days, **made})


def _due_items() -> Iterator[DueOnDay]:
    planned = DueOnDay(
        *(0, NUMBER, SUBCONTRACT, Kind.INSPECTION, None, 2026, None),
        due_on=TERM.last,
        state=State.PLANNED,
        days_overdue=0,
        closed_on=None,
        on_site=False,
    )
    done = replace(planned, state=State.DONE, closed_on=FIRST_VISIT, on_site=True)
    before = replace(done, fiscal_year=2025, due_on=date(2026, 3, 31))
    yield from (before, replace(before, branch=PRIME_BRANCH), planned)
    yield replace(done, branch=PRIME_BRANCH, closed_on=SECOND_VISIT)
    of_prime = replace(planned, branch=PRIME_BRANCH, fiscal_year=None)
    yield replace(of_prime, kind=Kind.ERASURE_CERTIFICATE, due_on=date(2027, 4, 30))
    late = replace(of_prime, kind=Kind.CORRECTIVE_ACTION, basis="2026-1-2", days_overdue=21)
    yield replace(late, state=State.OVERDUE, due_on=date(2026, 10, 30))


def _checks() -> Iterator[Entry]:
    for number, on, text in CHECKS:
        yield Entry(
            contract=NUMBER,
            number=number,
            on=on,
            kind=EntryKind.TELEPHONED,
            text=text,
            written_at=datetime(on.year, on.month, on.day, tzinfo=UTC),
            written_by="宮野",
            hash_before="",
            officer="宮野",
        )
