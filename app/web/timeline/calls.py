"""電話等の列: telephone checks and meetings, each day a dot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.acts.paper_facts.boxes import telephone_checks
from app.records.dossier import Dossier
from app.web.timeline.events import DOT, Event, within_year
from audits.wareki import short_wareki


def calls(found: Dossier) -> Iterator[Event]:
    """Months and days only: the years stand above them."""
    for day, times in sorted(Counter(e.on for e in telephone_checks(found)).items()):
        short = within_year(day)
        words = short if times == 1 else f"{short}（{times}回）"
        yield Event(day, f"{short_wareki(day)} {times}回", DOT, (words, short), has_happened=True)
