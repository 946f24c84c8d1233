"""個別の約束: the occurrences of a safeguard's rhythm, and the entries that fulfil them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from audits.city import City
from audits.contract import Contract
from audits.due import DueItem
from audits.engagement import Engagement
from audits.kind import Kind
from audits.open_days import days_after
from audits.period import Period, Rhythm
from audits.safeguard import Frequency, Note, Safeguard
from audits.term import Term

RHYTHMS: Mapping[Frequency, Rhythm] = {
    Frequency.MONTHLY: Rhythm.MONTHLY,
    Frequency.QUARTERLY: Rhythm.QUARTERLY,
    Frequency.HALF_YEARLY: Rhythm.HALF_YEARLY,
    Frequency.YEARLY: Rhythm.YEARLY,
}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that a commitment falls due.

    `days`: opens … last calendar day of the period, for rhythms by period; None for dates.
    """

    name: str
    opens_on: date
    due_on: date
    days: Term | None = None


def commitments_owed(contract: Contract, engagement: Engagement, city: City) -> Iterator[DueItem]:
    """One due item per occurrence of each safeguard with a rhythm (rules.md 2, Rhythms)."""
    for safeguard in engagement.safeguards:
        owed = [o for o in occurrences(safeguard, engagement.term, city) if city.oversees(o.due_on)]
        notes = [note for note in engagement.notes if note.safeguard == safeguard.number]
        closings = fulfilled(owed, notes)
        for occurrence in owed:
            yield DueItem(
                contract.number,
                engagement.branch,
                Kind.COMMITMENT,
                due_on=occurrence.due_on,
                basis=safeguard.number,
                period=occurrence.name,
                closed_on=closings.get(occurrence.name),
            )


def occurrences(safeguard: Safeguard, term: Term, city: City) -> list[Occurrence]:
    """All occurrences inside the engagement's period, earliest first."""
    rhythm = RHYTHMS.get(safeguard.frequency)
    if rhythm is not None:
        return [_in_period(period, term) for period in Period.touched_by(term, rhythm)]
    if safeguard.frequency is Frequency.NONE:
        return []
    if safeguard.frequency is Frequency.SCHOOL_TERM:
        return _on_dates(_term_dates(city.term_dates, term), term)
    return _on_dates(safeguard.dates, term)


def _in_period(period: Period, term: Term) -> Occurrence:
    window = term & period.days
    return Occurrence(str(period), window.first, window.last, Term(window.first, period.days.last))


def _on_dates(dates: Iterable[date], term: Term) -> list[Occurrence]:
    opens_on, found = term.first, []
    for day in sorted({day for day in dates if day in term}):
        found.append(Occurrence(day.isoformat(), opens_on, day))
        opens_on = days_after(day, 1)
    return found


def _term_dates(term_dates: Sequence[tuple[int, int]], term: Term) -> Iterator[date]:
    for year in range(term.first.year, term.last.year + 1):
        for month, day in term_dates:
            if day <= monthrange(year, month)[1]:  # 29 February is there in leap years only
                yield date(year, month, day)


def fulfilled(owed: Sequence[Occurrence], notes: Iterable[Note]) -> dict[str, date]:
    """Which occurrence each entry closes, taken in the order of their dates: name → day.

    An entry that finds no open occurrence is just an entry.
    """
    closings: dict[str, date] = {}
    for note in sorted(notes, key=lambda note: note.on):
        still_open = [o for o in owed if o.name not in closings]
        occurrence = _closed_by(note, still_open)
        if occurrence is not None:
            closings[occurrence.name] = note.on
    return closings


def _closed_by(note: Note, still_open: Sequence[Occurrence]) -> Occurrence | None:
    if note.occurrence is not None:
        return next((o for o in still_open if o.name == note.occurrence), None)
    inside = (o for o in still_open if o.days is not None and note.on in o.days)
    opened = (o for o in still_open if o.opens_on <= note.on)
    return next(inside, None) or next(opened, None)
