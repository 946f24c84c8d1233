"""Departments that a book names: proposed at first, refused where a person set them up."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from app.records.database import transaction
from tests.books import contract_cells


def test_departments_are_proposed_where_none_were_set_up(installation):
    loading = installation.load_sheets(契約=[contract_cells(所管課="教育支援課", 共管課="保育課")])
    assert [(w.sheet, w.row, w.value) for w in loading.warnings] == [
        ("契約", 2, "教育支援課"),
        ("契約", 2, "保育課"),
    ]
    names = installation.rows("SELECT name FROM departments ORDER BY id")
    assert [name for (name,) in names] == ["教育支援課", "保育課"]
    again = installation.load_sheets(契約=[contract_cells("R8-002", 所管課="福祉課")])
    assert again.written


@pytest.mark.parametrize(
    ("heading", "sheet"), [("所管課", "契約"), ("共管課", "契約"), ("所管課", "外部結合")]
)
def test_an_unknown_department_is_refused_where_a_person_set_them_up(installation, heading, sheet):
    with installation.app.app_context(), transaction() as session:
        made = "INSERT INTO departments (name, made_by) VALUES ('教育支援課', 'person')"
        session.execute(text(made))
    connection = {
        "結合番号": "K-1",
        "所管課": "教育支援課",
        "件名": "回線の結合",
        "結合の相手方": "県",
    }
    sheets: dict[str, list[dict[str, Any]]] = {"契約": [contract_cells()], "外部結合": [connection]}
    sheets[sheet][0][heading] = "教育支援二課"
    before = installation.tables()
    [error] = installation.load_sheets(**sheets).errors
    assert (error.sheet, error.row, error.column) == (sheet, 2, heading)
    assert error.value == "教育支援二課"
    assert installation.tables() == before
    sheets[sheet][0][heading] = "教育支援課"
    assert installation.load_sheets(**sheets).written
