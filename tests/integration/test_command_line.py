"""The command line: data to one side, messages to the other, and an exit code that is true."""

from __future__ import annotations

import json

import pytest
from openpyxl import load_workbook as open_book

from tests.books import a_book, contract_cells
from tests.integration.installation import GOLDEN_BOOK

COMMANDS = [
    ("workbook", "template"),
    ("workbook", "load"),
    ("due",),
    ("violations",),
    ("register",),
    ("print", "record"),
    ("print", "erasure-confirmation"),
    ("print", "erasure-certificate-form"),
    ("print", "check-sheet"),
    ("print", "inspection-report"),
    ("verify",),
    ("seal",),
    ("settings", "list"),
    ("settings", "set"),
    ("rebuild",),
    ("demo",),
    ("users", "add"),
    ("users", "list"),
    ("users", "deactivate"),
    ("users", "new-password"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(occupied, command):
    done = occupied.run(*command, "--help")
    assert done.exit_code == 0
    assert "Usage:" in done.stdout
    assert any("ぁ" <= character <= "ん" for character in done.stdout)


@pytest.mark.parametrize(
    "arguments",
    [
        ("workbook", "load"),
        ("workbook", "load", "ない.xlsx"),
        ("workbook", "nothing"),
        ("violations", "--on", "きのう"),
        ("print", "record", "R8-001"),
        ("print", "check-sheet", "R8-001", "out.pdf"),
        ("print", "check-sheet", "R8-001", "out.pdf", "--fiscal-year", "0"),
        ("print", "inspection-report", "R8-001", "out.pdf"),
        ("print", "erasure-confirmation", "R8-001", "out.pdf", "--branch", "一"),
        ("verify", "--seal", "ない.json"),
        ("seal",),
        ("settings", "set", "city_name"),
        ("no-such-command",),
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_exit_code_two(occupied, arguments):
    before = occupied.tables()
    done = occupied.run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr
    assert occupied.tables() == before


def test_json_is_all_that_goes_to_standard_output(golden):
    book = a_book(golden.folder, 契約=[contract_cells()])
    for arguments in (
        ("due", "--state", "all"),
        ("violations", "--all"),
        ("workbook", "load", book, "--dry-run"),
        ("workbook", "load", book),
        ("workbook", "load", book),
    ):
        json.loads(golden.run(*arguments, "--json").stdout)


def test_japanese_stands_in_json_as_it_is(golden_to_read):
    assert "教支" in golden_to_read.run("due", "--json").stdout


def test_the_json_of_a_load_has_the_form_of_the_specification(installation):
    book = a_book(installation.folder, 契約=[contract_cells(所管課="新しい課")])
    answer = json.loads(installation.run("workbook", "load", book, "--json").stdout)
    assert list(answer) == ["sheets", "errors", "warnings"]
    assert list(answer["sheets"]["契約"]) == ["read", "created", "updated", "unchanged"]
    [warning] = [w for w in answer["warnings"] if w["sheet"] == "契約"]
    assert list(warning) == ["sheet", "row", "column", "value", "message"]


def test_violations_that_are_settled_are_shown_on_request_only(golden):
    key = "(SELECT id FROM contracts WHERE number = 'R2-教支-034')"
    golden.change(
        "INSERT INTO settlements "  # noqa: S608 — our own words
        '(contract_id, branch, rule, basis, since, "on", reason, written_at, written_by) '
        "SELECT contract_id, branch, rule, basis, since, '2024-05-01', '是正済み', "
        f"'2024-05-01 00:00:00.000000', '試験' FROM violations WHERE contract_id = {key} "
        "AND rule = 'flow_down_missing'"
    )
    every = golden.told("violations", "--all", "--on", "2026-11-20")
    unsettled = golden.told("violations", "--on", "2026-11-20")
    assert [v["settled_on"] for v in every if v not in unsettled] == ["2024-05-01"]
    earlier = golden.told("violations", "--on", "2024-04-30")
    assert {v["settled_on"] for v in earlier} == {None}
    assert len(earlier) == len(every)


def test_the_template_is_an_empty_book_that_loads_without_a_complaint(installation):
    out = installation.folder / "登録ブック.xlsx"
    assert installation.run("workbook", "template", out).exit_code == 0
    before = installation.tables()
    answer = json.loads(installation.run("workbook", "load", out, "--json").stdout)
    assert (answer["errors"], answer["warnings"]) == ([], [])
    assert installation.tables() == before
    assert len(open_book(out).sheetnames) == 19


@pytest.mark.parametrize(
    "arguments",
    [
        ("workbook", "template"),
        ("register",),
        ("print", "record", "R7-900"),
        ("print", "erasure-confirmation", "R7-900"),
        ("print", "erasure-certificate-form", "R7-900"),
        ("seal",),
    ],
    ids=" ".join,
)
def test_a_file_that_cannot_be_written_gets_a_sentence(occupied, arguments):
    before = occupied.tables(without=["operation_log"])
    done = occupied.run(*arguments, occupied.folder / "ないフォルダ" / "out.file")
    assert done.exit_code in (1, 2)
    assert "Traceback" not in done.output
    assert "ないフォルダ" in done.stderr
    assert occupied.tables(without=["operation_log"]) == before


def test_every_act_of_the_command_line_is_logged_and_reading_is_not(installation):
    installation.run("workbook", "load", GOLDEN_BOOK)
    installation.run("workbook", "load", GOLDEN_BOOK)
    installation.run("due")
    installation.run("verify")
    installation.run("seal", installation.folder / "封印.json")
    installation.run("rebuild")
    log = installation.rows("SELECT actor, act FROM operation_log ORDER BY id")
    assert [tuple(row) for row in log] == [
        ("コマンド", "load_workbook"),
        ("コマンド", "seal_records"),
        ("コマンド", "rebuild_due_items"),
    ]
