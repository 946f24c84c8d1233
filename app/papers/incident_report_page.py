"""What stands on a 事故報告書: the notice, the nine items, and what was reported, as on file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.papers.record_page import Chain, Head


@dataclass(frozen=True, slots=True)
class Said:
    """A label and what is said of it; blank where nobody has said anything yet."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A part of the paper; each of its lines holds one thing, or two beside each other."""

    title: str
    lines: tuple[tuple[Said, ...], ...]


@dataclass(frozen=True, slots=True)
class IncidentReport:
    """Everything on one 事故報告書 as of a day; `contractor`: who had the accident."""

    as_of: date
    number: str
    standing: str
    head: Head
    contractor: str
    parts: tuple[ReportPart, ...]
    chain: Chain
