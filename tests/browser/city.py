"""The city of the browser tests: people of every role, and the contracts of the golden book."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from flask import Flask

from app.acts.people import Appointment
from app.workflows.load_workbook import load_workbook
from app.workflows.set_up_city import Account, set_up_city
from audits.roles import Role

GOLDEN_BOOK = Path(__file__).resolve().parents[1] / "golden" / "cases.xlsx"
PASSWORD = "a-long-one-for-the-tests"
DEPARTMENT = "保育課"
BY = "試験"
AT = datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC)
FIRST_ON = date(2020, 4, 1)


def set_up(app: Flask) -> None:
    """Brings the city in through the product's own workflows."""
    accounts = [
        Account(
            role.value,
            "宮野 さくら",
            (Appointment(role, DEPARTMENT if role.belongs_to_a_department else None),),
        )
        for role in Role
    ]
    with app.app_context():
        set_up_city(
            departments_named=[DEPARTMENT],
            values={"city_name": "青葉野市"},
            accounts=accounts,
            password=PASSWORD,
            first_on=FIRST_ON,
            by=BY,
            at=AT,
        )
        loading = load_workbook(GOLDEN_BOOK, by=BY, at=AT)
        assert loading.written, loading.errors
