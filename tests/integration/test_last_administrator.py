"""管理者: there is always somebody who can look after the installation."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest

from app.acts.people import PersonError
from app.clock import now, today
from app.workflows.end_role import end_role
from audits.roles import Role
from tests.integration.browser import Browser, add_person, log_lines
from tests.integration.installation import BY, Installation

SENTENCE = "管理者がひとりもいなくなる"


@pytest.fixture
def admin(installation: Installation) -> Browser:
    add_person(installation, "admin", Role.ADMIN)
    return Browser(installation).come_in("admin")


def role_of(installation: Installation, login: str) -> int:
    query = "SELECT r.id FROM roles r JOIN people p ON p.id = r.person_id WHERE login = :login"
    [(key,)] = installation.rows(query, login=login)
    return int(key)


def end(admin: Browser, installation: Installation, login: str, last_on: date):
    fields = {"role_id": str(role_of(installation, login)), "ends_on": last_on.isoformat()}
    return admin.send(f"/people/account/{login}/end-role", **fields)


def last_days(installation: Installation) -> list[object]:
    return [last for (last,) in installation.rows("SELECT last_on FROM roles ORDER BY id")]


@pytest.mark.parametrize("days", [0, 400])
def test_the_only_administrator_cannot_end_the_own_role_not_even_later(admin, installation, days):
    answer = end(admin, installation, "admin", today() + timedelta(days=days))
    assert answer.status_code == 200
    assert SENTENCE in answer.text
    assert last_days(installation) == [None]
    assert "end_role" not in [line[1] for line in log_lines(installation)]


def test_it_can_be_ended_once_somebody_else_is_administrator(admin, installation):
    add_person(installation, "next", Role.ADMIN)
    assert end(admin, installation, "admin", today()).status_code == 303
    refused = end(admin, installation, "next", today())
    assert SENTENCE in refused.text


def test_a_successor_who_begins_the_day_after_is_enough_and_one_day_later_is_not(
    admin, installation
):
    day = today() + timedelta(days=10)
    add_person(installation, "next", Role.ADMIN, first_on=day)
    too_early = end(admin, installation, "admin", day - timedelta(days=2))
    assert SENTENCE in too_early.text
    assert end(admin, installation, "admin", day - timedelta(days=1)).status_code == 303


def test_whoever_is_out_of_use_or_audits_only_does_not_count(admin, installation):
    add_person(installation, "gone", Role.ADMIN)
    add_person(installation, "auditor", Role.AUDITOR)
    assert installation.run("users", "deactivate", "gone").exit_code == 0
    assert SENTENCE in end(admin, installation, "admin", today()).text


def test_an_administrator_for_a_time_does_not_replace_one_for_good(admin, installation):
    add_person(installation, "helper", Role.ADMIN, last_on=today() + timedelta(days=30))
    assert SENTENCE in end(admin, installation, "admin", today() + timedelta(days=5)).text
    assert end(admin, installation, "helper", today() + timedelta(days=5)).status_code == 303


def test_the_command_line_does_not_deactivate_the_last_administrator_either(admin, installation):
    refused = installation.run("users", "deactivate", "admin")
    assert refused.exit_code == 1
    assert SENTENCE in refused.stderr
    assert admin.get("/people").status_code == 200
    add_person(installation, "next", Role.ADMIN)
    assert installation.run("users", "deactivate", "admin").exit_code == 0


def test_others_come_and_go_though_the_administrator_leaves_one_day(installation):
    add_person(installation, "admin", Role.ADMIN, last_on=today() + timedelta(days=30))
    add_person(installation, "auditor", Role.AUDITOR)
    assert installation.run("users", "deactivate", "auditor").exit_code == 0


def test_where_nobody_is_administrator_any_more_accounts_can_still_be_put_out_of_use(installation):
    add_person(installation, "auditor", Role.AUDITOR)
    assert installation.run("users", "deactivate", "auditor").exit_code == 0


def test_of_two_who_end_each_others_role_at_the_same_time_one_stays(installation):
    for login in ("one", "two"):
        add_person(installation, login, Role.ADMIN)
    roles = {login: role_of(installation, login) for login in ("one", "two")}
    start, refused = threading.Barrier(2), []

    def run(login: str) -> None:
        with installation.app.app_context():
            start.wait()
            try:
                end_role(login, roles[login], today(), by=BY, at=now())
            except PersonError as error:
                refused.append(str(error))

    threads = [threading.Thread(target=run, args=(login,)) for login in roles]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert last_days(installation).count(None) == 1
