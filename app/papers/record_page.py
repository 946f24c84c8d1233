"""What stands on a 管理記録: plain facts, each judgement (済 or 未) made by the caller."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Subcontractor:
    """再委託先 by its branch number; without a date the paper says that no consent is on file."""

    number: int
    name: str
    consented_on: date | None


@dataclass(frozen=True, slots=True)
class Head:
    """The contract as the head of a paper names it; an empty contractor is printed as 未定."""

    contract_number: str
    title: str
    contractor: str
    first_day: date | None
    last_day: date | None
    stage: str
    people: int | None
    department: str
    agency: str
    clause_set: str  # 2021年版・再委託承諾制
    term_note: str = ""  # 24か月。表示は36か月
    information: str = ""  # だれの　何を; shortened with … on paper only
    subcontractors: tuple[Subcontractor, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """One of the chair's questions: when done the last day and by whom, else when it is due."""

    done: bool
    last: date | None = None
    by: str = ""
    due: date | None = None
    overdue: bool = False
    counts: str = ""  # 2回（うち再委託先1）


@dataclass(frozen=True, slots=True)
class PreviousYear:
    """立入調査 of the fiscal year before; `overdue` when it was missed."""

    done: bool
    overdue: bool
    contractor: str  # 済3/25
    subcontractors: str  # 2社中1社; empty where there are none


@dataclass(frozen=True, slots=True)
class InspectionBox:
    """立入調査 of this fiscal year, the contractor and the subcontractors apart."""

    fiscal_year: int
    done: bool
    contractor: str  # 済 3/10, 未
    subcontractors: str  # 2社中1社; empty where there are none
    last: date | None = None
    by: str = ""
    due: date | None = None
    overdue: bool = False
    previous: PreviousYear | None = None  # None in the contract's first fiscal year
    is_this_year: bool = True  # not for a contract that has ended, or has not begun


@dataclass(frozen=True, slots=True)
class Row:
    """One entry. `late_written_on`: more than seven days after its date, hence 後日記載.

    `from_workbook`: loaded, so that the day of writing stands once below the table for all of them.
    """

    number: int
    on: date
    kind: str
    text: str
    other_party: str
    officer: str
    method: str
    place: str
    late_written_on: date | None = None
    corrected_by: int | None = None  # number of the entry that corrects this one
    corrects_kind: str = ""  # for a 訂正: the kind of what it corrects
    from_workbook: bool = False
    others: int = 0  # set by the paper: so many more entries stand condensed in this row


@dataclass(frozen=True, slots=True)
class VisitsOfYear:
    """立入調査 owed and made in a fiscal year, all engagements together."""

    fiscal_year: int
    owed: int
    made: int
    on_site: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The numbers of the foot. `returned` holds 返還 and 引渡し."""

    data_out: int = 0
    data_returned: int = 0
    data_erased: int = 0
    data_carried_over: int = 0
    data_left: int = 0
    certificates_received: int = 0
    certificates_confirmed: int = 0
    findings: int = 0
    findings_open: int = 0
    violations: int = 0
    violations_unsettled: int = 0
    checks: int = 0  # 要確認
    entries: int = 0
    late_entries: int = 0
    corrections: int = 0


@dataclass(frozen=True, slots=True)
class Chain:
    """Number and hash of the record's last entry, and what the QR code carries."""

    last_number: int
    last_hash: str
    qr_text: str  # contract number, number of entries, hash


@dataclass(frozen=True, slots=True)
class RecordPaper:
    """Everything on one 管理記録 as of a day; rows in any order."""

    as_of: date
    head: Head
    handover: Box
    inspection: InspectionBox
    telephone: Box
    erasure: Box
    rows: tuple[Row, ...]
    visits: tuple[VisitsOfYear, ...]
    totals: Totals
    chain: Chain
    note: str = ""  # 1～14号 登録ブックから R8.11.21記載
