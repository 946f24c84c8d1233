"""Migration 0020 on a database in use: what is on file stays, requests can be taken after it."""

from __future__ import annotations

from flask_migrate import downgrade, upgrade

from tests.integration.browser import Browser
from tests.integration.consents import make_city, requested
from tests.integration.installation import Installation

TABLES = ("contracts", "contract_terms", "subcontracts", "entries", "due_items", "violations")


def test_what_is_on_file_outlives_going_back_and_forth(installation: Installation):
    city = make_city(installation)
    officer = Browser(city).come_in("officer")
    requested(officer)
    before = {name: city.tables()[name] for name in TABLES}
    with city.app.app_context():
        downgrade(revision="0019")
        upgrade()
    assert {name: city.tables()[name] for name in TABLES} == before
    assert city.count("consent_requests") == 0
    assert requested(officer).endswith("request=1")
    assert city.count("consent_requests") == 1
