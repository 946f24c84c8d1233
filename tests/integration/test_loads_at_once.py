"""Loads that fail and loads that meet: nothing is half there, lost, or doubled."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import sleep

import pytest

from app.workflows.change_setting import change_setting
from app.workflows.load_workbook import Loading, load_workbook
from config import Config
from tests.books import a_book, contract_cells
from tests.integration.installation import AT, BY, GOLDEN_BOOK, NEXT_DAY, Installation

ROOT = Path(__file__).resolve().parents[2]
WRITING, COMPARING, COMPUTING = (
    "書き込んでいます",
    "台帳と照らし合わせています",
    "期限を計算しています",
)
COUNTED = ("contracts", "engagements", "contract_terms", "entries", "notes", "due_items")


class PowerCutError(Exception):
    """Something that no workflow expects."""


def note(text: str):
    return {"契約番号": "R8-001", "日付": "2026-05-01", "区分": "電話確認", "内容": text}


def load(
    installation: Installation, book: Path, on_progress: Callable[[str, int, int], None]
) -> Loading:
    with installation.app.app_context():
        return load_workbook(book, by=BY, at=NEXT_DAY, on_progress=on_progress)


def own_book(installation: Installation, name: str, **sheets) -> Path:
    folder = installation.folder / name
    folder.mkdir()
    return a_book(folder, **sheets)


def counts(installation: Installation) -> dict[str, int]:
    return {table: installation.count(table) for table in COUNTED}


@pytest.mark.parametrize("stage", [WRITING, COMPUTING])
def test_a_load_that_fails_halfway_leaves_nothing(golden, stage):
    def fail(reached: str, _done: int, _of: int) -> None:
        if reached == stage:
            raise PowerCutError

    before = golden.tables()
    book = a_book(golden.folder, 契約=[contract_cells()], 記録=[note("確認")])
    with pytest.raises(PowerCutError):
        load(golden, book, fail)
    assert golden.tables() == before
    assert golden.load(book).written
    assert golden.run("verify").exit_code == 0


def test_a_setting_that_fails_halfway_is_not_kept(golden, kind):
    """The due items cannot be computed: neither they nor the setting change."""
    if kind == "sqlite":  # PostgreSQL's triggers sleep while a table is changed behind its back
        golden.change("DROP TRIGGER clause_sets_never_update")
    golden.change("UPDATE clause_sets SET body = '[' WHERE id = 'subcontract-2021'")
    before = golden.tables()
    with golden.app.app_context(), pytest.raises(ValueError, match="subcontract-2021"):
        change_setting("oversight_start", "2020-04-01", by=BY, at=AT)
    assert golden.tables() == before


def met(installation: Installation, first: Path, second: Path) -> tuple[Loading, Loading]:
    """The second load is worked out while the first is writing, and written after it."""
    writing, compared = Event(), Event()

    def of_first(stage: str, _done: int, _of: int) -> None:
        if stage == WRITING:
            writing.set()
            assert compared.wait(20)
            sleep(0.3)  # the second works out its plan from what it still sees

    def of_second(stage: str, _done: int, _of: int) -> None:
        if stage == COMPARING:
            compared.set()

    def load_second() -> Loading:
        assert writing.wait(20)
        return load(installation, second, of_second)

    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(load, installation, first, of_first)
        two = pool.submit(load_second)
        return one.result(60), two.result(60)


def test_the_same_book_loaded_twice_at_once_is_loaded_once(installation):
    sheets = {"契約": [contract_cells()], "記録": [note("一"), note("一"), note("二")]}
    first = own_book(installation, "a", **sheets)
    second = own_book(installation, "b", **sheets)
    one, two = met(installation, first, second)
    assert (one.written, two.written) == (True, False)
    assert two.sheets["記録"].unchanged == 3
    assert installation.count("notes") == 3
    assert len(installation.entries("R8-001")) == 4
    assert installation.run("verify").exit_code == 0


def test_two_books_on_one_contract_both_stand_in_its_record(installation):
    installation.load_sheets(契約=[contract_cells()])
    cells = [contract_cells()]
    first = own_book(installation, "a", 契約=cells, 記録=[note("一")])
    second = own_book(installation, "b", 契約=cells, 記録=[note("二")])
    one, two = met(installation, first, second)
    assert (one.written, two.written) == (True, True)
    assert [e.text for e in installation.entries("R8-001")][1:] == ["一", "二"]
    assert installation.run("verify").exit_code == 0


def test_two_corrections_of_one_fact_correct_one_another(installation):
    installation.load_sheets(契約=[contract_cells()])
    first = own_book(installation, "a", 契約=[contract_cells(件名="第一の件名")])
    second = own_book(installation, "b", 契約=[contract_cells(件名="第二の件名")])
    met(installation, first, second)
    assert [e.corrects for e in installation.entries("R8-001")] == [None, 1, 2]
    query = "SELECT title, revision FROM contract_terms WHERE is_current"
    assert [tuple(row) for row in installation.rows(query)] == [("第二の件名", 3)]
    assert installation.run("verify").exit_code == 0


def test_a_book_that_no_longer_fits_when_its_turn_comes_is_refused(installation):
    """Worked out in an empty city, then a person set up its departments."""
    installation.load_sheets(契約=[contract_cells()])
    installation.change("UPDATE departments SET made_by = 'person'")
    first = own_book(installation, "a", 契約=[contract_cells("R8-002")])
    second = own_book(installation, "b", 契約=[contract_cells("R8-003", 所管課="別の課")])
    one, two = met(installation, first, second)
    assert (one.written, two.written) == (True, False)
    assert [error.column for error in two.errors] == ["所管課"]


def test_many_loads_at_once_lose_nothing(installation):
    installation.load_sheets(契約=[contract_cells()])
    books = [
        own_book(installation, f"b{n}", 契約=[contract_cells()], 記録=[note(f"{n}回目")])
        for n in range(8)
    ]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda book: load(installation, book, lambda *_: None), books))
    assert all(loading.written for loading in found)
    record = installation.entries("R8-001")
    assert sorted(e.text for e in record[1:]) == [f"{n}回目" for n in range(8)]
    assert [e.number for e in record] == list(range(1, 10))
    assert installation.run("verify").exit_code == 0


@pytest.mark.slow
def test_two_processes_load_the_first_book_of_a_city_at_once(installation, golden):
    """Editions, departments, contracts and records are made once, whoever is first."""
    config: Config = installation.app.config["MITODOKE"]
    environment = os.environ | {
        "MITODOKE_DATABASE_URL": config.database_url,
        "MITODOKE_DATA_DIR": str(installation.folder),
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "workbook", "load"]
    processes = [
        subprocess.Popen(  # noqa: S603 — our own command
            [*command, str(GOLDEN_BOOK)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], said
    ends = sorted(stderr.splitlines()[-1] for _, stderr in said)
    assert ends == ["変わるところはありませんでした。", "読み込みました。"]
    assert counts(installation) == counts(golden)
    assert installation.run("verify").exit_code == 0
