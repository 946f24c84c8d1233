"""The golden book, loaded from the command line, answers as the eleven cases say it must."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import delete, select

from app.records.database import db, reading, transaction
from app.records.due_items import DueItemRow
from app.records.violations import ViolationRow
from app.workflows.rebuild_due_items import rebuild_due_items
from tests.integration.installation import AT, BY, GOLDEN, GOLDEN_BOOK, GOLDEN_DAYS, Installation

PROJECTION = (DueItemRow, ViolationRow)


def expected(name: str, day: str):
    return json.loads((GOLDEN / f"{name}-{day}.json").read_text(encoding="utf-8"))


def violations(installation: Installation, day: str) -> list[dict[str, object]]:
    """What the command line answers, in the columns of the golden answers."""
    found = installation.told("violations", "--all", "--on", day)
    for violation in found:
        assert list(violation) == [
            *("contract", "branch", "rule", "level", "detail", "since", "settled_on")
        ]
        assert violation["detail"].endswith("。")
        assert violation["settled_on"] is None
    return [{key: v[key] for key in ("contract", "branch", "rule", "since")} for v in found]


def projection(installation: Installation) -> list[list[tuple[object, ...]]]:
    """Due items and violations as rows without their own numbers."""
    found = []
    for table in PROJECTION:
        names = [f'"{c.name}"' for c in table.__table__.columns if c.name != "id"]
        query = f"SELECT {', '.join(names)} FROM {table.__tablename__}"  # noqa: S608
        found.append(sorted((tuple(row) for row in installation.rows(query)), key=repr))
    return found


def emptied(installation: Installation) -> None:
    installation.change("DELETE FROM due_items", "DELETE FROM violations")
    assert projection(installation) == [[], []]


def test_the_golden_book_is_loaded_by_the_command_line(installation):
    done = installation.run("workbook", "load", GOLDEN_BOOK, "--json")
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    assert answer["errors"] == []
    assert answer["sheets"]["契約"] == {"read": 14, "created": 14, "updated": 0, "unchanged": 0}
    assert len(answer["sheets"]) == 17
    for day in GOLDEN_DAYS:
        assert installation.told("due", "--on", day, "--state", "all") == expected("due", day)
        assert violations(installation, day) == expected("violations", day)


@pytest.mark.parametrize("day", GOLDEN_DAYS)
def test_what_is_due_on_a_day_is_what_the_cases_say(golden_to_read, day):
    assert golden_to_read.told("due", "--state", "all", "--on", day) == expected("due", day)


@pytest.mark.parametrize("day", GOLDEN_DAYS)
def test_what_is_broken_on_a_day_is_what_the_cases_say(golden_to_read, day):
    assert violations(golden_to_read, day) == expected("violations", day)


def test_due_items_and_violations_thrown_away_come_back_the_same(golden):
    before = projection(golden)
    emptied(golden)
    assert golden.run("rebuild").exit_code == 0
    assert projection(golden) == before
    assert golden.told("due", "--state", "all", "--on", GOLDEN_DAYS[2]) == expected(
        "due", GOLDEN_DAYS[2]
    )


def test_computing_anew_at_another_time_gives_the_same_rows(golden):
    before = projection(golden)
    for year in (1999, 2020, 2099):
        emptied(golden)
        with golden.app.app_context():
            rebuild_due_items(by=BY, at=AT.replace(year=year))
        assert projection(golden) == before


@pytest.mark.parametrize(
    ("name", "value", "default"),
    [
        ("oversight_start", "2020-10-01", ""),
        ("term_dates", "04-08,10-10", "04-01,09-01,01-08"),
        ("closed_days", "2021-05-06,2021-04-30", ""),
    ],
)
def test_a_setting_changed_and_changed_back_leaves_the_due_items_as_they_were(
    golden, name, value, default
):
    before = projection(golden)
    assert golden.run("settings", "set", name, value).exit_code == 0
    assert projection(golden) != before
    assert golden.run("settings", "set", name, default).exit_code == 0
    assert projection(golden) == before


def test_computing_anew_asks_in_one_transaction(golden):
    """A failure halfway leaves the due items that were there."""
    before = projection(golden)
    with golden.app.app_context():
        with pytest.raises(ZeroDivisionError):
            rebuild_due_items(by=BY, at=AT, on_progress=lambda done, of: done // 0)
        db.session.remove()
    assert projection(golden) == before


def test_a_reader_sees_the_due_items_of_one_moment(golden):
    """Due items thrown away while somebody reads are still there for that reader."""
    query = select(DueItemRow.id)
    with golden.app.app_context(), reading() as session:
        first = session.execute(query).all()
        with transaction() as writer:
            writer.execute(delete(DueItemRow))
        assert session.execute(query).all() == first
    assert golden.count("due_items") == 0
