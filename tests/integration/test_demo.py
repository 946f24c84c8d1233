"""The fictitious city, made on an empty database: the whole range of what there is, on any day."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from app.acts import passwords
from app.demo.accounts import ACCOUNTS, PASSWORD
from app.demo.demonstration import Demonstration, make_demonstration
from app.records import facts, retention_list
from app.records.database import reading
from app.records.dossier import dossiers
from app.records.due_items import Wanted, due_items
from app.records.people import people_on, secret_of
from app.records.retention_list import RetentionTab, WantedRetention
from app.records.scope import EVERYTHING
from app.records.violations import violations
from app.workflows.verify_records import verify_records
from audits.due import State
from audits.kind import Kind
from audits.retention import RetentionRule
from audits.roles import Role
from audits.rule import Rule
from audits.stage import Stage, stage_on
from tests import databases
from tests.books import contract_cells
from tests.demo_days import DAYS
from tests.integration.browser import add_person
from tests.integration.installation import BY, Installation

NOON_IN_JAPAN = time(3, tzinfo=UTC)
AUTUMN = date(2026, 11, 20)


def made_on(installation: Installation, on: date) -> Demonstration:
    with installation.app.app_context():
        return make_demonstration(by=BY, at=datetime.combine(on, NOON_IN_JAPAN))


@pytest.mark.slow
@pytest.mark.parametrize("on", DAYS, ids=str)
def test_on_any_day_the_whole_range_is_there(on, ready_sqlite, tmp_path: Path):
    with (
        databases.fresh("sqlite", tmp_path, like=ready_sqlite) as url,
        databases.application_on(databases.settings_on(url, tmp_path, tmp_path)) as app,
    ):
        installation = Installation(app, tmp_path)
        loading = made_on(installation, on).loading
        assert loading.errors == []
        assert [w.message for w in loading.warnings if "今日より後" in w.message] == []
        with app.app_context():
            check_range(on)
            assert verify_records().faults == []
        [(latest,)] = installation.rows('SELECT max("on") FROM entries')
        assert latest <= on.isoformat()


@pytest.mark.slow
def test_a_contract_is_amended_twice_and_the_council_was_told_of_one_of_them(installation):
    made_on(installation, AUTUMN)
    query = "SELECT matter, reason FROM amendments WHERE is_current ORDER BY fact_revision"
    (before, _), (matter, reason) = installation.rows(query)
    assert before is None
    [(title, changes)] = installation.rows(
        "SELECT title, changes FROM council_matters WHERE is_current AND number = :n", n=matter
    )
    assert title == "教育用システムの情報項目の追加について"
    assert "端末の位置情報" in changes
    assert "紛失した端末" in reason
    assert installation.run("verify").exit_code == 0


@pytest.mark.slow
def test_every_department_has_a_sign_of_its_own(installation):
    made_on(installation, AUTUMN)
    query = "SELECT count(*), count(DISTINCT sign) FROM document_signs"
    [(signs, different)] = installation.rows(query)
    assert signs == different == installation.count("departments")


def check_range(on: date) -> None:
    with reading() as session:
        items = list(due_items(session, Wanted(on)))
        broken = [v.rule for v in violations(session, on) if v.settled_on is None]
        contracts = list(dossiers(session, facts.contract_ids(session), on))
    states = Counter(item.state for item in items)
    assert {item.kind for item in items} == set(Kind)
    assert set(states) == set(State)
    assert set(broken) == set(Rule)
    assert {stage_on(one.contract, on) for one in contracts} == set(Stage)
    # Most things are in order, some are overdue, a few are bad.
    assert states[State.DONE] > len(items) / 3
    assert 12 <= states[State.OVERDUE] <= 40
    overdue = {item.kind for item in items if item.state is State.OVERDUE}
    assert len(overdue) >= 12
    assert len(broken) <= 24


@pytest.mark.slow
def test_a_contract_is_closed_once_and_one_was_opened_again(installation):
    made_on(installation, AUTUMN)
    query = "SELECT contract_id, decision FROM closings ORDER BY id"
    closings = [tuple(row) for row in installation.rows(query)]
    closed = [contract for contract, decision in closings if decision == "closed"]
    reopened = [contract for contract, decision in closings if decision == "reopened"]
    assert len(closed) == len(set(closed)) > 10
    assert len(reopened) == 1
    assert set(reopened) <= set(closed)


@pytest.mark.slow
def test_some_contracts_have_passed_their_years_and_stand_where_people_have_put_them(installation):
    made_on(installation, AUTUMN)
    steps = installation.rows("SELECT step FROM retention_steps ORDER BY step")
    assert [step for (step,) in steps] == ["confirmed", "extended"]
    with installation.app.app_context(), reading() as session:
        wanted = WantedRetention(AUTUMN, RetentionRule(5, 5))
        counts = retention_list.count_each(session, wanted, EVERYTHING)
    assert counts == {
        RetentionTab.PROPOSED: 3,
        RetentionTab.WAITING: 1,
        RetentionTab.EXTENDED: 1,
    }


@pytest.mark.slow
def test_everybody_can_sign_in_and_every_role_is_there(installation):
    made_on(installation, AUTUMN)
    with installation.app.app_context(), reading() as session:
        people = people_on(session, AUTUMN)
        secrets = [secret_of(session, account.login) for account in ACCOUNTS]
    assert {person.login for person in people} == {account.login for account in ACCOUNTS}
    assert {role for person in people for role in person.roles} == set(Role)
    officers = {person.departments for person in people if Role.OFFICER in person.roles}
    managers = {person.departments for person in people if Role.MANAGER in person.roles}
    assert officers == managers
    assert len(officers) == 2
    for secret in secrets:
        assert secret is not None
        assert passwords.matches(PASSWORD, secret.password_hash)
        assert not secret.must_change_password


@pytest.mark.slow
def test_the_departments_are_set_up_so_a_book_cannot_add_to_them(installation):
    made_on(installation, AUTUMN)
    loading = installation.load_sheets(契約=[contract_cells("R8-900", 所管課="観光課")])
    assert [error.column for error in loading.errors] == ["所管課"]


def test_a_database_with_one_contract_is_refused_and_left_alone(installation):
    installation.load_sheets(契約=[contract_cells()])
    before = installation.tables()
    done = installation.run("demo")
    assert done.exit_code == 1
    assert "空でないデータベース" in done.stderr
    assert installation.run("demo", "--if-empty").exit_code == 0
    assert installation.tables() == before


def test_a_database_with_one_setting_is_not_empty(installation):
    assert installation.run("settings", "set", "city_name", "こだま市").exit_code == 0
    assert installation.run("demo").exit_code == 1
    assert installation.count("contracts") == 0
    assert installation.count("departments") == 0


@pytest.mark.slow
def test_every_start_tells_again_how_to_sign_in_as_long_as_one_can(installation):
    installation.run("demo")
    again = installation.run("demo", "--if-empty")
    assert again.exit_code == 0
    assert PASSWORD in again.stderr
    assert [one.login for one in ACCOUNTS if one.login not in again.stderr] == []
    installation.change("UPDATE people SET password_hash = 'x' WHERE login = 'admin'")
    assert "admin" not in installation.run("demo", "--if-empty").stderr
    installation.change("UPDATE people SET password_hash = 'x'")
    assert PASSWORD not in installation.run("demo", "--if-empty").stderr


def test_a_real_city_is_told_of_no_accounts(installation):
    add_person(installation, "admin", Role.ADMIN)
    told = installation.run("demo", "--if-empty").stderr
    assert "お試しの市は作りません" in told
    assert "admin" not in told
    assert PASSWORD not in told


@pytest.mark.slow
def test_the_command_tells_how_to_sign_in(installation):
    done = installation.run("demo")
    assert done.exit_code == 0, done.output
    assert PASSWORD in done.stderr
    assert all(account.login in done.stderr for account in ACCOUNTS)
    assert installation.count("people") == len(ACCOUNTS)
    page = installation.app.test_client().get("/sign-in").get_data(as_text=True)
    assert PASSWORD in page
    assert all(account.login in page for account in ACCOUNTS)
