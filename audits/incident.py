"""事故: an incident (漏えい等) as a fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident with the days that its clocks run from and were stopped on."""

    number: str
    known_on: date
    reportable: bool = False
    improper_purpose: bool = False
    report_received_on: date | None = None
    preliminary_on: date | None = None
    final_on: date | None = None
