"""Properties of the record's chain: no change goes unnoticed."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, date
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from audits.entry import Entry, EntryKind, Snapshot, canonical_json
from audits.record import Head, Seal, chain_faults
from tests.builders import a_chain, head_of

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = texts | st.integers() | st.booleans() | st.none() | st.lists(texts, max_size=2)
snapshots = st.builds(
    Snapshot,
    table=texts,
    row=st.integers(1),
    values=st.dictionaries(texts, values, max_size=3),
    fields_version=st.integers(1, 3),
)
entries = st.builds(
    Entry,
    contract=texts,
    number=st.integers(1, 9),
    on=st.dates(),
    kind=st.sampled_from(EntryKind),
    text=texts,
    written_at=st.datetimes(timezones=st.just(UTC)),
    written_by=texts,
    hash_before=texts,
    branch=st.integers(0, 3),
    other_party=texts,
    officer=texts,
    method=texts,
    place=texts,
    corrects=st.none() | st.integers(1, 9),
    bound_to=st.lists(snapshots, max_size=2).map(tuple),
    evidence=st.lists(texts, max_size=2).map(tuple),
    format=st.integers(1, 2),
)
FIELDS = [field.name for field in fields(Entry)]


class TestCanonicalForm:
    """record.md, The chain: the hash covers everything that an entry holds."""

    @given(entries, entries, st.sampled_from(FIELDS))
    def test_an_entry_that_differs_in_one_field_has_another_hash(self, one, other, name):
        value: Any = getattr(other, name)
        changed = replace(one, **{name: value})
        assume(changed != one)
        assert changed.hash != one.hash

    @given(st.recursive(values, lambda v: st.lists(v) | st.dictionaries(texts, v), max_leaves=8))
    def test_the_form_is_read_back_by_any_reader_of_json(self, value):
        assert json.loads(canonical_json(value)) == value


class TestChains:
    """record.md, The chain: entries are linked, so that none can be changed or left out."""

    @given(st.integers(2, 6), st.data())
    def test_any_other_order_or_choice_of_entries_is_found(self, length, data):
        chain = [(entry, entry.hash) for entry in a_chain(length)]
        places = data.draw(st.lists(st.integers(0, length - 1), max_size=length + 1))
        assume(places != list(range(length)))
        picked = [chain[place] for place in places]
        assert list(chain_faults("2026-0001", picked, head_of([entry for entry, _ in chain])))

    @given(st.dictionaries(texts, st.builds(Head, st.integers(0, 99), texts), max_size=4), texts)
    def test_a_seal_is_read_back_as_it_was_written(self, heads, sealed_at):
        seal = Seal(sealed_at, heads)
        assert Seal.from_json(seal.to_json()) == seal

    @given(st.dates())
    def test_days_of_every_year_are_written_with_four_digits(self, day: date):
        [entry] = a_chain(1, on=day)
        assert f'"on":"{day.year:04}-'.encode() in entry.canonical()
