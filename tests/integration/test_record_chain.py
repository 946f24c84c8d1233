"""A record that was changed behind the product's back is found, by itself or with its seal."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Date, Integer, Table, text
from sqlalchemy.exc import DBAPIError

from app.acts.verifying import record_faults
from app.records import acts_on_file, entries
from app.records.base import Base
from app.records.database import transaction
from app.records.entries import EntryRow
from audits.council import CouncilResult, Matter
from audits.entry import EntryKind, first_hash_before
from audits.erasure import Confirmation, Disposal, Origin
from audits.handler import HandlerRole
from audits.inspection import Judgement, Method
from audits.period import Rhythm
from audits.record import Head, Seal
from audits.report import ReportKind
from audits.safeguard import NoteKind
from tests.books import contract_cells
from tests.integration.installation import NEXT_DAY, Installation

TABLETS = "R2-教支-034"
NOTHING_CAME = "R2-福祉-099"
# What finds an act's entry again; no part of what the entry says.
NOT_SAID = {"id", "act_table", "act_row", "act_slot"}
OTHER_VALUES = {
    "contract_id": "(SELECT id FROM contracts WHERE number = 'R2-福祉-099')",
    "number": "number + 1000",
    "contract": f"'{NOTHING_CAME}'",
    "on": "'2001-02-03'",
    "kind": "'その他'",
    "text": "text || '。'",
    "branch": "branch + 1",
    "other_party": "other_party || ' '",
    "officer": "officer || '係長'",
    "method": "method || '実地'",
    "place": "place || '書庫'",
    "corrects": "1",
    "bound_to": "'[]'",
    "evidence": "'[\"00\"]'",
    "written_at": "'2001-02-03 04:05:06.000000'",
    "written_by": "written_by || 'x'",
    "format": "format + 1",
    "hash_before": "'00' || hash_before",
    "hash": "'00' || hash",
}
# Facts that the record does not speak of: they may change without leaving an entry.
UNRECORDED = {
    "contract_terms": {"remarks"},
    "data_items": {"no_longer_needed_on"},
    "inspections": {"planned_on"},
}
BACKUP_GONE = {
    "契約番号": "R8-001",
    "証明書番号": "S-1",
    "証明日": "2026-10-01",
    "受領日": "2026-10-05",
    "控えの消滅日": "2026-10-31",
    "控えの消滅確認日": "2026-11-02",
}
REPORTED = {
    "契約番号": "R8-001",
    "事故番号": "J-1",
    "覚知日": "2026-05-01",
    "概要": "誤送信",
    "報告対象": "有",
    "速報日": "2026-05-05",
    "確報日": "2026-05-29",
}
VALUELESS = '[{"fields_version": 1, "row": 1, "table": "notes", "values": 5}]'
WORDS: Mapping[tuple[str, str], type[Any]] = {
    ("contract_terms", "periodic_report"): Rhythm,
    ("council_matters", "matter"): Matter,
    ("council_matters", "result"): CouncilResult,
    ("handler_reports", "role"): HandlerRole,
    ("data_items", "origin"): Origin,
    ("disposals", "disposal"): Disposal,
    ("erasure_certificates", "confirmation"): Confirmation,
    ("inspections", "method"): Method,
    ("inspections", "judgement"): Judgement,
    ("report_receipts", "kind"): ReportKind,
    ("notes", "kind"): NoteKind,
}


def faults_after(installation: Installation, statement: str, **values: object) -> list[str]:
    """What verifying says after one statement, which is then taken back."""
    with installation.app.app_context(), transaction() as session:
        done = session.execute(text(statement), values)
        assert done.rowcount == 1, statement  # type: ignore[attr-defined]
        found = [str(fault) for fault in record_faults(session)]
        session.rollback()
    return found


def last_entry(installation: Installation, contract: str) -> Any:
    return installation.entries(contract)[-1]


def bound_columns(installation: Installation, table: str) -> dict[str, int]:
    """Each column of a table that some entry is bound to, with the number of such a row."""
    found: dict[str, int] = {}
    for row in installation.rows("SELECT bound_to FROM entries"):
        for snapshot in json.loads(row.bound_to):
            if snapshot["table"] == table:
                found |= dict.fromkeys(snapshot["values"], snapshot["row"])
    return found


def another_value(installation: Installation, table: Table, column: str, row: int) -> str:
    """SQL for a value of a column that the row does not have and the table allows."""
    kind = table.c[column].type
    query = f'SELECT "{column}" FROM {table.name} WHERE id = :row'  # noqa: S608
    [(present,)] = installation.rows(query, row=row)
    if (table.name, column) in WORDS:
        members = WORDS[table.name, column]
        return next(f"'{member.value}'" for member in members if member.value != present)
    if column == "clause_set":
        return "'national-act-2023'" if present != "national-act-2023" else "'subcontract-2021'"
    if isinstance(kind, Date):
        return "'2001-02-03'" if column == "starts_on" else "'2098-12-31'"
    if isinstance(kind, Boolean):
        return f'NOT "{column}"'
    if isinstance(kind, Integer):
        return f'coalesce("{column}", 0) + 50'
    if isinstance(kind, JSON):
        return "'[\"x\"]'"
    return f"coalesce(\"{column}\", '') || 'x'"


def test_the_record_of_a_new_installation_holds(installation):
    done = installation.run("verify")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (
        0,
        "0件の契約、0号の記録に食い違いはありません。",
    )


def test_the_record_of_the_golden_book_holds(golden_to_read):
    count = golden_to_read.count("entries")
    done = golden_to_read.run("verify")
    assert done.exit_code == 0
    assert f"14件の契約、{count}号の記録に食い違いはありません。" in done.stdout
    assert "封印と照らし合わせていません" in done.stdout


def test_every_column_of_an_entry_is_looked_at():
    assert set(OTHER_VALUES) == set(EntryRow.__table__.columns.keys()) - NOT_SAID


def test_a_change_of_any_column_of_an_entry_is_found(golden_to_read):
    entry = last_entry(golden_to_read, TABLETS)
    unfound = [
        column
        for column, value in OTHER_VALUES.items()
        if not faults_after(
            golden_to_read,
            f'UPDATE entries SET "{column}" = {value} WHERE id = :id',  # noqa: S608
            id=entry.id,
        )
    ]
    assert unfound == []


@pytest.mark.parametrize(
    "damage",
    ["x", "[1]", "[{}]", "{", '[{"table": "notes"}]', "null", VALUELESS],
)
def test_an_entry_that_cannot_be_read_any_more_is_a_fault_with_its_number(golden_to_read, damage):
    entry = golden_to_read.entries(TABLETS)[2]
    statement = "UPDATE entries SET bound_to = :damage WHERE id = :id"
    [fault] = faults_after(golden_to_read, statement, id=entry.id, damage=damage)
    assert fault == f"{TABLETS} 3号：読み取れない値があります。"


@pytest.mark.parametrize(
    "change", ["\"on\" = 'いつか'", "written_at = 'いつか'", "evidence = '{'", "number = 'さん'"]
)
def test_a_value_that_no_database_should_hold_is_a_fault_and_no_crash(golden_to_read, change, kind):
    """SQLite keeps whatever it is given; PostgreSQL holds its columns to their types."""
    entry = golden_to_read.entries(TABLETS)[2]
    statement = f"UPDATE entries SET {change} WHERE id = :id"  # noqa: S608
    if kind == "postgresql":
        with pytest.raises(DBAPIError):
            faults_after(golden_to_read, statement, id=entry.id)
        return
    found = faults_after(golden_to_read, statement, id=entry.id)
    assert found
    assert all(fault.startswith(TABLETS) for fault in found)


def test_the_fault_names_contract_and_number_and_the_exit_code_is_one(golden):
    entry = golden.entries(TABLETS)[3]
    golden.change("UPDATE entries SET text = 'なかったこと' WHERE id = :id", id=entry.id)
    done = golden.run("verify")
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [f"{TABLETS} 4号：記録の内容が照合値と合いません。"]
    assert f"1件の食い違いがあります。最初のものは {TABLETS} 4号" in done.stderr


@pytest.mark.parametrize(
    "table", sorted(set(acts_on_file.TABLES) - {"excuses", "settlements", "closings"})
)
def test_a_change_of_any_column_behind_an_entry_is_found(golden, table):
    shape = Base.metadata.tables[table]
    golden.load_sheets(契約=[contract_cells()], 消去証明=[BACKUP_GONE], 事故=[REPORTED])
    bound = bound_columns(golden, table)
    facts = set(acts_on_file.TABLES[table].FACTS)
    assert set(bound) == facts - UNRECORDED.get(table, set())
    for column, row in bound.items():
        value = another_value(golden, shape, column, row)
        found = faults_after(
            golden,
            f'UPDATE {table} SET "{column}" = {value} WHERE id = :row',  # noqa: S608
            row=row,
        )
        assert any(f"{table} {row}）が変わっています" in f and column in f for f in found), column


@pytest.mark.parametrize("table", ["notes", "disposals", "inspections", "report_receipts"])
def test_a_row_behind_an_entry_that_is_gone_is_found(golden_to_read, table):
    row = next(iter(bound_columns(golden_to_read, table).values()))
    found = faults_after(golden_to_read, f"DELETE FROM {table} WHERE id = :row", row=row)  # noqa: S608
    assert any("もとになった行" in fault and "ありません" in fault for fault in found)


@pytest.mark.parametrize("which", [0, 3, -1])
def test_an_entry_that_is_gone_is_found(golden_to_read, which):
    entry = golden_to_read.entries(TABLETS)[which]
    assert faults_after(golden_to_read, "DELETE FROM entries WHERE id = :id", id=entry.id)


def test_entries_that_changed_places_are_found(golden):
    first, second = golden.entries(TABLETS)[1:3]
    golden.change(
        "UPDATE entries SET number = 9999 WHERE id = :first",
        "UPDATE entries SET number = 2 WHERE id = :second",
        "UPDATE entries SET number = 3 WHERE id = :first",
        first=first.id,
        second=second.id,
    )
    assert golden.run("verify").exit_code == 1


def test_an_entry_written_by_another_hand_is_found(golden_to_read):
    """A copy of the last entry under the next number: its own hash does not hold."""
    columns = [f'"{c.name}"' for c in EntryRow.__table__.columns if c.name != "id"]
    values = [("number + 1" if name == '"number"' else name) for name in columns]
    statement = (
        f"INSERT INTO entries ({', '.join(columns)}) "  # noqa: S608
        f"SELECT {', '.join(values)} FROM entries WHERE id = :id"
    )
    assert faults_after(golden_to_read, statement, id=last_entry(golden_to_read, TABLETS).id)


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
def test_only_the_seal_knows_of_an_end_that_was_cut_off(golden, kept):
    seal, count = sealed(golden), len(golden.entries(TABLETS))
    cut_off(golden, TABLETS, kept)
    only_the_seal_knows(
        golden, seal, f"{TABLETS} {count}号：封印のときにあった{count}号までの記録がありません。"
    )


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


def test_every_act_of_the_golden_book_has_its_entry_and_every_entry_its_act(golden_to_read):
    """No row that leaves an entry is without one, counted table by table."""
    found: dict[str, set[int]] = defaultdict(set)
    for table, row in _bound(golden_to_read):
        found[table].add(row)
    for table in ("notes", "disposals", "handler_reports", "report_receipts", "data_items"):
        assert len(found[table]) == golden_to_read.count(table)
    assert len(found["erasure_certificates"]) == golden_to_read.count("erasure_certificates")
    assert set(found) <= set(acts_on_file.TABLES)


def _bound(installation: Installation) -> Iterator[tuple[str, int]]:
    for row in installation.rows("SELECT bound_to FROM entries"):
        for snapshot in json.loads(row.bound_to):
            yield snapshot["table"], snapshot["row"]


def test_only_kinds_of_the_closed_list_are_in_the_record(golden_to_read):
    kinds = {row.kind for row in golden_to_read.rows("SELECT DISTINCT kind FROM entries")}
    assert kinds <= {kind.value for kind in EntryKind}
    assert len(kinds) > 15
