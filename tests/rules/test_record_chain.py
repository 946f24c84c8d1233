"""管理記録の連鎖: whatever is changed in a record is found (record.md, The chain)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest

from audits.entry import Entry, EntryKind, Snapshot
from audits.record import Fault, Head, chain_faults
from tests.builders import WRITTEN_AT, a_chain, head_of

NUMBER = "2026-0001"
Stored = list[tuple[Entry, str]]
SNAPSHOT = Snapshot("inspections", 3, {"judgement": "met", "round": 1})
CHAIN = a_chain(
    4, bound_to=(SNAPSHOT, replace(SNAPSHOT, row=4)), evidence=("a" * 64, "b" * 64), corrects=1
)

# What is put in the place of each field, one or more changes each.
CHANGES: dict[str, list[Any]] = {
    "contract": ["2026-0002"],
    "number": [9, 0],
    "on": [date(2026, 11, 19)],
    "kind": [EntryKind.OTHER],
    "text": ["", "1回目の確認 ", "１回目の確認"],
    "written_at": [WRITTEN_AT + timedelta(microseconds=1)],
    "written_by": ["別の職員"],
    "hash_before": ["0" * 64],
    "branch": [1],
    "other_party": ["みほん株式会社"],
    "officer": ["𠮷田"],
    "method": ["電話"],
    "place": ["書庫"],
    "corrects": [None, 2],
    "bound_to": [
        (),
        (SNAPSHOT,),
        (replace(SNAPSHOT, row=4), SNAPSHOT),
        (replace(SNAPSHOT, row=5), replace(SNAPSHOT, row=4)),
        (replace(SNAPSHOT, table="findings"), replace(SNAPSHOT, row=4)),
        (replace(SNAPSHOT, fields_version=2), replace(SNAPSHOT, row=4)),
        (replace(SNAPSHOT, values={"judgement": "met", "round": 2}), replace(SNAPSHOT, row=4)),
        (replace(SNAPSHOT, values={"judgement": "met"}), replace(SNAPSHOT, row=4)),
    ],
    "evidence": [(), ("b" * 64, "a" * 64), ("a" * 64, "c" * 64)],
    "format": [2],
}
FIELD_CHANGES = [(name, value) for name, values in CHANGES.items() for value in values]


def stored(entries: list[Entry] = CHAIN) -> Stored:
    return [(entry, entry.hash) for entry in entries]


def faults(chain: Stored, head: Head | None = None) -> list[Fault]:
    return list(chain_faults(NUMBER, chain, head or head_of(CHAIN)))


def test_a_chain_that_nobody_touched_is_sound():
    assert faults(stored()) == []
    assert list(chain_faults(NUMBER, [], head_of([]))) == []


def test_every_field_of_an_entry_is_changed_here():
    assert set(CHANGES) == {field.name for field in fields(Entry)}


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize(("name", "value"), FIELD_CHANGES)
def test_a_changed_field_is_found_at_its_entry(name, value, place):
    chain = stored()
    entry, hash_ = chain[place]
    changed: Entry = replace(entry, **{name: value})
    chain[place] = (changed, hash_)
    assert changed.number in {fault.number for fault in faults(chain)}


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize(("name", "value"), FIELD_CHANGES)
def test_a_changed_field_is_found_even_where_its_own_hash_was_computed_anew(name, value, place):
    chain = stored()
    changed: Entry = replace(chain[place][0], **{name: value})
    chain[place] = (changed, changed.hash)
    assert faults(chain) != []


def without(place: int) -> Stored:
    return stored()[:place] + stored()[place + 1 :]


def twice(place: int) -> Stored:
    return stored()[: place + 1] + stored()[place:]


def swapped(place: int) -> Stored:
    chain = stored()
    chain[place], chain[place + 1] = chain[place + 1], chain[place]
    return chain


def cut_off(length: int) -> Stored:
    return stored()[:length]


def with_other_hash(place: int) -> Stored:
    chain = stored()
    chain[place] = (chain[place][0], "f" * 64)
    return chain


def appended(extra: int) -> Stored:
    return stored(a_chain(4 + extra, bound_to=CHAIN[0].bound_to))


def renumbered_after_deletion(place: int) -> Stored:
    """An entry taken out and the rest numbered anew, but not linked anew."""
    rest = [entry for entry, _ in without(place)]
    return stored([replace(entry, number=n) for n, entry in enumerate(rest, start=1)])


MUTATIONS: list[tuple[Callable[[int], Stored], range]] = [
    (without, range(4)),
    (twice, range(4)),
    (swapped, range(3)),
    (cut_off, range(4)),
    (with_other_hash, range(4)),
    (appended, range(1, 3)),
    (renumbered_after_deletion, range(4)),
]


@pytest.mark.parametrize(
    ("mutation", "place"), [(mutation, place) for mutation, where in MUTATIONS for place in where]
)
def test_entries_taken_out_doubled_swapped_cut_off_or_added_are_found(mutation, place):
    assert faults(mutation(place)) != []


@pytest.mark.parametrize(
    "head",
    [
        Head(3, CHAIN[3].hash),
        Head(5, CHAIN[3].hash),
        Head(0, CHAIN[3].hash),
        Head(4, CHAIN[2].hash),
        Head(4, "0" * 64),
        head_of([]),
    ],
)
def test_a_changed_head_is_found(head):
    [fault] = faults(stored(), head)
    assert fault.number is None
    assert str(fault).startswith("2026-0001：")


def test_the_chain_of_another_contract_is_found():
    others = a_chain(2, "2026-0002")
    found = list(chain_faults(NUMBER, stored(others), head_of(others)))
    assert "2026-0001 1号：別の契約の記録です。" in map(str, found)


def test_a_fault_names_the_entry_and_says_what_is_wrong():
    chain = stored()
    chain[1] = (replace(chain[1][0], text="書き直し"), chain[1][1])
    assert [str(fault) for fault in faults(chain)] == [
        "2026-0001 2号：記録の内容が照合値と合いません。"
    ]


def test_an_entry_that_is_missing_is_named_where_the_gap_is():
    assert [str(fault) for fault in faults(without(1))] == [
        "2026-0001 3号：2号があるはずの所にあります。",
        "2026-0001 3号：前の記録とのつながりが切れています。",
        "2026-0001：記録の件数又は末尾の照合値が控えと合いません。",
    ]


def test_an_entry_numbered_nought_is_named_by_its_number():
    assert str(Fault(NUMBER, 0, "前の記録とのつながりが切れています。")).startswith("2026-0001 0号")
