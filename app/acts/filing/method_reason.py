"""実地でない理由: a visit that was not made on site is entered by hand with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.acts.filing.hand_entry import HandEntry, Remark
from app.acts.loading.sheets import INSPECTIONS
from audits.inspection import Method
from audits.wording import METHOD

HEADING = "方法の理由"


def reasons_wanted(entry: HandEntry, values: Mapping[str, Any]) -> Iterator[Remark]:
    """Only where the form asks for the reason; a book may be older than the question."""
    if entry.sheet is not INSPECTIONS or HEADING not in entry.asked:
        return
    method, reason = Method(values["method"]), str(values["reason"] or "")
    if method is not Method.ON_SITE and not reason.strip():
        said = f"方法が「{METHOD[method]}」のときは、実地でない理由を書いてください。"
        yield Remark(HEADING, said)
