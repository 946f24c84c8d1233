"""Migration 0025 on a database in use: earlier amendments stay, later ones keep what they say."""

from __future__ import annotations

from flask_migrate import downgrade, upgrade

from tests.integration.amendments import ADDED, TAKEN, add_item, as_of, change, city, officer
from tests.integration.contract_pages import section

__all__ = ["city", "officer"]  # fixtures

TABLES = ("contracts", "contract_terms", "subcontracts", "entries", "due_items", "violations")


def test_what_is_on_file_outlives_going_back_and_forth(city, officer):
    add_item(city, officer)
    before = {name: city.tables()[name] for name in TABLES}
    with city.app.app_context():
        downgrade(revision="0024")
        upgrade()
    assert {name: city.tables()[name] for name in TABLES} == before
    assert city.count("amendments") == 0
    assert "電話番号" in section(as_of(officer, ADDED), "group-3")
    assert change(city, officer, TAKEN, person_count="1200").status_code == 303
    assert city.count("amendments") == 1
    assert "1,200人" in section(as_of(officer, TAKEN), "group-3")


def test_the_record_says_that_its_amendment_is_gone_and_nothing_else(city, officer):
    """Going back throws the new table away: the chain still holds, `verify` names the rows."""
    add_item(city, officer)
    with city.app.app_context():
        downgrade(revision="0024")
        upgrade()
    told = city.run("verify")
    assert told.exit_code == 1
    assert "もとになった行（amendments 1）がありません。" in told.output
    assert "1件の食い違い" in told.output
