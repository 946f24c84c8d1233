"""いま台帳にある内容: what somebody else has said meanwhile, beside what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.acts.incident_checks import REPORT_DAYS
from app.acts.incident_on_file import IncidentCase
from app.rooms.incidents.step_pages import STEP_PAGES, StepForm
from app.web.date_field import DateBoxes
from audits.incident_handling import IncidentStep
from audits.wareki import short_wareki

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Difference:
    """A box of the form: what is on file of it now, and what was typed."""

    label: str
    on_file: str
    typed: str


def differences(case: IncidentCase, step: IncidentStep, form: StepForm) -> Iterator[Difference]:
    """The boxes that say something else than the register does by now."""
    start = STEP_PAGES[step].start(case)
    for box in form:
        if box.name not in start:
            continue
        kept = start[box.name]
        if isinstance(box, DateBoxes):  # a form proposes today where no day is on file
            kept = case.facts.get(REPORT_DAYS.get(step, box.name))
        on_file, typed = _words(box, kept), _words(box, box.data)
        if on_file != typed:
            yield Difference(box.label.text, on_file, typed)


def _words(box: Any, value: Any) -> str:
    if isinstance(value, bool):
        return "有" if value else "無"
    if isinstance(value, date):
        return short_wareki(value)
    if isinstance(value, int):
        return f"{value:,}"
    labels = {one.value: one.label for one in getattr(box, "choices", ())}
    values = value if isinstance(value, list) else [value]
    said = (str(labels.get(one, one)) for one in values if one not in (None, ""))
    return "、".join(said).replace("\r\n", "\n").strip() or NOTHING
