"""A seal that is kept elsewhere finds what a record alone cannot know: cut off, written anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from app.records import entries
from app.records.base import Base
from app.records.database import transaction
from audits.entry import first_hash_before
from audits.record import Head, Seal
from tests.books import contract_cells
from tests.integration.installation import NEXT_DAY, Installation

TABLETS = "R2-教支-034"


def sealed(installation: Installation) -> Any:
    out = installation.folder / "封印.json"
    done = installation.run("seal", out)
    assert done.exit_code == 0
    assert done.stdout.strip() == json.loads(out.read_text(encoding="utf-8"))["hash"]
    return out


def cut_off(installation: Installation, contract: str, kept: int) -> None:
    """Takes the end of a record away and sets its head to match."""
    chain = installation.entries(contract)
    last_hash = chain[kept - 1].hash if kept else first_hash_before(contract)
    installation.change(
        "DELETE FROM entries WHERE contract = :contract AND number > :kept",
        "UPDATE contracts SET entries = :kept, last_hash = :hash WHERE number = :contract",
        contract=contract,
        kept=kept,
        hash=last_hash,
    )


def written_anew(installation: Installation, contract: str) -> None:
    """Changes the first entry of a record and makes every hash after it fit again."""
    with installation.app.app_context(), transaction() as session:
        query = text("SELECT id FROM contracts WHERE number = :contract")
        key = session.scalar(query, {"contract": contract})
        assert isinstance(key, int)
        before = first_hash_before(contract)
        for entry, _ in entries.chains(session, [key])[key]:
            changed = _replaced(entry, before, "なかったこと" if entry.number == 1 else entry.text)
            before = changed.hash
            session.execute(
                text(
                    "UPDATE entries SET text = :text, hash_before = :before, hash = :hash "
                    "WHERE contract = :contract AND number = :number"
                ),
                {
                    "text": changed.text,
                    "before": changed.hash_before,
                    "hash": changed.hash,
                    "contract": contract,
                    "number": changed.number,
                },
            )
        session.execute(
            text("UPDATE contracts SET last_hash = :hash WHERE number = :contract"),
            {"hash": before, "contract": contract},
        )


def _replaced(entry: Any, hash_before: str, words: str) -> Any:
    return replace(entry, hash_before=hash_before, text=words)


def only_the_seal_knows(installation: Installation, seal: Any, said: str) -> None:
    assert installation.run("verify").exit_code == 0
    done = installation.run("verify", "--seal", seal)
    assert done.exit_code == 1
    assert said in done.stdout


@pytest.mark.parametrize("kept", [0, 1, 5])
def test_an_end_that_was_cut_off_leaves_facts_behind_and_the_seal_says_how_far_it_went(
    golden, kept
):
    seal, count = sealed(golden), len(golden.entries(TABLETS))
    cut_off(golden, TABLETS, kept)
    alone = golden.run("verify")
    assert alone.exit_code == 1
    assert "の記録がない事実" in alone.stdout
    done = golden.run("verify", "--seal", seal)
    said = f"{TABLETS} {count}号：封印のときにあった{count}号までの記録がありません。"
    assert said in done.stdout


def test_only_the_seal_knows_of_a_record_that_was_written_anew(golden):
    seal = sealed(golden)
    written_anew(golden, TABLETS)
    only_the_seal_knows(golden, seal, "封印のときの照合値と違います。")


def test_only_the_seal_knows_of_a_contract_that_is_gone_with_everything(golden):
    seal = sealed(golden)
    mine = "(SELECT id FROM contracts WHERE number = :contract)"
    engaged = f"(SELECT id FROM engagements WHERE contract_id = {mine})"  # noqa: S608
    statements = []
    for name, table in Base.metadata.tables.items():
        if "engagement_id" in table.c:
            statements.append(f"DELETE FROM {name} WHERE engagement_id IN {engaged}")  # noqa: S608
    for name, table in Base.metadata.tables.items():
        if "contract_id" in table.c and name != "engagements":
            statements.append(f"DELETE FROM {name} WHERE contract_id IN {mine}")  # noqa: S608
    golden.change(
        *statements,
        f"DELETE FROM engagements WHERE contract_id IN {mine}",  # noqa: S608
        "DELETE FROM contracts WHERE number = :contract",
        contract=TABLETS,
    )
    assert "13件の契約" in golden.run("verify").stdout
    only_the_seal_knows(golden, seal, f"{TABLETS} ")


def test_a_seal_vouches_for_what_was_there_and_says_how_much_came_later(golden):
    count = golden.count("entries")
    seal = sealed(golden)
    done = golden.run("verify", "--seal", seal)
    assert done.exit_code == 0
    assert f"の封印で {count}号までを裏付けました。" in done.stdout
    assert "その後の 0号は、まだ封印されていません。" in done.stdout
    note = {"契約番号": "R8-001", "日付": "2026-05-01", "区分": "電話確認", "内容": "確認"}
    golden.load_sheets(契約=[contract_cells()], 記録=[note, note], at=NEXT_DAY)
    done = golden.run("verify", "--seal", seal)
    assert done.exit_code == 0
    assert f"の封印で {count}号までを裏付けました。" in done.stdout
    assert "その後の 3号は、まだ封印されていません。" in done.stdout


def _with(change: Mapping[str, Any]) -> Any:
    return lambda seal: json.dumps(json.loads(seal) | dict(change)).encode()


def _one_entry_less(seal: bytes) -> bytes:
    value = json.loads(seal)
    value["records"][0]["entries"] -= 1
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    "damaged",
    [
        lambda seal: b"",
        lambda seal: seal[: len(seal) // 2],
        lambda seal: b"\xff\xfe\x00",
        lambda seal: b"[]",
        lambda seal: b"{}",
        lambda seal: b"null",
        lambda seal: b'{"format": 1}',
        _with({"records": 3}),
        _with({"records": [1]}),
        _with({"records": [{"contract": "R8", "entries": "x", "hash": ""}]}),
        _with({"records": [{"contract": "\ud800", "entries": 1, "hash": ""}]}),
        _with({"format": 2}),
        _with({"sealed_at": "2001-01-01T00:00:00.000000Z"}),
        _with({"records": []}),
        _one_entry_less,
    ],
)
def test_a_damaged_seal_is_refused_with_a_sentence(golden_to_read, damaged):
    seal = sealed(golden_to_read)
    seal.write_bytes(damaged(seal.read_bytes()))
    done = golden_to_read.run("verify", "--seal", seal)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("封印ファイル")
    assert done.stderr.strip().endswith("。")


def test_the_seal_of_another_city_is_found_to_be_foreign(golden_to_read):
    foreign = Seal("2026-01-01T00:00:00.000000Z", {"よその契約": _head()})
    file = golden_to_read.folder / "よその封印.json"
    file.write_text(json.dumps(foreign.to_json()), encoding="utf-8")
    done = golden_to_read.run("verify", "--seal", file)
    assert done.exit_code == 1
    assert "よその契約 3号：封印のときにあった3号までの記録がありません。" in done.stdout


def _head() -> Any:
    return Head(3, "ab" * 32)


def test_sealing_twice_gives_the_same_heads(golden_to_read):
    first = json.loads(sealed(golden_to_read).read_text(encoding="utf-8"))
    second = json.loads(sealed(golden_to_read).read_text(encoding="utf-8"))
    assert first["records"] == second["records"]
    assert len(first["records"]) == 14
