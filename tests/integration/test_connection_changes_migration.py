"""Migration 0031 on a database in use: connections stay, later changes keep what they say."""

from __future__ import annotations

import pytest
from flask_migrate import downgrade, upgrade

from tests.integration.browser import Browser
from tests.integration.connection_changes import JULY, JUNE, change, history
from tests.integration.council_city import as_, make_council
from tests.integration.installation import Installation

TABLES = ("connections", "external_connections", "council_matters", "safeguards", "entries")
TABLE = "connection_amendments"


@pytest.fixture
def city(installation: Installation) -> Installation:
    return make_council(installation)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return as_(city, "officer")


def test_what_is_on_file_outlives_going_back_and_forth(city, officer):
    assert change(officer, JUNE, items="氏名、旧氏").status_code == 303
    before = {name: city.tables()[name] for name in TABLES}
    with city.app.app_context():
        downgrade(revision="0030")
        upgrade()
    assert {name: city.tables()[name] for name in TABLES} == before
    assert city.count(TABLE) == 0
    assert city.run("verify").exit_code == 0


def test_an_earlier_change_is_a_correction_afterwards_and_new_ones_are_changes(city, officer):
    change(officer, JUNE, items="氏名、旧氏")
    with city.app.app_context():
        downgrade(revision="0030")
        upgrade()
    assert "変更0件" in history(officer)
    assert change(officer, JULY, items="氏名、旧氏、住所").status_code == 303
    assert "変更1件" in history(officer)
    assert "追加 住所" in history(officer)
