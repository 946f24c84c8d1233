"""A record that was changed behind the product's back is found, by itself or with its seal."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Date, Integer, Table, text
from sqlalchemy.exc import DBAPIError

from app.acts.verifying import record_faults
from app.records import acts_on_file
from app.records.base import Base
from app.records.database import transaction
from app.records.entries import EntryRow
from audits.certificate_comparison import Match
from audits.council import CouncilResult, Matter
from audits.entry import EntryKind
from audits.erasure import Confirmation, Disposal, Origin
from audits.handler import HandlerRole
from audits.inspection import Judgement, Method
from audits.period import Rhythm
from audits.report import ReportKind
from audits.safeguard import NoteKind
from tests.books import contract_cells
from tests.integration.installation import Installation

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
    "data_items": {"no_longer_needed_on", "lessor", "lessor_returned_on"},  # of a lease: below
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
# What no workbook brings has its tests beside the pages where it is done.
BY_HAND = {
    "amendments",
    *("excuses", "settlements", "closings", "certificate_comparisons"),
    *("finding_steps", "improvement_orders", "approved_reports"),
    *("consent_requests", "consent_checks", "consent_decisions", "council_opinions"),
    *("incident_accounts", "exceptions"),
    "handler_terms",
    *("attachments", "attachment_withdrawals", "paper_places"),
}
WORDS: Mapping[tuple[str, str], type[Any]] = {
    ("contract_terms", "periodic_report"): Rhythm,
    ("council_matters", "matter"): Matter,
    ("council_matters", "result"): CouncilResult,
    ("handler_reports", "role"): HandlerRole,
    ("data_items", "origin"): Origin,
    ("disposals", "disposal"): Disposal,
    ("erasure_certificates", "confirmation"): Confirmation,
    ("certificate_comparisons", "result"): Match,
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


@pytest.mark.parametrize("table", sorted(set(acts_on_file.TABLES) - BY_HAND))
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


@pytest.mark.parametrize(
    "table",
    sorted(set(acts_on_file.TABLES) - BY_HAND - {"council_matters"}),
)
def test_a_row_that_was_moved_to_another_engagement_is_found(golden_to_read, table):
    """Its own columns are untouched: what changed is whose fact it is."""
    row = next(iter(bound_columns(golden_to_read, table).values()))
    elsewhere = "(SELECT id FROM contracts WHERE number = 'R2-福祉-099')"
    change = f"engagement_id = (SELECT id FROM engagements WHERE contract_id = {elsewhere})"  # noqa: S608
    if table == "contract_terms":  # a contract has one in force
        change = f"is_current = (1 = 0), contract_id = {elsewhere}"
        [(row,)] = golden_to_read.rows(
            "SELECT t.id FROM contract_terms t JOIN contracts c ON c.id = t.contract_id "
            "WHERE c.number = :number",
            number=TABLETS,
        )
    statement = f"UPDATE {table} SET revision = 99, {change} WHERE id = :row"  # noqa: S608
    assert any(
        "移っています。" in fault for fault in faults_after(golden_to_read, statement, row=row)
    )


@pytest.mark.parametrize("table", sorted(set(acts_on_file.TABLES) - BY_HAND))
def test_a_fact_that_was_put_out_of_force_is_found(golden_to_read, table):
    row = next(iter(bound_columns(golden_to_read, table).values()))
    statement = f"UPDATE {table} SET is_current = (1 = 0) WHERE id = :row"  # noqa: S608
    found = faults_after(golden_to_read, statement, row=row)
    assert any("有効でない" in fault for fault in found)


@pytest.mark.parametrize(
    ("statement", "missing"),
    [
        ("UPDATE erasure_certificates SET confirmed_on = '2021-04-20' WHERE number = 'KT-2021-04'",
         "消去確認"),
        ("UPDATE findings SET put_right_on = '2022-03-01' WHERE fiscal_year = 2021", "是正確認"),
        ("UPDATE incidents SET final_on = '2020-05-20'", "委員会報告"),
        ("UPDATE inspections SET judgement = 'met' WHERE judgement IS NULL", "立入調査"),
    ],
)  # fmt: skip
def test_an_act_that_was_put_on_file_without_its_entry_is_found(golden_to_read, statement, missing):
    found = faults_after(golden_to_read, statement)
    assert any(f"「{missing}」の記録がない事実" in fault for fault in found)


def test_a_revision_that_was_replaced_is_no_fault_and_its_successor_hidden_is_one(installation):
    installation.load_sheets(契約=[contract_cells()])
    renamed = {"件名": "改めた件名"}
    for changes in ({"備考": "一"}, renamed, {**renamed, "備考": "二"}):
        installation.load_sheets(契約=[contract_cells(**changes)])
    assert installation.run("verify").exit_code == 0
    statement = "UPDATE contract_terms SET is_current = (1 = 0) WHERE revision = 4"
    found = faults_after(installation, statement)
    assert [fault.split("：")[0] for fault in found] == ["R8-001 1号", "R8-001 2号"]


def test_what_a_later_revision_carries_on_unsaid_cannot_be_changed_unnoticed(installation):
    """The entry of the later one is bound to the day that it added, and to nothing else."""
    installation.load_sheets(契約=[contract_cells()], 事故=[{**REPORTED, "確報日": None}])
    installation.load_sheets(契約=[], 事故=[REPORTED])
    assert installation.run("verify").exit_code == 0
    change = "UPDATE incidents SET {} WHERE is_current"
    for column, value in (("outline", "'別のこと'"), ("known_on", "'2026-04-30'")):
        found = faults_after(installation, change.format(f"{column} = {value}"))
        assert any("新しい版" in fault and column in fault for fault in found), column


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
