"""Properties of a due item's state on a day."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from audits.due import OPEN_STATES, Alert, DueItem, Excuse, State, alert_of, days_overdue, state_on
from audits.kind import KIND_RULES, Kind
from tests.property.strategies import excuses, maybe_days, near_days

items = st.builds(
    DueItem,
    contract=st.just("2026-0001"),
    branch=st.just(0),
    kind=st.sampled_from(Kind),
    due_on=near_days,
    closed_on=maybe_days,
)
SETTLED = {State.DONE, State.DONE_LATE, State.WAIVED, State.MISSED}


def known(day, on):
    return day if day is not None and day <= on else None


class TestStates:
    """rules.md 3: the first state that fits is taken; what is dated later is not yet known."""

    @given(items, near_days, excuses)
    def test_what_is_dated_after_the_day_changes_nothing_on_it(self, item, on, excuse):
        as_then = DueItem(
            item.contract, item.branch, item.kind, item.due_on, closed_on=known(item.closed_on, on)
        )
        excused = Excuse(known(excuse.waived_on, on), known(excuse.missed_on, on))
        assert state_on(item, on, excuse) is state_on(as_then, on, excused)

    @given(items, near_days, excuses)
    def test_the_states_are_tried_in_their_order(self, item, on, excuse):
        closed, waived = known(item.closed_on, on), known(excuse.waived_on, on)
        missed = known(excuse.missed_on, on)
        warned = item.due_on - timedelta(KIND_RULES[item.kind].warning_days)
        fits = {
            State.DONE: closed is not None and closed <= item.due_on,
            State.DONE_LATE: closed is not None and closed > item.due_on,
            State.WAIVED: waived is not None and item.kind is not Kind.INSPECTION,
            State.MISSED: missed is not None and missed > item.due_on,
            State.OVERDUE: on > item.due_on,
            State.DUE_SOON: on >= warned,
            State.PLANNED: True,
        }
        assert state_on(item, on, excuse) is next(state for state in State if fits[state])

    @given(items, near_days, near_days)
    def test_an_open_item_only_ever_gets_more_urgent_and_a_closed_one_stays_so(self, item, a, b):
        earlier, later = sorted((a, b))
        before, after = state_on(item, earlier), state_on(item, later)
        urgency = [State.PLANNED, State.DUE_SOON, State.OVERDUE]
        if before in OPEN_STATES and after in OPEN_STATES:
            assert urgency.index(before) <= urgency.index(after)
        if before in SETTLED:
            assert after is before

    @given(items, near_days, excuses)
    def test_days_overdue_are_counted_exactly_while_overdue(self, item, on, excuse):
        state = state_on(item, on, excuse)
        days = days_overdue(item.due_on, on, state)
        assert (days > 0) is (state is State.OVERDUE)
        if days:
            assert item.due_on + timedelta(days) == on


class TestAlerts:
    """rules.md 3, 警告: the worst item decides, in whatever order they stand."""

    @given(st.lists(st.tuples(st.sampled_from(Kind), st.sampled_from(State))), st.randoms())
    def test_the_order_of_items_does_not_matter(self, pairs, random):
        shuffled = list(pairs)
        random.shuffle(shuffled)
        assert alert_of(shuffled) is alert_of(pairs)

    @given(
        st.lists(st.tuples(st.sampled_from(Kind), st.sampled_from(State))),
        st.tuples(st.sampled_from(Kind), st.sampled_from(State)),
    )
    def test_one_more_item_never_makes_a_contract_look_better(self, pairs, pair):
        order = [Alert.GREEN, Alert.YELLOW, Alert.RED]
        assert order.index(alert_of([*pairs, pair])) >= order.index(alert_of(pairs))
