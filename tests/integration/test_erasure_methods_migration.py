"""Migration 0027 on a database in use: data, erasures and their record outlive it."""

from __future__ import annotations

from flask_migrate import downgrade, upgrade

from tests.integration.browser import Browser
from tests.integration.certificates import NUMBER, a_city
from tests.integration.entry_forms import boxes, send
from tests.integration.installation import Installation

TABLES = ("contracts", "data_items", "disposals", "erasure_certificates", "entries", "due_items")
FORM = f"/entries/disposal/{NUMBER}?data=D3"


def test_what_is_on_file_outlives_going_back_and_forth(installation: Installation):
    city = a_city(installation)
    before = {name: city.tables()[name] for name in TABLES}
    with city.app.app_context():
        downgrade(revision="0026")
        upgrade()
    assert {name: city.tables()[name] for name in TABLES} == before
    assert city.count("erasure_methods") == 0
    assert city.run("verify").exit_code == 0
    officer = Browser(city).come_in("officer")
    fields = boxes(officer.get(FORM).text) | {"means": "磁気消去", "medium_numbers": "USB-7"}
    assert send(officer, FORM, fields).status_code == 303
    query = "SELECT medium_numbers FROM disposals WHERE data_number = 'D3'"
    assert [tuple(row) for row in city.rows(query)] == [("USB-7",)]
