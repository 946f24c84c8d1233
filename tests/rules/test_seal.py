"""封印: a seal kept elsewhere finds what a chain alone cannot (record.md, The chain)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from audits.entry import Entry, first_hash_before
from audits.record import Anchoring, Head, Seal, anchoring, chain_faults
from tests.builders import a_chain, head_of

ONE, TWO, EMPTY = "2026-0001", "2026-0002", "2026-0003"
CHAINS = {ONE: a_chain(4, ONE), TWO: a_chain(2, TWO), EMPTY: []}
SEAL = Seal(
    "2026-11-20T00:00:00.000000Z",
    {contract: head_of(chain, contract) for contract, chain in CHAINS.items()},
)


def rewritten(chain: list[Entry], place: int) -> list[Entry]:
    """An entry changed, and every hash from there on computed anew."""
    new = chain[:place]
    for entry in chain[place:]:
        before = new[-1].hash if new else first_hash_before(entry.contract)
        text = "書き直し" if entry.number == place + 1 else entry.text
        new.append(replace(entry, text=text, hash_before=before))
    return new


def found_by_seal(chains: dict[str, list[Entry]]) -> list[str]:
    hashes = {c: {entry.number: entry.hash for entry in chain} for c, chain in chains.items()}
    return [str(fault) for fault in SEAL.faults(hashes)]


def is_sound(chain: list[Entry]) -> bool:
    stored = [(entry, entry.hash) for entry in chain]
    return not list(chain_faults(chain[0].contract, stored, head_of(chain)))


def test_records_that_nobody_touched_pass_the_seal():
    assert found_by_seal(CHAINS) == []


def test_what_was_written_since_the_seal_passes_it():
    assert found_by_seal(CHAINS | {ONE: a_chain(6, ONE), EMPTY: a_chain(1, EMPTY)}) == []


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_chain_cut_off_with_its_head_is_sound_but_found_by_the_seal(length):
    cut = CHAINS[ONE][:length]
    assert is_sound(cut)
    assert found_by_seal(CHAINS | {ONE: cut}) == [
        "2026-0001 4号：封印のときにあった4号までの記録がありません。"
    ]


@pytest.mark.parametrize("place", range(4))
def test_a_chain_hashed_anew_from_any_entry_on_is_sound_but_found_by_the_seal(place):
    anew = rewritten(CHAINS[ONE], place)
    assert is_sound(anew)
    assert found_by_seal(CHAINS | {ONE: anew}) == ["2026-0001 4号：封印のときの照合値と違います。"]


def test_a_record_that_is_gone_altogether_is_found_by_the_seal():
    rest = {contract: chain for contract, chain in CHAINS.items() if contract != TWO}
    assert found_by_seal(rest) == ["2026-0002 2号：封印のときにあった2号までの記録がありません。"]


def test_a_seal_is_read_back_as_it_was_written():
    assert Seal.from_json(json.loads(json.dumps(SEAL.to_json()))) == SEAL


def test_a_seal_does_not_depend_on_the_order_in_which_contracts_are_given():
    turned = Seal(SEAL.sealed_at, dict(reversed(list(SEAL.heads.items()))))
    assert (turned.hash, turned.to_json()) == (SEAL.hash, SEAL.to_json())


def spoilt(**changes: Any) -> dict[str, Any]:
    return {**json.loads(json.dumps(SEAL.to_json())), **changes}


RECORDS: list[dict[str, Any]] = json.loads(json.dumps(SEAL.to_json()["records"]))


@pytest.mark.parametrize(
    "value",
    [
        spoilt(hash="0" * 64),
        spoilt(sealed_at="2026-11-21T00:00:00.000000Z"),
        spoilt(records=RECORDS[1:]),
        spoilt(records=[]),
        spoilt(records=[{**RECORDS[0], "entries": 3}, *RECORDS[1:]]),
        spoilt(records=[{**RECORDS[0], "hash": "0" * 64}, *RECORDS[1:]]),
        spoilt(records=[{**RECORDS[0], "contract": "2026-0009"}, *RECORDS[1:]]),
    ],
)
def test_a_seal_whose_content_was_changed_is_refused(value):
    with pytest.raises(ValueError, match="照合値と合いません"):
        Seal.from_json(value)


@pytest.mark.parametrize(
    "value",
    [
        spoilt(records=None),
        spoilt(records=5),
        spoilt(records=[5]),
        spoilt(records=[{"contract": ONE}]),
        spoilt(records=[{"contract": ONE, "entries": "四", "hash": ""}]),
        spoilt(records=[{"contract": ONE, "entries": 1.5, "hash": ""}]),
        {"format": 1, "records": []},
        {"format": 1, "records": [], "sealed_at": ""},
        {"format": 2, "records": [], "sealed_at": ""},
        spoilt(format=2),
        spoilt(format=2, disposed=5),
        spoilt(format=2, disposed={"contracts": 0, "hash": ""}),
        spoilt(format=2, disposed={"contracts": "二", "hash": ""}),
    ],
)
def test_a_file_of_another_shape_is_refused(value):
    with pytest.raises(ValueError, match="形が正しくありません"):
        Seal.from_json(value)


@pytest.mark.parametrize("value", [None, [], "封印", {}, {"format": 3}, {"records": []}])
def test_a_file_that_is_no_seal_is_refused(value):
    with pytest.raises(ValueError, match="封印ファイルではありません"):
        Seal.from_json(value)


def test_a_seal_vouches_for_what_was_written_before_it():
    counts = {ONE: 6, TWO: 2, "2026-0004": 3}
    assert anchoring(SEAL, counts) == Anchoring(anchored=6, not_anchored=5)


def test_without_a_seal_nothing_is_vouched_for():
    assert anchoring(None, {ONE: 6}) == Anchoring(anchored=0, not_anchored=6)


def test_a_seal_vouches_for_no_more_than_is_there():
    assert anchoring(Seal("", {ONE: Head(9, "0" * 64)}), {ONE: 6}) == Anchoring(6, 0)


WITH_DISPOSED = replace(SEAL, disposed=Head(2, "d" * 64))


def test_a_seal_of_a_time_with_disposed_contracts_has_another_format_and_is_read_back():
    written = WITH_DISPOSED.to_json()
    assert (written["format"], SEAL.to_json()["format"]) == (2, 1)
    assert written["disposed"] == {"contracts": 2, "hash": "d" * 64}
    assert Seal.from_json(json.loads(json.dumps(written))) == WITH_DISPOSED


def test_a_seal_that_lost_its_disposed_contracts_is_refused():
    less = {k: v for k, v in WITH_DISPOSED.to_json().items() if k != "disposed"}
    with pytest.raises(ValueError, match="照合値と合いません"):
        Seal.from_json({**less, "format": 1})


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ("d" * 64, []),
        (None, ["廃棄簿：封印のときにあった2番までの控えがありません。"]),
        ("e" * 64, ["廃棄簿：2番が封印のときの照合値と違います。"]),
    ],
)
def test_a_seal_knows_the_end_of_the_disposed_contracts(stored, said):
    hashes = {c: {entry.number: entry.hash for entry in chain} for c, chain in CHAINS.items()}
    assert [str(fault) for fault in WITH_DISPOSED.faults(hashes, stored)] == said
