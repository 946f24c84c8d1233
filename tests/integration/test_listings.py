"""What stands on the lists of data, findings and visits, as it is kept for every day at once."""

from __future__ import annotations

import random
from datetime import date

from flask_migrate import downgrade, upgrade

from app.records import data_list, due_list
from app.records.data_list import DataFilter, WantedData
from app.records.database import reading
from app.records.due_list import WantedDue
from app.records.scope import EVERYTHING, Scope
from tests.books import contract_cells
from tests.integration.installation import Installation
from tests.integration.test_due_items import owed_by_the_rules as owed
from tests.integration.test_due_items import put_on_file, random_excuses

DAYS = ("0001-01-01", "2021-04-15", "2026-11-20", "2027-01-01", "9999-12-31")
COLUMNS = "listing, department, contract, branch, number, order_on, first_on, until_on"
LINES = f"SELECT {COLUMNS} FROM listed ORDER BY {COLUMNS}"  # noqa: S608
STEPS = "SELECT * FROM listing_steps ORDER BY listing, reach, run, first_on, department"


def kept(installation: Installation) -> tuple[list[object], list[object]]:
    return list(installation.rows(LINES)), list(installation.rows(STEPS))


def test_a_rebuild_leaves_the_lists_as_they_are(golden):
    before = kept(golden)
    assert all(before)
    assert golden.run("rebuild").exit_code == 0
    assert kept(golden) == before


def test_a_database_in_use_has_the_same_lists_after_the_way_down_and_up(golden):
    put_on_file(golden, random_excuses(owed(golden), random.Random(5)))  # noqa: S311
    assert golden.run("rebuild").exit_code == 0
    before = kept(golden)
    with golden.app.app_context():
        downgrade(revision="0015")
        upgrade()
    assert kept(golden) == before


def test_the_number_of_all_due_items_is_that_of_the_list_on_any_day(golden):
    with golden.app.app_context(), reading() as session:
        for day in DAYS:
            for department in ("", "保育課"):
                wanted = WantedDue(date.fromisoformat(day), department=department)
                lines = due_list.due_lines(session, wanted, EVERYTHING, offset=0, limit=10**6)
                assert due_list.count_due(session, wanted, EVERYTHING) == len(lines)


def test_data_of_a_contract_that_moves_to_another_department_is_counted_there(installation):
    """Also where only a part of the city is seen."""
    data = {"契約番号": "R8-001", "枝番": 0, "データ番号": "D1", "データ名": "名簿"}
    data |= {"区分": "提供", "日付": "2026-04-10"}
    on = date(2026, 11, 20)
    for department, other in (("教育支援課", "保育課"), ("保育課", "教育支援課")):
        cells = contract_cells("R8-001", 所管課=department)
        assert installation.load_sheets(契約=[cells], データ=[data]).written
        with installation.app.app_context(), reading() as session:
            for name, count in ((department, 1), (other, 0)):
                own = Scope(everything=False, departments=frozenset({name}))
                assert data_list.count_data(session, WantedData(on), own) == count
                of_name = WantedData(on, DataFilter.ALL, name)
                assert data_list.count_data(session, of_name, EVERYTHING) == count
