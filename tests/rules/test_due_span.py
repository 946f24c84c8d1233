"""The days on which a due item is overdue or due soon are those that its state says."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from audits.due import DueItem, Excuse, State, state_on
from audits.due_span import Span, effective, spans
from audits.kind import Kind

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAYS = st.dates(FIRST, LAST)
MAYBE = st.none() | DAYS
ITEMS = st.builds(
    DueItem,
    contract=st.just("R8-001"),
    branch=st.just(0),
    kind=st.sampled_from(Kind),
    due_on=DAYS,
    closed_on=MAYBE,
    known_from=MAYBE,
    known_until=MAYBE,
)
EXCUSES = st.builds(Excuse, waived_on=MAYBE, missed_on=MAYBE)
OWED = DueItem("R8-001", 0, Kind.TRAINING, date(2026, 6, 30))


def told(item: DueItem, excuse: Excuse, on: date) -> set[State]:
    held = effective(item, [excuse])
    return {
        state
        for state, span in spans(item, held)
        if span.first <= on and (span.until is None or on < span.until)
    }


@given(ITEMS, EXCUSES, st.dates(FIRST - timedelta(100), LAST + timedelta(100)))
def test_an_item_is_overdue_or_due_soon_on_the_days_of_its_span_only(item, excuse, on):
    state = state_on(item, on, excuse) if item.exists(on) else None
    assert told(item, excuse, on) == {state} & {State.OVERDUE, State.DUE_SOON}


def test_what_nobody_closes_stays_overdue_for_ever():
    assert list(spans(OWED, Excuse())) == [
        (State.DUE_SOON, Span(date(2026, 6, 16), date(2026, 7, 1))),
        (State.OVERDUE, Span(date(2026, 7, 1), None)),
    ]


def test_the_first_of_several_decisions_counts():
    days = [date(2026, 8, 1), date(2026, 7, 10)]
    held = effective(OWED, [Excuse(waived_on=day) for day in days])
    assert held == Excuse(waived_on=date(2026, 7, 10))


def test_a_decision_that_cannot_hold_holds_on_no_day():
    visit = DueItem("R8-001", 0, Kind.INSPECTION, date(2027, 3, 31))
    assert effective(visit, [Excuse(waived_on=date(2026, 7, 1))]) == Excuse()
    assert effective(OWED, [Excuse(missed_on=OWED.due_on)]) == Excuse()


def test_the_calendar_ends_and_nothing_is_overdue_after_it():
    last = DueItem("R8-001", 0, Kind.TRAINING, date.max, known_until=date.max)
    assert list(spans(last, Excuse())) == [(State.DUE_SOON, Span(date(9999, 12, 17), None))]
    first = DueItem("R8-001", 0, Kind.TRAINING, date.min)
    assert [span.first for _, span in spans(first, Excuse())] == [date.min, date(1, 1, 2)]
