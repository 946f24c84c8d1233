"""The city's own settings: what depends on them is computed anew, nonsense is refused."""

from __future__ import annotations

import pytest

from app.acts.city import SETTINGS
from tests.books import contract_cells
from tests.integration.installation import Installation

TERMS = {
    "契約番号": "R8-001",
    "番号": "A-1",
    "実施者": "受託者",
    "区分": "運用上",
    "対策": "パスワードを変更する",
    "由来": "付議",
    "頻度": "学期",
}


def due(installation: Installation, kind: str, *options: object) -> list[str]:
    """The due dates of one kind."""
    owed = installation.told("due", "--state", "all", "--on", "2026-11-20", *options)
    return [item["due_on"] for item in owed if item["kind"] == kind]


def kept(installation: Installation) -> dict[str, str]:
    return {row.name: row.value for row in installation.rows("SELECT name, value FROM settings")}


def test_no_item_is_due_before_the_oversight_start(golden):
    assert min(i["due_on"] for i in golden.told("due", "--state", "all")) < "2020-04-01"
    done = golden.run("settings", "set", "oversight_start", "令和2年4月1日")
    assert done.exit_code == 0
    assert "2020-04-01" in done.stderr
    owed = golden.told("due", "--state", "all", "--on", "2026-11-20")
    assert min(item["due_on"] for item in owed) >= "2020-04-01"
    assert len(owed) > 100


def test_the_oversight_start_holds_for_what_is_loaded_later(installation):
    installation.run("settings", "set", "oversight_start", "2027-01-01")
    installation.load_sheets(契約=[contract_cells()])
    owed = installation.told("due", "--state", "all", "--on", "2026-11-20")
    assert {item["kind"] for item in owed} == {"inspection", "erasure_certificate"}


def test_the_term_dates_move_what_is_promised_for_each_term(installation):
    installation.load_sheets(契約=[contract_cells()], 保護対策=[TERMS])
    assert due(installation, "commitment") == ["2026-04-01", "2026-09-01", "2027-01-08"]
    assert installation.run("settings", "set", "term_dates", "10-10, 04-08").exit_code == 0
    assert due(installation, "commitment") == ["2026-04-08", "2026-10-10"]


def test_a_day_that_the_city_closes_moves_the_due_date(installation):
    """30 days after 31 March 2027 is 30 April, a Friday; then come the holidays."""
    installation.load_sheets(契約=[contract_cells()])
    assert due(installation, "erasure_certificate") == ["2027-04-30"]
    assert installation.run("settings", "set", "closed_days", "2027-04-30").exit_code == 0
    assert due(installation, "erasure_certificate") == ["2027-05-06"]
    assert installation.run("settings", "set", "closed_days", "").exit_code == 0
    assert due(installation, "erasure_certificate") == ["2027-04-30"]


def test_a_setting_that_no_rule_depends_on_leaves_the_due_items_alone(golden):
    before = golden.tables(without=["settings", "operation_log"])
    assert golden.run("settings", "set", "city_name", "みどり市").exit_code == 0
    assert golden.tables(without=["settings", "operation_log"]) == before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("oversight_start", "2026-13-01"),
        ("oversight_start", "2026-02-29"),
        ("oversight_start", "いつか"),
        ("oversight_start", "2026-04-01,2027-04-01"),
        ("term_dates", ""),
        ("term_dates", "4月31日"),
        ("city_name", "市" * 101),
        ("city_name", "みどり\n市"),
        ("term_dates", "02-29"),
        ("term_dates", "04-01,13-01"),
        ("term_dates", "04-01-02"),
        ("term_dates", "-"),
        ("term_dates", "04-01;09-01"),
        ("closed_days", "2026-04-31"),
        ("closed_days", "2026-04-30;2026-05-01"),
        ("closed_days", "毎週水曜"),
        ("no_such_setting", "1"),
        ("ＯＶＥＲＳＩＧＨＴ", "1"),
    ],
)
def test_nonsense_is_refused_with_a_sentence_and_not_kept(occupied, name, value):
    before = occupied.tables()
    done = occupied.run("settings", "set", "--", name, value)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.strip().endswith("。")
    assert name in done.stderr
    assert occupied.tables() == before


@pytest.mark.parametrize("value", ["9999-12-31", "0001-01-01"])
def test_a_day_at_the_end_of_the_calendar_does_no_harm(golden, value):
    done = golden.run("settings", "set", "closed_days", value)
    assert done.exit_code in (0, 1)
    done = golden.run("settings", "set", "oversight_start", value)
    assert done.exit_code in (0, 1)
    assert golden.run("due").exit_code == 0


def test_the_list_shows_every_setting_with_its_value_and_its_meaning(installation):
    installation.run("settings", "set", "city_name", "みどり市")
    lines = installation.run("settings", "list").stdout.splitlines()
    names = [line.split()[0] for line in lines[1:]]
    assert names == list(SETTINGS)
    assert "みどり市" in lines[1]
    assert "04-01,09-01,01-08" in lines[3]


def test_a_setting_is_kept_once_with_its_newest_value(installation):
    for name in ("あさひ市", "みどり市"):
        installation.run("settings", "set", "city_name", f"　{name} ")
    assert kept(installation) == {"city_name": "みどり市"}


def test_a_list_of_days_is_kept_in_order_and_once(installation):
    installation.run("settings", "set", "closed_days", "R8.8.14, 2026-08-13,2026-08-14,")
    assert kept(installation) == {"closed_days": "2026-08-13,2026-08-14"}


def test_term_dates_are_read_as_people_write_them(installation):
    installation.run("settings", "set", "term_dates", "４月８日、10/10")
    assert kept(installation) == {"term_dates": "04-08,10-10"}


def test_a_change_of_a_setting_is_in_the_operation_log(installation):
    installation.run("settings", "set", "oversight_start", "2026-04-01")
    [row] = installation.rows("SELECT actor, act, subject, result FROM operation_log")
    assert tuple(row) == ("コマンド", "change_setting", "oversight_start", "done")
