"""Properties of the occurrences of a commitment and the entries that fulfil them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from audits.commitments import RHYTHMS, fulfilled, occurrences
from audits.kind import Kind
from audits.period import Period
from audits.safeguard import Frequency, Note, NoteKind, Safeguard
from tests.builders import CITY, a_city, a_contract, an_engagement, owed
from tests.property.strategies import near_days, notes, safeguards, terms


@st.composite
def matching(draw: st.DrawFn):
    """A safeguard, its engagement's term, and entries near it, some of which name an occurrence."""
    safeguard, term = draw(safeguards), draw(terms(longest=800))
    names = [occurrence.name for occurrence in occurrences(safeguard, term, CITY)]
    named = st.none() | st.sampled_from([*names, "2019-04"])
    entries = st.builds(
        Note,
        on=near_days,
        kind=st.sampled_from(NoteKind),
        safeguard=st.just(safeguard.number),
        occurrence=named,
    )
    return safeguard, term, draw(st.lists(entries, max_size=12))


class TestOccurrences:
    """rules.md 2, Rhythms: always inside the engagement's period."""

    @given(safeguards, terms())
    def test_occurrences_are_due_inside_the_term_in_order_and_open_before_that(self, guard, term):
        found = occurrences(guard, term, CITY)
        assert [o.due_on for o in found] == sorted({o.due_on for o in found})
        assert all(term.first <= o.opens_on <= o.due_on <= term.last for o in found)
        assert len({o.name for o in found}) == len(found)

    @given(safeguards, terms())
    def test_from_the_first_day_on_some_occurrence_is_always_open_until_the_last_is_due(
        self, guard, term
    ):
        found = occurrences(guard, term, CITY)
        ends = [term.first.toordinal() - 1] + [o.due_on.toordinal() for o in found[:-1]]
        assert [o.opens_on.toordinal() for o in found] == [end + 1 for end in ends[: len(found)]]

    @given(st.sampled_from(sorted(RHYTHMS, key=lambda f: f.value)), terms())
    def test_a_rhythm_by_period_has_one_for_each_period_touched(self, frequency, term):
        found = occurrences(Safeguard("1", frequency), term, CITY)
        names = [str(period) for period in Period.touched_by(term, RHYTHMS[frequency])]
        assert [occurrence.name for occurrence in found] == names


class TestFulfilment:
    """rules.md 2, entries: each closes one occurrence at most, and each is closed once at most."""

    @given(matching())
    def test_every_entry_closes_at_most_one_and_every_occurrence_is_closed_at_most_once(self, case):
        safeguard, term, entries = case
        found = occurrences(safeguard, term, CITY)
        closings = fulfilled(found, entries)
        assert set(closings) <= {occurrence.name for occurrence in found}
        days = sorted(entry.on for entry in entries)
        for day in closings.values():
            days.remove(day)  # fails where one entry would have closed two

    @given(matching())
    def test_an_entry_that_names_an_occurrence_closes_that_or_nothing(self, case):
        safeguard, term, entries = case
        named = [entry for entry in entries if entry.occurrence is not None]
        closings = fulfilled(occurrences(safeguard, term, CITY), named)
        for name, day in closings.items():
            assert day == min(entry.on for entry in named if entry.occurrence == name)

    @given(matching())
    def test_an_entry_without_a_name_closes_nothing_that_has_not_opened(self, case):
        safeguard, term, entries = case
        plain = [entry for entry in entries if entry.occurrence is None]
        found = {o.name: o for o in occurrences(safeguard, term, CITY)}
        for name, day in fulfilled(list(found.values()), plain).items():
            assert found[name].opens_on <= day

    @given(matching(), near_days)
    def test_what_was_closed_on_a_day_does_not_depend_on_later_entries(self, case, on):
        safeguard, term, entries = case
        found = occurrences(safeguard, term, CITY)
        by_then = fulfilled(found, [entry for entry in entries if entry.on <= on])
        later = fulfilled(found, entries)
        assert by_then == {name: day for name, day in later.items() if day <= on}

    @given(matching(), near_days)
    def test_no_entry_is_lost_on_what_is_due_before_the_oversight_start(self, case, start):
        safeguard, term, entries = case
        prime = replace(an_engagement(), term=term, safeguards=(safeguard,), notes=tuple(entries))
        contract = replace(a_contract(), engagements=(prime,))
        city = a_city(oversight_start=start)
        items = owed(contract, Kind.COMMITMENT, city=city)
        left = [o for o in occurrences(safeguard, term, city) if o.due_on >= start]
        closings = fulfilled(left, entries)
        expected = {occurrence.name: closings.get(occurrence.name) for occurrence in left}
        assert {item.period: item.closed_on for item in items} == expected

    @given(st.lists(notes, max_size=8), terms())
    def test_a_safeguard_without_a_rhythm_is_never_fulfilled(self, entries, term):
        assert fulfilled(occurrences(Safeguard("1", Frequency.NONE), term, CITY), entries) == {}
