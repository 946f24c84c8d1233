"""管理記録の形: the canonical form, held against vectors made by hand (docs/record-format.md)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from audits.entry import (
    Entry,
    EntryKind,
    Snapshot,
    canonical_json,
    first_hash_before,
    is_late,
    utc_text,
)
from audits.record import Head, Seal, chain_faults
from tests.builders import an_entry

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "record-format.md"
ZERO = "52fea5923921db04d9da2cd555e408990383a85b0e84b87b9704cd943eb578c4"
HASHES = [
    "e3fb2f973c6a8a3e003ba0bdb851ea3881152eb12f345e6309a77acb8598cc63",
    "16ee83479176713598ab59a41566f072f060327f177a2303d65e78e91464dcf1",
    "ce89f49b52cd5a13f212105b5f3031f76648d9faea3fabdabe200120ba990d6f",
]
FORMS = [
    (
        '{"bound_to":[{"fields_version":1,"row":17,"table":"data_items","values":{"counted":1200,'
        '"items":["氏名","住所"],"media":["紙"],"name":"宛名データ","no_longer_needed_on":null,'
        '"number":"D1","on":"2026-04-10","sealed":true}}],"branch":0,"contract":"2026-0001",'
        '"corrects":null,"evidence":["'
        'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"'
        f'],"format":1,"hash_before":"{ZERO}","kind":"データ引渡し","method":"手渡し","number":1,'
        '"officer":"𠮷田 花子","on":"2026-04-10","other_party":"みほん印刷株式会社",'
        '"place":"福祉課 書庫3","text":"宛名データ1,200件を渡した。",'
        '"written_at":"2026-04-10T06:30:00.000000Z","written_by":"yoshida"}'
    ),
    (
        '{"bound_to":[],"branch":1,"contract":"2026-0001","corrects":null,"evidence":[],"format":1,'
        f'"hash_before":"{HASHES[0]}","kind":"電話確認","method":"","number":2,"officer":"",'
        '"on":"2026-05-11","other_party":"","place":"",'
        r'"text":"「\"ｶﾞｲﾄﾞ\"」は\n金庫\\棚2にある\t\u001f㈱①",'
        '"written_at":"2026-05-20T23:59:59.000001Z","written_by":"yoshida"}'
    ),
    (
        '{"bound_to":[],"branch":0,"contract":"2026-0001","corrects":1,"evidence":[],"format":1,'
        f'"hash_before":"{HASHES[1]}","kind":"訂正","method":"","number":3,"officer":"𠮷田 花子",'
        '"on":"2026-06-01","other_party":"","place":"","text":"1号の件数は1,020件が正しい。",'
        '"written_at":"2026-06-01T00:00:00.000000Z","written_by":"yoshida"}'
    ),
]
SEAL_HASH = "8d0cf41cba869d7aaf1613880687b0306bab59d0789e754d4913d8d0471e994f"
JAPAN = timezone(timedelta(hours=9))

HANDED_OVER = Entry(
    "2026-0001",
    1,
    date(2026, 4, 10),
    EntryKind.DATA_PROVIDED,
    "宛名データ1,200件を渡した。",
    datetime(2026, 4, 10, 15, 30, tzinfo=JAPAN),
    "yoshida",
    ZERO,
    other_party="みほん印刷株式会社",
    officer="𠮷田 花子",
    method="手渡し",
    place="福祉課 書庫3",
    bound_to=(
        Snapshot(
            "data_items",
            17,
            {
                "on": "2026-04-10",
                "number": "D1",
                "name": "宛名データ",
                "items": ["氏名", "住所"],
                "media": ["紙"],
                "counted": 1200,
                "no_longer_needed_on": None,
                "sealed": True,
            },
        ),
    ),
    evidence=(hashlib.sha256(b"").hexdigest(),),
)
TELEPHONED = Entry(
    "2026-0001",
    2,
    date(2026, 5, 11),
    EntryKind.TELEPHONED,
    '「"ｶﾞｲﾄﾞ"」は\n金庫\\棚2にある\t\x1f㈱①',
    datetime(2026, 5, 20, 23, 59, 59, 1, tzinfo=UTC),
    "yoshida",
    HASHES[0],
    branch=1,
)
CORRECTED = Entry(
    "2026-0001",
    3,
    date(2026, 6, 1),
    EntryKind.CORRECTED,
    "1号の件数は1,020件が正しい。",
    datetime(2026, 6, 1, tzinfo=UTC),
    "yoshida",
    HASHES[1],
    officer="𠮷田 花子",
    corrects=1,
)
VECTORS = list(zip([HANDED_OVER, TELEPHONED, CORRECTED], FORMS, HASHES, strict=True))


@pytest.mark.parametrize(("entry", "form", "hash_"), VECTORS)
def test_an_entry_has_exactly_the_documented_bytes_and_hash(entry, form, hash_):
    assert entry.canonical() == form.encode("utf-8")
    assert entry.hash == hash_ == hashlib.sha256(form.encode("utf-8")).hexdigest()


def test_the_vectors_are_a_sound_chain():
    entries = [(entry, hash_) for entry, _, hash_ in VECTORS]
    assert list(chain_faults("2026-0001", entries, Head(3, HASHES[2]))) == []


def test_the_first_entry_stands_on_the_hash_of_the_contracts_number():
    assert first_hash_before("2026-0001") == ZERO
    assert first_hash_before("契約𠮷") == hashlib.sha256("契約𠮷".encode()).hexdigest()


def test_the_document_shows_every_vector_with_its_hash():
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    for form, hash_ in zip(FORMS, HASHES, strict=True):
        assert lines[lines.index(form) + 3] == f"`{hash_}`"


def test_the_document_names_every_key_of_an_entry_and_of_a_snapshot():
    document = DOCUMENT.read_text(encoding="utf-8")
    form = json.loads(FORMS[0])
    keys = [*form, *form["bound_to"][0]]
    assert [key for key in keys if f"`{key}`" not in document] == []


def test_the_documented_seal_has_the_documented_hash():
    heads = {"2026-0002": Head(0, first_hash_before("2026-0002")), "2026-0001": Head(3, HASHES[2])}
    seal = Seal("2026-06-02T00:00:00.000000Z", heads)
    document = DOCUMENT.read_text(encoding="utf-8")
    body = {key: value for key, value in seal.to_json().items() if key != "hash"}
    assert canonical_json(body).decode("utf-8") in document
    assert seal.hash == SEAL_HASH
    assert f"`{SEAL_HASH}`" in document


def test_letters_are_hashed_as_typed_and_never_normalised():
    composed, decomposed = an_entry(1, ZERO, text="が"), an_entry(1, ZERO, text="か\u3099")
    assert composed.hash != decomposed.hash
    assert "㈱".encode() in an_entry(1, ZERO, text="㈱").canonical()


@pytest.mark.parametrize("sign", ["/", "\x7f", "\u2028", "𠮷", "é", "\ufeff"])
def test_what_need_not_be_escaped_stands_as_itself(sign):
    assert canonical_json(sign) == f'"{sign}"'.encode()


@pytest.mark.parametrize("number", range(0x20))
def test_control_characters_are_escaped(number):
    short = {8: r"\b", 9: r"\t", 10: r"\n", 12: r"\f", 13: r"\r"}
    written = short.get(number, rf"\u{number:04x}")
    assert canonical_json(chr(number)) == f'"{written}"'.encode()


def test_keys_are_sorted_by_code_point_on_every_level():
    assert canonical_json({"b": {"あ": 1, "z": 2, "Z": 3}, "a": []}) == (
        '{"a":[],"b":{"Z":3,"z":2,"あ":1}}'.encode()
    )


@pytest.mark.parametrize("value", [1.0, {"a": [1, 2.5]}, [{"a": 0.1}], (1.5,), float("nan")])
def test_floats_are_refused(value):
    with pytest.raises(TypeError, match="canonical"):
        canonical_json(value)


def test_moments_are_written_in_utc_with_all_their_decimals():
    assert utc_text(datetime(2026, 11, 20, 9, 0, tzinfo=JAPAN)) == "2026-11-20T00:00:00.000000Z"
    assert utc_text(datetime(2026, 1, 1, 8, 59, 59, 7, tzinfo=JAPAN)) == (
        "2025-12-31T23:59:59.000007Z"
    )


def test_a_moment_without_its_offset_is_refused():
    naive = datetime(2026, 11, 20)  # noqa: DTZ001 — that is what is refused
    with pytest.raises(ValueError, match="offset"):
        replace(HANDED_OVER, written_at=naive).canonical()


@pytest.mark.parametrize(("written_on", "late"), [(20, False), (27, False), (28, True)])
def test_an_entry_is_late_when_written_more_than_seven_days_after_its_day(written_on, late):
    assert is_late(date(2026, 11, 20), date(2026, 11, written_on)) is late


def test_the_kinds_of_entry_are_the_closed_list():
    words = (
        "契約締結 契約変更 取扱者届出 再委託承諾 再委託不承諾 データ引渡し データ収集・作成 "
        "複写等の承諾 立入調査 指摘 改善指示 是正報告 是正確認 電話確認 打合せ 報告依頼 定期報告 "
        "報告受領 教育 事故通知 事故報告 委員会報告 返還 引渡し 引継ぎ 消去 消去証明書 消去確認 "
        "控えの消滅確認 対象データなし 免除 未実施の記録 違反の処理 付議 完了 再開 "
        "不成立 訂正 その他"
    )
    assert [kind.value for kind in EntryKind] == words.split(" ")
