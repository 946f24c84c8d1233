"""予定日の登録: the day of one visit, as somebody would type it into the form of the visit."""

from __future__ import annotations

from datetime import date

from app.acts.filing.hand_entry import HandEntry, NotThereError
from app.acts.loading.sheets import INSPECTIONS
from app.workbooks.hand_row import Typed, hand_row
from app.workbooks.registration import REGISTRATION
from audits.fiscal_year import FiscalYear

ASKED = frozenset({"予定日"})


def planned_day(
    contract: str,
    branch: int,
    year: FiscalYear,
    round_: int,
    on: date,
    *,
    seen: int | None,
    why: str,
) -> HandEntry:
    """`seen`: the row of the visit as it was shown; `why` it moves. Raises NotThereError."""
    typed: dict[str, Typed] = {
        "契約番号": contract,
        "枝番": str(branch),
        "年度": str(year.start),
        "回": str(round_),
        "予定日": on,
    }
    read = hand_row(REGISTRATION[INSPECTIONS.sheet], typed)
    if read.row is None or read.problems:
        raise NotThereError(contract)
    return HandEntry(INSPECTIONS, contract, read.row, ASKED, branch=branch, seen=seen, why=why)
