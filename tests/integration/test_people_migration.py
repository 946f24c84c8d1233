"""Migration 0002 on a database in use: what is on file stays, and 共管課 can be searched."""

from __future__ import annotations

from flask_migrate import downgrade, upgrade

from tests.books import contract_cells
from tests.integration.installation import Installation

SHARED = "SELECT terms_id, department FROM contract_co_departments ORDER BY terms_id, department"


def test_lists_that_are_on_file_are_searched_after_the_upgrade(installation: Installation):
    installation.load_sheets(
        契約=[
            contract_cells(共管課="会計課、ＤＸ推進課"),
            contract_cells("R8-002"),
            contract_cells("R8-003", 共管課="会計課"),
        ]
    )
    before = installation.rows(SHARED)
    log = installation.rows("SELECT id, actor, act, subject FROM operation_log")
    with installation.app.app_context():
        downgrade(revision="0001")
        upgrade()
    assert installation.rows(SHARED) == before
    assert [name for _, name in before] == ["DX推進課", "会計課", "会計課"]
    assert installation.rows("SELECT id, actor, act, subject FROM operation_log") == log
    assert installation.rows("SELECT id FROM operation_log WHERE address IS NOT NULL") == []
