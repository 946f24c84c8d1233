"""役割: who may do what (product.md, who uses it)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum


class Role(Enum):
    """What somebody is to this installation, for some days and for a department or none."""

    OFFICER = "officer"
    MANAGER = "manager"
    SECRETARIAT = "secretariat"
    ADVISOR = "advisor"
    AUDITOR = "auditor"
    ADMIN = "admin"

    @property
    def belongs_to_a_department(self) -> bool:
        """Whether the role is held in a department and reaches no further than its contracts."""
        return self in (Role.OFFICER, Role.MANAGER)


class Act(Enum):
    """What a person may do; every page and every act of it asks for one."""

    SEE_HOME = "see_home"
    SEE_LOOK = "see_look"
    CHANGE_OWN_PASSWORD = "change_own_password"  # noqa: S105 — the name of an act
    SIGN_OUT = "sign_out"
    SEE_CONTRACTS = "see_contracts"
    SEE_DUE_ITEMS = "see_due_items"
    SEE_VIOLATIONS = "see_violations"
    SEE_DASHBOARD = "see_dashboard"
    TAKE_AWAY = "take_away"
    SEE_OPERATION_LOG = "see_operation_log"
    SEE_SEND_LOG = "see_send_log"
    ENTER = "enter"
    LOAD_WORKBOOK = "load_workbook"
    APPROVE_PLAN = "approve_plan"
    APPROVE_INSPECTION_REPORT = "approve_inspection_report"
    WAIVE = "waive"
    RECORD_AS_MISSED = "record_as_missed"
    SETTLE_VIOLATION = "settle_violation"
    TICK_OFF = "tick_off"
    DECIDE_CONSENT = "decide_consent"
    DECIDE_INCIDENT = "decide_incident"
    EXTEND_FINDING = "extend_finding"
    REOPEN_FINDING = "reopen_finding"
    WITHDRAW_EVIDENCE = "withdraw_evidence"
    CLOSE_CONTRACT = "close_contract"
    REOPEN_CONTRACT = "reopen_contract"
    CONFIRM_DISPOSAL = "confirm_disposal"
    DISPOSE_OF_CONTRACT = "dispose_of_contract"
    KEEP_LONGER = "keep_longer"
    SEND_REMINDERS = "send_reminders"
    ENTER_COUNCIL_MATTER = "enter_council_matter"
    MAKE_ANNUAL_REPORT = "make_annual_report"
    PUBLISH_CLAUSE_SET = "publish_clause_set"
    PUBLISH_CHECK_SHEET = "publish_check_sheet"
    KEEP_ERASURE_METHODS = "keep_erasure_methods"
    GIVE_ADVICE = "give_advice"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_DEPARTMENTS = "manage_departments"
    CHANGE_SETTINGS = "change_settings"
    CHANGE_RISK_WEIGHTS = "change_risk_weights"


# Whoever has signed in, with a role today or (before 1 April) without one yet.
FOR_EVERYBODY = frozenset({Act.SEE_HOME, Act.CHANGE_OWN_PASSWORD, Act.SIGN_OUT})
_CONTENT = frozenset({Act.SEE_CONTRACTS, Act.SEE_DUE_ITEMS, Act.SEE_VIOLATIONS})
_FIGURES = _CONTENT | {Act.SEE_DASHBOARD, Act.TAKE_AWAY}
_OFFICER = _FIGURES | {Act.ENTER, Act.LOAD_WORKBOOK, Act.TICK_OFF}

MAY: Mapping[Role, frozenset[Act]] = {
    Role.OFFICER: _OFFICER,
    Role.MANAGER: _OFFICER
    | {
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
        Act.KEEP_LONGER,
    },
    # Brings a whole city's workbooks in, but enters no single act: that is the department's.
    Role.SECRETARIAT: _FIGURES
    | {
        Act.LOAD_WORKBOOK,
        Act.SEND_REMINDERS,
        Act.SEE_SEND_LOG,
        Act.ENTER_COUNCIL_MATTER,
        Act.MAKE_ANNUAL_REPORT,
        Act.PUBLISH_CLAUSE_SET,
        Act.PUBLISH_CHECK_SHEET,
        Act.KEEP_ERASURE_METHODS,
        Act.CHANGE_RISK_WEIGHTS,
        Act.DISPOSE_OF_CONTRACT,
        Act.KEEP_LONGER,
    },
    Role.ADVISOR: _CONTENT | {Act.GIVE_ADVICE},
    Role.AUDITOR: _FIGURES | {Act.SEE_OPERATION_LOG, Act.SEE_SEND_LOG},
    # Keeps the installation running and has no business in the contracts.
    Role.ADMIN: frozenset(
        {
            Act.MANAGE_PEOPLE,
            Act.MANAGE_DEPARTMENTS,
            Act.CHANGE_SETTINGS,
            Act.CHANGE_RISK_WEIGHTS,
            Act.SEE_OPERATION_LOG,
            Act.SEE_SEND_LOG,
            Act.SEE_LOOK,
        }
    ),
}


def may(roles: Iterable[Role], act: Act) -> bool:
    """Whether somebody who holds these roles today may do the act at all, somewhere."""
    return act in FOR_EVERYBODY or any(act in MAY[role] for role in roles)
