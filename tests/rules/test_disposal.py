"""廃棄簿: what is left of disposed contracts, a chain of its own."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from audits.disposal import FIRST_HASH_BEFORE, Confirmed, DoneAs, Stub, stub_faults
from audits.entry import canonical_json, first_hash_before
from audits.record import Head, Seal

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "record-format.md"
HASHES = (
    "e3fb2f973c6a8a3e003ba0bdb851ea3881152eb12f345e6309a77acb8598cc63",
    "16ee83479176713598ab59a41566f072f060327f177a2303d65e78e91464dcf1",
    "ce89f49b52cd5a13f212105b5f3031f76648d9faea3fabdabe200120ba990d6f",
)
ONE = Stub(
    number=1,
    contract="2026-0001",
    department="福祉課",
    first_on=date(2026, 4, 1),
    last_on=date(2027, 3, 31),
    done_on=date(2027, 6, 1),
    done_as=DoneAs.CLOSED,
    kept_until=date(2033, 3, 31),
    years=5,
    entries=3,
    last_hash=HASHES[2],
    hashes=HASHES,
    first=Confirmed("𠮷田 花子（yoshida）", datetime(2033, 4, 3, 1, tzinfo=UTC), "期限の満了"),
    second=Confirmed("事務 一郎（jimu）", datetime(2033, 4, 4, 2, tzinfo=UTC), "「廃棄」可"),
    hash_before=FIRST_HASH_BEFORE,
)
EMPTY = replace(
    ONE,
    number=2,
    contract="2026-0002",
    done_as=DoneAs.CAME_TO_NOTHING,
    entries=0,
    last_hash=first_hash_before("2026-0002"),
    hashes=(),
    hash_before=ONE.hash,
)
BOTH = [(ONE, ONE.hash), (EMPTY, EMPTY.hash)]
ONE_HASH = "0132f5c33ec5b07f59e238c7d5bf12257defcbd068561fbae195524279ea513a"


def said(stubs: list[tuple[Stub, str]], *on_file: str) -> list[str]:
    return [str(fault) for fault in stub_faults(stubs, on_file)]


def test_what_nobody_touched_is_sound():
    assert said([]) == said(BOTH) == []
    assert said(BOTH, "2026-0003") == []


def test_the_form_is_the_documented_one():
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    form = ONE.canonical().decode()
    assert lines[lines.index(form) + 3] == f"`{ONE.hash}`"
    assert ONE.hash == ONE_HASH
    assert f"`{FIRST_HASH_BEFORE}`" in "\n".join(lines)


def test_the_document_names_every_key():
    document = DOCUMENT.read_text(encoding="utf-8")
    form = json.loads(ONE.canonical())
    assert [key for key in (*form, *form["first"]) if f"`{key}`" not in document] == []


@pytest.mark.parametrize(
    "changed",
    [
        replace(ONE, department="別の課"),
        replace(ONE, kept_until=date(2030, 3, 31)),
        replace(ONE, first=replace(ONE.first, by="だれか")),
        replace(ONE, second=replace(ONE.second, reason="")),
        replace(ONE, done_on=date(2020, 1, 1)),
    ],
)
def test_a_changed_field_is_found(changed):
    assert said([(changed, ONE.hash), *BOTH[1:]]) == [
        "2026-0001：廃棄簿の1番：内容が照合値と合いません。"
    ]


def test_what_is_hashed_anew_breaks_the_chain():
    changed = replace(ONE, years=1)
    assert said([(changed, changed.hash), *BOTH[1:]]) == [
        "2026-0002：廃棄簿の2番：前の番号とのつながりが切れています。"
    ]


def test_a_removed_stub_leaves_a_gap():
    assert said(BOTH[1:]) == [
        "2026-0002：廃棄簿の2番：1番があるはずの所にあります。",
        "2026-0002：廃棄簿の2番：前の番号とのつながりが切れています。",
    ]


@pytest.mark.parametrize(
    "forged", [replace(ONE, entries=2), replace(ONE, hashes=HASHES[:2]), replace(ONE, last_hash="")]
)
def test_a_stub_that_contradicts_itself_is_found(forged):
    assert said([(forged, forged.hash)]) == [
        "2026-0001：廃棄簿の1番：記録の件数又は末尾の照合値が、控えたハッシュと合いません。"
    ]


def test_a_stub_beside_its_contract_is_found():
    assert said(BOTH, "2026-0001") == ["2026-0001：廃棄簿にある契約が、台帳にもあります。"]


def test_the_documented_seal_of_a_time_with_stubs_has_the_documented_hash():
    heads, last = {"2026-0001": Head(3, HASHES[2])}, Head(1, ONE.hash)
    seal = Seal("2033-04-05T00:00:00.000000Z", heads, last)
    document = DOCUMENT.read_text(encoding="utf-8")
    body = {key: value for key, value in seal.to_json().items() if key != "hash"}
    assert canonical_json(body).decode() in document
    assert f"`{seal.hash}`" in document
