"""Migration 0008 on a database in use: departments and mails stay, there and back."""

from __future__ import annotations

from flask_migrate import downgrade, upgrade

from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import add_person
from tests.integration.installation import Installation

DEPARTMENTS = "SELECT id, name, made_by FROM departments ORDER BY id"
MAILS = "SELECT person_id, state, error FROM mails ORDER BY person_id"
ADD = (
    "INSERT INTO mails (person_id, morning, address, subject, body, items, is_weekly, state, tries,"
    " made_at, error) SELECT id, '2026-11-20', 'a@b.jp', '', '', 1, (1 = 0), :state, 1,"
    " '2026-11-20 00:00:00', :error FROM people WHERE login = :login"
)


def test_departments_and_mails_survive_the_way_down_and_up(installation: Installation):
    installation.load_sheets(契約=[contract_cells(所管課="教育支援課"), contract_cells("R8-002")])
    for login, state in (("one", "sent"), ("two", "dropped"), ("three", "waiting")):
        add_person(installation, login, Role.AUDITOR)
        installation.change(ADD, login=login, state=state, error=state)
    before = installation.rows(DEPARTMENTS)
    with installation.app.app_context():
        downgrade(revision="0007")
    assert installation.rows(DEPARTMENTS) == before
    assert [row.state for row in installation.rows(MAILS)] == ["sent", "failed", "waiting"]
    with installation.app.app_context():
        upgrade()
    assert installation.rows(DEPARTMENTS) == before
    assert [row.error for row in installation.rows(MAILS)] == ["sent", "dropped", "waiting"]
    query = "SELECT added_by, added_at, last_on FROM departments"
    assert {tuple(row) for row in installation.rows(query)} == {(None, None, None)}
    assert installation.run("db", "check").exit_code == 0
