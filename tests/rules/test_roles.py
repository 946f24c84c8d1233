"""役割: who may do what, as the table of the product says."""

from __future__ import annotations

import pytest

from audits.roles import FOR_EVERYBODY, MAY, Act, Role, may

LOOKING = frozenset(
    {
        Act.SEE_CONTRACTS,
        Act.SEE_DUE_ITEMS,
        Act.SEE_VIOLATIONS,
        Act.SEE_DASHBOARD,
        Act.TAKE_AWAY,
        Act.SEE_OPERATION_LOG,
        Act.SEE_SEND_LOG,
    }
)
CONTENT = frozenset({Act.SEE_CONTRACTS, Act.SEE_DUE_ITEMS, Act.SEE_VIOLATIONS})
DECISIONS = frozenset(
    {
        Act.APPROVE_PLAN,
        Act.APPROVE_INSPECTION_REPORT,
        Act.WAIVE,
        Act.RECORD_AS_MISSED,
        Act.SETTLE_VIOLATION,
        Act.DECIDE_CONSENT,
        Act.DECIDE_INCIDENT,
        Act.EXTEND_FINDING,
        Act.REOPEN_FINDING,
        Act.WITHDRAW_EVIDENCE,
        Act.CLOSE_CONTRACT,
        Act.REOPEN_CONTRACT,
        Act.CONFIRM_DISPOSAL,
    }
)


def test_every_role_has_its_row_in_the_table():
    assert set(MAY) == set(Role)


def test_every_act_is_somebodys():
    assert FOR_EVERYBODY.union(*MAY.values()) == set(Act)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER])
def test_an_officer_and_a_manager_belong_to_a_department(role):
    assert role.belongs_to_a_department


@pytest.mark.parametrize("role", set(Role) - {Role.OFFICER, Role.MANAGER})
def test_the_other_roles_belong_to_no_department(role):
    assert not role.belongs_to_a_department


def test_only_a_department_ticks_off_what_is_to_be_checked():
    assert {role for role in Role if Act.TICK_OFF in MAY[role]} == {Role.OFFICER, Role.MANAGER}


def test_the_auditor_sees_everything_there_is_and_changes_nothing():
    assert MAY[Role.AUDITOR] == LOOKING


def test_the_administrator_has_no_business_in_the_contracts():
    assert MAY[Role.ADMIN] & (CONTENT | {Act.SEE_DASHBOARD, Act.TAKE_AWAY, Act.ENTER}) == set()


def test_everybody_but_the_administrator_sees_contracts_and_what_they_owe():
    assert {role for role in Role if MAY[role] >= CONTENT} == set(Role) - {Role.ADMIN}


def test_the_manager_does_what_an_officer_does_and_decides_besides():
    assert MAY[Role.MANAGER] - MAY[Role.OFFICER] == DECISIONS | {Act.KEEP_LONGER}
    assert MAY[Role.OFFICER] - MAY[Role.MANAGER] == set()


@pytest.mark.parametrize("act", DECISIONS)
def test_only_the_manager_decides(act):
    assert {role for role in Role if may([role], act)} == {Role.MANAGER}


def test_of_the_two_confirmations_of_a_disposal_each_is_another_roles():
    assert {role for role in Role if may([role], Act.DISPOSE_OF_CONTRACT)} == {Role.SECRETARIAT}
    keepers = {role for role in Role if may([role], Act.KEEP_LONGER)}
    assert keepers == {Role.MANAGER, Role.SECRETARIAT}


def test_only_departments_enter_what_happened():
    assert {role for role in Role if may([role], Act.ENTER)} == {Role.OFFICER, Role.MANAGER}


def test_only_the_secretariat_publishes_clause_sets_and_check_sheets():
    for act in (Act.PUBLISH_CLAUSE_SET, Act.PUBLISH_CHECK_SHEET):
        assert {role for role in Role if may([role], act)} == {Role.SECRETARIAT}


def test_only_the_advisor_gives_advice_and_enters_nothing_else():
    assert MAY[Role.ADVISOR] == CONTENT | {Act.GIVE_ADVICE}
    assert {role for role in Role if may([role], Act.GIVE_ADVICE)} == {Role.ADVISOR}


def test_the_operation_log_is_read_by_the_auditor_and_the_administrator():
    readers = {role for role in Role if may([role], Act.SEE_OPERATION_LOG)}
    assert readers == {Role.AUDITOR, Role.ADMIN}


def test_only_the_administrator_keeps_people_departments_and_settings():
    for act in (Act.MANAGE_PEOPLE, Act.MANAGE_DEPARTMENTS, Act.CHANGE_SETTINGS):
        assert {role for role in Role if may([role], act)} == {Role.ADMIN}


def test_the_points_of_the_risk_are_changed_by_the_secretariat_and_the_administrator():
    who = {role for role in Role if may([role], Act.CHANGE_RISK_WEIGHTS)}
    assert who == {Role.SECRETARIAT, Role.ADMIN}


def test_who_holds_two_roles_may_do_what_either_may():
    both = [Role.ADMIN, Role.AUDITOR]
    assert may(both, Act.MANAGE_PEOPLE)
    assert may(both, Act.SEE_CONTRACTS)
    assert not may(both, Act.ENTER)


def test_whoever_has_no_role_today_may_change_the_own_password_and_leave_but_see_no_contract():
    assert may([], Act.CHANGE_OWN_PASSWORD)
    assert may([], Act.SIGN_OUT)
    assert [act for act in Act if may([], act) and act not in FOR_EVERYBODY] == []
    assert not may([], Act.SEE_CONTRACTS)
